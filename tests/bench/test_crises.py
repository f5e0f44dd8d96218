"""The crises that ship with key days: their facts and their key days are whole and agree with each other."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from detente.ontology import PLOVER_TYPES

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bench.story_facts import load  # noqa: E402

CRISES = sorted(path.parent for path in (ROOT / "examples").glob("*/key-days.yaml"))
"""Folders with dispatches, facts and key days."""

ANSWERS = {"escalating", "holding", "easing on contact", "conceding on substance", "cannot say"}
STATES = {"open", "refused", "met", "accepted", "called off"}
LANES = {"measures_in_force", "lifted", "demands", "scheduled", "held", "called_off", "disputed"}

each_crisis = pytest.mark.parametrize("folder", CRISES, ids=lambda folder: folder.name)


def key_days(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((folder / "key-days.yaml").read_text(encoding="utf-8"))
    return data


@each_crisis
def test_every_fact_of_a_past_day_lies_before_its_story(folder: Path) -> None:
    for story in load(folder):
        for fact in story.facts:
            days = fact.whens[0]
            if story.published and days and days[0] and fact.statuses[0] in ("happened", "ongoing"):
                assert days[0] <= story.published, f"{story.name} {fact.n}"


@each_crisis
def test_dispatches_are_in_the_order_of_their_days(folder: Path) -> None:
    days = [story.published for story in load(folder)]
    assert None not in days
    assert days == sorted(day for day in days if day)


@each_crisis
def test_key_days_have_known_lanes_states_and_answers(folder: Path) -> None:
    data = key_days(folder)
    sides = {*data["pair"], *([data["third"]["side"]] if "third" in data else [])}
    assert len(data["days"]) >= 3
    for entry in data["days"]:
        assert isinstance(entry["as_of"], date)
        assert set(entry) <= LANES | {"as_of", "answer"}
        assert set(entry["answer"]) == sides
        assert {told["answer"] for told in entry["answer"].values()} <= ANSWERS
        assert {demand["state"] for demand in entry["demands"]} <= STATES
        assert {measure["type"] for measure in entry["measures_in_force"]} <= set(PLOVER_TYPES)


@each_crisis
def test_key_days_rest_on_dispatches_that_were_out_by_then(folder: Path) -> None:
    out = {int(story.name.split("-")[0]): story.published for story in load(folder)}
    for entry in key_days(folder)["days"]:
        for line in (line for lane in LANES for line in entry.get(lane, [])):
            assert line["dispatch"], line
            published = [out[n] for n in line["dispatch"]]
            assert all(day and day <= entry["as_of"] for day in published), f"{entry['as_of']}: {line}"
