"""One query of a person or a program, in a process of its own and in its turn."""

from __future__ import annotations

from fastapi import Request

from detente.ledger import asking
from detente.ledger.frames import needed
from detente.server.access import settings_of


async def answered(request: Request, sql: str, rows: int, *, arrow: bool) -> bytes:
    """What `detente.ledger.asking.ask` gives for at most so many rows, within the server's limits; its errors.

    `UsageError` where Arrow is wanted and not installed, `Busy` where no turn comes.
    """
    if arrow:
        needed("arrow")
    limits, store = settings_of(request).limits, request.app.state.store
    query = asking.Query(str(store.path), sql, rows, limits.sql_bytes, limits.sql_memory, arrow)

    def ask() -> bytes:
        with store.reading():  # so that no writer of this server comes between
            return asking.ask(query, limits.sql_seconds)

    made: bytes = await request.app.state.asking.run(ask)
    return made
