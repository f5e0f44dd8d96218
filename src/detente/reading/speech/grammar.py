"""What the parse says about a cue: its subject, the words of the cue itself, noun phrases without their clauses."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.lists import behind_day
from detente.reading.speech.draft import Stretch
from detente.reading.text import children

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
CLIMB = frozenset({"xcomp", "advcl", "conj", "pcomp", "acl", "prep", "dep", "ccomp"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
GROUP = frozenset({"aux", "auxpass", "neg", "prt"})
LONGEST_CLIMB = 5


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these relations."""
    return next((c for c in children(token) if c.dep_ in deps), None)


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive, "being" and bare participles after a noun included."""
    if verb.tag_ != "VBN":
        return False
    return any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in children(verb)) or verb.dep_ == "acl"


def noun_phrase(noun: Token) -> Stretch:
    """The noun with what belongs to it, relative clauses and what follows them left out."""
    first, last = noun.left_edge.i, noun.right_edge.i
    for c in children(noun):
        if c.i > noun.i and c.dep_ in ("relcl", "acl", "ccomp", "advcl", "parataxis"):
            last = min(last, c.left_edge.i - 1)
    return first, max(last, noun.i)


def agent(verb: Token) -> Token | None:
    """The doer of a passive: what follows "by"."""
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The noun that does what the verb says; for a bare participle or infinitive, that of the clause above."""
    own = nearest(verb)
    if own is not None:
        return _antecedent(verb, own)
    if depth >= LONGEST_CLIMB or verb.head == verb:
        return None
    return _from_above(verb, depth)


def nearest(verb: Token) -> Token | None:
    """The verb's own subject. Of an aside, which the parse may give the subject of the clause around it too, the one
    that stands next to it: "Cuba, Washington contends, sent arms".
    """
    own = [c for c in children(verb) if c.dep_ in SUBJECTS]
    if not own and verb.dep_ == "parataxis":
        own = [c for c in children(verb) if c.dep_ == "compound" and c.i == verb.i - 1]  # "American officials allege"
    if not own:
        own = [t for c in children(verb) if c.dep_ == "prep" and c.i < verb.i for t in children(c) if behind_day(t)]
    before = [c for c in own if c.i < verb.i]
    return before[-1] if len(before) > 1 and verb.doc[before[-1].left_edge.i - 1].text == "," else next(iter(own), None)


def _antecedent(verb: Token, own: Token) -> Token | None:
    """The subject, or for "who said" the noun that "who" stands for."""
    if own.lower_ in RELATIVES and verb.dep_ == "relcl":
        return verb.head
    return own


def _from_above(verb: Token, depth: int) -> Token | None:
    head = verb.head
    if verb.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON"):
        return None if has_to(verb) and head.dep_ in SUBJECTS else subject(head, depth + 1) if has_to(verb) else head
    if verb.dep_ not in CLIMB:
        return None
    if verb.dep_ == "xcomp" and verb.tag_ == "VB":
        controller = child(head, "dobj")
        if controller is not None and controller.i < verb.i and controller.pos_ in ("PROPN", "NOUN", "PRON"):
            return controller if head.lemma_ not in ("have", "use", "take") else subject(head, depth + 1)
    return subject(head, depth + 1)


def is_empty(token: Token | None) -> bool:
    """Whether a subject names nobody: "it was said", "there are fears", "what was said"."""
    return token is None or token.dep_ == "expl" or token.lower_ in ("there", "what", "which", "whatever")


def group(verb: Token) -> list[int]:
    """The tokens of the verb and its helpers: "has not been told"."""
    return [verb.i, *(c.i for c in children(verb) if c.dep_ in GROUP)]


def is_negated(verb: Token) -> bool:
    """Whether the verb itself is negated."""
    return any(c.dep_ == "neg" for c in children(verb))


def edges(token: Token) -> Stretch:
    """From the first to the last token of what hangs on `token`."""
    return token.left_edge.i, token.right_edge.i


def has_to(verb: Token) -> bool:
    """Whether the verb is an infinitive with "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in children(verb))
