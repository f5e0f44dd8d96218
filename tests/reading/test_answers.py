"""Short answers: to whom "no" is said, the story has just told."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
told = import_module("reading_told").told_as

ASKED = "Peru asked Brazil on Monday for the loan of two ships. "
OFFERED = "Norway offered Russia a joint patrol. "
ACCUSED = "Peru accused Chile of cutting its nets. "


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (ASKED + "Brasilia said no.", ("REJECT", "BRA", "PER")),
        (ASKED + "The reply from Brasilia was a flat no.", ("REJECT", "BRA", "PER")),
        (ASKED + "Brazil politely declined.", ("REJECT", "BRA", "PER")),
        (ASKED + "Brazil would not, diplomats said.", ("REJECT", "BRA", "PER")),
        (OFFERED + "Moscow said yes.", ("AGREE", "RUS", "NOR")),
        (ACCUSED + "Nonsense, said the Chilean captain.", ("REJECT", "CHL", "PER")),
    ],
)
def test_a_short_answer_is_given_to_whoever_has_just_asked(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in [(kind, source, target) for kind, source, target, _ in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        ASKED + "Exports to Brazil declined.",
        ASKED + "Brazil said no one knew why.",
        "It was hot in Peru. Brazil declined.",
    ],
)
def test_what_answers_nobody_is_no_refusal(text: str) -> None:
    assert not any(kind == "REJECT" for kind, *_ in told(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Chile would have no choice but to act if the thefts went on, its premier said.", ("THREATEN", "CHL", "PER")),
        ("Chile's premier said that Peru had no choice but to pay.", ("REQUEST", "CHL", "PER")),
        ("Chile will have to close its border, the Chilean premier said.", ("THREATEN", "CHL", "PER")),
    ],
)
def test_what_one_will_have_to_do_oneself_is_a_threat_and_no_demand(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in [(kind, source, target) for kind, source, target, _ in told(ACCUSED + "Chile hit back. " + text)]


def test_talks_that_make_progress_are_the_teller_s() -> None:
    text = "Zimbabwe and Mozambique quarrelled. Talks with Zambia have made progress, officials in Harare said."
    assert [act for act in told(text) if "ZMB" in act] == [("CONSULT", "ZWE", "ZMB", "happened")]


def test_a_step_that_has_no_basis_in_law_is_blamed_on_whoever_took_it() -> None:
    text = "Togo barred foreign ships from its waters. Ghana said that the step had no basis in law."
    assert ("ACCUSE", "GHA", "TGO") in [act[:3] for act in told(text)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Oman offered on Thursday to send troops to Yemen. Washington welcomed the offer. Yemen was silent.", "OMN"),
        ("Peru decided to expel Chilean envoys. Bolivia welcomed the decision. Chile was silent.", "PER"),
    ],
)
def test_what_is_welcomed_is_his_who_has_said_it(text: str, who: str) -> None:
    assert {t for type_, _, t, _ in told(text) if type_ == "SUPPORT"} == {who}
