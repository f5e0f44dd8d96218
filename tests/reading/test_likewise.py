"""What is told by the act before it: "followed suit", "did the same", "in kind", a bare number."""

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
        ("Germany expelled four Iranian diplomats. France followed suit.", ("SANCTION", "FRA", "IRN")),
        ("The Czech Republic threw out two Belarusian envoys; Latvia expelled six.", ("SANCTION", "LVA", "BLR")),
        ("Chile recalled its ambassador from Lima, and Bolivia did the same.", ("SANCTION", "BOL", "PER")),
        ("Japan closed its ports to Cuban ships. Peru followed with like measures.", ("SANCTION", "PER", "CUB")),
        ("Poland sent home three Russian consuls; Moscow reacted in kind.", ("SANCTION", "RUS", "POL")),
    ],
)
def test_the_act_before_says_what_was_done(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(text)


def test_where_nothing_was_done_before_nothing_is_told() -> None:
    assert not told("Serbia did the same again. Albania was not amused.")
