"""Several who act as one, and quarrels with more than two sides: who does it, and to whom."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
told = import_module("reading_told").told

FOUR = "Peru, Chile, Ecuador and Colombia broke off relations with Bolivia on Monday. "
THREE = "Estonia, Latvia and Lithuania closed their borders with Belarus in May. "


def by_all(text: str, kind: str, sources: str, targets: str) -> bool:
    """Whether a text tells an act of each of the sources towards each of the targets, and of the kind no other."""
    found = {(source, target) for type_, source, target in told(text) if type_ == kind}
    return found == {(source, target) for source in sources.split() for target in targets.split()}


@pytest.mark.parametrize(
    ("text", "kind", "sources", "targets"),
    [
        (FOUR + "Bolivia condemned the rupture.", "ACCUSE", "BOL", "PER CHL ECU COL"),
        (FOUR + "The quartet accused Bolivia of a plot.", "ACCUSE", "PER CHL ECU COL", "BOL"),
        (FOUR + "Cuba praised the boycotting states.", "SUPPORT", "CUB", "PER CHL ECU COL"),
        (FOUR + "Bolivia has thanked all four.", "SUPPORT", "BOL", "PER CHL ECU COL"),
        (THREE + "Belarus expelled diplomats of all three countries.", "ACCUSE", "", ""),
        (THREE + "Belarus criticised its neighbours.", "ACCUSE", "BLR", "EST LVA LTU"),
    ],
)
def test_several_who_have_acted_together_are_meant_together(text: str, kind: str, sources: str, targets: str) -> None:
    assert by_all(text, kind, sources, targets)


@pytest.mark.parametrize(
    "text",
    [
        THREE + "On Friday the three agreed to restore full relations.",
        THREE + "On Friday the three agreed to lift the embargo.",
        THREE + "On Friday the three had offered to talk.",
    ],
)
def test_what_three_agree_to_yield_or_offer_is_for_another(text: str) -> None:
    assert by_all(text, "AGREE", "EST LVA LTU", "BLR")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Brazil urged all sides to talk.", "REQUEST"),
        ("Canada called on everyone to sit down together.", "REQUEST"),
        ("Spain praised both sides.", "SUPPORT"),
        ("Mexico urged all parties to the dispute to show restraint.", "REQUEST"),
    ],
)
def test_an_outsider_speaks_to_all_who_quarrel(words: str, kind: str) -> None:
    text = FOUR + "Bolivia accused the four of a plot. " + words
    source = {"Brazil": "BRA", "Canada": "CAN", "Spain": "ESP", "Mexico": "MEX"}[words.split(maxsplit=1)[0]]
    assert by_all(text, kind, source, "PER CHL ECU COL BOL")


def test_whom_one_of_several_alone_has_answered_is_meant_alone() -> None:
    text = THREE + "Estonia accused Belarus of spying. Belarus rejected the charge."
    assert by_all(text, "REJECT", "BLR", "EST")


@pytest.mark.parametrize(
    "text",
    [
        "Kenya handed Uganda ten demands. Uganda is to recall its envoy from Sudan and cut its ties with Sudan.",
        "Kenya gave Uganda an ultimatum. Uganda has to pay damages and sever its ties with Sudan.",
        "Kenya demanded that Uganda withdraw from the town, close its camps and recall its ambassador from Sudan.",
        "Kenya called on Uganda to pay damages, close its camps and recall its ambassador from Sudan.",
    ],
)
def test_terms_that_are_put_to_another_are_none_of_his_acts(text: str) -> None:
    assert {source for _, source, _ in told(text)} == {"KEN"}


@pytest.mark.parametrize(
    "text",
    [
        "Kenya urged Uganda to talk. Uganda is to expel two Kenyan diplomats on Friday.",
        "Kenya accused Uganda of theft. Uganda is to meet Sudan on Friday and sign a pact.",
    ],
)
def test_who_is_to_do_what_nobody_has_asked_of_him_means_to_do_it(text: str) -> None:
    assert "UGA" in {source for _, source, _ in told(text)}


QUARREL = "Kenya expelled Uganda's envoy and closed the border with Uganda. Uganda accused Kenya of theft. "


@pytest.mark.parametrize(
    "words",
    [
        "Norway's king, on a visit to Malawi, has offered to mediate.",
        "Norway is ready to mediate, its king said in Malawi.",
        "Norway offered its good offices.",
    ],
)
def test_mediation_is_offered_to_all_who_quarrel(words: str) -> None:
    assert by_all(QUARREL + words, "AGREE", "NOR", "KEN UGA")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Uganda's president decided not to attend the Kenyan summit.", "REJECT"),
        ("Uganda chose not to take part in the talks with Kenya.", "REJECT"),
        ("Uganda promised not to attack Kenya.", "AGREE"),
    ],
)
def test_who_chooses_not_to_meet_refuses(text: str, kind: str) -> None:
    assert (kind, "UGA", "KEN") in told(text)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Kenya's ban on Ugandan imports stays in force.", True),
        ("Kenya's ban on Ugandan imports stands, it said.", True),
        ("Kenya's ban on Ugandan ships does not remain in force.", False),
        ("Kenya's ban on Ugandan ships stands in the way of a deal.", False),
    ],
)
def test_a_ban_that_stays_in_place_is_told(text: str, is_told: bool) -> None:
    assert (("SANCTION", "KEN", "UGA") in told(text)) is is_told


@pytest.mark.parametrize(
    "words", ["Chile called this untrue.", "Chile called the charge baseless.", "Chile dismissed this as untrue."]
)
def test_who_calls_a_charge_untrue_denies_it_and_charges_nobody(words: str) -> None:
    assert told("Peru accused Chile of spying. " + words) == {("ACCUSE", "PER", "CHL"), ("REJECT", "CHL", "PER")}
