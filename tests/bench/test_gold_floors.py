"""Measuring on gold sets: what is kept, what counts as fallen, and, where the sets are at hand, that nothing has."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bench import gold  # noqa: E402

WHERE = Path(os.environ.get("DETENTE_GOLD") or ROOT.parent / "shared" / "gold")
SCORER = """
def relation(rows):
    right = sum(g["gold"]["type"] == p.get("type") for g, p in rows) / len(rows)
    return {"root macro-F1": right, "quad macro-F1": right, "per root": {"AID": right}}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A gold set of four lines with a scorer of its own; everything is answered with AID, which is right for three."""
    rows = [{"id": f"line {n}", "gold": {"type": "AID" if n else "ASSAULT"}} for n in range(4)]
    (tmp_path / "relation.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    (tmp_path / "score.py").write_text(SCORER, encoding="utf-8")
    monkeypatch.setattr(gold, "RESULTS", tmp_path / "results" / "gold.json")
    monkeypatch.setitem(gold.PREDICT, "relation", lambda rows: ({"id": r["id"], "type": "AID"} for r in rows))
    return tmp_path


def kept(folder, **figures):
    gold.RESULTS.parent.mkdir(exist_ok=True)
    gold.RESULTS.write_text(json.dumps({"relation": figures}), encoding="utf-8")


def test_what_is_kept_is_the_whole_and_both_halves(folder):
    assert gold.main([str(folder), "--task", "relation", "--keep"]) == 0
    figures = json.loads(gold.RESULTS.read_text(encoding="utf-8"))["relation"]
    assert figures["root macro-F1"] == 0.75
    assert figures["documents"] == 4
    assert {"root macro-F1", "quad macro-F1"} == set(figures["even"]) == set(figures["odd"])


def test_a_figure_below_its_floor_fails_and_is_named(folder, capsys):
    kept(folder, **{"root macro-F1": 0.756, "quad macro-F1": 0.75})
    assert gold.main([str(folder), "--task", "relation", "--floors"]) == 1
    assert "root macro-F1 is 0.7500, was 0.7560" in capsys.readouterr().out


@pytest.mark.parametrize("floor", [0.0, 0.75, 0.7549])
def test_a_figure_at_its_floor_or_hardly_below_passes(folder, floor):
    kept(folder, **{"root macro-F1": floor, "quad macro-F1": floor})
    assert gold.main([str(folder), "--task", "relation", "--floors"]) == 0


def test_a_half_is_held_against_that_half(folder):
    kept(folder, **{"root macro-F1": 0.75, "odd": {"root macro-F1": 1.1}})
    assert gold.main([str(folder), "--task", "relation", "--half", "odd", "--floors"]) == 1


def test_a_half_is_never_kept_as_the_whole(folder):
    with pytest.raises(SystemExit):
        gold.main([str(folder), "--task", "relation", "--half", "even", "--keep"])


def test_the_figures_kept_are_of_every_task():
    if not gold.RESULTS.exists():
        pytest.skip("no figures have been kept")
    figures = gold.known()
    assert {task: set(names) - set(figures.get(task, {})) for task, names in gold.FIGURES.items()} == {
        task: set() for task in gold.FIGURES
    }


@pytest.mark.skipif(not (WHERE / "relation.jsonl").is_file(), reason="no gold sets: set DETENTE_GOLD to their folder")
@pytest.mark.parametrize("task", ["relation", "outcomes"])
def test_no_figure_has_fallen(task):
    """The two quick tasks; `python -m bench.gold FOLDER --floors` does all."""
    assert gold.fallen(task, gold.measure(task, WHERE, None)) == []
