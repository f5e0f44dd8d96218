"""Coreference: pronouns, and nouns that point back to a party named before."""

from detente.reading.reference.find import resolve

__all__ = ["resolve"]
