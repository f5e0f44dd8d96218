"""Curves over a number of stories as an SVG file: for figures of the benches that a table does not show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 40, 62
BOLD, SMALL = 'font-weight="bold"', 'font-size="10"'
END, MIDDLE = 'text-anchor="end"', 'text-anchor="middle"'
COLOURS = ("#1f5a8a", "#b5482a", "#4c7a34", "#7a4c8a")


@dataclass(frozen=True)
class Curve:
    """One line of the plot: its name and its points."""

    name: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Plot:
    """A plot. `across`, `up`: what the axes are, with the unit; `source`: the command and when it was run, below it."""

    title: str
    across: str
    up: str
    source: str
    curves: Sequence[Curve]

    def svg(self) -> str:
        """The plot as a file that needs nothing else. The axes begin at 0."""
        most_x = max(x for curve in self.curves for x, _ in curve.points)
        step = rounded(max(y for curve in self.curves for _, y in curve.points) / 5)
        most_y = step * 6
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            f'font-family="sans-serif" font-size="12" fill="#333"><title>{escape(self.title)}</title>',
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
            text(LEFT, 18, self.title, BOLD),
            text(LEFT, TOP - 6, self.up),
            *self.grid(most_x, most_y, step),
            text(WIDTH - RIGHT, HEIGHT - 28, self.across, END),
            text(LEFT, HEIGHT - 8, self.source, SMALL),
            *self.lines(most_x, most_y),
        ]
        return "\n".join([*parts, "</svg>"]) + "\n"

    def grid(self, most_x: float, most_y: float, step: float) -> Iterator[str]:
        """The axes with their figures."""
        for n in range(7):
            y = down(n * step, most_y)
            yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>'
            yield text(LEFT - 6, y + 4, f"{n * step:g}", END)
        parts = max(1, min(4, int(most_x)))  # so that every figure is a whole number, each once
        for n in range(parts + 1):
            yield text(right(most_x * n / parts, most_x), HEIGHT - BOTTOM + 16, f"{most_x * n / parts:,.0f}", MIDDLE)

    def lines(self, most_x: float, most_y: float) -> Iterator[str]:
        """The curves, each with its name."""
        at = LEFT + 8
        for curve, colour in zip(self.curves, COLOURS, strict=False):
            points = " ".join(f"{right(x, most_x):.1f},{down(y, most_y):.1f}" for x, y in curve.points)
            yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
            yield f'<circle cx="{at}" cy="{TOP + 8}" r="4" fill="{colour}"/>'
            yield text(at + 8, TOP + 12, curve.name)
            at += 20 + 7 * len(curve.name)


def right(x: float, most: float) -> float:
    """Where a number stands across."""
    return LEFT + (WIDTH - LEFT - RIGHT) * x / most


def down(y: float, most: float) -> float:
    """Where a number stands up."""
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * y / most


def rounded(number: float) -> float:
    """The next of 1, 2, 5, 10, 20 … from here up."""
    unit = 10.0 ** (len(f"{number:.0f}") - 1) if number >= 1 else 0.1
    return next(unit * n for n in (1, 2, 5, 10) if unit * n >= number)


def text(x: float, y: float, words: str, style: str = "") -> str:
    """Words at a place."""
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{escape(words)}</text>'
