"""Reads the stories written for training, with every act marked that they tell (`data/training/stories/*.txt`).

A story begins with `## day | place | what | manner`; each sentence has a line, and each act that it tells a line behind
it: `> TYPE status | trigger | source | target`. Words are the sentence's own; `#2` behind them means their second
place. Parties are joined by ` + `; `=` as target: done together; `-`: not in this sentence. `(Peru)`: not in this
sentence either, but the story means Peru, which it names so elsewhere; `(?)`: nobody whom a reader could name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from pathlib import Path

from detente.errors import DataError
from detente.language.patterns import TYPES
from detente.model import Span, Status

FOLDER = Path(__file__).resolve().parents[1] / "data" / "training" / "stories"
STATUSES = frozenset(s.value for s in Status)
TURN = re.compile(r"#(\d+)$")
MEANT = re.compile(r"\((.+)\)")


@dataclass(frozen=True)
class Marked:
    """One act as marked: offsets are characters of the sentence.

    `left_out`: the names of those whom the story means where the sentence has no word for the doer or the target; empty
    where a reader finds nobody, None where nobody was asked.
    """

    type: str
    status: str
    trigger: Span
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    left_out: tuple[str, ...] | None = None

    @property
    def unjudged(self) -> bool:
        """Whether it lacks a party and nobody was asked whom the story means."""
        return self.left_out is None and not (self.source and self.target)


@dataclass
class Sentence:
    """A sentence and the acts that it tells."""

    text: str
    acts: list[Marked] = field(default_factory=list)


@dataclass
class Story:
    """A story: `name` is its file and number, `published` its day, if the head gives one."""

    name: str
    published: date | None
    sentences: list[Sentence] = field(default_factory=list)

    def text(self) -> str:
        """The sentences as one text, with single spaces between them."""
        return " ".join(s.text for s in self.sentences)

    def starts(self) -> list[int]:
        """Where in the text each sentence begins."""
        return list(accumulate((len(s.text) + 1 for s in self.sentences), initial=0))[:-1]


def moved(span: Span, start: int) -> Span:
    """A span of a sentence in the text, where the sentence begins at `start`."""
    return Span(start=span.start + start, end=span.end + start)


def place(words: str, sentence: str, at: str) -> Span:
    """Where the words stand: as whole words if no turn is asked for. Raises DataError if they do not."""
    turn = TURN.search(words)
    bare, wanted = (words[: turn.start()], int(turn.group(1))) if turn else (words, 1)
    found = [m.start() for m in re.finditer(re.escape(bare), sentence)]
    whole = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(bare)}(?!\w)", sentence)]
    if len(found) < wanted:
        raise DataError(f"not in the sentence: {words!r}", subject=at)
    start = (whole or found)[0] if turn is None else found[wanted - 1]
    return Span(start=start, end=start + len(bare))


def parties(cell: str, sentence: str, at: str) -> tuple[Span, ...]:
    """The places of parties; none for `-` and for parties that the sentence leaves out."""
    return (
        ()
        if cell == "-" or MEANT.fullmatch(cell)
        else tuple(place(words.strip(), sentence, at) for words in cell.split(" + "))
    )


def marked(line: str, sentence: str, at: str) -> Marked:
    """The act that a line marks. Raises DataError for what it cannot mean."""
    cells = [cell.strip() for cell in line.removeprefix(">").split("|")]
    if len(cells) != 4:
        raise DataError("an act has four parts", subject=at)
    kind, status = [*cells[0].split(), "happened"][:2]
    status = status.replace("_", " ")
    if kind not in TYPES or status not in STATUSES:
        raise DataError(f"no such type or status: {cells[0]}", subject=at)
    source = parties(cells[2], sentence, at)
    target = source if cells[3] == "=" else parties(cells[3], sentence, at)
    meant = next((found for cell in cells[2:] if (found := MEANT.fullmatch(cell))), None)
    left_out = tuple(name for name in meant[1].split(" + ") if name != "?") if meant else None
    return Marked(kind, status, place(cells[1], sentence, at), source, target, left_out)


def day_of(head: str) -> date | None:
    """The day in the head of a story, if it is one."""
    try:
        return date.fromisoformat(head.split("|", maxsplit=1)[0].strip(" #"))
    except ValueError:
        return None


def stories_of(path: Path) -> Iterator[Story]:
    """The stories of one file, in order. Raises DataError with file and line."""
    story: Story | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        at = f"{path.name}:{number}"
        if line.startswith("## "):
            if story is not None:
                yield story
            story = Story(at, day_of(line))
        elif line.startswith(">") and story is not None and story.sentences:
            story.sentences[-1].acts.append(marked(line, story.sentences[-1].text, at))
        elif line.strip() and story is not None:
            story.sentences.append(Sentence(line.strip()))
        elif line.strip():
            raise DataError("a line before any story", subject=at)
    if story is not None:
        yield story


def all_stories(folder: Path = FOLDER) -> Iterator[Story]:
    """The stories of a folder, file by file."""
    for path in sorted(folder.glob("*.txt")):
        yield from stories_of(path)
