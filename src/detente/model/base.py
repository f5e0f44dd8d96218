"""What every record is: typed, frozen, and the same in Python and in JSON."""

from __future__ import annotations

from typing import Protocol

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen record. `as_json()` gives what goes over the wire: names as in the contract, nulls kept."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    def as_json(self) -> dict[str, object]:
        """A JSON-ready dictionary with the contract's names."""
        return self.model_dump(mode="json", by_alias=True)


class Stretch(Protocol):
    """Whatever begins and ends somewhere in a text: a span, or a record that has a place of its own."""

    @property
    def start(self) -> int:
        """The first character."""

    @property
    def end(self) -> int:
        """The character behind the last."""


class Span(Record):
    """A stretch of the story's text: 0-based characters, `end` exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Stretch) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Stretch) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end
