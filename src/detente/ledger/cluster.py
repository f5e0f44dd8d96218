"""An incident while it is put together, and which of several a telling fits best."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from detente.ledger.families import families, ground
from detente.ledger.likeness import Point, Traits, explained, one_incident, places_agree

COMPARED = 20  # tellings of an incident that a new one is compared with: the best dated; more only cost time


@dataclass
class Cluster:
    """An incident while it is put together.

    `opened`: the telling that opened it. `first`, `last`: the days on which all its dated tellings agree, as ordinals.
    `members`: its tellings in their order. `joined`: for each but the first, the telling that it joined, and why.
    """

    opened: Traits
    first: int
    last: int
    members: list[Traits] = field(default_factory=list)
    joined: dict[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, telling: Traits) -> Cluster:
        """An incident that this telling opens."""
        return cls(telling, telling.first, telling.last, [telling])

    @classmethod
    def again(cls, members: list[Traits], joined: dict[str, tuple[str, str]]) -> Cluster:
        """An incident with all its tellings, which stand in their order."""
        made = cls(members[0], 0, 0, members, joined)
        made._date()
        return made

    def take(self, telling: Traits, to: str, reason: str) -> None:
        """Take a telling in, narrowing the date to what all agree on. One taken by hand may disagree and counts not."""
        self.joined[telling.id] = (to, reason)
        if self.members[-1].order() < telling.order():
            self.members.append(telling)
            self._narrow(telling)
        else:
            insort(self.members, telling, key=Traits.order)
            self._date()

    def leave(self, telling: Traits) -> None:
        """Let one go that is not the first."""
        self.members.remove(telling)
        del self.joined[telling.id]
        self._date()

    def before(self, telling: Traits) -> Cluster | None:
        """The incident as it is when the turn of this telling comes; None if it is not there yet."""
        order = telling.order()
        if self.members[-1].order() < order:
            return self
        earlier = self.members[: bisect_left(self.members, order, key=Traits.order)]
        return Cluster.again(earlier, {}) if earlier else None

    def _date(self) -> None:
        self.first, self.last = self.opened.first, self.opened.last
        for member in self.members:
            self._narrow(member)

    def _narrow(self, telling: Traits) -> None:
        if telling.dated and telling.first <= self.last and self.first <= telling.last:
            self.first, self.last = max(self.first, telling.first), min(self.last, telling.last)

    @property
    def dated(self) -> bool:
        """Whether any telling is dated. The best dated one opens the incident."""
        return self.opened.dated

    def heard(self) -> int | None:
        """The day from which undated reports of it are counted: the first report's, if it may have been then."""
        reported = self.opened.reported
        return None if reported is None else min(self.last, max(self.first, reported))


class Rank(NamedTuple):
    """How well an incident fits a telling: the least is the best. `points` stand with their sign turned.

    Of equals it is the one reported nearest (`apart`: days), then the first opened.
    """

    points: float
    apart: int
    opened: tuple[object, ...]


class Choice(NamedTuple):
    """The incident that a telling joins, by which of its tellings, and why."""

    rank: Rank
    cluster: str
    to: str
    why: str


def choose(telling: Traits, candidates: Iterable[Cluster]) -> Choice | None:
    """The incident for which most speaks."""
    best: tuple[Rank, Cluster, Traits, list[Point]] | None = None
    for cluster in candidates:
        if not days_agree(telling, cluster):
            continue
        members = cluster.members[:COMPARED]
        if telling.place and not all(places_agree(telling, member) for member in members):
            continue
        for other in members:
            found = rank(telling, other, cluster.opened)
            if found and (best is None or found[0] < best[0]):
                best = (found[0], cluster, other, found[1])
    if best is None:
        return None
    return Choice(best[0], best[1].opened.id, best[2].id, reason(telling, best[2], best[3]))


def rank(telling: Traits, other: Traits, opened: Traits) -> tuple[Rank, list[Point]] | None:
    """How well a telling fits beside another in the incident that a third opened, and what makes it; None: not."""
    found = one_incident(telling, other)
    if found is None:
        return None
    return Rank(-found[0], abs((telling.reported or 0) - (other.reported or 0)), opened.order()), found[1]


def reason(telling: Traits, other: Traits, found: Iterable[Point]) -> str:
    """The merge in words."""
    parties, family = telling.block.split("|")
    same = "" if telling.type == other.type else f" ({telling.type} and {other.type})"
    return f"same parties {parties}; same family of acts: {family}{same}; {explained(found, telling, other)}"


def days_agree(telling: Traits, cluster: Cluster) -> bool:
    """Whether the days do not exclude each other."""
    if telling.dated and cluster.dated:
        return telling.first <= cluster.last and cluster.first <= telling.last
    if telling.story == cluster.opened.story:
        return True
    heard = cluster.heard()
    if telling.reported is None or heard is None:
        return False
    limits = families().limits
    if cluster.dated:
        known = cluster.first <= telling.reported or ground(telling.status) != "deed"
        return known and abs(telling.reported - heard) <= limits.undated_to_dated
    return abs(telling.reported - heard) <= limits.undated_to_undated
