"""Every example in the pattern tables is a test: what it should fit it fits, and what it should not it does not."""

from __future__ import annotations

import functools
import importlib.util
from pathlib import Path

import pytest

from detente.errors import DataError
from detente.language.conventions import Convention, conventions
from detente.language.pattern import head_of
from detente.language.patterns import ByHead, lexicon, read_entry
from detente.reading.checking import Case, cases, parsed, passes, rated

CASES = cases()


@functools.cache
def documents():
    """All example sentences, parsed in one go."""
    return parsed(case.line for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=[f"{c.entry.rule}:{'' if c.good else '!'}{c.line[:40]}" for c in CASES])
def test_example(case: Case) -> None:
    assert passes(case, documents()[case.line])


def test_every_entry_has_an_example_that_it_fits():
    assert [e.rule for e in lexicon().entries if not e.eg] == []


def test_every_line_can_be_compiled_and_stands_under_its_head():
    for kind in (lexicon().verbs, lexicon().nouns, lexicon().adjectives):
        assert all(p.shape.head == head and p.kind == kind.kind for head, found in kind.items() for p in found)
    assert sum(len(kind[head]) for kind in (lexicon().verbs, lexicon().nouns) for head in kind) > 1500


def test_a_wrong_line_is_named_when_its_head_is_asked_for():
    verbs = ByHead([read_entry({"id": "odd", "type": "AID", "v": ["S send (@no_such) to T"]}, "AID", {})], "v")
    assert verbs.get("give") is None
    with pytest.raises(DataError, match="no class of nouns is called @no_such") as found:
        verbs.get("send")
    assert found.value.subject == "AID/odd"
    with pytest.raises(DataError, match="without a head"):
        head_of("[S] (ship|boat) T")


CONVENTIONS = [
    (c, line, good) for c in conventions() for good, lines in ((True, c.eg), (False, c.no)) for line in lines
]


@pytest.mark.parametrize(
    ("convention", "line", "good"), CONVENTIONS, ids=[f"{c.rule}:{line[:40]}" for c, line, _ in CONVENTIONS]
)
def test_convention(convention: Convention, line: str, good: bool) -> None:
    found = rated(line, parsed([line])[line])
    assert (found[0][1].type == convention.becomes[0]) is good


def test_the_tool_shows_what_is_read_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(__file__).parents[2] / "tools" / "check_patterns.py"
    spec = importlib.util.spec_from_file_location("check_patterns", path)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.main(["{Peru} shelled {Chilean} posts."]) == 0
    assert "ASSAULT" in capsys.readouterr().out
    assert tool.main([]) == 2
