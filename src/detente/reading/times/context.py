"""Where relative words are counted from: the day of the report, or, in a narrative, the last date that it named."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from spacy.tokens import Doc

from detente.reading.times.days import covered
from detente.reading.times.lexicon import lexicon
from detente.reading.times.match import Found
from detente.reading.times.tense import FUTURE, PAST, PRESENT, direction

# "January" after "October 1944" is January 1945: so many months back, or more, mean the next year. Tuned over 5 to 12
# on the half of WikiWars that is read.
ROLL_MONTHS = 9
# A bare year before the story's own date, or so much later, does not move the story. Of 0, 1, 2 and 5, the figure on
# that half is best, and the same, for 2 and 5.
ASIDE_YEARS = 2
# Characters within which a day named earlier still is "the day" of a story.
NEAR = 400
# Characters before a date in which the words of `onward` stand.
ONWARD = 40
# "From January 1", said in November, is the coming one, unless the last was nearer than this and the next is further.
COMING, GONE = timedelta(days=150), timedelta(days=180)
# A day that lies further ahead than this is hardly named without its year.
FAR = timedelta(days=270)


@dataclass
class Named:
    """A date that the text has named: its place, first day and precision."""

    at: int
    day: date
    last: date
    precision: str
    value: str


@dataclass
class Context:
    """What has been read so far."""

    doc: Doc
    text: str
    published: date | None
    narrative: bool
    named: list[Named] = field(default_factory=list)

    def note(self, found: Found, value: str | None) -> None:
        """Remember a date for what follows."""
        first, last, precision = covered(value)
        if first and last and precision and value and len(value) >= 4:
            self.named.append(Named(found.start, first, last, precision, value))

    def last(self, precisions: tuple[str, ...] = (), within: int | None = None, at: int = 0) -> Named | None:
        """The last date named, of one of these precisions, no further than `within` characters before `at`."""
        for one in reversed(self.named):
            if within is not None and at - one.at > within:
                return None
            if not precisions or one.precision in precisions:
                return one
        return None

    def speech(self) -> date | None:
        """The day from which "last week" is counted."""
        if not self.narrative:
            return self.published
        named = self.last()
        return named.day if named else self.published

    def text_day(self, unit: str, at: int) -> date | None:
        """The day from which "the next day" or "two years later" is counted; None where the text names none."""
        fine = ("day",) if unit in ("D", "T", "W", "WE") else ()
        named = self.last(fine) or (self.last() if unit in ("W", "WE") else None)
        if named:
            return named.day
        return None if self.narrative else self.published

    def nearby(self, unit: str, at: int) -> date | None:
        """The day that "the day", "the month" stand for: one named close by, else the day of the report."""
        named = self.last(("day",) if unit in ("D", "T") else ("day", "month", "year"), NEAR, at)
        if self.narrative:
            return named.day if named else (self.text_day(unit, at) if unit != "D" else None)
        return named.day if named and self.same_sentence(named.at, at) else self.published

    def same_sentence(self, a: int, b: int) -> bool:
        """Whether two places lie in one sentence or in neighbouring ones."""
        span = self.doc.char_span(min(a, b), max(a, b), alignment_mode="expand")
        return span is not None and sum(1 for token in span if token.is_sent_start) <= 1

    def one_sentence(self, a: int, b: int) -> bool:
        """Whether two places lie in one sentence."""
        span = self.doc.char_span(min(a, b), max(a, b), alignment_mode="expand")
        return span is not None and not any(token.is_sent_start for token in span[1:])

    def direction(self, found: Found) -> str | None:
        """Whether the clause around the words looks back or ahead."""
        span = self.doc.char_span(found.start, found.end, alignment_mode="expand")
        before = self.text[max(0, found.start - 6) : found.start].lower()
        if before.endswith("since "):
            return PAST
        return direction(span) if span is not None else None

    def old_year(self, found: Found) -> int | None:
        """In news, the year of a past long gone that the passage is about ("In 1962 ... on October 22")."""
        named = self.last(within=NEAR, at=found.start)
        if not named or not self.published or named.day.year >= self.published.year - 1:
            return None
        near = (
            self.same_sentence(named.at, found.start)
            if "day" in found.groups
            else self.one_sentence(named.at, found.start)
        )
        return named.day.year if near else None

    def pick(self, found: Found, days: list[date]) -> date | None:
        """Of the possible days, the one that the tense points to, seen from the day of the report."""
        today = self.published
        if today is None or not days:
            return None
        way = self.direction(found)
        if way == FUTURE and "day" in found.groups and (gone := self.just_gone(days, today)):
            return gone
        if way == FUTURE or (way == PRESENT and "weekday" in found.groups):
            return min((d for d in days if d >= today), default=None)
        if way == PAST and (ahead := self.onward(found, days, today)):
            return ahead
        if way == PAST or "weekday" in found.groups:
            return max((d for d in days if d <= today), default=None)
        return min(days, key=lambda day: abs((day - today).days))

    @staticmethod
    def just_gone(days: list[date], today: date) -> date | None:
        """The last of the days, where it is near and the next is most of a year off ("to go back to the state before
        June 16", said on June 30).
        """
        if any(today <= day <= today + FAR for day in days):
            return None
        return max((d for d in days if today - COMING / 2 <= d < today), default=None)

    def onward(self, found: Found, days: list[date], today: date) -> date | None:
        """The coming one of the days, where a measure is said to run from it or up to it, and the last is long gone."""
        if "day" not in found.groups:
            return None
        before = self.text[max(0, found.start - ONWARD) : found.start].rstrip().lower()
        if not any(before.endswith(f" {words}") for words in lexicon().lists["onward"]):
            return None
        if any(today - GONE < day <= today for day in days):
            return None
        return next((day for day in days if today < day <= today + COMING), None)

    def roll(self, month: int) -> int | None:
        """The year of a month named without one in a narrative."""
        named = self.story()
        if named is None:
            return None
        if named.precision not in ("day", "month"):
            return named.day.year
        return named.last.year + (named.last.month - month >= ROLL_MONTHS)

    def story(self) -> Named | None:
        """The date that the story has come to: the last one, but a bare year far off is an aside ("until 1991")."""
        named, fine = self.last(), self.last(("day", "month"))
        if named is None or fine is None or named.precision in ("day", "month"):
            return named
        return named if 0 <= named.day.year - fine.day.year <= ASIDE_YEARS else fine


def week_of(day: date) -> date:
    """Monday of the day's week."""
    return day - timedelta(day.isoweekday() - 1)
