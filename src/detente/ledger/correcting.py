"""What becomes of the reader's events by what people said of them. Nothing here reads or writes a ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from detente.errors import BadDate, UsageError
from detente.ledger.records import Change, Party, Review, Verdict
from detente.ledger.rows import telling_id
from detente.model import About, Actor, Attribution, Event, Place, Reading, Span
from detente.ontology import MODES, PLAINEST, PLOVER_TYPES, cameo, cameo_codes, intensity, quad

PATH = re.compile(r"(?P<list>(?:about\.)?(?:source|target))\.(?P<n>\d{1,3})|attribution\.who", re.ASCII)
PRECISIONS = ("day", "week", "month", "quarter", "year", "before", "after")
PLACES = ("city", "site", "region", "border", "water", "country")
MAY_BE_NONE = ("mode", "date", "place")


@dataclass
class Word:
    """The last word on one event or party, while reviews are gone through. `numbers`: those that changed it."""

    given: dict[str, Any] = field(default_factory=dict)
    rejected: bool = False
    numbers: list[int] = field(default_factory=list)

    def hear(self, review: Review) -> None:
        """Take in the next review: to accept is to take it as it stands now, a rejected one as it stood before."""
        self.rejected = review.verdict is Verdict.REJECT
        given = review.change or review.party
        if review.verdict is Verdict.CHANGE and given is not None:
            self.given |= {name: getattr(given, name) for name in given.model_fields_set}
            self.numbers.append(review.n)


def corrected(reading: Reading, reviews: Iterable[Review]) -> dict[int, Event | None]:
    """By their numbers the events that are other than the reader told them; None: rejected.

    What is said of a party holds wherever the story's events name that party at the same place.
    """
    events: dict[str, Word] = {}
    actors: dict[Actor, Word] = {}
    for review in sorted(reviews, key=lambda r: r.n):
        if review.undone is None and review.event is not None:
            if review.actor is None:
                events.setdefault(review.event, Word()).hear(review)
            else:
                actors.setdefault(actor_at(review.said, review.actor), Word()).hear(review)
    made = {}
    for n, event in enumerate(reading.events):
        word = events.get(telling_id(reading.article.hash, n), Word())
        now = None if word.rejected else rewritten(event, word, actors, reading)
        if now != event:
            made[n] = now
    return made


def rewritten(event: Event, word: Word, actors: dict[Actor, Word], reading: Reading) -> Event:
    """The event with its parties and fields as people put them; the event itself where they left it alone."""
    numbers = [n for actor in parties_of(event) if actor in actors for n in actors[actor].numbers] + word.numbers
    now = with_parties(event, actors)
    if word.given:
        now = now.model_copy(update=fields(now, Change(**word.given), reading))
    if now == event:
        return event
    why = ", ".join(str(n) for n in sorted(set(numbers)))
    return now.model_copy(update={"because": f"by hand: review {why}".rstrip(), "confidence": 1.0})


def actor_at(event: Event, path: str) -> Actor:
    """The party at a place of an event such as `source.0` or `attribution.who`; `UsageError` where there is none."""
    found = PATH.fullmatch(path)
    if found is None:
        raise UsageError("no place of a party: source.0, target.0, attribution.who, about.source.0 …", subject=path)
    if found["list"] is None:
        who = event.attribution and event.attribution.who
        some: Sequence[Actor] = (who,) if who else ()
    else:
        *nested, side = found["list"].split(".")
        some = getattr(event.about if nested else event, side, ())
    at = int(found["n"] or 0)
    if at >= len(some):
        raise UsageError("the event has no party there", subject=path)
    return some[at]


def parties_of(event: Event) -> Iterable[Actor]:
    """Every party that an event names."""
    yield from (*event.source, *event.target)
    if event.about:
        yield from (*event.about.source, *event.about.target)
    if event.attribution and event.attribution.who:
        yield event.attribution.who


def with_parties(event: Event, actors: dict[Actor, Word]) -> Event:
    """The event with what was said of its parties."""

    def now(some: Sequence[Actor]) -> tuple[Actor, ...]:
        words = ((actor, actors.get(actor, Word())) for actor in some)
        return tuple(merged(actor, Party(**word.given)) for actor, word in words if not word.rejected)

    about: About | None = event.about and event.about.model_copy(
        update={"source": now(event.about.source), "target": now(event.about.target)}
    )
    said: Attribution | None = event.attribution
    if said and said.who:
        said = said.model_copy(update={"who": next(iter(now([said.who])), None)})
    return event.model_copy(
        update={"source": now(event.source), "target": now(event.target), "about": about, "attribution": said}
    )


def merged(actor: Actor, party: Party) -> Actor:
    """The party with the fields that were given. A name is never taken away: it is the story's."""
    given = {name: getattr(party, name) for name in party.model_fields_set}
    kept = {name: value for name, value in given.items() if value is not None or name in ("code", "sector", "role")}
    return Actor(**actor.model_dump() | kept)


def fields(event: Event, change: Change, reading: Reading) -> dict[str, Any]:
    """The fields of the event that a change sets, checked: `UsageError` for a value that cannot be."""
    given = {name: getattr(change, name) for name in change.model_fields_set}
    for name, value in given.items():
        if value is None and name not in MAY_BE_NONE:
            raise UsageError("cannot be empty", subject=name)
    for side in {"source", "target"} & given.keys():
        given[side] = tuple(actor_of(party, event, reading) for party in given[side])
    if "date" in given:
        given["date_open"] = None if given["date"] else "not said"
        check_days(change)
    if change.place:
        check_place(change.place)
    return given | (coding(event, change) if {"type", "cameo", "mode"} & given.keys() else {})


def coding(event: Event, change: Change) -> dict[str, Any]:
    """Type, code, mode, quad and intensity that go together."""
    if change.cameo is not None and change.cameo not in cameo_codes():
        raise UsageError("no CAMEO code; codes have two to four digits, with the leading zero", subject=change.cameo)
    kind = change.type or (change.cameo and cameo(change.cameo).plover) or event.type
    if kind not in PLOVER_TYPES:
        raise UsageError(f"no PLOVER type; known are {', '.join(PLOVER_TYPES)}", subject=kind)
    code = change.cameo or (event.cameo if kind == event.type else PLAINEST[kind])
    mode = event.mode if kind == event.type and change.cameo is None else cameo(code).mode
    if "mode" in change.model_fields_set:
        mode = change.mode
    if mode is not None and mode not in MODES.get(kind, ()):
        if "mode" in change.model_fields_set:
            raise UsageError(f"no mode of {kind}; known are {', '.join(MODES.get(kind, ())) or 'none'}", subject=mode)
        mode = None
    return {"type": kind, "cameo": code, "mode": mode, "quad": quad(kind), "intensity": intensity(code)}


def actor_of(party: Party, event: Event, reading: Reading) -> Actor:
    """The party as one of the event, with the words in the story that it rests on."""
    if party.name is None and party.code is None:
        raise UsageError("a party needs a code or a name")
    here, fitting = event.trigger.start, []
    if party.start is None or party.end is None:
        fitting = [a for m in reading.mentions for a in m.actors() if party.code and a.code == party.code]
        fitting += [a for a in parties_of(event) if party.code and a.code == party.code]
    if fitting:
        return merged(min(fitting, key=lambda a: (abs(a.start - here), a.start)), party)
    span = event.evidence
    if party.start is not None and party.end is not None:
        span = Span(start=party.start, end=party.end)
    name = party.name or (span.of(reading.article.text) if span != event.evidence else party.code)
    return merged(Actor(name=name or "", start=span.start, end=span.end), party)


def check_days(change: Change) -> None:
    """Refuse days that cannot be."""
    when = change.date
    if when is None:
        return
    if when.precision not in PRECISIONS:
        raise BadDate(f"no precision of a date; there are {', '.join(PRECISIONS)}", subject=when.precision)
    if when.start is None and when.end is None:
        raise BadDate("a date needs a first or a last day")
    if (when.start or date.min) > (when.end or date.max):
        raise BadDate("the first day lies after the last", subject=f"{when.start}..{when.end}")


def check_place(place: Place) -> None:
    """Refuse a place that cannot be."""
    if place.precision not in PLACES:
        raise UsageError(f"no precision of a place; there are {', '.join(PLACES)}", subject=place.precision)
    if not (abs(place.lat or 0) <= 90 and abs(place.lon or 0) <= 180):
        raise UsageError("coordinates are degrees: latitude to 90, longitude to 180", subject=place.name)
