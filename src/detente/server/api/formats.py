"""Answers as tables: CSV for spreadsheets, Arrow for data frames, by `format=` or the header Accept."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from importlib import import_module
from typing import Any, TypeVar
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import Response

from detente.ledger import Incident, Telling
from detente.ledger.frames import needed
from detente.model import Actor
from detente.server.api.common import Page

T = TypeVar("T")
ARROW = "application/vnd.apache.arrow.stream"
MEDIA = {"text/csv": "csv", ARROW: "arrow", "application/json": "json"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
TABLES: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}, ARROW: {}}}}
"""For the description of what gives tables."""

TEXT, DAY, NUMBER, COUNT = "string", "date32", "float64", "int64"
EVENT = {
    "id": TEXT, "story": TEXT, "story_id": TEXT, "n": COUNT, "reported": DAY, "title": TEXT, "outlet": TEXT,
    "type": TEXT, "mode": TEXT, "cameo": TEXT, "quad": COUNT, "intensity": NUMBER, "status": TEXT, "source": TEXT,
    "source_name": TEXT, "target": TEXT, "target_name": TEXT, "start": DAY, "end": DAY, "precision": TEXT,
    "place": TEXT, "country": TEXT, "lat": NUMBER, "lon": NUMBER, "according_to": TEXT, "stance": TEXT, "about": TEXT,
    "about_type": TEXT, "confidence": NUMBER, "because": TEXT, "trigger": TEXT, "evidence": TEXT,
}  # fmt: skip
"""Columns of events as a table, with their Arrow types. Several codes of one side are joined by `+`."""
INCIDENT = {
    "id": TEXT, "type": TEXT, "cameo": TEXT, "status": TEXT, "source": TEXT, "target": TEXT, "start": DAY, "end": DAY,
    "precision": TEXT, "reported": DAY, "sources": COUNT, "tellings": TEXT, "evidence": TEXT,
}  # fmt: skip
"""Columns of incidents as a table. `tellings`: their ids, joined by blanks; `evidence`: that of the best."""


class Format(StrEnum):
    """What an answer is written in."""

    JSON = "json"
    CSV = "csv"
    ARROW = "arrow"


def wanted(request: Request, given: Format | None) -> Format:
    """The format that is asked for: by `format=`, else the first that Accept names and there is, else JSON."""
    if given is not None:
        return given
    for part in request.headers.get("accept", "").split(","):
        media = part.partition(";")[0].strip().lower()
        if media in MEDIA:
            return Format(MEDIA[media])
    return Format.JSON


def table(
    rows: Iterable[Mapping[str, object]], columns: Mapping[str, str], kind: Format, name: str, etag: str | None
) -> Response:
    """Rows as a file of that format. `UsageError` where Arrow is asked for and pyarrow is not installed."""
    if kind is Format.CSV:
        made, media = as_csv(list(columns), ([row[c] for c in columns] for row in rows)), "text/csv; charset=utf-8"
    else:
        made, media = as_arrow(rows, columns), ARROW
    headers = {"Content-Disposition": f'attachment; filename="{name}.{"csv" if kind is Format.CSV else "arrows"}"'}
    return Response(made, media_type=media, headers=headers | ({"ETag": etag, "Vary": "Accept"} if etag else {}))


def as_csv(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    """CSV in UTF-8. Words that a spreadsheet would take for a formula get an apostrophe before them."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(value) for value in row])
    return out.getvalue().encode("utf-8", "replace")


def cell(value: object) -> object:
    """A value as CSV has it."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value.isoformat() if isinstance(value, date) else value


def as_arrow(rows: Iterable[Mapping[str, object]], columns: Mapping[str, str]) -> bytes:
    """A stream of Arrow's IPC."""
    needed("arrow")
    arrow = import_module("pyarrow")
    schema = arrow.schema([(name, getattr(arrow, kind)()) for name, kind in columns.items()])
    made = arrow.Table.from_pylist([dict(row) for row in rows], schema=schema)
    sink = arrow.BufferOutputStream()
    with arrow.ipc.new_stream(sink, schema) as stream:
        stream.write_table(made)
    return bytes(sink.getvalue())


def in_format(  # noqa: PLR0913, PLR0917 - a list in each of its forms
    request: Request,
    response: Response,
    given: Format | None,
    page: Page[T],
    row: Callable[[T], Mapping[str, object]],
    columns: Mapping[str, str],
    name: str,
) -> Page[T]:
    """A page of a list as it is wanted: a table's next page is named in the header `Link`, as JSON's is."""
    kind = wanted(request, given)
    made = response
    if kind is not Format.JSON:
        made = table(map(row, page.items), columns, kind, name, response.headers.get("etag"))
    if page.next is not None:
        query = [(k, v) for k, v in request.query_params.multi_items() if k != "cursor"] + [("cursor", page.next)]
        made.headers["Link"] = f'<{request.url.path}?{urlencode(query)}>; rel="next"'
    return page if made is response else made  # type: ignore[return-value]  # what is a response is sent as it is


def event_row(telling: Telling) -> dict[str, object]:
    """A telling as a row of `EVENT`."""
    event, place, said = telling.event, telling.event.place, telling.event.attribution
    own = {name: getattr(telling, name) for name in ("id", "story", "story_id", "n", "reported", "title", "outlet")}
    coded = {name: getattr(event, name) for name in ("type", "mode", "cameo", "quad", "intensity", "confidence")}
    return {
        **own, **coded, "status": event.status.value, "because": event.because,
        "source": codes(event.source), "source_name": names(event.source),
        "target": codes(event.target), "target_name": names(event.target),
        "start": event.date and event.date.start, "end": event.date and event.date.end,
        "precision": event.date and event.date.precision,
        "place": place and place.name, "country": place and place.country, "lat": place and place.lat,
        "lon": place and place.lon, "according_to": said and said.who and (said.who.code or said.who.name),
        "stance": said and said.stance, "about": event.about and event.about.what,
        "about_type": event.about and event.about.type, "trigger": telling.trigger, "evidence": telling.evidence,
    }  # fmt: skip


def incident_row(incident: Incident) -> dict[str, object]:
    """An incident as a row of `INCIDENT`."""
    when = incident.date
    own = {name: getattr(incident, name) for name in ("id", "type", "cameo", "status", "reported", "sources")}
    return own | {
        "source": "+".join(incident.source), "target": "+".join(incident.target), "start": when and when.start,
        "end": when and when.end, "precision": when and when.precision,
        "tellings": " ".join(t.id for t in incident.tellings), "evidence": incident.best.evidence,
    }  # fmt: skip


def codes(actors: Sequence[Actor]) -> str:
    """The codes of parties, joined; a party without one by its name."""
    return "+".join(sorted({a.code or a.name for a in actors}))


def names(actors: Sequence[Actor]) -> str:
    """The parties as the story names them."""
    return ", ".join(dict.fromkeys(a.person or a.name for a in actors))
