"""What headlines leave out: verbs of saying and of being, marks of who is spoken to ("Chad to Mali: free crew")."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.text import sentence_of

# How many words a headline puts before its colon to say who speaks, and to whom.
LABEL = 8


def colon_of(head: Token) -> Token | None:
    """The colon near the beginning of a sentence, before its root."""
    if head.dep_ != "ROOT":
        return None
    first = sentence_of(head).start
    label = head.doc[first : min(first + LABEL, head.i)]
    return next((t for t in label if t.text == ":" and t.i > first), None)


def speaker(head: Token) -> Token | None:
    """Who says what follows: "Philippines: China must leave"."""
    colon = colon_of(head)
    return colon.nbor(-1) if colon is not None else None


def addressed(head: Token) -> tuple[Token, Token] | None:
    """Who tells whom to do what follows: "Greece to Turkey: pull out"; None where nobody is told to do anything."""
    colon = colon_of(head)
    if colon is None:
        return None
    first = colon.nbor(1)
    if first.tag_ not in ("VB", "VBP", "NN") or not (first == head or (first.head == head and first.i + 2 >= head.i)):
        return None
    before = head.doc[sentence_of(head).start : colon.i]
    to = [t for t in before if t.lower_ == "to"]
    return (to[0].nbor(-1), colon.nbor(-1)) if len(to) == 1 and to[0].i not in (before.start, colon.i - 1) else None
