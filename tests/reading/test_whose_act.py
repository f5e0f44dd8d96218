"""Who acts and on whom: crowds, places, owners, men of a state, those who claim an attack."""

from __future__ import annotations

import sys
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
told = import_module("reading_told").told


def test_who_does_the_like_to_another_does_not_do_it_to_the_first() -> None:
    assert ("AID", "CHL", "NOR") not in told("Peru sent arms to Norway, as did Chile to Bolivia.")


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Niger were friends until Chadians rose against Chad's president. Niger sent aid to Chad.",
        "Serbia protested to Kosovo. Kosovo's premier defended his decision in a speech.",
    ],
)
def test_what_is_done_to_one_s_own_is_not_done_to_another(text: str) -> None:
    assert not {("ASSAULT", "TCD", "NER"), ("SUPPORT", "XKX", "SRB")} & told(text)


def test_those_named_after_such_as_are_meant() -> None:
    assert ("REQUEST", "PER", "CHL") in told("Peru urged neighbours such as Chile to open their ports.")


def test_an_attack_by_nobody_named_is_given_to_who_claims_it() -> None:
    text = "A bomb killed 12 Pakistani soldiers near Peshawar on Monday. The Pakistani Taliban claimed responsibility."
    assert ("ASSAULT", "TTP", "PAK") in told(text)
    assert not told("A bomb killed 12 Pakistani soldiers near Peshawar on Monday. Nobody claimed responsibility.")


def test_where_those_are_at_home_who_claim_an_attack_is_not_whom_it_hit() -> None:
    found = told("The attack was claimed by the Houthi movement in Yemen, and Peru condemned it.")
    assert ("ASSAULT", "HOUTHIS", "YEM") not in found


def test_rebels_without_a_place_fight_where_the_story_plays() -> None:
    text = (
        "Uganda sent officers to a camp near Kismayo, the Ugandan premier said in Kampala. "
        "A Ugandan pilot was shot dead by insurgents before he reached Kismayo."
    )
    assert ("ASSAULT", "SOM", "UGA") in told(text)
    at_home = text.replace("Kismayo", "Kampala")
    assert ("ASSAULT", "SOM", "UGA") not in told(at_home)


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
        ("Insurgents killed two Swiss engineers in northern Pakistan.", ("ASSAULT", "PAK", "CHE")),
        ("Rebels fired on a Ugandan patrol near the town of Bunia.", ("ASSAULT", "COD", "UGA")),
        ("Police in Kenya arrested two Britons.", ("COERCE", "KEN", "GBR")),
        ("Egypt massed ships off Israel.", ("MOBILIZE", "EGY", "ISR")),
    ],
)
def test_men_of_a_state_and_its_police_act_for_it(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {wanted}


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
        ("On Friday Chile threatened Peru.", ("THREATEN", "CHL", "PER")),
        ("On Friday Chile banned imports from Peru.", ("SANCTION", "CHL", "PER")),
        ("On Friday evening Mali expelled three envoys of Chad.", ("SANCTION", "MLI", "TCD")),
    ],
)
def test_who_stands_behind_a_day_acts(text: str, wanted: tuple[str, str, str]) -> None:
    assert told(text) == {wanted}


@pytest.mark.parametrize(
    ("text", "who", "whom"),
    [
        ("Gunmen loyal to Hezbollah opened fire on Spanish peacekeepers.", "HEZBOLLAH", "ESP"),
        ("Militants affiliated with Islamic State killed two Tunisian guards.", "ISIL", "TUN"),
        ("Militiamen answerable to Serbia killed two Bosnian policemen.", "SRB", "BIH"),
    ],
)
def test_armed_men_are_of_those_to_whom_they_are_loyal(text: str, who: str, whom: str) -> None:
    assert ("ASSAULT", who, whom) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The European Union adopted a statement on Tunisia. The statement urges Tunisia to free all prisoners.",
        "The EU resolution was adopted on Monday. The draft calls on Tunisia to free all prisoners.",
        "In a statement, the EU said the trial was over. The statement urged Tunisia to free the prisoners.",
    ],
)
def test_a_paper_asks_in_the_name_of_who_issued_it(text: str) -> None:
    assert ("REQUEST", "EU", "TUN") in told(text)


def test_a_paper_of_nobody_named_asks_nothing() -> None:
    assert not told("The court issued a ruling in a case from Chad. The ruling orders Tunisia to leave the strip.")


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Spain condemned the crackdown in Belize.", ("ACCUSE", "ESP", "BLZ")),
        ("Spain condemned the arrests in Belize.", ("ACCUSE", "ESP", "BLZ")),
        ("Spain denounced the repression of students in Belize.", ("ACCUSE", "ESP", "BLZ")),
        ("Spain called for an end to the purge in Belize.", ("REQUEST", "ESP", "BLZ")),
        ('"The slaughter in Belize must end," Spain\'s prime minister said.', ("REQUEST", "ESP", "BLZ")),
    ],
)
def test_what_is_done_to_people_at_home_is_laid_to_who_rules_there(text: str, fact: tuple[str, str, str]) -> None:
    assert told(text) == {fact}


def test_who_rules_is_not_blamed_for_what_others_may_have_done_there() -> None:
    assert not told("Spain condemned the killing of a Norwegian nurse in Belize.")


def test_a_coalition_that_ousted_somebody_is_no_title() -> None:
    assert ("ASSAULT", "USA", "PAN") in told("A U.S.-led coalition ousted Manuel Noriega.", date(1990, 1, 5))


def test_a_fleet_is_not_the_town_of_that_name() -> None:
    text = "On Monday, Turkish Black Sea Fleet began a naval blockade of Georgian port of Batumi."
    assert ("ASSAULT", "TUR", "GEO") in told(text)


def test_the_letter_behind_a_lawmaker_s_name_says_whose_he_is() -> None:
    assert ("ACCUSE", "USA", "PER") in told("Sen. Maria Doyle, D-N.M., condemned Peru's arrest of a pilot.")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Sudan shot down a Chadian helicopter. Sudanese soldiers fired on the airmen.",
            ("ASSAULT", "SDN", "TCD"),
        ),
        (
            "Colombia shot down a Peruvian plane. Its pilot was beaten by Colombian soldiers.",
            ("ASSAULT", "COL", "PER"),
        ),
        (
            "Iceland seized a Norwegian trawler. Its skipper was freed by Iceland.",
            ("CONCEDE", "ISL", "NOR"),
        ),
    ],
)
def test_the_crew_is_of_the_craft_that_was_told_of(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(text)


def test_who_is_met_in_the_words_that_open_a_sentence_does_not_act() -> None:
    text = "Visiting Riga on Monday, Norwegian Foreign Minister Borge Brende promised Latvia two frigates."
    assert ("AGREE", "NOR", "LVA") in told(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Oman froze talks with Iran after the sinking of the Al-Noor.", ("ASSAULT", "IRN", "OMN")),
        (
            "Egypt expelled the Sudanese consul in retaliation for the shooting of two border guards.",
            ("ASSAULT", "SDN", "EGY"),
        ),
        ("Norway summoned Chad's ambassador after the arrest of three engineers.", ("COERCE", "TCD", "NOR")),
    ],
)
def test_a_deed_that_names_nobody_is_by_whom_its_answer_is_done_to(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(text)


def test_a_deed_of_a_third_is_not_by_whom_its_answer_is_done_to() -> None:
    found = told("Peru cancelled a visit to Spain after an attack on a police post by the Shining Path.")
    assert ("ASSAULT", "ESP", "PER") not in found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Peru's envoy was called in by Chile and warned of grave consequences.",
            ("THREATEN", "CHL", "PER"),
        ),
        ("Peru's envoy was summoned by Chile and handed a note of protest.", ("ACCUSE", "CHL", "PER")),
        ("Mali's ambassador in Oslo was called to the Foreign Ministry.", ("ACCUSE", "NOR", "MLI")),
        ("Three Malian diplomats were ordered out of Norway on Monday.", ("SANCTION", "NOR", "MLI")),
    ],
)
def test_what_is_said_to_one_who_is_summoned(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(text)


def test_one_who_is_received_may_speak_himself() -> None:
    assert ("THREATEN", "MLI", "NOR") in told("Mali's envoy was received in Oslo and warned Norway of consequences.")


def test_what_is_done_there_is_done_where_the_story_has_just_been() -> None:
    text = (
        "Chad bombed Libya. Chadian troops crossed into Niger's Diffa region. On Tuesday Chad sent more soldiers there."
    )
    found = told(text)
    assert ("MOBILIZE", "TCD", "NER") in found
    assert ("MOBILIZE", "TCD", "LBY") not in found


def test_what_something_answers_is_no_answer_by_itself() -> None:
    found = told("Peru, in answer to demands from Chile, closed the port to Chilean ships.")
    assert {type_ for type_, *_ in found} == {"REQUEST", "SANCTION"}


def test_who_signs_a_decree_against_another_signs_nothing_with_him() -> None:
    found = told("Peru's president signed a decree punishing Chile with economic bans.")
    assert found == {("SANCTION", "PER", "CHL")}


def test_a_town_far_from_the_story_is_not_its_state() -> None:
    assert told("Chad asked for a minute's silence in honour of Reyes.") == set()
    assert ("ASSAULT", "TUR", "SYR") in told("Turkish jets bombed Aleppo on Monday.")


def test_a_minister_called_salvador_is_no_country() -> None:
    assert told("Salvador said that years of talks with Peru had led nowhere.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Stoltenberg spoke a day after Angela Merkel, on a visit to Oslo, had praised the harbour.",
        "Peru protested a week after Angela Merkel, on a visit to Oslo, had sided with Ecuador.",
    ],
)
def test_who_is_named_before_an_aside_is_on_the_visit(text: str) -> None:
    assert ("CONSULT", "DEU", "NOR") in told(text, date(2016, 3, 10))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Chadian guns shelled a Nigerien town. The raid had endangered the talks, Libya's minister said.",
            ("ACCUSE", "LBY", "TCD"),
        ),
        (
            "Peru seized two Chilean ships. Ecuador said the seizure endangered the peace process.",
            ("ACCUSE", "ECU", "PER"),
        ),
    ],
)
def test_who_says_that_a_deed_does_harm_blames_its_doer(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Chad apologised to Niger for Monday's shelling.",
        "Chad's president asked Niger's pardon for last week's raid.",
        "Niger demanded an apology from Chad for Monday's raid.",
    ],
)
def test_who_asks_pardon_for_a_deed_has_done_it(text: str) -> None:
    assert ("ASSAULT", "TCD", "NER") in told(text)


def test_who_asks_pardon_for_what_others_did_has_not_done_it() -> None:
    found = told("Chad apologised to Niger for the rebel raid on a bank.")
    assert {event[0] for event in found} == {"SUPPORT"}


def test_whose_mission_is_hit_has_not_hit_it() -> None:
    found = told("A bomb hit the Kenyan embassy in Kampala on Monday. Kenya thanked Uganda for its help.")
    assert not {e for e in found if e[:2] == ("ASSAULT", "KEN")}


def test_envoys_who_met_are_those_of_the_two_told_of() -> None:
    before = "Kenya accused Uganda of theft on Sunday. "
    assert ("CONSULT", "KEN", "UGA") in told(before + "Deputy ministers met in Nairobi on Monday.")
    assert ("CONSULT", "KEN", "UGA") in told(before + "Negotiators talked in Nairobi on Monday.")
    assert "CONSULT" not in {e[0] for e in told(before + "Ministers met to discuss the budget on Monday.")}
    assert "CONSULT" not in {e[0] for e in told(before + "African ministers met in Oslo on Monday.")}


def test_where_a_sentence_begins_is_wider_than_where_in_it() -> None:
    text = "Washington kept silent. In Venezuela, soldiers at the San Antonio crossing stopped Colombian lorries."
    assert ("SANCTION", "VEN", "COL") in told(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The unrest spread to Chad, where police arrested four French engineers.", {("COERCE", "TCD", "FRA")}),
        ("Canada warned the OAS that Venezuela was massing troops.", {("ACCUSE", "CAN", "VEN")}),
        ("Turkey warned the European Union that it would open its borders.", {("THREATEN", "TUR", "EU")}),
        (
            "The plan was presented by the Kenyan premier after a meeting with Sudan's president.",
            {("CONSULT", "KEN", "SDN")},
        ),
        ("Chad deported two men of Niger. Chad denied the reports on Friday.", {("COERCE", "TCD", "NER")}),
    ],
)
def test_who_is_meant_by_where_by_that_and_by_nobody(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert told(text) == wanted
