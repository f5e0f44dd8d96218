"""When: expressions of time, and the dates of events."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field, SerializationInfo, SerializerFunctionWrapHandler, model_serializer, model_validator

from detente.model.base import Record, Span


class TimeExpression(Record):
    """Words that name a time. `type` and `value` follow TIMEX3: DATE, TIME, DURATION, SET and an ISO 8601 value.

    `value` is None where the words cannot be resolved (a weekday in a story without a day of publication);
    `open_because` then says why. `first`, `last`: the days that the value covers, both inclusive, or None.
    `precision`: day, week, month, quarter, year, or None.
    """

    start: int
    end: int
    type: str
    value: str | None = None
    first: date | None = None
    last: date | None = None
    precision: str | None = None
    open_because: str | None = None

    @model_serializer(mode="wrap")
    def _without_unknown(self, handler: SerializerFunctionWrapHandler, info: SerializationInfo) -> dict[str, Any]:
        """In JSON an unknown value is left out rather than null: programs that read TIMEX3 expect words there."""
        made: dict[str, Any] = handler(self)
        if info.mode == "json" and self.value is None:
            del made["value"]
        return made


class When(Record):
    """The date of an event: first and last possible day, inclusive.

    `precision`: day, week, month, quarter, year, before (`end` is the last possible day, `start` None) or after
    (`start` is the first possible day, `end` None). `from_` (JSON: `from`): the words that it rests on. In JSON the
    open side repeats the known day, so that every date there has a start and an end; `precision` says which side is
    open.
    """

    start: date | None
    end: date | None
    precision: str
    from_: Span | None = Field(default=None, alias="from")

    @model_validator(mode="before")
    @classmethod
    def _open(cls, given: Any) -> Any:
        """What JSON closed is open again."""
        if isinstance(given, dict) and given.get("start") == given.get("end") and given.get("precision") in OPEN_SIDE:
            return {**given, OPEN_SIDE[given["precision"]]: None}
        return given

    @model_serializer(mode="wrap")
    def _closed(self, handler: SerializerFunctionWrapHandler, info: SerializationInfo) -> dict[str, Any]:
        """The open side closed with the known day, in JSON only."""
        made: dict[str, Any] = handler(self)
        if info.mode == "json" and self.precision in OPEN_SIDE:
            known = made["end"] if self.start is None else made["start"]
            made |= {"start": known, "end": known}
        return made


OPEN_SIDE = {"before": "start", "after": "end"}
