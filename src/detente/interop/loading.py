"""A file of event data into a ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import Path

from detente.errors import InputError
from detente.interop.formats import guessed, named
from detente.interop.records import Format, Found, LeftOut, Row
from detente.interop.telling import reading_of
from detente.ledger import Decision, Ledger
from detente.model import Reading

AT_ONCE = 5000  # stories in one transaction: incidents are put together anew for each
Refuse = Callable[[InputError], None]


@dataclass
class Loaded:
    """What an import came to. `left_out`: sound rows that are no event here, by reason; `refused`: bad ones."""

    format: str
    rows: int = 0
    added: int = 0
    known: int = 0
    events: int = 0
    decisions: int = 0
    refused: int = 0
    left_out: dict[str, int] = field(default_factory=dict)


class Loading:
    """One import on its way: what is read is kept, the rest is counted and told."""

    def __init__(self, ledger: Ledger, path: Path, one: Format, refuse: Refuse) -> None:
        self.ledger, self.path, self.format, self.tell = ledger, path, one, refuse
        self.done = Loaded(one.name)
        self.decisions: list[Decision] = []

    def run(self) -> Loaded:
        """Read, keep, count."""
        assert self.format.read is not None
        found = self.format.read(self.path)
        if self.format.resolve:
            found = self.format.resolve(found, self.ledger)
        for learned, some in groupby(self.readings(found), key=lambda pair: pair[1]):
            self.keep((reading for reading, _ in some), learned)
        self.done.decisions = self.ledger.adopt(self.decisions) if self.decisions else 0
        return self.done

    def readings(self, found: Iterator[Found]) -> Iterator[tuple[Reading, datetime | None]]:
        """What can be kept, with the moment when it was learned; all else is counted."""
        for one in found:
            self.done.rows += one.rows
            if isinstance(one.what, Row):
                yield reading_of(one.what), None
            elif isinstance(one.what, Reading):
                yield one.what, one.learned
            elif isinstance(one.what, Decision):
                self.decisions.append(one.what)
            elif isinstance(one.what, LeftOut):
                self.done.left_out[one.what.reason] = self.done.left_out.get(one.what.reason, 0) + 1
            elif isinstance(one.what, InputError):
                self.refuse(one.what.message, f"row {one.number}")

    def refuse(self, message: str, where: str) -> None:
        """Count and tell what is not kept."""
        self.done.refused += 1
        self.tell(InputError(message, subject=f"{self.path}: {where}"))

    def keep(self, readings: Iterator[Reading], learned: datetime | None) -> None:
        """Keep what was learned at one moment."""
        added = self.ledger.add_many(readings, learned, at_once=AT_ONCE)
        self.done.added += len(added.added)
        self.done.known += len(added.known)
        self.done.events += added.events
        for refusal in added.refused:
            self.refuse(refusal.reason, refusal.story)


def load(ledger: Ledger, path: Path, format: str | None = None, refuse: Refuse | None = None) -> Loaded:  # noqa: A002
    """Read a file of event data into the ledger, a part of it in memory at a time.

    `format`: a name of `formats.FORMATS`; None: guessed from the columns. A row that is known already changes nothing,
    a bad one is handed to `refuse` and counted, and the rest goes on. Raises `UsageError` for a format that there is
    not, or that is only written, `MissingInput`, and `InputError` for a file that cannot be read or whose format
    cannot be guessed.
    """
    one = named(format) if format else guessed(path)
    return Loading(ledger, path, one, refuse or (lambda _: None)).run()
