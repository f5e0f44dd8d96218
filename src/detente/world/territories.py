"""Territories that have a code of their own and belong to a state: the Falklands are Britain's."""

from __future__ import annotations

from functools import lru_cache

from detente.world.load import rows

COLUMNS = ("code", "state")


@lru_cache(maxsize=1)
def territories() -> dict[str, str]:
    """The state of every territory, both by their codes."""
    return {row["code"]: row["state"] for row in rows("territories.csv", COLUMNS)}


def party_of(code: str) -> str:
    """The state that acts for a country or territory: "FLK" is "GBR", "FRA" itself."""
    return territories().get(code, code)
