"""Several tellings of one incident become one, and every merge says why.

The result depends on the set of tellings only, never on the order in which stories were added: tellings are taken
in an order of their own (best dated first), and each joins the incident that fits it best or opens a new one. An
incident's date is what all its dated tellings agree on, so that a vague telling ("last week") can never tie two
different days together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from detente.ledger.decisions import Rulings
from detente.ledger.families import families, ground
from detente.ledger.likeness import Traits, one_incident, places_agree

UNRULED = Rulings()
COMPARED = 20  # tellings of an incident that a new one is compared with: the best dated; more only cost time
SPAN = 8  # days up to which each day of a telling's date is looked up


@dataclass
class Cluster:
    """An incident while it is put together: the telling that opened it and those that joined, with the reasons."""

    opened: Traits
    first: int
    last: int
    members: list[Traits] = field(default_factory=list)
    joined: list[tuple[str, str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, telling: Traits) -> Cluster:
        """An incident that this telling opens."""
        return cls(telling, telling.first, telling.last, [telling])

    def take(self, telling: Traits, to: Traits, reason: str) -> None:
        """Take a telling in, narrowing the date to what all agree on. One taken by hand may disagree and counts not."""
        self.members.append(telling)
        self.joined.append((telling.id, to.id, reason))
        if telling.dated and telling.first <= self.last and self.first <= telling.last:
            self.first, self.last = max(self.first, telling.first), min(self.last, telling.last)

    @property
    def dated(self) -> bool:
        """Whether any telling is dated. The best dated one opens the incident."""
        return self.opened.dated


def ordinal(day: date | None, otherwise: int) -> int:
    """A day as a number."""
    return day.toordinal() if day else otherwise


def clusters(tellings: Iterable[Traits], rulings: Rulings = UNRULED) -> list[Cluster]:
    """The incidents that these tellings tell of, block by block, in a fixed order; decisions by hand above all."""
    blocks: dict[str, list[Traits]] = {}
    for telling in sorted(tellings, key=Traits.order):
        blocks.setdefault(telling.block, []).append(telling)
    return by_hand([c for block in sorted(blocks) for c in within(blocks[block], rulings.apart)], rulings)


def by_hand(found: list[Cluster], rulings: Rulings) -> list[Cluster]:
    """The incidents with those made one that a decision ties together."""
    for group in sorted(rulings.groups, key=sorted):
        touched = [c for c in found if any(m.id in group for m in c.members)]
        if len(touched) > 1:
            untouched = [c for c in found if c not in touched]
            found = untouched + united(touched, group, rulings)
    return found


def united(touched: list[Cluster], group: frozenset[str], rulings: Rulings) -> list[Cluster]:
    """One incident out of several. Whoever is apart from one of its members by decision stays behind."""
    touched = sorted(touched, key=lambda c: c.opened.order())
    tied = [m for c in touched for m in c.members if m.id in group]
    others = [m for c in touched for m in c.members if m.id not in group]
    kept: list[Traits] = list(tied)
    behind: list[Traits] = []
    for other in others:
        barred = rulings.apart.get(other.id, frozenset())
        (behind if any(m.id in barred for m in kept) else kept).append(other)
    reasons = {t: (to, why) for c in touched for t, to, why in c.joined}
    return [rejoined(kept, reasons, rulings.why(group))] + (
        [rejoined(behind, reasons, "stayed together")] if behind else []
    )


def rejoined(members: list[Traits], reasons: Mapping[str, tuple[str, str]], otherwise: str) -> Cluster:
    """An incident of these members. Each keeps its reason while the telling that it joined is among them."""
    first, *rest = sorted(members, key=Traits.order)
    made, ids = Cluster.of(first), {m.id: m for m in members}
    for member in rest:
        to, why = reasons.get(member.id, (first.id, otherwise))
        made.take(member, ids.get(to, first), why if to in ids else otherwise)
    return made


def within(tellings: list[Traits], apart: Mapping[str, frozenset[str]]) -> list[Cluster]:
    """The incidents of one block. Candidates are found by the words they share, so that a long war stays quick.

    Of two that are each dated to a few days it is enough to look at the days: what has none in common never joins.
    `apart`: for a telling, those with which it must not stand.
    """
    found: list[Cluster] = []
    by_word: dict[str, dict[int, None]] = {}
    by_word_open: dict[str, dict[int, None]] = {}
    for telling in tellings:
        words, days = keys(telling)
        told = by_word_open if days else by_word
        candidates = sorted(
            {i for key in words for i in told.get(key, ())} | {i for d in days for i in by_word.get(d, ())}
        )
        barred = apart.get(telling.id)
        if barred:
            candidates = [i for i in candidates if not any(m.id in barred for m in found[i].members)]
        best = choose(telling, ((i, found[i]) for i in candidates))
        if best is None:
            at = len(found)
            found.append(Cluster.of(telling))
        else:
            at, to, why = best
            found[at].take(telling, to, why)
        for key in (*words, *days):
            by_word.setdefault(key, {})[at] = None
            if not near(found[at].opened):
                by_word_open.setdefault(key, {})[at] = None
    return found


def near(telling: Traits) -> bool:
    """Whether a telling is dated to a few days, each of which is looked up."""
    return telling.dated and telling.last - telling.first < SPAN


def keys(telling: Traits) -> tuple[list[str], list[str]]:
    """What two tellings must share at least one of to be compared at all: words, or days."""
    real = ground(telling.status)
    words = [f"{real} {word}" for word in telling.acts | telling.objects | telling.context]
    days = [f"{real} {day}" for day in range(telling.first, telling.last + 1)] if near(telling) else []
    return words, days


def choose(telling: Traits, candidates: Iterator[tuple[int, Cluster]]) -> tuple[int, Traits, str] | None:
    """The incident for which most speaks; of equals the one reported nearest, then the first opened."""
    best: tuple[tuple[float, int, int], Traits, str] | None = None
    for at, cluster in candidates:
        if not days_agree(telling, cluster):
            continue
        members = cluster.members[:COMPARED]
        if telling.place and not all(places_agree(telling, member) for member in members):
            continue
        for other in members:
            found = one_incident(telling, other)
            if found:
                apart = abs((telling.reported or 0) - (other.reported or 0))
                rank = (-found[0], apart, at)
                if best is None or rank < best[0]:
                    best = (rank, other, reason(telling, other, found[1]))
    return (best[0][2], best[1], best[2]) if best else None


def reason(telling: Traits, other: Traits, why: str) -> str:
    """The merge in words."""
    parties, family = telling.block.split("|")
    same = "" if telling.type == other.type else f" ({telling.type} and {other.type})"
    return f"same parties {parties}; same family of acts: {family}{same}; {why}"


def days_agree(telling: Traits, cluster: Cluster) -> bool:
    """Whether the days do not exclude each other."""
    if telling.dated and cluster.dated:
        return telling.first <= cluster.last and cluster.first <= telling.last
    if telling.story == cluster.opened.story:
        return True
    if telling.reported is None or cluster.opened.reported is None:
        return False
    limits = families().limits
    if cluster.dated:
        gap = telling.reported - min(cluster.last, max(cluster.first, cluster.opened.reported))
        known = cluster.first <= telling.reported or ground(telling.status) != "deed"
        return known and abs(gap) <= limits.undated_to_dated
    return abs(telling.reported - cluster.opened.reported) <= limits.undated_to_undated
