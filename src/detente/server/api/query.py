"""SQL over the ledger's tables, for reading, in a process of its own that is ended when it takes too much."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from detente.server.api.common import ERRORS, Etag, Strict
from detente.server.api.formats import ARROW, TABLES, Format, as_csv, wanted
from detente.server.querying import answered
from detente.server.settings import Limits

router = APIRouter(tags=["sql"], responses=ERRORS)


class Question(Strict):
    """One SELECT. `limit`: rows at most; where there are more, `more` says so."""

    query: str = Field(min_length=1, max_length=20_000, examples=["SELECT type, count(*) FROM events GROUP BY type"])
    limit: int = Field(default=1000, ge=1, le=Limits.sql_rows)
    format: Format | None = Field(
        default=None, description="json, csv or arrow; without it, the header Accept says so."
    )


class Table(BaseModel):
    """The answer: names and DuckDB's types of the columns, and the rows. `more`: there are more rows than the limit."""

    columns: list[str]
    types: list[str]
    rows: list[list[Any]]
    more: bool


ANSWER: dict[int | str, dict[str, Any]] = {200: {"model": Table, **TABLES[200]}}


@router.get("/sql", dependencies=[Etag], response_class=Response, responses=ANSWER)
async def get_sql(request: Request, response: Response, asked: Annotated[Question, Query()]) -> Response:
    """The answer to one SELECT; the tables are described in the reference of the ledger."""
    made = await written(request, asked)
    made.headers.update(response.headers)
    return made


@router.post("/sql", response_class=Response, responses=ANSWER)
async def post_sql(request: Request, asked: Question) -> Response:
    """The same for a query that is too long for an address."""
    return await written(request, asked)


async def written(request: Request, asked: Question) -> Response:
    """The answer in the format that is wanted."""
    kind = wanted(request, asked.format)
    found = await answered(request, asked.query, asked.limit, arrow=kind is Format.ARROW)
    if kind is Format.CSV:
        table = json.loads(found)
        return Response(as_csv(table["columns"], table["rows"]), media_type="text/csv; charset=utf-8")
    return Response(found, media_type=ARROW if kind is Format.ARROW else "application/json")
