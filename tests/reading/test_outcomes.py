"""Whom it concerns what two came to: who welcomes an accord welcomes both; who gives way to a third."""

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
        ("Japan welcomed the accord between Peru and Chile.", {("SUPPORT", "JPN", "PER"), ("SUPPORT", "JPN", "CHL")}),
        (
            "Peru and Chile signed an accord on Sunday. Norway hailed the outcome.",
            {("SUPPORT", "NOR", "PER"), ("SUPPORT", "NOR", "CHL")},
        ),
        (
            "Serbia and Kosovo agreed on a border. Albania called the agreement a betrayal.",
            {("ACCUSE", "ALB", "SRB"), ("ACCUSE", "ALB", "XKX")},
        ),
        (
            "Libya will hand over two suspects to Malta, and Britain and France are to lift their sanctions.",
            {("AGREE", "GBR", "LBY"), ("AGREE", "FRA", "LBY")},
        ),
    ],
)
def test_both_are_meant(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert wanted <= told(text)


def test_two_who_lift_what_they_had_laid_on_each_other_name_no_third() -> None:
    assert ("CONCEDE", "PER", "CHL") in told("Peru and Chile eased their tariffs on Monday.")


@pytest.mark.parametrize(
    "text",
    [
        "Contacts between the two armies would be restored, Peru's minister said.",
        "Flights are to start again once the row over visas has been settled.",
        "Trade will be resumed step by step, the Chilean minister said.",
    ],
)
def test_what_two_share_they_take_up_again(text: str) -> None:
    assert ("AGREE", "PER", "CHL") in told(f"Peru and Chile met on Monday. {text}")
    assert not {act for act in told(f"Norway was silent on Monday. {text}") if act[0] == "AGREE" and "NOR" in act}
