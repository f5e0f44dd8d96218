"""Who there is: states, organisations, armed groups, and people with their offices, as data with its sources."""

from detente.world.groups import Group
from detente.world.organisations import Organisation
from detente.world.people import People, Person, Term
from detente.world.states import Seat, State
from detente.world.world import World

__all__ = ["Group", "Organisation", "People", "Person", "Seat", "State", "Term", "World"]
