"""Incidents kept are brought up to date with new tellings: only what these can have to do with is read and written.

What adding a story costs goes by what the ledger has on the same parties about the same days, and hardly by its size.
The result is that of `settling.settle`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import duckdb

from detente.ledger import decisions, settling
from detente.ledger.blocks import Block, Reach, of_candidates
from detente.ledger.cluster import Cluster
from detente.ledger.decisions import Rulings, rulings
from detente.ledger.likeness import Traits
from detente.ledger.queries import insert
from detente.ledger.settling import INCIDENT_COLUMNS, TELLING_COLUMNS, TRAITS, traits

BESIDE = 60  # days beyond those asked for that are read with them, so that what is asked for next is mostly there
Interval = tuple[int, int]

NEAR = """
WITH days AS (SELECT unnest(?::VARCHAR[]) block, unnest(?::DATE[]) lo, unnest(?::DATE[]) hi),
reports AS (SELECT unnest(?::VARCHAR[]) block, unnest(?::DATE[]) lo, unnest(?::DATE[]) hi),
near AS (
  SELECT id FROM events e JOIN days d ON e.block = d.block
  WHERE (e."start" IS NOT NULL OR e."end" IS NOT NULL)
    AND coalesce(e."start", DATE '0001-01-01') <= d.hi AND coalesce(e."end", DATE '9999-12-31') >= d.lo
  UNION SELECT id FROM events e JOIN reports r ON e.block = r.block WHERE e.reported BETWEEN r.lo AND r.hi
  UNION SELECT id FROM events e WHERE e.story IN (SELECT unnest(?::VARCHAR[])) AND e.reported IS NULL)
SELECT event, incident, place, joined, reason, source FROM tellings
WHERE incident IN (SELECT DISTINCT incident FROM tellings t JOIN near ON t.event = near.id) ORDER BY incident, place
"""
LISTED = "{} IN (SELECT unnest(?::VARCHAR[]))"


@dataclass
class Kept:
    """What was read of the ledger so far.

    `rows`: by telling, its row of `tellings`; `blocks`: by block and incident, the tellings in their order. `days`,
    `reports`, `stories`: the parts of each block of which every incident was read.
    """

    cursor: duckdb.DuckDBPyConnection
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    blocks: dict[str, dict[str, list[Traits]]] = field(default_factory=dict)
    days: dict[str, list[Interval]] = field(default_factory=dict)
    reports: dict[str, list[Interval]] = field(default_factory=dict)
    stories: set[str] = field(default_factory=set)

    def missing(self, reaches: Iterable[Reach]) -> list[Reach]:
        """The parts of these that have not been read yet."""
        found = {
            Reach(
                reach.block,
                lacking(reach.days, self.days.get(reach.block, ())),
                lacking(reach.reports, self.reports.get(reach.block, ())),
                None if reach.story in self.stories else reach.story,
            )
            for reach in reaches
        }
        return [r for r in found if r.days or r.reports or r.story]

    def read(self, reaches: Sequence[Reach]) -> None:
        """Read the incidents that have a telling in these parts, whole."""
        days = widened((r.block, r.days) for r in reaches)
        reports = widened((r.block, r.reports) for r in reaches)
        stories = {r.story for r in reaches if r.story}
        for known, new in ((self.days, days), (self.reports, reports)):
            for block, intervals in new.items():
                known[block] = united([*known.get(block, ()), *intervals])
        self.stories |= stories
        found = self.cursor.execute(NEAR, [*columns(days), *columns(reports), sorted(stories)]).fetchall()
        rows = {row[0]: dict(zip(TELLING_COLUMNS, row, strict=True)) for row in found if row[0] not in self.rows}
        self.rows |= rows
        told = read_traits(self.cursor, rows)
        for event, row in rows.items():
            self.blocks.setdefault(told[event].block, {}).setdefault(row["incident"], []).append(told[event])

    def clusters(self, block: str) -> Iterator[Cluster]:
        """The incidents of a block, as far as they were read."""
        for members in map(list, self.blocks.get(block, {}).values()):  # they change in its hands
            rows = [(m.id, self.rows[m.id]) for m in members]
            yield Cluster.again(members, {event: (row["joined"], row["reason"]) for event, row in rows[1:]})


def add(cursor: duckdb.DuckDBPyConnection, events: Iterable[str]) -> None:
    """Put new tellings into the incidents, within the caller's transaction.

    Blocks in which a decision by hand ties tellings together are settled anew as a whole.
    """
    made = rulings(decisions.read(cursor))
    new = read_traits(cursor, events)
    tied = tied_blocks(cursor, made) & {t.block for t in new.values()}
    if tied:
        settling.settle(cursor, tied)
        whole = decisions.linked(cursor, made, tied)
        new = {event: t for event, t in new.items() if t.block not in whole}
    kept = Kept(cursor)
    write(cursor, kept, updated(kept, list(new.values()), made))


def updated(kept: Kept, new: Sequence[Traits], made: Rulings) -> list[Block]:
    """The blocks with these tellings in them; as much is read of the ledger as turns out to be needed."""
    by_block: dict[str, list[Traits]] = {}
    for telling in new:
        by_block.setdefault(telling.block, []).append(telling)
    done: dict[str, Block] = {}
    wanted, todo = kept.missing(map(of_candidates, new)), set(by_block)
    while todo:
        kept.read(wanted)
        for name in todo:
            done[name] = Block(made.apart, kept.clusters(name))
            done[name].add(by_block[name])
        wanted = kept.missing(reach for name in todo for reach in done[name].reaches)
        todo = {reach.block for reach in wanted}
    return list(done.values())


def write(cursor: duckdb.DuckDBPyConnection, kept: Kept, blocks: Iterable[Block]) -> None:
    """Put what has changed in the place of what was kept."""
    old = {kept.rows[name]["incident"] for block in blocks for name in block.changed if name in kept.rows}
    found = [block.clusters[name] for block in blocks for name in block.changed if name in block.clusters]
    incidents, tellings = settling.rows_of(cursor, sorted(found, key=lambda c: c.opened.id))
    tellings = [row for row in tellings if kept.rows.get(row["event"]) != row]
    cursor.execute(f"DELETE FROM incidents WHERE {LISTED.format('id')}", [sorted(old)])
    cursor.execute(f"DELETE FROM tellings WHERE {LISTED.format('event')}", [[row["event"] for row in tellings]])
    insert(cursor, "incidents", INCIDENT_COLUMNS, incidents)
    insert(cursor, "tellings", TELLING_COLUMNS, tellings)


def read_traits(cursor: duckdb.DuckDBPyConnection, events: Iterable[str]) -> dict[str, Traits]:
    """What these tellings are compared by."""
    found = cursor.execute(TRAITS.format(where=LISTED.format("id")), [sorted(events)]).fetchall()
    return {row[0]: traits(row) for row in found}


def tied_blocks(cursor: duckdb.DuckDBPyConnection, made: Rulings) -> set[str]:
    """The blocks with a telling that a decision ties to others."""
    members = sorted(t for group in made.groups for t in group)
    query = f"SELECT DISTINCT block FROM events WHERE {LISTED.format('id')}"
    return {row[0] for row in cursor.execute(query, [members]).fetchall()} if members else set()


def widened(wanted: Iterable[tuple[str, Interval | None]]) -> dict[str, list[Interval]]:
    """The intervals of each block with some days before and after, those that overlap made one."""
    found: dict[str, list[Interval]] = {}
    for block, interval in wanted:
        if interval:
            found.setdefault(block, []).append((interval[0] - BESIDE, interval[1] + BESIDE))
    return {block: united(intervals) for block, intervals in found.items()}


def united(intervals: Iterable[Interval]) -> list[Interval]:
    """The intervals in order, those that overlap or touch made one."""
    found: list[Interval] = []
    for first, last in sorted(intervals):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def lacking(wanted: Interval | None, known: Sequence[Interval]) -> Interval | None:
    """The interval, if it does not lie in one of the known."""
    if wanted is None or any(first <= wanted[0] and wanted[1] <= last for first, last in known):
        return None
    return wanted


def columns(intervals: Mapping[str, Sequence[Interval]]) -> tuple[list[str], list[date], list[date]]:
    """Blocks, first days and last days, as columns."""
    rows = [(block, *interval) for block, some in intervals.items() for interval in some]
    return [r[0] for r in rows], [day(r[1]) for r in rows], [day(r[2]) for r in rows]


def day(number: int) -> date:
    """The day of an ordinal, or the first or last that there is."""
    return date.fromordinal(min(max(number, date.min.toordinal()), date.max.toordinal()))
