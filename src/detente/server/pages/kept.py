"""Lists of what the ledger keeps, a page at a time: incidents with the telling that stands for them, and stories."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from detente.server.pages.asked import LINES, Asked, conditions

if TYPE_CHECKING:
    from detente.api_ledger import Ledger

LINE = """
SELECT i.id, i.type, i.status, i.source, i.target, e.source_name, e.target_name, i."start", i."end", i."precision",
  i.reported, e.place, e.evidence_text, e.id, e.story, s.id, s.title, s.outlet, i.sources, i.tellings
FROM incidents i JOIN events e ON e.id = i.best JOIN stories s ON s.hash = e.story WHERE {where}
"""
T = TypeVar("T")
ORDER = ' ORDER BY coalesce(i."end", i."start", i.reported) DESC NULLS LAST, i.reported DESC NULLS LAST, i.id'


@dataclass(frozen=True)
class Line:
    """An incident in a list. `event`: the telling that stands for it; `sources`: how many, copies counted once."""

    id: str
    type: str
    status: str
    source: Sequence[str]
    target: Sequence[str]
    source_name: str | None
    target_name: str | None
    start: date | None
    end: date | None
    precision: str | None
    reported: date | None
    place: str | None
    words: str
    event: str
    story: str
    story_id: str
    title: str | None
    outlet: str | None
    sources: int
    tellings: int


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list. `more`: whether another follows."""

    lines: Sequence[T]
    number: int
    more: bool


def cut(found: Sequence[T], given: Asked, most: int = LINES) -> Page[T]:
    """A page of what was found with one line too many."""
    return Page(found[:most], given.number, len(found) > most)


def incidents(ledger: Ledger, given: Asked) -> Page[Line]:
    """The incidents that were asked for, the latest first."""
    where, values = conditions(given)
    query = LINE.format(where=where) + ORDER + " LIMIT ? OFFSET ?"
    found = ledger.sql(query, [*values, LINES + 1, given.skip])
    return cut([line(row) for row in found.rows], given)


def by_telling(ledger: Ledger, ids: Iterable[str]) -> dict[str, Line]:
    """The incidents of these tellings, by telling: an incident weighed as of a day may go by another telling's name."""
    names = sorted(set(ids))
    join = "JOIN tellings t ON t.incident = i.id WHERE t.event IN (SELECT unnest(?::VARCHAR[]))"
    query = LINE.replace("SELECT ", "SELECT t.event, ", 1).replace("WHERE {where}", join)
    return {str(row[0]): line(row[1:]) for row in ledger.sql(query, [names]).rows}


def line(row: Sequence[object]) -> Line:
    """A row of `LINE`."""
    return Line(*row)  # type: ignore[arg-type]  # the columns are those of the fields, in their order
