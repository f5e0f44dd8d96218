"""The stories that the ledger keeps: listed, one with its text, what was read in it; and a new one added."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from detente.ledger import Added, Story, Telling, listing
from detente.model import Reading
from detente.server.access import writer
from detente.server.api.common import ERRORS, Etag, Kept, Listing, Page, cut, place
from detente.server.api.reading import StoryIn, read_story

router = APIRouter(tags=["stories"], responses=ERRORS)
Hash = Annotated[str, Path(min_length=1, max_length=64, description="SHA-256 of the story's text.")]


class Whole(Story):
    """A story with its text and the events that stand in the ledger, corrections by people included."""

    text: str
    events: list[Telling]


class KeptStory(BaseModel):
    """What became of a story that was given: its hash, and what was done (see `added`, `known`, `corrected`)."""

    story: str
    done: Added


@router.get("/stories", dependencies=[Etag])
def list_stories(store: Kept, asked: Annotated[Listing, Query()]) -> Page[Story]:
    """The stories, by day of publication."""
    later = place(asked.cursor, date, str, str) if asked.cursor else None
    with store.reading() as ledger:
        found = listing.stories(ledger, asked.limit + 1, (later[0], later[1], later[2]) if later else None)
    return cut(found, asked, lambda s: [s.published or date.max, s.id, s.hash])


@router.get("/stories/{story}", dependencies=[Etag])
def get_story(store: Kept, story: Hash) -> Whole:
    """One story: its text as it was given, less characters that cannot be seen, and its events."""
    with store.reading() as ledger:
        found = listing.story(ledger, story)
        return Whole(**dict(found), text=ledger.text(story), events=ledger.events(story=story))


@router.get("/stories/{story}/reading", dependencies=[Etag])
def get_reading(store: Kept, story: Hash) -> Reading:
    """What was read in a story, exactly as the reader said it; what people said of it is under `/reviews`."""
    with store.reading() as ledger:
        return ledger.reading(story)


@router.post("/stories", dependencies=[Depends(writer)])
async def add_story(request: Request, store: Kept, given: StoryIn) -> KeptStory:
    """Read a story and keep it. The same text twice changes nothing, but fills in what was not known of it."""
    reading = await read_story(request, given)

    def keep() -> Added:
        with store.writing() as ledger:
            return ledger.add(reading)

    return KeptStory(story=reading.article.hash, done=await run_in_threadpool(keep))
