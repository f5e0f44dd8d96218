"""The words of `language/english/reference.yaml`, checked as they are loaded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from detente.errors import DataError
from detente.tables import load_yaml

FILE = "language/english/reference.yaml"


class Pronoun(BaseModel):
    """Pronouns that ask for the same kind of party."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: tuple[str, ...]
    number: Literal["one", "many"]
    human: Literal["yes", "no", "either"]
    gender: Literal["m", "f"] | None = None


class Speaker(BaseModel):
    """Pronouns of whoever speaks."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    one: frozenset[str]
    many: frozenset[str]


class Aboard(BaseModel):
    """Craft, who is aboard them, and of whom "its" says so."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    craft: frozenset[str]
    crew: frozenset[str]
    alone: frozenset[str]


class Table(BaseModel):
    """The file as it stands."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pronouns: tuple[Pronoun, ...]
    possessives: tuple[Pronoun, ...]
    speaker: Speaker
    states: frozenset[str]
    kinds: dict[str, frozenset[str]]
    office_states: dict[str, frozenset[str]]
    groups: frozenset[str]
    organisations: dict[str, frozenset[str]]
    organs: frozenset[str]
    bodies: dict[str, frozenset[str]]
    seats: frozenset[str]
    offices: dict[str, tuple[str, ...]]
    counterparts: frozenset[str]
    others: frozenset[str]
    hosts: frozenset[str]
    fellows: frozenset[str]
    pairs: frozenset[str]
    plain_pairs: frozenset[str]
    both_of: frozenset[str]
    collectives: dict[str, int]
    ganging: frozenset[str]
    persons_of_pairs: frozenset[str]
    things: dict[str, frozenset[str]]
    idle_its: frozenset[str]
    summoning: frozenset[str]
    kept: frozenset[str]
    folk: frozenset[str]
    humans: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    ships: frozenset[str]
    women: frozenset[str]
    thing_verbs: frozenset[str]
    joint_verbs: frozenset[str]
    hostile_verbs: frozenset[str]
    entering: frozenset[str]
    grounds: frozenset[str]
    answerable: frozenset[str]
    steering: frozenset[str]
    threats: frozenset[str]
    empty_it: frozenset[str]
    minded: frozenset[str]
    papers: frozenset[str]
    drafts: frozenset[str]
    alike: tuple[frozenset[str], ...]
    aboard: tuple[Aboard, ...]


@dataclass(frozen=True)
class Words:
    """The table with pronouns by word, bodies and things by noun."""

    table: Table
    pronouns: dict[str, Pronoun]
    possessives: dict[str, Pronoun]
    sector_of: dict[str, str]
    thing_sector: dict[str, str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The words of reference, loaded once a process; `DataError` where the file is wrong."""
    raw = load_yaml(files("detente").joinpath(*FILE.split("/")))
    try:
        table = Table.model_validate(raw)
    except ValidationError as error:
        raise DataError(str(error), subject=FILE) from error
    return Words(
        table=table,
        pronouns={w: p for p in table.pronouns for w in p.words},
        possessives={w: p for p in table.possessives for w in p.words},
        sector_of={noun: sector for sector, nouns in table.bodies.items() for noun in nouns},
        thing_sector={noun: sector for sector, nouns in table.things.items() for noun in nouns},
    )
