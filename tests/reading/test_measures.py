"""Measures and visits: announced, in force, ended, and since when."""

from __future__ import annotations

import sys
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
told = import_module("reading_told").told


def test_a_visit_without_a_place_gets_no_host() -> None:
    text = "Norway accused Chile of spying on Monday. Norwegian exports came down to 110,000 tons."
    assert not any(kind == "CONSULT" for kind, _, _ in told(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norway will no longer sell arms to Chad.", "SANCTION"),
        ("Norway will issue no more visas to Chadian judges.", "SANCTION"),
        ("Norway does not sell arms to Chad any more.", "SANCTION"),
        ("Norway no longer shells Chad.", "RETREAT"),
        ("Norway sent no more than ten tons of aid to Chad.", "AID"),
    ],
)
def test_what_is_done_no_more_was_stopped(text: str, kind: str) -> None:
    assert told(text) == {(kind, "NOR", "TCD")}


def test_one_is_met_after_another() -> None:
    assert told("Peru's minister met with Chile's premier and then with Bolivia's king.") == {
        ("CONSULT", "PER", "CHL"),
        ("CONSULT", "PER", "BOL"),
    }


def test_two_who_each_free_prisoners_free_each_other_s() -> None:
    text = "Russia and Ukraine each released 95 prisoners of war in a swap brokered by the United Arab Emirates."
    assert {("CONCEDE", "RUS", "UKR"), ("CONCEDE", "UKR", "RUS")} <= told(text)
    assert ("CONCEDE", "RUS", "ARE") not in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The EU agreed sanctions against Belarus on Monday.",
        "EU foreign ministers agreed to impose sanctions on Belarus.",
    ],
)
def test_who_agrees_on_a_measure_takes_it(text: str) -> None:
    assert told(text) == {("SANCTION", "EU", "BLR")}


@pytest.mark.parametrize(
    "text",
    [
        "The rebels vowed more attacks until Nairobi withdraws its troops from Somalia.",
        "There will be no talks until Israel halts its raids on Lebanon and frees the crew.",
        "Peru refuses to pay until Chile has withdrawn its troops.",
    ],
)
def test_what_others_wait_for_has_not_come_about(text: str) -> None:
    assert not any(kind in ("RETREAT", "CONCEDE") for kind, _, _ in told(text))


def test_what_ended_a_wait_in_the_past_came_about() -> None:
    assert ("CONCEDE", "CHL", "PER") in told("Peru shelled Chile until Chile freed the crew.")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Russian troops were deployed near the Ukrainian border.", {("MOBILIZE", "RUS", "UKR")}),
        ("Polish units were put on alert along the Belarusian border.", {("MOBILIZE", "POL", "BLR")}),
        ("Venezuelan warships were sent into Guyanese waters.", {("MOBILIZE", "VEN", "GUY")}),
        ("Pakistani reinforcements were rushed to the Indian border.", {("AID", "PAK", "IND")}),
        ("Kurdish fighters were trained in Iraq.", {("AID", "IRQ", "KURDS")}),
    ],
)
def test_forces_that_are_moved_are_moved_by_their_owner(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Peru told two Chilean diplomats to leave.", "SANCTION"),
        ("Peru gave the Chilean ambassador a week to leave.", "SANCTION"),
        ("Chile's ambassador was told to leave Peru.", "SANCTION"),
        ("Peru told Chilean journalists to get out.", "COERCE"),
        ("Peru told two Chilean diplomats to stay.", "REQUEST"),
        ("Peru told the Chilean ambassador to convey its protest.", "REQUEST"),
        ("Peru gave the Chilean ambassador a week to answer.", "THREATEN"),
        ("Peru told Chile to leave the reef.", "REQUEST"),
    ],
)
def test_people_who_are_told_to_leave_are_thrown_out(text: str, kind: str) -> None:
    assert told(text) == {(kind, "PER", "CHL")}


def test_a_visitor_who_is_welcomed_somewhere_has_come() -> None:
    assert told("Sergei Lavrov welcomed John Kerry in Moscow on Tuesday.") == {("CONSULT", "RUS", "USA")}
    assert told("Germany welcomed the release of the sailors by Iran.") == {("SUPPORT", "DEU", "IRN")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Canada imposed sanctions on a Peruvian firm.", ("SANCTION", "CAN", "PER")),
        ("Italy banned the Iranian airline from its airports.", ("SANCTION", "ITA", "IRN")),
        ("Kenya froze the assets of two Ugandan ministers.", ("SANCTION", "KEN", "UGA")),
        ("France sanctioned Mali over the coup.", ("SANCTION", "FRA", "MLI")),
        ("The Chilean parliament voted for sanctions against Peru.", ("SANCTION", "CHL", "PER")),
        ("Egypt echoed a call for Israel to halt the strikes.", ("REQUEST", "EGY", "ISR")),
    ],
)
def test_a_measure_against_those_of_another_state_is_a_sanction(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(text)


def test_a_measure_that_names_nobody_goes_with_the_one_before() -> None:
    assert told("Peru recalled its envoy from Quito. Talks on the border were broken off.") == {
        ("SANCTION", "PER", "ECU")
    }
    assert ("SANCTION", "SEN", "GMB") in told("Senegal shut its land border with Gambia. Flights were halted too.")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A North Korean delegation is visiting Havana.", ("CONSULT", "PRK", "CUB")),
        ("The Omani minister, on a visit to Tehran, smiled.", ("CONSULT", "OMN", "IRN")),
        ("The Mongolian prime minister stopped over in Beijing on Monday.", ("CONSULT", "MNG", "CHN")),
        (
            "Coming out of a meeting with his Honduran colleague, the Salvadoran foreign minister smiled.",
            ("CONSULT", "SLV", "HND"),
        ),
        ("The Cambodian and Vietnamese leaders spoke on the sidelines of the summit.", ("CONSULT", "KHM", "VNM")),
        ("The Thai and Lao premiers spoke by telephone.", ("CONSULT", "THA", "LAO")),
        ("Delegates from Uganda and Rwanda sat down for a third day of talks.", ("CONSULT", "UGA", "RWA")),
    ],
)
def test_visits_and_talks_are_told_in_passing(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(text)


def test_a_mission_is_closed_or_opened_by_whose_it_is() -> None:
    assert told("The Italian embassy in Tripoli has been closed.") == {("SANCTION", "ITA", "LBY")}
    assert {(s, t) for _, s, t in told("The Jordanian embassy in Damascus was reopened.")} == {("JOR", "SYR")}
    assert ("SANCTION", "LBY", "ITA") in told("The Italian embassy in Tripoli was closed by Libya.")


def test_a_ban_that_comes_into_force_is_one() -> None:
    assert told("Norway's ban on Indonesian palm oil entered into force last month.") == {("SANCTION", "NOR", "IDN")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ghana's embargo on Togo ended on Tuesday.", ("CONCEDE", "GHA", "TGO")),
        ("Jordan's boycott of Israeli goods came to an end in 1995.", ("CONCEDE", "JOR", "ISR")),
        ("The occupation of Kuwait by Iraq ended in 1991.", ("RETREAT", "IRQ", "KWT")),
        ("Fighting between Armenia and Azerbaijan stopped on Tuesday evening.", ("RETREAT", "ARM", "AZE")),
        ("Sanctions imposed on Burundi by the EU were lifted in 2022.", ("CONCEDE", "EU", "BDI")),
        ("Negotiations between Kenya and Somalia ended in Nairobi.", ("CONSULT", "KEN", "SOM")),
    ],
)
def test_what_was_done_to_another_and_ends_is_ended_by_who_did_it(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(text)


def test_a_blockade_that_has_not_ended_goes_on() -> None:
    assert told("Senegal's blockade of Gambia has not ended.") == {("ASSAULT", "SEN", "GMB")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Somali envoy expelled from Kenya", ("SANCTION", "KEN", "SOM")),
        ("The Russian diplomats expelled from Sweden flew home on Sunday.", ("SANCTION", "SWE", "RUS")),
        ("Egyptian workers were expelled from Libya.", ("COERCE", "LBY", "EGY")),
        ("Britain expelled two diplomats from Iran.", ("SANCTION", "GBR", "IRN")),
    ],
)
def test_whom_nobody_named_throws_out_the_place_does(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {wanted}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Bulgarian nurses freed in Libya", {("CONCEDE", "LBY", "BGR")}),
        ("Two Turkish soldiers killed in Syrian shelling", {("ASSAULT", "SYR", "TUR")}),
        ("Kerry arrived in Kabul", {("CONSULT", "USA", "AFG")}),
        ("Swedish trawler held by Poland", {("COERCE", "POL", "SWE")}),
    ],
)
def test_a_bare_past_form_in_a_headline_is_a_passive(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert told(text, published=date(2016, 3, 2)) == wanted


@pytest.mark.parametrize(
    ("text", "kind", "one", "other"),
    [
        ("Negotiations on the pipeline between Russia and Turkey were suspended.", "SANCTION", "RUS", "TUR"),
        ("Ferry traffic between Morocco and Spain was suspended.", "SANCTION", "MAR", "ESP"),
        ("Exercises between the United States and South Korea were suspended.", "SANCTION", "USA", "KOR"),
    ],
)
def test_what_two_share_and_is_stopped_is_cut_to_both(text: str, kind: str, one: str, other: str) -> None:
    assert told(text) == {(kind, one, other), (kind, other, one)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The African Union adopted a resolution suspending Niger.", ("SANCTION", "AU", "NER")),
        ("The Arab League suspended Syria in November.", ("SANCTION", "LAS", "SYR")),
        ("Azerbaijan cut off the supply of gas to Armenia.", ("SANCTION", "AZE", "ARM")),
    ],
)
def test_who_suspends_a_member_or_cuts_off_its_gas_cuts_what_there_was(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {wanted}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Togo gave Mali's ambassador two days to get out of the country.", "SANCTION"),
        ("Togo sent the Malian military attache packing after a row over the files.", "SANCTION"),
        ("Togo passed a new round of sanctions against Mali.", "SANCTION"),
        ("Togo ratcheted up its embargo against Mali on Friday.", "SANCTION"),
        ("Togo's sanctions on Malian cotton came into force on Friday.", "SANCTION"),
        ("Togo pulled the plug on a railway project with Mali late on Friday.", "SANCTION"),
        ("Togo drove thousands of Malians over the border.", "COERCE"),
        ("Togolese police led a Malian blogger away in handcuffs.", "COERCE"),
        ("Togolese hackers broke into the network of the Malian parliament.", "COERCE"),
    ],
)
def test_what_is_done_to_another_is_told_in_many_words(text: str, kind: str) -> None:
    assert told(text) == {(kind, "TGO", "MLI")}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Togolese agents forcibly returned two Malian men.", "COERCE"),
        ("The Togolese coastguard cut off the Malian island.", "SANCTION"),
        ("Togo eavesdropped on Malian ministers.", "COERCE"),
    ],
)
def test_a_verb_with_its_particle_is_surer_than_the_model(text: str, kind: str) -> None:
    assert told(text) == {(kind, "TGO", "MLI")}


@pytest.mark.parametrize(
    "text",
    [
        "A blizzard stopped trains between Togo and Mali.",
        "Togo's football federation banned its own coach after the match with Mali.",
        "Togolese farmers seized the chance to sell more apples in Mali.",
        "The Togolese minister boarded a plane for Mali.",
        "A Togolese skier crashed into the barrier in Mali.",
    ],
)
def test_weather_sport_and_courtesy_take_no_measures(text: str) -> None:
    assert told(text) == set()


def test_a_deadline_is_lifted_by_whoever_set_it() -> None:
    text = "Kenya gave Uganda until Friday to go. Uganda threatened Kenya with war. The deadline has been dropped."
    assert ("CONCEDE", "KEN", "UGA") in [(t, s, g) for t, s, g, *_ in told(text)]
