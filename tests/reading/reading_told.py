"""What a text is read to tell, as the tests of acts ask it."""

from __future__ import annotations

from datetime import date

import detente
from detente.model import Status

DAY = date(2031, 6, 30)
QUARREL = "Peru accused Chile on Monday of sending warships into disputed waters. Chile rejected the charge.\n\n"


def told(text: str, published: date = DAY) -> set[tuple[str, str, str]]:
    """The types of a text's events, each with the codes of its two sides."""
    return {event[:3] for event in told_as(text, published)}


def told_as(text: str, published: date = DAY) -> set[tuple[str, str, str, Status]]:
    """The same, each with its status."""
    reading = detente.read(text, published=published)
    return {(e.type, s.code or "", t.code or "", e.status) for e in reading.events for s in e.source for t in e.target}


def added(sentence: str) -> set[tuple[str, str, str]]:
    """What a sentence adds to the story of a quarrel of Peru and Chile."""
    day = date(2024, 5, 15)
    return told(QUARREL + sentence, day) - told(QUARREL.strip(), day)
