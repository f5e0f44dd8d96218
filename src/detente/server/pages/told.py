"""Events as they stand, one at a time: with the story that tells them, and what people said of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from detente.errors import MissingInput
from detente.model import Event

if TYPE_CHECKING:
    from detente.api_ledger import Ledger

TOLD = """
SELECT e.id, e.story, e.n, e.json, e.reported, e.learned, e.evidence_text, e.trigger_text, s.id, s.title, s.outlet,
  t.incident, t.joined, t.reason, t.source, i.sources, i.tellings
FROM events e JOIN stories s ON s.hash = e.story JOIN tellings t ON t.event = e.id JOIN incidents i ON i.id = t.incident
WHERE {where} ORDER BY t.place, e.reported NULLS LAST, e.id
"""


@dataclass(frozen=True)
class Told:
    """One event as one story tells it, and the incident that it was taken for.

    `joined`, `reason`: which telling it was put with, and why; None for the one that opened the incident. `source`:
    hash of the story that stands for its source. `sources`, `tellings`: of the incident.
    """

    id: str
    story: str
    n: int
    event: Event
    reported: date | None
    learned: datetime
    evidence: str
    trigger: str
    story_id: str
    title: str | None
    outlet: str | None
    incident: str
    joined: str | None
    reason: str | None
    source: str
    sources: int
    tellings: int


def told(ledger: Ledger, where: str, values: Sequence[object]) -> list[Told]:
    """The events that meet a condition over `e`, `s`, `t` and `i`."""
    rows = (list(row) for row in ledger.sql(TOLD.format(where=where), values).rows)
    return [Told(*row[:3], Event.model_validate_json(str(row[3])), *row[4:]) for row in rows]  # type: ignore[arg-type,call-arg]


def one(ledger: Ledger, event: str) -> Told:
    """The event of this id; `MissingInput` where the ledger has none, or it was rejected."""
    found = told(ledger, "e.id = ?", [event])
    if not found:
        raise MissingInput("the ledger has no such event", subject=event)
    return found[0]


def of_incident(ledger: Ledger, incident: str) -> list[Told]:
    """The tellings of this incident, or of the one in which a telling of this id is; `MissingInput` if none."""
    found = told(ledger, "t.incident = ?", [incident])
    if not found:
        found = told(ledger, "t.incident = (SELECT incident FROM tellings WHERE event = ?)", [incident])
    if not found:
        raise MissingInput("the ledger has no such incident", subject=incident)
    return found


def of_story(ledger: Ledger, story: str) -> dict[int, Told]:
    """The events of a story as they stand, by their numbers from 0."""
    return {found.n: found for found in told(ledger, "e.story = ?", [story])}


def stories_named(ledger: Ledger, hashes: Iterable[str]) -> dict[str, str]:
    """The title of each of these stories, or the name that it came under."""
    query = "SELECT hash, coalesce(title, id) FROM stories WHERE hash IN (SELECT unnest(?::VARCHAR[]))"
    return {str(row[0]): str(row[1]) for row in ledger.sql(query, [sorted(set(hashes))]).rows}
