"""What somebody calls an act: blame, praise, or a denial."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest

from detente import read

sys.path.insert(0, str(Path(__file__).parent))
told = partial(import_module("reading_told").told, published=date(2015, 12, 2))


@pytest.mark.parametrize(
    ("judged", "type_"),
    [
        ("called the decision an act of violence", "ACCUSE"),
        ("described the steps as regrettable", "ACCUSE"),
        ("described Chile's move as an attempted distraction", "ACCUSE"),
        ("called the offer an encouraging step", "SUPPORT"),
        ("termed the report a malicious invention", "REJECT"),
        ("called the decision a matter of routine", None),
        ("described the mine as an act of nature", None),
    ],
)
def test_the_word_that_something_is_called_decides(judged: str, type_: str | None) -> None:
    reading = read(
        f"Chile closed the strait to Peru on Monday. Peru's foreign minister {judged}.", published=date(2015, 12, 2)
    )
    found = [e for e in reading.events if [a.code for a in e.source] == ["PER"]]
    assert [(e.type, e.target[0].code) for e in found] == ([(type_, "CHL")] if type_ else [])


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ('"It is a lie," a Peruvian spokeswoman said of Chile\'s charge.', ("REJECT", "PER", "CHL")),
        ('Chile charged that Peru armed rebels. "It is a lie," a Peruvian envoy said.', ("REJECT", "PER", "CHL")),
        ('"What Chile has done is a crime," the Peruvian premier said.', ("ACCUSE", "PER", "CHL")),
        ("Peru's president said Chile's decision was a provocation.", ("ACCUSE", "PER", "CHL")),
        ("Norway's envoy said sanctions imposed by Chad were wrong.", ("ACCUSE", "NOR", "TCD")),
        ('Peru seized a Chilean boat. "This is an act of piracy," a Chilean envoy said.', ("ACCUSE", "CHL", "PER")),
        ('"The French are behind all our troubles," the Malian junta said.', ("ACCUSE", "MLI", "FRA")),
        ("Ankara said the PKK was behind the bombing.", ("ACCUSE", "TUR", "PKK")),
    ],
)
def test_what_somebody_says_that_an_act_or_a_party_is_blames_or_denies(text: str, event: tuple[str, str, str]) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    "text",
    [
        '"Our strike on Peru was a mistake," the Chilean general said.',
        '"If what they say about Peru is true, it is a crime," the Chilean president said.',
        "The killing of Chilean sailors was a crime, the Peruvian president said.",
        "The Chilean president said the crime rate in Peru was a scandal.",
        "The Peruvian president said Chile was not an enemy.",
        "The Chilean minister said that Peru was not behind the attack.",
        "Norway said it was wrong to close the border with Chad.",
        "The situation in Chad is dangerous, a Norwegian diplomat said.",
    ],
)
def test_what_is_no_other_s_doing_blames_nobody(text: str) -> None:
    assert not {kind for kind, _, _ in told(text)} & {"ACCUSE", "REJECT"}
