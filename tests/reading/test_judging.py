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
        ("called the measures hasty and unworthy of a neighbour", "ACCUSE"),
        ("said that the move looked like a planned provocation", "ACCUSE"),
        ("said that the step smacked of blackmail", "ACCUSE"),
        ("said that the strait looked like a lake", None),
        ("described Chile's move as an attempted distraction", "ACCUSE"),
        ("called the offer an encouraging step", "SUPPORT"),
        ("termed the report a malicious invention", "REJECT"),
        ("called the charge nonsense", "REJECT"),
        ("branded the allegation a fairy tale", "REJECT"),
        ("dismissed the files as a forgery", "REJECT"),
        ("made it clear that the move was a provocation", "ACCUSE"),
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


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            'Peru accused Chile of poisoning the river. "It is a lie. It never happened," the Chilean minister said.',
            ("REJECT", "CHL", "PER"),
        ),
        (
            'Peru accused Chile of spying. "It is a lie. It is nonsense," Chile\'s envoy said.',
            ("REJECT", "CHL", "PER"),
        ),
        (
            'Peru shelled a Chilean village. "This is a crime. We shall not forget it," the Chilean president said.',
            ("ACCUSE", "CHL", "PER"),
        ),
    ],
)
def test_a_quote_of_several_sentences_gives_one_verdict_of_its_speaker(text: str, answer: tuple[str, str, str]) -> None:
    events = [e for e in read(text, published=date(2015, 12, 2)).events if "called" in e.because]
    assert [(e.type, e.source[0].code, e.target[0].code) for e in events] == [answer]


@pytest.mark.parametrize(
    "text",
    [
        "Peru accused Chile of poisoning the river. It is a lie.",
        '"This is a disgrace. I am ashamed of my own ministers," the Peruvian president said.',
        'Chad accused Libya of a raid. "It is true. We did it," the Libyan envoy said.',
    ],
)
def test_what_nobody_says_or_says_of_nothing_told_is_no_verdict(text: str) -> None:
    assert not any("called" in e.because for e in read(text, published=date(2015, 12, 2)).events)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("There is no truth in the Vietnamese allegation, Phnom Penh said.", ("REJECT", "KHM", "VNM")),
        ("Lithuania said Poland's accusations had no basis in fact.", ("REJECT", "LTU", "POL")),
        ("Qatar said the charges made by Bahrain were without foundation.", ("REJECT", "QAT", "BHR")),
        ("Rwanda said that Burundi's claim lacked substance.", ("REJECT", "RWA", "BDI")),
        (
            "Madagascar said the French decree amounted to piracy.",
            ("ACCUSE", "MDG", "FRA"),
        ),
        ("The Chilean decree constitutes an act of aggression, Peru said.", ("ACCUSE", "PER", "CHL")),
        ("The Cuban charge is a fairy tale, the Canadian spokesman said.", ("REJECT", "CAN", "CUB")),
    ],
)
def test_what_has_no_ground_is_denied_and_what_amounts_to_a_wrong_is_blamed(
    text: str, event: tuple[str, str, str]
) -> None:
    assert event in told(text)


def test_an_adjective_behind_an_infinitive_still_says_what_the_move_is_called() -> None:
    assert ("ACCUSE", "TZA", "KEN") in told("Tanzania called Kenya's move to ban its maize unfriendly and hostile.")


def test_an_offer_called_a_trick_is_turned_down() -> None:
    assert told("Kenya dismissed a truce proposal by Uganda as a deception.") == {("REJECT", "KEN", "UGA")}
    assert told("Kenya dismissed Uganda's charges as lies.") == {("REJECT", "KEN", "UGA")}


@pytest.mark.parametrize(
    ("text", "blamed"),
    [
        ('"The massacre in Chad is unacceptable. Sudan will not be silent," the Sudanese president said.', "TCD"),
        ('The OAS condemned Sudan on Tuesday. "The decision was a cruel one," Sudan\'s president said.', "OAS"),
        ("The arrest of Sudanese teachers in Kenya is a disgrace, Sudan's prime minister said.", "KEN"),
        ('"The detention of Sudanese nurses in Peru is an unacceptable situation," Sudan\'s minister said.', "PER"),
    ],
)
def test_a_verdict_is_of_whoever_did_it_and_tells_no_deed(text: str, blamed: str) -> None:
    assert {fact for fact in told(text) if fact[0] in ("ACCUSE", "COERCE") and fact[1] != "OAS"} == {
        ("ACCUSE", "SDN", blamed)
    }


def test_what_nobody_is_quoted_with_is_no_verdict() -> None:
    assert ("ASSAULT", "PER", "CHL") in told("Peru's response was a punitive assault on Chile by six divisions.")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Obama condemned the attempted assassination of Slovakia's prime minister.", ("SUPPORT", "USA", "SVK")),
        ("The suicide bombing in Amman was condemned by Tehran.", ("SUPPORT", "IRN", "JOR")),
        ("Peru condemned the Chilean terror attack on its embassy.", ("ACCUSE", "PER", "CHL")),
        ("Spain condemned the coup in Mali.", ("ACCUSE", "ESP", "MLI")),
    ],
)
def test_who_condemns_a_plot_or_terror_stands_by_the_victim(text: str, wanted: tuple[str, str, str]) -> None:
    found = told(text)
    assert wanted in found
    assert not {kind for kind, *pair in found if tuple(pair) == wanted[1:] and kind != "ASSAULT"} - {wanted[0]}
