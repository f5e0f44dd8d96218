"""PLOVER JSON: an object for each event, with PLOVER's fields; what it has no field for stands under `detente`.

Read are objects one after the other, in lines or in a list.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from detente.errors import MalformedRecord
from detente.interop.acts import of_plover, when
from detente.interop.codes import cameo_party, lookup, sectors
from detente.interop.days import day, one_day
from detente.interop.kept import Kept, done_on, exact
from detente.interop.pieces import assembled, moment
from detente.interop.records import NOBODY, Format, Found, LeftOut, Party, Piece, Row, Written
from detente.interop.table import LONGEST, opened
from detente.ledger import Telling
from detente.model import Actor
from detente.version import __version__

COLUMNS = (
    "id", "date", "source", "target", "event", "mode", "context", "eventText", "text", "location", "language",
    "publication", "url", "version", "detente",
)  # fmt: skip
ASIDE = ("markup, coder and comments", "contexts that are not in words")
BETWEEN = re.compile(r"[\s,\[\]]*")
CHUNK = 1 << 20


def read(path: Path) -> Iterator[Found]:
    """The events of a file; those that detente wrote are put together to their stories again."""
    return assembled(objects(path))


def objects(path: Path) -> Iterator[Found]:
    """The objects of a file, a part of it in memory at a time. What is no JSON ends a list, but not a file of lines."""
    decoder, number = json.JSONDecoder(), 0
    with opened(path) as file:
        text, at = "", 0
        while True:
            at = BETWEEN.match(text, at).end()  # type: ignore[union-attr]
            try:
                record, at = decoder.raw_decode(text, at)
            except (ValueError, RecursionError):
                more = file.read(CHUNK)
                if more and len(text) - at <= LONGEST:
                    # A character may be cut at the end of a part: the rest of its line is read with it.
                    text, at = text[at:] + (more + file.readline()).decode("utf-8", "replace").removeprefix("\ufeff"), 0
                    continue
                if at >= len(text):
                    return
                number += 1
                yield Found(number, MalformedRecord("no JSON"))
                at = text.find("\n", at) + 1 or len(text)
                continue
            number += 1
            yield Found(number, one(record))


def one(record: object) -> Row | Piece | LeftOut | MalformedRecord:
    """An object as an event, or what is wrong with it."""
    if not isinstance(record, Mapping):
        return MalformedRecord("no JSON object")
    try:
        own = record.get("detente")
        return piece(own) if isinstance(own, Mapping) else row_of(record)
    except MalformedRecord as wrong:
        return wrong
    except (AttributeError, TypeError, KeyError) as wrong:
        return MalformedRecord(f"not as PLOVER has it: {type(wrong).__name__}: {wrong}")


def piece(own: Mapping[str, Any]) -> Piece:
    """What detente wrote, word for word."""
    event, reading = own["event"], own.get("reading")
    return Piece(
        str(own["story"]), json.dumps(event) if event else None, json.dumps(reading) if reading else None,
        moment(own.get("learned")),
    )  # fmt: skip


def row_of(record: Mapping[str, Any]) -> Row | LeftOut:
    """An event that others wrote."""
    mode = str(record.get("mode") or "").lower() or None
    act = of_plover(str(record.get("event") or ""), mode)
    source, target = parties(record.get("source")), parties(record.get("target") or record.get("recipient"))
    if not source and not target:
        return NOBODY
    given = record.get("context") or ()
    contexts = tuple(str(c) for c in ([given] if isinstance(given, str) else given))
    on = str(record.get("date") or "")
    done, said = when(act, one_day(on))
    return Row(
        dataset="PLOVER", id=str(record.get("id") or "without id"), type=act.type, mode=act.mode, cameo=act.cameo,
        code=f"{act.type}{f'-{mode}' if mode else ''}", what=str(record.get("eventText") or act.words),
        status=act.status, source=source, target=target, contexts=contexts, days=done, said=said, reported=day(on),
        words=str(record.get("text") or ""), outlet=record.get("publication") or None,
    )  # fmt: skip


def parties(given: object) -> tuple[Party, ...]:
    """The parties of one side: objects with `code`, `sector` and `actorText`, or codes."""
    several = given if isinstance(given, list) else [given] if given else []
    return tuple(party(each if isinstance(each, Mapping) else {"code": each}) for each in several)


def party(given: Mapping[str, Any]) -> Party:
    """One party."""
    name, code = str(given.get("actorText") or given.get("name") or ""), str(given.get("code") or "")
    read_as = cameo_party(code, name) or Party(name or "somebody")
    known, own = lookup(name) if name and read_as.code is None else (read_as.code, None)
    return Party(read_as.name, known, sectors().get(str(given.get("sector") or "")) or read_as.sector or own)


def write(kept: Kept, out: BinaryIO) -> Written:
    """A line for each telling; the story stands with the first event of it that is written."""
    done = Written()
    for telling, url, reading in kept.with_stories():
        record = object_of(telling, url)
        line = json.dumps(record, ensure_ascii=False)[:-1]
        out.write(f'{line}, "detente": {own_part(telling, reading)}}}\n'.encode())
        done.rows += 1
    return done


def own_part(telling: Telling, reading: str | None) -> str:
    """What PLOVER has no field for, as JSON: the event, and the story with its first event."""
    event = telling.event.model_dump_json(by_alias=True)
    whole = f', "reading": {reading}' if reading else ""
    return f'{{"story": "{telling.story}", "n": {telling.n}, "learned": "{telling.learned}", "event": {event}{whole}}}'


def object_of(telling: Telling, url: str | None) -> dict[str, object]:
    """The telling in PLOVER's fields."""
    event, on = telling.event, exact(done_on(telling.event))
    place = event.place
    return {
        "id": telling.id, "date": str(on) if on else None, "source": [actor(a) for a in event.source],
        "target": [actor(a) for a in event.target], "event": event.type, "mode": event.mode or "",
        "context": list(event.contexts), "eventText": telling.trigger, "text": telling.evidence,
        "location": place and {
            "name": place.name, "countryCode": place.country, "lat": place.lat, "lng": place.lon,
            "geonameId": place.geonames,
        },
        "language": "en", "publication": telling.outlet, "url": url, "version": f"detente {__version__}",
    }  # fmt: skip


def actor(actor: Actor) -> dict[str, object]:
    """A party in PLOVER's fields."""
    return {"actorText": actor.name, "code": actor.code or "", "sector": actor.sector or ""}


PLOVER = Format("plover", "PLOVER JSON", COLUMNS, (), ASIDE, read, write, known_by=frozenset({"event", "source"}))
