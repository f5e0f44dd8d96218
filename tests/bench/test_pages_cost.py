"""What the pages cost: kept as shares of the weighing, and a page that costs more than it did is named."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason='the extra "server" is not installed')
ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bench import costs, pages  # noqa: E402

COST = {"weighing": 200.0, "/disputes/RUS/TUR anew": 240.0, "/timeline": 40.0}


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setattr(costs, "RESULTS", tmp_path)
    pages.COSTS.keep(COST)


@pytest.mark.usefixtures("kept")
def test_a_page_that_costs_more_than_it_did_is_named():
    assert pages.COSTS.grown(COST) == []
    assert pages.COSTS.grown(COST | {"/timeline": 60.0}) == ["/timeline: 0.30 of the weighing, was 0.20"]


@pytest.mark.usefixtures("kept")
def test_a_slower_machine_costs_the_same_share():
    assert pages.COSTS.grown({name: value * 3 for name, value in COST.items()}) == []


def test_what_is_kept_is_what_is_measured():
    kept = json.loads((ROOT / "bench" / "results" / "pages.json").read_text(encoding="utf-8"))
    assert set(kept["ratios"]) == set(kept["milliseconds"]) - {"weighing"}
    assert {pages.DISPUTE + " anew", *pages.OTHERS} <= set(kept["ratios"])
