"""States: names, adjectives, peoples, capitals and the buildings and bodies that stand for their government."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from detente.model.base import Record
from detente.world.load import first_day, items, last_day, rows, sector

COLUMNS = ("code", "name", "names", "adjectives", "peoples", "capital", "seats", "start", "end")


BUILDINGS = frozenset(
    {"Pentagon", "the Pentagon", "Capitol Hill", "Westminster", "Parliament Hill", "Palais Bourbon", "Scotland Yard"}
)


class Seat(Record):
    """A building or body whose name stands for a government ("the Kremlin") or a part of it ("the Pentagon": MIL).

    `body`: it is an institution that acts itself ("the Knesset"), not a building; the table then gives its sector.
    """

    name: str
    sector: str | None = "GOV"
    body: bool = False


class State(Record):
    """A state, there or gone. `code`: ISO 3166-1 alpha-3, withdrawn ones included (YUG, CSK, DDR, YMD).

    Two uses differ from ISO: XKX is Kosovo (user-assigned), and VDR, withdrawn by ISO for North Vietnam, is South
    Vietnam; VNM is North Vietnam and, later, the whole. `capital`: every city that stands for the government.
    `start`, `end`: days between which the state existed, None where it does not matter.
    """

    code: str
    name: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    peoples: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    seats: tuple[Seat, ...] = ()
    start: date | None = None
    end: date | None = None

    def all_names(self) -> tuple[str, ...]:
        """The name and every other name."""
        return (self.name, *self.names)


def seat(cell: str, subject: str) -> Seat:
    """ "Duma:LEG" as a seat."""
    name, _, kind = cell.partition(":")
    return Seat(name=name, sector=sector(kind, subject) or "GOV", body=bool(kind) and name not in BUILDINGS)


def read_states() -> Iterator[State]:
    """The states in the order of the table."""
    for row in rows("states.csv", COLUMNS):
        subject = f"states.csv:{row['code']}"
        yield State(
            code=row["code"],
            name=row["name"],
            names=items(row["names"]),
            adjectives=items(row["adjectives"]),
            peoples=items(row["peoples"]),
            capital=items(row["capital"]),
            seats=tuple(seat(cell, subject) for cell in items(row["seats"])),
            start=first_day(row["start"], subject),
            end=last_day(row["end"], subject),
        )


@lru_cache(maxsize=1)
def states() -> dict[str, State]:
    """Every state by its code."""
    return {state.code: state for state in read_states()}
