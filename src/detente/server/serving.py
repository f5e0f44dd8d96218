"""Running the server: what it needs is looked at first, then uvicorn serves it until it is stopped."""

from __future__ import annotations

import asyncio
import gc
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from detente.api_ledger import Ledger
from detente.errors import LedgerVersion, UsageError
from detente.server.app import create_app
from detente.server.pages.render import templates
from detente.server.settings import Settings
from detente.world import World

CONNECTIONS = 200
"""More at once are answered that the server is busy."""
PATIENCE = 15.0
"""Seconds in which the head of a request must have come: a connection that says nothing is closed."""


class Impatient(H11Protocol):
    """HTTP as uvicorn speaks it, except that a head that trickles in does not hold a connection for ever."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvicorn's own type
        """Begin to wait for a head."""
        super().connection_made(transport)
        self.loop.call_later(PATIENCE, self.lose_patience, None)

    def on_response_complete(self) -> None:
        """Begin to wait for the next head."""
        super().on_response_complete()
        self.loop.call_later(PATIENCE, self.lose_patience, self.cycle)

    def lose_patience(self, last: RequestResponseCycle | None) -> None:
        """Close the connection if no request has come whole since the last one."""
        if self.cycle is last and not self.transport.is_closing():
            self.transport.close()


def look(settings: Settings) -> None:
    """Open the ledger once, and bring an older one up to date. What is wrong with it is better said now than later."""
    try:
        Ledger.open(settings.ledger, read_only=True).close()
    except LedgerVersion:
        Ledger.open(settings.ledger).close()


@contextmanager
def warm() -> Iterator[None]:
    """Load what pages need before one is asked for, and leave it out of the garbage collector's rounds from then on.

    Going through it took 130 ms in every third page that weighs a dispute.
    """
    World.load()
    templates()
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def bound(settings: Settings) -> socket.socket:
    """A socket that listens there; `UsageError` where the port is taken, or the address is none of this machine."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((settings.host, settings.port))
    except (OSError, OverflowError) as error:
        made.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            f"cannot listen there ({reason}): choose another with --port or --host", subject=settings.address
        ) from error
    return made


def serve(settings: Settings, ready: Callable[[Settings], Any]) -> None:
    """Serve until interrupted. `ready` is called once connections are taken, with the port that was had."""
    look(settings)
    with warm(), bound(settings) as listening:
        settings = replace(settings, port=listening.getsockname()[1])
        config = uvicorn.Config(
            create_app(settings), http=Impatient, ws="none", lifespan="off", log_level="warning", access_log=False,
            server_header=False, proxy_headers=False, limit_concurrency=CONNECTIONS, timeout_keep_alive=15,
            timeout_graceful_shutdown=5,
        )  # fmt: skip
        listening.listen(CONNECTIONS)
        ready(settings)
        with suppress(KeyboardInterrupt):  # a person who stops it knows that it was stopped
            uvicorn.Server(config).run(sockets=[listening])
