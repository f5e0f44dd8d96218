"""With whom somebody does what he does to a third: "Poland, jointly with Latvia, expelled four envoys"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.model import Mention
from detente.reading.events.act import Act
from detente.reading.events.compose import same_codes
from detente.reading.events.dealings import codes
from detente.reading.events.roles import Roles
from detente.reading.events.syntax import pobjs, verb_above, words_in
from detente.reading.text import once, sentence_bounds

# Before "with", where it says who else does it.
TOGETHER = frozenset(("together", "jointly"))


def with_partners(act: Act, roles: Roles) -> Act:
    """The act with those among its doers with whom its doer does it, and not among those it is done to."""
    if act.both or act.mutual or act.kind != "v" or not codes(act.source):
        return act
    if TOGETHER.isdisjoint(once(act.head, "words", words_in)):
        return act
    others = tuple(m for m in roles.who(partners(act), act.source) if not same_codes(m, act))
    if not others or (len(codes(others)) > 1 and codes(others) & codes(act.target)):
        return act  # "accused Chile, together with Bolivia"
    return act.with_(source=(*act.source, *others), target=apart_from(act.target, others))


def apart_from(mentions: tuple[Mention, ...], others: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions less the others."""
    return tuple(m for m in mentions if not codes((m,)) <= codes(others))


def partners(act: Act) -> Iterator[Token]:
    """The phrases behind "together with" and "jointly with" in the clauses of an act."""
    first, end = sentence_bounds(act.head)
    heads = {a.head.i for a in act.chain()}
    for token in act.head.doc[first + 1 : end]:
        if token.lower_ == "with" and token.nbor(-1).lower_ in TOGETHER and verb_above(token).i in heads:
            yield from pobjs(token)
