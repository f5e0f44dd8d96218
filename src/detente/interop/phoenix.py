"""Phoenix: the daily files, 26 cells between tabs without a header, and those under a header with the same meaning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from detente.interop import table, writing
from detente.interop.acts import NO_STATEMENTS, of_cameo, when
from detente.interop.codes import cameo_code, cameo_party, countries, country, sectors
from detente.interop.days import one_day
from detente.interop.kept import Dyad, Kept, done_on, exact, number
from detente.interop.records import NOBODY, Days, Format, Found, LeftOut, Loss, Party, Row, Spot, Written
from detente.ledger import Telling
from detente.model import Actor
from detente.ontology import cameo, intensity
from detente.world.gazetteer import fold

COLUMNS = (
    "EventID", "Date", "Year", "Month", "Day", "SourceActorFull", "SourceActorEntity", "SourceActorRole",
    "SourceActorAttribute", "TargetActorFull", "TargetActorEntity", "TargetActorRole", "TargetActorAttribute",
    "EventCode", "EventRootCode", "QuadClass", "GoldsteinScore", "Issues", "ActionLat", "ActionLong", "LocationName",
    "GeoCountryName", "GeoStateName", "SentenceID", "URLs", "NewsSources",
)  # fmt: skip
HEADLESS = {26: COLUMNS}
LOSSES = (
    writing.TYPE_BY_CODE,
    writing.NO_MODE,
    writing.NO_STATUS,
    writing.PAIRS,
    Loss("name", "a party is a code and has no name"),
    Loss("person", "no columns for a person or an office"),
    writing.ONE_DAY,
    writing.ONE_DATE,
    Loss("place kind", "a place has a name and a point and no kind; a country is no place"),
    writing.NO_REPORT,
    *writing.NO_WORDS,
    Loss("story", "its address and publisher, not its text"),
    writing.NO_RULE,
)
ASIDE = (
    "issues, the score of intensity, other attributes of actors",
    "all but the first address and news source",
    NO_STATEMENTS,
)


def read(path: Path) -> Iterator[Found]:
    """The rows of a file."""
    headed = "code" in {table.plain(name) for name in table.head(path)}
    return table.read(path, row_of, None if headed else HEADLESS)


def row_of(cells: table.Cells) -> Row | LeftOut:
    """A row as an event. It has no day of report: the day of the event, which is the story's, stands for it."""
    act = of_cameo(cells.need("eventcode", "code"))
    if isinstance(act, LeftOut):
        return act
    source, target = party(cells, "source"), party(cells, "target")
    if not source and not target:
        return NOBODY
    days = one_day(cells.get("date", "storydate")) or by_parts(cells)
    done, said = when(act, days)
    return Row(
        dataset="Phoenix", id=cells.need("eventid"), type=act.type, mode=act.mode, cameo=act.cameo,
        code=f"CAMEO {act.cameo}", what=act.words, status=act.status, source=source, target=target,
        days=done, said=said,
        reported=days.first if days else None, spot=spot_of(cells), outlet=first(cells.get("newssources")),
        url=first(cells.get("urls")),
    )  # fmt: skip


def by_parts(cells: table.Cells) -> Days | None:
    """The day of the columns for year, month and day."""
    parts = [cells.number(name) for name in ("year", "month", "day")]
    if any(part is None for part in parts):
        return None
    found = date(*(int(part) for part in parts if part is not None))
    return Days(found, found)


def party(cells: table.Cells, side: str) -> tuple[Party, ...]:
    """One actor, by CAMEO's code."""
    found = cameo_party(cells.get(f"{side}actorfull", side))
    role = sectors().get(cells.get(f"{side}actorrole", f"{side}agent"))
    return (replace(found, sector=found.sector or role),) if found else ()


def first(cell: str) -> str | None:
    """The first of several that stand between semicolons."""
    return cell.split(";", maxsplit=1)[0].strip() or None


def spot_of(cells: table.Cells) -> Spot | None:
    """The place, unless all that is named is a country, whose middle is none."""
    lat, lon = cells.number("actionlat", "lat"), cells.number("actionlong", "lon")
    name, land = cells.get("locationname", "placename"), cells.get("geocountryname", "countryname")
    region = cells.get("geostatename", "statename")
    if lat is None or lon is None or not (name or region) or fold(name) == fold(land):
        return None
    return Spot(name or region, country(land), lat, lon, "city" if name else "region")


def write(kept: Kept, out: BinaryIO) -> Written:
    """A row for each telling and pair of parties."""
    return writing.tellings(kept, out, COLUMNS, writing.of_each_pair(cells_of), header=False)


def cells_of(telling: Telling, url: str | None, dyad: Dyad) -> dict[str, object]:
    """The columns of a telling."""
    event, on = telling.event, exact(done_on(telling.event))
    place = event.place if event.place and event.place.lat is not None else None
    land = countries().get(place.country or "") if place else None
    dated = {"Date": f"{on:%Y%m%d}", "Year": on.year, "Month": on.month, "Day": on.day} if on else {}
    return dated | side("Source", dyad[0]) | side("Target", dyad[1]) | {
        "EventID": number(telling.id, dyad), "EventCode": event.cameo, "EventRootCode": event.cameo[:2],
        "QuadClass": cameo(event.cameo).quad, "GoldsteinScore": intensity(event.cameo),
        "ActionLat": place.lat if place else None, "ActionLong": place.lon if place else None,
        "LocationName": place.name if place else None, "GeoCountryName": land["name"] if land else None,
        "SentenceID": telling.id, "URLs": url, "NewsSources": telling.outlet,
    }  # fmt: skip


def side(name: str, actor: Actor | None) -> dict[str, object]:
    """The columns of one party."""
    whole, land, group, sector = cameo_code(actor)
    return {
        f"{name}ActorFull": whole or (actor.name if actor else None), f"{name}ActorEntity": land or group,
        f"{name}ActorRole": sector,
    }  # fmt: skip


PHOENIX = Format(
    "phoenix", "Phoenix", COLUMNS, LOSSES, ASIDE, read, write,
    known_by=frozenset({"eventid", "code", "rootcode", "quadclass"}), width=frozenset({26}),
)  # fmt: skip
