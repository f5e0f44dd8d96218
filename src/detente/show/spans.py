"""The story's text cut at the borders of the marked spans, so that spans which overlap can all be shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from detente.model import Event, PartKind, Reading, Span


@dataclass(frozen=True)
class Mark:
    """What else is marked beside events. `kind`: names it in CSS; `words`: what is said of it."""

    span: Span
    kind: str
    words: str


@dataclass(frozen=True)
class Piece:
    """A stretch in which nothing begins or ends. Numbers of events count from 1.

    `evidence`, `triggers`: the events whose evidence and trigger cover it; `ends`: those whose trigger ends with it.
    `marks`: the marks that cover it.
    """

    text: str
    evidence: tuple[int, ...] = ()
    triggers: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def classes(self) -> str:
        """CSS classes that name the events and what the piece is to them."""
        names = [f"e{number}" for number in dict.fromkeys(self.evidence + self.triggers)]
        return " ".join([*names, *(["trigger"] if self.triggers else [])])


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the story: what it is, and its pieces. A dateline stands in the paragraph that it opens."""

    kind: str
    pieces: tuple[Piece, ...]


def paragraphs(reading: Reading, marks: Sequence[Mark] = (), without: Collection[int] = ()) -> list[Paragraph]:
    """The whole story, its events marked, except those of the numbers in `without`, and whatever else is in `marks`."""
    events = [(n, event) for n, event in enumerate(reading.events, 1) if n not in without]
    return [Paragraph(kind, tuple(_pieces(reading, span, events, marks))) for kind, span in _blocks(reading)]


def _blocks(reading: Reading) -> list[tuple[str, Span]]:
    """The story's parts; those on one line are one block, named after the last of them."""
    text = reading.article.text
    parts = [(part.kind.value, part.span()) for part in reading.article.parts]
    blocks: list[tuple[str, Span]] = []
    for kind, span in parts or [(PartKind.BODY.value, Span(start=0, end=len(text)))]:
        if blocks and "\n" not in text[blocks[-1][1].end : span.start] and blocks[-1][0] == PartKind.DATELINE.value:
            opening = blocks.pop()[1]
            blocks.append((kind, Span(start=opening.start, end=span.end)))
        else:
            blocks.append((kind, span))
    return blocks


def _pieces(reading: Reading, block: Span, events: Sequence[tuple[int, Event]], marks: Sequence[Mark]) -> list[Piece]:
    numbered = [(n, e) for n, e in events if e.evidence.overlaps(block) or e.trigger.overlaps(block)]
    marked = [mark for mark in marks if mark.span.overlaps(block)]
    spans = [span for _, e in numbered for span in (e.trigger, e.evidence)] + [mark.span for mark in marked]
    cuts = {block.start, block.end} | {at for span in spans for at in (span.start, span.end)}
    inside = sorted(at for at in cuts if block.start <= at <= block.end)
    return [_piece(reading, numbered, marked, a, b) for a, b in pairwise(inside)]


def _piece(
    reading: Reading, numbered: Sequence[tuple[int, Event]], marks: Sequence[Mark], start: int, end: int
) -> Piece:
    here = Span(start=start, end=end)
    return Piece(
        text=reading.words(start, end),
        evidence=tuple(n for n, e in numbered if e.evidence.covers(here)),
        triggers=tuple(n for n, e in numbered if e.trigger.covers(here)),
        ends=tuple(n for n, e in numbered if e.trigger.end == end and e.trigger.start < end),
        marks=tuple(mark for mark in marks if mark.span.covers(here)),
    )
