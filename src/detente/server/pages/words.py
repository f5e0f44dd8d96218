"""Words of the pages, beside those of `detente.show.words`."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from markupsafe import Markup

from detente.model import Reading, Span, When
from detente.show import words

QUADS = {1: "cooperation in words", 2: "cooperation in deeds", 3: "conflict in words", 4: "conflict in deeds"}
"""The quads in plain words: verbal is in words, material in deeds."""
NOBODY = "somebody not named"
LONG_WORDS = 280  # characters of evidence in a list; the incident's page has all of it


@lru_cache(maxsize=4096)
def party(code: str) -> str:
    """The usual name of a party; its code where it has none."""
    from detente.world import World

    return World.load().name_of(code) or code


def dated(start: date | None, end: date | None, precision: str | None) -> str:
    """When an act was, from the ledger's columns; "day not known" where that is open."""
    if precision is None:
        return "day not known"
    return words.when(When(start=start, end=end, precision=precision)) or "day not known"


def moment(value: datetime) -> str:
    """ "2 Dec 2015, 14:05 UTC"."""
    return f"{words.day(value.date())}, {value:%H:%M} UTC"


def short(text: str) -> str:
    """Words on one line, cut at a word where they are long."""
    line = words.plain(text)
    return line if len(line) <= LONG_WORDS else line[:LONG_WORDS].rpartition(" ")[0] + words.CLOSE_ELLIPSIS


def signed(value: float) -> str:
    """ "+3.4", "−2.0"."""
    return minus(f"{value:+.1f}")


def minus(number: str) -> str:
    """A number as it is printed, with a minus rather than a hyphen."""
    return number.replace("-", "−")


def emphasised(text: str, core: str) -> Markup:
    """The words of a telling on one line, those that an act goes by set off."""
    line, inner = words.plain(text), words.plain(core)
    before, found, after = line.partition(inner) if inner else (line, "", "")
    return Markup("{}<b>{}</b>{}").format(before, found, after) if found else Markup("{}").format(line)


def span_words(span: Span, reading: Reading) -> str:
    """The words of a span, on one line."""
    return words.plain(reading.words(span.start, span.end))


def coded(text: str) -> Markup:
    """Words with what stands between backticks set as code."""
    parts = text.split("`")
    return Markup("").join(Markup("<code>{}</code>").format(p) if n % 2 else p for n, p in enumerate(parts))


FILTERS = {
    "coded": coded,
    "emphasised": emphasised,
    "span_words": span_words,
    "party": party,
    "moment": moment,
    "short": short,
    "signed": signed,
}
