"""The cues of an outcome fit their own examples, and not those that they should not fit."""

from __future__ import annotations

import functools
import re

import pytest

from detente.dispute.outcome import endings, signs
from detente.language.outcome import outcome_cues
from detente.model import ActorRef, Mention
from detente.reading.parse import parse_many

BRACES = re.compile(r"\{([ST]):([^{}]*)\}")
TABLE = outcome_cues().table
CASES = [(c, line, good) for c in TABLE.cues for good, lines in ((True, c.eg), (False, c.no)) for line in lines]
ENDINGS = [(line, good) for good, lines in ((True, TABLE.endings.eg), (False, TABLE.endings.no)) for line in lines]


def plain(line):
    return BRACES.sub(lambda m: m[2], line)


@functools.cache
def parsed():
    lines = sorted({plain(line) for _, line, _ in CASES} | {line for line, _ in ENDINGS})
    return dict(zip(lines, parse_many(lines), strict=True))


def mentions(line, doc):
    text, at, found = "", 0, []
    for m in BRACES.finditer(line):
        text += line[at : m.start()]
        start, at = len(text), m.end()
        text += m[2]
        root = doc.char_span(start, len(text), alignment_mode="expand").root.i
        ref = ActorRef(name=m[2], code=m[1])
        found.append(Mention(start=start, end=len(text), root=root, refs=(ref,), kind="name", because="given"))
    return tuple(found)


@pytest.mark.parametrize(("cue", "line", "good"), CASES, ids=[f"{c.id}:{line[:40]}" for c, line, _ in CASES])
def test_examples(cue, line, good):
    doc = parsed()[plain(line)]
    found = signs(doc, mentions(line, doc))
    if good:
        wanted = {(m[1], getattr(cue, m[1])) for m in BRACES.finditer(line) if getattr(cue, m[1])}
        assert wanted
        assert wanted <= {(s.side, s.sign) for s in found}
    else:
        assert not [s for s in found if s.rule == cue.id]


@pytest.mark.parametrize(("line", "good"), ENDINGS)
def test_endings(line, good):
    assert bool(endings(parsed()[line])) == good
