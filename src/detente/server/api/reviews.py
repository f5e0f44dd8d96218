"""The last word of people: on events and parties (reviews), and on what is one incident (decisions)."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import Response
from pydantic import Field

from detente.ledger import Change, Decision, Party, Review, Verdict
from detente.server.access import writer
from detente.server.api.common import ERRORS, Etag, Kept, Listing, Page, Strict, paged

router = APIRouter(tags=["corrections"], responses=ERRORS)
Writing = Depends(writer)
Number = Annotated[int, Path(ge=1, lt=2**31)]
By = Annotated[str, Field(min_length=1, max_length=200, description="Who says so.")]
Note = Annotated[str | None, Field(max_length=2000, description="Why.")]
Event = Annotated[str, Field(min_length=1, max_length=80, description="Id of an event.")]


class Opinion(Strict):
    """What a person says of an event, or of the party at `actor` in it (`source.0`, `attribution.who`).

    `change` goes with the verdict `change` of an event, `party` with that of a party.
    """

    event: Event
    verdict: Verdict
    actor: str | None = Field(default=None, max_length=40)
    change: Change | None = None
    party: Party | None = None
    by: By
    note: Note = None


class Merging(Strict):
    """Events that are one incident."""

    events: list[Event] = Field(min_length=2, max_length=1000)
    by: By
    note: Note = None


class Splitting(Strict):
    """An event that is of another incident than those it stands with."""

    event: Event
    by: By
    note: Note = None


class OfReviews(Listing):
    """What the list of reviews may be asked by."""

    event: str | None = Field(default=None, max_length=80, description="Id of an event.")


@router.get("/reviews", dependencies=[Etag])
def list_reviews(store: Kept, asked: Annotated[OfReviews, Query()]) -> Page[Review]:
    """What people said of events and parties, in the order in which they said it, undone reviews included."""
    with store.reading() as ledger:
        found = [review for review in ledger.reviews() if asked.event in (None, review.event)]
    return paged(found, asked, lambda review: [review.n], int)


@router.post("/reviews", dependencies=[Writing], status_code=201)
def review(store: Kept, said: Opinion) -> Review:
    """Accept, change or reject an event, or a party in it. What the reader said is kept; dockets follow at once."""
    with store.writing() as ledger:
        return ledger.review(
            said.event, said.verdict, actor=said.actor, change=said.change, party=said.party, by=said.by, note=said.note
        )


@router.delete("/reviews/{number}", dependencies=[Writing])
def undo_review(store: Kept, number: Number) -> Review:
    """Take a review back. It stays on record."""
    with store.writing() as ledger:
        return ledger.undo_review(number)


LINES: dict[int | str, dict[str, Any]] = {200: {"content": {"application/x-ndjson": {"schema": {"type": "string"}}}}}


@router.get("/labels", dependencies=[Etag], response_class=Response, responses=LINES)
def labels(response: Response, store: Kept) -> Response:
    """Reviews and decisions in force as labelled data: JSON lines with the text, what the reader said and a person."""
    with store.reading() as ledger:
        lines = [json.dumps(label, ensure_ascii=False) + "\n" for label in ledger.labelled()]
    headers = {"Content-Disposition": 'attachment; filename="labels.jsonl"', **response.headers}
    return Response("".join(lines), media_type="application/x-ndjson", headers=headers)


@router.get("/decisions", dependencies=[Etag])
def list_decisions(store: Kept, asked: Annotated[Listing, Query()]) -> Page[Decision]:
    """What people decided about merging, in the order in which they did, undone decisions included."""
    with store.reading() as ledger:
        found = ledger.decisions()
    return paged(found, asked, lambda decision: [decision.n], int)


@router.post("/decisions/merge", dependencies=[Writing], status_code=201)
def merge(store: Kept, said: Merging) -> Decision:
    """Decide that events are one incident, also for stories added later."""
    with store.writing() as ledger:
        return ledger.same(said.events, said.note, said.by)


@router.post("/decisions/split", dependencies=[Writing], status_code=201)
def split(store: Kept, said: Splitting) -> Decision:
    """Decide that an event is of another incident than those it stands with."""
    with store.writing() as ledger:
        return ledger.apart(said.event, said.note, said.by)


@router.delete("/decisions/{number}", dependencies=[Writing])
def undo_decision(store: Kept, number: Number) -> Decision:
    """Take a decision about merging back. It stays on record."""
    with store.writing() as ledger:
        return ledger.undo(number)
