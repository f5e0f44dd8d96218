"""How one server runs: its ledger, where it listens, its token and its limits."""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Limits:
    """What one request may cost. Sizes are bytes, times seconds.

    `body`, `body_seconds`: what is sent and how long it may take to arrive. `batch`: stories of one `annotate`.
    `story`, `batch_text`: characters of one story, and of all stories of one `annotate`.
    `page`: records of one page of a list. `sql_rows`, `sql_bytes`, `sql_seconds`, `sql_memory`: one query.
    `export`: events of one file of event data.
    `wait_seconds`: how long a request waits for its turn at the ledger or at the reader; `waiting`: how many may wait.
    """

    body: int = 4_000_000
    body_seconds: float = 20.0
    batch: int = 50
    story: int = 100_000  # takes half a minute to read; the longest stories of agencies have a tenth of it
    batch_text: int = 400_000
    page: int = 500
    sql_rows: int = 10_000
    sql_bytes: int = 20_000_000
    sql_seconds: float = 10.0
    sql_memory: int = 1_000_000_000
    export: int = 20_000
    wait_seconds: float = 60.0
    waiting: int = 50


@dataclass(frozen=True)
class Settings:
    """One server. `token`: what a caller has to know to write, and to read where `host` is not this machine only."""

    ledger: Path
    host: str = "127.0.0.1"
    port: int = 8731
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    limits: Limits = field(default_factory=Limits)

    @property
    def local(self) -> bool:
        """Whether only this machine can reach the server."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def address(self) -> str:
        """The server's address, without a slash at its end."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"
