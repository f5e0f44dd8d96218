"""Whose an act is that stands in a relative clause, people that are named like acts, and what is still to come."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

from detente.model import Status

sys.path.insert(0, str(Path(__file__).parent))
told = import_module("reading_told").told_as


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kenya warned Norway, whose minister had visited Uganda.", ("CONSULT", "NOR", "UGA")),
        ("Kenya praised Norway, whose soldiers had attacked a Somali camp.", ("ASSAULT", "NOR", "SOM")),
        ("Uganda shelled a town in Kenya, whose premier called the attack a crime.", ("ACCUSE", "KEN", "UGA")),
        ("Kenya thanked Norway, whose diplomats had helped in the talks with Uganda.", ("AID", "NOR", "KEN")),
    ],
)
def test_whose_is_the_noun_s_behind_which_it_stands(text: str, wanted: tuple[str, str, str]) -> None:
    assert (*wanted, Status.HAPPENED) in told(text)


def test_the_opposition_is_no_act() -> None:
    text = "Kenya's government and the opposition, backed by Uganda, agreed to talk."
    assert not any(kind == "REJECT" for kind, *_ in told(text))


def test_what_the_model_reads_of_days_to_come_is_planned() -> None:
    text = "Japan pledged ten boats to the Philippines, the first of which are to arrive in August."
    assert ("AGREE", "JPN", "PHL", Status.PLANNED) in told(text)


def test_who_has_broken_a_treaty_is_accused_by_whoever_says_so() -> None:
    text = "Hungary said Romania had broken an agreement signed by the two countries in 1998."
    assert ("ACCUSE", "HUN", "ROU", Status.HAPPENED) in told(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Greece criticised a plan that gives Turkey two islets and recalled its ambassador from Ankara.",
            ("SANCTION", "GRC", "TUR"),
        ),
        (
            "Mali closed its airport to the drones with which Niger watches the river and banned Nigerien trucks.",
            ("SANCTION", "MLI", "NER"),
        ),
    ],
)
def test_what_goes_on_in_the_past_behind_a_clause_of_the_present_is_of_the_main_verb(
    text: str, wanted: tuple[str, str, str]
) -> None:
    assert (*wanted, Status.HAPPENED) in told(text)
