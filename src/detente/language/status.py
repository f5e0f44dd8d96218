"""The cues of a language for what became of an act, loaded from `language/<iso>/status.yaml` and checked.

A cue has words, a kind (what part of speech it is), a category (what it makes of an act), and a reach: where the act
stands, seen from the cue. The meaning of every field stands at the head of the table; its examples run as tests.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from detente.errors import DataError
from detente.tables import load_yaml

KINDS = frozenset(("auxiliary", "verb", "adjective", "noun", "adverb", "mark", "preposition", "time"))
GOVERNS = frozenset(("complement", "subject", "noun", "clause"))
TAKES = frozenset(("verb", "noun"))
CATEGORIES = frozenset(
    (
        "future", "would", "necessary", "possible", "to come", "later", "weekday", "scheduled", "fact", "condition",
        "proviso", "doubt", "copula", "wish", "deliberation", "fear", "prevention", "preparation", "purpose",
        "negation", "taking place", "denial", "report", "rebuttal", "allegation", "hearsay", "told", "offer",
        "cancellation", "lasting", "owing",
    )
)  # fmt: skip
KEYS = frozenset(("cues", "kind", "category", "governs", "takes", "preps", "passive", "examples", "not"))


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry: which acts it reaches, what it makes of them. `passive` None: in either voice; `preps` empty: any."""

    kind: str
    category: str
    governs: frozenset[str]
    takes: frozenset[str]
    preps: frozenset[str]
    passive: bool | None
    examples: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True)
class StatusCues:
    """All cues of a language. `words`: by kind and lemma; `phrases`: marks and times by their first word."""

    entries: tuple[tuple[Cue, tuple[str, ...]], ...]
    terminators: frozenset[str]
    words: dict[str, dict[str, tuple[Cue, ...]]] = field(repr=False)
    phrases: dict[str, tuple[tuple[tuple[str, ...], Cue], ...]] = field(repr=False)

    def of(self, kind: str, word: str) -> tuple[Cue, ...]:
        """The cues of a kind that a lemma (with its particle, if it has one) stands for."""
        return self.words[kind].get(word, ())

    def named(self, category: str, kind: str) -> frozenset[str]:
        """The words of a kind that belong to a category."""
        return frozenset(w for w, cues in self.words[kind].items() if any(c.category == category for c in cues))


def _check(entry: dict[str, Any]) -> None:
    where = f"status.yaml: {entry.get('cues')}"
    if unknown := set(entry) - KEYS:
        raise DataError(f"unknown keys {sorted(unknown)}", subject=where)
    if missing := {"cues", "kind", "category", "governs", "examples"} - set(entry):
        raise DataError(f"missing keys {sorted(missing)}", subject=where)
    if not all(isinstance(w, str) for w in entry["cues"]):
        raise DataError("a cue that YAML does not read as a word needs quotation marks", subject=where)
    for key, allowed in (("kind", KINDS), ("category", CATEGORIES)):
        if entry[key] not in allowed:
            raise DataError(f"no such {key}: {entry[key]}", subject=where)
    for key, allowed in (("governs", GOVERNS), ("takes", TAKES)):
        if wrong := set(entry.get(key, ())) - allowed:
            raise DataError(f"{key} cannot be {sorted(wrong)}", subject=where)


def read_cue(entry: dict[str, Any]) -> Cue:
    """One entry of the table, checked. Raises DataError naming the entry."""
    _check(entry)
    return Cue(
        kind=entry["kind"], category=entry["category"], governs=frozenset(entry["governs"]),
        takes=frozenset(entry.get("takes", TAKES)), preps=frozenset(entry.get("preps", ())),
        passive=entry.get("passive"), examples=tuple(entry["examples"]), no=tuple(entry.get("not", ())),
    )  # fmt: skip


def _words(pairs: Iterable[tuple[Cue, tuple[str, ...]]]) -> dict[str, dict[str, tuple[Cue, ...]]]:
    by: dict[str, dict[str, tuple[Cue, ...]]] = {kind: {} for kind in KINDS}
    for cue, words in pairs:
        for word in words:
            by[cue.kind][word] = (*by[cue.kind].get(word, ()), cue)
    return by


def _phrases(pairs: Iterable[tuple[Cue, tuple[str, ...]]]) -> dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]:
    by: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for cue, words in pairs:
        if cue.kind in ("mark", "time"):
            for word in words:
                parts = tuple(word.split())
                by.setdefault(parts[0], []).append((parts, cue))
    return {first: tuple(sorted(all_, key=lambda p: -len(p[0]))) for first, all_ in by.items()}


@lru_cache(maxsize=4)
def status_cues(language: str = "english") -> StatusCues:
    """The cues of a language, loaded once a process. Raises DataError naming the entry that is wrong."""
    table = load_yaml(files("detente.language") / language / "status.yaml")
    pairs = tuple((read_cue(e), tuple(e["cues"])) for e in table["cues"])
    return StatusCues(pairs, frozenset(table["terminators"]), _words(pairs), _phrases(pairs))
