"""Phrases that the parse hangs too low: on the nearest noun, where they say with or between whom the verb is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from detente.language.words import act_words
from detente.reading.events.clauses import direct_objects
from detente.reading.events.syntax import is_verb, lemma, preps

# Before whoever it is done with or given to.
SINKING = frozenset(("with", "between", "to"))
# Before the nouns that these sink to: what a thing is of, what talks are about, how long and where.
ABOVE = frozenset(("of", "on", "over", "about", "regarding", "concerning", "for", "in", "at", "throughout"))


def sunk(pairs: Iterable[tuple[str, Token]], depth: int = 0) -> Iterator[tuple[str, Token]]:
    """ "Aired the tariff on beer with Chad", "shuttled for weeks between": what hangs on a noun that has no "with" of
    its own. "Aired its quarrel with Chad" has one, but not with a "counterpart" behind it.
    """
    for above, phrase in pairs:
        if above in ABOVE and not (is_verb(phrase) and direct_objects(phrase)):
            below = list(preps(phrase))
            yield from ((prep, p) for prep, p in below if prep in SINKING and not its_own(phrase, prep, p))
            if depth < 1:
                yield from sunk(below, depth + 1)


def its_own(noun: Token, prep: str, phrase: Token) -> bool:
    """Whether a noun takes what hangs on it: "ties with Chad", "a visit to Chad"."""
    taking = act_words().leading_to if prep == "to" else act_words().between_two
    return lemma(noun) in taking and lemma(phrase) not in act_words().counterparts


def is_rate(word: Token) -> bool:
    """Whether a word says for what time or measure a number is: "a day", "a barrel"."""
    return word.dep_ == "npadvmod" and word.i > 0 and word.nbor(-1).lower_ in ("a", "an", "per", "each")
