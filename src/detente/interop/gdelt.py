"""GDELT 1.0 and 2.0 events: cells between tabs without a header, 57 or 58 columns and 61.

A row of an export is an incident: GDELT's counts are of its mentions, sources and articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO

from detente.errors import MalformedRecord
from detente.interop import table, writing
from detente.interop.acts import NO_STATEMENTS, of_cameo, when
from detente.interop.codes import by, by_cameo, by_group, cameo_code, countries, sectors
from detente.interop.kept import Dyad, Kept, done_on, dyads, exact, number
from detente.interop.records import NOBODY, Days, Format, Found, LeftOut, Loss, Party, Row, Spot, Written
from detente.ledger import Incident
from detente.ledger.settling import chronology
from detente.model import Actor, Place, When
from detente.ontology import cameo, intensity

ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
CODES = "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale"
COUNTS = "NumMentions NumSources NumArticles AvgTone"
GEO_1 = "Type FullName CountryCode ADM1Code Lat Long FeatureID"
GEO_2 = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"


def columns(geography: str) -> tuple[str, ...]:
    """The columns in order, with those of a geography for each of the two actors and for the act."""
    actors = [f"Actor{n}{part}" for n in (1, 2) for part in ACTOR.split()]
    places = [f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in geography.split()]
    days = ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"]
    return (*days, *actors, *CODES.split(), *COUNTS.split(), *places, "DATEADDED", "SOURCEURL")


FIRST, SECOND = columns(GEO_1), columns(GEO_2)
HEADLESS = {57: FIRST[:57], 58: FIRST, 61: SECOND}
LOSSES = (
    writing.TYPE_BY_CODE,
    writing.NO_MODE,
    writing.NO_STATUS,
    writing.PAIRS,
    Loss("person", "no columns for a person or an office"),
    Loss("span", "a day, a month or a year can be told; of anything else the date is empty"),
    writing.ONE_DATE,
    writing.TOWNS,
    *writing.NO_WORDS,
    Loss("story", "the address of the best telling's story and nothing else"),
    writing.NO_RULE,
)  # fmt: skip
ASIDE = (
    "tone, counts of mentions, sources and articles",
    "ethnic and religious codes, the second and third type of an actor",
    "where the actors are from, the codes of regions and of features",
    NO_STATEMENTS,
)
CITY, REGION = ("3", "4"), ("2", "5")


def read_first(path: Path) -> Iterator[Found]:
    """The rows of a file of GDELT 1.0."""
    return table.read(path, lambda cells: row_of(cells, "GDELT 1.0"), HEADLESS)


def read_second(path: Path) -> Iterator[Found]:
    """The rows of a file of GDELT 2.0."""
    return table.read(path, lambda cells: row_of(cells, "GDELT 2.0"), HEADLESS)


def row_of(cells: table.Cells, dataset: str) -> Row | LeftOut:
    """A row as an event."""
    act = of_cameo(cells.need("eventcode"))
    if isinstance(act, LeftOut):
        return act
    source, target = actor(cells, "actor1"), actor(cells, "actor2")
    if not source and not target:
        return NOBODY
    done, said = when(act, days_of(cells))
    return Row(
        dataset=dataset, id=cells.need("globaleventid"), type=act.type, mode=act.mode, cameo=act.cameo,
        code=f"CAMEO {act.cameo}", what=act.words, status=act.status, source=source, target=target,
        days=done, said=said,
        reported=compact(cells.get("dateadded")), spot=spot_of(cells), url=cells.get("sourceurl") or None,
    )  # fmt: skip


def actor(cells: table.Cells, side: str) -> tuple[Party, ...]:
    """One actor. A known group counts before its country, as with us."""
    code, name = cells.get(f"{side}code"), cells.get(f"{side}name")
    if not code and not name:
        return ()
    known = by_group().get(cells.get(f"{side}knowngroupcode"))
    land = by_cameo().get(cells.get(f"{side}countrycode"))
    types = (sectors().get(cells.get(f"{side}type{n}code")) for n in (1, 2, 3))
    return (Party(name or code, known or land, next((s for s in types if s), None)),)


def compact(cell: str) -> date | None:
    """The day of "20151124" or "20151124083000"; None for an empty cell."""
    if not cell:
        return None
    try:
        return date(int(cell[:4]), int(cell[4:6]), int(cell[6:8]))
    except ValueError:
        raise MalformedRecord(f"no date: {cell[:20]}") from None


def days_of(cells: table.Cells) -> Days | None:
    """The day; where there is none, the month or the year."""
    day = compact(cells.get("sqldate", "day"))
    if day:
        return Days(day, day)
    month, year = cells.get("monthyear"), cells.get("year")
    if len(month) == 6:
        first = date(int(month[:4]), int(month[4:]), 1)
        return Days(first, (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1))
    return Days(date(int(year), 1, 1), date(int(year), 12, 31)) if year else None


def spot_of(cells: table.Cells) -> Spot | None:
    """The place of the act, if it is a town or a region: the middle of a country is none."""
    kind = cells.get("actiongeotype").removesuffix(".0")
    lat, lon = cells.number("actiongeolat"), cells.number("actiongeolong")
    if kind not in CITY + REGION or lat is None or lon is None:
        return None
    name, land = cells.get("actiongeofullname"), by("fips").get(cells.get("actiongeocountrycode"))
    return Spot(name, land, lat, lon, "city" if kind in CITY else "region")


def write_first(kept: Kept, out: BinaryIO) -> Written:
    """Incidents as rows of GDELT 1.0."""
    return write(kept, out, FIRST, "")


def write_second(kept: Kept, out: BinaryIO) -> Written:
    """Incidents as rows of GDELT 2.0, whose days of adding have a time too: midnight, since none is known."""
    return write(kept, out, SECOND, "000000")


def write(kept: Kept, out: BinaryIO, names: tuple[str, ...], time: str) -> Written:
    """A row for each incident and pair of parties."""
    done, lines = Written(), Lines()
    for incident, url in kept.incidents():
        event = incident.best.event
        if not writing.told(event, done):
            continue
        same = shared(incident, url, time)
        for dyad in dyads(event):
            lines.add(incident, table.joined((same | actors(incident, dyad)).get(name) for name in names))
    done.rows = lines.write(out)
    return done


class Lines:
    """Lines in the order of their incidents' days. Only they are in memory together, and no incidents."""

    def __init__(self) -> None:
        self.found: list[tuple[tuple[object, ...], int, bytes]] = []

    def add(self, incident: Incident, line: bytes) -> None:
        """Take a line."""
        self.found.append((chronology(incident), len(self.found), line))

    def write(self, out: BinaryIO) -> int:
        """Write them; how many."""
        out.writelines(line for *_, line in sorted(self.found))
        return len(self.found)


def actors(incident: Incident, dyad: Dyad) -> dict[str, object]:
    """The columns of the two actors, and the event's number, which is of the pair too."""
    sides = (("Actor1", dyad[0]), ("Actor2", dyad[1]))
    cells = {f"{side}{name}": value for side, who in sides for name, value in side_of(who).items()}
    return {"GLOBALEVENTID": number(incident.id, dyad), **cells}


def side_of(actor: Actor | None) -> dict[str, object]:
    """The columns of one actor."""
    whole, land, group, sector = cameo_code(actor)
    name = actor.name.upper() if actor else ""
    return {"Code": whole, "Name": name, "CountryCode": land, "KnownGroupCode": group, "Type1Code": sector}


def shared(incident: Incident, url: str | None, time: str) -> dict[str, object]:
    """The columns that all pairs of an incident have in common."""
    event, added = incident.best.event, incident.reported
    code = event.cameo
    return dates(done_on(event)) | geography(event.place) | {
        "EventCode": code, "EventBaseCode": code[:3], "EventRootCode": code[:2], "QuadClass": cameo(code).quad,
        "GoldsteinScale": intensity(code), "NumMentions": len(incident.tellings), "NumSources": incident.sources,
        "NumArticles": sum(len(copies) for copies in incident.by_source),
        "DATEADDED": f"{added:%Y%m%d}{time}" if added else None, "SOURCEURL": url,
    }  # fmt: skip


def dates(on: When | None) -> dict[str, object]:
    """The columns of the day, as far as it is known."""
    if on is None or on.start is None or on.end is None:
        return {}
    first, day = on.start, exact(on)
    if day:
        # GDELT counts a year as 365 days and the day as its share of them.
        fraction = round(day.year + min((day.month - 1) * 30 + day.day, 365) / 365, 4)
        return {"SQLDATE": f"{day:%Y%m%d}", "MonthYear": f"{day:%Y%m}", "Year": day.year, "FractionDate": fraction}
    if (first.year, first.month) == (on.end.year, on.end.month) and on.precision == "month":
        return {"MonthYear": f"{first:%Y%m}", "Year": first.year}
    return {"Year": first.year} if on.precision == "year" and first.year == on.end.year else {}


def geography(place: Place | None) -> dict[str, object]:
    """The columns of where the act was done."""
    if place is None:
        return {}
    land = countries().get(place.country or "")
    home = place.country == "USA"
    kind = (3 if home else 4) if place.precision in ("city", "site") else (2 if home else 5)
    return {
        "ActionGeo_Type": kind if place.lat is not None else 1, "ActionGeo_FullName": place.name,
        "ActionGeo_CountryCode": land["fips"].split("|")[0] if land else None,
        "ActionGeo_Lat": place.lat, "ActionGeo_Long": place.lon,
    }  # fmt: skip


GDELT_1 = Format(
    "gdelt-1", "GDELT 1.0 events", FIRST, LOSSES, ASIDE, read_first, write_first, width=frozenset({57, 58})
)
GDELT_2 = Format("gdelt-2", "GDELT 2.0 events", SECOND, LOSSES, ASIDE, read_second, write_second, width=frozenset({61}))
