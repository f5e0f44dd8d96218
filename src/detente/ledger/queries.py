"""The ledger's queries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import duckdb

from detente.ledger.records import Story, Telling
from detente.ledger.store import Database
from detente.model import Event

TELLING = """
SELECT e.id, e.story, s.id, e.n, e.json, e.reported, e.learned, s.title, s.outlet, e.trigger_text, e.evidence_text
FROM events e JOIN stories s ON s.hash = e.story
WHERE {where} ORDER BY e.reported NULLS LAST, e.story, e.n
"""
STORIES = f"SELECT {', '.join(Story.model_fields)} FROM stories WHERE {{where}} ORDER BY published NULLS LAST, id, hash"
ID = re.compile(r"([0-9a-f]{16}):(0|[1-9]\d{0,5})", re.ASCII)
BESIDE = """
e.story IN (SELECT story FROM events WHERE list_contains(parties, $1) AND list_contains(parties, $2))
  AND (list_has_any(e.source, [$1, $2]) OR list_has_any(e.target, [$1, $2])
    OR (list_contains(e.parties, $1) AND list_contains(e.parties, $2)))
  AND ($3::DATE IS NULL OR e.reported <= $3::DATE)
"""
After = tuple[date | None, str, int]
"""A place in the order of tellings: when reported, the story's hash, the number in the story."""


def insert(
    cursor: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Write many rows with one statement, a list of values for each column: ten times as quick as row by row."""
    if rows:
        names = ", ".join(f'"{name}"' for name in columns)
        values = ", ".join(f"unnest(?::{kind}[])" for kind in columns.values())
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {values}", [[row[n] for row in rows] for n in columns])


def conditions(  # noqa: PLR0913 - each is one condition of a query
    *,
    source: str | None = None,
    target: str | None = None,
    between: tuple[str, str] | None = None,
    types: Sequence[str] = (),
    statuses: Sequence[str] = (),
    story: str | None = None,
    since: date | None = None,
    until: date | None = None,
    as_of: date | None = None,
    after: After | None = None,
    over: str = "e",
) -> tuple[str, list[object]]:
    """The conditions as SQL over `events e`, with their values.

    `over`: the table whose types, statuses and days are meant, where that is another.
    """
    parts: list[tuple[object, str, Iterable[object]]] = [
        (source, "list_contains(e.source, ?)", [source]),
        (target, "list_contains(e.target, ?)", [target]),
        (between, "list_contains(e.parties, ?) AND list_contains(e.parties, ?)", between or ()),
        (types, f"list_contains(?::VARCHAR[], {over}.type)", [list(types)]),
        (statuses, f"list_contains(?::VARCHAR[], {over}.status)", [list(statuses)]),
        (story, "e.story = ?", [story]),
        (since, f'({over}."end" >= ? OR ({over}."end" IS NULL AND {over}."start" IS NOT NULL))', [since]),
        (until, f'({over}."start" <= ? OR ({over}."start" IS NULL AND {over}."end" IS NOT NULL))', [until]),
        (as_of, "e.reported <= ?", [as_of]),
        (after, *(following(after) if after else ("", ()))),
    ]
    given = [(sql, values) for value, sql, values in parts if value]
    return " AND ".join(["true", *(sql for sql, _ in given)]), [v for _, values in given for v in values]


def following(after: After) -> tuple[str, list[object]]:
    """The condition for what comes after a place in the order of tellings."""
    reported, story, n = after
    later = "(e.story > ? OR (e.story = ? AND e.n > ?))"
    if reported is None:
        return f"e.reported IS NULL AND {later}", [story, story, n]
    found = f"(e.reported IS NULL OR e.reported > ? OR (e.reported = ? AND {later}))"
    return found, [reported, reported, story, story, n]


def parts_of(event: str) -> tuple[str, int]:
    """What the id of an event says: how its story's hash begins, and its number there; an empty hash for what is no id.

    The other way round it is `rows.telling_id`.
    """
    found = ID.fullmatch(event)
    return (found[1], int(found[2])) if found else ("", -1)


def tellings(db: Database, where: str, values: Sequence[object], limit: int | None = None) -> list[Telling]:
    """The tellings that meet the condition, `limit` at most."""
    first = "" if limit is None else f"LIMIT {limit:d}"
    return [telling(row) for row in db.rows(TELLING.format(where=where) + first, values)]


def story(row: Sequence[Any]) -> Story:
    """A row of `STORIES` as a record."""
    return Story(**dict(zip(Story.model_fields, row, strict=True)))


def telling(row: Sequence[Any]) -> Telling:
    """A row of `TELLING` as a record."""
    names = ("id", "story", "story_id", "n", "event", "reported", "learned", "title", "outlet", "trigger", "evidence")
    fields = dict(zip(names, row, strict=True))
    return Telling(**{**fields, "event": Event.model_validate_json(fields["event"])})
