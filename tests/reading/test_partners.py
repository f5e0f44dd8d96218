"""With whom somebody acts, where the act was done, and what was asked of those who ignore it."""

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
        ("Poland, jointly with Latvia, expelled four Belarusian envoys.", ("SANCTION", "LVA", "BLR")),
        ("Kenya struck rebel camps in Somalia together with Ethiopia.", ("ASSAULT", "ETH", "SOM")),
        ("Peru accused Chile, together with Bolivia, of spying.", ("ACCUSE", "PER", "BOL")),
        ("The Chinese premier spoke in Sofia, where he is on an official visit.", ("CONSULT", "CHN", "BGR")),
        ("NATO was busy in Riga, where Russian jets had crossed the border.", ("ASSAULT", "RUS", "LVA")),
        ("Kenya defied a demand from Somalia that its troops leave.", ("REQUEST", "SOM", "KEN")),
    ],
)
def test_who_acts_on_whom(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(text)


def test_a_partner_is_not_whom_it_is_done_to() -> None:
    assert ("SANCTION", "POL", "LVA") not in told("Poland, jointly with Latvia, expelled four Belarusian envoys.")
