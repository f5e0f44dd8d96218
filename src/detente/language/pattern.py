"""The little language in which event patterns are written, and its compiled form.

A pattern is a line of words:

    S shoot down T                         verb, particle, object
    S launch (attack|@strike) on|against T verb, an object noun out of a set or a named class, a preposition before T
    S call on T E                          E: another act, whatever form it takes (to ..., that ..., a noun)
    S and T ...                            is not needed: a frame with `both: true` splits "the two countries"
    downing of T                           noun: S is found by itself (possessive, "by S", "Turkish downing")
    S expel (#)                            a bare number
    S angry at|with T                      adjective after "be"
    S hold (talks) [with T]                a part in brackets may be missing

`S` does it, `T` is done to, `X` is anybody or anything, `E` is an act. The first plain word is the head; what it is
(verb, noun, adjective) is said by the table that holds the line. Prepositions and particles are told apart by the
parse, not here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from detente.errors import DataError

ROLES = frozenset("STXE")
# Prepositions, and adverbs that stand where a particle or preposition stands ("send home", "set ablaze").
PREPOSITIONS = frozenset(
    """
    about above across after against along alongside amid among around as at because before behind beneath beside
    besides between beyond by
    concerning despite during for from in inside into like near of on onto opposite out outside over past
    regarding since than through
    throughout to toward towards under until unto up upon via with within without off down back away aside
    apart forward together likewise
    ahead following short home free open shut facing ablaze astride atop good firm fast foul clear packing offline
    """.split()  # noqa: SIM905 - a list of words reads better than ninety quoted ones
)
WORD = re.compile(r"\[|\]|\([^)]*\)|[^\s\[\]()]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a frame asks for after (or before) its head.

    `place`: `subj`, `obj`, or `prep` with the words in `preps`. `role`: S, T, X, E or "" where only the noun counts.
    `nouns`: the lemmas that the head of the phrase may have (empty: any). `needed`: whether the frame fails without it.
    """

    place: str
    role: str
    preps: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    needed: bool = True


@dataclass(frozen=True)
class Shape:
    """A compiled pattern line: the head's lemma, a particle or None, and the parts."""

    head: str
    particle: str | None
    parts: tuple[Part, ...]

    @cached_property
    def objects(self) -> int:
        """How many of its parts stand as objects."""
        return sum(p.place == "obj" for p in self.parts)

    @cached_property
    def weight(self) -> int:
        """How much the shape asks for: of two that fit, the one that asks for more is right."""
        asked = sum((3 if p.nouns else 1) + bool(p.preps) for p in self.parts if p.needed and p.place != "subj")
        asked += sum(2 for p in self.parts if p.place == "subj" and p.nouns)
        return asked + (2 if self.particle else 0)


def expand(group: str, classes: dict[str, frozenset[str]]) -> frozenset[str]:
    """The lemmas of `(a|b|@class)`."""
    out: set[str] = set()
    for name in group.strip("()").split("|"):
        if name.startswith("@"):
            if name[1:] not in classes:
                raise DataError(f"no class of nouns is called {name}")
            out |= classes[name[1:]]
        else:
            out.add(name.strip())
    return frozenset(out)


class _Reader:
    """Reads one pattern line from left to right."""

    def __init__(self, line: str, kind: str, classes: dict[str, frozenset[str]]) -> None:
        self.line, self.kind, self.classes = line, kind, classes
        self.words = WORD.findall(line)
        self.head, self.opened = head_of(line), False
        self.particle: str | None = None
        self.parts: list[Part] = []
        self.needed = True
        self.preps: frozenset[str] = frozenset()

    def read(self) -> Shape:
        for word in self.words:
            self._take(word)
        self._flush()
        return Shape(self.head, self.particle, tuple(self.parts))

    def _take(self, word: str) -> None:
        if word in "[]":
            self._flush()
            self.needed = word == "]"
        elif not self.opened:
            self._before_head(word)
        elif word in ROLES or word.startswith("("):
            self._slot(word)
        elif set(word.split("|")) <= PREPOSITIONS:
            self._flush()
            self.preps = frozenset(word.split("|"))
        elif "|" in word and set(word.split("|")) & PREPOSITIONS:
            unknown = ", ".join(sorted(set(word.split("|")) - PREPOSITIONS))
            raise DataError(f"no preposition: {unknown}; a set of nouns stands in brackets: {self.line!r}")
        else:
            self._slot(f"({word})")

    def _before_head(self, word: str) -> None:
        if word in ROLES:
            self.parts.append(Part("subj", word))
        elif word.startswith("("):
            self.parts.append(Part("subj", "", nouns=expand(word, self.classes)))
        else:
            self.opened = True

    def _slot(self, word: str) -> None:
        nouns = expand(word, self.classes) if word.startswith("(") else frozenset()
        role = "" if nouns else word
        place = "prep" if self.preps else "obj"
        self.parts.append(Part(place, role, self.preps, nouns, self.needed))
        self.preps = frozenset()

    def _flush(self) -> None:
        """A word that looked like a preposition and has nothing behind it is a particle."""
        if self.preps:
            if len(self.preps) != 1 or self.particle:
                raise DataError(f"a preposition without anything behind it: {self.line!r}")
            self.particle = next(iter(self.preps))
            self.preps = frozenset()


def head_of(line: str) -> str:
    """The head of a pattern line. Raises DataError where it has none."""
    for found in WORD.finditer(line):
        word = found.group()
        if word not in ROLES and word[0] not in "[](":
            return word
    raise DataError(f"pattern without a head: {line!r}")


def compile_line(line: str, kind: str, classes: dict[str, frozenset[str]] | None = None) -> Shape:
    """The compiled form of a pattern line.

    `kind`: v, n or a. Raises DataError, saying what is wrong with the line.
    """
    return _Reader(line, kind, classes or {}).read()
