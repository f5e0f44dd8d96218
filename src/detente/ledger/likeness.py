"""How much speaks for two tellings being one incident, and in which words.

Points are added up by published rules (`data/merging.yaml`, with the reason for each): the day, the place, the words
for the act, the words for what it is about. Days or places that exclude each other are never weighed.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from detente.ledger.families import Points, families, family
from detente.ledger.words import speech, written

NEVER, ALWAYS = -(10**7), 10**7
WIDE = ("border", "region", "water")
MOST_SHARED = 3  # words in common that count; more of them say no more


class Place(NamedTuple):
    """Where a telling sets the act; coordinates None where the place is a country or a sea."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None


class Traits(NamedTuple):
    """What a telling is compared by. `first`, `last`, `reported`: days as ordinals.

    `first` may be `NEVER` and `last` `ALWAYS`. `acts`, `objects`, `context`: bases of the words of the trigger, for
    what the act is about, and of the rest of the sentence. `head`: bases of the act that it is about. `anew`: whether
    the sentence says that it is another act of its kind ("again"). `persons`: the people named as its parties.
    `sentence`: the text at `evidence`, in whose words a merge is explained.
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
    context: frozenset[str]
    head: frozenset[str]
    about: bool
    anew: bool
    persons: frozenset[str]
    place: Place | None
    trigger: tuple[int, int]
    evidence: tuple[int, int]
    confidence: float
    rule: str
    sentence: str

    def order(self) -> tuple[object, ...]:
        """The order in which tellings are taken: best dated, surest, earliest reported."""
        width = self.last - self.first if self.dated else ALWAYS
        return (width, -self.confidence, self.reported or ALWAYS, self.id)

    def words(self) -> dict[str, str]:
        """Each base of the sentence in the word that stands there, the trigger's own before the others."""
        at, end = (place - self.evidence[0] for place in self.trigger)
        return {**written(self.sentence), **written(self.sentence[max(at, 0) : max(end, 0)])}


class Point(NamedTuple):
    """One thing that speaks for (or against) two tellings being one. `shared`: bases of the words that do."""

    points: float
    reason: str
    shared: frozenset[str] = frozenset()


def explained(found: Iterable[Point], a: Traits, b: Traits) -> str:
    """The reasons in words, with the points of each; what two tellings share is said as each of them says it."""
    first, second = a.words(), b.words()

    def said(base: str) -> str:
        plain = base.removeprefix("#")  # of a number
        return "/".join(dict.fromkeys((first.get(base, plain), second.get(base, plain))))

    def reason(point: Point) -> str:
        return f"{point.reason}: {', '.join(map(said, sorted(point.shared)))}" if point.shared else point.reason

    return "; ".join(f"{reason(p)} ({p.points:+g})" for p in found if p.points)


def one_incident(a: Traits, b: Traits) -> tuple[float, list[Point]] | None:
    """The points for two tellings whose days agree, and what makes them; None: too few, or places exclude it."""
    where = places_agree(a, b)
    if where is None:
        return None
    rules = families().points
    found = [p for p in (same_words(a, b, rules), same_kind(a, b, rules), same_day(a, b, rules)) if p.reason]
    found += same_place(a, b, where, rules) + same_objects(a, b, rules) + same_story(a, b, rules) + another(a, b, rules)
    found += same_persons(a, b, rules)
    total = sum(p.points for p in found)
    if total < rules.enough or not (a.acts & b.acts or (not one_sentence(a, b) and (shared(a, b) or exact(a, b)))):
        return None
    return total, found


def same_words(a: Traits, b: Traits, rules: Points) -> Point:
    """The words for the act."""
    common = a.acts & b.acts
    return Point(rules.same_act, "same act", common) if common else Point(0, "")


def same_kind(a: Traits, b: Traits, rules: Points) -> Point:
    """The CAMEO code."""
    if a.cameo == b.cameo:
        return Point(rules.same_code, f"same kind: {a.cameo}")
    if a.cameo[:2] == b.cameo[:2]:
        return Point(0, "")
    return Point(rules.other_kind, f"other kind: {a.cameo} and {b.cameo}")


def exact(a: Traits, b: Traits) -> bool:
    """Whether both are dated to one and the same day."""
    return a.dated and b.dated and a.first == a.last == b.first == b.last


def same_day(a: Traits, b: Traits, rules: Points) -> Point:
    """How well the days are known to agree."""
    if exact(a, b):
        return Point(rules.same_day, "same day")
    if a.dated and b.dated:
        near = max(a.last - a.first, b.last - b.first) < 8
        return Point(rules.same_week, "days overlap") if near else Point(rules.wide, "days overlap widely")
    if a.reported is None or b.reported is None:
        return Point(0, "")
    known = [t.last if t.dated and t.last < ALWAYS else (t.reported or 0) for t in (a, b)]
    gap = abs(known[0] - known[1]) if a.story != b.story else 0
    soon = next(((most, points) for most, points in rules.soon if gap <= most), None)
    return Point(soon[1], f"undated, told within {soon[0]} days") if soon else Point(rules.late, "undated, told late")


def same_place(a: Traits, b: Traits, where: str, rules: Points) -> list[Point]:
    """The place, where both have one."""
    return [Point(rules.same_place, where)] if a.place and b.place and a.place.name == b.place.name else []


def shared(a: Traits, b: Traits) -> frozenset[str]:
    """The words for what the act is about that stand in both sentences."""
    if one_sentence(a, b):
        return a.objects & b.objects
    return ((a.objects & b.context) | (a.context & b.objects) | (a.objects & b.objects)) - (a.head & b.head) - speech()


def same_objects(a: Traits, b: Traits, rules: Points) -> list[Point]:
    """What the act is about."""
    found = shared(a, b)
    points = rules.shared_object * min(len(found), MOST_SHARED)
    told = [Point(points, "both tell of", found)] if found else []
    listed = family(a.type) in families().by_object
    if a.about and b.about:
        return told + same_about(a, b, found, rules)
    if not found and listed and a.objects and b.objects:
        told.append(Point(rules.other_object, "about other things"))
    elif not found and listed and (a.objects or b.objects or a.story != b.story):
        told.append(Point(rules.no_object, "one does not say about what"))
    return told


def same_about(a: Traits, b: Traits, found: frozenset[str], rules: Points) -> list[Point]:
    """What a demand, a charge, a promise is about."""
    if found:
        return []
    if a.head & b.head and not (a.objects - a.head and b.objects - b.head):
        return [Point(rules.same_head, "about the same", a.head & b.head)]
    return [Point(rules.other_about, "about other things")]


def same_persons(a: Traits, b: Traits, rules: Points) -> list[Point]:
    """The people who act, where both tellings name some: they make a meeting what it is; an act of speech less so."""
    if not a.persons or not b.persons:
        return []
    if a.persons & b.persons:
        return [Point(rules.same_person, f"both name {', '.join(sorted(a.persons & b.persons))}")]
    mutual = family(a.type) in families().mutual
    return [Point(rules.other_meeting if mutual else rules.other_person, "other people")]


def one_sentence(a: Traits, b: Traits) -> bool:
    """Whether the two stand in one sentence, under different verbs."""
    together = a.story == b.story and a.evidence[0] < b.evidence[1] and b.evidence[0] < a.evidence[1]
    return together and a.trigger != b.trigger


def same_story(a: Traits, b: Traits, rules: Points) -> list[Point]:
    """One story tells an act twice less often than two stories do; one sentence seldom does."""
    if a.story != b.story:
        return []
    if one_sentence(a, b):
        return [Point(rules.one_sentence, "in one sentence")]
    return [Point(rules.one_story, "in one story")]


def another(a: Traits, b: Traits, rules: Points) -> list[Point]:
    """One of the two says that it is another act of its kind."""
    return [] if a.anew == b.anew or exact(a, b) else [Point(rules.anew, "one is told as another of its kind")]


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
