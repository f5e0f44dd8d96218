"""The code of a party from what a person types: "Russia", "u.s.", "rus"."""

from __future__ import annotations

from functools import lru_cache

from detente.world.gazetteer import fold
from detente.world.groups import groups
from detente.world.organisations import organisations
from detente.world.states import states


def code_of(typed: str) -> str:
    """The code of a party by its code or any of its names, whatever the case; else what was typed, in capitals.

    A ledger may name parties that the tables do not know, so nothing is refused here.

    >>> code_of("Russia"), code_of("u.s."), code_of("tur"), code_of("Ruritania")
    ('RUS', 'USA', 'TUR', 'RURITANIA')
    """
    typed = typed.strip()
    return typed.upper() if typed.upper() in known() else names().get(fold(typed), typed.upper())


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """Every code of the tables."""
    return frozenset({*states(), *organisations(), *groups()})


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """Codes by name, as `fold` files it. A state goes before an organisation or a group of its name."""
    found: dict[str, str] = {}
    for table in (states(), organisations(), groups()):
        for code, party in table.items():
            for name in party.all_names():
                found.setdefault(fold(name), code)
    return found
