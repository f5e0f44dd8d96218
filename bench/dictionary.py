"""Writes docs/reference-ledger.md, the data dictionary of a ledger, from the schema and `ledger/data/columns.yaml`.

usage: python -m bench.dictionary [--check]

`--check` writes nothing and says by its exit status whether the file is up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from detente.ledger.dictionary import columns, meanings
from detente.ledger.schema import VERSION

FILE = Path(__file__).parents[1] / "docs" / "reference-ledger.md"
HEAD = f"""# The tables of a ledger

Made by `python -m bench.dictionary` from the schema (version {VERSION}); do not edit by hand.

A ledger is one DuckDB file. `Ledger.sql("SELECT ...")` gives rows; `Ledger.frame("events", "pandas")` gives a table or
the answer to a query as a data frame (`arrow`, `pandas`, `polars`, with the extra `detente[frames]`); `Ledger.events()`
and `Ledger.incidents()` give records. Queries read and never write.

Stories, readings, decisions, reviews and corrections are what a ledger holds. Events, incidents and tellings follow
from them, and `Ledger.rebuild()` derives them anew.

Three times are kept apart: when it happened (`start`, `end`), when it was reported (`reported`), when the ledger
learned of it (`learned`). A text that comes more than once is one story. It has the name, day, outlet, address
and headline of the copy with the earliest day (one that only a dateline says counts after any other), and what that
copy lacks from the next that has it, whatever order they came in. Where a later copy changes the day, the events are
read anew in the light of it; `corrections` keeps the record.
"""


def lines() -> Iterator[str]:
    yield HEAD
    for table, found in groupby(columns(), key=lambda c: c.table):
        yield f"## {table}\n\n{meanings()[table].about}\n\n| column | type | null | meaning |\n|---|---|---|---|"
        for column in found:
            null = "yes" if column.may_be_null else ""
            yield f"| `{column.name}` | {column.type} | {null} | {column.meaning} |"
        yield ""


def page() -> str:
    """The dictionary as Markdown."""
    return "\n".join(lines()).rstrip() + "\n"


def main(argv: list[str] | None = None) -> int:
    if "--check" in (sys.argv[1:] if argv is None else argv):
        return 0 if FILE.exists() and FILE.read_text(encoding="utf-8") == page() else 1
    FILE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
