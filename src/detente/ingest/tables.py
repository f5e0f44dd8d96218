"""Tables of stories, CSV and Parquet: one story a row, with the fields of JSON lines as columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import BinaryIO

from detente.errors import InputError, MalformedRecord
from detente.ingest.decode import encoding_of
from detente.ingest.records import CUT, FIELDS, LONGEST, article_of
from detente.ingest.source import Source
from detente.ingest.story import Known, Stories

NEEDS_FRAMES = 'is a Parquet file, and reading it needs the extra "frames": pip install "detente[frames]"'
DELIMITERS = ",;\t|"
AT_ONCE = 16
"""Rows of a Parquet file in memory at a time."""


def stories_of_rows(source: Source, known: Known) -> Stories:
    """The stories of a CSV file with a first line of column names; other columns than FIELDS are left alone.

    What stands between the columns is the one of DELIMITERS that the first line has most of.
    """
    lines = lines_of_text(source)
    names = next(lines, "")
    delimiter = max(DELIMITERS, key=names.count)
    csv.field_size_limit(LONGEST)
    columns = [name.strip().lower() for name in next(csv.reader([names], delimiter=delimiter), [])]
    if "text" not in columns:
        raise MalformedRecord(f'has no column "text" in its first line, only: {", ".join(columns)[:200]}')
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        number = rows.line_num + 2
        try:
            row = next(rows)
            if row:
                yield article_of(_record(columns, row, number), number=number, defaults=known)
        except StopIteration:
            return
        except csv.Error as wrong:
            yield MalformedRecord(f"is no row of a table: {wrong}", subject=f"line {number}")
        except InputError as error:
            yield error


def lines_of_text(source: Source) -> Iterator[str]:
    """The lines as text, CUT for one that is too long. A byte that is not of the encoding becomes a lone surrogate."""
    encoding, sure = encoding_of(source.head)
    text = io.TextIOWrapper(source.stream, encoding, "strict" if sure else "surrogateescape", newline="")
    try:
        while line := text.readline(LONGEST):
            rest = line
            while len(rest) == LONGEST and not rest.endswith("\n"):
                line, rest = CUT, text.readline(LONGEST)
            yield line
    except UnicodeDecodeError as wrong:
        raise MalformedRecord(f"is marked as {encoding.upper()} but breaks: {wrong.reason}") from wrong
    finally:
        with suppress(ValueError):  # it is closed already
            text.detach()  # or the stream, which is another's, would be closed with the wrapper


def _record(columns: list[str], row: list[str], number: int) -> dict[str, object]:
    """The fields of a row. MalformedRecord where it has more cells than there are columns, or is not text."""
    if len(row) > len(columns):
        raise MalformedRecord(f"has {len(row)} cells, and there are {len(columns)} columns", subject=f"line {number}")
    try:
        "".join(row).encode()
    except UnicodeEncodeError as wrong:
        long = f"is longer than {LONGEST / 1_000_000:g} MB, the limit for one row"
        raise MalformedRecord(long if CUT in row else "is not UTF-8", subject=f"line {number}") from wrong
    return {name: cell for name, cell in zip(columns, row, strict=False) if name in FIELDS and (cell or name == "text")}


def stories_of_parquet(source: Source, known: Known) -> Stories:
    """The stories of a Parquet file, a few rows in memory at a time; other columns than FIELDS are left alone.

    InputError without the extra `frames`.
    """
    try:
        from pyarrow import ArrowException
    except ImportError as missing:
        raise InputError(NEEDS_FRAMES) from missing
    with source.seekable() as stream:
        try:
            yield from _parquet_rows(stream, known)
        except (ArrowException, OSError, ValueError) as wrong:
            raise MalformedRecord(f"is a Parquet file that is damaged: {str(wrong).splitlines()[0]}") from wrong


def _parquet_rows(stream: BinaryIO, known: Known) -> Stories:
    from pyarrow.parquet import ParquetFile

    file = ParquetFile(stream, pre_buffer=False, buffer_size=1 << 20)
    columns = [name for name in file.schema_arrow.names if name.lower() in FIELDS]
    if "text" not in map(str.lower, columns):
        raise MalformedRecord(f'has no column "text", only: {", ".join(file.schema_arrow.names)[:200]}')
    number = 0
    for batch in file.iter_batches(batch_size=AT_ONCE, columns=columns, use_threads=False):
        for row in batch.to_pylist():
            number += 1
            try:
                yield article_of(_fields(row), number=number, defaults=known)
            except InputError as error:
                yield error


def _fields(row: dict[str, object]) -> dict[str, object]:
    """A row with days as words, as in JSON lines, and bytes as words, as older programs write them."""
    return {name.lower(): _as_words(value) for name, value in row.items()}


def _as_words(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    try:
        return value.decode() if isinstance(value, bytes) else value
    except UnicodeDecodeError:
        return value
