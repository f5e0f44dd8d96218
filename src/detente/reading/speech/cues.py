"""The cue words of English, from `language/english/speech/*.yaml`, checked as they are loaded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from detente.errors import DataError

STANCES = frozenset({"asserts", "denies", "doubts", "demands", "hopes"})
FOLDER = "language/english/speech"
T = TypeVar("T", bound=BaseModel)


class Entry(BaseModel):
    """One block of a cue file: words that behave alike, with sentences that show it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    cues: tuple[str, ...] = Field(min_length=1)
    frames: tuple[str, ...] = Field(min_length=1)
    stance: str
    negated: str | None = None
    addressee: bool = False
    owner: bool = False
    examples: tuple[str, ...] = Field(min_length=1)


class Phrase(BaseModel):
    """A phrase that names a source: "according to"."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: tuple[str, ...] = Field(min_length=1)
    stance: str
    examples: tuple[str, ...] = Field(min_length=1)


class Sources(BaseModel):
    """Plain lists that the rules need."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    nouns: frozenset[str]
    carriers: frozenset[str]
    lemmas: dict[str, str]


@dataclass(frozen=True)
class Cue:
    """How one lemma reports: each frame with its stance; the rest as in `Entry`."""

    lemma: str
    frames: dict[str, str] = field(default_factory=dict)
    negated: str | None = None
    addressee: bool = False
    owner: bool = False


@dataclass(frozen=True)
class Cues:
    """All cue words, by part of speech, and the phrases by their first word."""

    verbs: dict[str, Cue]
    nouns: dict[str, Cue]
    adjectives: dict[str, Cue]
    phrases: dict[str, tuple[Phrase, ...]]
    sources: Sources


def load(name: str) -> object:
    """The YAML of one file of the folder."""
    path = files("detente").joinpath(*FOLDER.split("/"), name)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def entries(name: str) -> tuple[Entry, ...]:
    """The blocks of a cue file, checked; `DataError` says which block is wrong and how."""
    found: list[Entry] = []
    for number, raw in enumerate(_rows(name), 1):
        entry = _checked(Entry, raw, f"{FOLDER}/{name}, block {number}")
        _known_stances((entry.stance, entry.negated or "asserts"), f"{FOLDER}/{name}, block {number}")
        found.append(entry)
    return tuple(found)


def phrases() -> tuple[Phrase, ...]:
    """The phrases that name a source, checked."""
    return tuple(
        _checked(Phrase, raw, f"{FOLDER}/phrases.yaml, block {n}") for n, raw in enumerate(_rows("phrases.yaml"), 1)
    )


@lru_cache(maxsize=1)
def cues() -> Cues:
    """All cue words, loaded once a process."""
    by_word: dict[str, tuple[Phrase, ...]] = {}
    for phrase in phrases():
        by_word[phrase.words[0]] = (*by_word.get(phrase.words[0], ()), phrase)
    sources = _checked(Sources, load("sources.yaml"), f"{FOLDER}/sources.yaml")
    return Cues(
        verbs=_with_wrong_lemmas(merged(entries("verbs.yaml")), sources.lemmas),
        nouns=merged(entries("nouns.yaml")),
        adjectives=merged(entries("adjectives.yaml")),
        phrases=by_word,
        sources=sources,
    )


def _with_wrong_lemmas(table: dict[str, Cue], lemmas: dict[str, str]) -> dict[str, Cue]:
    """The table with each cue also under the lemma that the parser wrongly gives it."""
    return table | {wrong: table[right] for wrong, right in lemmas.items() if right in table}


def merged(blocks: Iterable[Entry]) -> dict[str, Cue]:
    """One `Cue` a lemma. A lemma may stand in several blocks as long as no frame gets two stances."""
    table: dict[str, Cue] = {}
    for block in blocks:
        for lemma in block.cues:
            table[lemma] = _joined(table.get(lemma, Cue(lemma)), block)
    return table


def _joined(cue: Cue, block: Entry) -> Cue:
    for frame in block.frames:
        if cue.frames.get(frame, block.stance) != block.stance:
            raise DataError(f"frame '{frame}' has two stances; name it in one block only", subject=cue.lemma)
    return Cue(
        lemma=cue.lemma,
        frames=cue.frames | dict.fromkeys(block.frames, block.stance),
        negated=cue.negated or block.negated,
        addressee=cue.addressee or block.addressee,
        owner=cue.owner or block.owner,
    )


def _rows(name: str) -> list[object]:
    rows = load(name)
    if not isinstance(rows, list):
        raise DataError("must be a list of blocks", subject=f"{FOLDER}/{name}")
    return rows


def _checked(kind: type[T], raw: object, subject: str) -> T:
    try:
        return kind.model_validate(raw)
    except ValidationError as error:
        raise DataError(str(error), subject=subject) from error


def _known_stances(stances: Iterable[str], subject: str) -> None:
    unknown = set(stances) - STANCES
    if unknown:
        raise DataError(f"unknown stance {sorted(unknown)}; known: {sorted(STANCES)}", subject=subject)
