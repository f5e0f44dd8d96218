"""The proof that the ledger quotes its stories: every span kept equals the story's text at its offsets."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from detente.ledger.records import Fault, Verification
from detente.ledger.rows import spans_of
from detente.ledger.store import Database
from detente.model import Event

AT_ONCE = (
    200  # stories fetched with one query: one by one takes ten times as long, all at once the whole ledger's memory
)
STORIES = """
SELECT s.hash, s.text, r.events - (
  SELECT count(*) FROM originals o WHERE o.story = s.hash AND o.event NOT IN (SELECT id FROM events))
FROM stories s LEFT JOIN readings r ON r.story = s.hash
WHERE s.hash IN (SELECT unnest(?::VARCHAR[])) ORDER BY s.hash
"""
EVENTS = """
SELECT story, id, json, spans, trigger_start, trigger_end, trigger_text, evidence_start, evidence_end, evidence_text
FROM events WHERE story IN (SELECT unnest(?::VARCHAR[])) ORDER BY story, n
"""


ORIGINALS = (
    "SELECT story, event, json, spans FROM originals WHERE story IN (SELECT unnest(?::VARCHAR[])) ORDER BY event"
)


def kept(db: Database) -> Iterator[tuple[str, str, int | None, list[tuple[Any, ...]], list[tuple[Any, ...]]]]:
    """Every story: hash, text, how many events it must have, their rows, and those of the reader's where corrected."""
    names = [row[0] for row in db.rows("SELECT hash FROM stories ORDER BY hash")]
    for at in range(0, len(names), AT_ONCE):
        some = names[at : at + AT_ONCE]
        events: dict[str, list[tuple[Any, ...]]] = {}
        for story, *row in db.rows(EVENTS, [some]):
            events.setdefault(story, []).append(tuple(row))
        originals: dict[str, list[tuple[Any, ...]]] = {}
        for story, *row in db.rows(ORIGINALS, [some]):
            originals.setdefault(story, []).append(tuple(row))
        for story, text, expected in db.rows(STORIES, [some]):
            yield story, text, expected, events.get(story, []), originals.get(story, [])


def verify(db: Database) -> Verification:
    """Look at every story and every event."""
    faults: list[Fault] = []
    stories = events = spans = 0
    for story, text, expected, rows, originals in kept(db):
        stories += 1
        faults += [Fault(story=story, telling=None, what=w) for w in story_faults(text, story)]
        if expected != len(rows):
            faults.append(Fault(story=story, telling=None, what=f"{len(rows)} events where its reading has {expected}"))
        for row, look in [(row, event_faults) for row in rows] + [(row, quote_faults) for row in originals]:
            seen, wrong = look(text, row)
            events, spans = events + (look is event_faults), spans + seen
            faults += [Fault(story=story, telling=row[0], what=w) for w in wrong]
    faults += orphans(db)
    return Verification(stories=stories, events=events, spans=spans, faults=tuple(faults))


def story_faults(text: str, expected: str) -> Iterator[str]:
    """Whether the hash holds."""
    if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != expected:
        yield "the text is not what was added: its SHA-256 differs"


def event_faults(text: str, row: tuple[Any, ...]) -> tuple[int, list[str]]:
    """How many spans of an event were compared, and what is wrong with them."""
    seen, wrong = quote_faults(text, row[:3])
    if not seen:
        return seen, wrong
    event, columns = Event.model_validate_json(row[1]), row[3:]
    for name, start, end, quoted in (("trigger", *columns[:3]), ("evidence", *columns[3:])):
        own = getattr(event, name)
        if quoted != text[start:end] or (own.start, own.end) != (start, end):
            wrong.append(f"{name}: the quoted words are not the story's")
    return seen, wrong


def quote_faults(text: str, row: tuple[Any, ...]) -> tuple[int, list[str]]:
    """How many spans of an event were compared with the words kept of them, and what is wrong."""
    _, full, kept = row
    try:
        event = Event.model_validate_json(full)
    except ValidationError:
        return 0, ["the event cannot be read"]
    words = json.loads(kept)
    return len(words), [
        f"{name}: the story has other words there" for name, s, e in spans_of(event) if words.get(name) != text[s:e]
    ]


def orphans(db: Database) -> list[Fault]:
    """Events without a story, and events that are in no incident."""
    lost = "SELECT story, id FROM events WHERE story NOT IN (SELECT hash FROM stories) ORDER BY id"
    loose = "SELECT story, id FROM events WHERE id NOT IN (SELECT event FROM tellings) ORDER BY id"
    return [Fault(story=s, telling=t, what="its story is missing") for s, t in db.rows(lost)] + [
        Fault(story=s, telling=t, what="it is in no incident") for s, t in db.rows(loose)
    ]
