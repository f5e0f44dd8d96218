"""A story as it arrived, with its parts known for what they are."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from detente.model.base import Record, Span


class PartKind(StrEnum):
    """What a stretch of a story is. Only `TITLE`, `DECK` and `BODY` may give events."""

    TITLE = "title"
    DECK = "deck"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    AGENCY = "agency"
    BODY = "body"
    OTHER = "other"


TELLING = frozenset({PartKind.TITLE, PartKind.DECK, PartKind.BODY})


class Part(Record):
    """A stretch of the story's text and what it is."""

    kind: PartKind
    start: int
    end: int

    def span(self) -> Span:
        """The part's place in the text."""
        return Span(start=self.start, end=self.end)


class Article(Record):
    """A story: its text as given (less characters that cannot be seen), its parts in order, what is known about it.

    `published` is the day of publication (None: unknown, and relative dates stay open). `published_from` says where
    that day came from: `given` (by the caller), `metadata`, `dateline`, or None. `hash` is the SHA-256 of the text.
    """

    id: str
    text: str
    hash: str
    parts: tuple[Part, ...]
    title: str | None = None
    published: date | None = None
    published_from: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str = "en"

    def kind_at(self, offset: int) -> PartKind:
        """What the character at `offset` belongs to."""
        for part in self.parts:
            if part.start <= offset < part.end:
                return part.kind
        return PartKind.OTHER
