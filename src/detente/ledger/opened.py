"""A ledger file opened, begun and closed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb

from detente.errors import LedgerError, MissingInput
from detente.ledger import schema
from detente.ledger.records import without_zone
from detente.ledger.store import Database

LAST = """
SELECT max(moment) FROM (
  SELECT max(added_at) AS moment FROM stories UNION ALL SELECT max(made) FROM corrections
  UNION ALL SELECT greatest(max(made), max(undone)) FROM decisions
  UNION ALL SELECT greatest(max(made), max(undone)) FROM reviews)
"""


class Opened:
    """An open ledger file, or one in memory."""

    def __init__(self, database: Database) -> None:
        self._db = database

    @classmethod
    def open(cls, path: str | os.PathLike[str], read_only: bool = False, wait: float = 0.0) -> Self:
        """Open a ledger that exists. Several may read at once; one that writes must be alone.

        `wait`: seconds to wait for another process that has it.
        """
        file = Path(path)
        if not file.exists():
            raise MissingInput("there is no such ledger: adding a story begins one", subject=str(file))
        database = Database(file, read_only=read_only, wait=wait)
        try:
            schema.ensure(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    @classmethod
    def create(cls, path: str | os.PathLike[str]) -> Self:
        """Begin a new ledger. It appears under its name whole: a kill on the way leaves no half of one."""
        file = Path(path)
        if file.exists():
            raise LedgerError("is there already: open it, or choose another name", subject=str(file))
        if not file.parent.is_dir():
            raise MissingInput("there is no such folder", subject=str(file.parent))
        fresh = file.with_name(f".{file.name}.{os.getpid()}.new")
        remove(fresh)
        try:
            begin(fresh)
            fresh.replace(file)
        except LedgerError as error:
            error.subject = str(file)  # not the name that it has until it is whole
            raise
        finally:
            remove(fresh)
        return cls.open(file)

    @classmethod
    def open_or_create(cls, path: str | os.PathLike[str], wait: float = 0.0) -> Self:
        """Open the ledger, or begin it where there is none. `wait` as for `open`."""
        return cls.open(path, wait=wait) if Path(path).exists() else cls.create(path)

    @classmethod
    def in_memory(cls) -> Self:
        """A ledger without a file, gone when it is closed: for weighing a few stories at once."""
        database = Database(Path(":memory:"))
        schema.migrate(database, 0)
        return cls(database)

    @contextmanager
    def _writing(self) -> Iterator[tuple[duckdb.DuckDBPyConnection, datetime]]:
        """A cursor in a transaction that may write, and the moment: see `now`."""
        if self._db.read_only:
            raise LedgerError("opened for reading only", subject=str(self.path))
        with self._db.transaction() as cursor:
            yield cursor, now(cursor)

    @property
    def path(self) -> Path:
        """The file."""
        return self._db.path

    def close(self) -> None:
        """Let the file go. Nothing is pending: every add was committed."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def moment(learned: datetime | None) -> datetime:
    """A time without its zone, in UTC, as the ledger keeps it."""
    return without_zone(learned or datetime.now(UTC))


def now(cursor: duckdb.DuckDBPyConnection) -> datetime:
    """The moment, in UTC; never before what the ledger has on record.

    Where the machine's clock was set back, the last moment on record stands until the clock has passed it again, so
    that what was learned later never seems to have been learned before.
    """
    ((last,),) = cursor.execute(LAST).fetchall()
    return max(moment(None), last or datetime.min)


def begin(path: Path) -> None:
    """Write an empty ledger."""
    database = Database(path)
    try:
        schema.migrate(database, 0)
        database.write_out()
    finally:
        database.close()


def remove(path: Path) -> None:
    """Remove a file of DuckDB's and what belongs to it, where that is there and may be removed."""
    for file in (path, path.with_name(f"{path.name}.wal")):
        with suppress(OSError):
            file.unlink()
