"""Facts on which the sides, or the stories, do not agree."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import product

from detente.dispute.acts import DEEDS, OLD, Act, item
from detente.dispute.demands import BEHIND
from detente.dispute.records import Rival
from detente.dispute.rules import subjects
from detente.ledger.words import overlap
from detente.ontology import quad

COOPERATION = (1, 2)  # quads: what may be refused without any fact being denied
SHARED = 0.5  # of the smaller set of words: by this two accusations are about the same
ANSWERED = timedelta(days=30)  # what is said later than this after an accusation answers another
FAR = 3 * BEHIND  # characters from a plain denial back to what it denies: a paragraph or two


def rivals(acts: Sequence[Act], sides: tuple[str, str]) -> tuple[Rival, ...]:
    """Every rival claim, each with both sides' words, by when it was first claimed."""
    words = [matter(act) for act in acts]
    answered = [*blamed_each_other(acts, words, sides), *answered_blame(acts, words, sides)]
    found = [*latest(answered), *done_by_whom(acts, words, sides), *denied_behind(acts, sides), *denied(acts)]
    at = {act.incident.id: n for n, act in enumerate(acts)}
    return tuple(sorted(gathered(found), key=lambda rival: at[rival.claims[0].incident]))


def with_thirds(acts: Sequence[Act], sides: tuple[str, str]) -> list[Rival]:
    """What one of the two and a third party lay to one another and deny; what nobody answered is left out."""
    found: dict[tuple[str, str], list[Act]] = {}
    for act in acts:
        for pair in {(ours, third) for ours, third in meetings(act) if ours in sides and third not in sides}:
            found.setdefault(pair, []).append(act)
    return [rival for pair, theirs in sorted(found.items()) for rival in rivals(theirs, pair) if len(rival.claims) > 1]


def meetings(act: Act) -> Iterator[tuple[str, str]]:
    """Each party that does the act with each to whom it is done, both ways round."""
    for by, to in product(act.by, act.to):
        yield from ((by, to), (to, by))


def latest(found: Iterable[tuple[frozenset[str], Rival]]) -> list[Rival]:
    """A quarrel that goes on in the same words is one, by its last."""
    return list({(rival.reason, words): rival for words, rival in found}.values())


def gathered(found: Iterable[Rival]) -> Iterable[Rival]:
    """What is said to one claim is one dispute, with the claim once and everybody's words on it."""
    by_claim: dict[str, Rival] = {}
    for rival in found:
        first = by_claim.setdefault(rival.claims[0].incident, rival)
        known = {claim.incident for claim in first.claims}
        more = tuple(claim for claim in rival.claims if claim.incident not in known)
        by_claim[rival.claims[0].incident] = first.model_copy(update={"claims": (*first.claims, *more)})
    return by_claim.values()


def matter(act: Act) -> frozenset[str]:
    """What an act is about, without the words that say only that somebody blames or denies, and the sides' names."""
    return act.content - subjects().blames


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


def pairs(
    acts: Sequence[Act], words: Sequence[frozenset[str]], sides: tuple[str, str], types: Mapping[str, str]
) -> Iterator[tuple[Act, Act, frozenset[str]]]:
    """Two acts by different sides about the same, in order, with the words in common.

    `words`: what each act is about; `types`: the other's type for that of the one.
    """
    listed: dict[tuple[str, str, str], list[int]] = {}
    alone: list[str | None] = []
    for n, act in enumerate(acts):
        by = set(act.by) & set(sides)
        alone.append(by.pop() if len(by) == 1 else None)
        for word in words[n]:
            listed.setdefault((act.type, alone[n] or "", word), []).append(n)
    for n, one in enumerate(acts):
        if alone[n] and one.type in types:
            opponent = sides[alone[n] == sides[0]]
            others = [listed.get((types[one.type], opponent, word), []) for word in words[n]]
            for m in sorted({m for some in others for m in some[bisect_right(some, n) :]}):
                if overlap(words[n], words[m]) >= SHARED:
                    yield one, acts[m], words[n] & words[m]


Told = tuple[frozenset[str], Rival]
"""A rival claim with the words that its claims have in common."""


def blamed_each_other(acts: Sequence[Act], words: Sequence[frozenset[str]], sides: tuple[str, str]) -> Iterator[Told]:
    """Each accuses the other of the same."""
    for one, other, shared in pairs(acts, words, sides, {"ACCUSE": "ACCUSE"}):
        if other.day - one.day <= ANSWERED:
            claims = (item(one, "claimed"), item(other, "claimed"))
            yield shared, Rival(about=claims[0].words, reason="each accuses the other of it", claims=claims)


def answered_blame(acts: Sequence[Act], words: Sequence[frozenset[str]], sides: tuple[str, str]) -> Iterator[Told]:
    """One accuses, the other rejects that or denies it: not long after, nor before but for the order of one report."""
    for one, other, shared in pairs(acts, words, sides, {"ACCUSE": "REJECT", "REJECT": "ACCUSE"}):
        accused, rejects = (one, other) if one.type == "ACCUSE" else (other, one)
        about = rejects.event.about
        named = bool(about and about.type == "ACCUSE") or rejects.cameo == "016"
        in_time = other.day - one.day <= (ANSWERED if one is accused else OLD)
        if in_time and (named or not about or about.type is None):
            claims = (item(accused, "claimed"), item(rejects, "rejected"))
            yield shared, Rival(about=claims[0].words, reason="one accuses, the other rejects it", claims=claims)


def denied_behind(acts: Sequence[Act], sides: tuple[str, str]) -> Iterator[Rival]:
    """A side denies what stands before it in the story: an accusation of the other side, or a deed of its own."""
    told = sorted((t.story, t.event.trigger.start, n) for n, a in enumerate(acts) for t in a.incident.tellings)
    for at, (story, start, m) in enumerate(told):
        first = bisect_left(told, (story, start - reach_of(acts[m]), 0), hi=at)
        before = (acts[n] for _, _, n in reversed(told[first:at]))
        claim = next((c for c in before if against(c, acts[m], sides)), None)
        if claim:
            claims = (item(claim, "claimed"), item(acts[m], "rejected"))
            yield Rival(about=claims[0].words, reason="one side says it, the other denies it", claims=claims)


def reach_of(denial: Act) -> int:
    """How far back, in characters, stands what an act denies; 0 where it denies nothing.

    "Rejected it" may refuse what was asked and denies only what stands next to it; "denied it" and "called it untrue"
    are no refusals.
    """
    if denial.type in ("REJECT", "ACCUSE") and subjects().untrue & denial.words and not declines(denial):
        return FAR
    if denial.type != "REJECT" or subjects().declines & denial.said or declines(denial):
        return 0
    return BEHIND if subjects().denies & denial.words else 0


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


def done_by_whom(acts: Sequence[Act], words: Sequence[frozenset[str]], sides: tuple[str, str]) -> Iterator[Rival]:
    """The same act, laid at the door of both: same words, days that agree, told by different sides."""
    for one, other, _ in pairs(acts, words, sides, {"ASSAULT": "ASSAULT"}):
        if days_agree(one, other) and said_by(one, sides) != said_by(other, sides):
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
