"""Disputes: the pairs of a ledger, the docket of one as of a day, and the course of its tension."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field

from detente.dispute import Course, Dispute
from detente.ontology import DEFAULT_SCALE, SCALES
from detente.server.api.common import ERRORS, Asked, AsOf, Code, Etag, Kept, Listing, Page, cursor, no_cursor, place
from detente.server.pages.overview import PAIRS
from detente.server.weighed import Weigher

router = APIRouter(tags=["disputes"], responses=ERRORS)
Side = Annotated[str, Path(min_length=1, max_length=100, description="Code of a party: RUS, NATO.")]


class Dyad(BaseModel):
    """A pair of parties. `incidents`: how many passed between the two; `last`: the last report of one."""

    a: str
    b: str
    incidents: int
    last: date | None


class OfDyads(Listing):
    """What the list of pairs may be asked by."""

    actor: Code | None = Field(default=None, description="Only pairs with this party.")


class OfDispute(Asked):
    """What a dispute may be asked by."""

    as_of: AsOf = None


class OfTension(OfDispute):
    """What a tension may be asked by."""

    scale: str = Field(default=DEFAULT_SCALE, max_length=40, description=f"One of {', '.join(SCALES)}.")


@router.get("/disputes", dependencies=[Etag])
def list_disputes(store: Kept, asked: Annotated[OfDyads, Query()]) -> Page[Dyad]:
    """The pairs that the ledger tells of, those between which most moved of late first.

    The order shifts when stories are added; its cursor is a place in the list.
    """
    skipped = skip(asked.cursor)
    with store.reading() as ledger:
        rows = ledger.sql(PAIRS, [(asked.actor or "").upper(), asked.limit + 1, skipped]).rows
    found = [Dyad.model_validate(dict(zip(Dyad.model_fields, row, strict=True))) for row in rows]
    more = len(found) > asked.limit
    return Page(items=found[: asked.limit], next=cursor([skipped + asked.limit]) if more else None)


@router.get("/disputes/{a}/{b}", dependencies=[Etag])
def get_dispute(request: Request, store: Kept, a: Side, b: Side, asked: Annotated[OfDispute, Query()]) -> Dispute:
    """The docket of a pair as of a day, its tension, and the answer to "backing down?" for each side, with reasons."""
    with store.reading() as ledger:
        return Weigher(request, ledger).dispute(a.upper(), b.upper(), asked.as_of)


@router.get("/tension/{a}/{b}", dependencies=[Etag])
def get_tension(request: Request, store: Kept, a: Side, b: Side, asked: Annotated[OfTension, Query()]) -> Course:
    """The tension of a pair over time on a named scale, with its changes and what they rest on."""
    with store.reading() as ledger:
        return Weigher(request, ledger).course(a.upper(), b.upper(), asked.scale, asked.as_of)


def skip(given: str | None) -> int:
    """How many pairs were shown before."""
    if given is None:
        return 0
    found = place(given)
    if len(found) != 1 or type(found[0]) is not int or not 0 <= found[0] < 10**9:
        raise no_cursor(given)
    return int(found[0])
