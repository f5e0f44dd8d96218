"""The parties that the ledger's events name."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from detente.server.api.common import ERRORS, Etag, Kept, Listing, Page, cut, place

router = APIRouter(tags=["actors"], responses=ERRORS)

ACTORS = """
SELECT code, count(*), count(*) FILTER (side = 's'), count(*) FILTER (side = 't'), min(reported), max(reported)
FROM (SELECT unnest(source) AS code, 's' AS side, reported FROM events UNION ALL
      SELECT unnest(target), 't', reported FROM events)
WHERE code > ? GROUP BY code ORDER BY code LIMIT ?
"""


class Party(BaseModel):
    """A party by its code. `did`, `received`: events in which it is a source, a target; days: first and last report."""

    code: str
    events: int = Field(description="`did` and `received` together.")
    did: int
    received: int
    first: date | None
    last: date | None


@router.get("/actors", dependencies=[Etag])
def list_actors(store: Kept, asked: Annotated[Listing, Query()]) -> Page[Party]:
    """The parties that have a code, by that."""
    after = place(asked.cursor, str) if asked.cursor else [""]
    with store.reading() as ledger:
        rows = ledger.sql(ACTORS, [*after, asked.limit + 1]).rows
    found = [Party.model_validate(dict(zip(Party.model_fields, row, strict=True))) for row in rows]
    return cut(found, asked, lambda party: [party.code])
