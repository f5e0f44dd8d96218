"""A table with a row for each telling, as CSV or Parquet: the columns of the ledger's `events`, and those of the story.

In Parquet a row holds the whole event and, with the first of each story, the story too, so that nothing is lost.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from detente.errors import MalformedRecord
from detente.interop import table, writing
from detente.interop.days import day
from detente.interop.kept import Kept, in_groups
from detente.interop.pieces import assembled, moment
from detente.interop.records import NOBODY, Days, Format, Found, LeftOut, Loss, Party, Piece, Row, Spot, Written
from detente.ledger import Telling
from detente.model import Actor, Status, When
from detente.ontology import PLAINEST, cameo_codes, quad
from detente.tables import load_yaml

BETWEEN = "|"
LOSSES = (
    Loss("person", "a person's name stands in its column and is not read back as one"),
    Loss("place kind", "a place without coordinates is not read back"),
    *writing.NO_WORDS[:2],
    Loss("words", "they stand in their columns; what is read back rests on the row"),
    Loss("story", "its title, address and publisher, not its text"),
    Loss("rule", "it stands in its column; what is read back names the import"),
)


@lru_cache(maxsize=1)
def columns() -> Mapping[str, str]:
    """The columns of the table and what each means."""
    return MappingProxyType(load_yaml(files("detente.interop").joinpath("data", "flat.yaml")))


IN_CSV = tuple(name for name in columns() if name not in ("event_json", "reading_json"))


def read(path: Path) -> Iterator[Found]:
    """The rows of a table; those that hold the whole event are put together to their stories again."""
    return assembled(table.read(path, row_of))


def row_of(cells: table.Cells) -> Row | Piece | LeftOut:
    """A row as an event."""
    whole, reading = cells.get("eventjson"), cells.get("readingjson")
    if whole:
        return Piece(cells.need("story"), whole, reading or None, moment(cells.get("learned")))
    kind = cells.need("type").upper()
    if kind not in PLAINEST:
        raise MalformedRecord(f"no PLOVER type: {kind[:20]}")
    code = cells.get("cameo") or PLAINEST[kind]
    if code not in cameo_codes():
        raise MalformedRecord(f"no CAMEO code: {code[:20]}")
    source, target = side(cells, "source"), side(cells, "target")
    if not source and not target:
        return NOBODY
    return Row(
        dataset="table", id=cells.need("id"), type=kind, cameo=code, code=kind, mode=cells.get("mode") or None,
        what=cells.get("triggertext") or cameo_codes()[code].name, source=source, target=target,
        contexts=items(cells.get("contexts")), status=status(cells.get("status")),
        days=days(cells, "start", "end"), said=days(cells, "saidon", "saidonend"), reported=day(cells.get("reported")),
        spot=spot_of(cells), words=cells.get("evidencetext"), url=cells.get("url") or None,
        outlet=cells.get("outlet") or None,
    )  # fmt: skip


def items(cell: str) -> tuple[str, ...]:
    """The items of a cell."""
    return tuple(part for part in cell.split(BETWEEN) if part) if cell else ()


def status(cell: str) -> Status:
    """The status; what is not told has happened."""
    try:
        return Status(cell) if cell else Status.HAPPENED
    except ValueError:
        raise MalformedRecord(f"no status: {cell[:20]}") from None


def days(cells: table.Cells, first: str, last: str) -> Days | None:
    """First and last day."""
    found = Days(day(cells.get(first)), day(cells.get(last)))
    return found if found.first or found.last else None


def side(cells: table.Cells, which: str) -> tuple[Party, ...]:
    """The parties of one side: codes, names and sectors stand in the same order."""
    told = [cells.get(name).split(BETWEEN) for name in (which, f"{which}name", f"{which}sector")]
    most = max(map(len, told))
    codes, names, kinds = (part + [""] * (most - len(part)) for part in told)
    found = (Party(n or c, c or None, k or None) for c, n, k in zip(codes, names, kinds, strict=True))
    return tuple(party for party in found if party.name)


def spot_of(cells: table.Cells) -> Spot | None:
    """The place, if it has coordinates."""
    lat, lon, number = cells.number("lat"), cells.number("lon"), cells.number("geonames")
    if lat is None or lon is None:
        return None
    kind, land = cells.get("placeprecision") or "city", cells.get("country") or None
    return Spot(cells.get("place"), land, lat, lon, kind, int(number) if number else None)


def write_csv(kept: Kept, out: BinaryIO) -> Written:
    """A line for each telling under a header, as RFC 4180 has it."""
    done, lines = Written(), io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(IN_CSV)
    for telling, url in kept.tellings():
        row = cells_of(telling, url)
        writer.writerow([row[name] for name in IN_CSV])
        done.rows += 1
        out.write(lines.getvalue().encode("utf-8", "replace"))
        lines.seek(0)
        lines.truncate()
    out.write(lines.getvalue().encode())
    return done


def cells_of(telling: Telling, url: str | None) -> dict[str, Any]:
    """The columns of a telling."""
    event, place, about = telling.event, telling.event.place, telling.event.about
    said = event.attribution
    return {
        "id": telling.id, "story": telling.story, "story_id": telling.story_id, "title": telling.title,
        "outlet": telling.outlet, "url": url, "reported": telling.reported, "learned": telling.learned,
        "type": event.type, "mode": event.mode, "contexts": BETWEEN.join(event.contexts), "cameo": event.cameo,
        "quad": quad(event.type), "intensity": event.intensity, "status": event.status.value,
        **sides("source", event.source), **sides("target", event.target), **dated("", event.date),
        "precision": event.date.precision if event.date else None, "date_open": event.date_open,
        **dated("said_on", event.said_on),
        "place": place and place.name, "country": place and place.country, "lat": place and place.lat,
        "lon": place and place.lon, "place_precision": place and place.precision,
        "geonames": place and place.geonames,
        "according_to": said and said.who and (said.who.code or said.who.name), "stance": said and said.stance,
        "about": about and about.what, "about_type": about and about.type, "confidence": event.confidence,
        "because": event.because, "trigger_text": telling.trigger, "evidence_text": telling.evidence,
    }  # fmt: skip


def sides(which: str, actors: tuple[Actor, ...]) -> dict[str, str]:
    """The columns of the parties of one side."""
    told = {
        which: [a.code or "" for a in actors],
        f"{which}_name": [a.name.replace(BETWEEN, "/") for a in actors],
        f"{which}_sector": [a.sector or "" for a in actors],
        f"{which}_person": [a.person or "" for a in actors],
        f"{which}_role": [a.role or "" for a in actors],
    }
    return {name: BETWEEN.join(values) if any(values) else "" for name, values in told.items()}


def dated(name: str, when: When | None) -> dict[str, object]:
    """The columns of first and last day."""
    first, last = (name, f"{name}_end") if name else ("start", "end")
    return {first: when and when.start, last: when and when.end}


def write_parquet(kept: Kept, out: BinaryIO) -> Written:
    """The same as columns, and the whole event and story beside them. UsageError without pyarrow."""
    pa = table.arrow("parquet")
    kinds = {"DATE": pa.date32(), "TIMESTAMP": pa.timestamp("us"), "DOUBLE": pa.float64(), "INTEGER": pa.int64()}
    schema = pa.schema([(name, kinds.get(KIND.get(name, ""), pa.string())) for name in columns()])
    done = Written()
    with pa.parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for rows in in_groups(whole_rows(kept)):
            done.rows += len(rows)
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
    return done


KIND = {
    "reported": "DATE", "start": "DATE", "end": "DATE", "said_on": "DATE", "said_on_end": "DATE",
    "learned": "TIMESTAMP", "intensity": "DOUBLE", "lat": "DOUBLE", "lon": "DOUBLE", "confidence": "DOUBLE",
    "quad": "INTEGER", "geonames": "INTEGER",
}  # fmt: skip


def whole_rows(kept: Kept) -> Iterator[dict[str, Any]]:
    """The rows with all that is known: empty cells are null here."""
    for telling, url, reading in kept.with_stories():
        whole = {"event_json": telling.event.model_dump_json(by_alias=True), "reading_json": reading}
        yield {name: None if value == "" else value for name, value in (cells_of(telling, url) | whole).items()}


KNOWN = frozenset({"type", "cameo", "source", "target", "triggertext"})
CSV = Format("csv", "CSV", IN_CSV, LOSSES, (), read, write_csv, known_by=KNOWN)
PARQUET = Format(
    "parquet", "Parquet", tuple(columns()), (), (), read, write_parquet, known_by=KNOWN | {"eventjson"}
)  # fmt: skip
