"""A row of a data set as a telling: a story of one line that holds the row, and an event that points into it.

One row is one story, and not a day's rows together: rows do not stand in each other's light (the ledger takes an act
without a target for the business of a pair where its story tells of both), the same row is the same story however the
files are cut, and a story stays short.
"""

from __future__ import annotations

import hashlib
from datetime import date

from detente.interop.records import Days, Party, Row
from detente.ledger.settling import precision
from detente.model import (
    Actor,
    Article,
    Attribution,
    Event,
    Part,
    PartKind,
    Place,
    Reading,
    Span,
    When,
)
from detente.ontology import intensity, quad
from detente.version import __version__

NOT_GIVEN = "the row gives no day"
ONLY_SAID = "the row gives the day on which it was said, not the one that it is for"


class Line:
    """The text of a row while it is put down, with the places of its parts."""

    def __init__(self) -> None:
        self.text = ""

    def say(self, words: str) -> Span:
        """Put words down; where they stand."""
        start = len(self.text)
        self.text += " ".join(sound(words).split())
        return Span(start=start, end=len(self.text))

    def actors(self, parties: tuple[Party, ...]) -> tuple[Actor, ...]:
        """Put the parties of one side down, each with its code."""
        found = []
        for i, party in enumerate(parties):
            self.text += " and " if i else ""
            span = self.say(party.name.strip() or party.code or "somebody")
            code = " ".join(x for x in (party.code, party.sector) if x)
            self.text += f" ({code})" if code else ""
            found.append(Actor(name=span.of(self.text), code=party.code, sector=party.sector, **dict(span)))
        self.text += "" if parties else "nobody named"
        return tuple(found)


def reading_of(row: Row) -> Reading:
    """The row as a reading that `Ledger.add` takes: "Turkey (TUR) to Russia (RUS): shot at. On 2015-11-24. …"."""
    line = Line()
    source = line.actors(row.source)
    line.text += " to "
    target = line.actors(row.target)
    line.text += ": "
    trigger = line.say(row.what)
    line.text += ". "
    when, said = day_of("On", row.days, line), day_of("Said on", row.said, line)
    place = place_of(row, line)
    if row.words:
        line.say(f"“{row.words}”")
        line.text += " "
    line.say(f"{row.dataset} {row.id}, code {row.code}, reported {row.reported or 'on no day known'}.")
    who = Attribution(who=source[0], how="say") if said and source else None
    event = Event(
        type=row.type, mode=row.mode, contexts=row.contexts, cameo=row.cameo, quad=quad(row.type),
        intensity=intensity(row.cameo), status=row.status, source=source, target=target, attribution=who, date=when,
        date_open=None if when else ONLY_SAID if said else NOT_GIVEN, said_on=said, place=place, trigger=trigger,
        evidence=Span(start=0, end=len(line.text)), confidence=row.confidence,
        because=f"import {row.dataset} {row.code}",
    )  # fmt: skip
    return Reading(article=article_of(row, line.text), events=(event,), version=__version__)


def day_of(lead: str, days: Days | None, line: Line) -> When | None:
    """Put the days down behind the words in `lead`; the date that rests on them."""
    if days is None:
        return None
    first, last = days.first, days.last
    line.text += f"{lead} "
    span = line.say(str(first) if first == last else f"{first or ''}..{last or ''}")
    line.text += ". "
    return When(start=first, end=last, precision=precision(first, last), from_=span)


def place_of(row: Row, line: Line) -> Place | None:
    """Put the place down."""
    spot = row.spot
    if spot is None:
        return None
    line.text += "At "
    span = line.say(spot.name or "a place without a name")
    line.text += f" ({spot.lat:g}, {spot.lon:g}). "
    return Place(
        name=span.of(line.text), country=spot.country, lat=spot.lat, lon=spot.lon, precision=spot.precision,
        geonames=spot.geonames, **dict(span),
    )  # fmt: skip


def sound(words: str) -> str:
    """The words with a question mark for what is no character (half of a surrogate pair, as JSON may have it)."""
    return words if words.isascii() else words.encode("utf-8", "replace").decode("utf-8")


def article_of(row: Row, text: str) -> Article:
    """The story of one line. `outlet`: the data set, where the row does not say who told it."""
    reported: date | None = row.reported
    return Article(
        id=sound(f"{row.dataset} {row.id}"),
        text=text,
        hash=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        parts=(Part(kind=PartKind.BODY, start=0, end=len(text)),),
        published=reported,
        published_from="metadata" if reported else None,
        outlet=sound(row.outlet or row.dataset),
        url=sound(row.url) if row.url else None,
    )
