"""The words by which the parts of a story are known: `language/<name>/story.yaml`, checked and ready to match."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from detente.errors import DataError
from detente.tables import load_yaml


class Examples(BaseModel):
    """Lines that the group must and must not take. They run as tests."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    examples: tuple[str, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = Field(min_length=1)


class LineCues(Examples):
    """Words at the beginning, at the end or anywhere in a line."""

    opens: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    not_holds: tuple[str, ...] = ()

    def takes(self, line: str) -> bool:
        """Whether `line` begins, ends or is filled with one of the group's words."""
        low = line.lower()
        return not _holds(self.not_holds, low) and (
            _opens(self.opens, low) or _ends(self.ends, low) or _holds(self.holds, low)
        )


class BylineCues(Examples):
    """How a byline opens, and the words for work in a newsroom."""

    opens: tuple[str, ...]
    roles: frozenset[str]

    def opens_line(self, line: str) -> bool:
        """Whether `line` opens as a byline does."""
        return _opens(self.opens, line.lower())


class StoryCues(BaseModel):
    """All that `story.yaml` holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    language: str
    byline: BylineCues
    caption: LineCues
    agency: LineCues
    page: LineCues
    published: LineCues
    months: tuple[tuple[str, ...], ...] = Field(min_length=12, max_length=12)
    weekdays: tuple[str, ...] = Field(min_length=7, max_length=7)
    finite: frozenset[str]
    function_words: frozenset[str]
    link_words: frozenset[str]

    def month(self, word: str) -> int | None:
        """1 to 12 for the name of a month, full or short, with or without its point."""
        name = word.lower().rstrip(".")
        return next((number for number, names in enumerate(self.months, 1) if name in names), None)


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of `words`, at borders of words where the words themselves begin or end with a letter."""
    return re.compile("|".join(_bounded(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)")


def _bounded(word: str) -> str:
    left = r"(?<!\w)" if word[0].isalnum() else ""
    right = r"(?!\w)" if word[-1].isalnum() else ""
    return left + re.escape(word.lower()) + right


def _opens(words: tuple[str, ...], low: str) -> bool:
    return _pattern(words).match(low.lstrip(" \t\u00a0([-–—*_")) is not None


def _ends(words: tuple[str, ...], low: str) -> bool:
    tail = low.rstrip(" \t\u00a0.)]*_")
    return any(found.end() == len(tail) for found in _pattern(words).finditer(tail))


def _holds(words: tuple[str, ...], low: str) -> bool:
    return _pattern(words).search(low) is not None


@lru_cache(maxsize=8)
def story_cues(folder: str = "english") -> StoryCues:
    """The cues of one language, by the name of its folder. DataError where the file is wrong."""
    path = files("detente.language").joinpath(folder, "story.yaml")
    try:
        return StoryCues.model_validate(load_yaml(path))
    except ValidationError as wrong:
        first = wrong.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise DataError(f"{where}: {first['msg']}", subject=f"language/{folder}/story.yaml") from wrong
