"""Keeping readings: what is new is written, and what was unknown of a story kept is learned later."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import duckdb

from detente.ledger import decisions, reviews, settling, updating
from detente.ledger.queries import insert
from detente.ledger.rebuilding import derive_anew, readings
from detente.ledger.records import Added
from detente.ledger.rows import READING_COLUMNS, STORY_COLUMNS, reading_row, story_row, telling_id
from detente.model import Reading

LEARNED_LATER = ("published", "published_from", "title", "outlet", "url")
"""What a story may lack at first. Only what was unknown is filled in; what is known is never overwritten."""
KNOWN = f"SELECT hash, {', '.join(LEARNED_LATER)} FROM stories WHERE hash IN (SELECT unnest(?::VARCHAR[]))"


@contextmanager
def unhurried() -> Iterator[None]:
    """Hold the garbage collector off: a batch makes a million small records and no cycles, and it walks them all."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def keep(cursor: duckdb.DuckDBPyConnection, readings: Sequence[Reading], learned: datetime) -> Added:
    """Write what is new, within the caller's transaction, incidents included."""
    kept = known(cursor, [r.article.hash for r in readings])
    new: dict[str, Reading] = {}
    more: dict[str, Reading] = {}
    for reading in readings:
        story = reading.article.hash
        if story not in kept:
            new.setdefault(story, reading)
        elif missing(kept[story], reading):
            more.setdefault(story, reading)
    blocks = {b for r in more.values() for b in correct(cursor, r, missing(kept[r.article.hash], r), learned)}
    rows = write(cursor, list(new.values()), learned)
    settling.settle(cursor, blocks)
    updating.add(cursor, (row["id"] for row in rows if row["block"] not in blocks))
    fresh, later = ({id(r) for r in found.values()} for found in (new, more))
    return Added(
        added=tuple(r.article.id for r in readings if id(r) in fresh),
        known=tuple(r.article.id for r in readings if id(r) not in fresh | later),
        corrected=tuple(r.article.id for r in readings if id(r) in later),
        events=len(rows),
    )


def write(cursor: duckdb.DuckDBPyConnection, readings: Sequence[Reading], learned: datetime) -> list[dict[str, Any]]:
    """Stories, readings and events as rows; the rows of the events."""
    insert(cursor, "stories", STORY_COLUMNS, [story_row(r, learned) for r in readings])
    insert(cursor, "readings", READING_COLUMNS, [reading_row(r, learned) for r in readings])
    return reviews.derive(cursor, [(reading, learned) for reading in readings])


def known(cursor: duckdb.DuckDBPyConnection, hashes: list[str]) -> dict[str, dict[str, Any]]:
    """Which of the stories the ledger has, and what it knows of them."""
    rows = cursor.execute(KNOWN, [hashes]).fetchall()
    return {row[0]: dict(zip(LEARNED_LATER, row[1:], strict=True)) for row in rows}


def missing(kept: Mapping[str, Any], reading: Reading) -> dict[str, Any]:
    """What the ledger did not know of a story and this reading of it does."""
    found = {name: getattr(reading.article, name) for name in LEARNED_LATER}
    gained = {name: value for name, value in found.items() if value is not None and kept[name] is None}
    if "published" not in gained:
        gained.pop("published_from", None)
    return gained


def correct(
    cursor: duckdb.DuckDBPyConnection, reading: Reading, gained: Mapping[str, Any], made: datetime
) -> Iterator[str]:
    """Fill in what was unknown of a story and put it on record; the blocks that have to be settled anew.

    A day of publication changes what "on Tuesday" means: the events of the new reading take the place of the old.
    """
    story = reading.article.hash
    for name, value in gained.items():
        cursor.execute(f"UPDATE stories SET {name} = ? WHERE hash = ?", [value, story])
        cursor.execute("INSERT INTO corrections VALUES (?, ?, NULL, ?, ?)", [story, name, str(value), made])
    if "published" in gained:
        yield from read_anew(cursor, reading)


def read_anew(cursor: duckdb.DuckDBPyConnection, reading: Reading) -> set[str]:
    """Put the events of this reading in the place of those kept, learned of when the ledger learned of the story."""
    story = reading.article.hash
    ((before, learned),) = readings(cursor, [story])
    now = {(e.type, e.trigger): telling_id(story, n) for n, e in enumerate(reading.events)}
    names = {telling_id(story, n): now.get((e.type, e.trigger)) for n, e in enumerate(before.events)}
    decisions.renamed(cursor, names)
    reviews.renamed(cursor, names)
    cursor.execute("DELETE FROM readings WHERE story = ?", [story])
    insert(cursor, "readings", READING_COLUMNS, [reading_row(reading, learned)])
    return derive_anew(cursor, reading, learned)
