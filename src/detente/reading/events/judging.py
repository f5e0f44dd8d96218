"""What somebody calls an act or a party: "called the raid barbaric", "described the charge as a lie".

The words are data (`language/<iso>/patterns/judging.yaml`).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.language.patterns import Lexicon
from detente.reading.events.syntax import is_verb, lemma

# Type, CAMEO code and name of what each sort of word amounts to.
AMOUNTS_TO = {
    "untrue": ("REJECT", "120", "REJECT/called-untrue"),
    "bad": ("ACCUSE", "111", "ACCUSE/called-bad"),
    "good": ("SUPPORT", "051", "SUPPORT/called-good"),
}
PLACES = frozenset(
    ("oprd", "acomp", "attr", "xcomp", "ccomp", "amod", "pobj", "dobj", "conj", "advcl", "pcomp", "nsubj")
)
REACH = 14  # tokens behind the verb within which the judgement stands


def judgement(verb: Token, lexicon: Lexicon) -> tuple[str, Token] | None:
    """The sort of word (bad, untrue, good) that somebody uses of something, and that word; None where nothing is
    judged.
    """
    words = lexicon.judging
    if not is_verb(verb) or lemma(verb) not in words["verbs"]:
        return None
    said_as = any(opens_judgement(token, verb) for token in verb.subtree)
    for part in (part for called in complement(verb, said_as) for part in (called, *about(called))):
        for sort in ("untrue", "bad", "good"):
            if lemma(part) in words[sort]:
                return sort, part
    return None


def opens_judgement(token: Token, verb: Token) -> bool:
    """Whether a word is the "as" behind which the judgement stands, which the parser may hang on the object."""
    if token.lower_ != "as":
        return False
    return token.head == verb or (token.head.dep_ == "dobj" and token.head.head == verb)


def about(word: Token) -> Iterator[Token]:
    """What is said of the word that something is called: "an encouraging step", "an act of violence"."""
    for child in word.children:
        if child.dep_ == "amod":
            yield child
        elif child.lower_ == "of":
            yield from (inner for inner in child.children if inner.dep_ == "pobj")


def complement(verb: Token, said_as: bool) -> Iterator[Token]:
    """The words that may say what something is called: behind "as", or the second of two things behind the verb."""
    for token in verb.subtree:
        if not verb.i < token.i <= verb.i + REACH or token.pos_ not in ("ADJ", "NOUN", "VERB", "PROPN"):
            continue
        if said_as and not any(opens_judgement(a, verb) for a in token.ancestors):
            continue
        if not said_as and not predicative(token, verb):
            continue
        yield token


def predicative(token: Token, verb: Token) -> bool:
    """Whether a word says what the object is: an object predicate, a small clause, or the head of a second object."""
    if token.dep_ in ("oprd", "acomp", "attr") or (
        token.dep_ == "conj" and token.head.dep_ in ("oprd", "acomp", "attr")
    ):
        return True
    if token.dep_ in ("ccomp", "xcomp") and token.head == verb:
        return True
    objects = [c for c in verb.children if c.dep_ in ("dobj", "oprd")]
    return len(objects) > 1 and token in objects[1:]


def judged(verb: Token) -> Token | None:
    """What is judged: the object, or the subject of the small clause below the verb."""
    for c in verb.children:
        if c.dep_ in ("dobj", "nsubjpass"):
            return c
    for c in verb.children:
        if c.dep_ in ("ccomp", "xcomp"):
            return next((g for g in c.children if g.dep_ in ("nsubj", "nsubjpass")), None)
    return None
