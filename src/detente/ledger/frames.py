"""Answers of the ledger as data frames, for whoever works with Arrow, pandas or polars.

None of these libraries is needed for anything else; each is loaded when it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import duckdb

from detente.errors import UsageError

KINDS = {"arrow": "pyarrow", "pandas": "pandas", "polars": "polars"}
"""The kinds of frame and the library that each needs."""


def needed(kind: str) -> None:
    """Load what a kind of frame needs; `UsageError` names the kinds there are, or the extra that is missing."""
    if kind not in KINDS:
        raise UsageError(f"no such kind of frame; there are {', '.join(KINDS)}", subject=kind)
    # DuckDB hands its results to polars by way of Arrow.
    for library in dict.fromkeys((KINDS[kind], "pyarrow") if kind == "polars" else (KINDS[kind],)):
        try:
            import_module(library)
        except ImportError as error:
            raise UsageError(
                f"{library} is not installed: pip install 'detente[frames]'", subject=f"a frame of {kind}"
            ) from error


def frame(cursor: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[object], kind: str) -> Any:
    """The answer to a query as a `pyarrow.Table`, a `pandas.DataFrame` or a `polars.DataFrame`."""
    result = cursor.sql(query, params=list(parameters))
    if kind == "pandas":
        return result.df()
    table = result.to_arrow_table()
    return import_module("polars").from_arrow(table) if kind == "polars" else table
