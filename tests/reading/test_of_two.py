"""What two do with each other in words that no pattern has."""

from __future__ import annotations

import sys
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import detente

sys.path.insert(0, str(Path(__file__).parent))
told = import_module("reading_told").told
DAY = date(2031, 6, 30)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ghana and Togo parted without a result on Friday after three days of talks.", ("CONSULT", "GHA", "TGO")),
        ("The ministers of Norway and Sweden put their signatures to the paper on Friday.", ("SUPPORT", "NOR", "SWE")),
        ("Peru's and Chile's envoys sat facing each other for three hours.", ("CONSULT", "PER", "CHL")),
    ],
)
def test_two_whom_the_model_takes_for_both_sides_act_on_each_other(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("In a telephone conversation, Norway's premier protested to the Danish foreign minister.", ("NOR", "DNK")),
        ("Peru's president urged his Chilean counterpart in a phone call to pull back.", ("PER", "CHL")),
        ("Chile's minister told his Bolivian counterpart by telephone that the ban would stay.", ("CHL", "BOL")),
        ("At talks in Doha on Friday, Iran and Oman agreed to share the gas field.", ("IRN", "OMN")),
    ],
)
def test_a_call_in_which_something_is_said_is_theirs(text: str, wanted: tuple[str, str]) -> None:
    assert ("CONSULT", *wanted) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "During a meeting in Prague, Serbia's envoy accused Hungary of spying.",
        "In a letter, Peru's president urged his Chilean counterpart to pull back.",
        "Peru said by telephone that it was closing its consulate in Chile.",
    ],
)
def test_whom_one_speaks_of_at_a_meeting_need_not_be_there(text: str) -> None:
    assert "CONSULT" not in {type_ for type_, _, _ in told(text)}


def test_a_call_on_a_day_is_gone_by_whatever_is_asked_in_it() -> None:
    reading = detente.read("Peru urged Chile in a phone call on Sunday to pull back.", published=DAY)
    assert {str(e.date.start) for e in reading.events if e.date} == {"2031-06-29"}


def test_what_two_may_do_with_each_other_either_may_offer() -> None:
    for who in ("Peru", "Chile"):
        text = f"Peru and Chile quarrel over fish. The two sides could meet in May, {who}'s minister said."
        assert ("AGREE", "PER", "CHL") in told(text)
    assert not told("Peru and Chile quarrel over fish. The two sides could meet in May, Bolivia's minister said.")
