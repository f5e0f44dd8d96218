"""The facts that ship: well-formed, and what they say is what the scorer holds against a reading."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from detente.model import Actor, Article, Event, Reading, Status, When
from detente.ontology import PLOVER_TYPES

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bench.story_facts import Fact, load  # noqa: E402

from bench import stories  # noqa: E402

SHIPPED = sorted({path.parent for path in (ROOT / "examples").glob("*/*.facts.json")})

each_folder = pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)


def as_event(fact: Fact) -> Event:
    days = fact.whens[0]
    source, target = (
        tuple(Actor(name=c, code=c, start=0, end=1) for c in sorted(s)) for s in (fact.source, fact.target)
    )
    return Event(
        type=fact.type,
        cameo="010",
        quad=1,
        intensity=0.0,
        status=Status(fact.statuses[0]),
        source=source,
        target=target,
        date=When(start=days[0], end=days[1], precision="day") if days else None,
        trigger=fact.spans[0],
        evidence=fact.spans[0],
        confidence=1.0,
        because="rule test",
    )


@each_folder
def test_a_reading_that_is_the_facts_themselves_scores_one(folder: Path) -> None:
    results = []
    for story in load(folder):
        article = Article(id=story.name, text=story.text, hash="", parts=())
        read = Reading(article=article, events=tuple(as_event(fact) for fact in story.facts))
        results.append(stories.score(story, read))
    got = stories.summary(results)
    assert [e for r in results for e in stories.errors(r)] == []
    assert [got[k] for k in ("found", "right", "precision", "triples F1")] == [1.0, 1.0, 1.0, 1.0]


@each_folder
def test_facts_use_known_types_and_the_words_of_their_story(folder: Path) -> None:
    for file in sorted(folder.glob("*.facts.json")):
        data = json.loads(file.read_text(encoding="utf-8"))
        text = (folder / data["story"]).read_text(encoding="utf-8")
        assert data["events"], file.name
        for fact in data["events"]:
            at = f"{file.name} {fact['n']}"
            assert {fact["type"], *fact.get("accept", {}).get("type", [])} <= set(PLOVER_TYPES), at
            Status(fact["status"])
            assert all(words in text for words in (fact["words"], *fact.get("told", []))), at
            apart = fact["source"] != fact["target"] and None not in (fact["source"], fact["target"])
            assert apart or fact.get("optional"), f"{at}: an unnamed side or one party only makes a fact optional"
