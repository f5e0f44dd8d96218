"""Tension day by day: the intensities of a pair's incidents, each counted once however often it was told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from detente.dispute.acts import Act
from detente.dispute.records import Tension
from detente.ontology import intensity

HALF_LIFE = 14.0  # days after which half of a change is left: two weeks, as news of a crisis fades; not tuned


def daily(acts: Sequence[Act], scale: str) -> tuple[Tension, ...]:
    """One record for each day on which something counted. Acts without any day, and what is unproved, are left out."""
    days: dict[date, list[Act]] = {}
    for act in acts:
        if act.known and act.kind != "unproved":
            days.setdefault(act.known, []).append(act)
    found: list[Tension] = []
    told = stories = 0.0  # tension as the stories told it, and stories, so far: both faded as the level is
    for day in sorted(days):
        before = found[-1] if found else None
        left = 0.5 ** ((day - before.day).days / HALF_LIFE) if before else 0.0
        today = stories_of(days[day])
        told, stories = told * left + as_told(days[day], scale), stories * left + today
        change = hostility(days[day], scale)
        level = (before.level * left if before else 0.0) + change
        ids = tuple(a.incident.id for a in days[day])
        found.append(
            Tension(
                day=day, change=round(change, 3), level=round(level, 3), stories=today,
                per_story=round(told / stories, 3), incidents=ids,
            )
        )  # fmt: skip
    return tuple(found)


def stories_of(acts: Sequence[Act]) -> int:
    """How many stories tell of at least one of the acts."""
    return len({t.story for a in acts for t in a.incident.tellings})


def as_told(acts: Sequence[Act], scale: str) -> float:
    """The sum of the acts' hostility over all stories: an act that three stories tell of counts three times."""
    return sum(hostility([a], scale) * stories_of([a]) for a in acts)


def hostility(acts: Sequence[Act], scale: str) -> float:
    """The sum of the acts' intensities with its sign turned: positive is hostile."""
    return -sum(intensity(a.cameo, scale) or 0.0 for a in acts)
