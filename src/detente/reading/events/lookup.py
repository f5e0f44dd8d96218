"""Which patterns a head may have, and which of them fit."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.language.patterns import Lexicon, Pattern
from detente.language.words import act_words
from detente.reading.events.match import AdjectiveMatcher, Fill, Matcher
from detente.reading.events.match_nouns import NounMatcher
from detente.reading.events.parties import Parties
from detente.reading.events.syntax import is_verb, lemma, words_in
from detente.reading.text import children, once


def fills(head: Token, lexicon: Lexicon, parties: Parties) -> Iterator[Fill]:
    """Every pattern of the head that fits: as a verb, a noun, an adjective. Names tell of no act ("March 14")."""
    if head.pos_ == "PROPN" and (head.i in parties.at or head.ent_type_ in ("DATE", "TIME")):
        return
    word = hyphenated(head)
    verbal = is_verb(head) or head.tag_.startswith("VB")
    nouns = noun_patterns(head, word, lexicon)
    if verbal or (head.dep_ == "ROOT" and not nouns):
        yield from fitting(Matcher, head, verb_patterns(head, word, lexicon))
    if head.pos_ in ("NOUN", "PROPN") or not verbal or gerund_noun(head):
        yield from fitting(NounMatcher, head, nouns)
    if head.pos_ in ("ADJ", "VERB", "ADV"):
        adjectives = lexicon.adjectives.get(word) or lexicon.adjectives.get(head.lower_, ())
        yield from fitting(AdjectiveMatcher, head, adjectives)


def fitting(matcher: type[Matcher] | type[NounMatcher], head: Token, patterns: tuple[Pattern, ...]) -> Iterator[Fill]:
    """The fills of the patterns that fit; the head is looked at only if its sentence has words for one."""
    if not patterns:
        return
    apart = once(head, "words", words_in).isdisjoint
    tried = None
    for pattern in patterns:
        if not any(map(apart, pattern.asks)):  # asked some two hundred times a sentence
            tried = tried or matcher(head)
            if (fill := tried.fit(pattern)) is not None:
                yield fill


def verb_patterns(head: Token, word: str, lexicon: Lexicon) -> tuple[Pattern, ...]:
    """The patterns of a verb, and of the verb with an adverb ("sharply_attack")."""
    found = lexicon.verbs.get(word, ())
    if not found and word.endswith("e") and head.lower_ == f"{word}d":
        found = lexicon.verbs.get(word[:-1], ())  # "cordoned", whose lemma was guessed as "cordone"
    for c in children(head) if word in lexicon.last else ():
        if c.dep_ == "advmod":
            found += lexicon.verbs.get(f"{c.lower_}_{word}", ())
    return found


def noun_patterns(head: Token, word: str, lexicon: Lexicon) -> tuple[Pattern, ...]:
    """The patterns of a noun, and of the noun with the word before it ("war_game")."""
    found = lexicon.nouns.get(word, ())
    if not found and gerund_noun(head):
        found = lexicon.nouns.get(head.lower_, ())  # "shelling", whose lemma is the verb's
    for c in children(head) if word in lexicon.last else ():
        if c.dep_ in ("compound", "amod"):
            found = lexicon.nouns.get(f"{lemma(c)}_{word}", ()) + found
    return found


def hyphenated(head: Token) -> str:
    """The lemma of a head, with what a hyphen joins to it: "cease-fire", "counter-attack", "walk-out"."""
    word = lemma(head)
    if head.i < 2 or (before := head.nbor(-1)).text != "-" or before.whitespace_ or head.nbor(-2).whitespace_:
        return word
    return act_words().hyphenated.get(f"{head.nbor(-2).lower_}-{word}", word)


def gerund_noun(head: Token) -> bool:
    """Whether an -ing form stands where a noun stands."""
    return head.tag_ == "VBG" and head.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "attr")
