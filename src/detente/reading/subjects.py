"""Subjects as the parse has them, and how a word is made one: what the steps that put slips right have in common."""

from __future__ import annotations

from spacy.tokens import Token

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
# Between a subject and its verb.
HELPING = frozenset(("aux", "auxpass", "neg", "advmod"))
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def is_passive(verb: Token) -> bool:
    """Whether a verb is told in the passive."""
    return any(c.dep_ == "auxpass" for c in verb.children)


def make_subject(noun: Token, verb: Token) -> None:
    """Hang a noun on a verb as its subject."""
    noun.head, noun.dep_ = verb, "nsubjpass" if is_passive(verb) else "nsubj"
