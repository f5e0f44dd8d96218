"""What is taken out of a ledger for an export: tellings in a fixed order, a few at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from itertools import groupby, islice, permutations, product
from typing import TypeVar

from detente.interop.pieces import besides
from detente.ledger import Incident, Ledger, Telling
from detente.ledger.queries import TELLING, conditions, telling
from detente.model import Actor, Event, Reading, When

AT_ONCE = 1000  # tellings in memory at a time
IDS = "SELECT e.id FROM events e WHERE {where} ORDER BY e.reported NULLS LAST, e.story, e.n"
BLOCKS = "SELECT e.block, e.id FROM events e WHERE {where} ORDER BY e.block, e.id"
SOME = TELLING.format(where="e.id IN (SELECT unnest(?::VARCHAR[]))")
URLS = "SELECT hash, url FROM stories WHERE hash IN (SELECT unnest(?::VARCHAR[]))"
LENGTHS = "SELECT hash, url, length(text) FROM stories WHERE hash IN (SELECT unnest(?::VARCHAR[]))"
ALL_STORIES = "SELECT hash FROM stories ORDER BY published NULLS LAST, hash"
T = TypeVar("T")
Dyad = tuple[Actor | None, Actor | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events to take; the conditions are those of `Ledger.events`."""

    source: str | None = None
    target: str | None = None
    between: tuple[str, str] | None = None
    types: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    as_of: date | None = None

    def sql(self) -> tuple[str, list[object]]:
        """The conditions as SQL over `events e`, with their values."""
        return conditions(
            source=self.source, target=self.target, between=self.between, types=self.types, since=self.since,
            until=self.until, as_of=self.as_of,
        )  # fmt: skip


class Kept:
    """The events of a ledger that are wanted."""

    def __init__(self, ledger: Ledger, wanted: Wanted) -> None:
        self.ledger, self.wanted = ledger, wanted

    def tellings(self) -> Iterator[tuple[Telling, str | None]]:
        """The tellings by day of report, story and place in it, each with the address of its story."""
        where, values = self.wanted.sql()
        ids = [row[0] for row in self.ledger.sql(IDS.format(where=where), values).rows]
        for at in range(0, len(ids), AT_ONCE):
            some = [telling(row) for row in self.ledger.sql(SOME, [ids[at : at + AT_ONCE]]).rows]
            urls = self.urls(t.story for t in some)
            yield from ((t, urls.get(t.story)) for t in some)

    def urls(self, stories: Iterable[str]) -> dict[str, str | None]:
        """The addresses of stories by their hashes."""
        return {str(h): u and str(u) for h, u in self.ledger.sql(URLS, [sorted(set(stories))]).rows}  # type: ignore[misc]

    def stories(self, hashes: Iterable[str]) -> dict[str, tuple[str | None, int]]:
        """Address and length in characters of stories by their hashes."""
        rows = self.ledger.sql(LENGTHS, [sorted(set(hashes))]).rows
        return {str(h): (u and str(u), int(str(n))) for h, u, n in rows}  # type: ignore[misc]

    def incidents(self) -> Iterator[tuple[Incident, str | None]]:
        """The incidents that these tellings, and no others, come to, each with the address of its best story.

        Tellings are compared within blocks, so that some blocks at a time are enough; where decisions by hand may tie
        blocks together, all are in memory at once.
        """
        for ids in self.by_block():
            found = self.ledger.merge([telling(row) for row in self.ledger.sql(SOME, [ids]).rows])
            urls = self.urls(i.best.story for i in found)
            yield from ((i, urls.get(i.best.story)) for i in found)

    def by_block(self) -> Iterator[list[str]]:
        """The ids of the tellings that are wanted, whole blocks together."""
        where, values = self.wanted.sql()
        rows = self.ledger.sql(BLOCKS.format(where=where), values).rows
        together: list[str] = []
        for _, group in groupby(rows, key=lambda row: row[0]):
            together += [str(row[1]) for row in group]
            if len(together) >= AT_ONCE and not self.ledger.decisions():
                yield together
                together = []
        yield together

    def with_stories(self) -> Iterator[tuple[Telling, str | None, str | None]]:
        """As `tellings`, and with the first of each story what is known of it besides its events, as JSON."""
        last = ""
        for some in in_groups(self.tellings()):
            begun = list(dict.fromkeys(t.story for t, _ in some if t.story != last))
            whole = {r.article.hash: besides(r) for r, _ in self.ledger.readings(begun)}
            for told, url in some:
                yield told, url, whole[told.story] if told.story != last else None
                last = told.story

    def readings(self) -> Iterator[tuple[Reading, datetime]]:
        """Whole stories, in order, each with the moment when the ledger learned of it.

        Where not all events are wanted, the stories that have any that is, with those alone.
        """
        if self.wanted == Wanted():
            stories = (str(row[0]) for row in self.ledger.sql(ALL_STORIES).rows)
            yield from (pair for some in in_groups(stories) for pair in self.ledger.readings(some))
            return
        for story, group in groupby(self.tellings(), key=lambda pair: pair[0].story):
            ((reading, learned),) = self.ledger.readings([story])
            yield reading.model_copy(update={"events": tuple(t.event for t, _ in group)}), learned


def in_groups(found: Iterable[T]) -> Iterator[list[T]]:
    """So many at a time as are held in memory."""
    rest = iter(found)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def dyads(event: Event) -> list[Dyad]:
    """Who did it to whom, in pairs: every one with every one, and those who act together with each other."""
    source: tuple[Actor | None, ...] = event.source or (None,)
    target: tuple[Actor | None, ...] = event.target or (None,)
    if len(event.source) > 1 and not event.target:
        return list(permutations(event.source, 2))
    return list(dict.fromkeys(product(source, target)))


def done_on(event: Event) -> When | None:
    """When it was done; of what is planned or offered, when it was said."""
    return event.said_on if event.status in ("planned", "offered") else event.date


def exact(when: When | None) -> date | None:
    """The day, where it is one and no more."""
    return when.start if when and when.start == when.end else None


def number(name: str, dyad: Dyad) -> int:
    """A number for an event in a format that wants one: of 48 bits, the same each time."""
    who = "|".join(f"{a.code or a.name}" if a else "" for a in dyad)
    return int.from_bytes(blake2b(f"{name}|{who}".encode("utf-8", "replace"), digest_size=6).digest(), "big")
