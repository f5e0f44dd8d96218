"""Checks that a rule can name (`check: year`): whether the words really are a time, by their neighbours in the parse.

Each takes the span of the words and the match, and says yes or no.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Span, Token

from detente.reading.times.lexicon import lexicon
from detente.reading.times.tense import FUTURE, direction


def near(span: Span, step: int) -> Token | None:
    """The token just before (-1) or after (1) the span, or None at the edge of the text."""
    at = span.start - 1 if step < 0 else span.end
    return span.doc[at] if 0 <= at < len(span.doc) else None


def is_year(span: Span, match: re.Match[str]) -> bool:
    """Four figures are a year unless they count something ("1900 soldiers")."""
    lists, before, after = lexicon().lists, near(span, -1), near(span, 1)
    word = before.lower_ if before is not None else ""
    if after is not None and (
        after.lower_ in lists["after_count"] or (after.lower_ == "-" and after.nbor(1).lower_.isalpha())
    ):
        return after.lower_ == "-"
    counts = after is not None and after.tag_ in ("NNS", "CD") and span.root.dep_ == "nummod"
    if counts:
        return word in lists["before_year"] - lists["before_count"]
    return (
        word in lists["before_year"]
        or span.root.dep_ != "nummod"
        or (after is not None and after.tag_ in ("NN", "NNP"))
    )


def is_season(span: Span, match: re.Match[str]) -> bool:
    """Spring and fall are seasons after a preposition, an article or at the beginning of a sentence."""
    words = match.group().split()
    if len(words) > 1:
        return words[-1].lower() != "fall" or not followed_by_of(span)
    before = near(span, -1)
    first = before is None or bool(span[0].is_sent_start)
    return (first and match.group().lower() in ("summer", "winter", "autumn")) or (
        before is not None and before.lower_ in lexicon().lists["before_season"]
    )


def followed_by_of(span: Span) -> bool:
    """Whether `of` comes next ("the fall of the city")."""
    after = near(span, 1)
    return after is not None and after.lower_ == "of"


def is_a_unit(span: Span, match: re.Match[str]) -> bool:
    """`a day` lasts a day where it is not a rate; `a second` and `a quarter` are mostly something else."""
    unit = match.groupdict().get("one_unit")
    words = match.group().lower()
    if words in ("one day", "one night", "one morning", "one year"):
        before = near(span, -1)
        return before is not None and before.lower_ in lexicon().lists["before_span"]
    if unit and unit.lower() in ("second", "quarter", "fortnight") and "long" not in match.group():
        return False
    return not is_rate(span, match)


def is_rate(span: Span, match: re.Match[str]) -> bool:
    """`a day` is a rate after what is counted ("40 shells a day")."""
    words = match.group().lower().split()
    if words[-1] in ("second", "quarter") and words[0] in ("a", "an"):
        return False
    if words[0] in ("per", "each", "every"):
        return words[0] == "per"
    before = near(span, -1)
    if len(words) != 2 or words[0] not in ("a", "an") or before is None:
        return False
    return (before.pos_ in ("NOUN", "NUM", "PROPN") and before.ent_type_ not in ("DATE", "TIME")) or before.text in (
        "%",
        "$",
    )


def are_bare_units(span: Span, match: re.Match[str]) -> bool:
    """Units without a number say how long, except those with another common meaning."""
    units = match.groupdict().get("units", "").lower()
    after = near(span, 1)
    if units in ("seconds", "quarters", "nights", "weekends"):
        return False
    before = near(span, -1)
    bare_and = before is not None and before.lower_ in ("and", ",", "the", "some", "many", "of", "or")
    return not (bare_and and (after is None or after.lower_ not in ("of", "later", "before", "ago", "earlier")))


def is_often(span: Span, match: re.Match[str]) -> bool:
    """`daily` is no name ("the Daily Courier"): a capital stands only at the beginning of a sentence."""
    return bool(span[0].is_sent_start) or not match.group()[0].isupper() or match.group().isupper()


def is_ahead(span: Span, match: re.Match[str]) -> bool:
    """The clause looks ahead."""
    return direction(span) == FUTURE


def is_clock(span: Span, match: re.Match[str]) -> bool:
    """Figures with a colon tell the time; with a full stop they are a number."""
    return ":" in match.group()


def is_count(span: Span, match: re.Match[str]) -> bool:
    """Three quarters of a thing are no time."""
    unit = (match.groupdict().get("unit") or "").lower()
    return not (unit in ("quarter", "quarters") and (followed_by_of(span) or "-" in match.group())) and unit != "second"


def is_named_unit(span: Span, match: re.Match[str]) -> bool:
    """`the second` is an ordinal, and nobody counts from a minute."""
    return match.group("one_unit").lower() not in ("second", "minute", "hour")


def is_month(span: Span, match: re.Match[str]) -> bool:
    """`May` is no modal verb, `March` no march ("the March on the capital", "the Long March")."""
    last = span[-1]
    if last.lower_ == "may":
        return last.tag_ not in ("MD", "VB", "VBP")
    if match.group() != "March":
        return True
    before, after = near(span, -1), near(span, 1)
    marching = after is not None and after.lower_ in ("on", "to", "against", "into", "of", "for")
    return not marching and not (before is not None and (before.pos_ == "PROPN" or before.lower_ in ("'s", "the")))


CHECKS: dict[str, Callable[[Span, re.Match[str]], bool]] = {
    "year": is_year,
    "season": is_season,
    "a-unit": is_a_unit,
    "rate": is_rate,
    "bare-units": are_bare_units,
    "ahead": is_ahead,
    "clock": is_clock,
    "count": is_count,
    "month": is_month,
    "named-unit": is_named_unit,
    "often": is_often,
}
