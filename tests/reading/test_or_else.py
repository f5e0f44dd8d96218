"""Threats that are told beside a demand, or that name nobody: "or else it would", "those who did it will pay"."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
reading = import_module("reading_told")
told, added = reading.told, reading.added


@pytest.mark.parametrize(
    ("text", "threat"),
    [
        ("Mali gave Niger two days to leave, or else Mali would go to the Security Council.", ("MLI", "NER")),
        ("Ghana called on Togo to free the crew, otherwise it would recall its ambassador.", ("GHA", "TGO")),
        ("Iran warned Iraq to pay, or else it would stop the water.", ("IRN", "IRQ")),
    ],
)
def test_what_will_come_otherwise_is_a_threat_to_whom_one_asks(text: str, threat: tuple[str, str]) -> None:
    assert ("THREATEN", *threat) in told(text)


def test_what_would_come_otherwise_to_one_s_own_mills_threatens_nobody() -> None:
    assert told("Kenya asked Uganda for power, otherwise its mills would stand still.") == {("REQUEST", "KEN", "UGA")}


def test_whom_those_are_who_will_regret_it_the_story_says() -> None:
    found = added("Peru's president said that those who had scared its fishermen would come to regret it.")
    assert found == {("THREATEN", "PER", "CHL")}


def test_whom_one_has_only_met_one_does_not_blame() -> None:
    charge = "Peru's president, with whom Norway's premier also spoke, charged that boats were seized to hide a theft."
    assert ("ACCUSE", "PER", "NOR") not in added(charge)
