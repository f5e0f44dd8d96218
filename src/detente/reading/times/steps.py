"""Steps through the calendar: from where an expression counts, which way, and what lies so many units from a day."""

from __future__ import annotations

from datetime import date, timedelta

from detente.reading.times.context import Context, week_of
from detente.reading.times.days import add_months, day_value, week_value
from detente.reading.times.match import Found
from detente.reading.times.tense import FUTURE
from detente.reading.times.values import NO_ANCHOR, NO_DAY, NO_SUCH_DAY, Value, means

JOINT = {"Y": 12, "Q": 3, "H": 6, "M": 1}


def opened(context: Context) -> Value:
    """Nothing to count from."""
    return Value(None, NO_ANCHOR if context.narrative else NO_DAY)


def shift_and_base(found: Found) -> tuple[int, str]:
    """How many units on or back, and counted from where."""
    args = found.rule.data.args
    if "which" in found.groups:
        shift, base = means("which", found.groups["which"]).split()
        return int(shift), base
    return int(args.get("shift", 0)), str(args.get("base", args.get("from", "speech")))


def direction_of(found: Found) -> tuple[int, str]:
    """Which way and from where a count goes."""
    groups = found.groups
    if "direction" in groups:
        way, base = means("direction", groups["direction"]).split()
        return int(way), base
    if "from_date" in groups:
        return int(means("from_date", groups["from_date"])), "text"
    return int(found.rule.data.args.get("shift", 1)), str(found.rule.data.args.get("base", "text"))


def base_day(context: Context, found: Found, base: str, unit: str) -> date | None:
    """The day to count from."""
    if base == "text":
        return context.text_day(unit, found.start)
    return context.nearby(unit, found.start) if base == "either" else context.speech()


def near_weekday(day: date, wanted: int, shift: int, unit: str) -> Value:
    """A weekday before, in or after the week of `day`."""
    if unit == "W" or shift == 0:
        return Value(day_value(week_of(day) + timedelta(7 * shift + wanted - 1)))
    gap = (day.isoweekday() - wanted) % 7 if shift < 0 else (wanted - day.isoweekday()) % 7
    gap += 7 if gap == 1 and shift < 0 else 0  # yesterday is never called "last Thursday"
    return Value(day_value(day + timedelta(shift * (gap or 7))))


def near_month(day: date, month: int, shift: int) -> date:
    """The month of that name before, in or after the year of `day`, by its first day."""
    this = date(day.year, month, 1)
    if shift < 0 and month >= day.month:
        return date(day.year - 1, month, 1)
    return date(day.year + 1, month, 1) if shift > 0 and month <= day.month else this


def the_weekend(context: Context, found: Found, day: date) -> Value:
    """The weekend just gone, or the one to come, as the tense has it."""
    back = context.direction(found) != FUTURE and day.isoweekday() < 6
    return shifted(day, "WE", -1 if back else 0)


def shifted(day: date, unit: str, shift: int) -> Value:
    """The unit that lies so many units from that of `day`."""
    value = shifted_value(day, unit, shift)
    return Value(value) if value else Value(None, NO_SUCH_DAY)


def shifted_value(day: date, unit: str, shift: int) -> str | None:
    """The value of that unit. Raises OverflowError or ValueError beyond the calendar."""
    if unit in ("D", "N"):
        return day_value(day + timedelta(shift))
    if unit in ("W", "WE", "2W"):
        return week_value(day + timedelta(7 * shift * (2 if unit == "2W" else 1))) + ("-WE" if unit == "WE" else "")
    if unit in JOINT:
        moved = add_months(day, shift * JOINT[unit])
        if moved is None:
            return None
        return {
            "M": day_value(moved)[:7],
            "Q": f"{moved.year:04d}-Q{(moved.month + 2) // 3}",
            "Y": f"{moved.year:04d}",
        }.get(unit, f"{moved.year:04d}-H{(moved.month + 5) // 6}")
    size = {"DE": 10, "CE": 100, "ML": 1000}.get(unit)
    return f"{day.year + shift * size:04d}"[: 5 - len(str(size))] if size else f"{day_value(day)}TXX"
