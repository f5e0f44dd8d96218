"""Armed groups, movements and peoples without a state of their own."""

from __future__ import annotations

from functools import lru_cache

from detente.model.base import Record
from detente.world.load import items, rows, sector

COLUMNS = ("code", "name", "names", "adjectives", "state", "sector")


class Group(Record):
    """A group. `state`: code of the state that it fights, or belongs to; None for one at home in several states."""

    code: str
    name: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    state: str | None = None
    sector: str | None = "REB"

    def all_names(self) -> tuple[str, ...]:
        """The name and every other name."""
        return (self.name, *self.names)


@lru_cache(maxsize=1)
def groups() -> dict[str, Group]:
    """Every group by its code."""
    return {
        row["code"]: Group(
            code=row["code"],
            name=row["name"],
            names=items(row["names"]),
            adjectives=items(row["adjectives"]),
            state=row["state"] or None,
            sector=sector(row["sector"], f"groups.csv:{row['code']}"),
        )
        for row in rows("groups.csv", COLUMNS)
    }
