"""The tension of a pair over time: smoothed, on a named scale, per story, with its changes and their evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from detente.dispute.acts import Act, item
from detente.dispute.changes import changes
from detente.dispute.daily import as_told, daily, hostility, stories_of
from detente.dispute.dispute import Told, last_day
from detente.dispute.docket import of
from detente.dispute.records import Change, Course, Item, Tension
from detente.errors import UsageError
from detente.ledger import Ledger
from detente.ontology import DEFAULT_SCALE, SCALES, intensity

WEEK, MONTH = 7, 28  # days in a bin, in which changes are looked for
LONG = 520  # weeks: beyond ten years the bins are of four weeks, which keeps the search short
SHOWN = 3  # incidents shown for a change: the strongest of the bin in which it begins


def tension(ledger: Ledger, a: str, b: str, scale: str = DEFAULT_SCALE, as_of: date | None = None) -> Course:
    """The course of the tension between two parties.

    `scale`: one of `detente.ontology.SCALES`; `UsageError` for others. `as_of`: only what was reported by that day.
    """
    return course(Told(ledger, a, b, as_of), scale)


def course(told: Told, scale: str) -> Course:
    """The course of the tension that is told of."""
    if scale not in SCALES:
        raise UsageError(f"no intensity scale; known are {', '.join(SCALES)}", subject=scale)
    between = [act for act in told.acts if of(act, told.sides)]
    days = daily(between, scale)
    return Course(
        sides=told.sides, scale=scale, as_of=told.as_of, until=told.as_of or last_day(told.acts),
        stories=len({t.story for act in between for t in act.incident.tellings}),
        days=days, changes=turns(between, days, scale),
    )  # fmt: skip


def turns(acts: Sequence[Act], days: Sequence[Tension], scale: str) -> tuple[Change, ...]:
    """Where the weekly tension per story changes, each with the acts that began it."""
    if not days:
        return ()
    width = WEEK if (days[-1].day - days[0].day).days < LONG * WEEK else MONTH
    bins = binned(acts, days[0].day, days[-1].day, width)
    series = [as_told(bin_, scale) / max(1, stories_of(bin_)) for bin_ in bins]
    starts = changes(series)
    cuts = [0, *starts, len(series)]
    means = [average(series[x:y]) for x, y in pairwise(cuts)]
    return tuple(
        Change(
            day=days[0].day + timedelta(days=at * width), days=width, before=before, after=after,
            because=strongest(bins[at], scale, after > before),
        )
        for at, (before, after) in zip(starts, pairwise(means), strict=True)
    )  # fmt: skip


def binned(acts: Sequence[Act], first: date, last: date, width: int) -> list[list[Act]]:
    """The acts that count, by bins of `width` days; empty where nothing was told."""
    bins: list[list[Act]] = [[] for _ in range((last - first).days // width + 1)]
    for act in acts:
        if act.known and act.kind != "unproved":
            bins[(act.known - first).days // width].append(act)
    return bins


def average(values: Sequence[float]) -> float:
    """The mean, rounded."""
    return round(sum(values) / len(values), 3)


def strongest(acts: Sequence[Act], scale: str, rising: bool) -> tuple[Item, ...]:
    """The acts of a bin that moved the tension most in the direction of the change."""
    moved = [a for a in acts if (hostility([a], scale) > 0) == rising and intensity(a.cameo, scale)]
    moved.sort(key=lambda a: (-abs(intensity(a.cameo, scale) or 0.0), a.order))
    return tuple(item(a, a.incident.status) for a in moved[:SHOWN])
