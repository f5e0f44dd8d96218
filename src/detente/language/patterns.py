"""The event patterns of a language, loaded from its tables, checked and compiled.

A table (`language/<iso>/patterns/*.yaml`) is a list of entries:

    - id: shoot-down                 # with the table's name it makes the rule's name: ASSAULT/shoot-down
      v: [S shoot down T, S down T]  # v, n or a: lines of the pattern language (`language/pattern.py`); one or several
      type: ASSAULT                  # a PLOVER type; or `none`: an everyday use of the word, which tells nothing ...
      cameo: "190"
      op: stop                       # ... or an operator, for heads that change the act they take (compose.yaml)
      both: true                     # the two parties may be one subject ("the two countries met")
      two: true                      # ... and only where they are ("the two ended their talks")
      flip: true                     # source and target change places (for "T suffer attack by S" this is not needed)
      control: T                     # who does the act that E names: S (default) or T
      alone: false                   # a noun that names a state, not an act: it counts only below a verb ("broke ties")
      source: person                 # only where a person or office holder does it ("rushed to Baghdad")
      target: person                 # only where the other party is a person or office holder ("saw Lavrov"); `state`:
                                     # only where it is a state ("quit Kuwait", not "quit OPEC")
      says: true                     # words that only a speaker can mean, of whoever did it ("the hostile act")
      charge: true                   # where another party tells of it, that party's accusation ("broke the treaty")
      claims: true                   # says who made an attack that the story tells elsewhere ("claimed the bombing")
      mood: will                     # only of what is to come ("will pay a price"); `not`: only of what is negated
                                     # ("will not tolerate it"), `if`: of what hangs
                                     # on a condition ("will react if"), `tried`: only in an infinitive ("sought to get
                                     # them to leave"); the mood is then part of what the words mean
      sure: true                     # words that mean nothing else, whatever the model takes them for ("parleyed with")
      mode: ..., contexts: [...], status: offered, why: the reason of a convention
      # first braces: source, second: target; {T:...} {S:...} where reversed
      eg: ["{Turkish} jets shot down a {Russian} bomber."]
      not: ["{Turkey} shot down suggestions that it would leave {NATO}."]

`classes.yaml` names sets of nouns; `compose.yaml` says what operators make of acts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import product
from typing import Any

from detente.errors import DataError
from detente.language.pattern import Shape, compile_line, head_of
from detente.tables import load_yaml

TWO_SETS = re.compile(r"\(([^()]*)\)_\(([^()]*)\)")
# The ends of a genitive, which is as good as "of" ("twisted Chile's arm").
OWNED = frozenset(("'s", "’s", "'", "’"))
NUMBER = "#"  # a bare number, as an object of a pattern
# The lists of `judging.yaml` with words that may be the whole of an answer.
SHORT_ANSWERS = ("untrue", "declining", "saying_yes", "saying_no")
NOTHING = "none"  # the type of what tells no act
KEYS = frozenset(
    (
        "id",
        "v",
        "n",
        "a",
        "type",
        "cameo",
        "op",
        "both",
        "two",
        "flip",
        "control",
        "mode",
        "contexts",
        "eg",
        "not",
        "why",
        "status",
        "alone",
        "says",
        "charge",
        "claims",
        "target",
        "source",
        "mood",
        "sure",
    )
)
TYPES = frozenset(
    (
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    )
)


@dataclass(frozen=True)
class Pattern:
    """One compiled line of one entry.

    `alone`: whether its noun tells of an act where no verb takes it up ("ties" does not). `says`: whether it is a
    speaker's word for what another did. `charge`: whether the act, told by another party, is that party's accusation.
    `claims`: whether it says who made an attack told elsewhere. `mood`: "will" or "not", where the words mean the act
    only in that mood. `sure`: whether its words mean nothing else. `target`: "person" or "state" where only such may be
    the other party.
    """

    rule: str
    kind: str
    shape: Shape
    type: str | None
    cameo: str
    op: str | None
    both: bool = False
    two: bool = False
    flip: bool = False
    control: str = "S"
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    status: str | None = None
    alone: bool = True
    says: bool = False
    charge: bool = False
    claims: bool = False
    mood: str | None = None
    sure: bool = False
    target: str | None = None
    by: str | None = None

    @cached_property
    def asks(self) -> tuple[frozenset[str], ...]:
        """Sets of words: where a sentence holds none of one of them, as form or lemma, the pattern cannot fit in it."""
        needed = [p for p in self.shape.parts if p.needed]
        if self.kind == "n":  # a noun fits also where nothing is said of the parties
            needed = [p for p in needed if p.nouns and p.role != "E" and p.place != "subj"]
        named = (p.nouns for p in needed if p.nouns and p.role != "E" and NUMBER not in p.nouns)
        nouns = [frozenset(n.split("_")[-1] for n in names) for names in named]
        preps = (p.preps | OWNED if p.role and "of" in p.preps else p.preps for p in needed if p.preps)
        return (*nouns, *preps)  # nouns are seldom there, and asked for first


@dataclass(frozen=True)
class Entry:
    """An entry with its lines, each with its kind, and its examples. `shared`: what its patterns have in common;
    `classes`: the sets of nouns that they may name.
    """

    rule: str
    lines: tuple[tuple[str, str], ...]
    shared: dict[str, Any] = field(repr=False)
    classes: dict[str, frozenset[str]] = field(repr=False)
    eg: tuple[str, ...]
    no: tuple[str, ...]

    @cached_property
    def patterns(self) -> tuple[Pattern, ...]:
        """The patterns of all its lines."""
        return tuple(self.compiled(kind, line) for kind, line in self.lines)

    def compiled(self, kind: str, line: str) -> Pattern:
        """The pattern of a line. Raises DataError naming the entry."""
        try:
            return Pattern(rule=self.rule, kind=kind, shape=compile_line(line, kind, self.classes), **self.shared)
        except DataError as wrong:
            raise DataError(wrong.message, subject=self.rule) from wrong


class ByHead(Mapping[str, tuple[Pattern, ...]]):
    """The patterns of one kind by the lemma of the head, those that ask for most first. They are compiled when their
    head is first asked for: a story asks for one in twenty, and all of them take a third of a second.
    """

    def __init__(self, entries: Iterable[Entry], kind: str) -> None:
        self.kind = kind
        self.lines: dict[str, list[tuple[Entry, str]]] = {}
        self.known: dict[str, tuple[Pattern, ...]] = {}
        for entry in entries:
            for of, line in entry.lines:
                if of == kind:
                    self.lines.setdefault(head_of(line), []).append((entry, line))

    def __getitem__(self, head: str) -> tuple[Pattern, ...]:
        if head not in self.known:
            found = (entry.compiled(self.kind, line) for entry, line in self.lines[head])
            self.known[head] = tuple(sorted(found, key=lambda p: -p.shape.weight))
        return self.known[head]

    def __iter__(self) -> Iterator[str]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)


@dataclass(frozen=True)
class Lexicon:
    """All patterns of a language, by kind and lemma of the head, those that ask for most first."""

    entries: tuple[Entry, ...]
    verbs: Mapping[str, tuple[Pattern, ...]] = field(repr=False)
    nouns: Mapping[str, tuple[Pattern, ...]] = field(repr=False)
    adjectives: Mapping[str, tuple[Pattern, ...]] = field(repr=False)
    compose: dict[str, dict[str, tuple[str | None, str]]] = field(repr=False)
    silent: frozenset[str] = frozenset()
    judging: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    @cached_property
    def spoken(self) -> frozenset[str]:
        """The rules whose acts are done by being said."""
        return frozenset(e.rule for e in self.entries if e.shared["says"])

    @cached_property
    def short_answers(self) -> dict[str, str]:
        """The list of `judging.yaml` that holds a word which may be the whole of an answer; the last of several."""
        return {word: name for name in SHORT_ANSWERS for word in self.judging.get(name, ())}

    @cached_property
    def last(self) -> frozenset[str]:
        """The words that patterns have behind another of the head: "game" of "war_game"."""
        heads = [head.split("_") for table in (self.verbs, self.nouns) for head in table]
        return frozenset("_".join(words[n:]) for words in heads for n in range(1, len(words)))


def _lines(entry: dict[str, Any], kind: str) -> list[str]:
    lines = entry.get(kind, [])
    return [one for line in ([lines] if isinstance(lines, str) else lines) for one in spelled_out(line)]


def spelled_out(line: str) -> list[str]:
    """The lines that `(hostile|barbaric)_(act|deed) against X` stands for: a head and its adjective, each out of a
    set.
    """
    found = TWO_SETS.search(line)
    if not found:
        return [line]
    pairs = product(found.group(1).split("|"), found.group(2).split("|"))
    return [line.replace(found.group(), f"{a}_{b}", 1) for a, b in pairs]


def _check(entry: dict[str, Any], table: str) -> None:
    where = f"{table}: {entry.get('id')}"
    if unknown := set(entry) - KEYS:
        raise DataError(f"unknown keys {sorted(unknown)}", subject=where)
    if not entry.get("id") or not any(k in entry for k in "vna"):
        raise DataError("an entry needs an id and v, n or a", subject=where)
    if entry.get("type") not in (*TYPES, NOTHING) and "op" not in entry:
        raise DataError(f"no such type: {entry.get('type')}", subject=where)
    if entry.get("mood") not in (None, "will", "not", "if", "tried"):
        raise DataError(f"no such mood: {entry['mood']}", subject=where)


def read_entry(entry: dict[str, Any], table: str, classes: dict[str, frozenset[str]]) -> Entry:
    """One entry of a table, checked."""
    _check(entry, table)
    rule = f"{table}/{entry['id']}"
    shared: dict[str, Any] = {
        "type": entry.get("type"),
        "cameo": str(entry.get("cameo", "")),
        "op": entry.get("op"),
        "both": bool(entry.get("both")),
        "two": bool(entry.get("two")),
        "flip": bool(entry.get("flip")),
        "control": entry.get("control", "S"),
        "mode": entry.get("mode"),
        "contexts": tuple(entry.get("contexts", ())),
        "status": entry.get("status"),
        "alone": bool(entry.get("alone", True)),
        "says": bool(entry.get("says")),
        "charge": bool(entry.get("charge")),
        "claims": bool(entry.get("claims")),
        "mood": entry.get("mood"),
        "sure": bool(entry.get("sure")),
        "target": entry.get("target"),
        "by": entry.get("source"),
    }
    lines = tuple((kind, line) for kind in "vna" for line in _lines(entry, kind))
    return Entry(rule, lines, shared, classes, tuple(_lines(entry, "eg")), tuple(_lines(entry, "not")))


def _compose(table: dict[str, dict[str, Any]]) -> dict[str, dict[str, tuple[str | None, str]]]:
    return {op: {inner: (made[0], str(made[1])) for inner, made in by.items()} for op, by in table.items()}


def _lemmas(words: list[Any]) -> frozenset[str]:
    """A list of lemmas, or of lists of them, as one set."""
    return frozenset(w for entry in words for w in (entry if isinstance(entry, list) else [entry]))


@lru_cache(maxsize=4)
def lexicon(language: str = "english") -> Lexicon:
    """The patterns of a language, loaded once a process. Raises DataError naming table and entry, for what a
    line says when its head is first asked for."""
    folder = files("detente.language") / language / "patterns"
    tables = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    classes = {k: frozenset(v) for k, v in load_yaml(folder / "classes.yaml").items()}
    entries: list[Entry] = []
    for table in tables:
        if table.name not in ("classes.yaml", "compose.yaml", "conventions.yaml", "judging.yaml"):
            name = table.name.removesuffix(".yaml").split("-")[0].upper()
            entries += [read_entry(e, name, classes) for e in load_yaml(table) or []]
    seen: set[str] = set()
    for e in entries:
        if e.rule in seen:
            raise DataError("two entries have this name", subject=e.rule)
        seen.add(e.rule)
    return Lexicon(
        tuple(entries),
        ByHead(entries, "v"),
        ByHead(entries, "n"),
        ByHead(entries, "a"),
        _compose(load_yaml(folder / "compose.yaml")),
        classes.get("silent", frozenset()),
        {name: _lemmas(words) for name, words in load_yaml(folder / "judging.yaml").items()},
    )
