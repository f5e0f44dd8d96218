"""Does a clause look back or ahead? Read from the verb that governs an expression of time in the parse."""

from __future__ import annotations

from spacy.tokens import Span, Token

from detente.reading.text import children
from detente.reading.times.clauses import beside_saying, stands
from detente.reading.times.lexicon import lexicon

PAST, FUTURE, PRESENT = "past", "future", "present"
CLAUSE = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "conj", "parataxis", "csubj", "xcomp", "pcomp", "acomp"})
MODALS = frozenset(
    {"will", "would", "shall", "should", "may", "might", "can", "could", "must", "'ll", "'d", "wo", "ca"}
)


def direction(span: Span) -> str | None:
    """`past`, `future` or `present` for the clause around an expression; None where there is no verb."""
    if (saying := beside_saying(span.doc, span.start)) is not None:
        return of_verb(saying)  # "said on Monday it would leave": the parse hangs the day on the leaving
    token, forward = climb(span.root)
    if token is None:
        return FUTURE if forward else None
    return FUTURE if forward else of_verb(token)


def climb(token: Token) -> tuple[Token | None, bool]:
    """The verb that governs a token, and whether a word on the way up looks forward ("talks due Thursday")."""
    ahead, until, through_for = lexicon().lists["forward"], lexicon().lists["forward_until"], False
    while True:
        if token.pos_ in ("VERB", "AUX") and not stands(token):
            forward = through_for and token.lemma_.lower() in ahead | until
            return token, forward or (token.tag_ == "VBN" and token.lemma_.lower() in ahead and is_plan(token))
        if token.lemma_.lower() in ahead and token.pos_ in ("ADJ", "NOUN", "ADV") and not is_occasion(token):
            return None, True
        through_for |= token.lower_ in ("for", "until", "till")
        if token.head.i == token.i:
            return None, False
        token = token.head


def is_occasion(noun: Token) -> bool:
    """Whether a noun is where something was said, and no plan: "urged him in a call on Monday"."""
    return noun.dep_ == "pobj" and noun.head.lower_ in ("in", "during", "at") and noun.head.head.pos_ == "VERB"


def is_plan(token: Token) -> bool:
    """Whether a participle is a plan ("scheduled Monday"), and no saying ("was asked on Monday") nor a perfect ("had
    appealed over the weekend"), nor what was done that day ("was summoned on Monday").
    """
    passive = any(c.dep_ == "auxpass" and c.lower_ in ("was", "were") for c in children(token))
    if passive and token.lemma_.lower() in lexicon().lists["forward_done"]:
        return False
    perfect = any(c.lemma_ == "have" for c in children(token) if c.dep_ == "aux") and not any(
        c.dep_ == "auxpass" for c in children(token)
    )
    return not perfect and token.lemma_.lower() not in lexicon().lists["saying"]


def of_verb(verb: Token) -> str | None:
    """The direction of a verb, with its auxiliaries; of an infinitive, from what governs it."""
    helpers = [child for child in children(verb) if child.dep_ in ("aux", "auxpass")]
    if any(h.tag_ == "MD" or h.lower_ in MODALS for h in helpers):
        return PAST if any(h.lower_ == "have" for h in helpers) else FUTURE
    if any(h.lower_ == "to" for h in helpers):
        return of_infinitive(verb)
    return of_finite(verb, helpers)


def of_finite(verb: Token, helpers: list[Token]) -> str | None:
    """The direction of a verb by its tags: simple past and all perfects look back."""
    tags = {h.tag_ for h in helpers}
    if verb.tag_ == "VBD" or "VBD" in tags:
        return looking_on(verb) or PAST
    if any(h.lemma_ == "have" for h in helpers):
        return PAST
    if verb.tag_ in ("VBZ", "VBP", "VB") or tags & {"VBZ", "VBP"}:
        return PRESENT
    return of_participle(verb)


def looking_on(verb: Token) -> str | None:
    """`future` for a past form that looks on ("was to meet", "was due")."""
    complements = [
        c for c in children(verb) if c.dep_ in ("acomp", "xcomp") and c.lemma_.lower() in lexicon().lists["forward"]
    ]
    return FUTURE if verb.lemma_ == "be" and complements else None


def of_participle(verb: Token) -> str | None:
    """A participle without auxiliary goes with its governor, ahead under a verb of wishing or planning."""
    if verb.tag_ == "VBN":
        return PAST
    return from_governor(verb)


def of_infinitive(verb: Token) -> str | None:
    """An infinitive looks ahead unless its governor tells what happened ("failed to meet"), or it does so itself ("is
    said to have left"; "is expected to have left by Friday" looks ahead).
    """
    governor = governing(verb)
    perfect = verb.tag_ == "VBN" and any(c.dep_ == "aux" and c.lower_ == "have" for c in children(verb))
    if perfect and (governor is None or governor.lemma_.lower() not in lexicon().lists["forward"]):
        return PAST
    if governor is not None and governor.lemma_.lower() in lexicon().lists["implicative"] and verb.dep_ == "xcomp":
        return of_verb(governor)
    return FUTURE


def from_governor(verb: Token) -> str | None:
    """Direction as given by the verb above."""
    governor = governing(verb)
    if governor is None:
        return PRESENT
    return FUTURE if governor.lemma_.lower() in lexicon().lists["forward"] else of_verb(governor)


def governing(verb: Token) -> Token | None:
    """The verb or adjective above a verb."""
    token = verb
    while token.head.i != token.i:
        token = token.head
        if token.pos_ in ("VERB", "AUX", "ADJ"):
            return token
    return None
