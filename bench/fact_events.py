"""Hand-coded facts as if they had been read: what a perfect reader would give, for measuring what comes after it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from bench.story_facts import days_of, find_words, listed
from detente.ledger.settling import precision
from detente.model import Actor, Article, Attribution, Event, Part, PartKind, Reading, Span, Status, When
from detente.ontology import PLAINEST, intensity, quad

RULE = "coded by hand"

SENTENCE_END = re.compile(r"(?<=[.!?])[\"\u201d')]*\s+(?=[\"\u201c(]?[A-Z0-9])|\n\s*\n")
"""Where a sentence ends: good enough for dispatches without abbreviations; only quoted as evidence."""


def reader(folder: Path) -> Callable[[str, str, date | None], Reading]:
    """A reader that knows the stories of a folder by name and gives their facts as events."""
    files = sorted(folder.glob("*.facts.json"))
    known = {file.name.removesuffix(".facts.json"): json.loads(file.read_text(encoding="utf-8")) for file in files}
    return lambda name, text, published: as_read(name, text, published, known[name]["events"])


def as_read(name: str, text: str, published: date | None, facts: list[dict[str, Any]]) -> Reading:
    """The facts of one story as a reading, in the order of the text."""
    article = Article(
        id=name, text=text, hash=hashlib.sha256(text.encode()).hexdigest(),
        parts=(Part(kind=PartKind.BODY, start=0, end=len(text)),), published=published,
        published_from="given" if published else None,
    )  # fmt: skip
    events = sorted((as_event(fact, text) for fact in facts), key=lambda e: (e.trigger.start, e.trigger.end))
    return Reading(article=article, events=tuple(events), version=RULE)


def as_event(fact: dict[str, Any], text: str) -> Event:
    """One fact as an event. Facts do not code what an act is about: its words have to say it."""
    words = find_words(fact["words"], text)[0]
    kind, code = fact["type"], fact.get("cameo") or PLAINEST[fact["type"]]
    days = days_of(fact.get("when"))
    source, target = (parties(fact[name]) for name in ("source", "target"))
    return Event(
        type=kind, cameo=code, quad=quad(kind), intensity=intensity(code), status=Status(fact["status"]),
        source=source, target=target, attribution=attribution(fact),
        date=When(start=days[0], end=days[1], precision=precision(*days)) if days else None,
        date_open=None if days else "not said", trigger=words, evidence=sentence(words, text), confidence=1.0,
        because=RULE,
    )  # fmt: skip


def parties(codes: str | list[str] | None) -> tuple[Actor, ...]:
    """The parties of a fact. Facts do not say where they are named: the story's first character stands for that."""
    return tuple(Actor(name=code, code=code, start=0, end=1) for code in listed(codes))


def attribution(fact: dict[str, Any]) -> Attribution | None:
    """Who vouches for it: facts name persons, which are not resolved here."""
    return Attribution(who=None, how="say") if fact.get("according_to") else None


def sentence(words: Span, text: str) -> Span:
    """The sentence, or sentences, that the words stand in."""
    ends = list(SENTENCE_END.finditer(text))
    start = max((m.end() for m in ends if m.end() <= words.start), default=0)
    end = min((m.start() for m in ends if m.start() >= words.end), default=len(text.rstrip()))
    return Span(start=start, end=end)
