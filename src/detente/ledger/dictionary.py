"""What the tables and columns of a ledger mean (`data/columns.yaml`), put beside what the schema says of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from detente.errors import DataError
from detente.ledger.ledger import Ledger
from detente.model import Record
from detente.ontology.loading import load_table

COLUMNS = """
SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns() WHERE NOT internal
ORDER BY table_name, column_index
"""


class Meaning(Record):
    """What one table is about, and what each of its columns means."""

    about: str
    columns: Mapping[str, str]


class Column(Record):
    """A column of a ledger. `type`: DuckDB's name for it. `may_be_null`: whether a value may be missing."""

    table: str
    name: str
    type: str
    may_be_null: bool
    meaning: str


@lru_cache(maxsize=1)
def meanings() -> Mapping[str, Meaning]:
    """The meanings by table; `DataError` if the file breaks its schema."""
    return load_table("detente.ledger", "columns.yaml", dict[str, Meaning])


def columns() -> list[Column]:
    """Every column of a new ledger, table by table; `DataError` where schema and meanings differ."""
    with Ledger.in_memory() as ledger:
        rows = ledger.sql(COLUMNS).rows
    told = {(table, name) for table, meaning in meanings().items() for name in meaning.columns}
    there = {(str(table), str(name)) for table, name, *_ in rows}
    if told != there:
        wrong = ", ".join(f"{table}.{name}" for table, name in sorted(told ^ there))
        raise DataError(f"schema and meanings differ: {wrong}", subject="columns.yaml")
    found = {
        (str(table), str(name)): Column(
            table=str(table), name=str(name), type=str(kind), may_be_null=bool(null),
            meaning=meanings()[str(table)].columns[str(name)],
        )
        for table, name, kind, null in rows
    }  # fmt: skip
    order = list(meanings())
    return sorted(found.values(), key=lambda c: order.index(c.table))
