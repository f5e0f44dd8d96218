"""One DuckDB file, opened, locked and spoken to; DuckDB's errors turned into the ledger's.

DuckDB runs with external access off: a query can read this ledger and nothing else, on the machine or in the process.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb

from detente.errors import LedgerError, LedgerLocked, NotALedger

CONFIG = {"enable_external_access": "false", "python_enable_replacements": "false"}
# How much memory DuckDB may take of a writer: so many bytes, and the file's size by so much, for its indexes grow. Left
# alone it keeps all that it has read and written, until the machine is full. Tried with 20,000 stories (bench/soak.py).
ROOM, SHARE = 192_000_000, 16
LOCKED = ("Conflicting lock", "Could not set lock", "different configuration", "already open", "Conflict", "conflict")
DAMAGED = ("Corrupt", "checksum", "not a valid DuckDB", "Could not read", "Is a directory", "serializ", "older version")
PAUSE = 0.05  # seconds between two attempts at a file that another process has
FULL = ("No space left", "File too large", "disk is full", "quota exceeded")
SHUT = ("Permission denied", "Read-only file system", "Operation not permitted")


def told(error: duckdb.Error, path: Path) -> LedgerError:
    """The ledger's error for one of DuckDB's."""
    words = str(error)
    if any(sign in words for sign in LOCKED):
        return LedgerLocked("another process has it open for writing: wait for it to end", subject=str(path))
    if any(sign in words for sign in DAMAGED):
        return NotALedger("not a ledger, or damaged: restore it from a copy, or begin a new one", subject=str(path))
    if any(sign in words for sign in FULL):
        return LedgerError("no room to write: make room and run it again; what was kept is safe", subject=str(path))
    if any(sign in words for sign in SHUT):
        return LedgerError("may not be written here: choose another folder, or ask for leave", subject=str(path))
    return LedgerError(words.splitlines()[0], subject=str(path))


class Database:
    """An open file. Not shared between processes while one writes.

    `wait`: seconds to wait for another process that has it.
    """

    def __init__(self, path: Path, *, read_only: bool = False, wait: float = 0.0) -> None:
        self.path, self.read_only, self.room = path, read_only, 0
        until = time.monotonic() + wait
        while True:
            try:
                with self.trouble():
                    self.connection = duckdb.connect(str(path), read_only=read_only, config=dict(CONFIG))
                    self.bound()
                return
            except LedgerLocked:
                if time.monotonic() >= until:
                    raise
                time.sleep(PAUSE)

    @contextmanager
    def trouble(self) -> Iterator[None]:
        """Turn DuckDB's errors into the ledger's."""
        try:
            yield
        except duckdb.Error as error:
            raise told(error, self.path) from error

    def bound(self) -> None:
        """Keep DuckDB of a ledger that is written to what its file needs now."""
        if self.read_only or not self.path.is_file():
            return
        room = ROOM + self.path.stat().st_size // SHARE
        if room > self.room:
            self.room = room + room // 8
            self.connection.execute(f"SET memory_limit = '{self.room}B'")

    def rows(self, query: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query, on a cursor of its own, so that threads may read at once."""
        with self.trouble():
            return self.connection.cursor().execute(query, list(parameters)).fetchall()

    @contextmanager
    def transaction(self, *, reading: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor in one transaction: all of it is kept, or none."""
        with self.trouble():
            if not reading:
                self.bound()
            cursor = self.connection.cursor()
            cursor.execute("BEGIN TRANSACTION READ ONLY" if reading else "BEGIN TRANSACTION")
            try:
                yield cursor
                cursor.execute("COMMIT")
            except BaseException:
                with suppress(duckdb.Error):  # the error that led here is the one to see
                    cursor.execute("ROLLBACK")
                raise

    def write_out(self) -> None:
        """Put all that was kept into the file itself; closing does so too, but says nothing where there is no room."""
        with self.trouble():
            self.connection.execute("CHECKPOINT")

    def close(self) -> None:
        """Write out what is pending and let the file go."""
        self.connection.close()
