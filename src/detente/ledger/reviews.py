"""What people say of what the reader said: this event holds, is to be changed so, is none; this party is another.

Reviews are records of their own, with who and when. They are applied whenever events are derived, so that dockets
follow them and a rebuild keeps them; what the reader said stays (`originals`). They go by what a report says, not by
when it was reviewed: a question as of a day in the past is answered with them. Merging has its own records
(`decisions`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import duckdb

from detente.ledger import numbered
from detente.ledger.correcting import corrected
from detente.ledger.queries import insert
from detente.ledger.records import Change, Party, Review
from detente.ledger.rows import EVENT_COLUMNS, Row, event_rows, quoted, telling_id
from detente.ledger.store import Database
from detente.model import Event, Reading

COLUMNS = ("n", "event", "actor", "story", "verdict", "said", "change", "party", "by", "note", "made", "undone")
OF_JSON: Mapping[str, type[Event | Change | Party]] = {"said": Event, "change": Change, "party": Party}
ORIGINAL_COLUMNS = {"event": "VARCHAR", "story": "VARCHAR", "n": "INTEGER", "json": "VARCHAR", "spans": "VARCHAR"}


def read(source: Database | duckdb.DuckDBPyConnection, stories: Sequence[str] | None = None) -> list[Review]:
    """The reviews on record, of these stories or of all, undone ones included, in the order in which they were made."""
    where = ("true", []) if stories is None else ("story IN (SELECT unnest(?::VARCHAR[]))", [list(stories)])
    return [review(row) for row in numbered.rows(source, "reviews", COLUMNS, *where)]


def review(row: dict[str, Any]) -> Review:
    """A review from its row."""
    records = {n: kind.model_validate_json(row[n]) for n, kind in OF_JSON.items() if row[n] is not None}
    return Review(**row | records)


def write(cursor: duckdb.DuckDBPyConnection, made: Review) -> Review:
    """Put a review on record under the next number."""
    return numbered.write(cursor, "reviews", COLUMNS, made)


def take_back(cursor: duckdb.DuckDBPyConnection, number: int, made: datetime) -> Review:
    """Take a review back; `UsageError` if there is none of that number, or it was taken back before."""
    return numbered.take_back(cursor, "reviews", read(cursor), number, made)


def renamed(cursor: duckdb.DuckDBPyConnection, names: Mapping[str, str | None]) -> None:
    """Let reviews follow events that have a new id (None: the story tells it no more, and the review is at rest)."""
    for found in read(cursor):
        new = names.get(found.event, found.event) if found.event else None
        if new != found.event:
            cursor.execute("UPDATE reviews SET event = ? WHERE n = ?", [new, found.n])


def derive(cursor: duckdb.DuckDBPyConnection, readings: Sequence[tuple[Reading, datetime]]) -> list[Row]:
    """Write the events of these stories, as people corrected them, beside what the reader said; the events' rows."""
    stories = [reading.article.hash for reading, _ in readings]
    said: dict[str, list[Review]] = {}
    for found in read(cursor, stories):
        said.setdefault(found.story, []).append(found)
    rows: list[Row] = []
    before: list[Row] = []
    for reading, learned in readings:
        now = corrected(reading, said.get(reading.article.hash, ()))
        rows += event_rows(reading, learned, now)
        before += [original(reading, n) for n in now]
    cursor.execute("DELETE FROM originals WHERE story IN (SELECT unnest(?::VARCHAR[]))", [stories])
    insert(cursor, "originals", ORIGINAL_COLUMNS, before)
    insert(cursor, "events", EVENT_COLUMNS, rows)
    return rows


def original(reading: Reading, n: int) -> Row:
    """What the reader said of an event that stands corrected, as a row."""
    story, event = reading.article, reading.events[n]
    return {
        "event": telling_id(story.hash, n), "story": story.hash, "n": n, "json": event.model_dump_json(by_alias=True),
        "spans": quoted(event, story.text),
    }  # fmt: skip
