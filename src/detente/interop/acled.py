"""ACLED: read only. Countries and actors by name; what each sub-event is read as stands in `data/acled.csv`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from detente.errors import MalformedRecord
from detente.interop import table
from detente.interop.acts import of_cameo
from detente.interop.codes import country, data, lookup
from detente.interop.days import day
from detente.interop.records import Days, Format, Found, LeftOut, Party, Row, Spot
from detente.world.gazetteer import fold

# `inter1`, `inter2`: kinds of actors, as numbers and, since 2024, in words.
KINDS = {
    "1": "GOV", "2": "REB", "3": "REB", "4": "CVL", "5": "OPP", "6": "OPP", "7": "CVL",
    "state forces": "GOV", "rebel group": "REB", "political militia": "REB", "identity militia": "CVL",
    "rioters": "OPP", "protesters": "OPP", "civilians": "CVL",
}  # fmt: skip
# How far the day may be off, by `time_precision`.
WIDE = {"1": 0, "2": 3, "3": 15}
ASIDE = (
    "associated actors, the kind of disorder, tags",
    "deaths, but for what the notes say of them",
    "the day of upload, which is that of the last correction: the day of the event stands for that of the report",
    "sub-events that are no act towards somebody: agreements between others, bases built, weapons found",
)


def read(path: Path) -> Iterator[Found]:
    """The rows of a file."""
    return table.read(path, row_of)


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, Mapping[str, str]]:
    """What each sub-event is read as, by its name (folded)."""
    return {fold(row["event"]): row for row in data("acled.csv")}


def row_of(cells: table.Cells) -> Row | LeftOut:
    """A row as an event. ACLED does not say who began: the first actor is read as the one who acts."""
    name = cells.need("subeventtype")
    kind = kinds().get(fold(name))
    if kind is None:
        raise MalformedRecord(f"no sub-event type: {name[:40]}")
    if not kind["cameo"]:
        return LeftOut(f"“{name}”: {kind['note']}")
    act = of_cameo(kind["cameo"])
    if isinstance(act, LeftOut):
        return act
    sides = (actor(cells, "1"), actor(cells, "2"))
    source, target = reversed(sides) if kind["flip"] else sides
    on = day(cells.need("eventdate"))
    return Row(
        dataset="ACLED", id=cells.need("eventidcnty", "dataid", "eventidnocnty"), type=act.type, mode=act.mode,
        cameo=act.cameo, code=name, what=name.lower(), source=source, target=target, days=days_of(cells),
        reported=on, spot=spot_of(cells), words=cells.get("notes"), outlet=cells.get("source") or None,
    )  # fmt: skip


def days_of(cells: table.Cells) -> Days | None:
    """The day, as wide as it is known: ACLED sets the middle of a week or month where it knows no more."""
    on, off = day(cells.need("eventdate")), WIDE.get(cells.get("timeprecision"), 0)
    return Days(on - timedelta(days=off), on + timedelta(days=off)) if on else None


def actor(cells: table.Cells, which: str) -> tuple[Party, ...]:
    """One actor. Forces of a state carry its name behind "of"; protesters have their country in brackets."""
    name = cells.get(f"actor{which}")
    if not name:
        return ()
    code, own = lookup(name)
    kind = KINDS.get(cells.get(f"inter{which}").lower())
    inside = name.partition("(")[2].rstrip(")")
    if code is None and kind in ("CVL", "OPP") and inside:
        code = country(inside)
    return (Party(name, code, own or kind),)


def spot_of(cells: table.Cells) -> Spot | None:
    """The place; what is only known to a part of a region is a region."""
    lat, lon = cells.number("latitude"), cells.number("longitude")
    if lat is None or lon is None or not cells.get("location"):
        return None
    exact = cells.get("geoprecision") in ("", "1")
    return Spot(cells.get("location"), country(cells.get("country")), lat, lon, "city" if exact else "region")


ACLED = Format(
    "acled", "ACLED", (), (), ASIDE, read, known_by=frozenset({"subeventtype", "actor1", "eventdate"})
)  # fmt: skip
