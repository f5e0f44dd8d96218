"""The page of an incident: every telling, how many sources, why they were put together, and forms to decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from detente.errors import UsageError
from detente.ledger import listing
from detente.server.access import writer
from detente.server.pages import kept
from detente.server.pages.render import address, page

if TYPE_CHECKING:
    from detente.api_ledger import Ledger
    from detente.ledger import Decision, Placed

router = APIRouter()
NEAR = 8  # incidents that are offered as possibly the same

# Of the same parties, the nearest in time first: what a person would look through for another telling of it.
ALIKE = """
 AND i.id <> $1 AND list_has_any(i.source, $2::VARCHAR[]) AND list_has_any(i.target, $3::VARCHAR[])
ORDER BY i.type <> $4, abs(date_diff('day', coalesce(i."end", i."start", i.reported), $5::DATE)) NULLS LAST, i.id
LIMIT $6
"""


@router.get("/incidents/{incident}")
def incident(request: Request, incident: str) -> Response:
    """An incident. The id of any of its tellings leads to it."""
    with request.app.state.store.reading() as ledger:
        tellings = listing.tellings(ledger, incident)
        if tellings[0].incident != incident:
            return RedirectResponse(address(request, "incidents", tellings[0].incident), 303)
        line = kept.by_telling(ledger, [incident])[incident]
        context = {
            "line": line, "tellings": tellings, "groups": by_source(tellings), "near": near(ledger, line),
            "stories": len({t.story for t in tellings}), "decisions": decided(ledger, tellings),
            "before": {t.id: t for t in tellings},
        }  # fmt: skip
    return page(request, "incident", heading=heading(line), **context)


def heading(line: kept.Line) -> str:
    """What the incident is, in a line."""
    from detente.server.pages.words import NOBODY, dated, party

    who = ", ".join(map(party, line.source)) or line.source_name or NOBODY
    whom = ", ".join(map(party, line.target)) or line.target_name or NOBODY
    return f"{who} → {whom}: {line.type}, {line.status}, {dated(line.start, line.end, line.precision)}"


def by_source(tellings: Sequence[Placed]) -> list[list[Placed]]:
    """The tellings, those of one source together."""
    groups: dict[str, list[Placed]] = {}
    for telling in tellings:
        groups.setdefault(telling.origin, []).append(telling)
    return list(groups.values())


def near(ledger: Ledger, line: kept.Line) -> list[kept.Line]:
    """Incidents of the same parties that may be the same."""
    query = kept.LINE.format(where="true") + ALIKE
    day = line.end or line.start or line.reported
    values = [line.id, list(line.source), list(line.target), line.type, day, NEAR]
    return [kept.line(row) for row in ledger.sql(query, values).rows]


def decided(ledger: Ledger, tellings: Sequence[Placed]) -> list[Decision]:
    """The decisions by hand that touch any of the tellings, undone ones included."""
    names = {t.id for t in tellings}
    return [d for d in ledger.decisions() if names & {*d.events, *d.apart}]


By = Annotated[str, Form(min_length=1, max_length=200)]
Note = Annotated[str, Form(max_length=2000)]


@router.post("/incidents/{incident}/split", dependencies=[Depends(writer)])
def split(request: Request, incident: str, event: Annotated[str, Form()], by: By, note: Note = "") -> Response:
    """Decide that a telling is of another incident."""
    with request.app.state.store.writing() as ledger:
        ledger.apart(event, note=note or None, by=by)
    return RedirectResponse(address(request, "incidents", event), 303)


@router.post("/incidents/{incident}/accept", dependencies=[Depends(writer)])
def accept(request: Request, incident: str, by: By, note: Note = "") -> Response:
    """Decide that the tellings of an incident are one, as they stand; stories that are added later do not part them."""
    with request.app.state.store.writing() as ledger:
        ledger.same([t.id for t in listing.tellings(ledger, incident)], note=note or None, by=by)
    return RedirectResponse(address(request, "incidents", incident), 303)


class Merging(BaseModel):
    """The form that merges. `other`: the incident that was chosen; `typed`: an id that was written, which wins."""

    by: str = Field(min_length=1, max_length=200)
    note: str = Field(default="", max_length=2000)
    other: str = ""
    typed: str = ""


@router.post("/incidents/{incident}/merge", dependencies=[Depends(writer)])
def merge(request: Request, incident: str, given: Annotated[Merging, Form()]) -> Response:
    """Decide that this incident and another, by the id of it or of one of its tellings, are one."""
    chosen = given.typed.strip() or given.other
    if not chosen:
        raise UsageError("choose an incident that is the same, or write its id")
    with request.app.state.store.writing() as ledger:
        tellings = [*listing.tellings(ledger, incident), *listing.tellings(ledger, chosen)]
        ledger.same([t.id for t in tellings], note=given.note or None, by=given.by)
    return RedirectResponse(address(request, "incidents", incident), 303)


@router.post("/decisions/{number}/undo", dependencies=[Depends(writer)])
def undo(request: Request, number: int, back: Annotated[str, Form()]) -> Response:
    """Take a decision back, and go back to the incident."""
    with request.app.state.store.writing() as ledger:
        ledger.undo(number)
    return RedirectResponse(address(request, "incidents", back), 303)
