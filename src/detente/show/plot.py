"""The course of a tension for a reader: a line of blocks, a plot on the terminal, and an SVG of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING

from detente.show import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from detente.dispute import Change, Course, Tension

BLOCKS = "▁▂▃▄▅▆▇█"
COLUMNS, ROWS = 60, 8
"""The plot's size on a terminal of 80 columns, its axis and margins left out."""


def sampled(days: Sequence[Tension], until: date | None, count: int) -> list[tuple[date, float]]:
    """The level at `count` days spread evenly from the first day to the last: what the day before left, faded since."""
    from detente.dispute.daily import HALF_LIFE

    first, last = days[0].day, max(days[-1].day, until or days[-1].day)
    step, at, found = (last - first).days / max(1, count - 1), 0, []
    for n in range(count):
        day = first + timedelta(days=round(n * step))
        while at + 1 < len(days) and days[at + 1].day <= day:
            at += 1
        found.append((day, days[at].level * 0.5 ** ((day - days[at].day).days / HALF_LIFE)))
    return found


def sparkline(days: Sequence[Tension], until: date | None = None, width: int = 40) -> str:
    """The level over time as one line of blocks, from the lowest to the highest; empty where there are not two days."""
    if not days or (max(days[-1].day, until or days[-1].day) - days[0].day).days < 1:
        return ""
    levels = [level for _, level in sampled(days, until, width)]
    low, high = min(0.0, *levels), max(0.0, *levels)
    return "".join(BLOCKS[round((level - low) / ((high - low) or 1.0) * (len(BLOCKS) - 1))] for level in levels)


def caption(course: Course) -> str:
    """What is drawn, in which unit, on which scale, from what."""
    stories = f"{course.stories} {'story' if course.stories == 1 else 'stories'}"
    until = f", as of {words.day(course.until)}" if course.until else ""
    return f"sum of {course.scale} intensities, hostile upwards, halved every two weeks; {stories} of the ledger{until}"


def turned(change: Change) -> str:
    """A change of course in words."""
    how = "rises" if change.after > change.before else "falls"
    weeks = "week" if change.days == 7 else f"{change.days} days"
    return f"from {words.day(change.day)} it {how}: {change.before:+.1f} to {change.after:+.1f} a {weeks} per story"


# --- the terminal ----------------------------------------------------------------------------------------------------


def rows(levels: Sequence[float]) -> list[str]:
    """The plot's rows from the top, each with what stands at its axis."""
    low, high = min(0.0, *levels), max(0.0, *levels)
    step = (high - low) / ROWS or 1.0
    out = []
    for row in reversed(range(ROWS)):
        floor = low + row * step
        cells = "".join(cell(level, floor, step) for level in levels)
        out.append(f"{floor + step:8.1f} ┤{cells}".rstrip())
    return [*out, f"{low:8.1f} └{'─' * len(levels)}"]


def cell(level: float, floor: float, step: float) -> str:
    """One character: how far the level reaches into the row."""
    filled = (level - floor) / step
    if filled <= 0:
        return " "
    return BLOCKS[min(len(BLOCKS) - 1, int(filled * len(BLOCKS)))]


def print_course(course: Course, console: Console) -> None:
    """The plot, its axis of days, and the changes with their evidence."""
    from rich.text import Text

    from detente.show.docket import side

    console.print(Text(f"Tension between {side(course.sides[0])} and {side(course.sides[1])}", style="bold"))
    console.print(Text(caption(course), style="dim"))
    if not course.days:
        console.print(Text("Nothing with a day was reported of the two."))
        return
    for row in rows([level for _, level in sampled(course.days, course.until, COLUMNS)]):
        console.print(Text(row, no_wrap=True))
    first, last = (
        words.day(course.days[0].day),
        words.day(max(course.days[-1].day, course.until or course.days[-1].day)),
    )
    console.print(Text(" " * 10 + first + " " * max(1, COLUMNS - len(first) - len(last)) + last, style="dim"))
    console.print(Text(f"per story {course.days[-1].per_story:+.1f} on {words.day(course.days[-1].day)}"))
    for change in course.changes:
        console.print(Text(turned(change)))
        for item in change.because:
            console.print(
                Text(f"    {side(item.by[0]) if item.by else ''}: “{words.plain(item.evidence[0].words)}”", style="dim")
            )


# --- SVG -------------------------------------------------------------------------------------------------------------

WIDTH, HEIGHT, LEFT, TOP, BOTTOM, RIGHT = 720, 320, 64, 44, 72, 16
TICKS = 5


@dataclass(frozen=True)
class Frame:
    """The box of a drawing, and where days and levels lie in it."""

    first: date
    last: date
    low: float
    high: float

    def x(self, day: date) -> float:
        """Where a day lies."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, level: float) -> float:
        """Where a level lies."""
        return TOP + (self.high - level) / ((self.high - self.low) or 1.0) * (HEIGHT - TOP - BOTTOM)


def svg(course: Course, source: str) -> str:
    """The course as an SVG document, axes, unit, scale and source named in it. `source`: where the stories are."""
    from detente.show.docket import side

    title = f"Tension between {side(course.sides[0])} and {side(course.sides[1])}"
    unit = f"intensity on the scale {course.scale}, hostile upwards"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" font-family="sans-serif" font-size="12"><title>{escape(title)}</title>'
        f'<rect width="100%" height="100%" fill="#fff"/>'
        f'<text x="{LEFT}" y="18" font-size="15" font-weight="bold">{escape(title)}</text>'
        f'<text x="{LEFT}" y="34" fill="#555">{escape(unit)}</text>'
    )
    foot = (
        f'<text x="{LEFT}" y="{HEIGHT - 24}" fill="#555">{escape(caption(course))}</text>'
        f'<text x="{LEFT}" y="{HEIGHT - 8}" fill="#555">{escape(f"source: {source}")}</text></svg>\n'
    )
    return head + (drawn(course) if course.days else "") + foot


def drawn(course: Course) -> str:
    """Axes, curve and changes."""
    known = sampled(course.days, course.until, WIDTH // 2)
    levels = [level for _, level in known]
    frame = Frame(known[0][0], known[-1][0], min(0.0, *levels), max(1.0, *levels))
    points = " ".join(f"{frame.x(day):.1f},{frame.y(level):.1f}" for day, level in known)
    curve = f'<polyline points="{points}" fill="none" stroke="#b03a2e" stroke-width="2"/>'
    return axes(frame) + curve + "".join(marked(frame, c) for c in course.changes)


def axes(frame: Frame) -> str:
    """Lines and labels: levels at the left, days below, zero drawn through."""
    out = []
    for n in range(TICKS):
        level = frame.low + n * (frame.high - frame.low) / (TICKS - 1)
        y = frame.y(level)
        out.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        out.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{level:.1f}</text>')
        day = frame.first + (frame.last - frame.first) * n / (TICKS - 1)
        anchor = "start" if n == 0 else "end" if n == TICKS - 1 else "middle"
        at = f'x="{frame.x(day):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="{anchor}"'
        out.append(f"<text {at}>{escape(words.day(day))}</text>")
    zero = frame.y(0.0)
    out.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{zero:.1f}" y2="{zero:.1f}" stroke="#333"/>')
    return "".join(out)


def marked(frame: Frame, change: Change) -> str:
    """A change of course: a broken line, its words on pointing at it."""
    x = frame.x(change.day)
    said = escape(turned(change) + "".join(f"; {words.plain(i.words)}" for i in change.because))
    return (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="#1f618d" stroke-dasharray="4 3">'
        f"<title>{said}</title></line>"
    )
