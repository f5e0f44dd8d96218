"""ICEWS coded events: cells between tabs under a header; parties by name, sectors in words, countries by name.

Its event ids are not unique: a row is known by all that it says, and the id is one part of that.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from detente.interop import table, writing
from detente.interop.acts import NO_STATEMENTS, of_cameo, when
from detente.interop.codes import countries, country, named_in, sector_words, sectors
from detente.interop.days import day, one_day
from detente.interop.kept import Dyad, Kept, done_on, exact, number
from detente.interop.records import NOBODY, Format, Found, LeftOut, Loss, Party, Row, Spot, Written
from detente.ledger import Telling
from detente.model import Actor
from detente.ontology import cameo, intensity
from detente.world.gazetteer import fold
from detente.world.groups import groups
from detente.world.organisations import organisations

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
LOSSES = (
    writing.TYPE_BY_CODE,
    writing.NO_MODE,
    writing.NO_STATUS,
    writing.PAIRS,
    Loss("name", "an organisation or a group is told by its usual name, which is its code; a person by name alone"),
    Loss("person", "a person's name stands as the party's, without the office"),
    writing.ONE_DAY,
    writing.ONE_DATE,
    writing.TOWNS,
    writing.NO_REPORT,
    *writing.NO_WORDS,
    Loss("story", "a number of the story and its publisher, not its text or address"),
    writing.NO_RULE,
)
ASIDE = (
    "ICEWS's own intensity: the ledger's is by one scale for all",
    "all but the first sector that is one of ours",
    "number of the story and of the sentence",
    NO_STATEMENTS,
)


def read(path: Path) -> Iterator[Found]:
    """The rows of a file."""
    return table.read(path, row_of)


def row_of(cells: table.Cells) -> Row | LeftOut:
    """A row as an event. It has no day of report: the day of the event stands for it."""
    act = of_cameo(cells.need("cameocode"))
    if isinstance(act, LeftOut):
        return act
    source, target = party(cells, "source"), party(cells, "target")
    if not source and not target:
        return NOBODY
    done, said = when(act, one_day(cells.get("eventdate")))
    return Row(
        dataset="ICEWS", id=cells.need("eventid"), type=act.type, mode=act.mode, cameo=act.cameo,
        code=f"CAMEO {act.cameo}", what=cells.get("eventtext") or act.words, status=act.status, source=source,
        target=target, days=done, said=said, reported=day(cells.get("eventdate")),
        spot=spot_of(cells), outlet=cells.get("publisher") or None,
    )  # fmt: skip


def party(cells: table.Cells, side: str) -> tuple[Party, ...]:
    """One actor."""
    name, land = cells.get(f"{side}name"), cells.get(f"{side}country")
    if not name and not land:
        return ()
    code, own = named_in(name, land)
    words = (sectors().get(fold(word)) for word in cells.get(f"{side}sectors").split(","))
    return (Party(name or land, code, next((s for s in words if s), own)),)


def spot_of(cells: table.Cells) -> Spot | None:
    """The place, if it is a town or a region: a row that names the country alone has its middle."""
    lat, lon = cells.number("latitude"), cells.number("longitude")
    town, region = cells.get("city"), cells.get("district", "province")
    if lat is None or lon is None or not (town or region):
        return None
    return Spot(town or region, country(cells.get("country")), lat, lon, "city" if town else "region")


def write(kept: Kept, out: BinaryIO) -> Written:
    """A row for each telling and pair of parties."""
    return writing.tellings(kept, out, COLUMNS, writing.of_each_pair(cells_of))


def cells_of(telling: Telling, _: str | None, dyad: Dyad) -> dict[str, object]:
    """The columns of a telling."""
    event, on = telling.event, exact(done_on(telling.event))
    place = event.place if event.place and event.place.lat is not None else None
    land = countries().get(place.country or "") if place else None
    town = place is not None and place.precision in ("city", "site")
    return side("Source", dyad[0]) | side("Target", dyad[1]) | {
        "Event ID": number(telling.id, dyad), "Event Date": on, "Event Text": cameo(event.cameo).name,
        "CAMEO Code": event.cameo, "Intensity": intensity(event.cameo, "icews"), "Story ID": telling.story[:16],
        "Publisher": telling.outlet, "City": place.name if place and town else None,
        "Province": place.name if place and not town else None, "Country": land["name"] if land else None,
        "Latitude": place.lat if place else None, "Longitude": place.lon if place else None,
    }  # fmt: skip


def side(name: str, actor: Actor | None) -> dict[str, object]:
    """The columns of one party. A code that is no country's is told by its name, which is all that ICEWS has."""
    if actor is None:
        return {}
    land = countries().get(actor.code or "")
    known = organisations().get(actor.code or "") or groups().get(actor.code or "")
    return {
        f"{name} Name": known.name if known and not land else actor.person or actor.name,
        f"{name} Sectors": sector_words().get(actor.sector or ""),
        f"{name} Country": land["name"] if land else None,
    }


ICEWS = Format(
    "icews", "ICEWS coded events", COLUMNS, LOSSES, ASIDE, read, write,
    known_by=frozenset({"eventid", "cameocode", "sourcename", "targetname"}),
)  # fmt: skip
