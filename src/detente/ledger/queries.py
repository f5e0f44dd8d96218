"""The ledger's queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import duckdb

from detente.ledger.records import Telling
from detente.ledger.store import Database
from detente.model import Event

TELLING = """
SELECT e.id, e.story, s.id, e.n, e.json, e.reported, e.learned, s.title, s.outlet, e.trigger_text, e.evidence_text
FROM events e JOIN stories s ON s.hash = e.story
WHERE {where} ORDER BY e.reported NULLS LAST, e.story, e.n
"""


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
    source: str | None,
    target: str | None,
    between: tuple[str, str] | None,
    types: Sequence[str],
    since: date | None,
    until: date | None,
    as_of: date | None,
) -> tuple[str, list[object]]:
    """The conditions as SQL over `events e`, with their values."""
    parts: list[tuple[str, Iterable[object]]] = [("true", ())]
    if source:
        parts.append(("list_contains(e.source, ?)", [source]))
    if target:
        parts.append(("list_contains(e.target, ?)", [target]))
    if between:
        parts.append(("list_contains(e.parties, ?) AND list_contains(e.parties, ?)", between))
    if types:
        parts.append(("list_contains(?::VARCHAR[], e.type)", [list(types)]))
    if since:
        parts.append(('coalesce(e."end", e."start") >= ?', [since]))
    if until:
        parts.append(('coalesce(e."start", e."end") <= ?', [until]))
    if as_of:
        parts.append(("e.reported <= ?", [as_of]))
    return " AND ".join(p for p, _ in parts), [v for _, values in parts for v in values]


def tellings(db: Database, where: str, values: Sequence[object]) -> list[Telling]:
    """The tellings that meet the condition."""
    return [telling(row) for row in db.rows(TELLING.format(where=where), values)]


def telling(row: Sequence[Any]) -> Telling:
    """A row of `TELLING` as a record."""
    names = ("id", "story", "story_id", "n", "event", "reported", "learned", "title", "outlet", "trigger", "evidence")
    fields = dict(zip(names, row, strict=True))
    return Telling(**{**fields, "event": Event.model_validate_json(fields["event"])})
