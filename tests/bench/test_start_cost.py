"""What the first story of a process costs: kept as a ratio to spaCy's parse in a process of its own."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bench import costs, start  # noqa: E402

COST = {start.DETENTE: 3000.0, start.SPACY: 1200.0, start.AGAIN: 100.0}


def test_what_starts_slower_than_it_did_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(costs, "RESULTS", tmp_path)
    start.COSTS.keep(COST)
    assert start.COSTS.grown({name: value * 2 for name, value in COST.items()}) == []
    slower = start.COSTS.grown(COST | {start.DETENTE: 6000.0})
    assert slower == ["first story: 5.00 times as long as spaCy's parse, was 2.50"]


def test_a_command_is_timed_and_must_succeed() -> None:
    assert start.clock([sys.executable, "-c", "import time; time.sleep(0.05)"]) >= 50
    with pytest.raises(start.subprocess.CalledProcessError):
        start.clock([sys.executable, "-c", "raise SystemExit(1)"])


def test_the_kept_ratio_is_that_of_the_kept_times() -> None:
    kept = json.loads((ROOT / "bench" / "results" / "start.json").read_text(encoding="utf-8"))
    assert kept["ratios"] == pytest.approx(start.ratios(kept["milliseconds"]), abs=0.01)
