"""Asking and threatening in letters and drafts, by "might", "had better" and "it is high time", by whoever tries to."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
told = import_module("reading_told").told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Bolivia sent a letter to Paraguay asking for help.", ("REQUEST", "BOL", "PRY")),
        ("Ghana handed Togo a note in which it protested against the arrests.", ("ACCUSE", "GHA", "TGO")),
        ("Ghana sent a letter to Togo.", ("CONSULT", "GHA", "TGO")),
    ],
)
def test_a_letter_is_what_it_says(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {wanted}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Jordan circulated a draft that would require Iraq to open the crossings.", ("REQUEST", "JOR", "IRQ")),
        ("Kenya sponsored a motion which calls on Eritrea to pull back.", ("REQUEST", "KEN", "ERI")),
        ("Spain tabled a resolution that demands that Syria open the crossings.", ("REQUEST", "ESP", "SYR")),
    ],
)
def test_who_puts_forward_a_paper_says_what_stands_in_it(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {wanted}


@pytest.mark.parametrize(
    "text",
    [
        "Peru warned Chile it could face sanctions.",
        "Peru said it might impose sanctions on Chile.",
        "Peru could expel the Chilean envoy, its foreign minister said on Monday.",
        "Peru said it would close the border unless Chile freed the crew.",
        "Peru promised that Chile's move would not go unanswered.",
        "Peru tried to blackmail Chile.",
        "Peru said any attack by Chile would be met with force.",
    ],
)
def test_what_is_held_out_is_a_threat(text: str) -> None:
    assert told(text) == {("THREATEN", "PER", "CHL")}


@pytest.mark.parametrize(
    "text",
    [
        "Peru said that it was high time Chile freed the crew.",
        "Peru said Chile had better free the crew.",
        "Peru said Chile had no choice but to free the crew.",
        "Peru tried to persuade Chile to free the crew.",
        "Peru moved on Friday to enlist Chile's help.",
        "Peru issued a plea to Chile to free the crew.",
        "Peru twisted Chile's arm to get a better price for gas.",
        "Peru's request that Chile lift its ban was repeated in Lima.",
        "Peru tabled a demand that Chile reopen the talks.",
    ],
)
def test_asking_in_other_words(text: str) -> None:
    assert told(text) == {("REQUEST", "PER", "CHL")}


@pytest.mark.parametrize(
    "text",
    [
        "Analysts said Peru might impose sanctions on Chile.",
        "Peru could have bombed Chile, the paper said.",
        "Demand for Norwegian gas from Germany eased.",
        "Forecasters in Cuba warned that the storm could reach Mexico.",
        "Teachers in Portugal told pupils to write about Angola.",
    ],
)
def test_what_is_neither_asked_nor_threatened(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Cuban boxer promised the American champion a bloody nose.",
        "The Spanish player asked for a move from the English club.",
        "The Brazilian orchestra was invited to play in Austria.",
        "A Georgian pianist agreed to play in Armenia.",
    ],
)
def test_what_players_and_artists_do_is_nobody_s_diplomacy(text: str) -> None:
    assert not told(text)


def test_what_a_poet_asks_of_a_state_is_told() -> None:
    assert told("The Cuban poet asked Norway for asylum.") == {("REQUEST", "CUB", "NOR")}


def test_who_acts_at_another_s_request_was_asked_by_him() -> None:
    assert ("REQUEST", "GEO", "KEN") in told("Kenyan troops withdrew at the request of Tbilisi.")
    own = "Kenya closed the border with Somalia. The ministry acted at the request of Kenya's president."
    assert ("REQUEST", "KEN", "SOM") not in told(own)


@pytest.mark.parametrize(
    "text",
    [
        "Brazil deemed it vital that Peru lift the ban.",
        "Brazil considers it essential that Peru release the men.",
        "Brazil thought it imperative for Peru to withdraw its troops.",
    ],
)
def test_who_finds_it_needed_that_another_acts_asks_for_it(text: str) -> None:
    assert told(text) == {("REQUEST", "BRA", "PER")}


def test_who_finds_it_odd_asks_for_nothing() -> None:
    assert told("Brazil found it odd that Peru had closed its border with Chile.") == {("SANCTION", "PER", "CHL")}


@pytest.mark.parametrize(
    "text",
    [
        "It was important, Nairobi said, that Uganda hand over the men.",
        "It was essential, the Kenyan president added, that Uganda pull out of the town.",
        "Uganda should withdraw its troops, the official agency quoted the Kenyan president as saying.",
        "The radio quoted Kenyan President Uhuru Kenyatta as saying that Uganda must withdraw.",
    ],
)
def test_what_is_called_for_by_whom_an_aside_or_an_agency_names(text: str) -> None:
    assert ("REQUEST", "KEN", "UGA") in told(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Peruvian minister said that Chile would have to pay compensation.", ("REQUEST", "PER", "CHL")),
        ('"Qatar will have to apologise," the Bahraini foreign minister said.', ("REQUEST", "BHR", "QAT")),
        ("Kenya said that Somali traders had to leave the market.", ("REQUEST", "KEN", "SOM")),
        ("Egypt would have to withdraw its troops before any talks, Sudan said.", ("REQUEST", "SDN", "EGY")),
    ],
)
def test_what_somebody_says_that_another_will_have_to_do_he_asks(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {wanted}
