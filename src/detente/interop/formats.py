"""The formats by name, and which of them a file is in."""

from __future__ import annotations

import json
from pathlib import Path
from types import MappingProxyType

from detente.errors import InputError, UsageError
from detente.interop import table
from detente.interop.acled import ACLED
from detente.interop.flat import CSV, PARQUET
from detente.interop.gdelt import GDELT_1, GDELT_2
from detente.interop.ged import GED
from detente.interop.icews import ICEWS
from detente.interop.mentions import MENTIONS
from detente.interop.phoenix import PHOENIX
from detente.interop.plover import PLOVER
from detente.interop.polecat import POLECAT
from detente.interop.records import Format
from detente.interop.whole import WHOLE

ALL = (GDELT_1, GDELT_2, MENTIONS, ICEWS, POLECAT, PHOENIX, PLOVER, GED, ACLED, CSV, PARQUET, WHOLE)
FORMATS = MappingProxyType({one.name: one for one in ALL})
"""Every format by its name."""


def named(name: str) -> Format:
    """The format of this name; UsageError names those there are."""
    if name not in FORMATS:
        raise UsageError(f"there is no such format; there are {', '.join(FORMATS)}", subject=name)
    return FORMATS[name]


def guessed(path: Path) -> Format:
    """The format that a file is in, by the names or the number of its columns; InputError where none fits."""
    if path.suffix.lower() == ".parquet":
        cells = table.parquet_columns(path)
    elif (record := first_object(path)) is not None:
        cells = record
    else:
        cells = table.head(path)
    names = {table.plain(cell) for cell in cells}
    fits = [one for one in ALL if one.known_by and one.known_by <= names]
    if fits:
        return max(fits, key=lambda one: len(one.known_by))
    for one in (GDELT_2, GDELT_1):
        if len({table.plain(c) for c in one.columns} & names) * 2 > len(names):
            return one
    wide = [one for one in ALL if len(cells) in one.width]
    if not wide:
        raise InputError("its columns are those of no format that is read: name it with --from", subject=str(path))
    return wide[0]


def first_object(path: Path) -> list[str] | None:
    """The names of the fields of the first object, if the file begins with one."""
    with table.opened(path) as file:
        stripped = (line.lstrip("\ufeff \t\r\n[") for line in table.lines(file))
        text = next((line for line in stripped if line), "")
    if not text.startswith("{"):
        return None
    try:
        record, _ = json.JSONDecoder().raw_decode(text)
    except ValueError:
        return list(PLOVER.known_by)  # an object over several lines: as PLOVER's are often written
    return list(record)
