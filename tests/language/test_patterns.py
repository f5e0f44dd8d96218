"""Every example in the pattern tables is a test: what it should fit it fits, and what it should not it does not."""

from __future__ import annotations

import functools

import pytest

from detente.language.conventions import Convention, conventions
from detente.language.examples import read_example
from detente.language.patterns import Entry, lexicon
from detente.reading.events.act import Act
from detente.reading.parse import parse_many
from detente.reading.relate import candidates

# Rated above this, an act has the source and the target in their roles.
BOTH_RIGHT = 8.0
CASES = [(e, line, good) for e in lexicon().entries for good, lines in ((True, e.eg), (False, e.no)) for line in lines]


@functools.cache
def parsed():
    """All example sentences, parsed in one go."""
    lines = sorted({line for _, line, _ in CASES})
    texts = [read_example(line).text for line in lines]
    return dict(zip(lines, parse_many(texts), strict=True))


def fits(entry: Entry, act: Act) -> bool:
    """Whether the entry made the act, or another that says the same, or is an operator in it."""
    kinds = {p.type for p in entry.patterns if not p.op}
    for op in {p.op for p in entry.patterns if p.op}:
        kinds |= {made[0] for made in lexicon().compose[op].values()}
    return act.type in kinds or act.rule == entry.rule or bool({p.op for p in entry.patterns if p.op} & set(act.ops))


def fires(entry: Entry, act: Act) -> bool:
    """Whether this very entry made the act."""
    return act.rule == entry.rule


def acts(line: str) -> list[Act]:
    example = read_example(line)
    rated = candidates(parsed()[line], list(example.source), list(example.target), lexicon())
    return [act for value, act in rated if value > BOTH_RIGHT]


@pytest.mark.parametrize(
    ("entry", "line", "good"), CASES, ids=[f"{e.rule}:{'' if g else '!'}{line[:40]}" for e, line, g in CASES]
)
def test_example(entry: Entry, line: str, good: bool) -> None:
    if good:
        assert any(fits(entry, act) for act in acts(line)[:1])
    else:
        assert not any(fires(entry, act) for act in acts(line))


def test_every_entry_has_an_example_that_it_fits():
    assert [e.rule for e in lexicon().entries if not e.eg] == []


CONVENTIONS = [
    (c, line, good) for c in conventions() for good, lines in ((True, c.eg), (False, c.no)) for line in lines
]


@pytest.mark.parametrize(
    ("convention", "line", "good"), CONVENTIONS, ids=[f"{c.rule}:{line[:40]}" for c, line, _ in CONVENTIONS]
)
def test_convention(convention: Convention, line: str, good: bool) -> None:
    example = read_example(line)
    doc = next(parse_many([example.text]))
    rated = candidates(doc, list(example.source), list(example.target), lexicon())
    assert (rated[0][1].type == convention.becomes[0]) is good
