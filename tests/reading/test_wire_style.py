"""Turns of wire stories: envoys called in, fronted days and places, papers, hosts and pairs."""

from __future__ import annotations

import sys
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import detente

sys.path.insert(0, str(Path(__file__).parent))
told = import_module("reading_told").told


@pytest.mark.parametrize(
    "text",
    [
        "Serbia's envoy, Jovan Petrovic, had been called to the Croatian Foreign Ministry on Monday over the film.",
        "The Serbian ambassador was summoned to the foreign ministry in Zagreb over the film.",
    ],
)
def test_an_envoy_is_called_in_by_whose_ministry_it_is(text: str) -> None:
    assert told(text) == {("ACCUSE", "HRV", "SRB")}


def test_a_day_and_a_place_before_the_verb_are_not_who_is_called_on() -> None:
    text = "On Monday in Geneva, where he joined African ministers, John Kerry called on the Serbian government to pay."
    assert ("REQUEST", "USA", "SRB") in told(text)


@pytest.mark.parametrize("pair", ["pair", "duo"])
def test_a_pair_are_the_two_last_told_together(pair: str) -> None:
    assert ("AGREE", "PER", "CHL") in told(f"Peru and Chile made up on Monday. The {pair} agreed to open a road.")


def test_a_host_is_the_person_whom_one_meets() -> None:
    text = "Ban Ki-moon is ill. Xi Jinping received Narendra Modi on Monday. Modi thanked his host for the tea."
    assert ("SUPPORT", "IND", "CHN") in told(text, date(2016, 3, 10))


def test_what_one_has_yet_to_do_is_not_done() -> None:
    assert told("Norway has proposed a summit, an invitation that Russia has yet to accept.") == {
        ("REQUEST", "NOR", "RUS")
    }


def test_an_offer_that_has_been_spurned_was_not_spurned_when_it_was_made() -> None:
    text = "Washington appealed to Nairobi on Monday to cease fire, an appeal that Kenya has spurned.\n"
    events = detente.read(text, published=date(2016, 3, 10)).events
    assert [e.type for e in events] == ["REQUEST", "REJECT"]
    assert events[0].date is not None
    assert events[1].date is None


@pytest.mark.parametrize(
    "text",
    ["Chile's ban on Peruvian grapes holds until further notice.", "Chile's ban on Peruvian grapes is in force."],
)
def test_a_ban_that_holds_is_told(text: str) -> None:
    assert told(text) == {("SANCTION", "CHL", "PER")}


@pytest.mark.parametrize("what", ["an attempt to mislead voters", "a bid to divert attention"])
def test_what_a_thing_is_said_to_aim_at_is_blame(what: str) -> None:
    assert ("ACCUSE", "CHL", "PER") in told(f"Chile called the Peruvian letter {what}.")


def test_a_passive_of_ordering_looks_back() -> None:
    text = "Germany's envoy was summoned to the Turkish Foreign Ministry on Monday."
    reading = detente.read(text, published=date(2016, 3, 10))
    assert [str(e.date.start) for e in reading.events if e.date] == ["2016-03-07"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Peru said on Monday it would expel the Chilean envoy unless Chile apologised.", ("THREATEN", "2016-03-07")),
        ("On Monday Peru said that it would expel the Chilean envoy unless Chile paid.", ("THREATEN", "2016-03-07")),
        ("Peru said on Monday that it would lift the ban on Chilean wine.", ("AGREE", "2016-03-07")),
        ("Peru said on Monday that it would meet Chile in May.", ("AGREE", "2016-05-01")),
        ("Peru's minister said on Monday that Chile had lied.", ("ACCUSE", "2016-03-07")),
    ],
)
def test_what_is_done_by_saying_so_is_done_on_the_day_of_the_saying(text: str, event: tuple[str, str]) -> None:
    reading = detente.read(text, published=date(2016, 3, 10))
    assert event in [(e.type, str(e.date.start)) for e in reading.events if e.date]


@pytest.mark.parametrize(
    "text",
    [
        '"It is over," Peru\'s president said after talks. The curbs on Chilean firms would be eased by July.',
        "Under the pact, Peru would ease the curbs on Chilean firms.",
    ],
)
def test_would_goes_on_with_what_was_said(text: str) -> None:
    assert ("AGREE", "PER", "CHL") in told(text, date(2016, 3, 10))


@pytest.mark.parametrize("text", ["Such a move would anger Chile.", "The king of Sweden would later visit Chad."])
def test_would_tells_of_nothing_to_come_where_nobody_says_so(text: str) -> None:
    assert not told(f"Peru and Chile are at odds. {text}")


def test_who_signs_a_paper_does_what_it_says() -> None:
    text = "Thursday's decree by Alexander Lukashenko allows firms to sell Polish apples again."
    assert ("CONCEDE", "BLR", "POL") in told(text, date(2016, 3, 10))
    assert ("SANCTION", "JPN", "PRK") in told("A bill passed by Japan's parliament bars North Korean ships.")


def test_what_a_thing_is_meant_for_nobody_plans() -> None:
    text = "The report was propaganda meant to conceal Chilean crimes in Peru, Lima said."
    assert ("AGREE", "PER", "CHL") not in told(text)


def test_a_coalition_is_led_and_not_made() -> None:
    assert not any(act[0] == "AGREE" for act in told("Syria said the coalition led by Washington had to go."))


def test_a_month_before_a_name_is_no_part_of_it() -> None:
    reading = detente.read("In early January Peru imposed a ban on Chilean wine.", published=date(2016, 3, 10))
    assert [str(e.date.start) for e in reading.events if e.date] == ["2016-01-01"]
