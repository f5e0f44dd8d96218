"""Who did it by "what somebody calls" him, and what others find that he did."""

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
    ("text", "wanted"),
    [
        ("A Norwegian nurse was killed in Lira by what Uganda says was a Kenyan shell.", ("ASSAULT", "KEN", "NOR")),
        ("The Ugandan station was seized by what Kampala said were Kenyan commandos.", ("ASSAULT", "KEN", "UGA")),
        ("Three Ghanaian villages were burned by what Chad calls Libyan bandits.", ("ASSAULT", "LBY", "GHA")),
    ],
)
def test_who_did_it_is_who_is_called_so(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {wanted}


@pytest.mark.parametrize("verb", ["concluded", "held", "submitted"])
def test_who_finds_that_another_did_it_did_nothing(verb: str) -> None:
    found = told(f"Sweden {verb} that Kenyan jets had bombed a Ugandan town.")
    assert ("ASSAULT", "KEN", "UGA") in found
    assert not any(doer == "SWE" for kind, doer, _ in found if kind == "ASSAULT")


def test_what_somebody_calls_him_is_only_said() -> None:
    text = "A Norwegian nurse was killed in Lira on Tuesday by what Uganda says was a Kenyan shell."
    assert {str(e.status) for e in detente.read(text, published=date(2016, 3, 11)).events} == {"alleged"}
