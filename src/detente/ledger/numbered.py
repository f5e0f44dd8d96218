"""Records of what people decided: numbered in the order in which they were made, taken back and never deleted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

import duckdb

from detente.errors import UsageError
from detente.ledger.records import Decision, Review
from detente.ledger.store import Database
from detente.model import Record

T = TypeVar("T", Decision, Review)


def rows(
    source: Database | duckdb.DuckDBPyConnection,
    table: str,
    columns: Sequence[str],
    where: str = "true",
    values: Sequence[object] = (),
) -> list[dict[str, Any]]:
    """The rows of a table that meet a condition, by column, in the order of their numbers."""
    query = f"SELECT {quoted(columns)} FROM {table} WHERE {where} ORDER BY n"
    found = source.rows(query, values) if isinstance(source, Database) else source.execute(query, values).fetchall()
    return [dict(zip(columns, row, strict=True)) for row in found]


def write(cursor: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str], made: T) -> T:
    """Put a record on record under the next number."""
    ((number,),) = cursor.execute(f"SELECT coalesce(max(n), 0) + 1 FROM {table}").fetchall()
    numbered = made.model_copy(update={"n": number})
    row = [column(getattr(numbered, name)) for name in columns]
    cursor.execute(f"INSERT INTO {table} ({quoted(columns)}) VALUES ({', '.join('?' * len(row))})", row)
    return numbered


def column(value: object) -> object:
    """A value as a column holds it."""
    if isinstance(value, Record):
        return value.model_dump_json(by_alias=True)
    return list(value) if isinstance(value, tuple) else value


def take_back(cursor: duckdb.DuckDBPyConnection, table: str, made: Sequence[T], number: int, when: datetime) -> T:
    """Take one of these records back; `UsageError` if there is none of that number, or it was taken back before."""
    name = table.removesuffix("s")
    found = next((record for record in made if record.n == number), None)
    if found is None:
        raise UsageError(f"there is no {name} of that number", subject=str(number))
    if found.undone:
        raise UsageError(f"was undone on {found.undone:%Y-%m-%d} already", subject=f"{name} {number}")
    cursor.execute(f"UPDATE {table} SET undone = ? WHERE n = ?", [when, number])
    return found.model_copy(update={"undone": when})


def quoted(columns: Sequence[str]) -> str:
    """Columns in SQL."""
    return ", ".join(f'"{name}"' for name in columns)
