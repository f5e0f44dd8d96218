"""Parties in a story: finding every mention by name and resolving it to code, sector, role and person."""

from detente.reading.actors.find import find_mentions, find_parties

__all__ = ["find_mentions", "find_parties"]
