"""What somebody says will not be: "there can be no talks with Peru", "a truce is out of the question".

The words are data (`needless` and `beyond` of `language/<iso>/acts.yaml`).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from detente.language.patterns import Lexicon
from detente.language.words import act_words
from detente.model import Mention
from detente.reading.events.act import Act
from detente.reading.events.compose import made_of, same_codes
from detente.reading.events.mood import auxiliaries, gates, naught
from detente.reading.events.syntax import SUBJECTS, child, is_verb, lemma, negated

# Under these "there is no" tells what somebody wants, and not what merely was not so ("there were no talks").
WILLED = frozenset(("can", "could", "will", "would", "'ll", "must", "should"))


# What is told under these is nobody's refusal: "asked whether there would be no talks", "feared there would be none".
OPEN = frozenset(("condition", "question", "doubt", "wish", "fear", "hearsay", "denial"))


def ruled_out(head: Token) -> Token | None:
    """The verb of the clause that rules out the act of `head`, or None."""
    clause = ruling(head)
    return clause if clause is not None and not gates(clause) & OPEN else None


def ruling(head: Token) -> Token | None:
    """That verb, however the clause is told."""
    if (clause := beyond(head)) is not None:
        return clause
    if (noun := needless(head)) is not None:
        return stands_in(noun)
    clause = stands_in(head)
    return clause if clause is not None and auxiliaries(clause) & WILLED else None


def stands_in(noun: Token) -> Token | None:
    """The verb of "there is no NOUN"."""
    verb = noun.head
    there = lemma(verb) == "be" and child(verb, "expl") is not None and noun.dep_ in ("attr", "nsubj")
    return verb if there and naught(noun) else None


def needless(head: Token) -> Token | None:
    """The noun of which there is none for the act: "no need for talks", "no question of meeting them"."""
    above = head.head
    noun = above.head if above.dep_ == "prep" and head.dep_ in ("pobj", "pcomp") else above
    return noun if noun.i < head.i and lemma(noun) in act_words().needless else None


def beyond(head: Token) -> Token | None:
    """The verb by which what is said of the act rules it out: "talks are out of the question", "is unthinkable"."""
    verb = head.head
    if head.dep_ not in SUBJECTS or not is_verb(verb) or lemma(verb) != "be" or negated(verb):
        return None
    behind = " ".join(token.lower_ for token in verb.doc[verb.i + 1 : verb.i + 7])
    return verb if any(behind.startswith(words) for words in act_words().beyond) else None


def refusal(act: Act, speakers: Sequence[Mention], lexicon: Lexicon) -> Act:
    """What it amounts to that somebody rules an act out: a refusal of the act's other party, if it has one."""
    type_, cameo = made_of(lexicon.compose, "fail", act)
    made = Act("REJECT/ruled-out", "v", type_ if speakers else None, cameo, act.head, tuple(speakers), (), verdict=True)
    others = tuple(m for m in (*act.source, *act.target) if not same_codes(m, made))
    return made.with_(target=others, inner=act, about=act.head, ops=("refuse", *act.ops), score=act.score)
