"""The rules of the docket and of the answer: data (`data/*.yaml`), checked when loaded.

Every rule is shown with what it decided, and a table with an error raises `DataError`, naming the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field

from detente.errors import DataError
from detente.ledger.byhand import HandEvent
from detente.ledger.words import base
from detente.model import Record, Status
from detente.ontology import PLOVER_TYPES
from detente.ontology.loading import load_table

ROOM = "detente.dispute"
# Words in the tables are written in any form and compared by their base.
Bases = Annotated[frozenset[str], AfterValidator(lambda words: frozenset(base(w) for w in words))]


class Seen(NamedTuple):
    """An act as the conditions of `kinds.yaml` see it.

    `about`: type of the act that it is about. `words`: bases of the words for what it is about. `forms`: the words of
    the act itself, `sentence`: those of its sentences, both as written, in lower case. `trigger`: bases of the words
    that tell it.
    """

    type: str
    cameo: str
    status: str
    about: str | None
    words: frozenset[str]
    forms: frozenset[str]
    sentence: frozenset[str]
    trigger: frozenset[str]


class When(Record):
    """Conditions that must all hold; an empty one is no condition. See the head of `kinds.yaml`."""

    types: tuple[str, ...] = ()
    cameo: tuple[str, ...] = ()
    about: tuple[str | None, ...] = ()
    words: Bases = frozenset()
    without: frozenset[str] = frozenset()
    sentence: frozenset[str] = frozenset()
    trigger: Bases = frozenset()
    status: tuple[Status, ...] = ()

    def holds(self, act: Seen) -> bool:
        """Whether an act meets all conditions."""
        return (
            act.type in self.types
            and act.status in self.status
            and (not self.cameo or act.cameo.startswith(self.cameo))
            and (not self.about or act.about in self.about)
            and (not self.words or bool(self.words & act.words))
            and (not self.sentence or bool(self.sentence & act.sentence))
            and (not self.trigger or bool(self.trigger & act.trigger))
            and not self.without & act.forms
        )


class Kind(Record):
    """What an act is on the docket."""

    name: str
    means: str
    when: tuple[When, ...]
    examples: tuple[HandEvent, ...]


class Kinds(Record):
    """The schema of `kinds.yaml`."""

    kinds: tuple[Kind, ...]


def split(phrases: object) -> object:
    """Phrases as sets of their words."""
    return tuple(p.split() if isinstance(p, str) else p for p in phrases) if isinstance(phrases, list) else phrases


# Phrases of which all words must be there, as written.
Phrases = Annotated[tuple[frozenset[str], ...], BeforeValidator(split)]


class Subject(Record):
    """What a demand can be about, and what meets it."""

    name: str
    about: tuple[str, ...]
    words: Bases
    phrases: Phrases = ()
    cameo: tuple[str, ...]
    met: tuple[str, ...]
    loose: tuple[str, ...] = ()
    promised: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    beside: Bases = frozenset()

    def named(self, words: frozenset[str], said: frozenset[str]) -> bool:
        """Whether an act names the subject. `words`: bases of what it is about; `said`: its words as written."""
        return bool(self.words & words) or any(phrase <= said for phrase in self.phrases)


class Subjects(Record):
    """The schema of `subjects.yaml`."""

    subjects: tuple[Subject, ...]
    partly: frozenset[str]
    aside: frozenset[str]
    asked: frozenset[str]
    asked_all: frozenset[str]
    denies: Bases
    declines: frozenset[str]
    untrue: Bases
    claims: frozenset[str]
    blames: Bases


class Ending(Record):
    """What ends a kind of measure. `of`: the measure, `words`: the ending must be about one of these."""

    measure: str
    ended_by: tuple[str, ...]
    of: Bases = frozenset()
    words: Bases = frozenset()
    alone: bool = False


class EndingExample(Record):
    """A measure, an act after it, and what becomes of the measure."""

    measure: HandEvent
    ending: HandEvent
    state: str


class Endings(Record):
    """The schema of `endings.yaml`."""

    endings: tuple[Ending, ...]
    forgotten_days: int
    general: Bases
    sorts: Mapping[str, Bases]
    eases: frozenset[str]
    examples: tuple[EndingExample, ...]


class Change(Record):
    """What would change an answer. `if_`: only where this fact is there."""

    text: str
    if_: str | None = Field(default=None, alias="if")


class AnswerRule(Record):
    """One rule of the answer; see the head of `answers.yaml`."""

    answer: str
    needs: tuple[str, ...] = ()
    any_: tuple[str, ...] = Field(default=(), alias="any")
    unless: tuple[str, ...] = ()
    for_: tuple[str, ...] = Field(alias="for")
    against: tuple[str, ...]
    change: tuple[Change, ...]

    def named(self) -> set[str]:
        """Every fact that the rule names."""
        return {*self.needs, *self.any_, *self.unless, *self.for_, *self.against} | {
            c.if_ for c in self.change if c.if_
        }


class Sign(Record):
    """How much a fact adds to `yielded`, for each time and at most."""

    fact: str
    each: float
    most: float


class Yielded(Record):
    """How far a side gave way: where the answer puts it, and the signs."""

    base: Mapping[str, float]
    signs: tuple[Sign, ...]


class Answers(Record):
    """The schema of `answers.yaml`."""

    means: Mapping[str, str]
    phase_days: int
    stale_days: int
    kept_days: int
    no_days: int
    reports: int
    sure: float
    light: tuple[str, ...]
    going_on: Phrases
    lead: int
    facts: Mapping[str, str]
    answers: tuple[AnswerRule, ...]
    yielded: Yielded
    pressure: Mapping[str, str]


@lru_cache(maxsize=1)
def kinds() -> Kinds:
    """What an act is on the docket."""
    table = load_table(ROOM, "kinds.yaml", Kinds)
    wrong = {t for kind in table.kinds for when in kind.when for t in when.types} - set(PLOVER_TYPES)
    if wrong:
        raise DataError(f"no PLOVER types: {sorted(wrong)}", subject="kinds.yaml")
    return table


@lru_cache(maxsize=1)
def subjects() -> Subjects:
    """What a demand can be about."""
    return load_table(ROOM, "subjects.yaml", Subjects)


@lru_cache(maxsize=1)
def endings() -> Endings:
    """How measures end."""
    return load_table(ROOM, "endings.yaml", Endings)


@lru_cache(maxsize=1)
def answers() -> Answers:
    """How the question is answered. The last rule must hold always."""
    table = load_table(ROOM, "answers.yaml", Answers)
    unknown = {f for rule in table.answers for f in rule.named()} | {s.fact for s in table.yielded.signs}
    if unknown - set(table.facts):
        raise DataError(f"facts that are not explained: {sorted(unknown - set(table.facts))}", subject="answers.yaml")
    last = table.answers[-1]
    given = {r.answer for r in table.answers}
    if last.needs or last.any_ or last.unless:
        raise DataError("the last rule must always hold", subject="answers.yaml")
    if not given == set(table.yielded.base) == set(table.means):
        raise DataError("every answer needs its meaning and its base", subject="answers.yaml")
    return table


def matches(act: str, code: str, patterns: tuple[str, ...]) -> bool:
    """Whether a type and CAMEO code fall under TYPE or TYPE/PREFIX."""
    for pattern in patterns:
        kind, _, prefix = pattern.partition("/")
        if act == kind and code.startswith(prefix):
            return True
    return False
