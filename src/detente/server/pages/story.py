"""The page of a story: its text with all that was read in it marked, each event beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from detente.errors import MissingInput
from detente.ledger import listing
from detente.model import Reading, Span
from detente.server.pages.render import address, page
from detente.show import words
from detente.show.spans import Mark, paragraphs
from detente.show.table import about

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.api_ledger import Ledger
    from detente.ledger import Placed

router = APIRouter()
SHORTEST = 12  # digits of a hash that may stand for all of it


@router.get("/stories")
def stories(request: Request) -> Response:
    """The list of stories is the search without words."""
    return RedirectResponse(address(request, "search", **dict(request.query_params)), 303)


@router.get("/stories/{story}")
def story(request: Request, story: str) -> Response:
    """A story by its hash; the first digits are enough where they fit one."""
    with request.app.state.store.reading() as ledger:
        whole = named(ledger, story)
        reading = ledger.reading(whole)
        now = {event.n: event for event in listing.placed(ledger, "e.story = ?", [whole])}
        reviews = [r for r in ledger.reviews() if r.story == whole]
    return page(request, "story", story=whole, reviews=reviews, **context(reading, now))


def named(ledger: Ledger, story: str) -> str:
    """The hash that begins so; `MissingInput` where none does, or several do."""
    found = ledger.sql("SELECT hash FROM stories WHERE starts_with(hash, ?) LIMIT 2", [story]).rows
    if len(found) != 1 or len(story) < SHORTEST:
        raise MissingInput("the ledger has no such story", subject=story)
    return str(found[0][0])


def context(reading: Reading, now: Mapping[int, Placed] | None = None) -> dict[str, object]:
    """What the template draws. `now`: the events as they stand, by number from 0; None: as they were read."""
    standing = tuple(now[n].event if now and n in now else event for n, event in enumerate(reading.events))
    without = {n + 1 for n in range(len(standing)) if now is not None and n not in now}
    shown = reading.model_copy(update={"events": standing})
    text = paragraphs(shown, list(marks(reading)), without)
    titled = bool(text) and text[0].kind == "title"
    return {
        "reading": shown, "now": now, "without": without, "text": text[1:] if titled else text,
        "title": text[0] if titled else None, "about": about(shown), "corrected": corrected(reading, shown, without),
        "heading": reading.article.title or f"Story {reading.article.id}",
    }  # fmt: skip


def corrected(read: Reading, shown: Reading, without: set[int]) -> set[int]:
    """The numbers, from 1, of the events that are not as they were read."""
    pairs = enumerate(zip(read.events, shown.events, strict=True), 1)
    return {n for n, (before, after) in pairs if before != after} - without


def marks(reading: Reading) -> Iterator[Mark]:
    """Parties, times, places, and who says what, each with what is known of it."""
    for mention in reading.mentions:
        yield Mark(mention.span(), "actor", words.parties(mention.refs))
    for time in reading.times:
        value = time.value or f"open: {time.open_because or 'not known'}"
        yield Mark(Span(start=time.start, end=time.end), "time", f"{time.type} {value}")
    for place in reading.places:
        where = f"{place.lat:.2f}, {place.lon:.2f}" if place.lat is not None and place.lon is not None else "no point"
        yield Mark(Span(start=place.start, end=place.end), "place", f"{words.place(place)}: {place.precision}, {where}")
    for said in reading.attributions:
        who = words.party(said.who) if said.who else "somebody"
        yield from (Mark(span, "said", f"{who} {said.stance}") for span in said.content)
        yield from (Mark(span, "source", f"source: {who}") for span in said.source)
        yield from (Mark(span, "cue", f"{said.verb}: {said.stance}") for span in said.cue)
