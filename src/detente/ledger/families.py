"""The rules of merging as data: families of types, grounds of statuses, limits (`data/merging.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from detente.errors import DataError
from detente.model import Record, Status
from detente.ontology import PLOVER_TYPES
from detente.ontology.loading import load_table


class Limits(Record):
    """The numbers of the rules; their meaning and reason stand beside them in the data."""

    undated_to_dated: int
    undated_to_undated: int
    same_place_km: float
    same_source: float


class Points(Record):
    """What speaks for two tellings being one incident, and how much; each stands in the data with its reason.

    `soon`: pairs of (days at most, points), for a telling without a date.
    """

    enough: float
    same_act: float
    same_code: float
    other_kind: float
    same_day: float
    same_week: float
    wide: float
    soon: tuple[tuple[int, float], ...]
    late: float
    same_place: float
    shared_object: float
    other_object: float
    no_object: float
    same_person: float
    other_person: float
    other_meeting: float
    same_head: float
    other_about: float
    one_story: float
    one_sentence: float
    anew: float


class Families(Record):
    """The schema of `data/merging.yaml`."""

    families: Mapping[str, tuple[str, ...]]
    by_object: frozenset[str]
    mutual: frozenset[str]
    grounds: Mapping[str, tuple[Status, ...]]
    limits: Limits
    points: Points


@lru_cache(maxsize=1)
def families() -> Families:
    """The rules, loaded once; `DataError` if they do not cover every type and status once."""
    rules = load_table("detente.ledger", "merging.yaml", Families)
    types = sorted(t for group in rules.families.values() for t in group)
    statuses = sorted(s for group in rules.grounds.values() for s in group)
    if types != sorted(PLOVER_TYPES) or statuses != sorted(Status):
        raise DataError("every type and every status must stand in exactly one group", subject="merging.yaml")
    return rules


@lru_cache(maxsize=64)
def family(plover_type: str) -> str:
    """The family that a type belongs to."""
    return next(name for name, types in families().families.items() if plover_type in types)


@lru_cache(maxsize=64)
def ground(status: str) -> str:
    """How real an act of this status is: the group of statuses that it belongs to."""
    return next(name for name, statuses in families().grounds.items() if status in statuses)


def block_of(plover_type: str, source: Sequence[str], target: Sequence[str]) -> str:
    """The set of tellings that may be one incident: same parties in the same roles, same family of acts.

    Acts that both sides do together ("met") have no roles.
    """
    kind = family(plover_type)
    if kind in families().mutual:
        return f"{'+'.join(sorted({*source, *target}))}|{kind}"
    return f"{'+'.join(source)}>{'+'.join(target)}|{kind}"


def missing_party(block: str) -> bool:
    """Whether a telling names no party for one of the roles."""
    who = block.split("|", maxsplit=1)[0]
    return who.startswith(">") or who.endswith(">") or (">" not in who and "+" not in who)
