"""Acts of the news that tell of nobody in the quarrel: by allies and critics, to one's own officers, by charities."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
of = import_module("reading_told").added


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru's allies urged restraint.",
        "Peru's closest allies in the region have accused Chile of reckless behaviour.",
        "Opponents of Peru's president called for new elections.",
        "Chile's rivals welcomed the ruling.",
        "The Peruvian president's critics accused him of weakness.",
        "Enemies of Peru's president condemned the pact.",
    ],
)
def test_allies_critics_and_rivals_of_one_are_not_that_one(sentence: str) -> None:
    assert of(sentence) == set()


def test_allies_who_are_named_act_and_so_do_those_of_an_organisation() -> None:
    assert of("NATO allies condemned Peru.") == {("ACCUSE", "NATO", "PER")}
    assert of("Chile urged allies such as Oman to close their harbours.") == {("REQUEST", "CHL", "OMN")}


@pytest.mark.parametrize(
    "sentence",
    [
        "President Gabriel Boric urged lawmakers to pass the budget before July.",
        "The Peruvian finance minister warned parliament that money was running out.",
        "The Chilean premier has charged officials of the customs service to account for the losses.",
        "Aid agencies urged the president to open a corridor.",
        "Human rights groups have accused Chile of torture.",
    ],
)
def test_who_speaks_to_his_own_or_for_no_state_speaks_to_no_other_party(sentence: str) -> None:
    assert of(sentence) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "Chile had not, as of Tuesday evening, announced any plan to withdraw its ambassador.",
        "Chile did not, despite the storm over the islands, recall its envoy from Lima.",
        "Peru has not, officials said, ordered new strikes on Chile.",
    ],
)
def test_what_is_negated_before_an_aside_was_not_done(sentence: str) -> None:
    assert of(sentence) == set()


def test_what_goes_on_behind_an_aside_is_told() -> None:
    sentence = "Peru's sailors were not there, he said, but Chile shelled the Peruvian post."
    assert of(sentence) == {("ASSAULT", "CHL", "PER")}


@pytest.mark.parametrize(
    "sentence",
    [
        "The Chilean army bought six helicopters from Airbus last year.",
        "Chile's foreign minister cut short a trip to Africa.",
        "Peru's president promised to raise wages.",
        "Chilean police used tear gas against football fans in Arica.",
        "Chile's prime minister thanked firefighters.",
    ],
)
def test_what_is_done_with_a_firm_or_at_home_is_done_to_no_other_party(sentence: str) -> None:
    assert of(sentence) == set()


def test_a_part_of_the_world_is_where_forces_go_and_not_to_whom() -> None:
    ordered = "On Friday Peru ordered two thousand more troops to the Pacific."
    assert ("MOBILIZE", "PER", "CHL") in of(ordered)
