"""Which acts a story tells as facts, and with whom as their other party."""

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


def test_attackers_of_no_state_get_no_other_state_for_a_target() -> None:
    text = "Norway condemned Chile on Monday. Chile offered condolences for the 41 people killed by suicide bombers."
    assert not any(kind == "ASSAULT" for kind, _, _ in told(text))


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


def test_an_apology_that_is_owed_is_asked_for() -> None:
    assert told("Turkey owes Russia an apology, Putin said.") == {("REQUEST", "RUS", "TUR")}
    assert not told("Norway owes Chad an apology.")


def test_sanctions_that_will_be_dismantled_are_no_new_ones() -> None:
    assert told("Chad will dismantle its economic sanctions on Peru step by step.") == {("AGREE", "TCD", "PER")}


def test_a_list_behind_a_plural_names_all_who_act() -> None:
    text = "The leaders of five states--Peru, Chile, Bolivia, Brazil, and Ecuador--met in Lima on 7 February."
    assert {("CONSULT", "PER", code) for code in ("CHL", "BOL", "BRA", "ECU")} <= told(text)
    text = "Some European governments, Peru and Chile urged the Bolivian government to cancel the purchase."
    assert told(text) == {("REQUEST", "PER", "BOL"), ("REQUEST", "CHL", "BOL")}


def test_who_meets_two_is_neither_of_them_though_nobody_knows_him() -> None:
    assert not told("Smithson met with the presidents of Peru and Chile.")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Peru and Chile ended the air raids on Monday.", {("RETREAT", "PER", "CHL")}),
        ("Peru and Chile condemned the air raids on Monday.", set()),
        ("Peru and Chile closed the border to Bolivia.", {("SANCTION", "PER", "BOL"), ("SANCTION", "CHL", "BOL")}),
    ],
)
def test_what_two_do_without_naming_another_they_do_to_each_other(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("text", "sources", "targets"),
    [
        ("The U.S., the U.K., and Israel condemned the Norwegian law.", "USA GBR ISR", "NOR"),
        ("On 18 August 1992 the ministers of France, the U.K., and Chile condemned Norway.", "FRA GBR CHL", "NOR"),
        ("Peru, along with Chile and Bolivia, condemned Norway.", "PER CHL BOL", "NOR"),
        ("Norway launched raids against Peru, as well as Chile.", "NOR", "PER CHL"),
        ("Peru condemned the raids by Norway, as did Chile and Bolivia.", "PER CHL BOL", "NOR"),
        ("States including Peru, Chile, and Bolivia condemned Norway.", "PER CHL BOL", "NOR"),
        ("Peru and Chile condemned Norway. And Bolivia left.", "PER CHL", "NOR"),
    ],
)
def test_all_who_stand_in_a_list_do_it_or_have_it_done_to_them(text: str, sources: str, targets: str) -> None:
    found = {(s, t) for _, s, t in told(text)}
    assert found == {(s, t) for s in sources.split() for t in targets.split()}


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


def test_where_and_how_long_two_confer_is_with_nobody_else() -> None:
    assert told("Peru and Chile conferred for forty minutes in Belgrade.") == {("CONSULT", "PER", "CHL")}


def test_an_answer_in_kind_that_is_vowed_is_a_threat() -> None:
    assert told("Peru vowed on Monday to respond in kind to Chile.") == {("THREATEN", "PER", "CHL")}


@pytest.mark.parametrize(
    "text",
    [
        "Peru demanded that Chile free the crew and threatened to close its ports.",
        "Peru said that Chile would leave and threatened to close its ports.",
    ],
)
def test_a_second_verb_goes_on_with_the_one_of_its_own_tense(text: str) -> None:
    assert {("THREATEN", "PER", "CHL")} == {t for t in told(text) if t[0] == "THREATEN"}


def test_a_pattern_that_asked_for_its_noun_is_surer_than_the_model() -> None:
    assert told("Peru raised its tariffs on Chilean copper.") == {("SANCTION", "PER", "CHL")}
    assert told("Peru struck two Chilean ministers off its blacklist.") == {("CONCEDE", "PER", "CHL")}


def test_who_does_the_like_to_another_does_not_do_it_to_the_first() -> None:
    assert ("AID", "CHL", "NOR") not in told("Peru sent arms to Norway, as did Chile to Bolivia.")


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


def test_two_who_quarrel_somewhere_quarrel_with_each_other() -> None:
    assert told("Peru and Chile swapped insults at the United Nations.") == {
        ("ACCUSE", "PER", "CHL"),
        ("ACCUSE", "CHL", "PER"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Niger were friends until Chadians rose against Chad's president. Niger sent aid to Chad.",
        "Serbia protested to Kosovo. Kosovo's premier defended his decision in a speech.",
    ],
)
def test_what_is_done_to_one_s_own_is_not_done_to_another(text: str) -> None:
    assert not {("ASSAULT", "TCD", "NER"), ("SUPPORT", "XKX", "SRB")} & told(text)


def test_one_is_met_after_another() -> None:
    assert told("Peru's minister met with Chile's premier and then with Bolivia's king.") == {
        ("CONSULT", "PER", "CHL"),
        ("CONSULT", "PER", "BOL"),
    }


def test_what_is_wanted_of_another_is_asked_of_him() -> None:
    assert told("Turkey wants Berlin to apologise.") == {("REQUEST", "TUR", "DEU")}


def test_those_named_after_such_as_are_meant() -> None:
    assert ("REQUEST", "PER", "CHL") in told("Peru urged neighbours such as Chile to open their ports.")


def test_an_attack_by_nobody_named_is_given_to_who_claims_it() -> None:
    text = "A bomb killed 12 Pakistani soldiers near Peshawar on Monday. The Pakistani Taliban claimed responsibility."
    assert ("ASSAULT", "TTP", "PAK") in told(text)
    assert not told("A bomb killed 12 Pakistani soldiers near Peshawar on Monday. Nobody claimed responsibility.")


def test_blame_in_other_words_is_the_teller_s() -> None:
    assert told("Cuba's foreign minister said Washington was financing protests on the island.") == {
        ("ACCUSE", "CUB", "USA")
    }
    assert ("ACCUSE", "SYR", "JOR") in told("Jordan said Syria had criticised it.")


def test_two_who_are_due_to_meet_meet_each_other() -> None:
    text = "The foreign ministers of Greece and Turkey are due to meet in Antalya on Friday."
    assert told(text) == {("AGREE", "GRC", "TUR")}


def test_a_proposal_was_put_to_whoever_rejects_it() -> None:
    text = "Thailand rejected a Cambodian proposal to let ASEAN observers patrol the border."
    assert told(text) == {("REJECT", "THA", "KHM"), ("REQUEST", "KHM", "THA")}


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


def test_backing_another_s_complaint_takes_its_side() -> None:
    text = "France backed Mali's complaint against Algeria."
    assert told(text) == {("SUPPORT", "FRA", "MLI"), ("ACCUSE", "MLI", "DZA")}


def test_two_who_each_free_prisoners_free_each_other_s() -> None:
    text = "Russia and Ukraine each released 95 prisoners of war in a swap brokered by the United Arab Emirates."
    assert {("CONCEDE", "RUS", "UKR"), ("CONCEDE", "UKR", "RUS")} <= told(text)
    assert ("CONCEDE", "RUS", "ARE") not in told(text)


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


def test_what_somebody_is_accused_of_he_denies_to_the_accuser() -> None:
    text = "Cambodia accused Thailand of shelling a temple. Bangkok denied that its army had shelled it."
    assert told(text) == {("ACCUSE", "KHM", "THA"), ("REJECT", "THA", "KHM")}
    (event,) = detente.read("Rwanda denies arming the M23 rebels.").events
    assert (event.type, event.status) == ("AID", "denied")


def test_a_coast_guard_guards_nobody() -> None:
    text = "A Greek coast guard vessel opened fire on a Turkish ship off Rhodes."
    assert told(text) == {("ASSAULT", "GRC", "TUR")}


@pytest.mark.parametrize(
    "text",
    [
        "The United States blamed Iran for the attack on the refinery in Saudi Arabia.",
        "Riyadh held Iran responsible for a drone strike on its oil plant.",
    ],
)
def test_what_somebody_is_blamed_for_is_only_the_charge(text: str) -> None:
    assert {kind for kind, _, _ in told(text)} == {"ACCUSE"}


def test_a_finite_verb_behind_an_infinitive_tells_of_its_own() -> None:
    text = "Peru urged the rebels to reconsider and spoke with Chile's envoy on Tuesday."
    assert ("CONSULT", "PER", "CHL") in told(text)


def test_where_those_are_at_home_who_claim_an_attack_is_not_whom_it_hit() -> None:
    found = told("The attack was claimed by the Houthi movement in Yemen, and Peru condemned it.")
    assert ("ASSAULT", "HOUTHIS", "YEM") not in found


@pytest.mark.parametrize(
    "text",
    [
        "The EU agreed sanctions against Belarus on Monday.",
        "EU foreign ministers agreed to impose sanctions on Belarus.",
    ],
)
def test_who_agrees_on_a_measure_takes_it(text: str) -> None:
    assert told(text) == {("SANCTION", "EU", "BLR")}


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
    ("text", "wanted"),
    [
        ("Protesters gathered outside the Israeli embassy in Amman.", ("PROTEST", "JOR", "ISR")),
        ("Hundreds of protesters gathered outside the Israeli embassy in Amman.", ("PROTEST", "JOR", "ISR")),
        ("Crowds demonstrated in Beirut on Friday against Syria.", ("PROTEST", "LBN", "SYR")),
        ("Demonstrators burned American flags in Karachi.", ("PROTEST", "PAK", "USA")),
        ("Protesters hurled eggs at the Russian consulate in Poznan.", ("PROTEST", "POL", "RUS")),
        ("A mob stormed the Saudi embassy in Tehran.", ("PROTEST", "IRN", "SAU")),
    ],
)
def test_a_bare_crowd_is_at_home_where_it_acts(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {wanted}


@pytest.mark.parametrize(
    "text",
    [
        "Foreign workers rallied outside the Japanese consulate in Shanghai.",
        "Students protested against the French war in Algeria.",
        "Villagers fled fighting in Sudan to Chad.",
    ],
)
def test_a_crowd_of_strangers_or_told_elsewhere_is_not(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Anti-French protests were held in Dakar on Friday.", ("PROTEST", "SEN", "FRA")),
        ("Anti-American demonstrations broke out in Cairo.", ("PROTEST", "EGY", "USA")),
        ("Protesters in Tehran chanted anti-American slogans.", ("PROTEST", "IRN", "USA")),
        ("Hundreds of Pakistanis staged an anti-U.S. demonstration in Lahore.", ("PROTEST", "PAK", "USA")),
        ("Thousands of Greeks held an anti-Turkish rally outside the U.S. embassy.", ("PROTEST", "GRC", "TUR")),
        ("Anti-Turkish demonstrators burned a flag in Nicosia.", ("PROTEST", "CYP", "TUR")),
    ],
)
def test_whom_a_protest_is_against_its_adjective_says(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {wanted}


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
    ("text", "wanted"),
    [
        (
            "Ethiopia accused Eritrea of aggression. A government spokesman in Asmara dismissed the charge.",
            ("REJECT", "ERI", "ETH"),
        ),
        (
            "India accused Pakistan of shelling. A military spokesman in Islamabad rejected the charge.",
            ("REJECT", "PAK", "IND"),
        ),
        ("Peru accused Chile of spying. The foreign ministry in Santiago denied the claim.", ("REJECT", "CHL", "PER")),
        ("A UN spokesman in Geneva condemned Sudan.", ("ACCUSE", "UN", "SDN")),
        ("NATO's spokesman in Kabul blamed Pakistan.", ("ACCUSE", "NATO", "PAK")),
    ],
)
def test_who_speaks_in_a_capital_speaks_for_its_state_unless_he_has_another(
    text: str, wanted: tuple[str, str, str]
) -> None:
    assert wanted in told(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Students marched on the French embassy in Ouagadougou on Saturday. The junta accused France.",
            {("PROTEST", "BFA", "FRA"), ("ACCUSE", "BFA", "FRA")},
        ),
        ("Riots broke out in Lima on Monday. The army accused Chile of arming the rebels.", {("ACCUSE", "PER", "CHL")}),
        (
            "Russia recalled its envoy in Tallinn. The government accused Estonia of harassment.",
            {("SANCTION", "RUS", "EST"), ("ACCUSE", "RUS", "EST")},
        ),
    ],
)
def test_a_bare_body_is_of_the_capital_just_told_of_unless_another_state_acted(
    text: str, wanted: set[tuple[str, str, str]]
) -> None:
    assert told(text) == wanted


def test_a_body_is_not_of_the_state_that_it_accuses() -> None:
    text = "French envoys came to Bangui. The military accused France of betrayal."
    assert ("ACCUSE", "FRA", "CAF") not in told(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Argentina invaded the Falklands on April 2.", {("ASSAULT", "ARG", "GBR")}),
        ("Argentine troops landed on South Georgia on Friday.", {("ASSAULT", "ARG", "GBR")}),
        ("Britain sent marines to South Georgia.", set()),
        ("Azerbaijani forces shelled Stepanakert.", {("ASSAULT", "AZE", "ARTSAKH")}),
        ("Russia sent troops to Georgia.", {("MOBILIZE", "RUS", "GEO")}),
    ],
)
def test_a_territory_is_of_the_state_that_it_belongs_to(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert told(text) == wanted


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
        ("Spain arrested a Peruvian banker at Peru's request.", ("REQUEST", "PER", "ESP")),
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
    ("text", "found"),
    [
        ("Poland castigated Italy over the budget.", ("ACCUSE", "POL", "ITA")),
        ("Turkey objected to an Iraqi map.", ("REJECT", "TUR", "IRQ")),
        ("France chided Chad for its delay.", ("ACCUSE", "FRA", "TCD")),
        ("Togo capitulated to Ghana.", ("RETREAT", "TGO", "GHA")),
    ],
)
def test_the_model_overrules_no_verb_of_one_meaning(text: str, found: tuple[str, str, str]) -> None:
    assert told(text) == {found}


def became(text: str) -> set[tuple[str, str, str, str]]:
    """The types and statuses of a text's events, each with the codes of its two sides."""
    reading = detente.read(text, published=date(2031, 6, 30))
    return {
        (e.type, e.status.value, s.code or "", t.code or "") for e in reading.events for s in e.source for t in e.target
    }


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
    "text",
    [
        "The exiled chief Ismail Haniyeh was assassinated in Tehran.",
        "The bombing of Iran's consulate in Damascus killed seven officers.",
        "Rebels freed two Italian engineers in Spain.",
        "A Dutch tourist drowned in Thailand.",
        "Three Turkish drivers were kidnapped in Iraq.",
    ],
)
def test_where_it_was_is_not_who_did_it(text: str) -> None:
    assert not told(text)


def test_the_place_of_an_arrest_did_it_and_so_did_a_party_named_before() -> None:
    assert told("Two American hikers were detained in Iran.") == {("COERCE", "IRN", "USA")}
    story = "Russia has fought Ukraine for a year. Two Ukrainian pilots were shot in Russia on Monday."
    assert ("ASSAULT", "RUS", "UKR") in told(story)


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


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Peru and Chile imposed a ban on each other's grain.", "SANCTION"),
        ("Peru and Chile expelled each other's nationals.", "COERCE"),
        ("Peru and Chile killed soldiers of each other.", "ASSAULT"),
        ("Flights between Peru and Chile were halted.", "SANCTION"),
        ("Peru, Chile accuse each other of truce breach.", "ACCUSE"),
    ],
)
def test_what_is_done_to_each_other_is_done_both_ways(text: str, kind: str) -> None:
    assert told(text) == {(kind, "PER", "CHL"), (kind, "CHL", "PER")}


def test_who_is_warned_not_to_harm_each_other_harms_nobody() -> None:
    text = "Peru warned Chile and Bolivia against attacking each other's ships."
    assert told(text) == {("THREATEN", "PER", "CHL"), ("THREATEN", "PER", "BOL")}


def test_one_noun_is_not_both_what_is_sent_and_to_whom() -> None:
    assert not any(kind == "AID" for kind, _, _ in told("Nigeria sent jets to bomb Boko Haram camps."))
    assert any(kind in ("AID", "MOBILIZE") for kind, _, _ in told("Norway sent tanks to Ukraine."))


def test_a_pause_in_the_fighting_between_two_is_a_pause_of_both() -> None:
    assert told("A pause in the fighting between Israel and Hamas began.") == {("RETREAT", "ISR", "HAMAS")}
    assert {kind for kind, _, _ in told("Fighting between Israel and Hamas began.")} == {"ASSAULT"}


@pytest.mark.parametrize(
    "text",
    [
        "Malian soldiers and Russian mercenaries killed civilians.",
        "Syrian and Russian jets bombed hospitals.",
        "Rwandan troops and M23 rebels seized the airport.",
    ],
)
def test_listed_attackers_hit_a_third_together(text: str) -> None:
    assert not told(text)


def test_listed_attackers_of_nothing_hit_each_other() -> None:
    both = {("ASSAULT", "PER", "CHL"), ("ASSAULT", "CHL", "PER")}
    assert told("Peru and Chile opened fire.") == both == told("Peru and Chile fought along the border.")


@pytest.mark.parametrize(
    "text",
    [
        "President Macron of France and Chancellor Merkel of Germany condemned the Russian blockade.",
        "Foreign Minister Luc Dahl of France and Defence Minister Jon Ruiz of Germany condemned the Russian blockade.",
        "Prime Ministers Luc Dahl of France and Jon Ruiz of Germany condemned the Russian blockade.",
        "The foreign ministers of France, Luc Dahl, and Germany, Jon Ruiz, condemned the Russian blockade.",
        "Representatives of France and of Germany condemned the Russian blockade.",
    ],
)
def test_two_officials_of_two_states_act_for_both(text: str) -> None:
    assert told(text) == {("ACCUSE", "FRA", "RUS"), ("ACCUSE", "DEU", "RUS")}


def test_an_official_with_a_verb_of_his_own_is_in_no_list() -> None:
    text = "Peru accused President Luc Dahl of France and Prime Minister Jon Ruiz of Germany protested."
    assert ("ACCUSE", "PER", "FRA") in told(text)
    assert ("ACCUSE", "PER", "DEU") not in told(text)


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
        ("Peru and Chile signed a treaty in Geneva.", {("SUPPORT", "PER", "CHL")}),
        ("Peru signed a treaty in Oslo on Monday.", set()),
        ("Vietnamese soldiers fought in Cambodia.", set()),
        ("Libya and Chad fought in the Sudan.", {("ASSAULT", "LBY", "TCD"), ("ASSAULT", "TCD", "LBY")}),
        ("Peru protested at a conference in Sweden.", set()),
        ("A court in The Hague convicted a Serbian general.", set()),
        ("A court in Amsterdam convicted a Serbian general.", {("ACCUSE", "NLD", "SRB")}),
        ("Russian soldiers fought rebels in Syria.", {("ASSAULT", "RUS", "SYR")}),
        ("Peru signed a treaty with Switzerland in Geneva.", {("SUPPORT", "PER", "CHE")}),
    ],
)
def test_the_place_of_a_signing_a_fight_or_a_court_is_no_party(text: str, wanted: set[tuple[str, str, str]]) -> None:
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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Peru and Chile cut ties in 1992.", {("SANCTION", "PER", "CHL"), ("SANCTION", "CHL", "PER")}),
        ("Peru and Chile closed the border.", {("SANCTION", "PER", "CHL"), ("SANCTION", "CHL", "PER")}),
        ("Peru and Chile cut ties with Bolivia.", {("SANCTION", "PER", "BOL"), ("SANCTION", "CHL", "BOL")}),
        ("Peru and Chile also cut ties.", set()),
        ("Peru and Chile froze the assets.", set()),
    ],
)
def test_two_who_cut_what_they_share_cut_it_to_each_other(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert told(text) == wanted


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
        "Militants seized a Greek ship off Somalia on Monday.",
        "A French priest was shot dead by gunmen in Burundi.",
        "In Mali, gunmen attacked a Dutch convoy.",
        "Armed men stormed the Kenyan consulate in Juba, South Sudan.",
    ],
)
def test_what_nobody_knows_who_did_the_state_of_the_place_did_not_do(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Somali pirates seized a Greek ship.", ("COERCE", "SOM", "GRC")),
        ("Rebels in Mali attacked a Dutch convoy.", ("ASSAULT", "MLI", "NLD")),
        ("Police in Kenya arrested two Britons.", ("COERCE", "KEN", "GBR")),
        ("Egypt massed ships off Israel.", ("MOBILIZE", "EGY", "ISR")),
    ],
)
def test_men_of_a_state_and_its_police_act_for_it(text: str, wanted: tuple[str, str, str]) -> None:
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


def test_a_visitor_who_is_welcomed_somewhere_has_come() -> None:
    assert told("Sergei Lavrov welcomed John Kerry in Moscow on Tuesday.") == {("CONSULT", "RUS", "USA")}
    assert told("Germany welcomed the release of the sailors by Iran.") == {("SUPPORT", "DEU", "IRN")}


def test_a_promise_to_strike_people_of_no_state_threatens_nobody() -> None:
    assert told("Pakistan promised India to crack down on militants.") == {("AGREE", "PAK", "IND")}
    assert told("Nigeria promised to fight Boko Haram.") == {("THREATEN", "NGA", "BOKOHARAM")}
    assert told("Israel vowed to strike Iran.") == {("THREATEN", "ISR", "IRN")}


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


def test_who_is_punished_did_what_he_is_punished_for() -> None:
    assert ("REQUEST", "MLI", "RUS") in told("France punished Mali for inviting Russian mercenaries.")
    assert ("REJECT", "HND", "PER") in told("The court fined Honduras for refusing to meet Peru.")
    assert ("REQUEST", "FRA", "RUS") in told("France punished Mali by inviting Russian ministers.")


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
        "Peru and Chile traded fire on Monday. Each side blamed the other.",
        "Peru and Chile blamed one another.",
        "Peru and Chile each blamed the other.",
    ],
)
def test_each_of_two_does_it_to_the_other(text: str) -> None:
    assert {one for one in told(text) if one[0] == "ACCUSE"} == {("ACCUSE", "PER", "CHL"), ("ACCUSE", "CHL", "PER")}


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
    "text",
    [
        "Jordan never made good on its threat to close the Israeli embassy.",
        "Peru clung to the hope of talks with Chile.",
    ],
)
def test_what_was_only_threatened_or_hoped_for_is_not_told(text: str) -> None:
    assert not told(text)


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


def test_a_mission_is_closed_or_opened_by_whose_it_is() -> None:
    assert told("The Italian embassy in Tripoli has been closed.") == {("SANCTION", "ITA", "LBY")}
    assert {(s, t) for _, s, t in told("The Jordanian embassy in Damascus was reopened.")} == {("JOR", "SYR")}
    assert ("SANCTION", "LBY", "ITA") in told("The Italian embassy in Tripoli was closed by Libya.")


def test_a_ban_that_comes_into_force_is_one() -> None:
    assert told("Norway's ban on Indonesian palm oil entered into force last month.") == {("SANCTION", "NOR", "IDN")}


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
        (
            "A truce between Congo and Rwanda, brokered by Angola, took effect on Sunday.",
            {("RETREAT", "COD", "RWA"), ("CONSULT", "AGO", "COD"), ("CONSULT", "AGO", "RWA")},
        ),
        (
            "Brazil is mediating in the dispute between Guyana and Venezuela.",
            {("CONSULT", "BRA", "GUY"), ("CONSULT", "BRA", "VEN")},
        ),
        (
            "At Libya's urging, Italy agreed to hold talks with Malta.",
            {("AGREE", "ITA", "MLT"), ("REQUEST", "LBY", "ITA")},
        ),
    ],
)
def test_an_outsider_acts_on_both_and_is_no_party_to_what_they_do(text: str, wanted: set[tuple[str, str, str]]) -> None:
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
        (
            "The arrest of a Polish journalist by Belarus drew a protest from Warsaw.",
            {("COERCE", "BLR", "POL"), ("ACCUSE", "POL", "BLR")},
        ),
        (
            "The arrest of two Norwegians by Iran prompted Oslo to recall its ambassador.",
            {("COERCE", "IRN", "NOR"), ("SANCTION", "NOR", "IRN")},
        ),
        ("Oslo's plea for the release of its citizens by Iran went unanswered.", {("REQUEST", "NOR", "IRN")}),
        ("Botswana would like Zimbabwe to send a delegation.", {("REQUEST", "BWA", "ZWE")}),
        ("Philippines: China must leave reef", {("REQUEST", "PHL", "CHN")}),
        ("Macedonia awaits a reply from Greece.", set()),
    ],
)
def test_what_a_deed_draws_from_another_and_who_asks_whom(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "At the urging of France, Mali and Burkina Faso agreed to a truce.",
            {("REQUEST", "FRA", "MLI"), ("REQUEST", "FRA", "BFA"), ("AGREE", "MLI", "BFA")},
        ),
        (
            "In talks with Kenya, Uganda rejected Rwanda's demand.",
            {("REJECT", "UGA", "RWA"), ("REQUEST", "RWA", "UGA")},
        ),
        ("Chad's raid on Kenya, Uganda and Rwanda was condemned by Mali.", {("ACCUSE", "MLI", "TCD")}),
    ],
)
def test_who_stands_behind_the_comma_of_an_opening_phrase_acts(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert wanted <= told(text)


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
        ("Bulgarian nurses freed in Libya", {("CONCEDE", "LBY", "BGR")}),
        ("Two Turkish soldiers killed in Syrian shelling", {("ASSAULT", "SYR", "TUR")}),
        ("Kerry arrived in Kabul", {("CONSULT", "USA", "AFG")}),
        ("Swedish trawler held by Poland", {("COERCE", "POL", "SWE")}),
    ],
)
def test_a_bare_past_form_in_a_headline_is_a_passive(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert told(text, published=date(2016, 3, 2)) == wanted


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
        ("Thailand accused Cambodia of shelling a village, recalling its ambassador.", ("SANCTION", "THA", "KHM")),
        ("Kenya accused Somalia of laying mines on its beaches, demanding an apology.", ("REQUEST", "KEN", "SOM")),
    ],
)
def test_a_participle_behind_a_charge_tells_how_the_accuser_answers(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {("ACCUSE", *wanted[1:]), wanted}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Norway scrambled jets after two Russian bombers entered its air defence zone.",
            {("MOBILIZE", "NOR", "RUS"), ("MOBILIZE", "RUS", "NOR")},
        ),
        (
            "Greece scrambled two F-16s after Turkish fighters violated its airspace.",
            {("MOBILIZE", "GRC", "TUR"), ("MOBILIZE", "TUR", "GRC")},
        ),
        ("Chad shelled Sudan. Chad is hosting 200,000 refugees.", {("ASSAULT", "TCD", "SDN")}),
        ("China gave back the American drone.", {("CONCEDE", "CHN", "USA")}),
        ("Iraq gave the Kuwaiti planes back in August.", {("CONCEDE", "IRQ", "KWT")}),
    ],
)
def test_whose_the_ground_and_the_refugees_are(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert told(text) == wanted


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
        ("The African Union adopted a resolution suspending Niger.", ("SANCTION", "AU", "NER")),
        ("The Arab League suspended Syria in November.", ("SANCTION", "LAS", "SYR")),
        ("Azerbaijan cut off the supply of gas to Armenia.", ("SANCTION", "AZE", "ARM")),
    ],
)
def test_who_suspends_a_member_or_cuts_off_its_gas_cuts_what_there_was(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {wanted}
