"""Every example in the table of status cues is a test: cues reach what they say, and not what they say not to."""

from __future__ import annotations

import re
from functools import cache

import pytest
from spacy.tokens import Doc, Token

from detente.errors import DataError
from detente.language.status import Cue, read_cue, status_cues
from detente.reading.events.gates import gates
from detente.reading.events.mood import auxiliaries, has_proviso, mood_of, phrases_near, predicate, words
from detente.reading.parse import parse_many

MARKED = re.compile(r"<([^>]*)>")
HEAD = re.compile(r"\[([^\]]*)\]")
CASES = [
    (cue, line, good)
    for cue, _ in status_cues().entries
    for good, ls in ((True, cue.examples), (False, cue.no))
    for line in ls
]
MOOD_OF = {
    "future": "will",
    "would": "will",
    "necessary": "oblige",
    "possible": "may",
    "to come": "will",
    "later": "will",
}
MOOD_OF |= {"weekday": "will"}


def plain(line: str) -> str:
    """The sentence without its marks."""
    return re.sub(r"[<>\[\]]", "", line)


@cache
def parsed() -> dict[str, Doc]:
    """Every example's parse."""
    lines = sorted({line for _, line, _ in CASES})
    return dict(zip(lines, parse_many([plain(line) for line in lines]), strict=True))


def marked(line: str) -> Token:
    """The head that the example marks: the last word in the brackets."""
    doc = parsed()[line]
    at = len(plain(line[: HEAD.search(line).start()]))
    word = doc.char_span(at, at + len(plain(HEAD.search(line).group(1))), alignment_mode="expand")
    return word[0]


def reaches(cue: Cue, line: str) -> bool:
    """Whether the cue does to the head what its category says."""
    head = marked(line)
    if cue.category in MOOD_OF and (cue.kind in ("auxiliary", "time") or cue.category in ("to come", "necessary")):
        verb = predicate(head)
        return verb is not None and mood_of(verb, auxiliaries(verb)) == MOOD_OF[cue.category]
    if cue.category == "proviso":
        return has_proviso(head)
    if cue.kind == "time":
        return cue.category in {c.category for c, _ in phrases_near(head)}
    return cue.category in gates(head) or (cue.category == "report" and bool({"denial", "hearsay"} & gates(head)))


# These say nothing of an act by themselves: they make another cue's reach, or name the head itself.
CARRIERS = frozenset(("copula", "rebuttal", "scheduled", "told"))


@pytest.mark.parametrize(("cue", "line", "good"), CASES, ids=[f"{c.category}: {line}" for c, line, _ in CASES])
def test_cue_reaches_what_its_example_marks(cue: Cue, line: str, good: bool) -> None:
    if cue.category in CARRIERS:
        assert marked_cue(line) in {w for c, ws in status_cues().entries if c.category == cue.category for w in ws}
    else:
        assert reaches(cue, line) == good


def marked_cue(line: str) -> str:
    """The lemma of the cue that the example marks."""
    doc = parsed()[line]
    at = len(plain(line[: MARKED.search(line).start()]))
    found = plain(MARKED.search(line).group(1))
    return " ".join(t.lemma_.lower() for t in doc.char_span(at, at + len(found), alignment_mode="expand"))


def test_every_category_has_words():
    assert all(cues for _, cues in status_cues().entries)
    assert words("denial", "verb") >= {"deny", "refute"}


@pytest.mark.parametrize(
    "entry",
    [
        {"cues": ["x"], "kind": "verb", "category": "fear", "governs": ["complement"], "examples": [], "colour": "red"},
        {"cues": ["x"], "kind": "verb", "category": "joy", "governs": ["complement"], "examples": []},
        {"cues": ["x"], "kind": "gesture", "category": "fear", "governs": ["complement"], "examples": []},
        {"cues": ["x"], "kind": "verb", "category": "fear", "governs": ["everything"], "examples": []},
        {"cues": [True], "kind": "verb", "category": "fear", "governs": ["complement"], "examples": []},
        {"cues": ["x"], "kind": "verb", "category": "fear"},
    ],
)
def test_a_wrong_entry_is_refused_by_name(entry: dict) -> None:
    with pytest.raises(DataError):
        read_cue(entry)
