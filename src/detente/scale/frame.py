"""Many stories across machines: a column of texts in a Daft data frame is annotated where its rows are.

Daft is imported when it is used; it is the extra `scale`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.api import BATCH_STORIES, LAYERS, annotate, known_layers
from detente.errors import InputError, MissingInput, UsageError
from detente.ingest.records import FIELDS
from detente.model.base import Record

if TYPE_CHECKING:
    from daft import DataFrame

ANNOTATION, ERROR = "annotation", "error"


class Annotated(Record):
    """What was written: `records` rows, `refused` of them with an error in place of an annotation."""

    records: int
    refused: int


class Annotator:
    """What a process of the engine holds. The models are loaded when it is made, once."""

    def __init__(self, names: tuple[str, ...], layers: tuple[str, ...]) -> None:
        from detente.reading import pipeline  # noqa: F401 - so that the first batch need not wait for it

        self.names, self.layers = names, layers

    def rows(self, *columns: Iterable[object]) -> list[dict[str, str | None]]:
        """The line that `detente annotate` gives for each row, and the code of its error where it was refused."""
        return [row(found) for found in annotate(self._records(columns), self.layers)]

    def _records(self, columns: tuple[Iterable[object], ...]) -> Iterator[Mapping[str, object]]:
        for values in zip(*columns, strict=True):
            given = zip(self.names, values, strict=True)
            yield {name: value if name == "text" else _plain(value) for name, value in given if value is not None}


def engine() -> Any:
    """Daft, which would else tell its makers at each start that it is used; UsageError where it is not installed."""
    os.environ.setdefault("DAFT_ANALYTICS_ENABLED", "0")
    try:
        import daft
    except ImportError as missing:
        raise UsageError("Daft is not installed: pip install 'detente[scale]'") from missing
    return daft


def _plain(value: object) -> object:
    """A day as words: columns may hold dates, lines of JSON cannot."""
    isoformat = getattr(value, "isoformat", None)
    return isoformat() if isoformat else value


def row(found: dict[str, object]) -> dict[str, str | None]:
    """One record's line, and its error's code."""
    error = found.get("error")
    code = str(error["code"]) if isinstance(error, dict) else None
    return {ANNOTATION: json.dumps(found, ensure_ascii=False), ERROR: code}


def annotate_frame(frame: DataFrame, column: str = "text", layers: Iterable[str] = LAYERS) -> DataFrame:
    """The frame with two columns more: `annotation`, the line of JSON that `detente annotate` gives for the row, and
    `error`, the code of the error where the row was refused, else null.

    `column` has the texts. Columns named id, published, title, outlet, url and language are used where they are there.
    Nothing is read before the frame is collected or written. UsageError for a column or a layer that is not there.
    """
    daft = engine()
    wanted = known_layers(layers)
    if column not in frame.column_names:
        raise UsageError(f"there is no column {column!r}; there are {', '.join(frame.column_names)}")
    for name in (ANNOTATION, ERROR):
        if name in frame.column_names:
            raise UsageError(f"there is a column {name!r} already")
    columns = {"text": column} | {name: name for name in FIELDS if name != "text" and name in frame.column_names}
    kind = daft.DataType.struct({ANNOTATION: daft.DataType.string(), ERROR: daft.DataType.string()})

    class Reading(Annotator):
        @daft.method.batch(return_dtype=kind, unnest=True, batch_size=BATCH_STORIES)  # type: ignore[untyped-decorator]
        def annotated(self, *series: Any) -> list[dict[str, str | None]]:
            return self.rows(*(one.to_pylist() for one in series))

    reading = daft.cls(Reading, use_process=True)(tuple(columns), wanted)
    return frame.select(*frame.column_names, reading.annotated(*(frame[name] for name in columns.values())))


def annotate_files(source: str, out: str, layers: Iterable[str] = LAYERS) -> Annotated:
    """Annotate Parquet files or JSON lines (`.jsonl`) that a path or a pattern names, into a folder of Parquet files.

    Raises UsageError where Daft is not there, `out` is there already or `layers` are wrong, MissingInput where no file
    fits, InputError where one cannot be read.
    """
    daft = engine()
    if Path(out).exists():
        raise UsageError("is there already", subject=out)
    read = daft.read_json if source.endswith((".jsonl", ".ndjson", ".json")) else daft.read_parquet
    try:
        annotate_frame(read(source), layers=layers).write_parquet(out)
        errors = daft.read_parquet(out).select(ERROR).to_pydict()[ERROR]
    except FileNotFoundError as wrong:
        raise MissingInput("there is no such file", subject=source) from wrong
    except daft.exceptions.DaftCoreException as wrong:
        raise InputError(f"cannot be read: {wrong}", subject=source) from wrong
    return Annotated(records=len(errors), refused=sum(code is not None for code in errors))
