"""What refuses in other words than "not": "under no circumstances", "agree to nothing", "there will be no talks"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.language.words import act_words
from detente.reading.events.syntax import child, is_verb, lemma

# What has not come about yet: of what is past, "signed no treaty" refuses nobody anything.
OPEN = frozenset(("will", "would", "shall", "can", "could", "wo", "ca", "'ll", "'d"))
# Behind a verb, before what it takes: "agree to no truce".
TAKEN = frozenset(("to", "on", "with", "in", "of", "for"))


def in_no_way(verb: Token) -> bool:
    """Whether a verb is denied as a whole: "will under no circumstances leave", "on no account"."""
    nouns = (p for c in verb.children if c.dep_ in ("prep", "advmod") for p in c.children if p.dep_ == "pobj")
    return any(lemma(p) in act_words().never and none(p) for p in nouns)


def of_nothing(verb: Token) -> bool:
    """Whether what is to be done is done to nothing: "will accept no mediation", "would consent to nothing"."""
    return is_open(verb) and any(nothing(noun) for noun in taken(verb))


def no_such(noun: Token) -> bool:
    """Whether a noun tells of what there will not be: "there will be no apology"."""
    verb = noun.head
    stands = noun.dep_ == "attr" and is_verb(verb) and child(verb, "expl") is not None
    return stands and none(noun) and is_open(verb)


def taken(verb: Token) -> Iterator[Token]:
    """The objects of a verb, also behind a preposition, and the subject of a passive."""
    for c in verb.children:
        if c.dep_ in ("dobj", "nsubjpass"):
            yield c
        elif c.dep_ == "prep" and c.lower_ in TAKEN:
            yield from (p for p in c.children if p.dep_ == "pobj")


def nothing(noun: Token) -> bool:
    """ "Nothing", "no truce"; not "no time" or "no choice", of which more is said."""
    return noun.lower_ == "nothing" or (none(noun) and lemma(noun) not in act_words().no_more_than_words)


def none(noun: Token) -> bool:
    """Whether "no" stands before a noun."""
    return any(c.dep_ in ("det", "neg") and c.lower_ == "no" for c in noun.children)


def is_open(verb: Token) -> bool:
    """Whether a verb tells of what is to come or may come."""
    return any(c.dep_ == "aux" and c.lower_ in OPEN for c in verb.children)


def out_of_question(verb: Token) -> bool:
    """Whether what is said of the subject is that it will not be: "is out of the question"."""
    if lemma(verb) not in ("be", "remain"):
        return False
    below = (q for out in verb.children if out.lower_ == "out" for of in out.children for q in of.children)
    return any(lemma(q) == "question" for q in below)
