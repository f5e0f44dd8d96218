"""The world as one object: who there is, by code, by membership, by office."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cached_property, lru_cache

from detente.world.groups import Group, groups
from detente.world.organisations import Organisation, organisations
from detente.world.people import People, Person, people
from detente.world.states import State, states


class World:
    """States, organisations, groups and people. One is enough for a process: `World.load()`."""

    def __init__(
        self,
        states: dict[str, State],
        organisations: dict[str, Organisation],
        groups: dict[str, Group],
        people: People,
    ) -> None:
        self.states = states
        self.organisations = organisations
        self.groups = groups
        self.people = people

    @classmethod
    def load(cls) -> World:
        """The world as detente ships it, read once a process. Raises DataError where a table is wrong."""
        return shipped()

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code, sorted. `NAM` is both Namibia's and the Non-Aligned Movement's, and is listed once."""
        return tuple(sorted({*self.states, *self.organisations, *self.groups}))

    @cached_property
    def capitals(self) -> dict[str, str]:
        """The states by their capitals, less names that several share."""
        counted = Counter(city for state in self.states.values() for city in set(state.capital))
        return {city: s.code for s in self.states.values() for city in s.capital if counted[city] == 1}

    def state(self, code: str) -> State | None:
        """The state of this code, None for a code that is no state's."""
        return self.states.get(code)

    def name_of(self, code: str) -> str | None:
        """The usual name of a party, None for an unknown code."""
        for table in (self.states, self.organisations, self.groups):
            if code in table:
                return str(table[code].name)
        return None

    def members(self, code: str) -> tuple[str, ...]:
        """Codes of the members of an organisation; empty where they are not listed."""
        found = self.organisations.get(code)
        return found.members if found else ()

    def state_of(self, code: str) -> str | None:
        """The state that a code belongs to: a group's state, or the state itself."""
        if code in self.groups:
            return self.groups[code].state
        return code if code in self.states else None

    def people_at(self, code: str, office: str, day: date | None = None) -> tuple[Person, ...]:
        """Who held `office` ("foreign minister") of `code` on `day`; without a day everybody who ever did."""
        return self.people.holders(code, office, day)


@lru_cache(maxsize=1)
def shipped() -> World:
    """The world from the tables that ship with detente."""
    return World(states(), organisations(), groups(), people())
