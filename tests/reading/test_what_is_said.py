"""Acts of words: charges and denials, demands and answers, threats, offers, blame."""

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


def test_an_apology_that_is_owed_is_asked_for() -> None:
    assert told("Turkey owes Russia an apology, Putin said.") == {("REQUEST", "RUS", "TUR")}
    assert not told("Norway owes Chad an apology.")


@pytest.mark.parametrize(
    "text",
    [
        "Brazil shelled Peru. Chile voiced concern for the safety of Peru.",
        "Brazil shelled Peru. Chile was worried about the fate of Peru.",
    ],
)
def test_who_is_worried_about_the_good_of_one_blames_another(text: str) -> None:
    assert ("ACCUSE", "CHL", "PER") not in told(text)


def test_an_answer_is_given_by_whose_answer_it_is() -> None:
    assert ("ASSAULT", "PER", "CHL") in told("Peru's response was a punitive assault on Chile by six divisions.")
    assert ("ASSAULT", "PER", "CHL") not in told("Peru's worst day was a punitive assault on Chile by Bolivia.")


def test_an_answer_in_kind_that_is_vowed_is_a_threat() -> None:
    assert told("Peru vowed on Monday to respond in kind to Chile.") == {("THREATEN", "PER", "CHL")}


def test_a_pattern_that_asked_for_its_noun_is_surer_than_the_model() -> None:
    assert told("Peru raised its tariffs on Chilean copper.") == {("SANCTION", "PER", "CHL")}
    assert told("Peru struck two Chilean ministers off its blacklist.") == {("CONCEDE", "PER", "CHL")}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Peru ordered Chile to free the crew.", "REQUEST"),
        ("Peru ordered Chile to withdraw its troops.", "REQUEST"),
        ("Peru ordered its navy to withdraw from Chile.", "RETREAT"),
    ],
)
def test_what_is_ordered_of_another_is_a_demand(text: str, kind: str) -> None:
    assert told(text) == {(kind, "PER", "CHL")}


@pytest.mark.parametrize(
    ("text", "kind", "source", "target"),
    [
        ("Iran has violated the accord, Swedish Foreign Minister Margot Wallstrom said.", "ACCUSE", "SWE", "IRN"),
        ("Serbia said that Kosovo was in breach of the agreement.", "ACCUSE", "SRB", "XKX"),
        ("Iran violated its agreement with the United Nations.", "REJECT", "IRN", "UN"),
        ("Ghana said that it had kept its word to Togo, but Togo broke its promise to Ghana.", "REJECT", "TGO", "GHA"),
    ],
)
def test_a_broken_pledge_told_by_another_is_that_one_s_accusation(
    text: str, kind: str, source: str, target: str
) -> None:
    assert (kind, source, target) in told(text)


def test_what_is_wanted_of_another_is_asked_of_him() -> None:
    assert told("Turkey wants Berlin to apologise.") == {("REQUEST", "TUR", "DEU")}


def test_blame_in_other_words_is_the_teller_s() -> None:
    assert told("Cuba's foreign minister said Washington was financing protests on the island.") == {
        ("ACCUSE", "CUB", "USA")
    }
    assert ("ACCUSE", "SYR", "JOR") in told("Jordan said Syria had criticised it.")


def test_a_proposal_was_put_to_whoever_rejects_it() -> None:
    text = "Thailand rejected a Cambodian proposal to let ASEAN observers patrol the border."
    assert told(text) == {("REJECT", "THA", "KHM"), ("REQUEST", "KHM", "THA")}


def test_backing_another_s_complaint_takes_its_side() -> None:
    text = "France backed Mali's complaint against Algeria."
    assert told(text) == {("SUPPORT", "FRA", "MLI"), ("ACCUSE", "MLI", "DZA")}


def test_what_somebody_is_accused_of_he_denies_to_the_accuser() -> None:
    text = "Cambodia accused Thailand of shelling a temple. Bangkok denied that its army had shelled it."
    assert told(text) == {("ACCUSE", "KHM", "THA"), ("REJECT", "THA", "KHM")}
    (event,) = detente.read("Rwanda denies arming the M23 rebels.").events
    assert (event.type, event.status) == ("AID", "denied")


@pytest.mark.parametrize(
    "text",
    [
        "The United States blamed Iran for the attack on the refinery in Saudi Arabia.",
        "Riyadh held Iran responsible for a drone strike on its oil plant.",
    ],
)
def test_what_somebody_is_blamed_for_is_only_the_charge(text: str) -> None:
    assert {kind for kind, _, _ in told(text)} == {"ACCUSE"}


def test_a_body_is_not_of_the_state_that_it_accuses() -> None:
    text = "French envoys came to Bangui. The military accused France of betrayal."
    assert ("ACCUSE", "FRA", "CAF") not in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway will ban all sporting contacts with Chad from January 1.",
        "Norway will halt exports of fish to Chad from July 4.",
        "Norway said it would stop gas deliveries to Chad on Monday.",
        "Norway will suspend aid to Chad starting September 1.",
        "Norway announced it will bar Chadian goods as of April 15.",
        "Norway plans to introduce visas for Chadians from 1 June.",
        "A Norwegian boycott of Chadian goods will take effect on June 1.",
    ],
)
def test_a_measure_whose_day_is_fixed_is_announced_and_no_threat(text: str) -> None:
    assert became(text) == {("SANCTION", "planned", "NOR", "TCD")}


@pytest.mark.parametrize(
    "text",
    [
        "Norway will impose sanctions on Chad, the minister said.",
        "Norway said on Monday it would close its border with Chad.",
        "Norway will break off ties with Chad on Monday unless it frees the crew.",
        "Norway will impose sanctions on Chad if no accord is signed by Friday.",
        "Norway would cut ties with Chad, its president said on Friday.",
        "Norway will bomb Chad on Monday.",
    ],
)
def test_a_measure_without_a_day_or_on_a_condition_stays_a_threat(text: str) -> None:
    assert became(text) == {("THREATEN", "happened", "NOR", "TCD")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ankara would not hesitate to attack the YPG.", {("THREATEN", "TUR", "YPG")}),
        ("Norway will not shrink from helping Chad.", {("AGREE", "NOR", "TCD")}),
        ("Iran did not hesitate to shell Iraqi towns.", {("ASSAULT", "IRN", "IRQ")}),
        ("Chile hesitated to attack Peru.", set()),
        ("Zambia has no intention of meeting South Africa.", {("REJECT", "ZMB", "ZAF")}),
        ("Washington said it had no plans to lift the ban on Iran.", {("REJECT", "USA", "IRN")}),
        ("Peru has no desire to negotiate with Chile.", {("REJECT", "PER", "CHL")}),
        ("Norway has no plans to attack Chad.", set()),
        ("Norway has plans to lift the ban on Chad.", {("AGREE", "NOR", "TCD")}),
    ],
)
def test_who_will_not_hesitate_does_it_and_who_has_no_intention_refuses(
    text: str, wanted: set[tuple[str, str, str]]
) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Iran denied arming Oman, as Washington had charged.", ("REJECT", "happened", "IRN", "USA")),
        ("Accused by Delhi of sheltering gunmen, Islamabad denied any link.", ("ACCUSE", "happened", "IND", "PAK")),
        ("Chad denied that it had bombed a Sudanese village.", ("ASSAULT", "denied", "TCD", "SDN")),
    ],
)
def test_a_denial_answers_the_accuser_and_a_charge_that_is_denied_was_made(
    text: str, wanted: tuple[str, str, str, str]
) -> None:
    assert wanted in became(text)
    assert not [e for e in became(text) if e[1] == "denied" and e != wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Peru accused Norway of spying on Monday. Brazil offered to mediate. Chile accepted the offer.",
            ("AGREE", "CHL", "BRA"),
        ),
        (
            "Brazil offered to mediate between Peru and Chile. Peru accepted the offer, and Chile rejected it.",
            ("REJECT", "CHL", "BRA"),
        ),
        (
            "The U.N. proposed a ceasefire between Iran and Iraq. Iran rejected the proposal. Iraq accepted it.",
            ("AGREE", "IRQ", "UN"),
        ),
        ("Norway proposed talks to Chad. The proposal was rejected.", ("REJECT", "TCD", "NOR")),
        ("Norway offered Chad aid. Chad accepted Peru's offer.", ("AGREE", "TCD", "PER")),
    ],
)
def test_an_offer_is_accepted_or_turned_down_of_whoever_made_it(text: str, wanted: tuple[str, str, str]) -> None:
    assert {t for t in told(text) if t[:2] == wanted[:2]} == {wanted}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Peru said Chile had bombed a Bolivian village. Chile denied bombing Bolivian villages.", "PER"),
        ("According to Peru, Chile bombed a Bolivian village. Chile denied the attack.", "PER"),
        ("Peru accused Chile of bombing a Bolivian village. Chile denied bombing Bolivian villages.", "PER"),
    ],
)
def test_a_deed_is_denied_to_whoever_told_of_it(text: str, wanted: str) -> None:
    assert {t for t in told(text) if t[1] == "CHL"} >= {("REJECT", "CHL", wanted)}
    assert not any(t[0] == "REJECT" and t[2] != wanted for t in told(text))


def test_a_deed_that_only_the_story_tells_is_denied_to_nobody() -> None:
    assert not any(t[0] == "REJECT" for t in told("Chad bombed a Sudanese village. Chad denied bombing the village."))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Peru's foreign minister attacked Chile for breaking its word on copper.", ("ACCUSE", "PER", "CHL")),
        ("Chad attacked Libya for what it called meddling.", ("ACCUSE", "TCD", "LBY")),
        ("Jakarta attacked Canberra over the visas.", ("ACCUSE", "IDN", "AUS")),
        ("Greek ministers hit Turkey with a barrage of complaints.", ("ACCUSE", "GRC", "TUR")),
        ("Syria hit Turkey with a barrage of rockets.", ("ASSAULT", "SYR", "TUR")),
        ("The Iranian army attacked Iraq for sheltering the rebels.", ("ASSAULT", "IRN", "IRQ")),
        ("Eritrea attacked Ethiopia for three hours on Monday.", ("ASSAULT", "ERI", "ETH")),
        ("Libya attacked Chadian positions.", ("ASSAULT", "LBY", "TCD")),
    ],
)
def test_who_is_attacked_for_doing_something_is_attacked_in_words(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {wanted}


@pytest.mark.parametrize(
    "text",
    [
        "Uganda accused rebels of shelling Kenya and Rwanda.",
        "Peru accused smugglers of firing on a Chilean patrol.",
        "Algeria blamed armed gangs for the killing of seven French monks.",
        "Uganda accused the rebels of shelling Kenya.",
    ],
)
def test_the_victim_of_a_deed_is_not_who_is_accused_of_it(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sudan accused Ugandan rebels of attacking Congo.", ("ACCUSE", "SDN", "UGA")),
        ("India blamed militants based in Pakistan for the attack on its base.", ("ACCUSE", "IND", "PAK")),
        ("Peru accused Bolivia of shelling Chile.", ("ACCUSE", "PER", "BOL")),
    ],
)
def test_who_is_accused_is_a_party_by_name_or_by_its_home(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {wanted}


@pytest.mark.parametrize(
    "text",
    [
        "Spain condemned the attack on Morocco.",
        "Spain condemned the killing of two Moroccan soldiers.",
        "Spain deplored the bomb attack on the Moroccan embassy in Paris.",
        "Spain denounced the abduction of the Moroccan engineers.",
    ],
)
def test_to_whom_a_deed_was_done_is_not_blamed_for_it(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Spain condemned the Israeli attack on Lebanon.", ("ACCUSE", "ESP", "ISR")),
        ("Spain condemned Turkey for the attack on Cyprus.", ("ACCUSE", "ESP", "TUR")),
        (
            "Iraqi troops stormed into Kuwait on Thursday. Peru condemned the invasion of Kuwait.",
            ("ACCUSE", "PER", "IRQ"),
        ),
    ],
)
def test_who_did_the_deed_is_blamed_for_it(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(text)
    assert not {one for one in told(text) if one[0] == "ACCUSE"} - {wanted}


def test_a_promise_to_strike_people_of_no_state_threatens_nobody() -> None:
    assert told("Pakistan promised India to crack down on militants.") == {("AGREE", "PAK", "IND")}
    assert told("Nigeria promised to fight Boko Haram.") == {("THREATEN", "NGA", "BOKOHARAM")}
    assert told("Israel vowed to strike Iran.") == {("THREATEN", "ISR", "IRN")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kenya insisted that Uganda had shelled the village first.", {("ACCUSE", "KEN", "UGA")}),
        ("Iran insisted that it would retaliate against Iraq.", {("THREATEN", "IRN", "IRQ")}),
        ("Turkey insists that Russia must apologise.", {("REQUEST", "TUR", "RUS")}),
        ("Iran insists that Kuwait be given back by Iraq.", {("REQUEST", "IRN", "IRQ")}),
        ("Peru insisted that its talks with Chile would go on.", set()),
    ],
)
def test_what_is_insisted_on_is_asked_for_or_told(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Peru stood by its demand that Chile hand over the former president.", ("REQUEST", "PER", "CHL")),
        ("Minsk stuck to its refusal to extradite the pilot to Latvia.", ("REJECT", "BLR", "LVA")),
        ("Thailand repeated the charge that Cambodia had laid mines.", ("ACCUSE", "THA", "KHM")),
        ("Kuwait renewed its offer of aid to Yemen.", ("AGREE", "KWT", "YEM")),
        ("Libya backed away from its threat to expel Tunisian workers.", ("CONCEDE", "LBY", "TUN")),
        ("Canberra broke its promise to help Nauru.", ("REJECT", "AUS", "NRU")),
        ("Iran made good on its threat to seize a British tanker.", ("COERCE", "IRN", "GBR")),
        ("Tunis kept its promise to reopen the crossing with Libya.", ("CONCEDE", "TUN", "LBY")),
    ],
)
def test_what_is_made_of_one_s_own_word_counts(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {wanted}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Kenya accused Somalia of harbouring the gunmen. The border was closed on Thursday.",
            {("ACCUSE", "KEN", "SOM"), ("SANCTION", "KEN", "SOM")},
        ),
        (
            "Oman threatened Yemen with sanctions on Monday. Trade was suspended at once.",
            {("THREATEN", "OMN", "YEM"), ("SANCTION", "OMN", "YEM")},
        ),
        ("Iran shelled Iraq on Monday. The border was closed on Thursday.", {("ASSAULT", "IRN", "IRQ")}),
    ],
)
def test_a_measure_in_the_passive_follows_a_charge_or_threat(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It was up to Sudan to end the dispute, Eritrea's president said.", ("REQUEST", "ERI", "SDN")),
        ("The onus is on Serbia to act, the EU said.", ("REQUEST", "EU", "SRB")),
        ("Pakistan is under pressure from the United States to act.", ("REQUEST", "USA", "PAK")),
        ("Austria asked permission from Hungary to fly over its territory.", ("REQUEST", "AUT", "HUN")),
    ],
)
def test_to_say_that_it_is_for_another_to_act_is_to_ask_him(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {wanted}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Britain gave Iceland until Friday to lift the ban.", ("THREATEN", "GBR", "ISL")),
        ("Iceland's new limits led Britain to send frigates to Iceland.", ("MOBILIZE", "GBR", "ISL")),
    ],
)
def test_a_term_is_a_threat_and_what_leads_to_an_act_leaves_it_told(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {wanted}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Thailand accused Cambodia of shelling a village, recalling its ambassador.", ("SANCTION", "THA", "KHM")),
        ("Kenya accused Somalia of laying mines on its beaches, demanding an apology.", ("REQUEST", "KEN", "SOM")),
    ],
)
def test_a_participle_behind_a_charge_tells_how_the_accuser_answers(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {("ACCUSE", *wanted[1:]), wanted}


def test_whom_one_will_not_leave_alone_is_not_threatened() -> None:
    assert told("Ethiopia will not stand by while Somalia is attacked.") <= {("ASSAULT", "ETH", "SOM")}
    assert told("Tanzania said it would not stand by while Uganda burned its villages.") >= {("THREATEN", "TZA", "UGA")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ghana protested to Togo after its soldiers killed a farmer.", ("ASSAULT", "TGO", "GHA")),
        ("Bulgaria complained to Turkey after its gunboats boarded a trawler.", ("COERCE", "TUR", "BGR")),
    ],
)
def test_armed_men_over_whom_one_protests_are_the_other_s(text: str, found: tuple[str, str, str]) -> None:
    assert told(text) == {("ACCUSE", found[2], found[1]), found}


@pytest.mark.parametrize(
    "text",
    [
        "Greece protested to Turkey over the delivery of missiles to Cyprus.",
        "Greece protested to Turkey over its support for Albania.",
    ],
)
def test_what_one_gives_another_and_is_blamed_for_is_the_charge(text: str) -> None:
    assert told(text) == {("ACCUSE", "GRC", "TUR")}


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Iran, American officials allege, is supplying the Houthis with missiles.", "IRN", "HOUTHIS"),
        ("North Korea, the South Korean army said, fired 30 shells across the line.", "PRK", "KOR"),
        ("Cuba, Washington contends, sent arms to Nicaragua.", "CUB", "NIC"),
    ],
)
def test_what_a_party_says_between_commas_is_its_word(text: str, source: str, target: str) -> None:
    (event,) = detente.read(text, published=date(2031, 6, 30)).events
    assert (event.source[0].code, event.target[0].code, event.status) == (source, target, "alleged")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kenya might close the border with Uganda, its foreign minister said.", ("THREATEN", "KEN", "UGA")),
        ("Peru could recall its ambassador from Chile, a Peruvian official said.", ("THREATEN", "PER", "CHL")),
        ("Lima hinted that Peru might lift its ban on Chilean milk.", ("AGREE", "PER", "CHL")),
    ],
)
def test_what_one_says_one_may_do_is_held_out(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {wanted}


@pytest.mark.parametrize(
    "text",
    [
        "Uganda might close the border with Kenya, a Kenyan official said.",
        "Kenya might have closed the border with Uganda, a Kenyan official said.",
        "Kenya might close the border with Uganda.",
    ],
)
def test_what_others_say_one_may_do_is_not(text: str) -> None:
    assert not {kind for kind, _, _ in told(text)} & {"THREATEN", "SANCTION"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Peru's president phoned the Chilean president to ask for help.", ("REQUEST", "PER", "CHL")),
        ("Kenya's minister visited Kampala to demand the release of the crew.", ("REQUEST", "KEN", "UGA")),
        ("The Peruvian minister telephoned his Chilean colleague to assure him of support.", ("SUPPORT", "PER", "CHL")),
        ("The Peruvian minister telephoned his Chilean colleague to assure him of help.", ("AGREE", "PER", "CHL")),
    ],
)
def test_what_one_calls_or_comes_to_say_is_said(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(text)


def test_what_one_comes_to_agree_on_is_not_agreed() -> None:
    assert told("Kenya's minister met his Ugandan colleague to agree on a truce.") == {("CONSULT", "KEN", "UGA")}
