"""Events written down by hand, for the examples in the data, for tests, and for whoever codes without a story.

A line such as `{who: RUS, act: SANCTION/163, to: TUR, words: "banned | imports of fruit", day: 2015-11-28}` becomes an
event in a story made of such lines, with offsets that hold. In `words`, what stands before `|` is the trigger.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator

from detente.errors import MalformedRecord
from detente.ledger.settling import precision
from detente.model import (
    About,
    Actor,
    Article,
    Attribution,
    Event,
    Part,
    PartKind,
    Place,
    Reading,
    Record,
    Span,
    Status,
    When,
)
from detente.ontology import PLAINEST, cameo, intensity, quad

RULE = "by hand"
# YAML reads a bare day as a date.
Days = Annotated[str | None, BeforeValidator(lambda v: v.isoformat() if isinstance(v, date) else v)]


class HandAbout(Record):
    """What an act is about. `act`: TYPE or TYPE/CAMEO; `who`, `to`: codes, several joined by `+`."""

    what: str
    act: str | None = None
    who: str | None = None
    to: str | None = None
    day: Days = None


class HandEvent(Record):
    """One act. `day`: a day, `first..last`, `..last` or `first..`.

    `by`: the code of the party that says so; `stance`: asserts or denies.
    """

    who: str = ""
    act: str
    to: str = ""
    words: str
    day: Days = None
    status: Status = Status.HAPPENED
    about: HandAbout | None = None
    by: str | None = None
    stance: str = "asserts"
    at: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


class HandStory(Record):
    """A story of hand-written events."""

    id: str = "by-hand"
    published: date | None = None
    outlet: str | None = None
    events: tuple[HandEvent, ...]

    def reading(self) -> Reading:
        """The story as if it had been read."""
        text, events = "", []
        for line in self.events:
            sentence = Sentence(len(text), line)
            events.append(sentence.event())
            text += sentence.text
        article = Article(
            id=self.id,
            text=text,
            hash=hashlib.sha256(text.encode()).hexdigest(),
            parts=(Part(kind=PartKind.BODY, start=0, end=len(text)),),
            published=self.published,
            published_from="given" if self.published else None,
            outlet=self.outlet,
        )
        return Reading(article=article, events=tuple(events), version=RULE)


class Sentence:
    """The sentence made of one line, and the places of its words in the story."""

    def __init__(self, start: int, line: HandEvent) -> None:
        self.line, self.start, self.spans = line, start, {}
        trigger, _, rest = (part.strip() for part in line.words.partition("|"))
        self.text = ""
        said = (("by", line.by and f"According to {line.by},"), ("who", line.who), ("trigger", trigger), ("rest", rest))
        for name, words in (*said, ("to", line.to and f"({line.to})"), ("at", line.at and f"at {line.at}")):
            self.say(name, words or "")
        self.say("day", f"[{line.day}]" if line.day else "")
        self.text = self.text.rstrip() + ".\n\n"

    def say(self, name: str, words: str) -> None:
        """Put words down and remember where."""
        if words:
            at = self.start + len(self.text)
            self.spans[name] = Span(start=at, end=at + len(words))
            self.text += words + " "

    spans: dict[str, Span]

    def actors(self, codes: str | None, span: Span | None) -> tuple[Actor, ...]:
        """The parties of a list of codes joined by `+`."""
        if not codes or span is None:
            return ()
        return tuple(Actor(name=c, code=c, start=span.start, end=span.end) for c in codes.split("+"))

    def event(self) -> Event:
        """The event that the sentence tells."""
        line, spans = self.line, self.spans
        kind, code = split(line.act)
        return Event(
            type=kind, cameo=code, quad=quad(kind), intensity=intensity(code) or 0.0, status=line.status,
            source=self.actors(line.who, spans.get("who")), target=self.actors(line.to, spans.get("to")),
            attribution=self.attribution(), date=when(line.day, spans.get("day")), place=self.place(),
            date_open=None if line.day else "not said", trigger=spans["trigger"],
            evidence=Span(start=self.start, end=self.start + len(self.text.rstrip())),
            about=self.about(), confidence=1.0, because=RULE,
        )  # fmt: skip

    def attribution(self) -> Attribution | None:
        """Who says so."""
        who = self.actors(self.line.by, self.spans.get("by"))
        return Attribution(who=who[0], how="say", stance=self.line.stance) if who else None

    def place(self) -> Place | None:
        """Where."""
        line, span = self.line, self.spans.get("at")
        if not line.at or span is None:
            return None
        kind = "city" if line.lat is not None else "country"
        where = {"country": line.country, "lat": line.lat, "lon": line.lon, "precision": kind}
        return Place.model_validate({"name": line.at, "start": span.start, "end": span.end, **where})

    def about(self) -> About | None:
        """What it is about. Its words are the line's."""
        about = self.line.about
        if about is None:
            return None
        span = self.spans.get("rest", self.spans["trigger"])
        kind, code = split(about.act) if about.act else (None, None)
        return About(
            start=span.start, end=span.end, what=about.what, type=kind, cameo=code, date=when(about.day, None),
            source=self.actors(about.who, span), target=self.actors(about.to, span),
        )  # fmt: skip


def split(act: str) -> tuple[str, str]:
    """`TYPE/CAMEO` as its parts; without a code, the plainest code of the type."""
    kind, _, code = act.partition("/")
    return kind, cameo(code).code if code else PLAINEST[kind]


def when(words: str | None, span: Span | None) -> When | None:
    """A date written as a day or as `first..last`."""
    if not words:
        return None
    first, dots, last = words.partition("..")
    try:
        start = date.fromisoformat(first) if first else None
        end = (date.fromisoformat(last) if last else None) if dots else start
    except ValueError:
        raise MalformedRecord("no date: write 2015-11-24 or 2015-11-23..2015-11-29", subject=words) from None
    return When(start=start, end=end, precision=precision(start, end), from_=span)
