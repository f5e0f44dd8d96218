"""The chronicles: whole, and answered as often as they were."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bench import chronicles  # noqa: E402
from detente.world.groups import groups  # noqa: E402
from detente.world.organisations import organisations  # noqa: E402
from detente.world.states import states  # noqa: E402

FILES = sorted(chronicles.FOLDER.glob("*/*.yaml"))
RESULTS = ROOT / "bench" / "results" / "chronicles.json"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_chronicle_is_whole(file: Path) -> None:
    made = chronicles.load(file)
    days = [story.published for story in made.stories]
    known = {*states(), *organisations(), *groups()}
    assert days == sorted(day for day in days if day)
    assert all(set(day.answers) <= set(made.pair) and day.as_of >= days[0] for day in made.days)
    told = [event for story in made.stories for event in story.events]
    assert {code for event in told for code in (*event.who.split("+"), *event.to.split("+")) if code} <= known


@pytest.mark.parametrize("part", chronicles.PARTS)
def test_the_answers_are_as_good_as_they_were(part: str) -> None:
    kept = json.loads(RESULTS.read_text(encoding="utf-8"))[part]
    found = chronicles.figures(chronicles.run(part))
    assert found["answers"] == kept["answers"]
    assert (found["answers right"], found["right or also"]) >= (kept["answers right"], kept["right or also"])


def test_a_file_that_is_no_chronicle_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "no.yaml"
    file.write_text(yaml.safe_dump({"about": "nothing", "pair": ["NOR", "TCD"], "stories": [], "days": []}))
    with pytest.raises(ValueError, match="stories"):
        chronicles.load(file)
