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

from detente.errors import UsageError
from detente.ledger.correcting import corrected
from detente.ledger.queries import insert
from detente.ledger.records import Change, Party, Review
from detente.ledger.rows import EVENT_COLUMNS, Row, event_rows, quoted, telling_id
from detente.ledger.store import Database
from detente.model import Event, Reading

COLUMNS = ("n", "event", "actor", "story", "verdict", "said", "change", "party", "by", "note", "made", "undone")
NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
OF_JSON: Mapping[str, type[Event | Change | Party]] = {"said": Event, "change": Change, "party": Party}
ORIGINAL_COLUMNS = {"event": "VARCHAR", "story": "VARCHAR", "n": "INTEGER", "json": "VARCHAR", "spans": "VARCHAR"}


def read(source: Database | duckdb.DuckDBPyConnection, stories: Sequence[str] | None = None) -> list[Review]:
    """The reviews on record, of these stories or of all, undone ones included, in the order in which they were made."""
    where = "" if stories is None else "WHERE story IN (SELECT unnest(?::VARCHAR[]))"
    query, values = f"SELECT {NAMES} FROM reviews {where} ORDER BY n", [] if stories is None else [list(stories)]
    rows = source.rows(query, values) if isinstance(source, Database) else source.execute(query, values).fetchall()
    return [review(row) for row in rows]


def review(row: Sequence[Any]) -> Review:
    """A review from its row."""
    found = dict(zip(COLUMNS, row, strict=True))
    for name, kind in OF_JSON.items():
        if found[name] is not None:
            found[name] = kind.model_validate_json(found[name])
    return Review(**found)


def write(cursor: duckdb.DuckDBPyConnection, made: Review) -> None:
    """Put a review on record."""
    values = [getattr(made, name) for name in COLUMNS]
    row = [v.model_dump_json(by_alias=True) if isinstance(v, Event | Change | Party) else v for v in values]
    cursor.execute(f"INSERT INTO reviews ({NAMES}) VALUES ({', '.join('?' * len(row))})", row)


def next_number(cursor: duckdb.DuckDBPyConnection) -> int:
    """The number of the next review."""
    return int(cursor.execute("SELECT coalesce(max(n), 0) + 1 FROM reviews").fetchall()[0][0])


def take_back(cursor: duckdb.DuckDBPyConnection, number: int, made: datetime) -> Review:
    """Take a review back; `UsageError` if there is none of that number, or it was taken back before."""
    found = next((r for r in read(cursor) if r.n == number), None)
    if found is None:
        raise UsageError("there is no review of that number", subject=str(number))
    if found.undone:
        raise UsageError(f"was undone on {found.undone:%Y-%m-%d} already", subject=f"review {number}")
    cursor.execute("UPDATE reviews SET undone = ? WHERE n = ?", [made, number])
    return found.model_copy(update={"undone": made})


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
