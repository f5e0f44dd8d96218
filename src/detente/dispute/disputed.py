"""Facts on which the sides, or the stories, do not agree."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from detente.dispute.acts import DEEDS, Act, item
from detente.dispute.demands import BEHIND
from detente.dispute.records import Rival
from detente.dispute.rules import subjects
from detente.ledger.words import overlap
from detente.ontology import quad

COOPERATION = (1, 2)  # quads: what may be refused without any fact being denied
SHARED = 0.5  # of the smaller set of words: by this two accusations are about the same


def rivals(acts: Sequence[Act], sides: tuple[str, str]) -> tuple[Rival, ...]:
    """Every rival claim, each with both sides' words. A quarrel that goes on in the same words is one, by its last."""
    found = [*denied(acts), *blamed_each_other(acts, sides), *answered_blame(acts, sides), *done_by_whom(acts, sides)]
    known = {tuple(c.incident for c in rival.claims) for rival in found}
    found += [r for r in denied_next(acts, sides) if tuple(c.incident for c in r.claims) not in known]
    return tuple({(r.reason, r.about): r for r in found}.values())


def denied(acts: Sequence[Act]) -> Iterator[Rival]:
    """An act that somebody denies, or that only a party says happened."""
    for act in acts:
        told = act.incident.tellings
        states = {"denied" if denies(t.event.attribution) else t.event.status.value for t in told}
        if "denied" in states:
            claim = "told as done and denied" if states - {"denied"} else "denied"
            yield Rival(about=item(act, claim).words, reason=f"{claim}: {act.type}", claims=(item(act, claim),))
        elif states == {"alleged"}:
            yield Rival(about=item(act, "alleged").words, reason="only a party says so", claims=(item(act, "alleged"),))


def denies(attribution: object) -> bool:
    """Whether whoever is quoted denies it."""
    return getattr(attribution, "stance", None) == "denies"


def pairs(acts: Sequence[Act], sides: tuple[str, str], types: Mapping[str, str]) -> Iterator[tuple[Act, Act]]:
    """Two acts by different sides with a word in common, in order. `types`: the other's type for that of the one."""
    listed: dict[tuple[str, str, str], list[int]] = {}
    alone: list[str | None] = []
    for n, act in enumerate(acts):
        by = set(act.by) & set(sides)
        alone.append(by.pop() if len(by) == 1 else None)
        for word in act.words:
            listed.setdefault((act.type, alone[n] or "", word), []).append(n)
    for n, one in enumerate(acts):
        if alone[n] and one.type in types:
            opponent = sides[alone[n] == sides[0]]
            others = [listed.get((types[one.type], opponent, word), []) for word in one.words]
            yield from ((one, acts[m]) for m in sorted({m for some in others for m in some[bisect_right(some, n) :]}))


def blamed_each_other(acts: Sequence[Act], sides: tuple[str, str]) -> Iterator[Rival]:
    """Each accuses the other of the same."""
    for one, other in pairs(acts, sides, {"ACCUSE": "ACCUSE"}):
        if overlap(one.words, other.words) >= SHARED:
            shared = ", ".join(sorted(one.words & other.words))
            yield Rival(
                about=shared,
                reason=f"each accuses the other: {shared}",
                claims=(item(one, "claimed"), item(other, "claimed")),
            )


def answered_blame(acts: Sequence[Act], sides: tuple[str, str]) -> Iterator[Rival]:
    """One accuses, the other rejects that or denies it."""
    for one, other in pairs(acts, sides, {"ACCUSE": "REJECT", "REJECT": "ACCUSE"}):
        accused, rejects = (one, other) if one.type == "ACCUSE" else (other, one)
        about = rejects.event.about
        named = bool(about and about.type == "ACCUSE") or rejects.cameo == "016"
        if overlap(accused.words, rejects.words) >= SHARED and (named or not about or about.type is None):
            claims = (item(accused, "claimed"), item(rejects, "rejected"))
            yield Rival(
                about=", ".join(sorted(accused.words & rejects.words)),
                reason="one accuses, the other rejects it",
                claims=claims,
            )


def denied_next(acts: Sequence[Act], sides: tuple[str, str]) -> Iterator[Rival]:
    """A side denies what stands right before it in the story: an accusation of the other side, or a deed of its own."""
    told = sorted((t.story, t.event.trigger.start, n) for n, a in enumerate(acts) for t in a.incident.tellings)
    for (story, start, n), (next_story, next_start, m) in pairwise(told):
        claim, denial = acts[n], acts[m]
        near = story == next_story and next_start - start <= BEHIND
        says_no = denial.type == "REJECT" and bool(subjects().denies & denial.words) and not declines(denial)
        if near and says_no and against(claim, denial, sides):
            claims = (item(claim, "claimed"), item(denial, "rejected"))
            yield Rival(about=claims[0].words, reason="one side says it, the other denies it", claims=claims)


def declines(act: Act) -> bool:
    """Whether something friendly is refused, which denies nothing: "rejected any apology"."""
    about = act.incident.best.event.about
    return about is not None and about.type is not None and quad(about.type) in COOPERATION


def against(claim: Act, denial: Act, sides: tuple[str, str]) -> bool:
    """Whether the claim is one against the side that denies: an accusation by another, or a deed of its own."""
    own = set(denial.by) & set(sides)
    if claim.kind in DEEDS:
        return bool(own) and own <= set(claim.by)
    return bool(own) and claim.type == "ACCUSE" and own.isdisjoint(claim.by)


def done_by_whom(acts: Sequence[Act], sides: tuple[str, str]) -> Iterator[Rival]:
    """The same act, laid at the door of both: same words, days that agree, told by different sides."""
    for one, other in pairs(acts, sides, {"ASSAULT": "ASSAULT"}):
        if (
            overlap(one.words, other.words) >= SHARED
            and days_agree(one, other)
            and said_by(one, sides) != said_by(other, sides)
        ):
            claims = (item(one, "claimed"), item(other, "claimed"))
            yield Rival(about=item(one, "claimed").words, reason="each lays the act to the other", claims=claims)


def days_agree(one: Act, other: Act) -> bool:
    """Whether both may be of one day."""
    a, b = one.incident.date, other.incident.date
    return bool(a and b and a.start and a.end and b.start and b.end and a.start <= b.end and b.start <= a.end)


def said_by(act: Act, sides: tuple[str, str]) -> frozenset[str]:
    """The sides that are quoted for it."""
    said = (t.event.attribution for t in act.incident.tellings)
    return frozenset(a.who.code for a in said if a and a.who and a.who.code in sides)
