"""A story and a reading of it, made by hand, so that showing is tested apart from reading."""

from __future__ import annotations

from datetime import date

from detente.ingest import article_from_text
from detente.model import About, Actor, Attribution, Event, Place, Reading, Span, Status, When

TEXT = """Oslo recalls envoy as frigates face off

By Ingrid Solheim

OSLO, May 3 (Harbour News) - Norway recalled its ambassador from Valdoria on Tuesday, hours after a Valdorian frigate \
rammed a patrol boat off Bodo, and demanded <an apology> & damages.

Foreign Minister Kari Lund said the two sides would meet in Geneva on Friday to discuss the ramming.

(Reporting by Ingrid Solheim)
"""


def span(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start=start, end=start + len(words))


def actor(words: str, code: str | None, **more: str) -> Actor:
    at = span(words)
    return Actor(name=more.pop("name", words), code=code, start=at.start, end=at.end, **more)


NORWAY, VALDORIA = actor("Norway", "NOR"), actor("Valdoria ", "VAL", name="Valdoria")
LUND = actor("Foreign Minister Kari Lund", "NOR", name="Kari Lund", role="foreign minister", person="Kari Lund")
FIRST, SECOND = span("Norway recalled", 60), span("Foreign Minister Kari Lund said")
SENTENCE = Span(start=FIRST.start, end=TEXT.index("damages.") + 8)
LATER = Span(start=SECOND.start, end=TEXT.index("the ramming.") + 12)


def event(kind: str, quad: int, trigger: Span, evidence: Span, **more: object) -> Event:
    fields = {
        "type": kind, "cameo": "010", "quad": quad, "intensity": 1.0, "status": Status.HAPPENED,
        "source": (NORWAY,), "target": (VALDORIA,), "trigger": trigger, "evidence": evidence,
        "confidence": 0.8, "because": f"rule {kind}/made-by-hand",
    }  # fmt: skip
    return Event(**{**fields, **more})


def day(year: int, month: int, number: int) -> When:
    return When(start=date(year, month, number), end=date(year, month, number), precision="day")


def reading(**known: object) -> Reading:
    article = article_from_text(TEXT, **{"published": date(2011, 5, 4), "outlet": "Harbour News", **known})
    apology = span("<an apology>")
    bodo = Place(name="Bodo", country="NOR", lat=67.3, lon=14.4, **dict(span("Bodo")))
    demand = About(start=apology.start, end=apology.end, what="apology")
    told = Attribution(who=LUND, how="said")
    valdorian = {"source": (VALDORIA,), "target": (NORWAY,)}
    events = (
        event("SANCTION", 4, span("recalled"), SENTENCE, date=day(2011, 5, 3)),
        event("ASSAULT", 4, span("rammed"), SENTENCE, date_open="no day in the clause", place=bodo, **valdorian),
        event("REQUEST", 3, span("demanded"), SENTENCE, about=demand),
        event("CONSULT", 1, span("would meet"), LATER, status=Status.PLANNED, date=day(2011, 5, 6), attribution=told),
    )
    return Reading(article=article, events=events, version="test")
