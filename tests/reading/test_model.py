"""The small model: its pieces, its numbers, and that it earns its place beside the rules."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
import yaml

from detente.language.examples import read_example
from detente.language.patterns import TYPES
from detente.model import Span
from detente.ontology import PLAINEST
from detente.reading.model import relation, settle
from detente.reading.model.encoder import vocabulary as known_pieces
from detente.reading.model.wordpiece import tokenize, words
from detente.reading.parse import parse_many
from detente.reading.relate import candidates, lexicon, relate_doc

HERE = Path(__file__).parent
# What the tokenizer that the base model came with makes of awkward texts.
REFERENCE = json.loads((HERE / "model_wordpiece.json").read_text(encoding="utf-8"))
PAIRS = [
    (type_, marked)
    for type_, sentences in yaml.safe_load((HERE / "model_pairs.yaml").read_text(encoding="utf-8")).items()
    for marked in sentences
]
TEXT = "Kenya accused Uganda of theft."
# What part of those sentences must be answered right, and how much more of them than the rules alone answer.
FLOOR, GAIN = 0.65, 0.15
SOURCE, TARGET = [Span(start=0, end=5)], [Span(start=14, end=20)]


@pytest.mark.parametrize("case", REFERENCE, ids=[c["text"][:20] for c in REFERENCE])
def test_pieces_are_those_of_the_reference(case):
    assert tokenize(case["text"], known_pieces()) == case["pieces"]


def test_words_are_plain():
    assert list(words("São Tomé's U.N. envoy")) == ["sao", "tome", "'", "s", "u", ".", "n", ".", "envoy"]


def test_marked_text_has_each_marker_once():
    vocabulary = known_pieces()
    ids = relation.marked(TEXT, SOURCE, TARGET)
    assert [ids.count(vocabulary[m]) for pair in relation.MARKS.values() for m in pair] == [1, 1, 1, 1]
    assert (ids[0], ids[-1]) == (vocabulary["[CLS]"], vocabulary["[SEP]"])


def test_probabilities_are_shares_of_all_types():
    shares = relation.probabilities(TEXT, SOURCE, TARGET)
    assert set(shares) == TYPES
    assert math.isclose(sum(shares.values()), 1, abs_tol=1e-4)
    assert max(shares, key=shares.__getitem__) == "ACCUSE"


def test_the_same_text_gives_the_same_answer():
    assert relation.probabilities(TEXT, SOURCE, TARGET) == relation.probabilities(TEXT, SOURCE, TARGET)


def test_who_acts_on_whom_matters():
    text = "Kenya, which Uganda had bombed the day before, apologised."
    kenya, uganda = [Span(start=0, end=5)], [Span(start=13, end=19)]
    one, other = relation.probabilities(text, uganda, kenya), relation.probabilities(text, kenya, uganda)
    assert one["ASSAULT"] > other["ASSAULT"]


def test_a_long_text_is_cut():
    assert len(relation.marked(TEXT * 40, SOURCE, TARGET)) == relation.LONGEST


@pytest.mark.parametrize(
    ("evidence", "is_open"),
    [
        ({}, True),
        ({"ASSAULT": 10.2}, False),
        ({"ASSAULT": 4.1}, True),
        ({"AID": 10.2, "AGREE": 9.0}, True),
        ({"AID": 10.2, "AGREE": 2.0}, False),
    ],
)
def test_open_cases(evidence, is_open):
    assert settle.open_case(evidence) is is_open


def test_evidence_weighs():
    plain, _ = settle.settled(TEXT, SOURCE, TARGET, {})
    with_rules, likely = settle.settled(TEXT, SOURCE, TARGET, {"ACCUSE": 10.0})
    assert (plain, with_rules) == ("ACCUSE", "ACCUSE")
    assert 0.8 < likely <= 1


def test_every_type_has_a_code():
    assert set(PLAINEST) == TYPES


@pytest.fixture(scope="module")
def answers():
    examples = [read_example(marked) for _, marked in PAIRS]
    docs = list(parse_many([e.text for e in examples]))
    rows = []
    for (type_, _), example, doc in zip(PAIRS, examples, docs, strict=True):
        parties = list(example.source), list(example.target)
        rules = candidates(doc, *parties, lexicon())
        rows.append((type_, rules[0][1].type if rules else None, relate_doc(doc, *parties)))
    return rows


def test_it_gains_on_sentences_it_was_not_trained_on(answers):
    alone = sum(type_ == rules for type_, rules, _ in answers) / len(answers)
    together = sum(type_ == answer.type for type_, _, answer in answers) / len(answers)
    assert together >= FLOOR
    assert together >= alone + GAIN


def test_its_answers_say_that_they_are_its_own(answers):
    changed = [answer for _, rules, answer in answers if answer.type != rules]
    assert changed
    assert all(answer.because.rule == settle.RULE for answer in changed)


def test_confidence_is_a_share(answers):
    assert all(0 < answer.confidence <= 1 for *_, answer in answers)


def test_none_of_them_was_trained_on():
    folder = HERE.parents[1] / "data" / "training"
    trained = {
        s
        for f in folder.glob("*.yaml")
        for k, v in yaml.safe_load(f.read_text(encoding="utf-8")).items()
        if k in TYPES
        for s in v
    }
    assert not trained & {marked for _, marked in PAIRS}
