"""From words to values: one function for each `make` that a rule can name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from detente.reading.times.context import Context
from detente.reading.times.days import covered, day_value, holiday, make_day, part_span
from detente.reading.times.lengths import count_of, make_duration, make_every, make_rate
from detente.reading.times.match import Found
from detente.reading.times.steps import (
    base_day,
    direction_of,
    near_month,
    near_weekday,
    opened,
    shift_and_base,
    shifted,
    the_weekend,
)
from detente.reading.times.tense import PAST
from detente.reading.times.values import NO_ANCHOR, NO_DAY, NO_SUCH_DAY, Value, means


def year_of(found: Found) -> int | None:
    """The year that an expression names itself, or through the one it leans on."""
    groups = found.groups
    if "year" in groups:
        year = groups["year"]
        return int(year[:2] + groups["year2"]) if "year2" in groups else int(year)
    if "year2" in groups or "short_year" in groups:
        short = int((groups.get("year2") or groups["short_year"])[-2:])
        return 1900 + short if short > 40 else 2000 + short
    return None


def inner_year(context: Context, found: Found) -> int | None:
    """The year of the expression that this one leans on."""
    if found.inner is None:
        return None
    value = resolve(context, found.inner).value
    return int(value[:4]) if value and value[:4].isdigit() else None


def make_date(context: Context, found: Found) -> Value:
    """A day, month or year by name, what it lacks filled in."""
    groups = found.groups
    year = year_of(found) or inner_year(context, found)
    if "holiday" in groups:
        name = means("holiday", groups["holiday"])
        return in_year(context, found, year, lambda y: holiday(name, y), "day")
    if "month" in groups:
        return make_month(context, found, year)
    if "weekday" in groups:
        return make_weekday(context, found)
    return Value(f"{year:04d}") if year else Value(None, NO_ANCHOR)


def make_month(context: Context, found: Found, year: int | None) -> Value:
    """A month, or a day of a month."""
    month = int(means("month", found.groups["month"]))
    if "day" not in found.groups:
        return in_year(context, found, year, lambda y: make_day(y, month, 1), "month")
    word = found.groups["day"]
    day = int("".join(c for c in word if c.isdigit())) if word[0].isdigit() else int(means("ordinal", word))
    return in_year(context, found, year, lambda y: make_day(y, month, day), "day")


def in_year(
    context: Context, found: Found, year: int | None, make: Callable[[int], date | None], precision: str
) -> Value:
    """What a year makes of a month or day; without a year, the one that tense or story point to."""
    day = make(year) if year else nearest(context, found, make, precision)
    if day is None:
        return Value(None, NO_SUCH_DAY) if year else opened(context)
    return Value(day_value(day) if precision == "day" else day_value(day)[:7])


def nearest(context: Context, found: Found, make: Callable[[int], date | None], precision: str) -> date | None:
    """The day in the year that is meant but not named."""
    if context.narrative:
        probe = make(2000)
        year = context.roll(probe.month) if probe else None
        return make(year) if year else None
    old = context.old_year(found)
    if old and context.direction(found) == PAST:
        probe = make(2000)
        return make(context.roll(probe.month) or old) if probe else None
    if context.published is None:
        return None
    return pick_in_years(context, found, make, precision)


def pick_in_years(context: Context, found: Found, make: Callable[[int], date | None], precision: str) -> date | None:
    """Of this year, the last and the next, the one that the tense points to; the month now running counts as both."""
    today = context.published
    assert today is not None
    if precision == "month" and (this := make(today.year)) and this.month == today.month:
        return this
    days = [day for year in (today.year - 1, today.year, today.year + 1) if (day := make(year))]
    return context.pick(found, days)


def make_weekday(context: Context, found: Found) -> Value:
    """A bare weekday: the last one before the report, or the next one, as the tense has it."""
    if context.published is None or context.narrative:
        return Value(None, NO_DAY)
    wanted = int(means("weekday", found.groups["weekday"]))
    today = context.published
    days = [d for n in range(-6, 7) if (d := today + timedelta(n)).isoweekday() == wanted]
    if "day" in found.groups:
        of_month = int("".join(c for c in found.groups["day"] if c.isdigit()))
        days = [d for n in range(-45, 46) if (d := today + timedelta(n)).isoweekday() == wanted and d.day == of_month]
    day = context.pick(found, days)
    return Value(day_value(day)) if day else opened(context)


def make_iso(context: Context, found: Found) -> Value:
    """A day in figures, year first."""
    digits = "".join(c for c in found.groups.get("iso", found.groups.get("iso_basic", "")) if c.isdigit())
    day = make_day(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return Value(day_value(day)) if day else Value(None, NO_SUCH_DAY)


def make_slashed(context: Context, found: Found) -> Value:
    """A day in figures, month first, as American agencies write it."""
    month, day, year = (int(part) for part in found.groups["slashed"].replace("-", "/").split("/"))
    full = year if year > 99 else year + (1900 if year > 40 else 2000)
    made = make_day(full, month, day)
    return Value(day_value(made)) if made else Value(None, NO_SUCH_DAY)


def make_bc(context: Context, found: Found) -> Value:
    """A year before Christ."""
    return Value(f"BC{int(found.groups['year']):04d}")


def make_decade(context: Context, found: Found) -> Value:
    """A decade: the year's first three figures."""
    groups = found.groups
    if "decade_year" in groups:
        return Value(groups["decade_year"][:3])
    if "decade_word" in groups:
        return Value(f"19{means('decade_word', groups['decade_word'])}")
    named = context.last()
    year = named.day.year if context.narrative and named else 1999
    return Value(f"{year // 100}{groups['short_decade'].strip(chr(39) + '’')[0]}")


def make_century(context: Context, found: Found) -> Value:
    """A century: the year's first two figures."""
    groups = found.groups
    which = (
        int("".join(c for c in groups["nth"] if c.isdigit()))
        if "nth" in groups
        else int(means("ordinal", groups["ordinal"]))
    )
    text = context.text[found.start : found.end].upper()
    return Value(f"BC{which - 1:02d}" if "BC" in text or "B.C" in text else f"{which - 1:02d}")


def make_part(context: Context, found: Found, part: str, year: int | None) -> Value:
    """A season, quarter or half of a year."""
    if year is None:
        first = nearest(context, found, lambda y: part_span(y, part)[0], "part")
        year = first.year if first else None
    return Value(f"{year:04d}-{part}") if year else opened(context)


def make_season(context: Context, found: Found) -> Value:
    """A season."""
    return make_part(
        context, found, means("season", found.groups["season"]), year_of(found) or inner_year(context, found)
    )


def make_quarter(context: Context, found: Found) -> Value:
    """A quarter of a year."""
    which = means("quarter_ordinal", found.groups["quarter_ordinal"]).replace("-1", "4")
    return make_part(context, found, f"Q{which}", year_of(found) or inner_year(context, found))


def make_half(context: Context, found: Found) -> Value:
    """Half a year."""
    which = means("half_ordinal", found.groups["half_ordinal"])
    return make_part(context, found, f"H{which}", year_of(found) or inner_year(context, found))


def make_literal(context: Context, found: Found) -> Value:
    """A fixed value."""
    return Value(found.rule.data.value)


def make_pass(context: Context, found: Found) -> Value:
    """A modifier has no value of its own."""
    return Value(None, NO_ANCHOR)


def make_near(context: Context, found: Found) -> Value:
    """A unit, weekday, month or season named by its distance: "last week", "next May", "the following day"."""
    groups = found.groups
    unit = str(found.rule.data.args.get("unit", "")) or (
        means("one_unit", groups["one_unit"]) if "one_unit" in groups else "D"
    )
    shift, base = shift_and_base(found)
    day = base_day(context, found, base, unit)
    if day is None:
        return opened(context)
    if "weekday" in groups:
        return near_weekday(day, int(means("weekday", groups["weekday"])), shift, unit)
    if "month" in groups:
        return Value(day_value(near_month(day, int(means("month", groups["month"])), shift))[:7])
    for name, mark in (("season", ""), ("quarter_ordinal", "Q")):
        if name in groups:
            return near_part(context, found, day, mark + means(name, groups[name]), shift)
    if unit == "WE" and "which" not in groups:
        return the_weekend(context, found, day)
    return shifted(day, unit, shift)


def near_part(context: Context, found: Found, day: date, part: str, shift: int) -> Value:
    """A season or quarter before, in or after that of `day`."""
    if shift == 0 and not context.narrative and part_span(day.year, part)[1] < day:
        return make_part(context, found, part, None)
    if shift == 0:
        return Value(f"{day.year:04d}-{part}")
    years = [year for year in (day.year - 1, day.year, day.year + 1) if 0 < year < 9999]
    if shift < 0:
        return Value(f"{max(y for y in years if part_span(y, part)[1] < day):04d}-{part}")
    return Value(f"{min(y for y in years if part_span(y, part)[0] > day):04d}-{part}")


def make_count(context: Context, found: Found) -> Value:
    """So many units from somewhere: "two days later", "three weeks ago", "the day after 4 May"."""
    groups = found.groups
    unit = means("unit", groups.get("unit") or groups.get("one_unit") or groups["units"])
    amount = count_of(found)
    way, base = direction_of(found)
    if amount == "X":
        return Value("PAST_REF" if way < 0 else "FUTURE_REF")
    if found.inner is not None:
        day = covered(resolve(context, found.inner).value)[0]
    else:
        day = base_day(context, found, base, unit[0] if unit.startswith("T") else unit)
    if day is None:
        return opened(context)
    return shifted(day, unit, way * round(float(amount)))


def make_daypart(context: Context, found: Found) -> Value:
    """A part of a day, with the day it belongs to where that is known."""
    word = found.groups.get("daypart")
    code = str(found.rule.data.args.get("part") or (means("daypart", word) if word else "NI"))
    day = day_of_part(context, found)
    return Value(f"{day or 'XXXX-XX-XX'}T{code}")


def day_of_part(context: Context, found: Found) -> str | None:
    """The day that a part of a day belongs to, as a value."""
    if found.inner is not None:
        value = resolve(context, found.inner).value
        return value[:10] if value and covered(value)[2] == "day" else None
    shift, base = shift_and_base(found)
    if "which" not in found.groups and not found.rule.data.args:
        base = "either"
    day = base_day(context, found, base, "D")
    return day_value(day + timedelta(shift)) if day else None


def make_clock(context: Context, found: Found) -> Value:
    """A time by the clock."""
    groups = found.groups
    day = day_of_part(context, found) or "XXXX-XX-XX"
    if "noon" in groups:
        return Value(f"{day}T{means('noon', groups['noon'])}")
    hour, rest = hour_and_minutes(groups)
    half = means("half_day", groups["half_day"]) if "half_day" in groups else ""
    if (part := part_of_day(found)) and hour <= 12:
        half = half or ("0" if part == "MO" else "12")
    if half:
        hour = hour % 12 + int(half)
    zone = means("zone", groups["zone"]) if "zone" in groups else ""
    return Value(f"{day}T{hour:02d}:{rest}{zone}")


def part_of_day(found: Found) -> str | None:
    """The part of the day that is named beside the hour ("six in the evening", "6 o'clock this afternoon")."""
    word = found.groups.get("daypart") or (found.inner.groups.get("daypart") if found.inner else None)
    return means("daypart", word) if word else None


def hour_and_minutes(groups: dict[str, str]) -> tuple[int, str]:
    """The hour and what follows it, as the words have them."""
    if "hour" in groups:
        word = groups["hour"]
        return (int(word) if word.isdigit() else int(means("small", word))), "00"
    clock = groups.get("clock") or f"{groups['clock4'][:2]}:{groups['clock4'][2:]}"
    hour, rest = clock.replace(".", ":").split(":", 1)
    return int(hour), rest


def make_within(context: Context, found: Found) -> Value:
    """A part counted inside another: "the first week of October", "the last day of March"."""
    groups = found.groups
    if found.inner is None:
        return Value(None, NO_ANCHOR)
    first, last, _ = covered(resolve(context, found.inner).value)
    unit, nth = means("one_unit", groups["one_unit"]), int(means("part_ordinal", groups["part_ordinal"]))
    if first is None or last is None:
        return opened(context)
    middle = timedelta(3 if unit == "W" else 0)
    return shifted(first + middle, unit, nth - 1) if nth > 0 else shifted(last - middle, unit, 0)


MAKERS: dict[str, Callable[[Context, Found], Value]] = {
    "date": make_date,
    "iso": make_iso,
    "slashed": make_slashed,
    "bc": make_bc,
    "decade": make_decade,
    "century": make_century,
    "season": make_season,
    "quarter": make_quarter,
    "half": make_half,
    "literal": make_literal,
    "pass": make_pass,
    "near": make_near,
    "count": make_count,
    "duration": make_duration,
    "rate": make_rate,
    "every": make_every,
    "daypart": make_daypart,
    "clock": make_clock,
    "within": make_within,
}


def resolve(context: Context, found: Found) -> Value:
    """The value of an expression in its context; open where it leads beyond the calendar's years 1 to 9999."""
    try:
        return MAKERS[found.rule.data.make](context, found)
    except (OverflowError, ValueError):
        return Value(None, NO_SUCH_DAY)
