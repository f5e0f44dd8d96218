"""The cues by which an account tells its outcome (`language/<iso>/outcome.yaml`), checked and compiled.

A cue is written in the pattern language of events (`language/pattern.py`) and says what it makes of the party in the
place of `S` and of `T`: a sign such as `won`, `lost` or `gave`. What the signs weigh is for the reader of them to say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationError

from detente.errors import DataError
from detente.language.pattern import compile_line
from detente.language.patterns import Pattern
from detente.model import Record
from detente.tables import load_yaml

Lines = Annotated[tuple[str, ...], BeforeValidator(lambda given: (given,) if isinstance(given, str) else given)]


class Cue(Record):
    """One entry. `v`, `n`, `a`: its lines for verbs, nouns and adjectives; `S`, `T`: the sign for the party there.

    `own`: the thing acted on is the doer's own: its owner is the doer where a passive leaves that out.
    `eg`: sentences that it fits, the parties in braces ("{S:Peru} surrendered."); `not`: those that it does not.
    """

    id: str
    v: Lines = ()
    n: Lines = ()
    a: Lines = ()
    S: str | None = None
    T: str | None = None
    own: bool = False
    eg: tuple[str, ...]
    no: tuple[str, ...] = Field(default=(), alias="not")

    def patterns(self, classes: dict[str, frozenset[str]]) -> list[Pattern]:
        """The compiled lines; `DataError` names the entry."""
        found = []
        for kind, lines in (("v", self.v), ("n", self.n), ("a", self.a)):
            for line in lines:
                try:
                    shape = compile_line(line, kind, classes)
                except DataError as wrong:
                    raise DataError(wrong.message, subject=f"outcome.yaml: {self.id}") from wrong
                found.append(Pattern(rule=self.id, kind=kind, shape=shape, type=None, cameo="", op=None))
        return found


class Endings(Record):
    """How a sentence says that the quarrel ended: one of `nouns` with one of `verbs`, or one of `marks` of it.

    `pointing`: words that begin a sentence which says so of what was told before ("This ended the crisis").
    """

    nouns: frozenset[str]
    verbs: frozenset[str]
    marks: frozenset[str]
    pointing: frozenset[str]
    eg: tuple[str, ...]
    no: tuple[str, ...] = Field(alias="not")


class Outcome(Record):
    """The schema of `outcome.yaml`."""

    cues: tuple[Cue, ...]
    endings: Endings
    firm: frozenset[str]
    unreal: frozenset[str]


@dataclass(frozen=True)
class OutcomeCues:
    """The table and its patterns by the lemma of their head; `signs`: what S and T of a cue show; `own`: see Cue."""

    table: Outcome
    verbs: dict[str, tuple[Pattern, ...]] = field(repr=False)
    nouns: dict[str, tuple[Pattern, ...]] = field(repr=False)
    adjectives: dict[str, tuple[Pattern, ...]] = field(repr=False)
    signs: dict[str, dict[str, str]] = field(repr=False)
    own: frozenset[str] = frozenset()


@lru_cache(maxsize=4)
def outcome_cues(language: str = "english") -> OutcomeCues:
    """The cues of a language, loaded once a process. `DataError` where the table breaks its schema."""
    folder = files("detente.language") / language
    classes = {k: frozenset(v) for k, v in load_yaml(folder / "patterns" / "classes.yaml").items()}
    try:
        table = Outcome.model_validate(load_yaml(folder / "outcome.yaml"))
    except ValidationError as wrong:
        raise DataError(str(wrong), subject="outcome.yaml") from wrong
    patterns = [p for cue in table.cues for p in cue.patterns(classes)]
    signs = {c.id: {role: sign for role, sign in (("S", c.S), ("T", c.T)) if sign} for c in table.cues}
    if len(signs) < len(table.cues) or not all(signs.values()):
        raise DataError("every cue needs a name of its own and a sign", subject="outcome.yaml")
    verbs, nouns, adjectives = (by_head(patterns, kind) for kind in "vna")
    return OutcomeCues(table, verbs, nouns, adjectives, signs, frozenset(c.id for c in table.cues if c.own))


def by_head(patterns: list[Pattern], kind: str) -> dict[str, tuple[Pattern, ...]]:
    """The patterns of one kind by the lemma of their head, those that ask for most first."""
    found: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        if pattern.kind == kind:
            found.setdefault(pattern.shape.head, []).append(pattern)
    return {head: tuple(sorted(same, key=lambda p: -p.shape.weight)) for head, same in found.items()}
