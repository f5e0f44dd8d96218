"""What somebody says ought to be done, without "must": "it is vital that they leave", "it is time for them to go"."""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from detente.language.words import act_words
from detente.reading.events.syntax import SUBJECTS, child, is_verb, lemma, negated
from detente.reading.text import children

BELOW = frozenset(("ccomp", "advcl", "relcl", "acl", "xcomp"))
# How many words "(it is vital), he said, (that they leave)" may put in.
PUT_IN = 12
# With these, "as saying" tells the words of whom they name: "the agency quoted him as saying".
CITING = frozenset(("quote", "cite"))


def called_for(verb: Token) -> Token | None:
    """The "is" of "it is vital that they (leave)", "it is time for them to (go)"; None where nothing is called for."""
    if (parted := put_in(verb)) is not None:
        return parted[0]
    if verb.dep_ not in BELOW or child(verb, "nsubj", "nsubjpass") is None or not opened(verb):
        return None
    above = verb.head
    if deemed(above):
        return above
    inserted = is_verb(above) and lemma(above) != "be" and above.head.i < above.i
    told = inserted and above.dep_ in ("parataxis", "ccomp")  # "it is vital, he said,"
    copula = above.head if told or not is_verb(above) else above
    if lemma(copula) != "be" or negated(copula) or not impersonal(copula):
        return None
    return copula if any(is_need(c) for c in children(copula)) else None


def put_in(verb: Token) -> tuple[Token, Token] | None:
    """The "was" and the "said" of "it was vital, he said, that they (leave)", wherever the parse hangs them."""
    that = next((c for c in children(verb) if c.dep_ == "mark" and c.lower_ == "that"), None)
    if that is None or that.i < PUT_IN // 2 or that.nbor(-1).text != ",":
        return None
    doc = verb.doc
    aside = list(takewhile(lambda t: t.text != ",", reversed(doc[max(0, that.i - 1 - PUT_IN) : that.i - 1])))
    saying = next((t for t in aside if is_verb(t) and child(t, *SUBJECTS) in aside), None)
    comma = doc[that.i - 2 - len(aside)]
    copula = comma.nbor(-1).head if comma.i and comma.text == "," and is_need(comma.nbor(-1)) else None
    if saying is None or copula is None or lemma(copula) != "be" or negated(copula) or not impersonal(copula):
        return None
    return copula, saying


def deemed(word: Token) -> bool:
    """Whether somebody finds something needed: "(called) it vital (that they leave)", "(thought) it (vital)"."""
    if lemma(word) in act_words().needed and word.dep_ == "ccomp":
        return impersonal(word)
    it = child(word, "dobj") if lemma(word) in act_words().deeming else None
    return it is not None and it.lower_ == "it" and any(is_needed(c) for c in children(word))


def is_needed(word: Token) -> bool:
    """Whether a word says of an object that it is needed."""
    return word.dep_ in ("oprd", "acomp") and lemma(word) in act_words().needed


def opened(verb: Token) -> bool:
    """Whether a clause opens with "that", or with "for" before an infinitive; "(high) time they left" does without."""
    if verb.tag_ == "VBD" and any(lemma(t) == "time" for t in (verb.head, *children(verb.head))):
        return True
    return any(c.lower_ in ("that", "for") and c.dep_ in ("mark", "advmod", "prep") for c in children(verb))


def impersonal(copula: Token) -> bool:
    """Whether the subject is "it"."""
    subject = child(copula, "nsubj")
    return subject is not None and subject.lower_ == "it"


def is_need(word: Token) -> bool:
    """Whether a predicate says that something ought to be: "vital", "(high) time"."""
    adjective = word.dep_ == "acomp" and lemma(word) in act_words().needed
    return adjective or (word.dep_ == "attr" and lemma(word) == "time")


def told_with(verb: Token) -> Token | None:
    """The verb with which somebody says what ought to be done: above, or put in between ("it is vital, he said,")."""
    if (parted := put_in(verb)) is not None:
        return parted[1]
    copula = called_for(verb)
    if copula is not None and lemma(copula) in act_words().deeming:
        return copula
    if copula is not None and copula.dep_ != "ccomp":
        return next((c for c in children(copula) if c.dep_ == "parataxis" and is_verb(c)), None)
    at = copula if copula is not None else first_said(verb)
    return at.head if at.dep_ == "ccomp" and is_verb(at.head) else aside(at)


def aside(clause: Token) -> Token | None:
    """The "said" of "relations, she said, (would not be restored)"."""
    said = (c for c in children(clause) if c.dep_ == "parataxis" and is_verb(c))
    return next((c for c in said if child(c, *SUBJECTS) is not None), None)


def quoted(saying: Token) -> Token | None:
    """Whose words they are: "him" in "the agency quoted him as saying (that they must leave)"."""
    inner = saying.head.head if saying.dep_ == "pcomp" and saying.head.lower_ == "as" else saying
    as_saying = any(c.lower_ == "as" and child(c, "pcomp") is not None for c in children(inner))
    return child(inner, "dobj") if lemma(inner) in CITING and as_saying else None


def first_said(verb: Token) -> Token:
    """The first of the clauses that somebody says: "said that they had fired and that the raids (must stop)"."""
    joined = verb.dep_ == "conj" and any(c.dep_ == "mark" and c.lower_ == "that" for c in children(verb))
    return verb.head if joined and is_verb(verb.head) else verb
