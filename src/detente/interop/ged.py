"""UCDP GED: violence with deaths, read only. States by Gleditsch-Ward number, other sides by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from detente.errors import MalformedRecord
from detente.interop import table
from detente.interop.acts import Act, of_cameo
from detente.interop.codes import by, country, lookup
from detente.interop.days import day
from detente.interop.records import Days, Format, Found, Party, Row, Spot

# As the files have them; some releases came without a header.
NAMES = """
id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name
dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b
number_of_sources source_article source_office source_date source_headline source_original where_prec
where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region
event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa
gwnob
"""
COLUMNS = tuple(NAMES.split())
# 1 state-based, 2 between groups, 3 one-sided: against people who do not fight.
VIOLENCE = {"1": ("190", "armed fighting"), "2": ("190", "armed fighting"), "3": ("180", "violence against civilians")}
NO_PLACE, WATER = "6", "7"
PLACES = {"1": "city", "2": "city", "3": "region", "4": "region", "5": "region", WATER: "water"}
ASIDE = (
    "the conflict and the dyad, names of regions and numbers of grid cells",
    "deaths, which stand in the line of the row and in no field of the event",
    "how clear the event is",
    "where a place is known to the country only, its coordinates",
)


def read(path: Path) -> Iterator[Found]:
    """The rows of a file."""
    return table.read(path, row_of, {len(COLUMNS): COLUMNS})


def row_of(cells: table.Cells) -> Row:
    """A row as an event: side A acts on side B. The day of report is that of the first source, else the last day."""
    kind = cells.need("typeofviolence").removesuffix(".0")
    code, words = VIOLENCE.get(kind, ("", ""))
    act = of_cameo(code) if code else None
    if not isinstance(act, Act):
        raise MalformedRecord(f"no type_of_violence: {kind[:20]}")
    first, last = day(cells.need("datestart")), day(cells.get("dateend", "datestart"))
    return Row(
        dataset="UCDP GED", id=cells.need("id"), type=act.type, mode=act.mode, cameo=act.cameo,
        code=f"type of violence {kind}", what=words, source=side(cells, "a"), target=side(cells, "b"),
        days=Days(first, last), reported=first_source(cells.get("sourcedate")) or last, spot=spot_of(cells),
        words=told(cells),
    )  # fmt: skip


def side(cells: table.Cells, which: str) -> tuple[Party, ...]:
    """One side: a state by its number, anybody else by name."""
    name, number = cells.need(f"side{which}"), cells.number(f"gwno{which}")
    code, sector = lookup(name)
    state = by("gw").get(f"{number:.0f}") if number is not None and number > 0 else None
    if state:
        return (Party(name, state, sector or "GOV"),)
    return (Party(name, code, "CVL" if name.lower() == "civilians" else sector),)


def first_source(cell: str) -> date | None:
    """The earliest of the days of the sources, those that are no date left out."""
    found = []
    for part in cell.split(";"):
        try:
            found.append(day(part.strip()))
        except MalformedRecord:
            continue
    return min((d for d in found if d), default=None)


def spot_of(cells: table.Cells) -> Spot | None:
    """The place, unless only the country is known."""
    lat, lon = cells.number("latitude"), cells.number("longitude")
    kind = cells.get("whereprec").removesuffix(".0")
    if kind == NO_PLACE or lat is None or lon is None:
        return None
    name = cells.get("wherecoordinates", "wheredescription", "adm2", "adm1")
    land = None if kind == WATER else country(cells.get("country"))
    return Spot(name, land, lat, lon, PLACES.get(kind, "region"))


def told(cells: table.Cells) -> str:
    """The headline of the source and the count of the dead, as the row has them."""
    best = cells.get("best")
    parts = (cells.get("sourceheadline"), f"{best} dead by the best estimate" if best else "")
    return "; ".join(part for part in parts if part)


GED = Format(
    "ucdp-ged",
    "UCDP GED",
    (),
    (),
    ASIDE,
    read,
    known_by=frozenset({"typeofviolence", "sidea", "sideb"}),
    width=frozenset({len(COLUMNS)}),
)
