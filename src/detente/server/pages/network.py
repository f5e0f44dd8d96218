"""Who acts on whom: parties around a circle, a line for each pair, and the same as a table."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from detente.ontology import PLOVER_TYPES
from detente.server.pages import taken
from detente.server.pages.asked import Asked, asked, conditions
from detente.server.pages.render import address, page
from detente.server.pages.words import party
from detente.show.words import plural

if TYPE_CHECKING:
    from detente.api_ledger import Ledger

router = APIRouter()
MOST_TIES, MOST_NODES = 120, 28
WIDTH, HEIGHT, RADIUS = 900, 740, 325
ROOM = 18  # letters of a name that fit beside the circle
Point = tuple[float, float]
Link = Callable[..., str]
MIXED = (0.35, 0.65)  # between these shares of hostile acts a tie is drawn as neither hostile nor friendly

TIES = """
SELECT s.code, t.code, count(*) FILTER (e.quad = 1), count(*) FILTER (e.quad = 2), count(*) FILTER (e.quad = 3),
  count(*) FILTER (e.quad = 4), max(i.reported)
FROM incidents i JOIN events e ON e.id = i.best, unnest(i.source) AS s(code), unnest(i.target) AS t(code)
WHERE s.code <> t.code AND {where} {only}
GROUP BY s.code, t.code ORDER BY count(*) DESC, max(i.reported) DESC NULLS LAST, s.code, t.code LIMIT {most}
"""


@dataclass(frozen=True)
class Tie:
    """What one party does to another: incidents by quad (1, 2 verbal and material cooperation; 3, 4 conflict)."""

    source: str
    target: str
    q1: int
    q2: int
    q3: int
    q4: int
    last: date | None

    @property
    def acts(self) -> int:
        """All incidents."""
        return self.q1 + self.q2 + self.q3 + self.q4

    @property
    def kind(self) -> str:
        """hostile, friendly or mixed, by the share of conflict."""
        share = (self.q3 + self.q4) / self.acts
        return "friendly" if share < MIXED[0] else "hostile" if share > MIXED[1] else "mixed"

    @property
    def mostly(self) -> str:
        """The same for a reader."""
        return {"friendly": "cooperation", "hostile": "conflict", "mixed": "both"}[self.kind]


def ties(ledger: Ledger, given: Asked, most: int = MOST_TIES) -> list[Tie]:
    """The ties that were asked for, those with the most incidents first; with an actor, only its own."""
    where, values = conditions(given)
    only = "AND ? IN (s.code, t.code)" if given.actor else ""
    query = TIES.format(where=where, only=only, most=most)
    rows = ledger.sql(query, [*values, given.actor] if given.actor else values).rows
    return [Tie(*row) for row in rows]  # type: ignore[arg-type]  # the columns are the fields, in their order


@router.get("/network")
def network(request: Request) -> Response:
    """The network of who acts on whom."""
    given = asked(request)
    with request.app.state.store.reading() as ledger:
        found = ties(ledger, given)

    def link(*parts: str) -> str:
        return address(request, *parts)

    return page(
        request, "network", heading="Who acts on whom", given=given, ties=found, types=PLOVER_TYPES, statuses=(),
        drawing=drawn(found, link), most=MOST_NODES, sql=taken.ties(given),
    )  # fmt: skip


def drawn(found: Sequence[Tie], link: Link) -> Markup | None:
    """The drawing of the ties between the parties with the most acts; None where there is no tie.

    `link`: the address of a page by the parts of its path.
    """
    names = nodes(found)
    if not names:
        return None
    places = {name: point(n, len(names)) for n, name in enumerate(names)}
    shown = [tie for tie in found if tie.source in places and tie.target in places]
    most = max(tie.acts for tie in shown)
    lines = (line(tie, places, most, link) for tie in sorted(shown, key=lambda t: t.acts))
    parts = [*lines, *(named(name, n, len(names), link("actors", name)) for n, name in enumerate(names))]
    label = f"{len(shown)} ties between {len(names)} parties; the same is in the table"
    made = '<svg class="net" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>'
    return Markup(made).format(WIDTH, HEIGHT, label, Markup("").join(parts))


def nodes(found: Sequence[Tie]) -> list[str]:
    """The parties to draw, in their order around the circle: each next to the one that it has most to do with."""
    weight: dict[str, int] = {}
    between: dict[frozenset[str], int] = {}
    for tie in found:
        for code in (tie.source, tie.target):
            weight[code] = weight.get(code, 0) + tie.acts
        pair = frozenset((tie.source, tie.target))
        between[pair] = between.get(pair, 0) + tie.acts
    most = set(sorted(weight, key=lambda code: (-weight[code], code))[:MOST_NODES])
    tied = {code for pair in between if pair <= most for code in pair}
    left = sorted(tied, key=lambda code: (-weight[code], code))
    order = left[:1]
    while len(order) < len(left):
        rest = [code for code in left if code not in order]
        order.append(max(rest, key=lambda code: (between.get(frozenset((order[-1], code)), 0), weight[code], code)))
    return order


def angle(n: int, count: int) -> float:
    """Where a party stands on the circle, in radians, the first at the top."""
    return 2 * math.pi * n / count - math.pi / 2


def point(n: int, count: int, radius: float = RADIUS) -> Point:
    """Where a party stands."""
    at = angle(n, count)
    return WIDTH / 2 + radius * math.cos(at), HEIGHT / 2 + radius * math.sin(at)


def line(tie: Tie, places: dict[str, Point], most: int, link: Link) -> Markup:
    """A tie as a curve that bends to the left of the way it goes, so that two ways lie apart; a head at its end."""
    (ax, ay), (bx, by) = places[tie.source], places[tie.target]
    length = math.hypot(bx - ax, by - ay) or 1.0
    ux, uy = (bx - ax) / length, (by - ay) / length
    cx, cy = bend((ax + bx) / 2, (ay + by) / 2)
    cx, cy = cx + 16 * uy, cy - 16 * ux
    wide = 1 + 7 * math.sqrt(tie.acts / most)
    said = (
        f"{party(tie.source)} to {party(tie.target)}: {plural(tie.acts, 'act')}, mostly {tie.mostly}; "
        f"cooperation {tie.q1} in words and {tie.q2} in deeds, conflict {tie.q3} in words and {tie.q4} in deeds"
    )
    made = (
        '<a href="{}" aria-label="{}"><path class="tie {}" d="M{:.1f} {:.1f}Q{:.1f} {:.1f} {:.1f} {:.1f}" '
        'stroke-width="{:.1f}"><title>{}</title></path>{}</a>'
    )
    tip = head(tie.kind, (cx, cy), (bx, by), wide)
    return Markup(made).format(
        link("disputes", tie.source, tie.target), said, tie.kind, ax, ay, cx, cy, bx, by, wide, said, tip
    )


def bend(x: float, y: float) -> Point:
    """A middle drawn half way to the circle's own, so that lines between neighbours do not run along the edge."""
    return x + (WIDTH / 2 - x) * 0.45, y + (HEIGHT / 2 - y) * 0.45


def head(kind: str, bent: Point, to: Point, wide: float) -> Markup:
    """The head of an arrow, a little before the party it points at."""
    (cx, cy), (bx, by) = bent, to
    length = math.hypot(bx - cx, by - cy) or 1.0
    ux, uy, size = (bx - cx) / length, (by - cy) / length, 5 + wide
    tx, ty = bx - ux * 11, by - uy * 11
    made = '<path class="tip {}" d="M{:.1f} {:.1f}L{:.1f} {:.1f}L{:.1f} {:.1f}z"/>'
    left = (tx - ux * size - uy * size / 2, ty - uy * size + ux * size / 2)
    right = (tx - ux * size + uy * size / 2, ty - uy * size - ux * size / 2)
    return Markup(made).format(kind, tx, ty, *left, *right)


def named(code: str, n: int, count: int, link: str) -> Markup:
    """A party's dot and its name beside it, outside the circle; its code where there is no room for that."""
    name, shown = party(code), party(code)
    if len(name) > ROOM:
        name, shown = f"{name} ({code})", code
    x, y = point(n, count)
    tx, ty = point(n, count, RADIUS + 16)
    side = math.cos(angle(n, count))
    anchor = "middle" if abs(side) < 0.12 else "start" if side > 0 else "end"
    below = ty + (4 if anchor != "middle" else 12 if ty > HEIGHT / 2 else -2)
    made = (
        '<a href="{}"><title>{}</title><circle class="node" cx="{:.1f}" cy="{:.1f}" r="6"/>'
        '<text class="{}" x="{:.1f}" y="{:.1f}">{}</text></a>'
    )
    return Markup(made).format(link, name, x, y, anchor, tx, below, shown)
