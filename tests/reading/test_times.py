"""Times in whole texts: what they are counted from, which days they cover, and what stays open."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.reading.parse import parse
from detente.reading.times import find_times
from detente.reading.times.days import covered, easter, holiday, week_value
from detente.reading.times.lexicon import lexicon
from detente.reading.times.match import BEGIN

DAY = date(2015, 12, 2)
HISTORY = (
    "The war began on 3 September 1939. In April 1940 the north fell. In October the raids began. "
    "By January the port was in ruins. On 22 June 1941 the east was invaded. Two days later the river was crossed. "
    "The following month the capital was bombed."
)


def values(text: str, day: date | None = DAY) -> dict[str, str | None]:
    return {text[t.start : t.end]: t.value for t in find_times(parse(text), day)}


def test_a_history_counts_from_its_own_dates_and_not_from_the_report() -> None:
    found = values(HISTORY)
    assert found["October"] == "1940-10"
    assert found["January"] == "1941-01"
    assert found["Two days later"] == "1941-06-24"
    assert found["The following month"] == "1941-07"


def test_a_history_needs_no_day_of_publication() -> None:
    assert values(HISTORY, None)["October"] == "1940-10"


def test_without_a_day_of_publication_weekdays_stay_open_with_a_reason() -> None:
    times = find_times(parse("They met on Wednesday, and will meet again next week in May."), None)
    assert [t.value for t in times] == [None, None, None]
    assert all(t.open_because and t.first is None for t in times)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They met on Friday.", "Friday", "2015-11-27"),
        ("They will meet on Friday.", "Friday", "2015-12-04"),
        ("They are to meet on Friday.", "Friday", "2015-12-04"),
        ("They agreed to meet on Friday.", "Friday", "2015-12-04"),
        ("They failed to meet on Friday.", "Friday", "2015-11-27"),
        ("She insisted on holding talks on Friday.", "Friday", "2015-12-04"),
        ("The talks are scheduled for Friday.", "Friday", "2015-12-04"),
        ("They have not met since Friday.", "Friday", "2015-11-27"),
        ("The vote was put off until Friday.", "Friday", "2015-12-04"),
        ("He convened a summit in Lima for Friday.", "Friday", "2015-12-04"),
        ("He is said to have flown to Lima in October.", "October", "2015-10"),
        ("The fleet is expected to have left Lima by Friday.", "Friday", "2015-12-04"),
        ("Russia to close its embassy on Friday", "Friday", "2015-12-04"),
    ],
)
def test_the_verb_decides_whether_a_weekday_is_past_or_to_come(text: str, words: str, value: str) -> None:
    assert values(text)[words] == value


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2015-12-02", date(2015, 12, 2), date(2015, 12, 2), "day"),
        ("2015-12-02TNI", date(2015, 12, 2), date(2015, 12, 2), "day"),
        ("2015-W48", date(2015, 11, 23), date(2015, 11, 29), "week"),
        ("2015-W48-WE", date(2015, 11, 28), date(2015, 11, 29), "week"),
        ("2015-02", date(2015, 2, 1), date(2015, 2, 28), "month"),
        ("2015-Q3", date(2015, 7, 1), date(2015, 9, 30), "quarter"),
        ("1991-FA", date(1991, 9, 1), date(1991, 11, 30), "quarter"),
        ("1991-WI", date(1991, 12, 1), date(1992, 2, 29), "quarter"),
        ("2015", date(2015, 1, 1), date(2015, 12, 31), "year"),
        ("199", date(1990, 1, 1), date(1999, 12, 31), "year"),
        ("PRESENT_REF", None, None, None),
        ("P3D", None, None, None),
        ("XXXX-WXX-1", None, None, None),
        (None, None, None, None),
    ],
)
def test_a_value_covers_its_days(
    value: str | None, first: date | None, last: date | None, precision: str | None
) -> None:
    assert covered(value) == (first, last, precision)


@given(st.text(alphabet="0123456789-WTXPQHSUFAEBC", max_size=12))
def test_covering_never_fails_on_odd_values(value: str) -> None:
    first, last, _ = covered(value)
    assert (first is None) == (last is None)
    assert first is None or last is None or first <= last


@given(st.dates(date(1600, 1, 1), date(2400, 1, 1)))
def test_a_day_lies_in_the_week_that_is_named_after_it(day: date) -> None:
    first, last, precision = covered(week_value(day))
    assert first is not None
    assert last is not None
    assert first <= day <= last
    assert precision == "week"


def test_moving_holidays_fall_on_their_days() -> None:
    assert easter(2015) == date(2015, 4, 5)
    assert easter(2000) == date(2000, 4, 23)
    assert holiday("easter-2", 2016) == date(2016, 3, 25)
    assert holiday("thanksgiving", 2015) == date(2015, 11, 26)


ODD = (
    *(
        "the first week of",
        "February 30",
        "9999",
        "last",
        "1 BC",
        "two",
        "days",
        "ago",
        "the year",
        "0 years later",
        "in",
    ),
    *("99:99", "May", "next century", "12/31/99", "Q", "since", "'", ".", "a millennium ago", "31 June 1990"),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(ODD), max_size=12))
def test_odd_dates_never_break_the_reading_and_offsets_hold(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for day in (DAY, None, date(1, 1, 1), date(9999, 12, 31)):
        times = find_times(parse(text), day)
        assert all(0 <= t.start < t.end <= len(text) for t in times)
        assert all(a.end <= b.start for a, b in pairwise(times))


def test_finding_times_costs_less_than_a_tenth_of_a_parse() -> None:
    sentence = (
        "The minister said on Wednesday that two ships had left the port last week and would return in March 2016. "
    )
    doc = parse(sentence * 60)
    find_times(doc, DAY)
    start = time.process_time()
    find_times(doc, DAY)
    assert (time.process_time() - start) / 60 < 0.003


def test_every_expression_that_fits_is_found_by_the_first_two_words() -> None:
    known = lexicon()
    ways = [(rule, expression) for rule in known.rules for expression, _ in rule.expressions]
    texts = [example.say.replace("[", "").replace("]", "") for rule in known.rules for example in rule.data.examples]
    for text in texts:
        for word in BEGIN.finditer(text):
            offered = {expression.pattern for _, expression in known.at(text, word)}
            fitting = {expression.pattern for _, expression in ways if expression.match(text, word.start())}
            assert fitting <= offered, (text, word.group())


def test_few_expressions_are_tried_at_an_article() -> None:
    text = "the envoy left the day before yesterday"
    article, later = [word for word in BEGIN.finditer(text) if word.group() == "the"]
    assert len(lexicon().at(text, article)) < len(lexicon().at(text, later))
