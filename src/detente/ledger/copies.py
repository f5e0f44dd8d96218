"""Copies of one text that bear different names, days, outlets or addresses, and what the ledger takes from each.

What comes out depends on the set of copies alone: not on their order, nor on whether they came in one run or in many.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import duckdb

from detente.ledger.queries import insert
from detente.model import Article

TAKEN = ("title", "outlet", "url")
"""What a copy that lacks it takes from another. The day and the name are always those of the first copy."""


class Copy(NamedTuple):
    """What is known of one copy of a text, beside the text."""

    id: str
    title: str | None
    published: date | None
    published_from: str | None
    outlet: str | None
    url: str | None

    def order(self) -> tuple[object, ...]:
        """The earliest day first, a day that only the dateline says after any other, none last; then by the alphabet.

        Of two copies of one day, the one that bears an outlet goes first, then an address, then a title.
        """
        undated = 2 if self.published is None else int(self.published_from == "dateline")
        words = (self.outlet, self.url, self.title, self.published_from)
        known = ((word is None, word or "") for word in words)
        return undated, self.published or date.max, *known, self.id


NAMES = Copy._fields
COLUMNS = {name: "DATE" if name == "published" else "VARCHAR" for name in ("story", *NAMES)}
OF_STORIES = f"SELECT hash, {', '.join(NAMES)} FROM stories"
OF_COPIES = f"SELECT story, {', '.join(NAMES)} FROM copies"
THESE = "IN (SELECT unnest(?::VARCHAR[]))"
Copies = tuple[Copy, ...]


def copy_of(article: Article) -> Copy:
    """What is known of a story, beside its text."""
    return Copy(*(getattr(article, name) for name in NAMES))


def telling(copies: Iterable[Copy]) -> Copies:
    """The copies that something is taken from, in order: the first, and each that has what all before it lack.

    The others need not be kept: whatever comes later, nothing will be taken from them.
    """
    found: list[Copy] = []
    lacking = set(TAKEN)
    for copy in sorted(set(copies), key=Copy.order):
        gives = {name for name in lacking if getattr(copy, name) is not None}
        if gives or not found:
            found.append(copy)
        lacking -= gives
    return tuple(found)


def joined(copies: Sequence[Copy]) -> Copy:
    """What is known of the story: what the first copy bears, and what it lacks from the next that has it."""
    taken = {name: next((v for c in copies if (v := getattr(c, name)) is not None), None) for name in TAKEN}
    return Copy(**(copies[0]._asdict() | taken))


def by_story(stories: Iterable[Sequence[Any]], several: Iterable[Sequence[Any]]) -> dict[str, Copies]:
    """The copies on record of each story, from the rows of `OF_STORIES` and `OF_COPIES`."""
    found: dict[str, list[Copy]] = {}
    for story, *row in several:
        found.setdefault(story, []).append(Copy(*row))
    single = {story: (Copy(*row),) for story, *row in stories}
    return {story: telling(found.get(story, one)) for story, one in single.items()}


def read(cursor: duckdb.DuckDBPyConnection, stories: Sequence[str]) -> dict[str, Copies]:
    """The copies on record of these stories; those that the ledger does not have are left out."""
    rows = cursor.execute(f"{OF_STORIES} WHERE hash {THESE}", [stories]).fetchall()
    return by_story(rows, cursor.execute(f"{OF_COPIES} WHERE story {THESE}", [stories]).fetchall())


def write(cursor: duckdb.DuckDBPyConnection, found: Mapping[str, Copies]) -> None:
    """Put the copies of these stories on record. Of a story with one copy the story's own row says all."""
    cursor.execute(f"DELETE FROM copies WHERE story {THESE}", [list(found)])
    rows = [copy._asdict() | {"story": story} for story, some in found.items() if len(some) > 1 for copy in some]
    insert(cursor, "copies", COLUMNS, rows)
