"""What several do together, to each other, or one to all of a list."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
told = import_module("reading_told").told


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


def test_where_and_how_long_two_confer_is_with_nobody_else() -> None:
    assert told("Peru and Chile conferred for forty minutes in Belgrade.") == {("CONSULT", "PER", "CHL")}


def test_two_who_quarrel_somewhere_quarrel_with_each_other() -> None:
    assert told("Peru and Chile swapped insults at the United Nations.") == {
        ("ACCUSE", "PER", "CHL"),
        ("ACCUSE", "CHL", "PER"),
    }


def test_two_who_are_due_to_meet_meet_each_other() -> None:
    text = "The foreign ministers of Greece and Turkey are due to meet in Antalya on Friday."
    assert told(text) == {("AGREE", "GRC", "TUR")}


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


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Clashes erupted at dawn between Peru and Ecuador.", "PER", "ECU"),
        ("Fighting raged for a fourth day between Peru and Ecuador.", "PER", "ECU"),
        ("Hostilities flared up again at the weekend between Ethiopia and Eritrea.", "ETH", "ERI"),
        ("Armenia and Azerbaijan were locked in heavy fighting around the town.", "ARM", "AZE"),
    ],
)
def test_two_between_whom_there_is_fighting_may_stand_behind_its_time(text: str, first: str, second: str) -> None:
    assert told(text) == {("ASSAULT", first, second), ("ASSAULT", second, first)}


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
    "text",
    [
        "Peru and Ecuador massed troops along their common border.",
        "Peru and Ecuador massed troops on either side of their border.",
        "Peru and Ecuador have moved tanks up to their disputed frontier.",
    ],
)
def test_two_who_arm_on_the_border_that_they_share_face_each_other(text: str) -> None:
    assert told(text) == {("MOBILIZE", "PER", "ECU"), ("MOBILIZE", "ECU", "PER")}


def test_two_who_arm_on_borders_of_their_own_or_against_a_third_do_not() -> None:
    assert not told("Peru and Ecuador reinforced their borders.")
    assert not told("Mexico and Guatemala deployed soldiers along their border to stop migrants.")
    assert told("Poland and Lithuania reinforced their border with Belarus.") == {
        ("MOBILIZE", "POL", "BLR"),
        ("MOBILIZE", "LTU", "BLR"),
    }


QUARREL = "Greece rejected a Turkish demand. Turkey expelled a Greek consul. "


@pytest.mark.parametrize(
    "text",
    [
        QUARREL + "Germany called on its two NATO allies to settle the matter.",
        QUARREL + "In Berlin, Germany's foreign minister urged his two partners to talk.",
    ],
)
def test_its_two_allies_are_the_two_who_quarrel(text: str) -> None:
    assert {("REQUEST", "DEU", "GRC"), ("REQUEST", "DEU", "TUR")} <= told(text)


def test_each_captain_and_the_other_stand_for_two_sides() -> None:
    text = "A Greek frigate rammed a Turkish gunboat. Each captain blamed the other."
    assert {("ACCUSE", "GRC", "TUR"), ("ACCUSE", "TUR", "GRC")} <= told(text)
