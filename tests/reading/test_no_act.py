"""Words of acts that tell none: everyday uses, likenesses, what a state does at home, figures of speech."""

from __future__ import annotations

import sys
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import detente

sys.path.insert(0, str(Path(__file__).parent))
told = import_module("reading_told").told


def became(text: str) -> set[tuple[str, str, str, str]]:
    """The types and statuses of a text's events, each with the codes of its two sides."""
    reading = detente.read(text, published=date(2031, 6, 30))
    return {
        (e.type, e.status.value, s.code or "", t.code or "") for e in reading.events for s in e.source for t in e.target
    }


@pytest.mark.parametrize(
    "text",
    [
        "Norway behaved as though Peru had attacked its ships.",
        "Chile spoke as if Iran had invaded Iraq.",
    ],
)
def test_what_is_only_likened_is_not_told(text: str) -> None:
    assert not any(kind == "ASSAULT" for kind, _, _ in told(text))


def test_the_same_words_without_the_likeness_are_told() -> None:
    assert ("ASSAULT", "IRN", "IRQ") in told("Chile said that Iran had invaded Iraq.")


def test_sanctions_that_will_be_dismantled_are_no_new_ones() -> None:
    assert told("Chad will dismantle its economic sanctions on Peru step by step.") == {("AGREE", "TCD", "PER")}


def test_a_coast_guard_guards_nobody() -> None:
    text = "A Greek coast guard vessel opened fire on a Turkish ship off Rhodes."
    assert told(text) == {("ASSAULT", "GRC", "TUR")}


def test_a_thing_that_takes_payment_is_nobody_s_act() -> None:
    text = (
        "The website was based in South Korea and accepted cryptocurrency as payment. The United States held its owner."
    )
    assert not any(kind == "AGREE" for kind, _, _ in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "Peru condemned Chile on Monday. Lima released a summary of the call.",
        "Peru condemned Chile on Monday. Storms battered Lima and killed 12 people in Chile.",
        "Peru beat Chile in the final on Monday.",
    ],
)
def test_everyday_uses_of_a_word_tell_no_act(text: str) -> None:
    assert not {kind for kind, _, _ in told(text)} & {"CONCEDE", "ASSAULT"}


def test_what_is_refused_of_everyday_things_is_refused() -> None:
    assert ("REJECT", "PER", "CHL") in told("Peru refused to release the report that Chile had demanded.")


@pytest.mark.parametrize(
    "text",
    [
        "Sudan borders Egypt in the north.",
        "India lags behind China in steel output.",
        "The Danube flows from Germany through Austria to the Black Sea.",
        "Peru resembles Bolivia in its customs.",
        "Norway drew 1-1 with Denmark in Oslo.",
        "A Chinese trawler capsized off Japan.",
        "Sudanese refugees crossed into Chad.",
        "A French company shot to the top of the charts in Morocco.",
    ],
)
def test_verbs_that_tell_no_act_tell_none_to_the_model_either(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Iranian boats crossed into Iraqi waters.", ("MOBILIZE", "IRN", "IRQ")),
        ("A Russian jet collided with a U.S. drone.", ("ASSAULT", "RUS", "USA")),
        ("Iran trailed a British tanker.", ("COERCE", "IRN", "GBR")),
    ],
)
def test_like_verbs_that_tell_acts_still_tell_them(text: str, found: tuple[str, str, str]) -> None:
    assert told(text) == {found}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Israel struck Syria. The attorney general dropped the case against the former premier.", "CONCEDE"),
        ("Colombia warned Venezuela. The Colombian congress opened an inquiry into wiretaps.", "ACCUSE"),
        ("Chad warned Niger. The Senate passed a farm bill. The president vetoed it.", "REJECT"),
        ("Chad warned Niger. Chadian prosecutors charged a former minister with fraud.", "ACCUSE"),
        ("Serbia warned Kosovo. The Serbian opposition accused the government of fraud.", "ACCUSE"),
        ("Serbia warned Kosovo. The Serbian opposition accused the government of fraud.", "REJECT"),
        ("Kenya warned Somalia. Kenya's parliament approved a law on marriage.", "SUPPORT"),
        ("Kenya warned Somalia. Kenya opened the trial of its former president.", "ACCUSE"),
        ("Japan warned China. The Japanese prime minister announced his resignation after a scandal.", "CONCEDE"),
        ("Norway warned Chad. Chad's president resigned, and Norway welcomed it.", "CONCEDE"),
        ("Norway warned Chad. Chad's premier offered to resign.", "AGREE"),
        ("Germany withdrew its last troops from Mali on Friday, ending a decade-long mission.", "SANCTION"),
        ("Spain froze the assets of a Venezuelan oil firm at the request of creditors.", "REQUEST"),
    ],
)
def test_what_a_state_does_at_home_is_done_to_no_other(text: str, kind: str) -> None:
    assert kind not in {k for k, _, _ in told(text)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Peru warned Chile. Peruvian police released the sailors.", ("CONCEDE", "PER", "CHL")),
        ("Peru warned Chile. Peru's parliament ratified the treaty.", ("SUPPORT", "PER", "CHL")),
        ("India warned Pakistan. The Indian parliament condemned the attack.", ("ACCUSE", "IND", "PAK")),
        ("Norway warned Chad. Norway demanded an election.", ("REQUEST", "NOR", "TCD")),
        ("Chad warned Niger. Chadian police arrested two Nigerien activists.", ("COERCE", "TCD", "NER")),
        ("Chad warned Norway. Chad expelled the envoy, breaking off relations.", ("SANCTION", "TCD", "NOR")),
        ("Spain arrested a Peruvian banker at Peru's request.", ("COOPERATE", "ESP", "PER")),
    ],
)
def test_courts_and_parliaments_deal_with_another_s_people_and_treaties(text: str, found: tuple[str, str, str]) -> None:
    assert found in told(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Iran warned Oman. Iranian warships began exercises in the Strait of Hormuz.", ("MOBILIZE", "IRN", "OMN")),
        ("India warned Pakistan. The army said it would hold exercises in Rajasthan.", ("MOBILIZE", "IND", "PAK")),
        ("Peru and Chile began naval exercises.", ("COOPERATE", "PER", "CHL")),
        ("Iran warned Iraq. The Iranian navy held drills with Oman.", ("COOPERATE", "IRN", "OMN")),
    ],
)
def test_who_exercises_alone_shows_his_force(text: str, found: tuple[str, str, str]) -> None:
    assert found in told(text)
    assert len({kind for kind, _, _ in told(text)} & {"COOPERATE", "MOBILIZE"}) == 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Nicaragua massed troops along the Honduran frontier, Honduras charged.",
            {("MOBILIZE", "alleged", "NIC", "HND")},
        ),
        (
            "Turkish soldiers were killed in an air strike that Ankara blamed on Syria.",
            {("ASSAULT", "alleged", "SYR", "TUR"), ("ACCUSE", "happened", "TUR", "SYR")},
        ),
        (
            "Chile said two of its soldiers were wounded in a Peruvian attack.",
            {("ASSAULT", "alleged", "PER", "CHL")},
        ),
        (
            "The attack killed three Peruvian soldiers, and Peru blamed Chile.",
            {("ASSAULT", "happened", "CHL", "PER"), ("ACCUSE", "happened", "PER", "CHL")},
        ),
    ],
)
def test_a_deed_on_one_party_s_word_is_told_once_and_alleged(text: str, wanted: set[tuple[str, str, str, str]]) -> None:
    assert became(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Thousands of Sudanese refugees flooded into Chad on Tuesday.",
        "A flood of Afghan migrants stormed into Iran in search of work.",
        "Refugees from Congo massed at the Ugandan border.",
        "Haitian boat people headed for Florida.",
        "Tourists from Poland invaded Slovakia's ski slopes.",
        "Hail fell on Swaziland as farmers from Mozambique brought in the maize.",
        "Rising prices attacked the savings of Zambian families, Botswana's minister said.",
        "Cheap Chinese steel flooded the Indian market in March.",
        "Heroin from Afghanistan poured into Russia.",
    ],
)
def test_people_and_things_that_come_by_themselves_are_no_force(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ethiopian troops poured into Somalia on Sunday.", {("ASSAULT", "ETH", "SOM")}),
        ("Rockets from Lebanon fell on Israel.", {("ASSAULT", "LBN", "ISR")}),
        ("Azeri protesters flooded into the streets to denounce Armenia.", {("PROTEST", "AZE", "ARM")}),
    ],
)
def test_forces_rockets_and_crowds_that_come_the_same_way_act(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Tanzania have close ties.",
        "Jordan has diplomatic relations with Israel.",
        "Brazil enjoys good relations with Angola.",
        "Laos maintains friendly relations with Vietnam.",
        "Egypt has a treaty with Israel.",
    ],
)
def test_how_two_stand_to_each_other_is_no_act(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kenya restored ties with Somalia.", ("SUPPORT", "KEN", "SOM")),
        ("The Chinese president hailed the close ties with Zambia.", ("SUPPORT", "CHN", "ZMB")),
        ("Norway broke off relations with Chad.", ("SANCTION", "NOR", "TCD")),
        ("Norway had talks with Chad.", ("CONSULT", "NOR", "TCD")),
    ],
)
def test_what_is_done_to_ties_is_an_act(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {wanted}


@pytest.mark.parametrize(
    "text",
    [
        "The president of Chad ended a tour of Asia.",
        "A paper in Lima quoted a press release of the Chilean embassy.",
        "The United States had not announced any plans to withdraw from Iraq.",
        "Kerry met with resistance in Moscow.",
    ],
)
def test_a_tour_ended_a_paper_released_a_plan_not_announced_are_no_acts(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Iceland protested through the Norwegian embassy.",
        "Cuba replied through the Swiss embassy that it would free the crew.",
        "Chile conveyed its rejection via diplomats of Argentina.",
    ],
)
def test_who_carries_a_message_is_not_spoken_to(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jordan never made good on its threat to close the Israeli embassy.",
        "Peru clung to the hope of talks with Chile.",
    ],
)
def test_what_was_only_threatened_or_hoped_for_is_not_told(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The truce between Armenia and Azerbaijan broke down on Sunday.",
        "The truce between Yemen and Saudi Arabia expired at midnight.",
        "A ceasefire between Mali and Niger fell apart in May.",
        "A gas deal between Bulgaria and Libya fell through last month.",
        "The defence pact between Turkey and Pakistan lapsed.",
    ],
)
def test_a_truce_or_a_pact_that_runs_out_is_no_act(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Honduras will pay a price for the raid, Nicaragua said.", ("THREATEN", "NIC", "HND")),
        ("Moscow said Tbilisi would have to bear the consequences.", ("THREATEN", "RUS", "GEO")),
        ("There will be consequences for Syria, the French government said.", ("THREATEN", "FRA", "SYR")),
        ("Beijing said Taipei was playing with fire.", ("THREATEN", "CHN", "TWN")),
        ("Thailand warned Cambodia that its patience was wearing thin.", ("THREATEN", "THA", "KHM")),
        ("Washington said all options were on the table against Venezuela.", ("THREATEN", "USA", "VEN")),
        ("Colombia will not tolerate further incursions by Venezuela, its president said.", ("THREATEN", "COL", "VEN")),
        ("Iran said Azerbaijan had crossed a red line.", ("ACCUSE", "IRN", "AZE")),
        ("Algeria said Morocco bore full responsibility for the crisis.", ("ACCUSE", "DZA", "MAR")),
    ],
)
def test_figures_of_speech_that_threaten_or_blame(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {wanted}


@pytest.mark.parametrize(
    "text",
    [
        "Honduras paid a price for the raid, Nicaragua said.",
        "Zambia's patience was praised by Norway's rivals.",
        "Norway said that there were consequences for Chad.",
    ],
)
def test_the_same_words_of_the_past_threaten_nobody(text: str) -> None:
    assert not any(kind == "THREATEN" for kind, _, _ in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "Norway declined to say whether Sweden had asked.",
        "Officials in Madrid declined to comment on a report that Morocco had hired a coach.",
        "The Danish premier refused to be drawn on who would win the vote in Latvia.",
        "Kenya refuses to rule out a strike on Somalia.",
    ],
)
def test_who_declines_to_comment_or_to_rule_out_refuses_nobody(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Peru denied Chilean claims that it had bombed a village.", ("REJECT", "PER", "CHL")),
        ("Kuwait dismissed Iraqi claims that its patrols had fired on fishermen.", ("REJECT", "KWT", "IRQ")),
        ("Pakistan's army refuted Afghan claims that its jets had hit a school.", ("REJECT", "PAK", "AFG")),
    ],
)
def test_the_wording_of_a_charge_that_is_turned_down_is_no_deed_beside_it(
    text: str, wanted: tuple[str, str, str]
) -> None:
    assert told(text) == {wanted}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Burundi signed a memorandum with Rwanda on cutting off arms supplies to rebels.", "SANCTION"),
        ("Chad and Niger reached a deal on closing their border to smugglers.", "SANCTION"),
        ("Talks between Serbia and Kosovo on lifting the trade ban failed.", "CONCEDE"),
        ("The Kenyan-led force that fights the Shabab in Somalia gave Ethiopia a tank.", "ASSAULT"),
    ],
)
def test_what_a_pact_is_on_and_what_somebody_always_does_is_no_act(text: str, kind: str) -> None:
    found = told(text)
    assert found
    assert kind not in {type_ for type_, _, _ in found}


def test_an_attack_that_is_named_after_where_it_was_is_by_nobody() -> None:
    assert told("Norway thanked Kenya after the Nairobi attacks of May.") == {("SUPPORT", "NOR", "KEN")}
    assert ("ASSAULT", "FRA", "LBY") in told("The Paris attack on Libya went on.")


@pytest.mark.parametrize(
    "text",
    [
        "A Polish transport plane crashed near Minsk on Tuesday, killing nine Belarusian guards.",
        "A Ukrainian ferry sank off Romania, killing eleven Bulgarian passengers.",
        "The crash of a Polish jet killed three Czech officers.",
    ],
)
def test_whom_a_mishap_kills_nobody_has_struck(text: str) -> None:
    assert not told(text)


def test_a_torpedo_and_a_bomber_strike() -> None:
    assert ("ASSAULT", "PRK", "KOR") in told("A North Korean torpedo sank a South Korean corvette, killing 46 sailors.")


def test_the_members_of_an_organisation_meet_each_other() -> None:
    assert told("The Arab League met in Cairo on Monday. The league condemned Chad.") == {("ACCUSE", "LAS", "TCD")}
    assert ("CONSULT", "ECOWAS", "GIN") in told("ECOWAS leaders met Guinea's junta in Conakry.")


def test_kind_words_that_merely_did_not_come_refuse_nobody() -> None:
    assert told("Peru's president received the Chilean envoy on Monday. He did not apologise.") == {
        ("CONSULT", "PER", "CHL")
    }
