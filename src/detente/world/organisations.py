"""International organisations: names, acronyms, bodies and, where it is of use, member states."""

from __future__ import annotations

from functools import lru_cache

from detente.model.base import Record
from detente.world.load import items, rows

COLUMNS = ("code", "name", "names", "adjectives", "seats", "members")


class Organisation(Record):
    """An international organisation. `names` holds its bodies too: the Security Council is the UN. `members`: codes.

    `adjectives`: the forms that stand before a noun ("UN envoy"). `seats`: cities that stand for it ("Brussels").
    """

    code: str
    name: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    members: tuple[str, ...] = ()

    def all_names(self) -> tuple[str, ...]:
        """The name and every other name."""
        return (self.name, *self.names)


@lru_cache(maxsize=1)
def organisations() -> dict[str, Organisation]:
    """Every organisation by its code."""
    return {
        row["code"]: Organisation(
            code=row["code"],
            name=row["name"],
            names=items(row["names"]),
            adjectives=items(row["adjectives"]),
            seats=items(row["seats"]),
            members=items(row["members"]),
        )
        for row in rows("organisations.csv", COLUMNS)
    }
