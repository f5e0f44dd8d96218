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
