"""How far apart two acts lie where a length stands before "after" or "before": "a day after Turkey destroyed it"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc, Token

from detente.model import Span, TimeExpression, When
from detente.reading.text import sentence_of, text_of
from detente.reading.times.days import add_days, add_months, month_span

LENGTH = re.compile(r"P(\d+)([DWMY])")
# "The day after", "the morning after": one day. "Hours after", "shortly after": the same, though it may run past
# midnight.
NEXT_DAY = re.compile(r"\bthe (?:day|morning|night)$", re.I)
SAME_DAY = re.compile(r"\b(?:hours?|minutes|seconds|moments|shortly|immediately|straight|right|just)$", re.I)
# An act told to lie weeks before or after a day may lie so many days from that: "two weeks after" is no fixed day.
WEEKS_SLACK = 3


def moved(doc: Doc, word: Token, side: str, given: When, times: Sequence[TimeExpression]) -> When | None:
    """The date of an act so long before or after (`side`) another, dated one day; None where no length is told.

    `word`: the "after" or "before" that joins the two, just before which the length stands.
    """
    if given.start is None or given.start != given.end:
        return None
    start = sentence_of(word).start_char
    told = text_of(doc)[start : word.idx].rstrip()
    length = next((t for t in times if t.value and t.end == start + len(told)), None)
    sign = -1 if side == "before" else 1
    if found := LENGTH.fullmatch((length.value or "") if length else ""):
        return so_far(given.start, sign * int(found[1]), found[2], span_of(word, length))
    days = 1 if NEXT_DAY.search(told) else 0 if SAME_DAY.search(told) else None
    return None if days is None else so_far(given.start, sign * days, "D", span_of(word, None))


def span_of(word: Token, length: TimeExpression | None) -> Span:
    """The words that tell how far."""
    return Span(start=length.start if length else word.nbor(-1).idx, end=word.idx + len(word))


def so_far(day: date, number: int, unit: str, words: Span) -> When | None:
    """A day so many units away, as exact as the unit; None outside the calendar."""
    if unit in "DW":
        days, slack, precision = (7 * number, WEEKS_SLACK, "week") if unit == "W" else (number, 0, "day")
        start, end = add_days(day, days - slack), add_days(day, days + slack)
        return When(start=start, end=end, precision=precision, from_=words) if start and end else None
    month = add_months(day, number * (12 if unit == "Y" else 1))
    if month is None:
        return None
    first, last = month_span(month.year, month.month, month.month) if unit == "M" else month_span(month.year, 1, 12)
    return When(start=first, end=last, precision="month" if unit == "M" else "year", from_=words)
