"""The world as SVG: outlines from world-atlas (Natural Earth), projected here, and places with how sure they are."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from detente.show.words import plural

ATLAS = Path(__file__).parents[1] / "static" / "vendor" / "countries-110m.json"
WIDTH, HEIGHT = 1000, 520
ROOM = 0.18  # of the places' extent, left free around them
NARROWEST = 24.0  # degrees of longitude that a map shows at least: the outlines are too coarse for less
RINGS = {"region": 150.0, "border": 100.0, "water": 250.0}
"""How far from its point a place of a kind may well be, in km: half the width of a region, a border, a sea. A drawing's
measure, not a measurement."""
KM_A_DEGREE = 111.2
LETTER = 7.4  # pixels of one in the widest of the usual fonts
NORTH, SOUTH = 83.6, -58.0
"""Degrees of latitude between which the map shows the world: beyond lies Antarctica."""
Point = tuple[float, float]
# Equal Earth (Šavrič, Patterson and Jenny 2018): areas are true, and it looks as people expect a map of the world to.
A1, A2, A3, A4, M = 1.340264, -0.081106, 0.000893, 0.003796, math.sqrt(3) / 2


@dataclass(frozen=True)
class Spot:
    """A place with a point. `kind`: city and site lie at it; region, border and water are somewhere around it."""

    name: str
    country: str | None
    lat: float
    lon: float
    kind: str
    acts: int
    link: str


def equal_earth(lon: float, lat: float) -> Point:
    """The point on a plane for degrees, x to the right and y down."""
    t = math.asin(M * math.sin(math.radians(lat)))
    square = t * t
    x = math.radians(lon) * math.cos(t) / (M * (A1 + 3 * A2 * square + square**3 * (7 * A3 + 9 * A4 * square)))
    return x, -t * (A1 + A2 * square + square**3 * (A3 + A4 * square))


@lru_cache(maxsize=1)
def outlines() -> tuple[tuple[Point, ...], ...]:
    """The rings of all countries on the plane; those that cross the date line at both ends of the map."""
    atlas = json.loads(ATLAS.read_text(encoding="utf-8"))
    (sx, sy), (dx, dy) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = [[(x * sx + dx, y * sy + dy) for x, y in summed(arc)] for arc in atlas["arcs"]]
    shapes = atlas["objects"]["countries"]["geometries"]
    found = (list(unwound(joined(arcs, ring))) for shape in shapes for ring in rings(shape))
    copies = (shifted for ring in found if max(y for _, y in ring) > SOUTH for shifted in at_both_ends(ring))
    return tuple(tuple(equal_earth(*point) for point in ring) for ring in copies)


def unwound(ring: Iterable[Point]) -> Iterator[Point]:
    """A ring whose longitudes go on beyond 180 degrees rather than leap to the other end of the map."""
    turn, before = 0.0, None
    for x, y in ring:
        if before is not None and abs(x - before) > 180:
            turn += math.copysign(360, before - x)
        before = x
        yield x + turn, y


def at_both_ends(ring: Sequence[Point]) -> Iterator[Sequence[Point]]:
    """A ring, and where it reaches beyond an end of the map, the same at the other end."""
    low, high = min(x for x, _ in ring), max(x for x, _ in ring)
    yield ring
    if high > 180 or low < -180:
        turn = -360 if high > 180 else 360
        yield [(x + turn, y) for x, y in ring]


@lru_cache(maxsize=1)
def edge() -> tuple[Point, ...]:
    """The end of the map at 180 degrees east and west: nothing is drawn beyond it."""
    down = [float(lat) for lat in range(90, -91, -3)]
    return tuple(equal_earth(180, lat) for lat in down) + tuple(equal_earth(-180, lat) for lat in down[::-1])


def summed(arc: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """The points of an arc, of which the file has only the steps from one to the next."""
    x = y = 0
    for step in arc:
        x, y = x + step[0], y + step[1]
        yield x, y


def rings(shape: dict[str, list[list[list[int]]]]) -> Iterator[Sequence[int]]:
    """The rings of a country, each as the numbers of its arcs."""
    polygons = shape["arcs"] if str(shape["type"]) == "MultiPolygon" else [shape["arcs"]]
    for polygon in polygons:
        yield from polygon  # type: ignore[misc]  # lists as deep as the type says


def joined(arcs: Sequence[Sequence[Point]], ring: Sequence[int]) -> Iterator[Point]:
    """The points of a ring; an arc of a negative number runs backwards."""
    for at, number in enumerate(ring):
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        yield from arc[1:] if at else arc


@dataclass(frozen=True)
class View:
    """The part of the plane that is drawn: its left and upper edge, and pixels for one unit of it."""

    left: float
    top: float
    scale: float

    def at(self, point: Point) -> Point:
        """Where a point of the plane lies in the drawing."""
        return (point[0] - self.left) * self.scale, (point[1] - self.top) * self.scale

    def sees(self, ring: Sequence[Point]) -> bool:
        """Whether any of a ring may lie in the drawing."""
        right, bottom = self.left + WIDTH / self.scale, self.top + HEIGHT / self.scale
        xs, ys = [x for x, _ in ring], [y for _, y in ring]
        return max(xs) >= self.left and min(xs) <= right and max(ys) >= self.top and min(ys) <= bottom


def view(spots: Sequence[Spot], whole: bool) -> View:
    """The world, or what the places need with some room."""
    x0, x1 = equal_earth(-180, 0)[0], equal_earth(180, 0)[0]
    y0, y1 = equal_earth(0, NORTH)[1], equal_earth(0, SOUTH)[1]
    world = min(WIDTH / (x1 - x0), HEIGHT / (y1 - y0))
    if whole or not spots:
        return centred(x0, x1, y0, y1, world)
    points = [equal_earth(s.lon, s.lat) for s in spots]
    left, right = widened(min(x for x, _ in points), max(x for x, _ in points))
    top, bottom = widened(min(y for _, y in points), max(y for _, y in points), HEIGHT / WIDTH)
    scale = min(WIDTH / (right - left), HEIGHT / (bottom - top))
    if scale <= world:
        return centred(x0, x1, y0, y1, world)
    seen = centred(left, right, top, bottom, scale)
    return View(within(seen.left, x0, x1 - WIDTH / scale), within(seen.top, y0, y1 - HEIGHT / scale), scale)


def centred(left: float, right: float, top: float, bottom: float, scale: float) -> View:
    """A view with this box in its middle."""
    return View((left + right) / 2 - WIDTH / scale / 2, (top + bottom) / 2 - HEIGHT / scale / 2, scale)


def within(value: float, low: float, high: float) -> float:
    """The value, moved between the two where there is room between them."""
    return min(max(value, low), high) if low <= high else (low + high) / 2


def widened(low: float, high: float, share: float = 1.0) -> Point:
    """A stretch with room at both ends, and never narrower than the outlines bear."""
    least = math.radians(NARROWEST) * share
    room = max((high - low) * ROOM, (least - (high - low)) / 2, 0.01)
    return low - room, high + room


def drawn(spots: Sequence[Spot], whole: bool = False) -> Markup:
    """The map with the places on it, those with the most acts in front of none: small ones are drawn last."""
    seen = view(spots, whole)
    order = sorted(spots, key=lambda s: (s.kind not in RINGS, -s.acts, s.name))
    marks = [mark(spot, seen) for spot in order]
    label = f"Map of {len(spots)} places; the same is in the table"
    made = (
        '<svg class="map" viewBox="0 0 {} {}" role="group" aria-label="{}">'
        '<clipPath id="edge"><path d="{}"/></clipPath>'
        '<path class="land" clip-path="url(#edge)" d="{}"/>{}{}</svg>'
    )
    ends, marked = path([seen.at(p) for p in edge()]), Markup("").join(marks)
    return Markup(made).format(WIDTH, HEIGHT, label, ends, land(seen), marked, names(spots, seen))


@lru_cache(maxsize=16)
def land(seen: View) -> str:
    """The outlines of what is seen, as the data of a path."""
    shown = ([seen.at(p) for p in ring] for ring in outlines() if seen.sees(ring))
    return "".join(map(path, shown))


def path(ring: Iterable[Point]) -> str:
    """A closed line as the data of a path."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "z"


def mark(spot: Spot, seen: View) -> Markup:
    """A dot where a town or site is; a broken ring around where a region, border or sea may be."""
    x, y = seen.at(equal_earth(spot.lon, spot.lat))
    count = plural(spot.acts, "act")
    if spot.kind in RINGS:
        size = max(9.0, RINGS[spot.kind] / KM_A_DEGREE * math.radians(1) * seen.scale)
        said, kind = f"{spot.name}: {count}; a {spot.kind}, somewhere in this ring", "area"
    else:
        size, said, kind = 3 + 1.6 * math.sqrt(spot.acts), f"{spot.name}: {count}", "spot"
    made = (
        '<a href="{}" aria-label="{}">'
        '<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"><title>{}</title></circle></a>'
    )
    return Markup(made).format(spot.link, said, kind, x, y, size, said)


def names(spots: Sequence[Spot], seen: View) -> Markup:
    """The names that fit without lying over each other, those with the most acts first."""
    taken: list[tuple[float, float, float, float]] = []
    parts = []
    for spot in sorted(spots, key=lambda s: (-s.acts, s.name)):
        x, y = seen.at(equal_earth(spot.lon, spot.lat))
        x, wide = x + 6 + 1.6 * math.sqrt(spot.acts), LETTER * len(spot.name)
        box = (x, y - 8, x + wide, y + 8)
        inside = x >= 0 and x + wide <= WIDTH and 8 <= y <= HEIGHT - 8
        if inside and not any(overlap(box, other) for other in taken):
            taken.append(box)
            parts.append(Markup('<text class="name" x="{:.1f}" y="{:.1f}">{}</text>').format(x, y + 4, spot.name))
    return Markup("").join(parts)


def overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    """Whether two boxes (left, top, right, bottom) share any of the plane."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
