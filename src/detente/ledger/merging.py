"""Several tellings of one incident become one, and every merge says why.

The result depends on the set of tellings only, never on the order in which stories were added: tellings are taken
in an order of their own (best dated first), and each joins the incident that fits it best or opens a new one. An
incident's date is what all its dated tellings agree on, so that a vague telling ("last week") can never tie two
different days together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from detente.ledger.families import families
from detente.ledger.words import overlap

NEVER, ALWAYS = -(10**7), 10**7
WIDE = ("border", "region", "water")
COMPARED = 20  # tellings of an incident that a new one is compared with: the best dated; more only cost time


class Place(NamedTuple):
    """Where a telling sets the act; coordinates None where the place is a country or a sea."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None


class Traits(NamedTuple):
    """What a telling is compared by. `first`, `last`, `reported`: days as ordinals.

    `first` may be `NEVER` and `last` `ALWAYS`.
    """

    id: str
    story: str
    block: str
    type: str
    cameo: str
    status: str
    first: int
    last: int
    dated: bool
    reported: int | None
    acts: frozenset[str]
    objects: frozenset[str]
    about: bool
    place: Place | None
    trigger: tuple[int, int]
    evidence: tuple[int, int]
    confidence: float
    rule: str

    def order(self) -> tuple[object, ...]:
        """The order in which tellings are taken: best dated, surest, earliest reported."""
        width = self.last - self.first if self.dated else ALWAYS
        return (width, -self.confidence, self.reported or ALWAYS, self.id)


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
        """Take a telling in, narrowing the date to what all agree on."""
        self.members.append(telling)
        self.joined.append((telling.id, to.id, reason))
        if telling.dated:
            self.first, self.last = max(self.first, telling.first), min(self.last, telling.last)

    @property
    def dated(self) -> bool:
        """Whether any telling is dated. The best dated one opens the incident."""
        return self.opened.dated


def ordinal(day: date | None, otherwise: int) -> int:
    """A day as a number."""
    return day.toordinal() if day else otherwise


def clusters(tellings: Iterable[Traits]) -> list[Cluster]:
    """The incidents that these tellings tell of, block by block, in a fixed order."""
    blocks: dict[str, list[Traits]] = {}
    for telling in sorted(tellings, key=Traits.order):
        blocks.setdefault(telling.block, []).append(telling)
    return [c for block in sorted(blocks) for c in within(blocks[block])]


def within(tellings: list[Traits]) -> list[Cluster]:
    """The incidents of one block. Candidates are found by the words they share, so that a long war stays quick."""
    found: list[Cluster] = []
    by_word: dict[str, dict[int, None]] = {}
    for telling in tellings:
        candidates = sorted({i for key in keys(telling) for i in by_word.get(key, ())})
        best = choose(telling, ((i, found[i]) for i in candidates))
        if best is None:
            at = len(found)
            found.append(Cluster.of(telling))
        else:
            at, to, why = best
            found[at].take(telling, to, why)
        for key in keys(telling):
            by_word.setdefault(key, {})[at] = None
    return found


def keys(telling: Traits) -> list[str]:
    """What two tellings must share at least one of to be compared at all."""
    ground = families().ground(telling.status)
    keys = [f"{ground} act {word}" for word in telling.acts]
    if telling.about:
        keys += [f"{ground} about {word}" for word in telling.objects]
    if telling.place and telling.dated:
        keys.append(f"{ground} at {telling.place.name} {telling.first}")
    return sorted(keys)


def choose(telling: Traits, candidates: Iterator[tuple[int, Cluster]]) -> tuple[int, Traits, str] | None:
    """The incident that the telling fits best: in the same story, then by the nearest report, then the first opened."""
    fits: list[tuple[tuple[bool, int, int], Traits, str]] = []
    for at, cluster in candidates:
        when = days_agree(telling, cluster)
        compared = cluster.members[:COMPARED] if when else []
        if when and all(places_agree(telling, member) for member in compared):
            for other in compared:
                what = same_act(telling, other)
                if what:
                    apart = abs((telling.reported or 0) - (other.reported or 0))
                    rank = (telling.story != other.story, apart, at)
                    fits.append((rank, other, reason(telling, other, what, when)))
                    break
    if not fits:
        return None
    rank, to, why = min(fits, key=lambda fit: fit[0])
    return rank[2], to, why


def reason(telling: Traits, other: Traits, what: str, when: str) -> str:
    """The merge in words."""
    parties, family = telling.block.split("|")
    where = f"; {places_agree(telling, other)}" if telling.place and other.place else ""
    same = "" if telling.type == other.type else f" ({telling.type} and {other.type})"
    return f"same parties {parties}; same kind of act: {family}{same}; {what}; {when}{where}"


def days_agree(telling: Traits, cluster: Cluster) -> str | None:
    """Why the days are compatible, or None."""
    limits = families().limits
    if telling.dated and cluster.dated:
        return "days agree" if telling.first <= cluster.last and cluster.first <= telling.last else None
    if telling.story == cluster.opened.story:
        return "told in one story, not dated apart"
    if telling.reported is None or cluster.opened.reported is None:
        return None
    if cluster.dated:
        gap = telling.reported - min(cluster.last, max(cluster.first, cluster.opened.reported))
        known = cluster.first <= telling.reported or families().ground(telling.status) != "deed"
        return "undated, reported soon after" if known and abs(gap) <= limits.undated_to_dated else None
    close = abs(telling.reported - cluster.opened.reported) <= limits.undated_to_undated
    return "undated both, reported close together" if close else None


def same_act(a: Traits, b: Traits) -> str | None:
    """Why the words name one act, or None."""
    rules = families()
    shared = sorted(a.acts & b.acts)
    told = f"same words: {', '.join(shared)}"
    about = overlap(a.objects, b.objects)
    agree = about >= rules.limits.objects_in_common
    if a.story == b.story and a.evidence[0] < b.evidence[1] and b.evidence[0] < a.evidence[1]:
        # One sentence seldom tells one act twice; where verbs are listed, each is an act of its own.
        return f"{told}, in one sentence" if shared and (agree or a.trigger == b.trigger) else None
    if rules.family(a.type) in rules.by_object:
        common = ", ".join(sorted(a.objects & b.objects))
        if a.about != b.about or not agree:
            return None
        return f"about the same: {common}" if a.about or shared else None
    if shared:
        return told
    day = a.dated and b.dated and a.first == a.last == b.first == b.last
    here = a.place is not None and b.place is not None and a.place.name == b.place.name
    return "same day and same place" if day and here and a.cameo[:2] == b.cameo[:2] else None


@lru_cache(maxsize=10_000)
def km(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Distance on the globe in kilometres (haversine)."""
    a, b = radians(a_lat), radians(b_lat)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(b_lon - a_lon) / 2) ** 2
    return 2 * 6371 * asin(sqrt(h))


def places_agree(a: Traits, b: Traits) -> str | None:
    """Why the places are compatible, or None. A telling without a place agrees with any."""
    p, q = a.place, b.place
    if p is None or q is None:
        return "no place against it"
    if p.name == q.name:
        return f"same place: {p.name}"
    if p.lat is None or q.lat is None or p.lon is None or q.lon is None:
        return "one place in the other's country" if p.country == q.country or not (p.country and q.country) else None
    limit = families().limits.same_place_km * (3 if p.precision in WIDE or q.precision in WIDE else 1)
    apart = km(p.lat, p.lon, q.lat, q.lon)
    return f"places {apart:.0f} km apart" if apart <= limit else None
