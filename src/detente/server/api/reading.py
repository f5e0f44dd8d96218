"""Reading without keeping: what the commands `read`, `annotate`, `relate` and `answer` do, for programs elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

import detente
from detente.dispute.account import SideAnswer
from detente.errors import TooLarge
from detente.ingest import article_of
from detente.model import Event, Mention, Place, Reading, Related, Span, SpeechAct, TimeExpression
from detente.server.access import settings_of
from detente.server.api.common import ERRORS, Bounds, Strict, Wrong
from detente.server.reader import check_length

T = TypeVar("T")
router = APIRouter(tags=["reading"], responses=ERRORS)
Layer = Literal["events", "times", "places", "attributions", "actors"]


class Given(Strict):
    """What is sent, for the Python surface."""

    def record(self) -> dict[str, object]:
        """The record as the Python surface takes it."""
        return self.model_dump(mode="json", exclude_none=True)


class Account(Given):
    """A text. `id`: its name, which comes back."""

    id: str | None = Field(default=None, min_length=1, max_length=400)
    text: str = Field(examples=["ANKARA, Nov 24, 2015 - Turkey shot down a Russian warplane on Tuesday."])


class StoryIn(Account):
    """A story. `published`: a day (2015-12-02), without which "on Wednesday" stays open."""

    published: str | None = Field(default=None, max_length=40, examples=["2015-11-24"])
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = Field(default=None, max_length=40)


class Stories(Given):
    """Stories to annotate. `layers`: which of them are wanted; all, where none are named."""

    stories: list[StoryIn]
    layers: list[Layer] = Field(default=list(detente.api.LAYERS))  # type: ignore[arg-type]  # the same names


class Pair(Account):
    """A text and where it names two parties: characters from 0, `end` exclusive."""

    source: list[Span] = Field(min_length=1, max_length=50)
    target: list[Span] = Field(min_length=1, max_length=50)


class Annotation(BaseModel):
    """What was read in one story, or why it could not be read (`error`)."""

    id: str | None
    events: list[Event] = []
    times: list[TimeExpression] = []
    places: list[Place] = []
    attributions: list[SpeechAct] = []
    actors: list[Mention] = []
    error: Wrong | None = None


class Relation(Related):
    """What one party does to the other, with the text's name."""

    id: str | None


class Answered(BaseModel):
    """How far each side, by its code, gave way by the end of an account."""

    id: str | None
    sides: dict[str, SideAnswer]


async def in_turn(request: Request, given: Account, work: Callable[[], T]) -> T:
    """What `work` makes of a text, in its turn at the reader. `TooLarge` for a text that takes minutes."""
    bounds = settings_of(request).limits
    check_length([given.text], bounds.story, bounds.story)
    made: T = await request.app.state.reader.run(work)
    return made


async def read_story(request: Request, given: StoryIn) -> Reading:
    """The reading of a story, in its turn."""

    def work() -> Reading:
        return detente.read(article_of(given.record()))

    return await in_turn(request, given, work)


@router.post("/read")
async def read(request: Request, given: StoryIn) -> Reading:
    """Who did what to whom in one story. Nothing is kept."""
    return await read_story(request, given)


@router.post("/annotate", responses={200: {"model": list[Annotation]}})
async def annotate(request: Request, bounds: Bounds, given: Stories) -> JSONResponse:
    """What was read in each of several stories, in their order; one that cannot be read gives an error in its place."""
    if len(given.stories) > bounds.batch:
        raise TooLarge(f"{len(given.stories)} stories: {bounds.batch} at most at once")
    check_length([story.text for story in given.stories], bounds.story, bounds.batch_text)
    records = [story.record() for story in given.stories]
    found = await request.app.state.reader.run(lambda: list(detente.annotate(records, given.layers)))
    return JSONResponse(found)


@router.post("/relate", responses={200: {"model": Relation}})
async def relate(request: Request, given: Pair) -> JSONResponse:
    """What one named party does to another in a text."""
    return JSONResponse(await in_turn(request, given, lambda: detente.relate(given.record())))


@router.post("/answer", responses={200: {"model": Answered}})
async def answer(request: Request, given: Account) -> JSONResponse:
    """How far each side gave way by the end of an account of a crisis."""
    return JSONResponse(await in_turn(request, given, lambda: detente.answer(given.record())))
