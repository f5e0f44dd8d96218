"""What became of an act, measured on 1,200 clauses of our own and shown on a few stories in small."""

from __future__ import annotations

import importlib.util
import sys
from datetime import date
from pathlib import Path

import pytest

from detente import read

spec = importlib.util.spec_from_file_location("status_clauses", Path(__file__).parent / "status_clauses.py")
assert spec is not None
assert spec.loader is not None
status_clauses = importlib.util.module_from_spec(spec)
sys.modules["status_clauses"] = status_clauses
spec.loader.exec_module(status_clauses)
TYPES, clauses = status_clauses.TYPES, status_clauses.clauses
macro_f1, per_status, predict = status_clauses.macro_f1, status_clauses.per_status, status_clauses.predict

# The floor is what was reached, less a little for a parse that comes out otherwise. Raise it when the figure rises.
FLOOR = {"read": 0.91, "unread": 0.91}


def pairs(half: str | None) -> list[tuple[str, str]]:
    return [(c.status, predict(c)) for c in clauses() if half in (None, c.half)]


def test_the_clauses_cover_all_types_and_both_halves_alike():
    assert len(clauses()) >= 1200
    assert {c.type for c in clauses()} == TYPES
    assert sum(c.half == "read" for c in clauses()) == len(clauses()) / 2
    assert len({c.line for c in clauses()}) == len(clauses())


@pytest.mark.parametrize("half", ["read", "unread"])
def test_macro_f1_stays_above_its_floor(half: str) -> None:
    assert macro_f1(pairs(half)) >= FLOOR[half]


def test_what_is_not_told_as_done_is_seldom_given_as_an_event():
    told = {s for s in per_status(pairs(None)) if s not in ("hypothetical", "untold")}
    unreal = [given for expected, given in pairs(None) if expected in ("hypothetical", "untold")]
    assert sum(given in told for given in unreal) / len(unreal) <= 0.12


def test_a_meeting_to_come_is_never_told_as_held():
    planned = [given for expected, given in pairs(None) if expected in ("planned", "called off")]
    assert planned.count("happened") / len(planned) <= 0.05


def test_what_only_the_model_sees_is_to_come_where_its_word_says_so() -> None:
    text = "NATO envoys were due to gather in Brussels on Friday for a session that Peru had asked for."
    statuses = {e.status.value for e in read(text, published=date(2016, 3, 10)).events if e.type == "AGREE"}
    assert statuses <= {"planned"}


def test_what_a_speaker_spoke_after_is_told_by_the_writer_and_not_by_him() -> None:
    text = "The road stays open, Kenya's minister said on Monday, hours after Ugandan gunners shelled a Kenyan post."
    statuses = {e.status.value for e in read(text, published=date(2016, 3, 10)).events if e.type == "ASSAULT"}
    assert statuses == {"happened"}
