"""Which acts a story tells as facts: constructions of verbs and nouns."""

from __future__ import annotations

import sys
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import detente

sys.path.insert(0, str(Path(__file__).parent))
told = import_module("reading_told").told


def test_attackers_of_no_state_get_no_other_state_for_a_target() -> None:
    text = "Norway condemned Chile on Monday. Chile offered condolences for the 41 people killed by suicide bombers."
    assert not any(kind == "ASSAULT" for kind, _, _ in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "Peru demanded that Chile free the crew and threatened to close its ports.",
        "Peru said that Chile would leave and threatened to close its ports.",
    ],
)
def test_a_second_verb_goes_on_with_the_one_of_its_own_tense(text: str) -> None:
    assert {("THREATEN", "PER", "CHL")} == {t for t in told(text) if t[0] == "THREATEN"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lithuania's parliament voted on Thursday to downgrade ties with Minsk.", ("SANCTION", "LTU", "BLR")),
        ("Pakistan allowed an Indian diplomat to meet a convicted spy.", ("CONCEDE", "PAK", "IND")),
        ("Iranian guards detained the crew of a Liberian-flagged tanker.", ("COERCE", "IRN", "LBR")),
        ("Chad attacked the statement of Niger.", ("ACCUSE", "TCD", "NER")),
    ],
)
def test_what_an_infinitive_or_a_flag_tells_is_told(text: str, found: tuple[str, str, str]) -> None:
    assert told(text) == {found}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kenya gave Uganda a week to withdraw its troops.", ("THREATEN", "KEN", "UGA")),
        ("A missile fired by Hezbollah destroyed an Israeli tank.", ("ASSAULT", "HEZBOLLAH", "ISR")),
        ("Congress approved sanctions on Iran.", ("SANCTION", "USA", "IRN")),
    ],
)
def test_who_fired_who_set_a_term_and_who_approved_did_it(text: str, found: tuple[str, str, str]) -> None:
    assert told(text) == {found}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("After talks with Sergei Lavrov in Moscow, John Kerry said they were closer.", ("CONSULT", "USA", "RUS")),
        ("Following a meeting with Egypt's king, Swedish envoys spoke of peace.", ("CONSULT", "SWE", "EGY")),
        ("Ahead of talks with Sergei Lavrov, John Kerry was hopeful.", ("AGREE", "USA", "RUS")),
    ],
)
def test_who_comes_from_talks_or_goes_to_them_is_their_other_side(text: str, found: tuple[str, str, str]) -> None:
    day = date(2014, 6, 30)
    events = detente.read(text, published=day).events
    assert found in {(e.type, e.source[0].code, e.target[0].code) for e in events}


def test_a_finite_verb_behind_an_infinitive_tells_of_its_own() -> None:
    text = "Peru urged the rebels to reconsider and spoke with Chile's envoy on Tuesday."
    assert ("CONSULT", "PER", "CHL") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "A pro-Russian rally was held in Belgrade.",
        "Anti-government protests were held in Dakar.",
        "Iranian state television broadcast anti-Saudi propaganda.",
        "The anti-Iraq coalition met in Riyadh.",
    ],
)
def test_what_is_for_somebody_or_no_protest_is_against_nobody(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Poland castigated Italy over the budget.", ("ACCUSE", "POL", "ITA")),
        ("Turkey objected to an Iraqi map.", ("REJECT", "TUR", "IRQ")),
        ("France chided Chad for its delay.", ("ACCUSE", "FRA", "TCD")),
        ("Togo capitulated to Ghana.", ("RETREAT", "TGO", "GHA")),
        ("Vanuatu ticked off Fiji over its ballot in New York.", ("ACCUSE", "VUT", "FJI")),
        ("Lima hit out at Quito, saying that it was meddling.", ("ACCUSE", "PER", "ECU")),
    ],
)
def test_the_model_overrules_no_verb_of_one_meaning(text: str, found: tuple[str, str, str]) -> None:
    assert told(text) == {found}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Israel killed Hezbollah's leader in an air strike on Beirut.",
            {("ASSAULT", "ISR", "HEZBOLLAH"), ("ASSAULT", "ISR", "LBN")},
        ),
        ("Two Kenyan soldiers were killed in an al-Shabaab ambush.", {("ASSAULT", "SHABAB", "KEN")}),
        (
            "Turkey bombed PKK camps in retaliation for the killing of 13 soldiers.",
            {("ASSAULT", "TUR", "PKK"), ("ASSAULT", "PKK", "TUR")},
        ),
        (
            "Peru expelled two Chilean envoys over the murder of a journalist.",
            {("SANCTION", "PER", "CHL"), ("ASSAULT", "CHL", "PER")},
        ),
    ],
)
def test_a_deed_beside_a_verb_has_the_doer_that_the_verb_shows(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert told(text) == wanted


def test_nobody_is_no_person() -> None:
    assert not told("Trains stop at Warsaw on their way from Belarus.")
    assert told("Egypt's president rushed to Khartoum.") == {("CONSULT", "EGY", "SDN")}


def test_who_is_punished_did_what_he_is_punished_for() -> None:
    assert ("REQUEST", "MLI", "RUS") in told("France punished Mali for inviting Russian mercenaries.")
    assert ("REJECT", "HND", "PER") in told("The court fined Honduras for refusing to meet Peru.")
    assert ("REQUEST", "FRA", "RUS") in told("France punished Mali by inviting Russian ministers.")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("India, China to hold border talks", ("AGREE", "IND", "CHN")),
        ("Japan, S. Korea agree to share intelligence", ("AGREE", "JPN", "KOR")),
        ("Lavrov, Kerry meet in Geneva", ("CONSULT", "RUS", "USA")),
        ("Greece to Turkey: pull out of Cyprus", ("REQUEST", "GRC", "TUR")),
        ("Pakistan to India: hand over suspects", ("REQUEST", "PAK", "IND")),
        ("Turkey downs Russian jet near Syria border", ("ASSAULT", "TUR", "RUS")),
        ("German foreign minister arrives in Kabul", ("CONSULT", "DEU", "AFG")),
    ],
)
def test_headlines_are_read_like_sentences(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text, published=date(2016, 3, 2)) == {wanted}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Security Council adopted a resolution imposing an arms embargo on Eritrea.", ("SANCTION", "UN", "ERI")),
        ("The Security Council adopted a resolution demanding that Serbia leave Kosovo.", ("REQUEST", "UN", "SRB")),
        ("The European Parliament approved a resolution urging Turkey to free them.", ("REQUEST", "EU", "TUR")),
        ("The Security Council adopted a resolution against Iran.", ("ACCUSE", "UN", "IRN")),
    ],
)
def test_what_a_resolution_says_is_the_act_and_not_that_it_was_adopted(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {wanted}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A rocket launched from Gaza by Hamas hit an Israeli school.", ("ASSAULT", "HAMAS", "ISR")),
        ("A Russian-made missile fired by Ukraine fell on Poland.", ("ASSAULT", "UKR", "POL")),
        ("A Kremlin-controlled company cut gas supplies to Moldova.", ("SANCTION", "RUS", "MDA")),
        ("A ship owned by Iran was seized by Greece.", ("COERCE", "GRC", "IRN")),
        ("Indonesia seized a trawler flying the Chinese flag.", ("COERCE", "IDN", "CHN")),
        ("Argentina detained a trawler belonging to Taiwan.", ("COERCE", "ARG", "TWN")),
        ("Israel bombed a base run by Hezbollah.", ("ASSAULT", "ISR", "HEZBOLLAH")),
        ("A helicopter carrying French soldiers was shot down by Chadian rebels.", ("ASSAULT", "TCD", "FRA")),
        ("The loss of a Chilean jet to a Peruvian missile led the news.", ("ASSAULT", "PER", "CHL")),
    ],
)
def test_a_party_acts_by_what_it_fires_owns_and_runs(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {wanted}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Georgia's army, Moscow insists, fired on Russian peacekeepers.", ("ASSAULT", "GEO", "RUS")),
        ("China, Philippine officials said, used water cannon on a Filipino boat.", ("ASSAULT", "CHN", "PHL")),
        ("Peru told Chile that goodwill had its end and urged it to leave.", ("REQUEST", "PER", "CHL")),
        ("Mali told Niger that talks had failed and recalled its envoy.", ("SANCTION", "MLI", "NER")),
    ],
)
def test_an_aside_or_a_thing_takes_no_verb_from_its_doer(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Peru's president had ordered his men to hold fire on Sunday and offered the rebels of Chile talks.",
            ("AGREE", "PER", "CHL"),
        ),
        (
            "Kenya's president flew to Kampala on Tuesday to see the Ugandan premier and travelled on to Kigali.",
            ("CONSULT", "KEN", "RWA"),
        ),
    ],
)
def test_a_past_behind_an_infinitive_goes_on_with_the_verb_above(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Norway's envoy shuttled for weeks between Chad and Sudan.",
            {("CONSULT", "NOR", "TCD"), ("CONSULT", "NOR", "SDN")},
        ),
        (
            "Peru's minister discussed the sharing of the river with the Chilean ambassador.",
            {("CONSULT", "PER", "CHL")},
        ),
        ("Australia's premier broached the subject of the whaling fleet with Japan.", {("CONSULT", "AUS", "JPN")}),
        (
            "Kenya's minister met on the margins of the summit with his Ugandan counterpart.",
            {("CONSULT", "KEN", "UGA")},
        ),
        ("Algeria sells 20,000 barrels of crude a day to Cuba.", {("COOPERATE", "DZA", "CUB")}),
        ("Chad condemned Niger's war with Nigeria.", {("ACCUSE", "TCD", "NER")}),
    ],
)
def test_with_whom_it_is_done_may_hang_on_the_nearest_noun(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Latvian and Estonian rescuers together combed the dunes for the crew.", {("COOPERATE", "LVA", "EST")}),
        ("Swedish and Finnish jets flew joint patrols over the Baltic.", {("COOPERATE", "SWE", "FIN")}),
        ("The presidents of Kenya and Uganda huddled for two hours in Nairobi.", {("CONSULT", "KEN", "UGA")}),
        ("Kenya and Uganda together have 90 million people.", set()),
        ("Kenya and Uganda returned to the negotiating table in Paris.", {("CONSULT", "KEN", "UGA")}),
    ],
)
def test_two_who_do_it_as_one_do_it_with_each_other(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert told(text) == wanted
