"""Whose the police of a place are: bodies and crowds named without a state take that of the place they are told at.

"Police in Krasnodar" are Russian; "In Moscow, several hundred protesters" are so too.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from detente.model import ActorRef, Mention, Place

# Prepositions that set a body or a crowd in a place, and those that open a sentence with its place.
HERE = frozenset(("in", "at", "near", "across", "outside", "around", "from", "of"))
OPENING = frozenset(("in", "at", "near", "outside", "across", "around"))


def at_home(doc: Doc, mentions: Sequence[Mention], places: Sequence[Place]) -> tuple[Mention, ...]:
    """The mentions, those of parties without a code with the state of the place that they are told at."""
    where: dict[int, str | None] = {p.start: p.country for p in places if p.country}
    where |= {
        m.start: m.refs[0].code
        for m in mentions
        if m.kind in ("place-name", "seat-place") and m.refs and m.refs[0].code
    }
    return tuple(settled(m, doc, where) if homeless(m) else m for m in mentions)


def homeless(mention: Mention) -> bool:
    """Whether a mention is of a body or crowd whose state is not said."""
    return mention.kind in ("agent", "office") and len(mention.refs) == 1 and mention.refs[0].code is None


def settled(mention: Mention, doc: Doc, where: dict[int, str | None]) -> Mention:
    """The mention with the state of its place, where there is one."""
    root = doc[mention.root]
    code = of_phrase(root, where) or of_opening(root, where)
    if code is None:
        return mention
    ref: ActorRef = mention.refs[0].model_copy(update={"code": code})
    return mention.model_copy(update={"refs": (ref,), "because": f"{mention.because}, at home in {code}"})


def inside(phrase: Token, where: dict[int, str | None]) -> str | None:
    """The state of the first place within a phrase."""
    return next((where[t.idx] for t in phrase.subtree if where.get(t.idx)), None)


def of_phrase(root: Token, where: dict[int, str | None]) -> str | None:
    """The state of a place that hangs on the noun itself."""
    for c in root.children:
        if c.dep_ == "prep" and c.lower_ in HERE and (code := inside(c, where)):
            return code
    return None


def of_opening(root: Token, where: dict[int, str | None]) -> str | None:
    """The state of the place with which the sentence opens."""
    first = root.sent[0]
    if first.lower_ in OPENING and first.dep_ == "prep" and first.i < root.i:
        return inside(first, where)
    return None
