"""Subjects and objects behind "and" that the parser hangs on the noun before it."""

from __future__ import annotations

import sys
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import detente

sys.path.insert(0, str(Path(__file__).parent))
told = import_module("reading_told").told
FRIDAY = date(2016, 3, 11)


@pytest.mark.parametrize(
    ("text", "doers", "against"),
    [
        ("Peru recalled its envoy from Quito and Chile has expelled two Ecuadorean diplomats.", {"PER", "CHL"}, "ECU"),
        ("Latvia cut its ties with Russia and Estonia on Friday recalled its envoy.", {"LVA", "EST"}, "RUS"),
    ],
)
def test_who_stands_behind_and_before_a_verb_does_it(text: str, doers: set[str], against: str) -> None:
    assert told(text) == {("SANCTION", doer, against) for doer in doers}


def test_who_stands_behind_and_with_an_aside_before_the_verb_does_it() -> None:
    text = "Kenya closed its border, and Uganda, after a night of rain, withdrew its envoy from Nairobi."
    assert told(text) == {("SANCTION", "KEN", "UGA"), ("SANCTION", "UGA", "KEN")}
    text = "Kenya shelled Chad and Libya, in reply to an attack, and withdrew its envoy from Niger."
    assert ("SANCTION", "KEN", "NER") in told(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kerry flew to Oman on Monday and Kuwait on Tuesday.", {("OMN", 7), ("KWT", 8)}),
        (
            "Lavrov met the Serbian president in Belgrade on Monday and the Croatian premier in Zagreb on Wednesday.",
            {("SRB", 7), ("HRV", 9)},
        ),
        ("Lavrov will visit Oman on Sunday and Kuwait on Monday.", {("OMN", 13), ("KWT", 14)}),
        ("Lavrov met the Serbian and Croatian premiers on Monday.", {("SRB", 7), ("HRV", 7)}),
    ],
)
def test_each_of_two_meetings_has_its_own_day(text: str, wanted: set[tuple[str, int]]) -> None:
    events = detente.read(text, published=FRIDAY).events
    assert {(a.code, e.date.start.day) for e in events for a in e.target if e.date and e.date.start} == wanted


def test_all_places_of_a_tour_are_visited() -> None:
    found = told("The Peruvian minister shuttled last week between Amman, Doha and Jeddah.")
    assert {("CONSULT", "PER", code) for code in ("JOR", "QAT", "SAU")} <= found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Pakistan ordered the border reopened to Afghan traders.", {("CONCEDE", "PAK", "AFG")}),
        ("Kenya ordered the Ugandan sailors released on bail.", {("CONCEDE", "KEN", "UGA")}),
        ("Chad ordered the border closed to Sudanese lorries.", {("SANCTION", "TCD", "SDN")}),
        ("Cuba wants the American embargo lifted.", {("REQUEST", "CUB", "USA")}),
    ],
)
def test_what_is_ordered_or_wanted_done_is_done_to_another(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert told(text) == wanted


def test_what_has_been_done_one_after_the_other_is_no_list_of_things() -> None:
    text = "Peru has frozen Chilean accounts, torn up contracts and sent back Chilean migrants whose visas had lapsed."
    assert told(text) == {("SANCTION", "PER", "CHL"), ("COERCE", "PER", "CHL")}
    assert not any(act[0] == "SANCTION" for act in told("Egypt has received stolen goods and frozen food from Sudan."))


def test_a_day_behind_responsible_changes_nothing() -> None:
    text = "Sudan held Egyptian rebels responsible on Monday for the blast that killed nine soldiers."
    assert told(text) == {("ACCUSE", "SDN", "EGY")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mark Carney said Kenya, like every country, had a right to guard its border.", ("SUPPORT", "CAN", "KEN")),
        (
            "Mark Carney, standing by the door, said Kenya, like any state, had a right to guard its border.",
            ("SUPPORT", "CAN", "KEN"),
        ),
        (
            "In Oslo, the premier said Chad, together with Niger, was massing troops near Mali.",
            ("MOBILIZE", "TCD", "MLI"),
        ),
    ],
)
def test_an_aside_parts_no_subject_from_what_is_said_of_it(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "On Tuesday Lavrov had told Uganda to free the crew.",
        "In his broadcast on Saturday Lavrov asked Uganda to free the crew.",
    ],
)
def test_a_name_right_behind_a_day_is_subject_of_the_verb_behind_it(text: str) -> None:
    assert ("REQUEST", "RUS", "UGA") in told(text)


def test_a_name_behind_an_opening_phrase_is_no_part_of_it() -> None:
    found = told("Under a deal brokered by Niger, Peru will free 12 Chadian soldiers.")
    assert ("AGREE", "PER", "TCD") in found
    assert ("AGREE", "NER", "TCD") not in found
