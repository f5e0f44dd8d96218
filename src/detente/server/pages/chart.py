"""The tension of a pair and its docket over one axis of days: SVG made on the server, its colours from CSS."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from detente.server.pages.words import minus, signed
from detente.show.plot import sampled, turned
from detente.show.words import MONTHS, day, plain, plural

if TYPE_CHECKING:
    from detente.dispute import Change, Course, Item, Tension
    from detente.server.pages.lanes import Lane

WIDTH, LEFT, RIGHT, TOP = 960, 132, 14, 12
CURVE, AXIS, ROW = 190, 30, 26
"""Heights: of the curve's box, of the axis below it, of one lane."""
SAMPLES = 400
TICKS = 6
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
SPARK_DAYS = 365
HOOKED, WIDE = 8, 9  # at most so many marks of a lane begin within so many pixels; the table has the others
KNOTS = 250  # days marked on the curve: those on which it changed most


@dataclass(frozen=True)
class Days:
    """The axis: from the first day that anything was reported to the last, whatever day is looked at."""

    first: date
    last: date

    def x(self, at: date) -> float:
        """Where a day lies; days beyond the ends lie at the ends."""
        share = (at - self.first).days / max(1, (self.last - self.first).days)
        return LEFT + min(1.0, max(0.0, share)) * (WIDTH - LEFT - RIGHT)

    def ticks(self) -> list[date]:
        """Days to write below the axis: first days of months or years where it is long, else spread evenly."""
        months = [m for m in months_between(self.first, self.last) if m >= self.first]
        if len(months) < 3:
            step = max(1, -(-(self.last - self.first).days // TICKS))
            return [self.first + timedelta(days=n) for n in range(0, (self.last - self.first).days + 1, step)]
        every = next(n for n in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200) if len(months) / n <= TICKS + 2)
        return [m for m in months if (m.year * 12 + m.month - 1) % every == 0]


def months_between(first: date, last: date) -> Iterator[date]:
    """The first day of every month from the one of `first` on."""
    year, month = first.year, first.month
    while date(year, month, 1) <= last:
        yield date(year, month, 1)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        if year > date.max.year:
            return


@dataclass(frozen=True)
class Levels:
    """The axis of tension."""

    low: float
    high: float

    def y(self, level: float) -> float:
        """Where a level lies."""
        return TOP + (self.high - level) / (self.high - self.low) * (CURVE - TOP)

    def ticks(self) -> list[int]:
        """Round levels, zero among them."""
        step = next(s for s in STEPS if (self.high - self.low) / s <= 5 or s == STEPS[-1])
        return [n * step for n in range(int(self.low // step), int(self.high // step) + 1) if self.low <= n * step]


@dataclass(frozen=True)
class Drawing:
    """What is drawn. `whole`: the course as known at the end, which sets the axes; `course`: as known on the day.

    `link`: where an incident leads.
    """

    whole: Course
    course: Course
    lanes: Sequence[Lane]
    days: Days
    link: Callable[[str], str]

    @property
    def height(self) -> int:
        """The drawing's height."""
        return CURVE + AXIS + ROW * len(self.lanes) + 8


def drawing(whole: Course, course: Course, lanes: Sequence[Lane], days: Days, link: Callable[[str], str]) -> Markup:
    """The curve with its events and changes, and below it a row of marks for each lane that has any."""
    drawn = Drawing(whole, course, [lane for lane in lanes if lane.items], days, link)
    parts = [*grid(drawn), *future(drawn), *curve(drawn), *rows(drawn)]
    label = escape(f"Tension and docket from {day(days.first)} to {day(days.last)}; the same is in the tables below")
    return Markup('<svg class="course" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>').format(
        WIDTH, drawn.height, label, Markup("").join(parts)
    )


def levels_of(drawn: Drawing) -> Levels:
    """The axis of tension: that of the whole course, so that it stands still while days go by."""
    levels = [p.level for c in (drawn.whole, drawn.course) for p in c.days]
    low, high = min(0.0, *levels, 0.0), max(1.0, *levels, 1.0)
    room = (high - low) * 0.06
    return Levels(low - (room if low < 0 else 0), high + room)


def grid(drawn: Drawing) -> Iterator[Markup]:
    """Lines of levels and days with what they stand for."""
    levels, right, bottom = levels_of(drawn), WIDTH - RIGHT, drawn.height - 8
    yield Markup('<text class="label" x="0" y="{}">Tension</text>').format(TOP + 4)
    for level in levels.ticks():
        y, kind = f"{levels.y(level):.1f}", "zero" if level == 0 else "grid"
        yield Markup('<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(kind, LEFT, right, y, y)
        yield Markup('<text class="tick end" x="{}" y="{}">{}</text>').format(LEFT - 8, float(y) + 4, minus(str(level)))
    for at in drawn.days.ticks():
        x = f"{drawn.days.x(at):.1f}"
        yield Markup('<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(x, x, TOP, bottom)
        yield Markup('<text class="tick middle" x="{}" y="{}">{}</text>').format(x, CURVE + 19, written(at, drawn.days))


def written(at: date, days: Days) -> str:
    """A day below the axis: no more of it than is needed."""
    if (days.last - days.first).days > 366 * 4:
        return str(at.year)
    if at.day == 1:
        return f"{MONTHS[at.month - 1]} {at.year}" if at.month == 1 or at == days.ticks()[0] else MONTHS[at.month - 1]
    return f"{at.day} {MONTHS[at.month - 1]}"


def future(drawn: Drawing) -> Iterator[Markup]:
    """What had not been reported yet on the day that is looked at."""
    at = drawn.course.as_of
    if at and at < drawn.days.last:
        x = drawn.days.x(at)
        box = Markup('<rect class="future" x="{:.1f}" y="{}" width="{:.1f}" height="{}"/>')
        yield box.format(x, TOP, WIDTH - RIGHT - x, drawn.height - 8 - TOP)
        yield Markup('<line class="now" x1="{0:.1f}" x2="{0:.1f}" y1="{1}" y2="{2}"/>').format(x, TOP, drawn.height - 8)


def curve(drawn: Drawing) -> Iterator[Markup]:
    """The curve, its changes of course, and a mark for each day on which something counted."""
    points = drawn.course.days
    if not points:
        return
    levels = levels_of(drawn)
    yield from (turn(drawn, change) for change in drawn.course.changes)
    last = max(points[-1].day, min(drawn.course.until or points[-1].day, drawn.days.last))
    path = " ".join(f"{drawn.days.x(d):.1f},{levels.y(v):.1f}" for d, v in sampled(points, last, SAMPLES))
    yield Markup('<polyline class="curve" points="{}"/>').format(path)
    most = {point.day for point in sorted(points, key=lambda p: -abs(p.change))[:KNOTS]}
    yield from (knot(drawn, levels, point) for point in points if point.day in most)


def turn(drawn: Drawing, change: Change) -> Markup:
    """A change of course: a broken line, its words on pointing at it."""
    said = turned(change) + "".join(f"; {plain(i.words)}" for i in change.because)
    made = '<line class="turn" x1="{0:.1f}" x2="{0:.1f}" y1="{1}" y2="{2}"><title>{3}</title></line>'
    return Markup(made).format(drawn.days.x(change.day), TOP, CURVE, said)


def knot(drawn: Drawing, levels: Levels, point: Tension) -> Markup:
    """A day on the curve; the more it changed, the larger. It leads to the day's acts in the table below."""
    x, y, size = drawn.days.x(point.day), levels.y(point.level), min(9.0, 2.5 + abs(point.change) ** 0.5)
    count = len(point.incidents)
    said = f"{day(point.day)}: {signed(point.change)} by {plural(count, 'act')}, level {signed(point.level)}"
    made = (
        '<a href="#day-{}" aria-label="{}">'
        '<circle class="knot {}" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"><title>{}</title></circle></a>'
    )
    how = "up" if point.change > 0 else "down"
    return Markup(made).format(point.day.isoformat(), said, how, x, y, size, said)


def rows(drawn: Drawing) -> Iterator[Markup]:
    """The lanes: a row each, its acts where their days are."""
    for number, lane in enumerate(drawn.lanes):
        y = CURVE + AXIS + ROW * number + ROW / 2
        yield Markup('<line class="grid" x1="0" x2="{0}" y1="{1}" y2="{1}"/>').format(WIDTH - RIGHT, y + ROW / 2)
        named = '<a href="#lane-{}"><text class="label" x="0" y="{}">{}</text></a>'
        yield Markup(named).format(lane.name, y + 4, f"{lane.short} {lane.count}")
        yield from hooks(drawn, lane, y)


def hooks(drawn: Drawing, lane: Lane, y: float) -> Iterator[Markup]:
    """The marks of one lane; those that would lie over each other stand beside each other, none in what is unknown."""
    seen: dict[int, int] = {}
    edge = drawn.days.x(min(drawn.course.as_of or drawn.days.last, drawn.days.last))
    for item in lane.items:
        if item.known:
            x = drawn.days.x(item.known)
            at = seen[round(x / WIDE)] = seen.get(round(x / WIDE), -1) + 1
            if at < HOOKED:
                yield hook(drawn, item, edge - abs(edge - x - 4.5 * at), y)


def hook(drawn: Drawing, item: Item, x: float, y: float) -> Markup:
    """One act: a full disc where the first side does it, a ring where the second does, a lozenge for both."""
    first, second = (side in item.by for side in drawn.course.sides)
    kind = "both" if first and second else "first" if first else "second"
    said = (
        f"{day(item.known) if item.known else ''}: {', '.join(item.by)} {item.type} {item.state}: {plain(item.words)}"
    )
    shape = (
        Markup('<path class="hook both" d="M{0:.1f} {1}l5.5 5.5l-5.5 5.5l-5.5 -5.5z">').format(x, y - 5.5)
        if kind == "both"
        else Markup('<circle class="hook {}" cx="{:.1f}" cy="{}" r="4.5">').format(kind, x, y)
    )
    close = Markup("</path>") if kind == "both" else Markup("</circle>")
    link = Markup('<a href="{}" aria-label="{}">{}<title>{}</title>{}</a>')
    return link.format(drawn.link(item.incident), said, shape, said, close)


def spark(points: Sequence[Tension], until: date | None, width: int = 160, height: int = 36) -> Markup | None:
    """A small curve of the last year without words, for a list; None where there are not two days to draw between."""
    points = [point for point in points if (points[-1].day - point.day).days <= SPARK_DAYS]
    if not points or (max(points[-1].day, until or points[-1].day) - points[0].day).days < 1:
        return None
    levels = [level for _, level in sampled(points, until, width // 2)]
    low, high = min(0.0, *levels), max(1.0, *levels)
    x = (n * width / (len(levels) - 1) for n in range(len(levels)))
    path = " ".join(
        f"{a:.1f},{2 + (height - 4) * (high - v) / (high - low):.1f}" for a, v in zip(x, levels, strict=True)
    )
    zero = 2 + (height - 4) * high / (high - low)
    made = (
        '<svg class="spark" viewBox="0 0 {0} {1}" aria-hidden="true" preserveAspectRatio="none">'
        '<line class="zero" x1="0" x2="{0}" y1="{2:.1f}" y2="{2:.1f}"/><polyline class="curve" points="{3}"/></svg>'
    )
    return Markup(made).format(width, height, zero, path)
