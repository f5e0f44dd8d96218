"""The docket in the lanes of the page: demanded, refused, accepted, promised, scheduled, called off and so on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.dispute import Dispute, Docket, Item


@dataclass(frozen=True)
class Lane:
    """A lane. `short`: its name beside the drawing; `what`: what stands in it, in a few words.

    `items`: the latest `MOST`; `count`: how many there are in all.
    """

    name: str
    short: str
    title: str
    what: str
    items: tuple[Item, ...]
    count: int


MOST = 100  # lines of a lane that one page shows: of a quarrel of years there may be thousands
NAMED = (
    ("demanded", "Demanded", "Demanded, and open", "asked for and neither refused nor accepted so far"),
    ("refused", "Refused", "Refused", "demands that were turned down"),
    ("accepted", "Accepted", "Accepted or met", "demands that were accepted, met, or met in part"),
    ("promised", "Promised", "Promised", "steps back that were promised and not reported as done"),
    ("gave", "Gave way", "Gave way", "steps back and truces"),
    ("scheduled", "Scheduled", "Scheduled", "meetings to come"),
    ("lapsed", "Not reported", "Planned, and no report that it took place", "meetings whose day has passed"),
    (
        "called-off",
        "Called off",
        "Called off or refused",
        "meetings and talks that were broken off, put off or refused",
    ),
    ("held", "Held", "Meetings held", "contact that took place"),
    ("in-force", "In force", "Measures in force", "imposed or announced and not reported as lifted"),
    ("lifted", "Lifted", "Measures lifted", "measures that the same side let go of"),
    ("threats", "Threats", "Threats", "what was threatened"),
    ("force", "Force", "Force", "what was done by force of arms"),
)
"""Name, short name, title and meaning, in the order of the page."""


def lanes(dispute: Dispute) -> list[Lane]:
    """All lanes, empty ones included."""
    found = {name: in_time(items) for name, items in sorted_out(dispute.docket).items()}
    return [Lane(name, short, title, what, found[name][-MOST:], len(found[name])) for name, short, title, what in NAMED]


def in_time(items: Iterable[Item]) -> tuple[Item, ...]:
    """Items by the day that they show, those without one first.

    The docket has them in the sequence in which they were weighed, in which what is told late stands where it belongs.
    """
    return tuple(sorted(items, key=lambda item: item.first or item.last or item.known or date.min))


def sorted_out(docket: Docket) -> dict[str, tuple[Item, ...]]:
    """The docket's items by lane."""
    return {
        "demanded": of_state(docket.demands, ("open",)),
        "refused": of_state(docket.demands, ("refused",)),
        "accepted": of_state(docket.demands, ("accepted", "met", "partly")),
        "promised": of_state(docket.given, ("promised",)),
        "gave": of_state(docket.given, ("done", "truce")),
        "scheduled": docket.scheduled,
        "lapsed": docket.lapsed,
        "called-off": docket.called_off,
        "held": docket.held,
        "in-force": docket.measures,
        "lifted": docket.lifted,
        "threats": docket.threats,
        "force": docket.force,
    }


def of_state(items: Iterable[Item], states: tuple[str, ...]) -> tuple[Item, ...]:
    """The items in one of these states."""
    return tuple(item for item in items if item.state in states)
