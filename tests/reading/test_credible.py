"""How likely an event is a fact: what speaks for it is weighed, and what is hardly likely is not told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import detente
from detente.ingest import read_article
from detente.language.patterns import TYPES
from detente.model import GUESSED_BY_MODEL, GUESSED_FROM_STORY, Event
from detente.reading import pipeline
from detente.reading.events import credible
from detente.reading.events.weights import weights
from detente.reading.parse import parse

DAY = date(2012, 5, 9)
STORY = (
    "ACCRA, May 8 - Ghana expelled Togo's ambassador on Tuesday. Togo shut its border with Ghana in reply. "
    "Ghana accused Togo of arming rebels. Togo's president rejected the charge. Benin called on both to talk. "
    "Ghana's foreign minister will meet his Togolese counterpart in Cotonou on Friday. "
)


def events(text: str) -> tuple[Event, ...]:
    return detente.read(text, published=DAY).events


def test_a_plain_story_is_told_whole() -> None:
    told = {(e.type, e.source[0].code, e.target[0].code) for e in events(STORY)}
    assert {("SANCTION", "GHA", "TGO"), ("SANCTION", "TGO", "GHA"), ("ACCUSE", "GHA", "TGO")} <= told


def test_confidence_is_the_likelihood() -> None:
    plain = [e.confidence for e in events(STORY) if e.type in ("SANCTION", "ACCUSE")]
    assert all(0.7 < one < 1 for one in plain)


def test_what_is_hardly_likely_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told = events(STORY)
    monkeypatch.setattr(credible, "LEAST", 0.0)
    assert len(events(STORY)) >= len(told)
    monkeypatch.setattr(credible, "LEAST", 1.1)
    assert not events(STORY)


def test_a_text_of_a_sentence_or_two_is_told_by_its_acts_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credible, "LEAST", 1.1)
    assert [e.type for e in events("Ghana expelled Togo's ambassador on Tuesday.")] == ["SANCTION"]


def test_what_no_model_was_asked_of_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credible, "LEAST", 1.1)
    article = read_article(STORY, published=DAY)
    assert pipeline.finish(article, parse(article.text), rules_alone=True).events


def test_who_is_sooner_meant_counts_for_more() -> None:
    features = {"": 1.0, "rule": 1.0, "rule: an act": 0.8, "from the story": 1.0, "rule: from the story": 1.0}
    doubtful, clear = ({**features, "left out": share, "left out: nobody": 1 - share} for share in (0.15, 0.9))
    assert credible.likelihood(doubtful) < credible.likelihood(clear)


def test_every_weight_is_of_a_feature_that_an_event_can_have() -> None:
    """Weights of features that no longer exist would be dead, and say that the fit is not that of this code."""
    source = Path(credible.__file__).read_text(encoding="utf-8")
    made = ("status ", "under ", "rule", "model", GUESSED_FROM_STORY, GUESSED_BY_MODEL, *TYPES, *"vna")
    names = {name.removeprefix("doer").removeprefix("done to") for name in weights(credible.WEIGHTS)}
    assert len(names) > 50
    assert [n for n in names if n and not n.startswith(made) and n not in source] == []
