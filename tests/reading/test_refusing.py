"""What is refused and called for in other words than "not" and "must"."""

from __future__ import annotations

import sys
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import detente

sys.path.insert(0, str(Path(__file__).parent))
told = import_module("reading_told").told


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("There will be no talks with Chad, Sudan said.", ("REJECT", "SDN", "TCD")),
        ("Spain's premier insisted that there would be no apology to Cuba.", ("REJECT", "ESP", "CUB")),
        ("No concessions will be made to Peru, the Chilean minister said.", ("REJECT", "CHL", "PER")),
        ("India will consent to nothing that Pakistan proposes.", ("REJECT", "IND", "PAK")),
        ("Egypt will accept no mediation by Libya.", ("REJECT", "EGY", "LBY")),
        ("Kenya will in no event return the boats to Somalia.", ("REJECT", "KEN", "SOM")),
        ("A return of the islands to Japan is out of the question, Moscow said.", ("REJECT", "RUS", "JPN")),
        ("Tokyo said no meeting with Seoul had been arranged.", ("REJECT", "JPN", "KOR")),
        ("No visit to Kiev was foreseen, the Kremlin said.", ("REJECT", "RUS", "UKR")),
        ("Talks with Chad remain out of the question, Niger's minister said.", ("REJECT", "NER", "TCD")),
        ("There was nothing to negotiate with Chad, Niger's minister said.", ("REJECT", "NER", "TCD")),
        ("Sudan's minister made it plain that there was nothing to discuss with Chad.", ("REJECT", "SDN", "TCD")),
        ("Talks, the Chadian premier said, would not be resumed with Niger.", ("REJECT", "TCD", "NER")),
        ("It was not for him to let the Danish crew go, Libya's premier said.", ("REJECT", "LBY", "DNK")),
    ],
)
def test_what_will_not_be_is_refused(text: str, event: tuple[str, str, str]) -> None:
    assert told(text) == {event}


@pytest.mark.parametrize(
    "text",
    [
        "Iran will lose no time in attacking Iraq.",
        "There was nothing to stop Niger from shelling Chad, its premier said.",
        "There was nothing in the treaty with Chad on rivers, Niger's premier said.",
        "Israel will make no secret of its support for Jordan.",
        "There will be no war with Iran, Iraq's president said.",
        "There will be no rain in Chad, Niger's weathermen said.",
        "A rematch in Ghana is not out of the question, Togo's coach said.",
        "The question, Peru's minister said, was whether Chile would pay.",
    ],
)
def test_not_all_that_has_no_before_it_is_refused(text: str) -> None:
    assert not {event for event in told(text) if event[0] == "REJECT"}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("It is essential that Rwanda withdraw from Congo, the Belgian premier said.", ("REQUEST", "BEL", "RWA")),
        ("It was imperative that Iraq free the hostages, France said.", ("REQUEST", "FRA", "IRQ")),
        ("It was vital, the Cuban minister said, that Spain face the facts.", ("REQUEST", "CUB", "ESP")),
        ("Israel said it was high time for Lebanon to disarm the militia.", ("REQUEST", "ISR", "LBN")),
        ("It is high time that Japan apologised to Korea, Seoul's minister said.", ("REQUEST", "KOR", "JPN")),
        ("Peru jailed Chilean sailors. Chile's envoy said that the patrols must stop.", ("REQUEST", "CHL", "PER")),
    ],
)
def test_what_is_called_needed_is_asked_for(text: str, event: tuple[str, str, str]) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "It is not necessary for Chad to apologise, Niger's president said.",
        "It is vital for Norway to have ships, its minister said.",
        "It was essential that the ship was repaired before Kenya could use it.",
    ],
)
def test_not_all_that_is_needed_is_asked_of_another(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("No envoy was heard: Bolivia broke off diplomatic relations with Chile.", ("SANCTION", "BOL", "CHL")),
        ("The Thai premier's visit to Cambodia is off, officials said.", ("AGREE", "THA", "KHM")),
        ("Mali said Spain and Chad must talk.", ("REQUEST", "MLI", "TCD")),
        ("The Spanish minister, on behalf of the European Union, condemned Belarus.", ("ACCUSE", "EU", "BLR")),
        ("Malta's premier, speaking for the European Union, rejected the Turkish demand.", ("REJECT", "EU", "TUR")),
        ("Turkey lobbied Washington on behalf of Azerbaijan.", ("REQUEST", "TUR", "USA")),
        ("The Danish ambassador called on the Turkish foreign minister on Tuesday.", ("CONSULT", "DNK", "TUR")),
        ("Indian and Pakistani officials ended two days of talks in Lahore.", ("CONSULT", "IND", "PAK")),
        ("The Commonwealth of Independent States condemned Estonia.", ("ACCUSE", "CIS", "EST")),
    ],
)
def test_what_stands_around_an_act_is_read(text: str, event: tuple[str, str, str]) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Seoul told Pyongyang that it would not let the attack go unanswered.", ("THREATEN", "KOR", "PRK")),
        ("The killing of our guards will not go unpunished, Peru told Ecuador.", ("THREATEN", "PER", "ECU")),
    ],
)
def test_what_will_not_go_unanswered_is_a_threat(text: str, event: tuple[str, str, str]) -> None:
    assert {e for e in told(text) if e[0] != "ASSAULT"} == {event}


def test_who_says_that_he_will_pay_threatens_nobody() -> None:
    assert told("Nigeria's president told Cameroon he would pay a fair price and no more.") == set()


def test_the_speakers_charge_is_made_when_he_speaks() -> None:
    reading = detente.read("South Korea said on Friday Japan had harmed relations.", published=date(2019, 5, 16))
    assert [(e.type, str(e.date and e.date.start)) for e in reading.events] == [("ACCUSE", "2019-05-10")]


def test_a_clause_with_which_answers_all_that_was_told() -> None:
    found = told("Serbian guards killed a Kosovo policeman on Monday, Pristina alleged, which Belgrade denied.")
    assert ("REJECT", "SRB", "XKX") in found


def test_a_body_in_a_capital_is_of_that_state() -> None:
    text = "Kenya accused Uganda of firing. In Kampala the Foreign Ministry dismissed the account as a pack of lies."
    assert ("REJECT", "UGA", "KEN") in told(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Sudan will not be bullied by Egypt.", ("REJECT", "SDN", "EGY")),
        ("Ecuador would not be lectured by Spain on human rights.", ("REJECT", "ECU", "ESP")),
        ("Latvia cold-shouldered the Russian envoy at the summit.", ("REJECT", "LVA", "RUS")),
    ],
)
def test_who_will_not_be_cowed_refuses_whoever_would_cow_him(text: str, event: tuple[str, str, str]) -> None:
    assert told(text) == {event}
