"""The days that nouns have of their own: "Sunday's meeting", "the talks on Sunday", "the raid, flown on May 2"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from detente.model import TimeExpression, When
from detente.reading.text import children
from detente.reading.times.clauses import Placed, place
from detente.reading.times.dating import when
from detente.reading.times.lexicon import lexicon

# Before a day that is the noun's.
ON = frozenset({"on", "in", "of"})
FINITE = frozenset({"VBD", "VBN"})


def noun_days(doc: Doc, times: Sequence[TimeExpression]) -> Iterator[tuple[Token, When]]:
    """The nouns that a time dates as what has been told of, each with its day."""
    for time in times:
        one = place(doc, time) if time.first and time.last and time.type == "DATE" else None
        noun = dated(one) if one is not None else None
        if one is not None and noun is not None and noun.pos_ == "NOUN":
            yield noun, when(doc, one, times)


def dated(one: Placed) -> Token | None:
    """The noun whose day a time is, if the story has told of it: by "the", by its day, or since it was done."""
    if one.noun is not None:
        return one.noun
    if one.nouns and one.prep in ON and one.root.dep_ == "pobj":
        noun = one.root.head.head
        return noun if noun.i == one.nouns[0] and any(c.lower_ == "the" for c in children(noun)) else None
    verb = one.verb
    if verb is None or one.nouns:
        return None
    return verb.head if is_done(verb) else measure(verb.head) if takes_effect(verb) else None


def is_done(verb: Token) -> bool:
    """Whether a participle says when the thing before it was done: "the meeting, held on Sunday"."""
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in children(verb))


def takes_effect(verb: Token) -> bool:
    """Whether a clause says since when a measure holds: "an embargo, which came into effect on January 1"."""
    if verb.dep_ != "relcl" or verb.tag_ not in FINITE or any(c.dep_ == "aux" for c in children(verb)):
        return False
    below = [c for c in children(verb) if c.dep_ in ("dobj", "prep")]
    named = [c for c in below if c.dep_ == "dobj"] + [p for c in below if c.lower_ == "into" for p in children(c)]
    return any(c.lemma_.lower() in lexicon().lists["in force"] for c in named)


def measure(noun: Token) -> Token:
    """What a clause of a measure is about, where the parse hangs it on what is banned: "a ban on milk, which ..."."""
    while noun.dep_ == "pobj" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    return noun
