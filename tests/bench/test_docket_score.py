"""Scoring dockets against key days: two crises made by hand, read by a reader that knows them."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from detente.ledger.byhand import HandStory
from detente.model import Reading

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bench import docket, fact_events  # noqa: E402

STORIES: dict[str, dict[str, Any]] = {
    "01-ban": {
        "published": "2020-03-02",
        "events": [
            {"who": "NOR", "act": "SANCTION/163", "to": "TCD", "words": "banned | imports of gum", "day": "2020-03-02"},
            {"who": "TCD", "act": "REQUEST/105", "to": "NOR", "words": "demanded | an end to the ban on gum"},
        ],
    },
    "02-gone": {
        "published": "2020-03-20",
        "events": [
            {"who": "NOR", "act": "CONCEDE/085", "to": "TCD", "words": "lifted | the ban on gum", "day": "2020-03-19"},
        ],
    },
}
BAN = {"by": "NOR", "on": "TCD", "type": "SANCTION", "what": "ban on gum", "since": date(2020, 3, 2), "dispatch": [1]}
DEMAND = {"by": "TCD", "of": "NOR", "what": "an end to the ban", "state": "open", "dispatch": [1]}
GONE = {"by": "NOR", "on": "TCD", "what": "ban on gum", "when": date(2020, 3, 19), "dispatch": [2]}


def first_day(**other: Any) -> dict[str, Any]:
    answers = {"NOR": {"answer": "escalating", "because": "bans"}, "TCD": {"answer": "holding", "because": "asks"}}
    lanes = {"measures_in_force": [BAN], "demands": [DEMAND]}
    return {"as_of": date(2020, 3, 5), "answer": answers} | lanes | other


def last_day(**other: Any) -> dict[str, Any]:
    answers = {"NOR": {"answer": "conceding on substance", "because": "lifts the ban"}}
    return {"as_of": date(2020, 3, 25), "answer": answers, "lifted": [GONE], "demands": []} | other


def read(name: str, text: str, published: date | None) -> Reading:
    assert text == f"{name}.\n"
    return HandStory.model_validate({"id": name, **STORIES[name]}).reading()


def crisis(folder: Path, *days: dict[str, Any], **head: Any) -> list[docket.Day]:
    for name, story in STORIES.items():
        (folder / f"{name}.txt").write_text(f"{name}.\n", encoding="utf-8")
        facts = {"story": f"{name}.txt", "published": story["published"], "events": []}
        (folder / f"{name}.facts.json").write_text(json.dumps(facts), encoding="utf-8")
    wanted = {"pair": ["NOR", "TCD"], "days": list(days)} | head
    (folder / "key-days.yaml").write_text(yaml.safe_dump(wanted), encoding="utf-8")
    return docket.run(folder, read)


def recall(days: list[docket.Day], lane: str) -> float | None:
    found: float | None = docket.summary(days)["lanes"][lane]["recall"]
    return found


def test_a_measure_and_a_demand_of_the_file_are_found_on_the_docket(tmp_path: Path) -> None:
    days = crisis(tmp_path, first_day())
    assert (recall(days, "measures_in_force"), recall(days, "demands")) == (1.0, 1.0)
    assert docket.summary(days)["lanes"]["demands"]["state"] == 1.0


def test_a_measure_that_was_lifted_by_the_key_day_is_found_among_the_lifted(tmp_path: Path) -> None:
    days = crisis(tmp_path, last_day(measures_in_force=[BAN]))
    assert (recall(days, "lifted"), recall(days, "measures_in_force")) == (1.0, 0.0)


def test_what_was_published_after_the_key_day_does_not_count(tmp_path: Path) -> None:
    early = last_day() | {"as_of": date(2020, 3, 10)}
    assert recall(crisis(tmp_path, early), "lifted") == 0.0


def test_one_item_shows_one_line(tmp_path: Path) -> None:
    days = crisis(tmp_path, first_day(measures_in_force=[BAN, BAN | {"what": "ban on hides"}]))
    assert recall(days, "measures_in_force") == 0.5


@pytest.mark.parametrize(
    "change", [{"by": "TCD"}, {"on": "PER"}, {"type": "SUPPORT"}, {"dispatch": [2]}], ids=lambda c: next(iter(c))
)
def test_a_line_with_another_party_kind_or_dispatch_is_missing(tmp_path: Path, change: dict[str, Any]) -> None:
    days = crisis(tmp_path, first_day(measures_in_force=[BAN | change]))
    assert recall(days, "measures_in_force") == 0.0
    assert any("missing" in line and "ban on gum" in line for line in docket.errors(days))


def test_a_measure_may_be_taken_for_another_hostile_kind(tmp_path: Path) -> None:
    assert recall(crisis(tmp_path, first_day(measures_in_force=[BAN | {"type": "COERCE"}])), "measures_in_force") == 1.0


def test_a_demand_with_another_state_is_found_and_wrong(tmp_path: Path) -> None:
    days = crisis(tmp_path, first_day(demands=[DEMAND | {"state": "refused"}]))
    assert recall(days, "demands") == 1.0
    assert docket.summary(days)["lanes"]["demands"]["state"] == 0.0
    assert any("refused, shown as open" in line for line in docket.errors(days))


def test_answers_are_counted_for_each_side_and_wrong_ones_are_listed(tmp_path: Path) -> None:
    days = crisis(tmp_path, first_day(), last_day())
    given = {(day.as_of, side): told[0] for day in days for side, told in day.answers.items()}
    assert given[date(2020, 3, 5), "NOR"] == "escalating"
    assert given[date(2020, 3, 25), "NOR"] == "conceding on substance"
    turned = {"NOR": {"answer": "holding", "also": "escalating", "because": "a wrong key"}}
    wrong = docket.summary(other := crisis(tmp_path, first_day(answer=turned)))
    assert (wrong["answers right"], wrong["right or also"], wrong["constant"]) == (0.0, 1.0, ["holding", 1.0])
    assert "  2020-03-05 NOR: holding, answered: escalating" in list(docket.errors(other))


def test_a_third_party_is_answered_for_toward_the_one_it_deals_with(tmp_path: Path) -> None:
    turned = first_day(answer={"NOR": {"answer": "escalating", "because": "bans"}}, measures_in_force=[], demands=[])
    days = crisis(tmp_path, turned, pair=["PER", "TCD"], third={"side": "NOR", "toward": "TCD"})
    assert docket.summary(days)["answers right"] == 1.0


def test_lines_find_their_items_whatever_the_order(tmp_path: Path) -> None:
    anywhere = BAN | {"dispatch": [1, 2]}
    other = {"as_of": date(2020, 3, 25), "lifted": [anywhere, GONE], "demands": [], "answer": {}}
    for lines in ([anywhere, GONE], [GONE, anywhere]):
        found = crisis(tmp_path, other | {"lifted": lines})
        assert recall(found, "lifted") == 1.0, "the lifted ban and the step that lifted it are an item each"


def test_the_command_says_so_when_no_folder_has_key_days(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert docket.main([str(tmp_path)]) == 1
    assert "key-days.yaml" in capsys.readouterr().err


TUNED = ("cod-war-1976", "iraq-1990", "russia-turkey-2015")


@pytest.mark.parametrize("folder", TUNED)
def test_the_rules_answer_the_facts_on_which_they_were_tuned(folder: str) -> None:
    examples = ROOT / "examples" / folder
    figures = docket.summary(docket.run(examples, fact_events.reader(examples)))
    assert figures["right or also"] >= 0.8  # nearer to 1 once, before the rules were held against crises not read


def test_facts_become_events_at_their_words(tmp_path: Path) -> None:
    text = "Norway bans gum\n\nNorway banned gum from Chad on Monday. Chad protested."
    fact = {
        "n": 1,
        "type": "SANCTION",
        "cameo": "163",
        "source": "NOR",
        "target": ["TCD"],
        "words": "banned gum",
        "status": "happened",
        "when": ["2020-03-02", "2020-03-02"],
    }
    (event,) = fact_events.as_read("a", text, date(2020, 3, 3), [fact]).events
    assert text[event.trigger.start : event.trigger.end] == "banned gum"
    assert text[event.evidence.start : event.evidence.end] == "Norway banned gum from Chad on Monday."
    assert ([a.code for a in event.source], [a.code for a in event.target]) == (["NOR"], ["TCD"])
    assert event.date is not None
    assert event.date.start == date(2020, 3, 2)
