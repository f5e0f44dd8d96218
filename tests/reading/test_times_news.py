"""Newswire written for this project: one part was read for errors, two were only ever scored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from detente.reading.parse import parse
from detente.reading.times import find_times

DATA = Path(__file__).parent.parent / "data" / "times"
# A little under what the parts reached: when first scored (held .971, late .962), or now for the one that was read.
FLOORS = {"news_open.txt": 0.98, "news_held.txt": 0.95, "news_late.txt": 0.94}

Gold = list[tuple[int, int, str]]


def stories(name: str) -> Iterator[tuple[str, date, Gold]]:
    """Text, day of the report and expressions of each line."""
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        day, body = line.split(" | ", 1)
        text, gold = "", Gold()
        for number, piece in enumerate(re.split(r"[\[\]]", body)):
            words, _, value = piece.partition("=") if number % 2 else (piece, "", "")
            if value:
                gold.append((len(text), len(text) + len(words), value))
            text += words
        yield text, date.fromisoformat(day), gold


def score(name: str) -> float:
    """F1 of values: an expression counts where the spans overlap and the values are equal."""
    right = wanted = given = 0
    for text, day, gold in stories(name):
        times = find_times(parse(text), day)
        wanted, given = wanted + len(gold), given + len(times)
        right += sum(
            any(t.start < end and start < t.end and t.value == value for t in times) for start, end, value in gold
        )
    return 2 * right / (wanted + given)


@pytest.mark.parametrize("name", FLOORS)
def test_newswire_is_read_at_least_as_well_as_when_the_rules_were_made(name: str) -> None:
    assert score(name) >= FLOORS[name]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Chile announced an end to free travel from January 1.", "2016-01-01"),
        ("Chile banned imports of fruit as of January 1.", "2016-01-01"),
        ("The curfew ran from November 20.", "2015-11-20"),
        ("Chile wanted an answer from Peru before Jan. 3.", "2016-01-03"),
        ("Chile told Peru to go back to the state of things before October 20.", "2015-10-20"),
        ("Chile had appealed to Peru over the weekend to cease fire.", "2015-W48-WE"),
        ("Chile met Peru last Friday.", "2015-11-20"),
        ("Chile held the crew from August 3.", "2015-08-03"),
        ("Chile had troops there from January.", "2015-01"),
    ],
)
def test_the_day_that_is_meant_where_the_year_or_week_is_not_told(text: str, value: str) -> None:
    assert [t.value for t in find_times(parse(text), date(2015, 11, 28))] == [value]
