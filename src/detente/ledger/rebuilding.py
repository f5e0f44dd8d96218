"""A ledger derived anew from the readings that it keeps: for new columns, new rules of merging, new tables of words.

Stories, readings and decisions are what a ledger holds; events and incidents follow from them. Nothing is read anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import duckdb

from detente.ledger.queries import insert
from detente.ledger.rows import EVENT_COLUMNS, event_rows
from detente.ledger.settling import settle_all
from detente.ledger.words import sketch
from detente.model import Reading

AT_ONCE = 200  # stories held in memory at a time
LAYERS = """
SELECT r.story, r.layers, r.learned, s.text FROM readings r JOIN stories s ON s.hash = r.story
WHERE r.story IN (SELECT unnest(?::VARCHAR[])) ORDER BY r.story
"""
EVENTS = "SELECT story, json FROM events WHERE story IN (SELECT unnest(?::VARCHAR[])) ORDER BY story, n"


def readings(cursor: duckdb.DuckDBPyConnection, stories: list[str]) -> Iterator[tuple[Reading, datetime]]:
    """The readings of these stories as they were kept, and when the ledger learned of them."""
    events: dict[str, list[Any]] = {}
    for story, event in cursor.execute(EVENTS, [stories]).fetchall():
        events.setdefault(story, []).append(json.loads(event))
    for story, layers, learned, text in cursor.execute(LAYERS, [stories]).fetchall():
        whole = json.loads(layers)
        whole["article"]["text"] = text
        yield Reading.model_validate_json(json.dumps(whole | {"events": events.get(story, [])})), learned


def rebuild(cursor: duckdb.DuckDBPyConnection) -> None:
    """Derive events and incidents anew, within the caller's transaction."""
    names = [row[0] for row in cursor.execute("SELECT hash FROM stories ORDER BY hash").fetchall()]
    for at in range(0, len(names), AT_ONCE):
        some = names[at : at + AT_ONCE]
        kept = list(readings(cursor, some))
        cursor.execute("DELETE FROM events WHERE story IN (SELECT unnest(?::VARCHAR[]))", [some])
        insert(cursor, "events", EVENT_COLUMNS, [row for r, learned in kept for row in event_rows(r, learned)])
        for reading, _ in kept:
            values = [list(sketch(reading.article.text)), reading.article.hash]
            cursor.execute("UPDATE stories SET sketch = ? WHERE hash = ?", values)
    settle_all(cursor)
