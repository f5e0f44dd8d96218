"""The page of data: one SELECT over the ledger's tables, its answer as a table and as files to take along."""

from __future__ import annotations

import json

from fastapi import APIRouter, Request, Response

from detente.errors import DetenteError
from detente.server.access import settings_of
from detente.server.pages.render import page_with_status
from detente.server.querying import answered

router = APIRouter()
SHOWN = 200  # rows on the page; the files have as many as the server's limit allows
LONGEST = 20_000  # characters of a query
EXAMPLES = (
    (
        "How often each party does what",
        "SELECT source, type, count(*) AS acts\nFROM incidents GROUP BY ALL ORDER BY acts DESC",
    ),
    (
        "What is planned, and for when",
        """SELECT "start", source_name, target_name, evidence_text
FROM events WHERE status = 'planned' ORDER BY "start" DESC NULLS LAST""",
    ),
    (
        "What several sources tell",
        """SELECT id, type, status, source, target, "start", sources
FROM incidents WHERE sources > 1 ORDER BY sources DESC""",
    ),
    (
        "Stories by month",
        """SELECT date_trunc('month', published)::DATE AS month, count(*) AS stories
FROM stories GROUP BY month ORDER BY month""",
    ),
)
"""Questions to begin with, and their SQL."""
NUMBERS = frozenset({"BIGINT", "INTEGER", "DOUBLE", "HUGEINT", "UBIGINT", "SMALLINT", "FLOAT"})
"""DuckDB's names of numbers: their columns stand at the right."""


@router.get("/data")
async def data(request: Request, sql: str = "") -> Response:
    """The form, and the answer where something is asked. What is wrong with a query is said beside it."""
    from detente.ledger.dictionary import meanings

    sql, found, wrong, status = sql.strip()[:LONGEST], None, None, 200
    if sql:
        try:
            found = json.loads(await answered(request, sql, SHOWN, arrow=False))
        except DetenteError as error:
            wrong, status = error, 422
    return page_with_status(
        status, request, "data", heading="Data", sql=sql, found=found, wrong=wrong, examples=EXAMPLES,
        numbers=NUMBERS, tables=meanings(), most=settings_of(request).limits.sql_rows,
    )  # fmt: skip


@router.get("/data/answer.parquet")
async def parquet(request: Request, sql: str) -> Response:
    """The answer as a Parquet file. `UsageError` where pyarrow is not installed."""
    made = await answered(request, sql.strip()[:LONGEST], settings_of(request).limits.sql_rows, arrow=True)
    named = {"Content-Disposition": 'attachment; filename="answer.parquet"'}
    return Response(as_parquet(made), media_type="application/vnd.apache.parquet", headers=named)


def as_parquet(stream: bytes) -> bytes:
    """A stream of Arrow's IPC as a Parquet file."""
    import pyarrow
    import pyarrow.parquet

    sink = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(pyarrow.ipc.open_stream(stream).read_all(), sink)
    return bytes(sink.getvalue())
