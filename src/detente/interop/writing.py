"""What formats have in common when they are written: losses, what can be told, a row for each telling."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO

from detente.interop.acts import told_as_done
from detente.interop.kept import Dyad, Kept, dyads
from detente.interop.records import Loss, Written
from detente.interop.table import joined
from detente.ledger import Telling
from detente.model import Event

NO_MODE = Loss("mode", "no column for it")
NO_STATUS = Loss(
    "status", "no column for it: what is denied, called off, feared or only alleged is left out and counted"
)
PAIRS = Loss("sides", "a row has one actor on each side: an event of several becomes a row for each pair")
NO_WORDS = (
    Loss("said by", "no column for it"),
    Loss("about", "no column for it"),
    Loss("words", "no column for them"),
)
ONE_DAY = Loss("span", "a date is a day: where it is known to a week, a month or on one side only, the cell is empty")
ONE_DATE = Loss("plan", "the day on which it was said stands in the row, not the day that a plan is for")
TOWNS = Loss("place kind", "towns and regions are told apart, sites, borders and waters are not; a country is no place")
NO_REPORT = Loss("reported", "no column for the day of the report: on import the day of the event stands for it")
NO_RULE = Loss("rule", "no column for it")
TYPE_BY_CODE = Loss(
    "type", "the type is read back from the code; where parties made it another (see the conventions) that is lost"
)

Cells = dict[str, object]
RowsOf = Callable[[Telling, str | None], Iterable[Cells]]


def told(event: Event, done: Written) -> bool:
    """Whether an event is told truly without its status; one that is not is counted as left out."""
    if told_as_done(event):
        return True
    done.leave(f"status {event.status}, which the format has no column for")
    return False


def of_each_pair(row_of: Callable[[Telling, str | None, Dyad], Cells]) -> RowsOf:
    """A row for each pair of parties of a telling."""
    return lambda telling, url: (row_of(telling, url, dyad) for dyad in dyads(telling.event))


def tellings(kept: Kept, out: BinaryIO, names: Sequence[str], rows_of: RowsOf, *, header: bool = True) -> Written:
    """The rows of each telling; what cannot be told truly without its status is left out."""
    done = Written()
    if header:
        out.write(joined(names))
    for telling, url in kept.tellings():
        for row in rows_of(telling, url) if told(telling.event, done) else ():
            out.write(joined(row.get(name) for name in names))
            done.rows += 1
    return done
