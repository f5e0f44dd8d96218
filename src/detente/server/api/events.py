"""Events as stories tell them, and the incidents that they tell of."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from detente.ledger import Incident, Telling
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
    cursor,
    no_cursor,
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
    following,
    incident_row,
    table,
    wanted,
)

router = APIRouter(tags=["events"], responses=ERRORS)


class OfIncidents(Listing):
    """What incidents and events may be asked by."""

    source: Code | None = Field(default=None, description="Code of a party that did it.")
    target: Code | None = Field(default=None, description="Code of a party to which it was done.")
    between: str | None = Field(
        default=None, max_length=200, description="Two codes, `RUS,TUR`: both have a part in it.", examples=["RUS,TUR"]
    )
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


@router.get("/events", dependencies=[Etag], responses=TABLES)
def list_events(
    request: Request, response: Response, store: Kept, asked: Annotated[OfEvents, Query()]
) -> Page[Telling]:
    """Events, by report and place in the story; those that people rejected are left out, changed ones changed."""
    with store.reading() as ledger:
        found = ledger.events(
            source=upper(asked.source), target=upper(asked.target), between=sides(asked.between),
            types=types_of(asked.type), statuses=asked.status, story=asked.story, since=asked.since, until=asked.until,
            as_of=asked.as_of, after=after(asked.cursor), limit=asked.limit + 1,
        )  # fmt: skip
    shown = found[: asked.limit]
    last = cursor(event_key(shown[-1])) if len(found) > len(shown) else None
    kind = wanted(request, asked.format)
    if kind is not Format.JSON:
        made = table(map(event_row, shown), EVENT, kind, "events", response.headers.get("etag"))
        made.headers.update(following(request, last))
        return made  # type: ignore[return-value]  # what is a response is sent as it is
    response.headers.update(following(request, last))
    return Page(items=shown, next=last)


@router.get("/incidents", dependencies=[Etag], responses=TABLES)
def list_incidents(
    request: Request, response: Response, store: Kept, asked: Annotated[OfIncidents, Query()]
) -> Page[Incident]:
    """Incidents by the day they happened, each with all its tellings and why they were taken for one."""
    with store.reading() as ledger:
        found = ledger.incidents(
            source=upper(asked.source), target=upper(asked.target), between=sides(asked.between),
            types=types_of(asked.type), as_of=asked.as_of,
        )  # fmt: skip
    page = paged([incident for incident in found if fits(incident, asked)], asked, incident_key)
    kind = wanted(request, asked.format)
    if kind is not Format.JSON:
        made = table(map(incident_row, page.items), INCIDENT, kind, "incidents", response.headers.get("etag"))
        made.headers.update(following(request, page.next))
        return made  # type: ignore[return-value]  # what is a response is sent as it is
    response.headers.update(following(request, page.next))
    return page


def upper(code: str | None) -> str | None:
    """A code as it is written."""
    return code.upper() if code else None


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


def event_key(telling: Telling) -> list[object]:
    """The place of a telling in its order."""
    return [telling.reported and telling.reported.isoformat(), telling.story, telling.n]


def after(given: str | None) -> tuple[date | None, str, int] | None:
    """The place in the order of tellings that a cursor names."""
    if given is None:
        return None
    try:
        reported, story, n = place(given)
        if not isinstance(story, str) or type(n) is not int or not 0 <= n < 2**31:
            raise no_cursor(given)
        return reported and date.fromisoformat(reported), story, n
    except (TypeError, ValueError) as error:
        raise no_cursor(given) from error


def incident_key(incident: Incident) -> list[object]:
    """The place of an incident in its order."""
    when, reported, told, name = chronology(incident)
    assert isinstance(when, date)
    assert isinstance(reported, date)
    assert isinstance(told, tuple)
    return [when.isoformat(), reported.isoformat(), *told, name]
