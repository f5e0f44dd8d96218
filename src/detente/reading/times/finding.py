"""All expressions of time in a story, each with its value."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from detente.model import TimeExpression
from detente.reading.text import text_of
from detente.reading.times.context import Context
from detente.reading.times.days import covered
from detente.reading.times.lexicon import lexicon
from detente.reading.times.match import Found, matches
from detente.reading.times.resolve import resolve, year_of

# A text is a narrative when at least so many of its dates have a year before the report's, and they are twice as
# many as the words that only make sense on the day of the report. Set by hand; 3, 5 and 8 read WikiWars alike.
OLD_DATES = 3


def find_times(doc: Doc, published: date | None) -> tuple[TimeExpression, ...]:
    """Every expression of time in `doc`, in order, with TIMEX3 type and value.

    `published`: the day of the report, from which "Wednesday" and "last week" are counted. Without it such words have
    the value None and say why, but a history's own dates still give the year to "October". Never fails on odd dates.
    """
    found = matches(doc, narrative=False)
    narrative = is_narrative(found, published)
    if narrative:
        found = matches(doc, narrative=True)
    context = Context(doc, text_of(doc), published, narrative)
    return tuple(expression(context, one) for one in found)


def expression(context: Context, found: Found) -> TimeExpression:
    """One expression as a record; the context remembers its date."""
    value, why = resolve(context, found)
    if found.kind not in ("set", "duration"):
        context.note(found, value)
    first, last, precision = covered(value)
    return TimeExpression(
        start=found.start,
        end=found.end,
        type=timex_type(found, value),
        value=value,
        first=first,
        last=last,
        precision=precision,
        open_because=why,
    )


def timex_type(found: Found, value: str | None) -> str:
    """DATE, TIME, DURATION or SET."""
    if found.kind in ("set", "duration"):
        return found.kind.upper()
    return (
        "TIME"
        if found.kind in ("daypart", "clock") or (value and "T" in value[4:] and value[0] not in "PF")
        else "DATE"
    )


def is_narrative(found: list[Found], published: date | None) -> bool:
    """Whether the text tells a history: its dates have years, most of them long before the day of the report."""
    years = [year for one in found if (year := year_of(one))]
    if published is None:
        return True
    old = sum(year < published.year for year in years)
    spoken = sum(is_spoken(one) for one in found)
    return old >= OLD_DATES and old > len(years) / 2 and old > 2 * spoken


def speech_based(one: Found) -> bool:
    """Whether the words are counted from the day of the report ("last week", "next month")."""
    which = one.groups.get("which")
    return which is not None and str(lexicon().means("which", which)).endswith("speech")


def is_spoken(one: Found) -> bool:
    """Whether the words only make sense on the day of the report: a bare weekday, "yesterday"."""
    bare = ("weekday" in one.groups or speech_based(one)) and "month" not in one.groups and one.kind != "set"
    return bare or one.rule.data.name in ("today", "yesterday", "tomorrow", "last-night", "tonight")
