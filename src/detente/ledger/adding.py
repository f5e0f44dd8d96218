"""Keeping readings: what is new is written, and what was unknown of a story kept is learned later."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import duckdb

from detente.ledger import copies, decisions, reviews, settling, updating
from detente.ledger.queries import insert
from detente.ledger.rebuilding import derive_anew, readings
from detente.ledger.records import Added
from detente.ledger.rows import READING_COLUMNS, STORY_COLUMNS, reading_row, story_row, telling_id
from detente.model import Reading

KEPT = ("id", *copies.TAKEN, "published", "published_from")
"""What of a story's row changes where another copy of its text says more."""


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
    before = copies.read(cursor, [r.article.hash for r in readings])
    now, telling = gathered(before, readings)
    new = {story: reading for story, reading in telling.items() if story not in before}
    more = {story: reading for story, reading in telling.items() if story in before}
    blocks = {b for story, r in more.items() for b in correct(cursor, r, before[story], now[story], learned)}
    rows = write(cursor, [(r, copies.joined(now[story])) for story, r in new.items()], learned)
    copies.write(cursor, {story: now[story] for story in telling})
    settling.settle(cursor, blocks)
    updating.add(cursor, (row["id"] for row in rows if row["block"] not in blocks))
    fresh = {id(reading) for reading in new.values()}
    later = {id(reading) for story, reading in more.items() if learns(before[story], now[story])}
    return Added(
        added=tuple(r.article.id for r in readings if id(r) in fresh),
        known=tuple(r.article.id for r in readings if id(r) not in fresh | later),
        corrected=tuple(r.article.id for r in readings if id(r) in later),
        events=len(rows),
    )


def learns(before: copies.Copies, now: copies.Copies) -> bool:
    """Whether more is known of a story than before; that a copy has another name is no news."""
    old, new = copies.joined(before), copies.joined(now)
    return old._replace(id=new.id) != new


def gathered(
    before: Mapping[str, copies.Copies], readings: Sequence[Reading]
) -> tuple[dict[str, copies.Copies], dict[str, Reading]]:
    """The copies of each story, these included; of each that is told more of, the first new copy that tells it."""
    now = dict(before)
    for reading in readings:
        story = reading.article.hash
        now[story] = copies.telling((*now.get(story, ()), copies.copy_of(reading.article)))
    telling: dict[str, Reading] = {}
    for reading in sorted(readings, key=lambda r: copies.copy_of(r.article).order()):
        story, copy = reading.article.hash, copies.copy_of(reading.article)
        if copy in now[story] and copy not in before.get(story, ()):
            telling.setdefault(story, reading)
    return now, telling


def write(
    cursor: duckdb.DuckDBPyConnection, readings: Sequence[tuple[Reading, copies.Copy]], learned: datetime
) -> list[dict[str, Any]]:
    """Stories, readings and events as rows, each story with what is known of all its copies; the rows of the events."""
    stories = [story_row(reading, learned) | known._asdict() for reading, known in readings]
    insert(cursor, "stories", STORY_COLUMNS, stories)
    insert(cursor, "readings", READING_COLUMNS, [reading_row(r, learned) for r, _ in readings])
    return reviews.derive(cursor, [(reading, learned) for reading, _ in readings])


def correct(
    cursor: duckdb.DuckDBPyConnection, reading: Reading, before: copies.Copies, now: copies.Copies, made: datetime
) -> Iterator[str]:
    """Put what another copy says on record; the blocks that have to be settled anew.

    A day of publication changes what "on Tuesday" means: where the first copy is another now, the events of its reading
    take the place of the old.
    """
    story = reading.article.hash
    old, new = copies.joined(before), copies.joined(now)
    for name in KEPT:
        was, value = getattr(old, name), getattr(new, name)
        if was != value:
            cursor.execute(f"UPDATE stories SET {name} = ? WHERE hash = ?", [value, story])
        if was != value and value is not None:
            words = [was if was is None else str(was), str(value)]
            cursor.execute("INSERT INTO corrections VALUES (?, ?, ?, ?, ?)", [story, name, *words, made])
    if now[0] != before[0]:
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
