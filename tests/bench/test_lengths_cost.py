"""How reading grows with length: kept as ratios, and what grows faster than it did is named."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bench import costs, lengths  # noqa: E402

COST = {"short story": 500.0, "long story": 2200.0, "short sentence": 300.0, "long sentence": 1200.0}


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setattr(costs, "RESULTS", tmp_path)
    lengths.COSTS.keep(COST)


def test_what_takes_time_in_proportion_has_the_ratio_one():
    assert lengths.ratios(COST) == {"story": 1.1, "sentence": 1.0}


@pytest.mark.usefixtures("kept")
def test_what_grows_faster_than_it_did_is_named():
    assert lengths.COSTS.grown({name: value * 3 for name, value in COST.items()}) == []
    assert lengths.COSTS.grown(COST | {"long sentence": 4800.0}) == ["sentence: 4.00 times as long a piece, was 1.00"]


def test_a_sentence_is_one_without_stops():
    assert lengths.sentence("He left. Why? They stayed!", 4) == "He left Why They."


def test_what_is_kept_is_near_proportion():
    kept = json.loads((ROOT / "bench" / "results" / "lengths.json").read_text(encoding="utf-8"))
    assert set(kept["ratios"]) == {"story", "sentence"}
    assert max(kept["ratios"].values()) < 1.5  # the square would be 4
