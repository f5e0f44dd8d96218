"""The timeline: how much of what was done when, and the incidents one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from detente.model import Status
from detente.ontology import PLOVER_TYPES
from detente.server.pages import kept, taken
from detente.server.pages.asked import Asked, asked, conditions
from detente.server.pages.render import page
from detente.show.words import MONTHS, day

if TYPE_CHECKING:
    from detente.api_ledger import Ledger

router = APIRouter()
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 960, 240, 44, 14, 30
BARS = 130  # at most: then the next longer stretch of time is one bar
STRETCHES = (("day", 1), ("week", 7), ("month", 31), ("quarter", 92), ("year", 366), ("decade", 3660))
MONTHLY, YEARS = 120, 3000  # days from which on no more than the month, or the year, is written
UP, DOWN = (1, 2), (3, 4)
"""Quads drawn above the line (cooperation) and below it (conflict)."""

SPAN = """
SELECT min(day), max(day), count(*) FROM (
  SELECT coalesce(i."end", i."start", i.reported) AS day FROM incidents i JOIN events e ON e.id = i.best WHERE {where})
"""
COUNTS = """
SELECT date_trunc('{stretch}', coalesce(i."end", i."start", i.reported))::DATE AS bin,
  count(*) FILTER (e.quad = 1), count(*) FILTER (e.quad = 2), count(*) FILTER (e.quad = 3), count(*) FILTER (e.quad = 4)
FROM incidents i JOIN events e ON e.id = i.best
WHERE coalesce(i."end", i."start", i.reported) IS NOT NULL AND {where} GROUP BY bin ORDER BY bin
"""


@dataclass(frozen=True)
class Bar:
    """A stretch of time that begins on `first`, with its incidents by quad from 1 to 4."""

    first: date
    counts: tuple[int, int, int, int]

    def of(self, quads: tuple[int, ...]) -> int:
        """The incidents of some quads."""
        return sum(self.counts[q - 1] for q in quads)


@router.get("/timeline")
def timeline(request: Request) -> Response:
    """The incidents over time."""
    given = asked(request)
    with request.app.state.store.reading() as ledger:
        stretch, bars = binned(ledger, given)
        found = kept.incidents(ledger, given)
    return page(
        request, "timeline", heading="Timeline", given=given, list=found, bars=bars, stretch=stretch,
        drawing=drawn(bars, stretch) if bars else None, types=PLOVER_TYPES, statuses=list(Status),
        sql=taken.incidents(given),
    )  # fmt: skip


def binned(ledger: Ledger, given: Asked) -> tuple[str, list[Bar]]:
    """The incidents by stretches of time, and which stretch it is: the shortest of which few enough fit in."""
    where, values = conditions(given)
    first, last, _ = ledger.sql(SPAN.format(where=where), values).rows[0]
    if not isinstance(first, date) or not isinstance(last, date):
        return "day", []
    length = (last - first).days + 1
    stretch = next(name for name, days in STRETCHES if length / days <= BARS or name == STRETCHES[-1][0])
    rows = ledger.sql(COUNTS.format(stretch=stretch, where=where), values).rows
    return stretch, [Bar(row[0], tuple(row[1:])) for row in rows]  # type: ignore[arg-type]  # columns as in COUNTS


@dataclass(frozen=True)
class Frame:
    """Where things lie in the drawing. `zero`: the line between cooperation and conflict; `unit`: of one incident."""

    first: date
    days: int
    wide: float
    zero: float
    unit: float

    @classmethod
    def of(cls, bars: Sequence[Bar], stretch: str) -> Frame:
        """The frame that all bars fit in."""
        days = (bars[-1].first - bars[0].first).days + dict(STRETCHES)[stretch]
        up, down = most(bars, UP), most(bars, DOWN)
        unit = (HEIGHT - TOP - BOTTOM) / (up + down)
        wide = max(2.0, dict(STRETCHES)[stretch] / days * (WIDTH - LEFT) - 1)
        return cls(bars[0].first, days, wide, TOP + up * unit, unit)

    def x(self, at: date) -> float:
        """Where a day lies."""
        return LEFT + (at - self.first).days / self.days * (WIDTH - LEFT)


def most(bars: Sequence[Bar], quads: tuple[int, ...]) -> int:
    """The most incidents of these quads in one bar."""
    return max(1, *(bar.of(quads) for bar in bars))


def drawn(bars: Sequence[Bar], stretch: str) -> Markup:
    """Bars above a line for cooperation and below it for conflict; deeds next to the line, words beyond them."""
    frame = Frame.of(bars, stretch)
    line = Markup('<line class="zero" x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/>')
    parts = [line.format(LEFT, WIDTH, frame.zero, frame.zero)]
    parts += [stacked(bar, frame, f"{stretch} of {day(bar.first)}") for bar in bars]
    parts += [*labels(bars), *scale(most(bars, UP), most(bars, DOWN), frame)]
    made = '<svg class="bars" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>'
    label = f"Incidents by {stretch} from {day(bars[0].first)}; the same is in the table"
    return Markup(made).format(WIDTH, HEIGHT, label, Markup("").join(parts))


def stacked(bar: Bar, frame: Frame, name: str) -> Markup:
    """The bar of one stretch of time, which is named `name`."""
    parts, up, down = [], frame.zero, frame.zero
    for quad in (2, 1, 4, 3):
        high = bar.counts[quad - 1] * frame.unit
        y = up - high if quad in UP else down
        up, down = (y, down) if quad in UP else (up, down + high)
        if high:
            box = '<rect class="bar{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>'
            parts.append(Markup(box).format(quad, frame.x(bar.first), y, frame.wide, high))
    said = f"{name}: {bar.of(UP)} of cooperation, {bar.of(DOWN)} of conflict"
    return Markup("<g><title>{}</title>{}</g>").format(said, Markup("").join(parts))


def labels(bars: Sequence[Bar]) -> list[Markup]:
    """Days below the bars: the first, the last and some between."""
    first, last = bars[0].first, bars[-1].first
    span, parts = max(1, (last - first).days), []
    for n in range(6):
        at = first + timedelta(days=span * n // 5)
        x = LEFT + n / 5 * (WIDTH - LEFT)
        anchor = "start" if n == 0 else "end" if n == 5 else "middle"
        text = str(at.year) if span > YEARS else f"{MONTHS[at.month - 1]} {at.year}" if span > MONTHLY else day(at)
        parts.append(Markup('<text class="tick {}" x="{:.1f}" y="{}">{}</text>').format(anchor, x, HEIGHT - 8, text))
    return parts if span > 6 else parts[:1]


def scale(most_up: int, most_down: int, frame: Frame) -> list[Markup]:
    """The highest numbers above and below the line."""
    made = Markup('<text class="tick end" x="{}" y="{:.1f}">{}</text>')
    return [
        made.format(LEFT - 6, frame.zero - most_up * frame.unit + 8, most_up), made.format(LEFT - 6, frame.zero + 4, 0),
        made.format(LEFT - 6, frame.zero + most_down * frame.unit, most_down),
    ]  # fmt: skip
