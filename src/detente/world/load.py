"""Reading the tables of `world/data`: CSV with a header, `|` between the items of a cell, checked as it is read."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from importlib import resources
from importlib.resources.abc import Traversable
from io import StringIO

from detente.errors import DataError

DATA = "detente.world.data"
SECTORS = frozenset({"GOV", "MIL", "COP", "OPP", "REB", "CVL", "MED", "BUS", "LEG", "JUD", "SPY", "IGO", "NGO"})


def data_folder() -> Traversable:
    """The folder of the tables, wherever the package is installed."""
    return resources.files("detente.world").joinpath("data")


def rows(name: str, columns: tuple[str, ...]) -> Iterator[Mapping[str, str]]:
    """The rows of one table. Raises DataError, naming file and line, where columns are missing or too many."""
    with StringIO(data_folder().joinpath(name).read_text(encoding="utf-8"), newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != columns:
            raise DataError(f"the columns must be {', '.join(columns)}", subject=name)
        for row in reader:
            if None in row or None in row.values():
                raise DataError("the row has more or fewer cells than the header", subject=f"{name}:{reader.line_num}")
            yield row


def items(cell: str) -> tuple[str, ...]:
    """The items of a cell, `|` between them."""
    return tuple(item.strip() for item in cell.split("|") if item.strip())


def sector(cell: str, subject: str) -> str | None:
    """A sector from a cell; None where it is empty. Raises DataError for one that does not exist."""
    if cell and cell not in SECTORS:
        raise DataError(f"there is no sector {cell!r}", subject=subject)
    return cell or None


def first_day(cell: str, subject: str) -> date | None:
    """The first day of "1991", "1991-12" or "1991-12-25"; None for an empty cell."""
    if not cell:
        return None
    try:
        year, month, day = ([int(part) for part in cell.split("-")] + [1, 1])[:3]
        return date(year, month, day)
    except ValueError as error:
        raise DataError(f"{cell!r} is no date (YYYY, YYYY-MM or YYYY-MM-DD)", subject=subject) from error


def last_day(cell: str, subject: str) -> date | None:
    """The last day of "1991", "1991-12" or "1991-12-25"; None for an empty cell."""
    first = first_day(cell, subject)
    if first is None:
        return None
    parts = cell.count("-")
    if parts == 0:
        return date(first.year, 12, 31)
    if parts == 1:
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first
