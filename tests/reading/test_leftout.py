"""Whom an act means where its sentence names one party only: told by the story, in sentences of our own."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import pytest

import detente
from detente.reading.events import leftout
from detente.reading.events.scene import Candidate

DAY = date(2012, 5, 9)
NOBODY = Candidate(frozenset(), (), {"nobody": 1.0})

STORIES = [
    (
        "Ghana and Togo have quarrelled for a month over a strip of forest. Ghana shut its border with Togo on Monday. "
        "On Tuesday Ghanaian soldiers shelled a village.",
        ("ASSAULT", "GHA", "TGO"),
    ),
    (
        "Peru accused Chile on Monday of moving troops to the frontier. Chile said that this was untrue. "
        "On Tuesday Chile recalled its ambassador.",
        ("SANCTION", "CHL", "PER"),
    ),
    (
        "Kenya and Uganda traded fire on the lake on Monday and Kenya accused Uganda of piracy. "
        "Tanzania called for restraint.",
        ("REQUEST", "TZA", "KEN"),
    ),
    (
        "Qatar asked Oman on Sunday to reopen its harbours to Qatari boats. On Wednesday Oman lifted the ban.",
        ("CONCEDE", "OMN", "QAT"),
    ),
]


@pytest.mark.parametrize(("story", "act"), STORIES, ids=[act[0] for _, act in STORIES])
def test_the_story_says_who_is_meant(story: str, act: tuple[str, str, str]) -> None:
    told = {
        (e.type, s.code, t.code) for e in detente.read(story, published=DAY).events for s in e.source for t in e.target
    }
    assert act in told


QUARREL = "Peru accused Chile on Monday of poaching. Chile threatened Peru with sanctions. "


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ("Talks are to be held in Quito next week.", [("AGREE", "planned")]),
        ("A summit planned for June has been called off.", [("AGREE", "called off")]),
        ("A concert is planned for Sunday.", []),
    ],
)
def test_what_takes_two_is_between_the_two_of_whom_the_story_has_just_told(
    last: str, told: list[tuple[str, str]]
) -> None:
    events = detente.read(QUARREL + "\n\n" + last, published=DAY).events
    late = [e for e in events if e.trigger.start > len(QUARREL)]
    assert [(e.type, e.status.value) for e in late] == told
    assert all({a.code for a in (*e.source, *e.target)} == {"PER", "CHL"} for e in late)


TOGETHER = "Peru, Chile and Bolivia closed their ports to Brazilian ships on Monday. "
ALONE = "Chile accused Brazil of spying. Chilean police arrested two Brazilian sailors. "


@pytest.mark.parametrize(
    ("before", "whom"), [(TOGETHER, ["BOL", "CHL", "PER"]), (TOGETHER + ALONE, ["CHL"])], ids=["all", "one"]
)
def test_what_answers_several_who_act_as_one_is_meant_for_all_of_them(before: str, whom: list[str]) -> None:
    events = detente.read(f"{before}\n\nBrazil called the measures unjustified.", published=DAY).events
    assert [sorted(t.code or "" for t in e.target) for e in events if "BRA" in {s.code for s in e.source}] == [whom]


def test_where_the_story_names_nobody_else_nobody_is_meant() -> None:
    events = detente.read("Chad moved two battalions north on Monday, the army said.", published=DAY).events
    assert all(not e.target for e in events if e.type == "MOBILIZE")


def test_a_word_that_names_a_party_tells_of_no_act_towards_another() -> None:
    text = "Norway recalled its envoy from Russia on Tuesday after Russian border guards seized a Norwegian trawler."
    assert "AID" not in {e.type for e in detente.read(text, published=DAY).events if e.source and e.target}


def test_likelihoods_are_shares_that_grow_with_what_speaks_for_a_party() -> None:
    weak, strong = (
        Candidate(frozenset((code,)), (), {"share of all names": share}) for code, share in (("TGO", 0.1), ("GHA", 0.9))
    )
    nobody, few, many = leftout.likelihoods((NOBODY, weak, strong))
    assert math.isclose(nobody + few + many, 1.0)
    assert few < many


def test_a_party_that_is_not_likely_enough_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftout, "weights", lambda _: {"nobody": 3.0, "named first": 5.0})
    plain = Candidate(frozenset(("TGO",)), (), {"share of names": 1.0})
    first = Candidate(frozenset(("TGO",)), (), {"named first": 1.0})
    for candidate, taken in ((plain, NOBODY), (first, first)):
        both = (NOBODY, candidate)
        assert leftout.likeliest(both, leftout.likelihoods(both)) is taken


def test_every_weight_is_of_a_feature_that_a_candidate_can_have() -> None:
    """Weights of features that no longer exist would be dead, and say that the fit is not that of this code."""
    from detente.reading.events import scene

    source = Path(scene.__file__).read_text(encoding="utf-8")
    bases = {name.split(":")[0] for name in leftout.weights("leftout.json")}
    assert bases
    assert all(f'"{base}"' in source or f'"{base}:' in source for base in bases)


@pytest.mark.parametrize(
    ("before", "answer", "whom"),
    [
        (
            "Peru had charged on Sunday that Chile was arming rebels.",
            "The Brazilian foreign ministry rejected the claim.",
            "PER",
        ),
        (
            "Chile and Peru quarrelled over the strait. Ecuador offered to mediate.",
            "Peru turned down the offer.",
            "ECU",
        ),
        ("Ecuador demanded talks with Peru.", "Peru rejected the demand.", "ECU"),
    ],
)
def test_an_answer_goes_to_whoever_spoke_last_of_what_it_names(before: str, answer: str, whom: str) -> None:
    text = f"Chile's president met Brazil's leader on Monday. {before} {answer}"
    found = [e for e in detente.read(text).events if e.trigger.start >= text.index(answer)]
    assert [(e.type, e.target[0].code) for e in found] == [("REJECT", whom)]
