"""The day of publication: as a caller gives it, or in a line of the page that says nothing else."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, date, datetime

from detente.errors import BadDate
from detente.ingest.cues import StoryCues
from detente.ingest.dateline import day_of

ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")
DAY_MONTH = re.compile(
    r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[A-Za-z]{3,9}\.?),?\s+(?P<year>(?:19|20)\d\d)\b"
)
MONTH_DAY = re.compile(
    r"\b(?P<month>[A-Za-z]{3,9}\.?)\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b"
)
CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?|\b[ap]\.?m\.?\b", re.IGNORECASE)
ZONE = re.compile(r"\b(?:[A-Z]{2,4}|UTC|GMT)?\s*[+-]\d\d?:?\d\d\b|\b[A-Z]{3,4}\b|\b[TZ]\b")


def as_date(value: date | str | None) -> date | None:
    """A day from a date, a datetime or ISO 8601 words ("2015-12-02", "2015-12-02T10:00Z"). BadDate where it is none."""
    if value is None or isinstance(value, datetime):
        return value.date() if value else None
    if isinstance(value, date):
        return value
    try:
        return datetime.fromisoformat(value.strip()).date()
    except (ValueError, AttributeError) as wrong:
        raise BadDate(f"{value!r} is no date; write it as 2015-12-02") from wrong


def as_published(value: date | str | None) -> date | None:
    """As `as_date`, of a day of publication. BadDate also for the days that stand for none in tables of others."""
    day = as_date(value)
    if day and day.year in (MINYEAR, MAXYEAR):
        raise BadDate(f"{day} stands for no date; leave it out")
    return day


def as_date_if_any(words: str | None) -> date | None:
    """As `as_published`, and None for words that are no date."""
    try:
        return as_published(words)
    except BadDate:
        return None


def published_in(line: str, cues: StoryCues) -> date | None:
    """The full date that `line` names, where the line says nothing but when the story came out."""
    for pattern in (ISO, DAY_MONTH, MONTH_DAY):
        found = pattern.search(line)
        if found and not _says_more(line[: found.start()] + " " + line[found.end() :], cues):
            return _day(found, cues)
    return None


def is_about_publication(line: str, cues: StoryCues) -> bool:
    """Whether `line` says when the story came out, with or without a full date ("Updated 10:14 GMT")."""
    return published_in(line, cues) is not None or (cues.published.takes(line) and not _says_more(line, cues))


def _day(found: re.Match[str], cues: StoryCues) -> date | None:
    month = found["month"]
    return day_of(found["year"], int(month) if month.isdigit() else cues.month(month), found["day"])


def _says_more(rest: str, cues: StoryCues) -> bool:
    """Whether words are left when the words of publication, the weekday, the clock and the time zone are taken away."""
    for pattern in (ISO, DAY_MONTH, MONTH_DAY, CLOCK, ZONE):
        rest = pattern.sub(" ", rest)
    known = {word for phrase in cues.published.opens for word in phrase.rstrip(":").split()}
    known |= {*cues.weekdays, *(day[:3] for day in cues.weekdays), "at", "on", "and", "last", "time", "local"}
    return any(word.lower() not in known for word in re.findall(r"[^\W_]+", rest))
