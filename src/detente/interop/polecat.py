"""POLECAT: PLOVER's events, cells between tabs under a header; several parties in a cell stand between semicolons."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO

from detente.interop import table, writing
from detente.interop.acts import of_plover, when
from detente.interop.codes import by, countries, country, named_in, sectors
from detente.interop.days import day, one_day
from detente.interop.kept import Kept, done_on, exact, number
from detente.interop.records import NOBODY, Format, Found, LeftOut, Loss, Party, Row, Spot, Written
from detente.ledger import Telling
from detente.model import Actor
from detente.ontology import QUAD_NAMES
from detente.version import __version__

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
LOSSES = (
    Loss("code", "it has no CAMEO code: the plainest one of the type and mode is read back"),
    writing.NO_STATUS,
    Loss("person", "a person's name stands as the party's; the office has a column, which is not read back"),
    writing.ONE_DAY,
    writing.ONE_DATE,
    writing.TOWNS,
    *writing.NO_WORDS,
    Loss("story", "its publisher, not its text or address"),
    writing.NO_RULE,
)
ASIDE = (
    "its intensity; on export the column is empty, since its scale is not one of ours",
    "people, organisations and places of the story; Wikipedia's ids",
    "all but the first sector of a party",
)
BETWEEN = "; "


def read(path: Path) -> Iterator[Found]:
    """The rows of a file."""
    return table.read(path, row_of)


def row_of(cells: table.Cells) -> Row | LeftOut:
    """A row as an event."""
    mode = cells.get("eventmode").lower() or None
    act = of_plover(cells.need("eventtype"), mode)
    source, target = parties(cells, "actor"), parties(cells, "recipient")
    if not source and not target:
        return NOBODY
    contexts = tuple(c.strip() for c in cells.get("contexts").split(";") if c.strip())
    done, said = when(act, one_day(cells.get("eventdate")))
    return Row(
        dataset="POLECAT", id=cells.need("eventid"), type=act.type, mode=act.mode, cameo=act.cameo,
        code=f"{act.type}{f'-{mode}' if mode else ''}", what=act.words, status=act.status, source=source, target=target,
        contexts=contexts, days=done, said=said,
        reported=day(cells.get("publicationdate")), spot=spot_of(cells),
        outlet=cells.get("source") or None,
    )  # fmt: skip


def parties(cells: table.Cells, side: str) -> tuple[Party, ...]:
    """The parties of one side: their names, countries and sectors are told in the same order."""
    kinds = (f"{side}name", f"{side}country", f"primary{side}sector")
    names, lands, kind = ([part.strip() for part in cells.get(c).split(";")] for c in kinds)
    raw = [part.strip() for part in cells.get(f"{side}nameraw").split(";")]
    most = max(len(names), len(lands))
    found = zip_longest(names, lands, kind[:most], raw[:most], fillvalue="")
    return tuple(party(*each) for each in found if any(table.stated(cell) for cell in each))


def party(name: str, land: str, kind: str, raw: str) -> Party:
    """One party."""
    name, land = (cell if table.stated(cell) else "" for cell in (name, land))
    code, own = named_in(name, land)
    return Party((raw if table.stated(raw) else name) or land, code, sectors().get(kind) or own)


def spot_of(cells: table.Cells) -> Spot | None:
    """The place, if it is a town, a site or a region: PCL is GeoNames' kind for countries."""
    lat, lon = cells.number("latitude"), cells.number("longitude")
    kind, town, region = cells.get("featuretype"), cells.get("city"), cells.get("district", "province")
    if lat is None or lon is None or kind.startswith("PCL") or not (kind or town or region):
        return None
    is_region = kind.startswith("ADM") or not (kind or town)
    name = cells.get("placename", "rawplacename") or town or region
    ids = cells.number("geonamesid")
    land = country(cells.get("country")) or by("fips").get(cells.get("country"))
    return Spot(name, land, lat, lon, "region" if is_region else "city", int(ids) if ids else None)


def write(kept: Kept, out: BinaryIO) -> Written:
    """A row for each telling; several parties of a side stand in one cell."""
    return writing.tellings(kept, out, COLUMNS, lambda telling, _: [cells_of(telling)])


def cells_of(telling: Telling) -> dict[str, object]:
    """The columns of a telling. POLECAT writes "None" where it has nothing."""
    event = telling.event
    return sides("Actor", event.source) | sides("Recipient", event.target) | where(telling) | {
        "Event ID": f"DET{number(telling.id, (None, None))}", "Event Date": exact(done_on(event)),
        "Event Type": event.type, "Event Mode": event.mode or "None", "Quad Code": QUAD_NAMES[event.quad].upper(),
        "Contexts": BETWEEN.join(event.contexts) or "None", "Source": telling.outlet,
        "Publication Date": telling.reported, "Language": "English", "Version": f"detente-{__version__}",
    }  # fmt: skip


def sides(name: str, actors: tuple[Actor, ...]) -> dict[str, object]:
    """The columns of the parties of one side."""
    lands = [countries().get(a.code or "") for a in actors]
    kind = BETWEEN.join(a.sector or "None" for a in actors) or "None"
    cells = {
        f"{name} Name": [of_code(a) for a in actors],
        f"{name} Country": [land["code"] if land else "None" for land in lands],
        f"{name} COW": [land["cow"] or "None" if land else "None" for land in lands],
        f"{name} Title": [a.role or "None" for a in actors],
        f"{name} Name Raw": [(a.person or a.name).replace(";", ",") for a in actors],
    }
    told: dict[str, object] = {column: BETWEEN.join(values) or "None" for column, values in cells.items()}
    return told | {f"Primary {name} Sector": kind, f"{name} Sectors": kind}


def of_code(actor: Actor) -> str:
    """The resolved name: that of the country, organisation or group, else the party's own."""
    land = countries().get(actor.code or "")
    return (land["name"] if land else actor.code or actor.name).replace(";", ",")


def where(telling: Telling) -> dict[str, object]:
    """The columns of the place."""
    place = telling.event.place
    if place is None or place.lat is None:
        return {}
    town = place.precision in ("city", "site")
    return {
        "Placename": place.name, "Raw Placename": place.name, "City": place.name if town else "None",
        "Province": "None" if town else place.name, "Country": place.country or "None", "Latitude": place.lat,
        "Longitude": place.lon, "GeoNames ID": place.geonames or "None", "Feature Type": "PPL" if town else "ADM1",
    }  # fmt: skip


POLECAT = Format(
    "polecat", "POLECAT", COLUMNS, LOSSES, ASIDE, read, write,
    known_by=frozenset({"eventid", "eventtype", "actorname", "recipientname"}),
)  # fmt: skip
