"""A bench of costs: it prints, keeps, and ends with 1 where something costs more than it did."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench import costs

COST = {"short": 10.04, "long": 22.0}


def bench(found):
    return costs.Costs(
        "made", "times as long", lambda: found, lambda f: {"long": f["long"] / f["short"]}, lambda f: map(str, f)
    )


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    monkeypatch.setattr(costs, "RESULTS", tmp_path)
    return tmp_path / "made.json"


def test_what_was_measured_is_shown_and_kept(kept, capsys):
    assert bench(COST).main(["--keep"]) == 0
    assert capsys.readouterr().out == "short\nlong\n"
    assert json.loads(kept.read_text(encoding="utf-8"))["milliseconds"] == {"short": 10.0, "long": 22.0}


def test_what_costs_more_than_was_kept_ends_with_one(capsys):
    bench(COST).keep(COST)
    assert bench(COST).main(["--floors"]) == 0
    assert bench(COST | {"long": 40.0}).main(["--floors"]) == 1
    assert capsys.readouterr().out.endswith("long: 3.98 times as long, was 2.19\n")


def test_the_least_of_several_times_counts():
    calls = []
    assert costs.milliseconds(lambda: calls.append(1), 3) >= 0
    assert len(calls) == 3
