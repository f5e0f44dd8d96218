"""Scoring stories against hand-coded facts: each test sets a reading made by hand against facts of its own."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from detente.model import Actor, Article, Event, Part, PartKind, Reading, Span, Status, When

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bench.story_facts import find_words, load  # noqa: E402

from bench import stories  # noqa: E402

TEXT = (
    "Norway expels Chad's envoy\n\n"
    "Norway expelled the ambassador of Chad on Monday. Chad condemned the move. "
    "The ministers of Norway and Chad will meet in Oslo on Friday. Peru praised Norway for its firmness. "
    "Gunmen robbed a bank in Lima.\n\n"
    "PHOTO: Norway's minister criticises Chad.\n"
)
FACTS: list[dict[str, Any]] = [
    {
        "n": 1,
        "type": "SANCTION",
        "source": "NOR",
        "target": "TCD",
        "words": "expelled the ambassador",
        "told": ["expels Chad's envoy"],
        "status": "happened",
        "when": ["2020-03-02", "2020-03-02"],
        "accept": {"type": ["COERCE"]},
    },
    {
        "n": 2,
        "type": "ACCUSE",
        "source": "TCD",
        "target": "NOR",
        "words": "condemned the move",
        "status": "happened",
        "when": None,
    },
    {
        "n": 3,
        "type": "AGREE",
        "cameo": "036",
        "source": "NOR",
        "target": "TCD",
        "words": "will meet in Oslo",
        "status": "planned",
        "when": ["2020-03-06", "2020-03-06"],
    },
    {
        "n": 4,
        "type": "SUPPORT",
        "source": "PER",
        "target": "NOR",
        "words": "praised Norway",
        "status": "happened",
        "when": None,
        "optional": True,
    },
]
NOTES = ["Gunmen robbed a bank: nobody of a named party", "the photo caption"]
SHIPPED = ("russia-turkey-2015", "golden", "golden-held")


@pytest.fixture
def story(tmp_path: Path) -> stories.Story:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    facts = {"story": "a.txt", "published": "2020-03-03", "events": FACTS, "not_events": NOTES}
    (tmp_path / "a.facts.json").write_text(json.dumps(facts), encoding="utf-8")
    return load(tmp_path)[0]


def parties(names: str) -> tuple[Actor, ...]:
    return tuple(Actor(name=code, code=code, start=0, end=1) for code in names.split("+") if code)


def event(
    kind: str,
    source: str,
    target: str,
    words: str,
    when: str | None = None,
    *,
    status: str = "happened",
    until: str | None = None,
) -> Event:
    start = TEXT.index(words)
    span = Span(start=start, end=start + len(words))
    days = None
    if when:
        days = When(start=date.fromisoformat(when), end=date.fromisoformat(until or when), precision="day")
    return Event(
        type=kind,
        cameo="010",
        quad=1,
        intensity=0.0,
        status=Status(status),
        source=parties(source),
        target=parties(target),
        date=days,
        trigger=span,
        evidence=span,
        confidence=1.0,
        because="rule test",
    )


def reading(*events: Event, caption: bool = False) -> Reading:
    at = TEXT.index("PHOTO")
    parts: tuple[Part, ...] = ()
    if caption:
        parts = (
            Part(kind=PartKind.BODY, start=0, end=at),
            Part(kind=PartKind.CAPTION, start=at, end=len(TEXT)),
        )
    return Reading(article=Article(id="a", text=TEXT, hash="", parts=parts), events=events)


EXPELLED = event("SANCTION", "NOR", "TCD", "expelled", "2020-03-02")
CONDEMNED = event("ACCUSE", "TCD", "NOR", "condemned")
WILL_MEET = event("AGREE", "NOR", "TCD", "will meet", "2020-03-06", status="planned")


def figures(story: stories.Story, *events: Event) -> dict[str, Any]:
    return stories.summary([stories.score(story, reading(*events))])


def test_a_perfect_reading_scores_one_everywhere(story: stories.Story) -> None:
    got = figures(story, EXPELLED, CONDEMNED, WILL_MEET)
    assert [got[k] for k in ("found", "right", "precision", "triples F1")] == [1.0, 1.0, 1.0, 1.0]
    assert got["extra"] == got["violations"] == got["told again"] == 0


def test_an_empty_reading_finds_nothing_and_claims_no_precision(story: stories.Story) -> None:
    got = figures(story)
    assert (got["found"], got["right"], got["precision"], got["triples F1"]) == (0.0, 0.0, None, 0.0)


def test_optional_facts_count_neither_way(story: stories.Story) -> None:
    praise = event("SUPPORT", "PER", "NOR", "praised")
    got = figures(story, EXPELLED, CONDEMNED, WILL_MEET, praise)
    assert (got["facts"], got["extra"], got["triples F1"]) == (3, 0, 1.0)


def test_the_same_incident_told_again_is_no_error(story: stories.Story) -> None:
    got = figures(story, event("SANCTION", "NOR", "TCD", "expels"), EXPELLED, CONDEMNED, WILL_MEET)
    assert (got["extra"], got["told again"], got["precision"]) == (0, 1, 1.0)


def test_the_telling_with_the_better_date_is_the_one_that_counts(story: stories.Story) -> None:
    result = stories.score(story, reading(event("SANCTION", "NOR", "TCD", "expels"), EXPELLED))
    assert result.matched[1].date == EXPELLED.date
    assert len(result.again[1]) == 1


def test_an_accepted_type_is_right_but_not_as_coded(story: stories.Story) -> None:
    got = figures(story, event("COERCE", "NOR", "TCD", "expelled", "2020-03-02"))
    assert got["of found"]["type"] == 1.0
    assert got["of found"]["type as coded"] == 0.0
    assert got["by type"]["SANCTION"] == {"facts": 1, "found": 1, "same": 0, "extra": 0}


def test_a_wrong_type_on_the_right_words_is_found_and_not_right(story: stories.Story) -> None:
    got = figures(story, event("ASSAULT", "NOR", "TCD", "expelled", "2020-03-02"))
    assert (got["found"], got["right"], got["of found"]["type"]) == (0.333, 0.0, 0.0)


def test_the_wrong_direction_is_an_error(story: stories.Story) -> None:
    got = figures(story, event("ACCUSE", "NOR", "TCD", "condemned"))
    assert (got["found"], got["extra"], got["triples F1"]) == (0.0, 1, 0.0)


def test_a_meeting_may_name_its_sides_in_either_order(story: stories.Story) -> None:
    got = figures(story, event("AGREE", "TCD", "NOR", "will meet", "2020-03-06", status="planned"))
    assert (got["found"], got["right"], got["extra"]) == (0.333, 0.333, 0)


def test_a_meeting_to_come_that_is_read_as_held_is_a_violation(story: stories.Story) -> None:
    got = figures(story, event("CONSULT", "NOR", "TCD", "will meet", "2020-03-06"))
    assert (got["violations"], got["right"]) == (1, 0.0)


def test_an_event_on_words_that_are_no_event_is_a_violation(story: stories.Story) -> None:
    result = stories.score(story, reading(event("COERCE", "NOR", "PER", "robbed")))
    assert [why for why, _ in result.violations] == ["words that are no event"]
    assert len(result.extra) == 1


def test_an_event_in_a_caption_is_a_violation(story: stories.Story) -> None:
    result = stories.score(story, reading(event("ACCUSE", "NOR", "TCD", "criticises"), caption=True))
    assert [why for why, _ in result.violations] == ["in the caption"]


def test_events_without_a_code_on_both_sides_are_left_out(story: stories.Story) -> None:
    got = figures(story, event("COERCE", "", "PER", "robbed"), event("COERCE", "PER", "PER", "robbed"))
    assert (got["uncoded"], got["extra"]) == (2, 0)


@pytest.mark.parametrize(
    ("when", "until", "right"),
    [
        ("2020-03-02", None, True),
        ("2020-03-02", "2020-03-08", True),
        ("2020-03-03", None, False),
        ("2020-03-01", "2020-03-31", False),
        (None, None, False),
    ],
)
def test_a_date_may_be_a_week_wide_but_not_another_day(
    story: stories.Story, when: str | None, until: str | None, right: bool
) -> None:
    got = event("SANCTION", "NOR", "TCD", "expelled", when, until=until)
    assert stories.date_right(story.facts[0], got.date) is right


def test_a_date_filled_in_where_the_story_gives_none_is_wrong(story: stories.Story) -> None:
    got = figures(story, event("ACCUSE", "TCD", "NOR", "condemned", "2020-03-03"))
    assert (got["of found"]["date"], got["right"]) == (0.0, 0.0)


def test_several_targets_may_be_spread_over_several_events(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    fact = {**FACTS[1], "source": "TCD", "target": ["NOR", "PER"]}
    (tmp_path / "facts.json").write_text(json.dumps({"story": "a.txt", "events": [fact]}), encoding="utf-8")
    split = figures(load(tmp_path)[0], CONDEMNED, event("ACCUSE", "TCD", "PER", "condemned"))
    assert (split["right"], split["extra"], split["triples F1"]) == (1.0, 0, 1.0)
    half = figures(load(tmp_path)[0], CONDEMNED)
    assert (half["right"], half["of found"]["target"], half["triples F1"]) == (0.0, 0.0, 0.667)


def test_words_are_found_across_marks_and_line_breaks() -> None:
    text = 'He was\n"insisting" on holding talks.'
    (span,) = find_words("insisting on holding talks", text)
    assert span.of(text) == 'insisting" on holding talks'


def test_types_found_are_set_against_what_they_were_read_as(story: stories.Story) -> None:
    got = figures(story, event("ASSAULT", "NOR", "TCD", "expelled", "2020-03-02"), CONDEMNED)
    assert got["taken for"] == {"ACCUSE": {"ACCUSE": 1}, "SANCTION": {"ASSAULT": 1}}
    assert "SANCTION      ASSAULT 1" in stories.show(got)


def test_figures_are_written_by_the_name_of_the_folder(story: stories.Story, tmp_path: Path) -> None:
    folder, out = ROOT / "examples" / "golden", tmp_path / "out.json"
    few = load(folder)[:1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stories, "load", lambda _: few)
        assert stories.main([str(folder), "--json", str(out)]) == 0
    assert list(json.loads(out.read_text(encoding="utf-8"))) == ["golden"]


def test_words_that_are_not_in_the_story_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nothing happened.", encoding="utf-8")
    (tmp_path / "facts.json").write_text(json.dumps({"story": "a.txt", "events": FACTS[:1]}), encoding="utf-8")
    with pytest.raises(ValueError, match="fact 1"):
        load(tmp_path)


def test_the_command_says_so_when_a_folder_has_no_facts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert stories.main([str(tmp_path)]) == 1
    assert "no facts.json" in capsys.readouterr().err


def test_the_list_of_errors_names_what_was_missed_and_what_was_wrong(story: stories.Story) -> None:
    lines = stories.errors(stories.score(story, reading(event("ACCUSE", "TCD", "NOR", "condemned", "2020-03-03"))))
    assert [re.split(r"\s+", line.strip())[:2] for line in lines] == [["missed", "1"], ["wrong", "2"], ["missed", "3"]]
    assert ": date:" in lines[1]


def test_enough_stories_ship_and_all_load() -> None:
    loaded = {folder: load(ROOT / "examples" / folder) for folder in SHIPPED}
    assert {k: len(v) for k, v in loaded.items()} == {"russia-turkey-2015": 26, "golden": 23, "golden-held": 20}


@pytest.mark.parametrize(
    ("folder", "least", "most"), [(SHIPPED[0], 150, 400), (SHIPPED[1], 80, 200), (SHIPPED[2], 80, 200)]
)
def test_stories_have_the_length_of_their_kind(folder: str, least: int, most: int) -> None:
    sizes = {s.name: len(s.text.split()) for s in load(ROOT / "examples" / folder)}
    assert {name: n for name, n in sizes.items() if not least <= n <= most} == {}
