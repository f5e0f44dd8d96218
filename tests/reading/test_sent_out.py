"""Whose forces are at whose name none stands: those of whoever sends them or calls them back."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
told = import_module("reading_told").told


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Peru recalled two ships that had entered Chilean waters.", ("MOBILIZE", "PER", "CHL")),
        ("The UN asked Kenya to withdraw the soldiers who had crossed into Somalia.", ("ASSAULT", "KEN", "SOM")),
        ("Libya gave Chad a week to pull out the troops who had crossed into Libya.", ("ASSAULT", "TCD", "LBY")),
    ],
)
def test_forces_are_of_whoever_moves_them(text: str, deed: tuple[str, str, str]) -> None:
    assert deed in told(text)


def test_waters_that_are_entered_are_not_of_who_enters_them() -> None:
    text = "Peru quarrelled with Chile. Peru seized the boats that had entered Chilean waters."
    assert ("MOBILIZE", "CHL", "PER") not in told(text)
