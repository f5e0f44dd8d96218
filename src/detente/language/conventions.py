"""Conventions: where the same words are another type because of who the parties are (`patterns/conventions.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from detente.errors import DataError
from detente.language.patterns import TYPES
from detente.tables import load_yaml

TARGETS = frozenset(("state", "other"))


@dataclass(frozen=True, slots=True)
class Convention:
    """An act of `type` (and `cameo`, `op`, where given) done to a `target` of this sort is of another type.

    `why`: the reason. `asked`: only where it is asked what one named party does to another, not in a story, whose
    ledger knows persons and firms by their states.
    """

    rule: str
    type: str
    cameo: str | None
    op: str | None
    target: str
    asked: bool
    becomes: tuple[str, str]
    why: str
    eg: tuple[str, ...]
    no: tuple[str, ...]


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _read(entry: dict[str, object]) -> Convention:
    name = f"CONVENTION/{entry.get('id')}"
    becomes = entry.get("becomes")
    if entry.get("type") not in TYPES or entry.get("target") not in TARGETS or not entry.get("why"):
        raise DataError("a convention needs a type, a target (state or other) and a reason", subject=name)
    if not isinstance(becomes, list) or len(becomes) != 2 or becomes[0] not in TYPES:
        raise DataError("becomes: [type, CAMEO code]", subject=name)
    eg, no = (tuple(str(line) for line in _list(entry.get(key))) for key in ("eg", "not"))
    cameo, op = entry.get("cameo"), entry.get("op")
    return Convention(
        name,
        str(entry["type"]),
        str(cameo) if cameo else None,
        str(op) if op else None,
        str(entry["target"]),
        bool(entry.get("asked")),
        (str(becomes[0]), str(becomes[1])),
        str(entry["why"]),
        eg,
        no,
    )


@lru_cache(maxsize=4)
def conventions(language: str = "english") -> tuple[Convention, ...]:
    """The conventions of a language's tables, loaded once. Raises DataError naming the entry."""
    folder = files("detente.language") / language / "patterns"
    return tuple(_read(e) for e in load_yaml(folder / "conventions.yaml"))
