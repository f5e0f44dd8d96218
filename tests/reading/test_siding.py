"""Whose side one takes who backs, welcomes or rejects what is done to another: not that of whom it strikes."""

from __future__ import annotations

from datetime import date

import pytest

import detente

DAY = date(2016, 3, 10)


def told(sentence: str) -> set[tuple[str, str | None, str | None]]:
    """Type, source and target of all that is read in a sentence behind another that tells nothing."""
    events = detente.read(f"Talks on the border\n\nIt rained all day.\n\n{sentence}\n", published=DAY).events
    return {(e.type, s.code, t.code) for e in events for s in e.source for t in e.target}


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Kenya supported sanctions against Burundi.", ("THREATEN", "KEN", "BDI")),
        ("Peru backs air strikes against Chad.", ("THREATEN", "PER", "TCD")),
        ("Mali voiced support for sanctions on Togo.", ("THREATEN", "MLI", "TGO")),
        ("Peru welcomed sanctions on Chile.", ("ACCUSE", "PER", "CHL")),
        ("Norway backs Chad's strikes on Niger.", ("SUPPORT", "NOR", "TCD")),
        ("Norway supports Ghana's sanctions on Togo.", ("SUPPORT", "NOR", "GHA")),
        ("Peru praised the blockade of Chad by Niger.", ("SUPPORT", "PER", "NER")),
        ("EU approves Belarus sanctions", ("SANCTION", "EU", "BLR")),
        ("The Security Council approved a no-fly zone over Libya.", ("COERCE", "UN", "LBY")),
        ("Kenya supports talks with Burundi.", ("SUPPORT", "KEN", "BDI")),
    ],
)
def test_who_is_for_a_measure_is_against_whom_it_strikes(sentence: str, act: tuple[str, str, str]) -> None:
    assert act in told(sentence)
    assert not {("SUPPORT", act[1], act[2])} & told(sentence) - {act}


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Kenya opposes sanctions on Burundi.", ("REJECT", "KEN", "BDI")),
        ("Kenya condemned the no-fly zone over Libya.", ("ACCUSE", "KEN", "LBY")),
        ("Turkey rejected sanctions on Iran.", ("REJECT", "TUR", "IRN")),
    ],
)
def test_who_is_against_a_measure_is_not_against_whom_it_strikes(sentence: str, act: tuple[str, str, str]) -> None:
    assert act not in told(sentence)


def test_a_measure_is_rejected_of_whoever_takes_it() -> None:
    assert told("Togo rejected Niger's attack on Chad.") == {("REJECT", "TGO", "NER")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru refused to condemn Chad.",
        "Peru declined to join the boycott of Chad.",
        "Peru failed to attack Chad.",
        "Peru stopped short of condemning Chad.",
        "Peru avoided war with Chad.",
    ],
)
def test_who_will_not_harm_another_has_done_him_nothing(sentence: str) -> None:
    assert not told(sentence)


@pytest.mark.parametrize("deed", ["meet Chad", "apologise to Chad", "lift its sanctions on Chad"])
def test_who_will_not_do_another_a_kindness_refuses_it(deed: str) -> None:
    assert told(f"Peru refused to {deed}.") == {("REJECT", "PER", "TCD")}


@pytest.mark.parametrize("charge", ["theft", "breaking the truce", "shelling a border town"])
def test_two_who_accuse_each_other_both_do(charge: str) -> None:
    assert told(f"Peru and Chad accused each other of {charge}.") == {
        ("ACCUSE", "PER", "TCD"),
        ("ACCUSE", "TCD", "PER"),
    }


def test_attacks_that_one_will_not_bear_are_not_by_whom_they_strike() -> None:
    assert told("Peru told Chad that it would not tolerate attacks on Niger.") == {("THREATEN", "PER", "TCD")}
    assert not told("Peru will not tolerate attacks on Niger.")


def test_fire_that_one_comes_under_for_something_is_of_words() -> None:
    assert told("Peru came under fire from Chad for jailing a reporter.") == {("ACCUSE", "TCD", "PER")}
    assert told("Peruvian troops came under fire from Chad for the second time.") == {("ASSAULT", "TCD", "PER")}


@pytest.mark.parametrize(
    "deed",
    ["seized two of its trawlers", "shot down its jet", "killed three of its soldiers", "sank one of its ships"],
)
@pytest.mark.parametrize("when", ["after", ", a day after", "two days after"])
def test_what_one_takes_by_force_is_not_ones_own(deed: str, when: str) -> None:
    found = told(f"Peru closed its border {when} Chad {deed}.".replace(" ,", ","))
    assert {(s, t) for type_, s, t in found if type_ in ("ASSAULT", "COERCE")} == {("TCD", "PER")}


def test_who_warns_his_own_people_off_a_country_does_not_threaten_it() -> None:
    assert not told("Peru warned its citizens not to travel to Chad.")
    assert told("Peru warned Chad not to attack its ships.") == {("THREATEN", "PER", "TCD")}
    both = "Peru and Chad traded fire on Monday. If provoked, Peru would give a fitting reply, its president warned."
    assert ("THREATEN", "PER", "TCD") in told(both)


def test_who_condemns_a_killing_has_not_killed() -> None:
    assert not {t for t in told("Peru condemned the killing of Chadian soldiers in Niger.") if t[0] == "ASSAULT"}
    assert told("Peru mourns the killing of three Chadian soldiers.") == {("SUPPORT", "PER", "TCD")}


@pytest.mark.parametrize(
    "deed",
    ["proposed expelling Chad from the union", "suggested imposing sanctions on Chad", "proposed to attack Chad"],
)
def test_a_deed_that_is_proposed_is_not_done(deed: str) -> None:
    assert {type_ for type_, _, _ in told(f"Peru {deed}.")} == {"THREATEN"}


def test_who_warns_against_a_deed_neither_does_it_nor_threatens() -> None:
    assert not told("Peru warned against attacking Chad.")
    assert told("Peru reassured Chad that the drills were no threat.") == {("AGREE", "PER", "TCD")}
