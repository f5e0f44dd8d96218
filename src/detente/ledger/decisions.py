"""What a person decided about merging: these tellings are one incident, this telling is not of that incident.

Decisions are records, applied whenever incidents are put together, so that they hold for stories added later.
The last decision about two tellings counts. One that is undone stays on record and has no effect.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import duckdb

from detente.ledger import numbered
from detente.ledger.records import Decision
from detente.ledger.store import Database

COLUMNS = ("n", "kind", "events", "apart", "note", "by", "made", "undone")


@dataclass(frozen=True)
class Rulings:
    """Decisions as merging uses them.

    `groups`: sets of tellings that are one incident. `apart`: for a telling, those that are of another incident, the
    other members of its group taken into account. `numbers`: for a group, the decisions that made it.
    """

    groups: tuple[frozenset[str], ...] = ()
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)
    numbers: Mapping[frozenset[str], tuple[int, ...]] = field(default_factory=dict)

    def why(self, group: frozenset[str]) -> str:
        """The reason of a merge by hand."""
        return "by hand: decision " + ", ".join(str(n) for n in self.numbers[group])


def rulings(decisions: Iterable[Decision]) -> Rulings:
    """What the decisions that are in force come to."""
    groups: list[tuple[set[str], list[int]]] = []
    apart: set[frozenset[str]] = set()
    for decision in sorted(decisions, key=lambda d: d.n):
        if decision.undone is None and decision.kind == "merge":
            groups = joined(groups, decision)
            last = groups[-1][0]
            apart = {pair for pair in apart if not pair <= last}
        elif decision.undone is None:
            groups = parted(groups, decision)
            (one,) = decision.events
            apart |= {frozenset((one, other)) for other in decision.apart if other != one}
    made = {frozenset(members): tuple(numbers) for members, numbers in groups if len(members) > 1}
    return Rulings(tuple(made), widened(apart, made), made)


def joined(groups: Sequence[tuple[set[str], list[int]]], decision: Decision) -> list[tuple[set[str], list[int]]]:
    """The groups with those that the decision touches made one; that one stands last."""
    touched = [g for g in groups if g[0] & set(decision.events)]
    members = set(decision.events).union(*(g[0] for g in touched))
    numbers = sorted({n for g in touched for n in g[1]} | {decision.n})
    return [g for g in groups if g not in touched] + [(members, numbers)]


def parted(groups: Sequence[tuple[set[str], list[int]]], decision: Decision) -> list[tuple[set[str], list[int]]]:
    """The groups without the telling that was split off."""
    return [(members - set(decision.events), numbers) for members, numbers in groups]


def widened(apart: Iterable[frozenset[str]], groups: Iterable[frozenset[str]]) -> dict[str, frozenset[str]]:
    """For each telling those it is apart from: what holds for one member of a group holds for all."""
    group_of = {member: group for group in groups for member in group}
    found: dict[str, set[str]] = {}
    for pair in apart:
        one, other = (group_of.get(t, frozenset((t,))) for t in sorted(pair))
        if one is not other:
            for a in one:
                found.setdefault(a, set()).update(other)
            for b in other:
                found.setdefault(b, set()).update(one)
    return {telling: frozenset(others) for telling, others in found.items()}


def read(source: Database | duckdb.DuckDBPyConnection) -> list[Decision]:
    """All decisions on record, undone ones included, in the order in which they were made."""
    return [Decision(**row) for row in numbered.rows(source, "decisions", COLUMNS)]


def write(cursor: duckdb.DuckDBPyConnection, made: Decision) -> Decision:
    """Put a decision on record under the next number."""
    return numbered.write(cursor, "decisions", COLUMNS, made)


def undo(cursor: duckdb.DuckDBPyConnection, number: int, made: datetime) -> Decision:
    """Take a decision back; `UsageError` if there is none of that number, or it was taken back before."""
    return numbered.take_back(cursor, "decisions", read(cursor), number, made)


def renamed(cursor: duckdb.DuckDBPyConnection, names: Mapping[str, str | None]) -> None:
    """Let decisions follow tellings that have a new id (None: the telling is no more)."""

    def follow(ids: Iterable[str]) -> Iterator[str]:
        for old in ids:
            new = names.get(old, old)
            if new is not None:
                yield new

    for found in read(cursor):
        lists = [list(follow(found.events)), list(follow(found.apart))]
        if lists != [list(found.events), list(found.apart)]:
            cursor.execute("UPDATE decisions SET events = ?, apart = ? WHERE n = ?", [*lists, found.n])


def linked(cursor: duckdb.DuckDBPyConnection, made: Rulings, blocks: Iterable[str]) -> set[str]:
    """The blocks that decisions tie to these: they must be settled together."""
    found = set(blocks)
    members = sorted(t for group in made.groups for t in group)
    query = "SELECT id, block FROM events WHERE id IN (SELECT unnest(?::VARCHAR[]))"
    block_of = dict(cursor.execute(query, [members]).fetchall()) if members else {}
    ties = [{block_of[t] for t in group if t in block_of} for group in made.groups]
    while any(tie & found and not tie <= found for tie in ties):
        found.update(*(tie for tie in ties if tie & found))
    return found
