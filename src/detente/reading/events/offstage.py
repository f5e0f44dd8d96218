"""What players and artists do among themselves, or somewhere: "the Cuban boxer promised the American champion a bloody
nose" is no quarrel of Cuba's. What they do to a state by its name ("a poet asked Norway for asylum") stays told.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from detente.language.words import act_words
from detente.model import Mention
from detente.reading.events.act import Act
from detente.reading.events.scene import where
from detente.reading.events.syntax import lemma

# Blows and crowds are what they are, whoever they come from.
REAL = frozenset(("ASSAULT", "COERCE", "PROTEST"))
BEFORE_NOUN = frozenset(("amod", "compound", "nmod", "poss"))


def off_stage(acts: Sequence[Act], doc: Doc) -> list[Act]:
    """The acts, less those of the stage and the field."""
    return [act for act in acts if not on_stage(act, doc)]


def on_stage(act: Act, doc: Doc) -> bool:
    """Whether only players and artists act, upon each other or in some place."""
    parties = (*act.source, *act.target)
    if act.type in REAL or not any(plays(m, doc) for m in parties):
        return False
    return all(plays(m, doc) or where(m, doc) for m in parties)


def plays(mention: Mention, doc: Doc) -> bool:
    """Whether a party is only named by a player or artist of its: "the Cuban boxer", "a singer from Mali"."""
    noun = whose(doc[mention.root])
    return noun.pos_ == "NOUN" and lemma(noun) in act_words().stage


def whose(token: Token) -> Token:
    """The noun that a name stands with: "the Cuban (boxer)", "a (singer) from Mali"; else the token."""
    if token.dep_ in BEFORE_NOUN:
        return token.head
    return token.head.head if token.dep_ == "pobj" and token.head.head.pos_ == "NOUN" else token
