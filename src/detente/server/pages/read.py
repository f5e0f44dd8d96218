"""Reading a story that is pasted or dropped, and adding it to the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from detente.errors import InputError, NotAStory, UsageError
from detente.server.access import writer
from detente.server.pages.render import address, page, page_with_status
from detente.server.pages.story import context
from detente.server.reader import check_length

if TYPE_CHECKING:
    from detente.model import Reading

router = APIRouter()


@router.get("/read")
def form(request: Request) -> Response:
    """The form."""
    return page(request, "read", heading="Read a story", given=Given(), wrong=None)


@router.post("/read")
async def read(request: Request) -> Response:
    """The story as it is read; nothing is kept. What is wrong is said beside the form, and what was typed stays."""
    form = await request.form()
    given, file = Given.in_form(form), form.get("file")
    data = await file.read() if isinstance(file, UploadFile) else b""
    most: int = request.app.state.settings.limits.story
    name = file.filename if isinstance(file, UploadFile) else None
    try:
        reading = await request.app.state.reader.run(lambda: given.read(most, data, name))
    except (InputError, UsageError) as error:
        return page_with_status(422, request, "read", heading="Read a story", given=given, wrong=error)
    return await run_in_threadpool(seen, request, reading)


def seen(request: Request, reading: Reading) -> Response:
    """The page of a reading that is not kept, with the form that keeps it."""
    with request.app.state.store.reading() as ledger:
        known = ledger.sql("SELECT count(*) FROM stories WHERE hash = ?", [reading.article.hash]).rows[0][0]
    return page(request, "seen", given=Given.of(reading), known=known, story=reading.article.hash, **context(reading))


@router.post("/read/add", dependencies=[Depends(writer)])
async def add(request: Request) -> Response:
    """Keep the story, and show it as the ledger has it."""
    given = Given.in_form(await request.form())
    most: int = request.app.state.settings.limits.story
    reading: Reading = await request.app.state.reader.run(lambda: given.read(most))
    await run_in_threadpool(keep, request, reading)
    return RedirectResponse(address(request, "stories", reading.article.hash), 303)


def keep(request: Request, reading: Reading) -> None:
    """Write the story to the ledger."""
    with request.app.state.store.writing() as ledger:
        ledger.add(reading)


@dataclass(frozen=True)
class Given:
    """What the form holds."""

    text: str = ""
    published: str = ""
    title: str = ""
    outlet: str = ""
    url: str = ""

    @classmethod
    def in_form(cls, form: Mapping[str, object]) -> Given:
        """What was sent; fields that are missing are empty."""
        return cls(**{field.name: value for field in fields(cls) if isinstance(value := form.get(field.name), str)})

    @classmethod
    def of(cls, reading: Reading) -> Given:
        """The form that gives this reading again. A day that the text itself says is not said twice."""
        story = reading.article
        told = story.published if story.published_from in ("given", "metadata") else None
        return cls(story.text, str(told or ""), story.title or "", story.outlet or "", story.url or "")

    def read(self, most: int, data: bytes = b"", name: str | None = None) -> Reading:
        """The reading of the text, or where there is none of the file. Forms send line ends as CR LF.

        `TooLarge` for a story of more than `most` characters.
        """
        from detente.api import read as read_story
        from detente.ingest import read_article

        known = {field: getattr(self, field).strip() or None for field in ("published", "title", "outlet", "url")}
        if self.text.strip():
            story = read_article(self.text.replace("\r\n", "\n"), **known)
        elif data:
            story = read_article(data, **known, id=name or None)
        else:
            raise NotAStory("there is nothing to read: paste the story's text, or choose a file")
        check_length([story.text], most, most)
        return read_story(story)
