"""The tables of `data/`, loaded once, checked, and asked by code.

A table that breaks its schema raises `DataError` with the line, so that an edit gone wrong is seen at once.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from detente.errors import DataError
from detente.model import Record
from detente.ontology.plover import MODES, PLOVER_TYPES, QUAD

DEFAULT_SCALE = "goldstein"
SCALES = ("goldstein", "icews", "plover-type")
LIMIT = 10.0


class CameoCode(Record):
    """One CAMEO code. `plover` None: PLOVER has no type for it. `quad` as in `detente.ontology.quad`."""

    code: str
    name: str
    plover: str | None
    mode: str | None
    quad: int


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of this package."""
    text = files("detente.ontology").joinpath("data", *name.split("/")).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def checked(row: dict[str, str]) -> CameoCode:
    """A row of the crosswalk, or `DataError`."""
    code = CameoCode.model_validate({k: v or None for k, v in row.items()})
    wrong = not (code.code.isdigit() and 2 <= len(code.code) <= 4)
    if code.plover is not None:
        wrong |= QUAD.get(code.plover) != code.quad
        wrong |= code.mode is not None and code.mode not in MODES.get(code.plover, ())
    if wrong:
        raise DataError("the code, its PLOVER type, mode and quad do not agree", subject=f"cameo.csv {row}")
    return code


@lru_cache(maxsize=1)
def cameo_codes() -> Mapping[str, CameoCode]:
    """Every CAMEO code, in order."""
    return MappingProxyType({row["code"]: checked(row) for row in rows("cameo.csv")})


def cameo(code: str) -> CameoCode:
    """One CAMEO code; `DataError` where there is none."""
    try:
        return cameo_codes()[code]
    except KeyError:
        raise DataError("no CAMEO code; codes have two to four digits, with the leading zero", subject=code) from None


@lru_cache(maxsize=len(SCALES))
def scale_values(scale: str) -> Mapping[str, float]:
    """The values of a scale by its keys: CAMEO codes, or PLOVER types for `plover-type`."""
    if scale not in SCALES:
        raise DataError(f"no intensity scale; known are {', '.join(SCALES)}", subject=scale)
    known = PLOVER_TYPES if scale == "plover-type" else tuple(cameo_codes())
    values = {}
    for row in rows(f"intensity/{scale}.csv"):
        key, value = row.get("code") or row["type"], float(row["value"])
        if key not in known or abs(value) > LIMIT:
            raise DataError("an unknown key, or a value beyond -10 to 10", subject=f"{scale}.csv {row}")
        values[key] = value
    return MappingProxyType(values)


@lru_cache(maxsize=4096)
def intensity(code: str, scale: str = DEFAULT_SCALE) -> float | None:
    """How cooperative (to 10) or hostile (to -10) acts of a CAMEO code are on the named scale.

    A code that the scale does not list takes its parent's value ("0311" that of "031", then of "03" or "030").
    None: the scale says nothing. `DataError`: no such code or scale.
    """
    values, entry = scale_values(scale), cameo(code)
    if scale == "plover-type":
        return values[entry.plover] if entry.plover else None
    keys = [code[:n] for n in range(len(code), 1, -1)] + [code[:2] + "0"]
    return next((values[k] for k in keys if k in values), None)
