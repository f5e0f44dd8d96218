"""What the formats with a row for each telling have in common when they are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import BinaryIO

from detente.interop.acts import told_as_done
from detente.interop.kept import Dyad, Kept, dyads
from detente.interop.records import Loss, Written
from detente.interop.table import joined
from detente.ledger import Telling

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
NO_REPORT = Loss("reported", "no column for the day of the report: on import the day of the event stands for it")
NO_RULE = Loss("rule", "no column for it")
TYPE_BY_CODE = Loss(
    "type", "the type is read back from the code; where parties made it another (see the conventions) that is lost"
)

RowOf = Callable[[Telling, str | None, Dyad], dict[str, object]]


def tellings(kept: Kept, out: BinaryIO, names: Sequence[str], row_of: RowOf, *, header: bool = True) -> Written:
    """A row for each telling and pair of parties; what cannot be told truly without its status is left out."""
    done = Written()
    if header:
        out.write(joined(names))
    for telling, url in kept.tellings():
        if not told_as_done(telling.event):
            done.leave(f"status {telling.event.status}, which the format has no column for")
            continue
        for dyad in dyads(telling.event):
            row = row_of(telling, url, dyad)
            out.write(joined(row.get(name) for name in names))
            done.rows += 1
    return done
