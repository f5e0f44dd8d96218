"""The pages of places: a map of where things happened with a table beside it, and one place with its incidents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response

from detente.errors import MissingInput
from detente.model import Status
from detente.ontology import PLOVER_TYPES
from detente.server.pages import kept, taken
from detente.server.pages.asked import LINES, Asked, asked, conditions
from detente.server.pages.render import address, page
from detente.server.pages.worldmap import Spot, drawn

if TYPE_CHECKING:
    from detente.api_ledger import Ledger

router = APIRouter()
MOST = 400  # places on one map

PLACES = """
SELECT e.place, coalesce(e.country, ''), any_value(e.lat), any_value(e.lon), e.place_precision,
  count(DISTINCT i.id), max(i.reported)
FROM incidents i JOIN tellings t ON t.incident = i.id JOIN events e ON e.id = t.event
WHERE e.place IS NOT NULL AND {where} GROUP BY e.place, coalesce(e.country, ''), e.place_precision
ORDER BY count(DISTINCT i.id) DESC, e.place, e.place_precision LIMIT {most}
"""
HERE = """ AND i.id IN (SELECT t.incident FROM tellings t JOIN events p ON p.id = t.event
  WHERE p.place = ? AND (? = '' OR coalesce(p.country, '') = ?))"""
UNPLACED = "SELECT count(*) FROM incidents i JOIN events e ON e.id = i.best WHERE e.place IS NULL AND {where}"


@dataclass(frozen=True)
class Place:
    """A place as stories name it. `country`: empty where none is known (a sea). `lat`, `lon`: degrees, or None.

    A name that some stories use of a town and others of the region around it is two places.
    """

    name: str
    country: str
    lat: float | None
    lon: float | None
    kind: str
    acts: int
    last: date | None

    @property
    def why_not(self) -> str:
        """Why it is not on the map; empty where it is."""
        if self.kind == "country":
            return "a country: its middle is no place"
        return "" if self.lat is not None and self.lon is not None else "its point is not known"


@router.get("/places")
def places(request: Request) -> Response:
    """Where things happened, on a map and in a table."""
    given = asked(request)
    where, values = conditions(given)
    with request.app.state.store.reading() as ledger:
        rows = ledger.sql(PLACES.format(where=where, most=MOST), values).rows
        without = ledger.sql(UNPLACED.format(where=where), values).rows[0][0]
    found = [Place(*row) for row in rows]
    whole = request.query_params.get("view") == "world"
    return page(
        request, "places", heading="Where it happened", given=given, places=found, without=without, whole=whole,
        drawing=drawn(spots(request, found), whole), types=PLOVER_TYPES, statuses=list(Status), most=MOST,
        sql=taken.places(given),
    )  # fmt: skip


def spots(request: Request, found: Sequence[Place]) -> list[Spot]:
    """The places that have a point."""
    return [
        Spot(p.name, p.country or None, p.lat, p.lon, p.kind, p.acts, link(request, p))
        for p in found
        if not p.why_not and p.lat is not None and p.lon is not None
    ]


def link(request: Request, place: Place) -> str:
    """The page of a place."""
    return address(request, "places", place.name, country=place.country)


@router.get("/places/{name:path}")
def place(request: Request, name: str) -> Response:
    """One place by its name, and by its country where several places have the name."""
    given = asked(request)
    country = request.query_params.get("country", "")[:8].upper()
    with request.app.state.store.reading() as ledger:
        rows = ledger.sql(
            PLACES.format(where="e.place = ? AND (? = '' OR coalesce(e.country, '') = ?)", most=MOST),
            [name, country, country],
        ).rows
        found = [Place(*row) for row in rows]
        if not found:
            raise MissingInput("no incident of the ledger is placed there", subject=name)
        here = incidents(ledger, given, name, country)
    on_map = spots(request, found)
    return page(
        request, "place", heading=name, places=found, list=here, drawing=drawn(on_map) if on_map else None,
    )  # fmt: skip


def incidents(ledger: Ledger, given: Asked, name: str, country: str) -> kept.Page[kept.Line]:
    """The incidents that any story places there, the latest first."""
    query = kept.LINE.format(where="true" + HERE) + kept.ORDER + " LIMIT ? OFFSET ?"
    rows = ledger.sql(query, [name, country, country, LINES + 1, given.skip]).rows
    return kept.cut([kept.line(row) for row in rows], given)
