"""Disputes: the pairs of a ledger, the docket of one as of a day, and the course of its tension."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field

from detente.dispute import Alone, Course, Dispute
from detente.ledger import Dyad, listing
from detente.ontology import DEFAULT_SCALE, SCALES
from detente.server.api.common import ERRORS, PARTY, AsOf, Code, Etag, Kept, Listing, Page, Resolved, Strict, cut, place
from detente.server.weighed import Weigher

router = APIRouter(tags=["disputes"], responses=ERRORS)
Side = Annotated[str, Resolved, Path(min_length=1, max_length=100, description=PARTY)]


class OfDyads(Listing):
    """What the list of pairs may be asked by."""

    actor: Code | None = Field(default=None, description="Only pairs with this party.")


class OfDispute(Strict):
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
    skipped: int = place(asked.cursor, int)[0] if asked.cursor else 0
    with store.reading() as ledger:
        found = listing.dyads(ledger, asked.actor or "", 1, asked.limit + 1, skipped)
    return cut(found, asked, lambda _: [skipped + asked.limit])


@router.get("/disputes/{party}", dependencies=[Etag])
def get_alone(request: Request, store: Kept, party: Side, asked: Annotated[OfDispute, Query()]) -> Alone:
    """One party and all others as of a day: who presses it and whom it presses, where it gave way, whom it meets."""
    with store.reading() as ledger:
        return Weigher(request, ledger).alone(party, asked.as_of)


@router.get("/disputes/{a}/{b}", dependencies=[Etag])
def get_dispute(request: Request, store: Kept, a: Side, b: Side, asked: Annotated[OfDispute, Query()]) -> Dispute:
    """The docket of a pair as of a day, its tension, and the answer to "backing down?" for each side, with reasons."""
    with store.reading() as ledger:
        return Weigher(request, ledger).dispute(a, b, asked.as_of)


@router.get("/tension/{a}/{b}", dependencies=[Etag])
def get_tension(request: Request, store: Kept, a: Side, b: Side, asked: Annotated[OfTension, Query()]) -> Course:
    """The tension of a pair over time on a named scale, with its changes and what they rest on."""
    with store.reading() as ledger:
        return Weigher(request, ledger).course(a, b, asked.scale, asked.as_of)
