"""Stories with one event each, made piece by piece, and what an event holds, facet by facet."""

from __future__ import annotations

import hashlib
from datetime import date

from detente.interop.acts import told_as_done
from detente.interop.kept import done_on, dyads, exact
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
    Span,
    When,
)
from detente.ontology import cameo, intensity, quad

PLANS = ("planned", "offered")


class Story:
    """A story that is put down word by word."""

    def __init__(self):
        self.text = ""

    def say(self, words):
        start = len(self.text)
        self.text += words + " "
        return Span(start=start, end=start + len(words))

    def actors(self, parties):
        found = []
        for party in parties:
            span = self.say(party["name"])
            found.append(Actor(**party, **dict(span)))
        return tuple(found)

    def when(self, days):
        if days is None:
            return None
        first, last = days
        return When(start=first, end=last, precision=precision(first, last), from_=self.say(f"{first}..{last}"))


def reading_of(  # noqa: PLR0917 - what an event may have
    code="195", source=(), target=(), day=None, said=None, status="happened", place=None, mode=None, contexts=(),
    kind=None, about=None, by=None, reported=date(2015, 12, 2), url=None, outlet=None, title=None, words="fired",
):  # fmt: skip
    story = Story()
    who, whom = story.actors(source), story.actors(target)
    trigger = story.say(words)
    kind = kind or cameo(code).plover
    at = story.say(place["name"]) if place else None
    speaker = story.actors([by]) if by else ()
    matter = story.say(about) if about else None
    event = Event(
        type=kind, cameo=code, quad=quad(kind), intensity=intensity(code), status=status, source=who, target=whom,
        mode=mode, contexts=contexts, date=story.when(day), said_on=story.when(said),
        date_open=None if day else "not said", trigger=trigger, evidence=Span(start=0, end=trigger.end),
        place=Place(**place, **dict(at)) if place else None, confidence=0.8, because="rule TEST/made",
        attribution=Attribution(who=speaker[0], how="say", stance="denies") if speaker else None,
        about=About(what="apologize", type="SUPPORT", **dict(matter)) if matter else None,
    )  # fmt: skip
    article = Article(
        id="made.txt", text=story.text, hash=hashlib.sha256(story.text.encode()).hexdigest(),
        parts=(Part(kind=PartKind.BODY, start=0, end=len(story.text)),), published=reported,
        published_from="given" if reported else None, url=url, outlet=outlet, title=title,
    )  # fmt: skip
    return Reading(article=article, events=(event,), version="test")


def facets(telling, url, pair=None):
    """What a telling holds; with a pair of parties, what it holds of these two."""
    event = telling.event
    sides = ([a] if a else [] for a in pair) if pair else (event.source, event.target)
    source, target = (tuple(side) for side in sides)
    both, said, place = (source, target), event.attribution, event.place
    on, spot = done_on(event), place and place.lat is not None
    return {
        "type": event.type, "code": event.cameo, "mode": (event.mode, event.contexts), "status": event.status.value,
        "parties": tuple(tuple(a.code for a in side) for side in both),
        "sides": tuple(len(side) for side in (event.source, event.target)),
        "sector": tuple(tuple(a.sector for a in side) for side in both),
        "name": tuple(tuple(" ".join(a.name.casefold().split()) for a in side) for side in both),
        "person": tuple(tuple((a.person, a.role) for a in side) for side in both),
        "day": exact(on), "span": (on.start, on.end) if on else None,
        "plan": (event.date.start, event.date.end) if event.status in PLANS and event.date else None,
        "place": (place.name, place.country, place.lat, place.lon) if spot else None,
        "place kind": (place.precision, place.geonames, spot) if place else None,
        "reported": telling.reported, "said by": (said.stance, said.who and said.who.code) if said else None,
        "about": event.about and (event.about.what, event.about.type), "words": (telling.trigger, telling.evidence),
        "story": (telling.story, telling.title, telling.outlet, url), "rule": (event.because, event.confidence),
    }  # fmt: skip


def held(ledger, one):
    """The facets of every row that a format would have for this ledger."""
    lost = {loss.facet for loss in one.losses}
    rows = []
    for telling in ledger.events():
        if "status" in lost and not told_as_done(telling.event):
            continue
        url = ledger.sql("SELECT url FROM stories WHERE hash = ?", [telling.story]).rows[0][0]
        pairs = dyads(telling.event) if "sides" in lost else [None]
        rows += [facets(telling, url, pair) for pair in pairs]
    return rows
