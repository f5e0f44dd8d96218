"""The facts that people coded in stories: how they are kept in files, and what a fact accepts.

`examples/CODEBOOK.md` says how facts are coded and what each field means.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from detente.model import Span

TOGETHER = frozenset({"CONSULT", "COOPERATE"})
TOGETHER_CAMEO = frozenset({"036", "057"})
"""What two do together, so that who stands first says nothing: talks, joint work, a meeting to come, a treaty."""

EXAMPLES = Path(__file__).parents[1] / "examples"
HELD = "golden-held"

Triple = tuple[str, str, str]
Days = tuple[date | None, date | None]


@dataclass(frozen=True)
class Fact:
    """One incident as a person coded it. `types`, `statuses`, `whens`: as coded first, then what else will do."""

    n: int
    types: tuple[str, ...]
    source: frozenset[str]
    target: frozenset[str]
    also_source: frozenset[str]
    also_target: frozenset[str]
    statuses: tuple[str, ...]
    whens: tuple[Days | None, ...]
    spans: tuple[Span, ...]
    words: str
    place: str | None
    according_to: str | None
    optional: bool
    together: bool

    @property
    def type(self) -> str:
        """The type as coded."""
        return self.types[0]

    def triples(self) -> set[Triple]:
        """What the fact says in triples, without alternatives."""
        return {(s, t, self.type) for s, t in product(self.source, self.target) if s != t}

    def accepts(self, triple: Triple, base: Triple) -> bool:
        """Whether `triple` is as good as the fact's own `base`."""
        s, t, kind = triple
        sources, targets = {base[0], *self.also_source}, {base[1], *self.also_target}
        turned = self.together and t in sources and s in targets
        return kind in self.types and ((s in sources and t in targets) or turned)


@dataclass(frozen=True)
class Story:
    """A text with its facts, and the stretches that must give no event."""

    name: str
    text: str
    published: date | None
    facts: tuple[Fact, ...]
    silent: tuple[Span, ...]

    @property
    def id(self) -> str:
        """The name of its file without the ending."""
        return self.name.removesuffix(".txt")


def examples() -> list[Path]:
    """The texts of the project's own stories, but for those of the folder that stays unread."""
    return [text for text in sorted(EXAMPLES.glob("*/*.txt")) if text.parent.name != HELD]


def dated_examples() -> Iterator[tuple[str, date, str]]:
    """Name, day of publication and text of each of these stories."""
    for file in examples():
        facts = json.loads(file.with_suffix(".facts.json").read_text(encoding="utf-8"))
        yield file.stem, date.fromisoformat(facts["published"]), file.read_text(encoding="utf-8")


def load(folder: Path) -> list[Story]:
    """All stories with facts in `folder`, in order of name. ValueError: none, or words that are not in the text."""
    files = sorted({*folder.glob("*.facts.json"), *folder.glob("facts.json")})
    if not files:
        raise ValueError(f"{folder}: no facts.json and no NAME.facts.json")
    return [load_story(file) for file in files]


def load_story(file: Path) -> Story:
    """The story that a facts file belongs to."""
    data = json.loads(file.read_text(encoding="utf-8"))
    text = (file.parent / data["story"]).read_text(encoding="utf-8")
    facts = tuple(_fact(entry, text, file.name) for entry in data["events"])
    published = date.fromisoformat(data["published"]) if data.get("published") else None
    return Story(data["story"], text, published, facts, tuple(_silent(data.get("not_events", []), text)))


def _fact(entry: dict[str, Any], text: str, where: str) -> Fact:
    told = entry.get("told", [])
    phrases = [entry["words"], *(told if isinstance(told, list) else [])]
    spans = tuple(span for phrase in phrases for span in find_words(phrase, text))
    if not spans:
        raise ValueError(f"{where}: fact {entry['n']}: the words {entry['words']!r} are not in the story")
    accept = entry.get("accept", {})
    return Fact(
        n=entry["n"],
        types=(entry["type"], *accept.get("type", [])),
        source=frozenset(listed(entry["source"])),
        target=frozenset(listed(entry["target"])),
        also_source=frozenset(listed(accept.get("source"))),
        also_target=frozenset(listed(accept.get("target"))),
        statuses=(entry["status"], *accept.get("status", [])),
        whens=(days_of(entry.get("when")), *(days_of(when) for when in accept.get("when", []))),
        spans=spans,
        words=entry["words"],
        place=entry.get("place"),
        according_to=entry.get("according_to"),
        optional=bool(entry.get("optional", False)),
        together=bool(entry.get("together", entry["type"] in TOGETHER or entry.get("cameo") in TOGETHER_CAMEO)),
    )


def listed(value: str | Sequence[str] | None) -> Sequence[str]:
    """The codes in a field: one, several or none."""
    return [value] if isinstance(value, str) else value or []


def days_of(value: list[str | None] | None) -> Days | None:
    """First and last day of a field; None where it names no date."""
    if value is None:
        return None
    first, last = (date.fromisoformat(day) if day else None for day in value)
    return first, last


def find_words(phrase: str, text: str) -> list[Span]:
    """Every place of `phrase` in `text`, blind to case, line breaks and marks between its words."""
    words = re.findall(r"\w+", phrase)
    pattern = r"\b" + r"[\W_]+".join(re.escape(word) for word in words) + r"\b"
    return [Span(start=m.start(), end=m.end()) for m in re.finditer(pattern, text, re.IGNORECASE)]


def _silent(notes: Iterable[str], text: str) -> Iterator[Span]:
    """The places of notes that begin with words of the story, at least three of them so that no chance hit counts."""
    for note in notes:
        words = note.split(":")[0]
        if len(words.split()) >= 3:
            yield from find_words(words, text)
