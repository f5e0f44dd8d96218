"""The days of data sets' cells."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, datetime

from detente.errors import MalformedRecord
from detente.interop.records import Days

WRITTEN = ("%Y-%m-%d", "%Y%m%d", "%m/%d/%Y", "%d %B %Y", "%d-%b-%Y", "%m/%d/%y")
"""Ways of writing a day; what has slashes is American, as ICEWS writes it."""


def day(cell: str) -> date | None:
    """The day of a cell, whatever stands behind it (a time); None for an empty one. MalformedRecord for no date."""
    if not cell:
        return None
    for words in (cell.strip(), cell.split("T", maxsplit=1)[0].split(" ", maxsplit=1)[0], cell[:8]):
        for form in WRITTEN:
            try:
                found = datetime.strptime(words, form).date()
            except ValueError:
                continue
            if found.year in (MINYEAR, MAXYEAR):
                raise MalformedRecord(f"stands for no date: {cell[:20]}")
            return found
    raise MalformedRecord(f"no date: {cell[:20]}")


def one_day(cell: str) -> Days | None:
    """An event of one day."""
    found = day(cell)
    return Days(found, found) if found else None
