"""The pages of the parties: all that are named, and one with what it does, what is done to it, and with whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from detente.errors import MissingInput
from detente.model import Status
from detente.ontology import PLOVER_TYPES
from detente.server.pages import kept, taken
from detente.server.pages.asked import LINES, asked
from detente.server.pages.network import Tie, ties
from detente.server.pages.render import address, page

if TYPE_CHECKING:
    from detente.api_ledger import Ledger
    from detente.server.pages.asked import Asked

router = APIRouter()

NAMED = """
WITH parts AS (
  SELECT unnest(source) AS code, 1 AS does, 0 AS suffers, reported, "end" FROM incidents
  UNION ALL SELECT unnest(target), 0, 1, reported, "end" FROM incidents)
SELECT code, sum(does), sum(suffers), max(reported) FROM parts GROUP BY code
ORDER BY count(*) DESC, code LIMIT ? OFFSET ?
"""
NAMES = """
WITH named AS (
  SELECT unnest(string_split(source_name, ', ')) AS name, source AS codes FROM events WHERE len(source) = 1
  UNION ALL SELECT unnest(string_split(target_name, ', ')), target FROM events WHERE len(target) = 1)
SELECT name, count(*) FROM named WHERE codes[1] = ? GROUP BY name ORDER BY count(*) DESC, name LIMIT 24
"""
TYPES = """
SELECT type, count(*) FILTER (list_contains(source, $1)), count(*) FILTER (list_contains(target, $1))
FROM incidents WHERE list_contains(source, $1) OR list_contains(target, $1) GROUP BY type ORDER BY count(*) DESC, type
"""


@dataclass(frozen=True)
class Named:
    """A party in the list: in how many incidents it acts, and in how many it is acted upon."""

    code: str
    does: int
    suffers: int
    last: date | None


@router.get("/actors")
def actors(request: Request) -> Response:
    """The parties that the ledger's incidents name, those with the most incidents first."""
    given = asked(request)
    if given.actor:
        return RedirectResponse(address(request, "actors", given.actor), 303)
    with request.app.state.store.reading() as ledger:
        rows = ledger.sql(NAMED, [LINES + 1, given.skip]).rows
    found = kept.cut([Named(*row) for row in rows], given)
    return page(request, "actors", heading="Actors", list=found)


@router.get("/actors/{code}")
def actor(request: Request, code: str) -> Response:
    """One party."""
    given = asked(request, actor=code)
    if code != given.actor:
        return RedirectResponse(address(request, "actors", given.actor), 303)
    with request.app.state.store.reading() as ledger:
        context = of(ledger, given)
    return page(request, "actor", given=given, types=PLOVER_TYPES, statuses=list(Status), **context)


def of(ledger: Ledger, given: Asked) -> dict[str, object]:
    """What the template draws; `MissingInput` for a code that neither the world nor the ledger knows."""
    code, known = given.actor, described(given.actor)
    names = [(str(row[0]), row[1]) for row in ledger.sql(NAMES, [code]).rows]
    found = kept.incidents(ledger, given)
    partners: list[Tie] = ties(ledger, given, 16)
    if not (known or names or found.lines or (given.narrowed and partners)):
        raise MissingInput("no such party: codes are those of ISO 3166-1 and of organisations", subject=code)
    return {
        "code": code, "heading": known.get("name", code), "known": known, "names": names, "list": found,
        "ties": partners, "sql": taken.incidents(given), "by_type": ledger.sql(TYPES, [code]).rows,
    }  # fmt: skip


def described(code: str) -> dict[str, str]:
    """What the world's tables say of a party: its name, its kind, what it belongs to; empty where they know nothing."""
    from detente.world import World

    world = World.load()
    if code in world.states:
        state = world.states[code]
        years = f"{state.start.year if state.start else ''}–{state.end.year if state.end else ''}".strip("–")
        return {"name": state.name, "kind": "state", "capital": ", ".join(state.capital), "years": years}
    if code in world.organisations:
        members = world.organisations[code].members
        return {"name": world.organisations[code].name, "kind": "organisation", "members": ", ".join(members)}
    if code in world.groups:
        group = world.groups[code]
        return {"name": group.name, "kind": "group", "state": group.state or ""}
    return {}
