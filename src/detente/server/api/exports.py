"""The ledger's events as a file in a format of event data, as `detente export` writes it."""

from __future__ import annotations

import io
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import BaseModel, Field

from detente.errors import TooLarge
from detente.interop import Wanted, export
from detente.interop.formats import FORMATS
from detente.server.api.common import ERRORS, AsOf, Bounds, Code, Day, Etag, Kept, Pair, Strict, sides, types_of

if TYPE_CHECKING:
    from detente.api_ledger import Ledger

router = APIRouter(tags=["export"], responses=ERRORS)
To = StrEnum("To", {name.upper().replace("-", "_"): name for name, one in FORMATS.items() if one.write})  # type: ignore[misc]  # its members are the formats
To.__doc__ = "A format that events can be written in."
FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
}
LEFT_OUT = "Detente-Left-Out"
"""The header that says how many events the format could not tell truly, so that they are not in the file."""


class Cannot(BaseModel):
    """Something that a format cannot hold."""

    facet: str
    what: str


class Written(BaseModel):
    """A format that events can be written in, its columns if it has any, and what it cannot hold."""

    name: To
    title: str
    columns: list[str]
    losses: list[Cannot]


class OfExport(Strict):
    """Which events to write."""

    source: Code | None = Field(default=None, description="A party that did it, by code or name.")
    target: Code | None = Field(default=None, description="A party to which it was done, by code or name.")
    between: Pair = None
    type: list[str] = Field(default=[], max_length=16, description="PLOVER types; several: any of them.")
    since: Day = Field(default=None, description="It may have happened on this day or later.")
    until: Day = Field(default=None, description="It may have happened on this day or before.")
    as_of: AsOf = None


@router.get("/export")
def formats() -> list[Written]:
    """The formats that events can be written in, and what each cannot hold."""
    return [
        Written(
            name=To(name), title=one.title, columns=list(one.columns),
            losses=[Cannot(facet=loss.facet, what=loss.what) for loss in one.losses],
        )
        for name, one in FORMATS.items() if one.write
    ]  # fmt: skip


@router.get("/export/{to}", dependencies=[Etag], response_class=Response, responses=FILE)
def as_file(response: Response, store: Kept, limits: Bounds, to: To, asked: Annotated[OfExport, Query()]) -> Response:
    """A file of the events that are wanted, the same bytes each time.

    Events that the format could not tell truly are left out; the header `Detente-Left-Out` has their number.
    """
    wanted = Wanted(
        asked.source, asked.target, sides(asked.between),
        tuple(types_of(asked.type)), asked.since, asked.until, asked.as_of,
    )  # fmt: skip
    file = io.BytesIO()
    with store.reading() as ledger:
        check_size(ledger, wanted, limits.export)
        done = export(ledger, to.value, file, wanted)
    headers = {
        "Content-Disposition": f'attachment; filename="events.{to.value}"', LEFT_OUT: str(sum(done.left_out.values())),
        **response.headers,
    }  # fmt: skip
    return Response(file.getvalue(), media_type="application/octet-stream", headers=headers)


def check_size(ledger: Ledger, wanted: Wanted, most: int) -> None:
    """`TooLarge` for more events than one answer may have."""
    where, values = wanted.sql()
    ((count,),) = ledger.sql(f"SELECT count(*) FROM events e WHERE {where or 'true'}", values).rows
    if count > most:  # type: ignore[operator]  # a count is a number
        raise TooLarge(
            f"{count:,} events are more than the {most:,} of one file: ask for fewer, or use `detente export`"
        )
