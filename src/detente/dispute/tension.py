"""Tension over time: the intensities of a pair's incidents, each counted once however often it was told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from detente.dispute.acts import Act
from detente.dispute.records import Tension
from detente.ontology import intensity

HALF_LIFE = 14.0  # days after which half of a change is left: two weeks, as news of a crisis fades; not tuned


def tension(acts: Sequence[Act], scale: str) -> tuple[Tension, ...]:
    """One record for each day on which something counted. Acts without any day, and what is unproved, are left out."""
    days: dict[date, list[Act]] = {}
    for act in acts:
        if act.known and act.kind != "unproved":
            days.setdefault(act.known, []).append(act)
    found: list[Tension] = []
    for day in sorted(days):
        change = -sum(intensity(a.cameo, scale) or 0.0 for a in days[day])
        before = found[-1] if found else None
        left = before.level * 0.5 ** ((day - before.day).days / HALF_LIFE) if before else 0.0
        ids = tuple(a.incident.id for a in days[day])
        found.append(Tension(day=day, change=round(change, 3), level=round(left + change, 3), incidents=ids))
    return tuple(found)
