"""Days and TIMEX3 values: plain arithmetic, no language. Values are ISO 8601 text as TIMEX3 extends it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
MONTH = re.compile(r"(\d{4})-(\d\d)$")
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
PART = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q\d|H\d)$")
YEARS = re.compile(r"\d{2,4}$")

Covered = tuple[date | None, date | None, str | None]


def day_value(day: date) -> str:
    """A day as TIMEX3 writes it."""
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"


def week_value(day: date) -> str:
    """The ISO week that a day lies in."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_months(day: date, months: int) -> date | None:
    """The day so many months on, moved back to the month's last day where it must be; None outside the calendar."""
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date | None:
    """The day so many days on; None outside the calendar."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday (1 Monday to 7 Sunday) of a month; -1 is the last."""
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta((last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def holiday(name: str, year: int) -> date | None:
    """A holiday's day: `12-25` (month and day), `easter-2` (days from Easter), or the name of a moving American one."""
    if name.startswith("easter"):
        return easter(year) + timedelta(int(name[6:] or 0))
    moving = {"thanksgiving": (11, 4, 4), "labor": (9, 1, 1), "memorial": (5, 1, -1)}
    if name in moving:
        return nth_weekday(year, *moving[name])
    month, day = name.split("-")
    return make_day(year, int(month), int(day))


def month_span(year: int, first: int, last: int) -> tuple[date, date]:
    """From the first day of one month to the last of another in the same year."""
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def part_span(year: int, part: str) -> tuple[date, date, str]:
    """The days of a season, quarter or half-year. A winter begins in December of its year."""
    if part == "WI":
        return date(year, 12, 1), date(year + 1, 2, monthrange(year + 1, 2)[1]), "quarter"
    if part in SEASONS:
        return *month_span(year, *SEASONS[part]), "quarter"
    number = int(part[1:])
    size = 3 if part[0] == "Q" else 6
    return *month_span(year, size * (number - 1) + 1, size * number), "quarter" if size == 3 else "year"


def week_span(match: re.Match[str]) -> Covered:
    """Monday to Sunday of an ISO week, or its Saturday and Sunday."""
    year, week = int(match[1]), int(match[2])
    try:
        return date.fromisocalendar(year, week, 6 if match[3] else 1), date.fromisocalendar(year, week, 7), "week"
    except ValueError:
        return None, None, None


def years_span(value: str) -> Covered:
    """The days of a year, a decade (three figures) or a century (two)."""
    size = 10 ** (4 - len(value))
    first = int(value) * size
    if not 1 <= first <= 9999 - size + 1:
        return None, None, None
    return date(first, 1, 1), date(first + size - 1, 12, 31), "year"


def covered(value: str | None) -> Covered:
    """First day, last day and precision of a value; three times None for what covers no known days."""
    if value is None:
        return None, None, None
    if found := DAY.match(value):
        day = make_day(*(int(part) for part in found.groups()))
        return day, day, "day" if day else None
    if found := MONTH.match(value):
        year, month = int(found[1]), int(found[2])
        return (*month_span(year, month, month), "month") if year and 1 <= month <= 12 else (None, None, None)
    if found := WEEK.match(value):
        return week_span(found)
    if found := PART.match(value):
        return part_span(int(found[1]), found[2]) if 0 < int(found[1]) < 9999 else (None, None, None)
    return years_span(value) if YEARS.match(value) else (None, None, None)
