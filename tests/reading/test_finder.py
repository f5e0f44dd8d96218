"""The model that finds acts: what it learns from, its paths, what it finds, and how that meets the rules."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

import detente
from detente.errors import DataError
from detente.language.examples import read_example
from detente.reading.model.finder import guesses
from detente.reading.model.paths import FAR, Tree
from detente.reading.parse import parse, parse_many

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tools.event_stories import FOLDER, marked, stories_of  # noqa: E402

HERE = Path(__file__).parent
TOLD = yaml.safe_load((HERE / "found_acts.yaml").read_text(encoding="utf-8"))
FLOOR, SILENT = 0.55, 0.75
"""What part of the acts in `found_acts.yaml` must be found, and of its sentences without an act be left alone."""


@pytest.mark.parametrize(("target", "unjudged"), [("-", True), ("(Chile)", False), ("(?)", False), ("=", False)])
def test_a_mark_that_lacks_a_party_is_judged_once_a_reader_named_whom_it_means(target: str, unjudged: bool) -> None:
    assert marked(f"> SANCTION | shut | Peru | {target}", "Peru shut the port.", "here").unjudged is unjudged


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.txt")), ids=lambda file: file.stem)
def test_every_mark_stands_in_its_sentence(file: Path) -> None:
    stories = list(stories_of(file))
    assert stories
    assert all(story.sentences for story in stories)
    for story in stories:
        begun = zip(story.starts(), story.sentences, strict=True)
        assert all(story.text().startswith(sentence.text, start) for start, sentence in begun)


def test_words_are_found_as_whole_words_or_by_their_turn() -> None:
    said = "Iranian jets hit Iran's rival Iraq."
    assert marked("> ASSAULT | hit | Iranian jets | Iraq", said, "here").target[0].start == said.index("Iraq")
    assert marked("> ASSAULT | hit | Iran | Iraq", said, "here").source[0].start == said.index("Iran's")
    assert marked("> ASSAULT | hit | Iran#1 | Iraq", said, "here").source[0].start == 0


@pytest.mark.parametrize("line", ["> HUG | hit | a | -", "> ASSAULT | missed | a | -", "> ASSAULT | hit | a"])
def test_a_mark_that_means_nothing_is_refused(line: str) -> None:
    with pytest.raises(DataError, match="here"):
        marked(line, "a hit b", "here")


def test_the_way_between_two_words_is_told_by_the_edges_of_the_parse() -> None:
    doc = parse("Kenya was shelled by Uganda and Rwanda.")
    tree = Tree.of(list(doc))
    at = {t.text: t.i for t in doc}
    assert tree.path(at["shelled"], at["Kenya"]) == "|nsubjpass"
    assert tree.path(at["shelled"], at["Uganda"]) == "|agent:by^pobj"
    assert tree.path(at["shelled"], at["Rwanda"]) == tree.path(at["shelled"], at["Uganda"])
    assert tree.path(at["Uganda"], at["Uganda"]) == "|"


def test_what_lies_too_far_apart_is_only_far() -> None:
    doc = parse(
        "Kenya said that officials thought that the rumour that talks on the deal with Chad had ended was true."
    )
    at = {t.text: t.i for t in doc}
    assert Tree.of(list(doc)).path(at["Kenya"], at["Chad"]) == FAR


def test_acts_told_in_words_of_no_pattern_are_found() -> None:
    cases = [(type_, read_example(line)) for type_, lines in TOLD["acts"].items() for line in lines]
    docs = list(parse_many([example.text for _, example in cases]))
    right = []
    for (type_, example), doc in zip(cases, docs, strict=True):
        spans = [doc.char_span(s.start, s.end, alignment_mode="expand") for s in (*example.source, *example.target)]
        found = guesses(doc, [s.root.i for s in spans if s is not None])
        right.append(any(g.type == type_ and g.likely >= 0.5 for g in found))
    assert sum(right) / len(right) >= FLOOR, [e.text for (_, e), ok in zip(cases, right, strict=True) if not ok]


def test_sentences_that_tell_of_no_act_are_mostly_left_alone() -> None:
    docs = list(parse_many(TOLD["none"]))
    quiet = [not any(g.likely >= 0.6 for g in guesses(doc, [t.i for t in doc if t.pos_ == "PROPN"])) for doc in docs]
    assert sum(quiet) / len(quiet) >= SILENT, [d.text for d, ok in zip(docs, quiet, strict=True) if not ok]


def test_nothing_is_asked_where_nobody_is_named() -> None:
    assert guesses(parse("It rained on the hills."), []) == []


def test_a_very_long_sentence_is_read_as_far_as_it_fits() -> None:
    doc = parse("Kenya shelled Uganda " + "and shelled it again " * 400 + ".")
    assert all(g.token < len(doc) for g in guesses(doc, [0, 2]))


def test_an_event_that_only_the_model_finds_says_so_and_keeps_its_words() -> None:
    text = TOLD["event"]["text"]
    read = detente.read(text, published=date(2020, 3, 2))
    found = [e for e in read.events if e.because == "model minilm-events"]
    assert [(e.type, e.source[0].code, e.target[0].code) for e in found] == [tuple(TOLD["event"]["act"])]
    assert all(0 < e.confidence < 1 for e in found)
    assert TOLD["event"]["word"] in text[found[0].trigger.start : found[0].trigger.end]


def test_the_same_text_gives_the_same_acts() -> None:
    text = TOLD["event"]["text"]
    assert detente.read(text).as_json() == detente.read(text).as_json()
