"""A ledger derived anew from the readings that it keeps: for new columns, new rules of merging, new tables of words.

Stories, readings, decisions and reviews are what a ledger holds; events and incidents follow. Nothing is read anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import duckdb

from detente.ledger import reviews
from detente.ledger.copies import NAMES
from detente.ledger.settling import settle_all
from detente.ledger.words import sketch
from detente.model import Reading

AT_ONCE = 200  # stories held in memory at a time
LAYERS = """
SELECT r.story, r.layers, r.learned, s.text, s.id, s.title, s.published::VARCHAR, s.published_from, s.outlet, s.url
FROM readings r JOIN stories s ON s.hash = r.story
WHERE r.story IN (SELECT unnest(?::VARCHAR[])) ORDER BY r.story
"""
EVENTS = """
SELECT story, json FROM (
  SELECT story, n, json FROM events WHERE id NOT IN (SELECT event FROM originals) UNION ALL
  SELECT story, n, json FROM originals)
WHERE story IN (SELECT unnest(?::VARCHAR[])) ORDER BY story, n
"""


def readings(cursor: duckdb.DuckDBPyConnection, stories: list[str]) -> Iterator[tuple[Reading, datetime]]:
    """The readings of these stories as the reader made them, and when the ledger learned of them."""
    events: dict[str, list[Any]] = {}
    for story, event in cursor.execute(EVENTS, [stories]).fetchall():
        events.setdefault(story, []).append(json.loads(event))
    for story, layers, learned, text, *known in cursor.execute(LAYERS, [stories]).fetchall():
        whole = json.loads(layers)
        whole["article"] |= {"text": text, **dict(zip(NAMES, known, strict=True))}
        yield Reading.model_validate_json(json.dumps(whole | {"events": events.get(story, [])})), learned


def rebuild(cursor: duckdb.DuckDBPyConnection) -> None:
    """Derive events and incidents anew, within the caller's transaction."""
    names = [row[0] for row in cursor.execute("SELECT hash FROM stories ORDER BY hash").fetchall()]
    for at in range(0, len(names), AT_ONCE):
        some = names[at : at + AT_ONCE]
        kept = list(readings(cursor, some))
        cursor.execute("DELETE FROM events WHERE story IN (SELECT unnest(?::VARCHAR[]))", [some])
        reviews.derive(cursor, kept)
        for reading, _ in kept:
            values = [list(sketch(reading.article.text)), reading.article.hash]
            cursor.execute("UPDATE stories SET sketch = ? WHERE hash = ?", values)
    settle_all(cursor)


def derive_anew(cursor: duckdb.DuckDBPyConnection, reading: Reading, learned: datetime) -> set[str]:
    """Derive the events of one kept story anew; the blocks that have to be settled."""
    story = reading.article.hash
    before = cursor.execute("SELECT DISTINCT block FROM events WHERE story = ?", [story]).fetchall()
    cursor.execute("DELETE FROM tellings WHERE event IN (SELECT id FROM events WHERE story = ?)", [story])
    cursor.execute("DELETE FROM incidents WHERE id NOT IN (SELECT incident FROM tellings)")
    cursor.execute("DELETE FROM events WHERE story = ?", [story])
    rows = reviews.derive(cursor, [(reading, learned)])
    return {*(row[0] for row in before), *(row["block"] for row in rows)}
