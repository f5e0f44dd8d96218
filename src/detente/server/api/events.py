"""Events as stories tell them, and the incidents that they tell of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, TypedDict

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field

from detente.ledger import Incident, Placed, Telling, listing
from detente.ledger.settling import chronology
from detente.model import Status
from detente.server.api.common import (
    ERRORS,
    AsOf,
    Code,
    Day,
    Etag,
    Kept,
    Listing,
    Page,
    Pair,
    cut,
    paged,
    place,
    sides,
    types_of,
)
from detente.server.api.formats import (
    EVENT,
    INCIDENT,
    TABLES,
    Format,
    event_row,
    in_format,
    incident_row,
)

if TYPE_CHECKING:
    from detente.api_ledger import Ledger

router = APIRouter(tags=["events"], responses=ERRORS)
OfEvent = Annotated[str, Path(min_length=1, max_length=80, description="Id of an event.")]
OfIncident = Annotated[str, Path(min_length=1, max_length=80, description="Id of an incident, or of an event in it.")]


class OfIncidents(Listing):
    """What incidents and events may be asked by."""

    source: Code | None = Field(default=None, description="A party that did it, by code or name.")
    target: Code | None = Field(default=None, description="A party to which it was done, by code or name.")
    between: Pair = None
    type: list[str] = Field(default=[], max_length=16, description="PLOVER types; several: any of them.")
    status: list[Status] = Field(default=[], max_length=12, description="Statuses; several: any of them.")
    since: Day = Field(
        default=None, description="It may have happened on this day or later; undated acts are left out."
    )
    until: Day = Field(default=None, description="It may have happened on this day or before.")
    as_of: AsOf = None
    format: Format | None = Field(
        default=None, description="json, csv or arrow; without it, the header Accept says so."
    )


class OfEvents(OfIncidents):
    """What events may be asked by."""

    story: str | None = Field(default=None, max_length=64, description="Hash of a story.")


class Named(TypedDict):
    """The conditions that a ledger's events and its incidents have in common."""

    source: str | None
    target: str | None
    between: tuple[str, str] | None
    types: list[str]


@router.get("/events", dependencies=[Etag], responses=TABLES)
def list_events(
    request: Request, response: Response, store: Kept, asked: Annotated[OfEvents, Query()]
) -> Page[Telling]:
    """Events, by report and place in the story; those that people rejected are left out, changed ones changed."""
    with store.reading() as ledger:
        found = ledger.events(
            **named(asked), statuses=asked.status, story=asked.story, since=asked.since, until=asked.until,
            as_of=asked.as_of, after=after(asked.cursor), limit=asked.limit + 1,
        )  # fmt: skip
    page = cut(found, asked, lambda t: [t.reported or date.max, t.story, t.n])
    return in_format(request, response, asked.format, page, event_row, EVENT, "events")


@router.get("/events/{event}", dependencies=[Etag])
def get_event(store: Kept, event: OfEvent) -> Placed:
    """One event as it stands, corrections by people included, and the incident that it was taken for."""
    with store.reading() as ledger:
        return listing.event(ledger, event)


@router.get("/incidents", dependencies=[Etag], responses=TABLES)
def list_incidents(
    request: Request, response: Response, store: Kept, asked: Annotated[OfIncidents, Query()]
) -> Page[Incident]:
    """Incidents by the day they happened, each with all its tellings and why they were taken for one.

    With `as_of` they are put together anew from what had been reported by then.
    """
    with store.reading() as ledger:
        page = as_of(ledger, asked) if asked.as_of else standing(ledger, asked)
    return in_format(request, response, asked.format, page, incident_row, INCIDENT, "incidents")


@router.get("/incidents/{incident}", dependencies=[Etag])
def get_incident(store: Kept, incident: OfIncident) -> Incident:
    """One incident with all its tellings, by its id or by that of any of them.

    An earlier report that is added later gives the incident its own id; those of its tellings stay and lead to it.
    """
    with store.reading() as ledger:
        return listing.incident(ledger, incident)


def named(asked: OfIncidents) -> Named:
    """The conditions as the ledger takes them; `UsageError` for what cannot be."""
    return {
        "source": asked.source,
        "target": asked.target,
        "between": sides(asked.between),
        "types": types_of(asked.type),
    }


def standing(ledger: Ledger, asked: OfIncidents) -> Page[Incident]:
    """The incidents of one page, as they stand."""
    later: list[object] | None = place(asked.cursor, *KEY) if asked.cursor else None
    found = listing.incidents(
        ledger, **named(asked), statuses=asked.status, since=asked.since, until=asked.until,
        after=later and tuple(later),  # type: ignore[arg-type]  # of the kinds that `KEY` says
        limit=asked.limit + 1,
    )  # fmt: skip
    return cut(found, asked, incident_key)


def as_of(ledger: Ledger, asked: OfIncidents) -> Page[Incident]:
    """The incidents of one page, as they were known on a day."""
    found = ledger.incidents(**named(asked), as_of=asked.as_of)
    return paged([incident for incident in found if fits(incident, asked)], asked, incident_key, *KEY)


def fits(incident: Incident, asked: OfIncidents) -> bool:
    """Whether an incident has the status and may have happened on the days asked for."""
    if asked.status and incident.status not in asked.status:
        return False
    if asked.since is None and asked.until is None:
        return True
    when = incident.date
    if when is None:
        return False
    first, last = when.start or date.min, when.end or date.max
    return (asked.since or date.min) <= last and first <= (asked.until or date.max)


def after(given: str | None) -> tuple[date | None, str, int] | None:
    """The place in the order of tellings that a cursor names."""
    if given is None:
        return None
    reported, story, n = place(given, date, str, int)
    return None if reported == date.max else reported, story, n


KEY = (date, date, str, int, str)
"""What the place of an incident in its order is made of: see `chronology`."""


def incident_key(incident: Incident) -> list[object]:
    """The place of an incident in its order."""
    when, reported, told, name = chronology(incident)
    assert isinstance(told, tuple)
    return [when, reported, *told, name]
