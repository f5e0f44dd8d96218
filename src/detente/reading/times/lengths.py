"""How long and how often: values that no calendar is needed for."""

from __future__ import annotations

from detente.reading.times.context import Context
from detente.reading.times.match import Found
from detente.reading.times.values import Value, means, number


def count_of(found: Found) -> str:
    """How many units; one where none is said, X where it is left vague."""
    groups = found.groups
    if found.rule.data.args.get("n"):
        return str(found.rule.data.args["n"])
    word = next((groups[name] for name in ("n", "nx", "nxa", "vague", "a") if name in groups), None)
    return number(word) if word else ("X" if "units" in groups else "1")


def make_duration(context: Context, found: Found) -> Value:
    """How long."""
    groups = found.groups
    unit = means("unit", next(groups[name] for name in ("unit", "one_unit", "units") if name in groups))
    return Value(period(plus_half(context, found, count_of(found)), unit))


def plus_half(context: Context, found: Found, amount: str) -> str:
    """The amount, with the half that the words add."""
    words = context.text[found.start : found.end].lower().replace("-", " ")
    return f"{float(amount) + 0.5:g}" if " and a half" in words and amount != "X" else amount


def period(amount: str, unit: str) -> str:
    """An ISO 8601 period: P3D, PT2H, PXY."""
    if unit[0].isdigit() or unit == "H":
        times, unit = (2, "W") if unit == "2W" else (6, "M")
        amount = amount if amount == "X" else f"{float(amount) * times:g}"
    return f"PT{amount}{unit[1:]}" if unit.startswith("T") else f"P{amount}{'D' if unit == 'N' else unit}"


def make_rate(context: Context, found: Found) -> Value:
    """Per unit."""
    return Value(period("1", means("one_unit", found.groups["one_unit"])))


OPEN_SETS = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "N": "XXXX-XX-XXTNI"}


def make_every(context: Context, found: Found) -> Value:
    """How often."""
    groups = found.groups
    for name in ("weekday", "weekdays"):
        if name in groups:
            part = f"T{means('daypart', groups['daypart'])}" if "daypart" in groups else ""
            return Value(f"XXXX-WXX-{means(name, groups[name])}{part}")
    if "month" in groups:
        return Value(f"XXXX-{int(means('month', groups['month'])):02d}")
    if "season" in groups:
        return Value(f"XXXX-{means('season', groups['season'])}")
    if "daypart" in groups:
        return Value(f"XXXX-XX-XXT{means('daypart', groups['daypart'])}")
    return every_unit(context, found)


def every_unit(context: Context, found: Found) -> Value:
    """Every so many units; in a narrative "daily" keeps TIMEX2's open form, as histories are annotated with it."""
    groups = found.groups
    if "adjective_unit" in groups:
        unit = means("adjective_unit", groups["adjective_unit"])
        return Value(OPEN_SETS[unit] if context.narrative and unit in OPEN_SETS else period("1", unit))
    unit = means("unit", groups.get("one_unit") or groups["units"])
    other = "other " in context.text[found.start : found.end]
    if context.narrative and "n" not in groups and unit in OPEN_SETS and not other:
        return Value(OPEN_SETS[unit])
    return Value(
        period(number(groups["n"]) if "n" in groups else "2" if other else "X" if "units" in groups else "1", unit)
    )
