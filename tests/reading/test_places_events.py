"""The place of an event is the one that the sentence ties to it, and unknown otherwise."""

from __future__ import annotations

import pytest

from detente.model import Place, Span
from detente.reading.parse import parse
from detente.reading.places import find_places, place_event

CASES = [
    # sentence, the act's words, the place or None
    ("The foreign ministers met in Belgrade on Thursday.", "met", "Belgrade"),
    ("Lavrov will meet his Turkish colleague in Belgrade.", "meet", "Belgrade"),
    ("He agreed to meet the minister on the sidelines of a council in Belgrade.", "meet", "Belgrade"),
    ("The presidents held talks in Ankara on Monday.", "talks", "Ankara"),
    ("The president cancelled his visit to Istanbul.", "visit", "Istanbul"),
    ("The chancellor will visit Istanbul next week.", "visit", "Istanbul"),
    ("Turkish jets shot down a Russian bomber near Latakia.", "shot", "Latakia"),
    ("Rebels shelled Aleppo for a third day.", "shelled", "Aleppo"),
    ("A bomb killed twelve people in Baghdad.", "killed", "Baghdad"),
    ("Two soldiers were wounded near Donetsk.", "wounded", "Donetsk"),
    ("Troops withdrew from the border with Chad.", "withdrew", None),
    ("The army deployed tanks along the Turkish-Syrian border.", "deployed", "Turkish-Syrian border"),
    ("A patrol boat sank off Crimea.", "sank", "Crimea"),
    ("Protesters burned flags outside the embassy in Tehran.", "burned", "Tehran"),
    ("Ministers discussed the war in Syria.", "discussed", None),
    ("The minister condemned the fighting in Aleppo.", "condemned", None),
    ("Speaking in Moscow, he accused Turkey of betrayal.", "accused", None),
    ("Officials said in Geneva that rebels had attacked a convoy.", "attacked", None),
    ("Russia suspended the agreement.", "suspended", None),
    ("The Istanbul summit ended without a result.", "summit", "Istanbul"),
    ("Soldiers entered Mosul at dawn.", "entered", "Mosul"),
    ("Refugees fled to Gaziantep.", "fled", "Gaziantep"),
    ("The delegations will resume negotiations in Vienna.", "negotiations", "Vienna"),
    ("Police arrested six men in Diyarbakir and Van.", "arrested", "Diyarbakir"),
    ("The navy seized a tanker in the Strait of Hormuz.", "seized", "Strait of Hormuz"),
    ("Iran blamed Saudi Arabia after the attack in Ahvaz.", "blamed", None),
    ("The envoy from Geneva called for restraint.", "called", None),
]


def where(text: str, act: str, **more: tuple[str, ...]) -> Place | None:
    doc = parse(text)
    start = text.index(act)
    trigger, evidence = Span(start=start, end=start + len(act)), Span(start=0, end=len(text))
    return place_event(doc, trigger, evidence, find_places(doc, ()), **more)


@pytest.mark.parametrize(("text", "act", "name"), CASES, ids=lambda v: str(v)[:50])
def test_the_place_is_the_one_tied_to_the_act(text: str, act: str, name: str | None) -> None:
    place = where(text, act)
    assert (place.name if place else None) == name


def test_of_a_town_and_its_country_the_town_is_told() -> None:
    place = where("Two men were killed in Aleppo in Syria.", "killed")
    assert place is not None
    assert place.name == "Aleppo"


def test_a_country_may_be_the_place_but_has_no_middle() -> None:
    place = where("A soldier was killed in Mali.", "killed")
    assert place is not None
    assert (place.country, place.lat, place.precision) == ("MLI", None, "country")


def test_the_target_country_is_no_place() -> None:
    assert where("The army invaded Kuwait.", "invaded", target_codes=("KWT",)) is None


def test_a_place_outside_the_evidence_does_not_count() -> None:
    text = "Belgrade was calm. The ministers met on Thursday."
    doc = parse(text)
    trigger, evidence = Span(start=33, end=36), Span(start=19, end=len(text))
    assert place_event(doc, trigger, evidence, find_places(doc, ())) is None


def test_a_trigger_of_no_words_has_no_place() -> None:
    doc = parse("Troops entered Mosul.")
    assert place_event(doc, Span(start=500, end=510), Span(start=0, end=21), find_places(doc, ())) is None
