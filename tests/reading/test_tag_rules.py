"""The rules from tags to parts of speech: remembered, and the same as spaCy's own."""

from __future__ import annotations

import pytest
from spacy.language import Language

from detente.reading.parse import english, parse
from detente.reading.tag_rules import RULES, SET, TagRules

TEXTS = (
    "Peru has recalled its envoy. There are two ships that it may not let through, and there were three.",
    "“We ain't going to yield,” she said; they're gonna do what they've done. Let's see what it'll cost.",
    "\n\nGot ta go,  the minister did say: but the fleet had been there since once before.\n  'Nuff said, y'all.",
    "",
    "  \n ",
)


@pytest.fixture(scope="module")
def rules() -> TagRules:
    made = next(component for _, component in english().pipeline if isinstance(component, TagRules))
    return TagRules(made.ruler)


def parsed_to_rules(nlp: Language, text: str):
    """The text as it comes to the rules."""
    doc = nlp.make_doc(text)
    for name in ("tok2vec", "tagger", "parser"):
        doc = nlp.get_pipe(name)(doc)
    return doc


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("text", TEXTS)
def test_remembered_rules_set_what_the_rules_set(rules: TagRules, text: str, again: bool) -> None:
    ours, theirs = (parsed_to_rules(english(), text) for _ in range(2))
    assert (rules(ours).to_array(SET) == rules.ruler(theirs).to_array(SET)).all()


def test_the_pipeline_runs_them_once() -> None:
    assert RULES not in english().pipe_names
    assert sum(isinstance(c, TagRules) for _, c in english().pipeline) == 1


def test_no_rule_looks_at_more_than_is_remembered(rules: TagRules) -> None:
    looked_at = {attr for rule in rules.ruler.patterns for words in rule["patterns"] for word in words for attr in word}
    assert looked_at <= {"TAG", "LOWER", "DEP", "IS_SPACE"}


def test_a_rare_past_tense_is_no_present() -> None:
    doc = parse("Chad retook two villages on Friday, and Niger besought the two to talk.")
    assert {t.lemma_ for t in doc if t.tag_ == "VBD"} == {"retake", "beseech"}
