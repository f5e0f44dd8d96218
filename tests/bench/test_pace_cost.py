"""What reading costs beside the parse: kept as a ratio, and a reading that costs more is named."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bench import pace  # noqa: E402
from detente.ingest import article_from_text  # noqa: E402
from detente.reading.pipeline import STEPS  # noqa: E402

COST = {pace.SPACY: 40.0, pace.NUMPY: 32.0, "parse": 38.0, "actors": 4.0, "events": 22.0}


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setattr(pace, "RESULTS", tmp_path / "pace.json")
    pace.RESULTS.write_text(json.dumps({"ratio": pace.ratio(COST)}), encoding="utf-8")


def test_the_ratio_is_of_the_whole_reading_to_spacys_parse():
    assert pace.ratio(COST) == 1.6
    assert pace.ratio(COST, pace.NUMPY) == 2.0


def test_spacys_parse_is_that_of_its_pipeline_as_it_comes():
    assert min(pace.alone(article_from_text("Kenya shelled Uganda on Monday.")).values()) > 0
    assert "attribute_ruler" in pace.spacys().pipe_names
    assert [pace.spacys(blis).get_pipe("tok2vec").model.ops.use_blis for blis in (True, False)] == [True, False]


@pytest.mark.usefixtures("kept")
def test_a_reading_that_costs_more_than_it_did_is_named():
    assert pace.slower({name: value * 3 for name, value in COST.items()}) == []
    assert pace.slower(COST | {"events": 42.0}) == ["reading takes 2.10 times as long as the parse, was 1.60"]


def test_every_step_of_reading_is_timed():
    taken = pace.steps_of(article_from_text("Kenya shelled Uganda on Monday."))
    assert list(taken) == ["parse", *(step.__name__ for step in STEPS)]
    assert all(value >= 0 for value in taken.values())


def test_what_is_kept_has_every_step():
    found = json.loads((ROOT / "bench" / "results" / "pace.json").read_text(encoding="utf-8"))
    assert list(found["milliseconds a story"]) == [pace.SPACY, pace.NUMPY, "parse", *(step.__name__ for step in STEPS)]
    assert found["ratio"] < 2
