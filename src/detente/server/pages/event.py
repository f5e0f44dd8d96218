"""The page of an event: what was read, what people said of it, and the forms by which they say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from detente.errors import UsageError
from detente.ledger import listing
from detente.ledger.correcting import PRECISIONS
from detente.model import Actor, Event, Reading, Status
from detente.ontology import DEFAULT_SCALE, MODES, PLOVER_TYPES
from detente.server.access import writer
from detente.server.pages.asked import day
from detente.server.pages.render import address, page
from detente.show import words
from detente.world.named import code_of, known

if TYPE_CHECKING:
    from detente.api_ledger import Ledger
    from detente.ledger.records import Change

router = APIRouter()
FIELDS = frozenset({"type", "mode", "status", "source", "target", "start", "end", "precision", "place"})


@router.get("/events/{event}")
def event(request: Request, event: str) -> Response:
    """An event by its id, one that was rejected too."""
    with request.app.state.store.reading() as ledger:
        reading, number = listing.origin(ledger, event)
        found = next(iter(listing.placed(ledger, "e.id = ?", [event])), None)
        reviews = [review for review in ledger.reviews() if review.event == event]
    said = reading.events[number]
    now = found.event if found else said
    return page(
        request, "event", heading=f"{now.type} {now.status.value}: “{words_of(now, reading)}”", id=event, now=now,
        said=said, reading=reading, found=found, number=number + 1, reviews=reviews, types=PLOVER_TYPES,
        statuses=list(Status), precisions=PRECISIONS, modes=MODES, form=form_of(now),
        scale=DEFAULT_SCALE, parties_at=dict(parties_at(said)),
    )  # fmt: skip


def words_of(event: Event, reading: Reading) -> str:
    """The words that set the event off, on one line."""
    return " ".join(reading.words(event.trigger.start, event.trigger.end).split())


def form_of(event: Event) -> dict[str, str]:
    """What the fields of the form hold for an event as it stands."""
    when = event.date
    return {
        "type": event.type, "mode": event.mode or "", "status": event.status.value,
        "source": written(event.source), "target": written(event.target),
        "start": str(when.start or "") if when else "", "end": str(when.end or "") if when else "",
        "precision": when.precision if when else "",
        "place": event.place.name if event.place else "",
    }  # fmt: skip


def written(actors: Iterable[Actor]) -> str:
    """Parties as they are written in the form: their codes, or their names where they have none."""
    return ", ".join(dict.fromkeys(actor.code or actor.name for actor in actors))


def parties_at(event: Event) -> Iterator[tuple[str, str]]:
    """The parties that an event names, as they were read: where each stands, as reviews name it, and who it is."""
    about = event.about
    sides = [("source", event.source), ("target", event.target)]
    sides += [("about.source", about.source), ("about.target", about.target)] if about else []
    for side, actors in sides:
        yield from ((f"{side}.{n}", words.party(actor)) for n, actor in enumerate(actors))
    if event.attribution and event.attribution.who:
        yield "attribution.who", words.party(event.attribution.who)


class OfParty(BaseModel):
    """The form by which a person says something of a party in an event. `party`: who it is, by code or name."""

    actor: str = Field(max_length=40)
    verdict: str
    party: str = Field(default="", max_length=200)
    by: str = Field(min_length=1, max_length=200)
    note: str = Field(default="", max_length=2000)


class Opinion(BaseModel):
    """The form by which a person says something of an event; the fields of a change are those of `form_of`."""

    verdict: str
    by: str = Field(min_length=1, max_length=200)
    note: str = Field(default="", max_length=2000)
    type: str | None = None
    mode: str | None = None
    status: str | None = None
    source: str | None = None
    target: str | None = None
    start: str | None = None
    end: str | None = None
    precision: str | None = None
    place: str | None = None

    def fields(self) -> dict[str, str]:
        """What the form holds of the event."""
        return {name: (getattr(self, name) or "").strip() for name in FIELDS & self.model_fields_set}


@router.post("/events/{event}/review", dependencies=[Depends(writer)])
def review(request: Request, event: str, given: Annotated[Opinion, Form()]) -> Response:
    """Keep what a person says of the event. A change is what the form holds other than the event does now."""
    with request.app.state.store.writing() as ledger:
        change = changed(given.fields(), standing(ledger, event)) if given.verdict == "change" else None
        ledger.review(event, given.verdict, by=given.by, change=change, note=given.note or None)
    return RedirectResponse(address(request, "events", event), 303)


@router.post("/events/{event}/party", dependencies=[Depends(writer)])
def review_party(request: Request, event: str, given: Annotated[OfParty, Form()]) -> Response:
    """Keep what a person says of a party: it holds wherever the story's events name that party at that place."""
    from detente.ledger.records import Party

    named = parties(given.party)[:1] if given.verdict == "change" else []
    party = Party.model_validate({"code": None} | named[0]) if named else None
    with request.app.state.store.writing() as ledger:
        ledger.review(event, given.verdict, actor=given.actor, party=party, by=given.by, note=given.note or None)
    return RedirectResponse(address(request, "events", event), 303)


def standing(ledger: Ledger, event: str) -> Event:
    """The event as it stands; one that was rejected, as it was read."""
    found = listing.placed(ledger, "e.id = ?", [event])
    if found:
        return found[0].event
    reading, number = listing.origin(ledger, event)
    return reading.events[number]


def changed(fields: dict[str, str], now: Event) -> Change:
    """The fields of the form that say something else than the event as it stands; `UsageError` where none does."""
    from detente.ledger.records import Change

    before = form_of(now)
    other = {name for name in before if name in fields and fields[name] != before[name]}
    given: dict[str, Any] = {name: fields[name] or None for name in ("type", "mode", "status") if name in other}
    given |= {name: parties(fields[name]) for name in ("source", "target") if name in other}
    if other & {"start", "end", "precision"}:
        given["date"] = when(fields.get("start"), fields.get("end"), fields.get("precision"))
    if "place" in other:
        given["place"] = place(fields["place"], now)
    if not given:
        raise UsageError("nothing in the form is other than the event as it stands")
    return Change.model_validate(given)


def parties(written: str) -> list[dict[str, str]]:
    """Parties from the form: a code, or a name that stands for one, as a code; the rest by name."""
    parts = [part.strip() for part in written.split(",") if part.strip()]
    return [{"code": code} if (code := code_of(part)) in known() else {"name": part} for part in parts]


def when(start: str | None, end: str | None, precision: str | None) -> dict[str, date | str | None] | None:
    """A date from the form; None where both days were left empty."""
    first, last = day(start), day(end)
    if first is None and last is None:
        return None
    if precision not in ("before", "after"):
        first, last = first or last, last or first
    return {"start": first, "end": last, "precision": precision or "day"}


def place(name: str, now: Event) -> dict[str, object] | None:
    """A place from the form, with the point of its first meaning in the gazetteer; None where it was left empty."""
    from detente.world.gazetteer import Gazetteer

    if not name:
        return None
    found = next((e for e in Gazetteer.load().lookup(name) if e.kind not in ("country", "continent")), None)
    span = {"start": now.evidence.start, "end": now.evidence.end}
    if found is None:
        return {"name": name, **span}
    return {
        "name": name, **span, "country": found.country or None, "lat": found.lat, "lon": found.lon,
        "precision": found.kind, "geonames": found.geonames,
    }  # fmt: skip


@router.post("/reviews/{number}/undo", dependencies=[Depends(writer)])
def undo(request: Request, number: int) -> Response:
    """Take a review back, and go back to the event."""
    with request.app.state.store.writing() as ledger:
        made = ledger.undo_review(number)
    return RedirectResponse(address(request, "events", made.event), 303)
