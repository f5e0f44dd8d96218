"""Several readers' answers beside the coder's."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bench import readers  # noqa: E402

ANSWERS = {"escalating", "holding", "easing on contact", "conceding on substance", "cannot say"}
CRISES = sorted(path.parent for path in (ROOT / "examples").glob("*/key-days.yaml"))


@pytest.mark.parametrize("folder", CRISES, ids=lambda folder: folder.name)
def test_every_question_of_the_key_days_was_put_to_three_readers(folder: Path) -> None:
    days = yaml.safe_load((folder / "key-days.yaml").read_text(encoding="utf-8"))["days"]
    asked = readers.panels(folder)
    assert set(asked) == {(str(day["as_of"]), side) for day in days for side in day["answer"]}
    assert all(len(panel) == 3 and readers.admitted(panel) <= ANSWERS for panel in asked.values())


def test_where_nobody_was_asked_there_is_no_panel(tmp_path: Path) -> None:
    assert readers.panels(tmp_path) == {}


def test_what_most_answer_and_how_far_they_agree() -> None:
    split = [["holding"], ["escalating", "holding"], ["escalating"], ["escalating"]]
    even = [["holding"], ["escalating"], ["escalating"], ["holding"]]
    assert readers.most(split) == "escalating"
    assert readers.most(even) == "holding"
    assert readers.admitted(split) == {"holding", "escalating"}
    assert readers.agreement([split]) == 0.5
    assert readers.with_most([split]) == 0.75
    assert readers.agreement([]) is None
