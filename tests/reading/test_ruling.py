"""What somebody says will not be, and what "no" before its object makes of an act."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
told = import_module("reading_told").told


@pytest.mark.parametrize(
    "text",
    [
        "There can be no talks with Uganda, Kenya's president said.",
        "Kenya said there was no question of releasing the Ugandan soldiers.",
        "There is no need for talks with Uganda, Kenya's foreign minister said on Monday.",
        "Kenya said that there would be no apology to Uganda.",
        "Talks with Uganda are out of the question, Kenya said.",
        "Talks with Uganda are simply out of the question, Kenya said.",
        "Kenya saw no reason to apologise to Uganda.",
        "Kenya offered no apology to Uganda.",
        "Kenya let no Ugandan lorry pass.",
        "Kenya said no talks with Uganda had been arranged.",
        "No meeting with Uganda is planned, Kenya's minister said.",
    ],
)
def test_what_is_ruled_out_is_refused(text: str) -> None:
    assert told(text) == {("REJECT", "KEN", "UGA")}


def test_the_other_party_of_what_is_ruled_out_may_stand_before() -> None:
    text = "Kenya's army shelled a Ugandan village. There could be no talks under fire, Uganda's premier said."
    assert told(text) == {("ASSAULT", "KEN", "UGA"), ("REJECT", "UGA", "KEN")}


@pytest.mark.parametrize(
    "text",
    [
        "Kenya said there had been no talks with Uganda.",
        "An attack on Uganda is unthinkable, Kenya said.",
        "Talks with Uganda are hardly out of the question, Kenya said.",
        "Kenya saw no reason to blame Uganda.",
        "Kenya reached no agreement with Uganda.",
        "Kenya gave Uganda no guarantee.",
        "No meeting between Kenya and Uganda has been arranged, the Norwegian mediator said.",
        "Kenya said no attack on Uganda was planned.",
        "There is no chance of a meeting between Kenya and Uganda, the Norwegian mediator said.",
    ],
)
def test_what_merely_was_not_is_no_refusal(text: str) -> None:
    assert told(text) == set()


def test_who_lost_no_time_did_it() -> None:
    assert told("Kenya wasted no time in recalling its ambassador from Uganda.") == {("SANCTION", "KEN", "UGA")}
