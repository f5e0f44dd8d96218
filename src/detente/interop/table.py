"""Files of rows: opened (packed or not), decoded, cut into cells, and asked by the names of their columns."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from math import isfinite, nan
from pathlib import Path
from typing import Any, BinaryIO, cast

from detente.errors import InputError, MalformedRecord, MissingInput, UsageError
from detente.interop.records import Found, LeftOut, Mention, Piece, Row

NOT_PLAIN = re.compile(r"[^0-9a-z]+")
EMPTY = frozenset({"", "none", "null", "na", "nan", "n/a", "\\n"})
LONGEST_EMPTY = max(map(len, EMPTY))
AT_ONCE = 1000  # rows of a Parquet file in memory at a time
LONGEST = 4_000_000  # bytes of a line that is read; a longer one is no row of a table


def plain(name: str) -> str:
    """The name of a column without case, blanks and signs: "Event Date" and "event_date" are one."""
    return NOT_PLAIN.sub("", name.lower())


def stated(cell: str) -> bool:
    """Whether a cell, or a part of one, says something."""
    return cell.strip().lower() not in EMPTY


class Cells:
    """A row by the names of its columns. A cell that says nothing (empty, "None", "NA") is an empty string."""

    __slots__ = ("at", "values")

    def __init__(self, at: dict[str, int], values: Sequence[str]) -> None:
        self.at, self.values = at, values

    def get(self, *names: str) -> str:
        """The first cell with something in it among the columns of these names (as `plain` makes them)."""
        for name in names:
            index = self.at.get(name)
            if index is not None and index < len(self.values):
                value = self.values[index].strip()
                if len(value) > LONGEST_EMPTY or stated(value):
                    return value
        return ""

    def need(self, *names: str) -> str:
        """As `get`; MalformedRecord where all are empty."""
        value = self.get(*names)
        if not value:
            raise MalformedRecord(f"no {names[0]}")
        return value

    def number(self, *names: str) -> float | None:
        """A number, None where the cell is empty; MalformedRecord where it holds something else."""
        value = self.get(*names)
        try:
            found = float(value) if value else None
        except ValueError:
            found = nan
        if found is not None and not isfinite(found):
            raise MalformedRecord(f"{names[0]} is no number: {value[:40]}")
        return found


Given = Row | Mention | Piece | LeftOut
Headless = Mapping[int, tuple[str, ...]]
RowOf = Callable[[Cells], Given]


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a file; of a `.gz` or of the one member of a `.zip`, unpacked as they are read."""
    try:
        if path.suffix.lower() == ".gz":
            with gzip.open(path, "rb") as packed:
                yield cast("BinaryIO", packed)
        elif path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as archive, archive.open(only_member(archive, path)) as member:
                yield cast("BinaryIO", io.BufferedReader(cast("io.RawIOBase", member)))
        else:
            with path.open("rb") as file:
                yield file
    except FileNotFoundError as wrong:
        raise MissingInput("there is no such file", subject=str(path)) from wrong
    except (OSError, EOFError, zipfile.BadZipFile) as wrong:
        why = (isinstance(wrong, OSError) and wrong.strerror) or wrong
        raise InputError(f"cannot be read: {why}", subject=str(path)) from wrong


def only_member(archive: zipfile.ZipFile, path: Path) -> str:
    """The name of the one file in an archive."""
    names = [name for name in archive.namelist() if not name.endswith("/")]
    if len(names) != 1:
        raise InputError(f"{len(names)} files in it; unpack the one that is meant", subject=str(path))
    return names[0]


def lines(file: BinaryIO) -> Iterator[str]:
    """The lines, decoded one by one: UTF-8, and what is not that as Windows-1252."""
    while line := file.readline(LONGEST):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text = line.decode("cp1252", "replace")
        yield text.replace("\0", "")


def head(path: Path) -> list[str]:
    """The cells of the first line, by the sign between them; empty where there is no line of a table."""
    with opened(path) as file:
        first = next(lines(file), "").removeprefix("\ufeff")
    try:
        return next(csv.reader([first], delimiter=sign(first)), [])
    except csv.Error:
        return []


def sign(first: str) -> str:
    """The sign between cells: the commonest of tab, comma and semicolon in the first line."""
    return max("\t,;", key=first.count)


def read(path: Path, row_of: RowOf, headless: Headless | None = None) -> Iterator[Found]:
    """Every row through `row_of`, one after the other; what is wrong with one says so in its place.

    `headless`: names of the columns by their number, for files whose first line is a row already.
    """
    if path.suffix.lower() == ".parquet":
        yield from numbered(parquet_rows(path), row_of, {})
        return
    csv.field_size_limit(LONGEST)
    with opened(path) as file:
        stream = lines(file)
        first = next(stream, "").removeprefix("\ufeff")
        delimiter = sign(first)
        # A file between tabs is quoted only where its header is: elsewhere a quotation mark is one of the text's.
        quoted = delimiter != "\t" or ('"' in first and not headless)
        rows = csv.reader(
            chain([first], stream), delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
        )
        yield from numbered(rows, row_of, headless or {})


def arrow(subject: str) -> Any:
    """pyarrow with its part for Parquet; UsageError where it is not installed."""
    try:
        import pyarrow.parquet
    except ImportError as wrong:
        raise UsageError("pyarrow is not installed: pip install 'detente[frames]'", subject=subject) from wrong
    return pyarrow


def parquet(path: Path) -> Any:
    """A Parquet file; UsageError without pyarrow, InputError for another file."""
    pa = arrow(str(path))
    try:
        return pa.parquet.ParquetFile(path)
    except FileNotFoundError as wrong:
        raise MissingInput("there is no such file", subject=str(path)) from wrong
    except (OSError, pa.ArrowException) as wrong:
        raise InputError(f"cannot be read: {wrong}", subject=str(path)) from wrong


def parquet_columns(path: Path) -> list[str]:
    """The names of the columns of a Parquet file."""
    return [str(name) for name in parquet(path).schema_arrow.names]


def parquet_rows(path: Path) -> Iterator[list[str]]:
    """The header and the rows of a Parquet file, a part of it in memory at a time."""
    file = parquet(path)
    yield [str(name) for name in file.schema_arrow.names]
    for batch in file.iter_batches(batch_size=AT_ONCE):
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            yield [
                "" if cell is None else "|".join(map(str, cell)) if isinstance(cell, list) else str(cell)
                for cell in row
            ]


def numbered(rows: Iterator[list[str]], row_of: RowOf, headless: Headless) -> Iterator[Found]:
    """The rows with their numbers, the header taken off where there is one."""
    layout: Layout | None = None
    number = 0
    while True:
        try:
            values = next(rows)
        except StopIteration:
            return
        except csv.Error as wrong:
            number += 1
            yield Found(number, MalformedRecord(f"no row of a table: {wrong}"))
            continue
        if layout is None:
            layout, is_header = layout_of(values, headless)
            if is_header:
                continue
        if not any(values):
            continue
        number += 1
        yield Found(number, one(values, layout, row_of))


@dataclass(frozen=True)
class Layout:
    """Where each column is: of a file with a header, or of a row by how many cells it has. `width`: of most rows."""

    width: int
    header: dict[str, int] | None
    by_width: Mapping[int, dict[str, int]]

    def cells(self, values: Sequence[str]) -> Cells:
        """A row by its columns; MalformedRecord where cells are missing or too many, as all behind would be shifted."""
        at = self.by_width.get(len(values)) if self.header is None else self.header
        if at is None or (self.header is not None and (len(values) < self.width or any(values[self.width :]))):
            raise MalformedRecord(f"{len(values)} cells where {self.width} belong")
        return Cells(at, values)


def layout_of(first: list[str], headless: Headless) -> tuple[Layout, bool]:
    """Where each column is, and whether the first line was the header."""
    names = [plain(name) for name in first]
    known = [{plain(c) for c in columns} for columns in headless.values()]
    if headless and not any(len(set(names) & some) * 2 > len(names) for some in known):
        width = len(first) if len(first) in headless else max(headless)
        return Layout(width, None, {n: positions(columns) for n, columns in headless.items()}), False
    width = max((n for n, name in enumerate(first, 1) if name.strip()), default=0)
    return Layout(width, positions(first), {}), True


def positions(names: Iterable[str]) -> dict[str, int]:
    """The place of each column by its plain name; of two of one name, that of the first."""
    found: dict[str, int] = {}
    for i, name in enumerate(names):
        found.setdefault(plain(name), i)
    return found


def one(values: Sequence[str], layout: Layout, row_of: RowOf) -> Given | MalformedRecord:
    """One row, or what is wrong with it."""
    try:
        return row_of(layout.cells(values))
    except MalformedRecord as wrong:
        return wrong
    except (ValueError, OverflowError) as wrong:
        return MalformedRecord(str(wrong))


def joined(cells: Iterable[object]) -> bytes:
    """A line of cells between tabs, without quotation marks: what would break the line becomes a blank."""
    return ("\t".join(clean(cell) for cell in cells) + "\n").encode("utf-8", "replace")


def clean(cell: object) -> str:
    """A value as it is written into a cell; None as nothing, a number without a needless `.0`."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())
