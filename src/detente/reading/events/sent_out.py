"""Whose forces are that nobody's name stands by: of whoever sends them, calls them back or is to withdraw them."""

from __future__ import annotations

from spacy.tokens import Token

from detente.language.words import act_words
from detente.reading.events.clauses import surface
from detente.reading.events.syntax import child, is_verb, lemma


def senders(verb: Token) -> tuple[Token, ...]:
    """Who moves the forces of whom a relative clause tells: Peru in "Peru recalled two ships that had entered the bay",
    Togo in "gave Togo a week to pull out the soldiers who had crossed the river".
    """
    noun = verb.head
    words = act_words()
    if verb.dep_ != "relcl" or noun.dep_ != "dobj" or lemma(noun) not in words.forces:
        return ()
    mover = noun.head
    if not is_verb(mover) or lemma(mover) not in words.moving_forces:
        return ()
    given = child(mover.head, "dative") if mover.dep_ in ("advcl", "xcomp", "acl", "relcl") else None
    return (given,) if given is not None else surface(mover)
