"""The dateline: where, and often when and by which agency, a report was filed, up to the dash before its first word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from detente.ingest.cues import StoryCues

UPPER = r"[A-ZÀ-ÖØ-Þ]"
CITY = rf"{UPPER}{{2}}[A-ZÀ-ÖØ-Þ.'’ -]*(?:/{UPPER}[A-ZÀ-ÖØ-Þ.'’ -]+)*"
TITLE_WORD = rf"{UPPER}[\w.'’-]*+"  # possessive: never half a word
COUNTRY = rf"(?:,\s*{TITLE_WORD}(?: {TITLE_WORD}){{0,3}})?"
DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?)"
MONTH = r"(?P<month{0}>[A-Za-z]{{3,9}}\.?)"
WHEN = (
    rf"(?:,?\s*\(?(?:[A-Za-z]{{3,9}}\.?,?\s+)?(?:{MONTH.format(1)}\s+(?P<day1>{DAY})|(?P<day2>{DAY})\s+{MONTH.format(2)})"
    rf"(?:,?\s+(?P<year>(?:19|20)\d\d))?\)?)"
)
AGENCY = rf"(?:\s*[(/\[](?P<agency>{TITLE_WORD}(?:[ /.]{{1,2}}[\w.&-]+){{0,4}})[)/\]]\.?)"
DASH = r"\s*(?:--+|[–—―]|-(?=\s))\s*"
# Where, when and by which agency, up to the dash; which of them a dateline must have is asked in `_is_filed`.
IN_CAPITALS = re.compile(rf"(?P<capitals>{CITY}){COUNTRY}{WHEN}?\.?{AGENCY}?(?:{DASH}|:\s+)")
IN_SMALL = re.compile(rf"{TITLE_WORD}(?: {TITLE_WORD}){{0,3}}{COUNTRY}{WHEN}?{AGENCY}?{DASH}")
# The agency between strokes and a point take the place of the dash: "MINSK, February 11. /Agency/. The ..."
IN_STROKES = re.compile(rf"{CITY}{COUNTRY}{WHEN}\.?\s*/(?P<agency>[\w .-]+)/\.\s*")
ONLY_AGENCY = re.compile(r"\((?P<agency>[A-Z][\w.&/ -]{1,30})\)\s*(?:--+|[–—]|-)\s+")
SENTENCE_FOLLOWS = re.compile(r"[\"“'‘(«]?[A-ZÀ-ÖØ-Þ0-9]")


@dataclass(frozen=True)
class Dateline:
    """A dateline of `length` characters at the beginning of a paragraph; `day` where it names a full date."""

    length: int
    day: date | None = None


def dateline_of(paragraph: str, cues: StoryCues) -> Dateline | None:
    """The dateline that `paragraph` begins with, if it does and a sentence follows it."""
    for pattern in (IN_STROKES, IN_CAPITALS, IN_SMALL, ONLY_AGENCY):
        found = pattern.match(paragraph)
        if found and SENTENCE_FOLLOWS.match(paragraph, found.end()) and _is_filed(found, cues):
            return Dateline(found.end(), _full_day(found, cues))
    return None


def _is_filed(found: re.Match[str], cues: StoryCues) -> bool:
    """Whether what was found says where and when or by whom, so that it is no subject before a dash or a colon."""
    named = found.groupdict()
    month = _month_in(named)
    if month is not None:
        return cues.month(month) is not None
    return bool(named.get("agency") or (named.get("capitals") and not found.group().rstrip().endswith(":")))


def _full_day(found: re.Match[str], cues: StoryCues) -> date | None:
    named = found.groupdict()
    if not named.get("year"):
        return None
    return day_of(named["year"], cues.month(_month_in(named) or ""), named["day1"] or named["day2"])


def _month_in(named: dict[str, str | None]) -> str | None:
    """The name of the month, which may stand before the day or behind it."""
    return named.get("month1") or named.get("month2")


def day_of(year: str, month: int | None, day: str | None) -> date | None:
    """The date of these parts, None where there is no such day."""
    number = re.match(r"\d+", day or "")
    if month is None or number is None:
        return None
    try:
        return date(int(year), month, int(number.group()))
    except ValueError:
        return None
