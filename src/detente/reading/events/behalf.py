"""For whom somebody acts who speaks for others: "Macron, on behalf of the EU, condemned it" is the EU's word."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.reading.events.syntax import SUBJECTS, child, is_verb, lemma, pobjs
from detente.reading.text import children, sentence_of

# "On behalf of", "in the name of".
IN_WHOSE_NAME = frozenset((("on", "behalf"), ("in", "name")))
# "Speaking for the union": an aside that says the same.
SPEAKING = frozenset(("speak", "act", "talk"))


def spoken_for(verb: Token) -> Token | None:
    """In whose name the subject of a verb does it, as an aside before the verb says."""
    if verb.dep_ == "conj" and is_verb(verb.head) and child(verb, *SUBJECTS) is None:
        return spoken_for(verb.head)
    asides = (c for c in children(verb) if c.i < verb.i and apart(c))
    return next((party for c in asides for party in (*in_name_of(c), *speaking_for(c))), None)


def apart(word: Token) -> bool:
    """Whether a word opens its sentence or stands behind a comma."""
    return word.i == sentence_of(word).start or word.nbor(-1).text == ","


def in_name_of(prep: Token) -> Iterator[Token]:
    """The party behind "on behalf of"."""
    for noun in pobjs(prep) if prep.dep_ == "prep" else ():
        if (prep.lower_, lemma(noun)) in IN_WHOSE_NAME:
            yield from (p for of in children(noun) if of.lower_ == "of" for p in pobjs(of))


def speaking_for(verb: Token) -> Iterator[Token]:
    """The party behind "speaking for"."""
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and lemma(verb) in SPEAKING:
        yield from (p for prep in children(verb) if prep.lower_ == "for" for p in pobjs(prep))
        yield from (p for prep in children(verb) if prep.dep_ == "prep" for p in in_name_of(prep))
