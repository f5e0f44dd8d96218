"""The ledger's file behind the server: many read at once, one writes alone, and between requests nobody holds it.

DuckDB cannot hold one file for reading and for writing in one process, and a process that holds it keeps others from
writing. So it is opened for the first of the readers that come together and let go after the last: `detente add` from
elsewhere has its turn between requests.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from detente.api_ledger import Ledger
from detente.errors import Busy, DetenteError
from detente.version import __version__

HELD = 1.0
"""Seconds to wait for another process that has the ledger: a short write is waited for, a long one is not."""


class Store:
    """One ledger file for the threads of a server. `wait`: seconds after which one that waits is turned away."""

    def __init__(self, path: Path, wait: float = 60.0) -> None:
        self.path, self.wait = path, wait
        self._turn = threading.Condition()
        self._ledger: Ledger | None = None
        self._readers = self._writers = 0
        self._busy = False

    @contextmanager
    def reading(self) -> Iterator[Ledger]:
        """The ledger for reading, together with other readers. `LedgerLocked` while another process writes it.

        Never inside another `reading` of a thread: a writer that came between would wait for the outer one, and be
        waited for by the inner one.
        """
        ledger = self._enter()
        try:
            with self._named():
                yield ledger
        finally:
            self._leave()

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """The ledger for writing, alone: those who read now end first, those who come later wait."""
        with self._alone(), self._named(), Ledger.open(self.path, wait=HELD) as ledger:
            yield ledger

    def version(self) -> str:
        """A name for the file's state: it changes when the ledger does, and with the version of detente."""
        files = (self.path, self.path.with_name(self.path.name + ".wal"))
        stats = [file.stat() for file in files if file.exists()]
        return "-".join([__version__, *(f"{s.st_ino:x}.{s.st_size:x}.{s.st_mtime_ns:x}" for s in stats)])

    def _enter(self) -> Ledger:
        with self._turn:
            self._await(lambda: not self._busy and not self._writers)
            if self._ledger is None:
                with self._named():
                    self._ledger = Ledger.open(self.path, read_only=True, wait=HELD)
            self._readers += 1
            return self._ledger

    def _leave(self) -> None:
        with self._turn:
            self._readers -= 1
            if not self._readers and self._ledger is not None:
                self._ledger.close()
                self._ledger = None
            self._turn.notify_all()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._turn:
            self._writers += 1
            try:
                self._await(lambda: not self._busy and not self._readers)
                self._busy = True
            finally:
                self._writers -= 1
                self._turn.notify_all()
        try:
            yield
        finally:
            with self._turn:
                self._busy = False
                self._turn.notify_all()

    def _await(self, free: Callable[[], bool]) -> None:
        if not self._turn.wait_for(free, self.wait):
            raise Busy("others are at the ledger: try again in a while", subject=self.path.name)

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Name the file in errors without its folders, which are nobody's business elsewhere."""
        try:
            yield
        except DetenteError as error:
            if error.subject != str(self.path):
                raise
            raise type(error)(error.message, subject=self.path.name) from error
