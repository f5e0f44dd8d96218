"""Places are found and set where the story means them; what is no place is left alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from detente.errors import DataError
from detente.model import ActorRef, Mention, Place
from detente.reading.parse import parse
from detente.reading.places import country_point, find_places, representative_point
from detente.reading.places.cues import check, load
from detente.world.gazetteer import km

NEAR_KM = 120.0
CASES = yaml.safe_load((Path(__file__).parent / "places_ambiguity.yaml").read_text(encoding="utf-8"))


@cache
def read(text: str) -> tuple[Place, ...]:
    return find_places(parse(text), ())


def expected(line: str) -> tuple[str, str | None, tuple[float, float] | None]:
    """The words, country and point of an expectation: "New York USA 40.7 -74"."""
    words = line.split()
    point = None
    if len(words) > 2 and words[-1].lstrip("-").replace(".", "").isdigit():
        point, words = (float(words[-2]), float(words[-1])), words[:-2]
    return " ".join(words[:-1]), None if words[-1] == "-" else words[-1], point


@pytest.mark.parametrize(
    ("text", "places"), [(c[0], [x for x in c[1:] if x]) for c in CASES], ids=lambda v: str(v)[:60]
)
def test_a_name_means_what_the_words_around_it_say(text: str, places: list[str]) -> None:
    found = read(text)
    wanted = [expected(p) for p in places]
    assert [(p.name, p.country) for p in found] == [(name, country) for name, country, _ in wanted]
    for place, (_, _, point) in zip(found, wanted, strict=True):
        if point and place.lat is not None and place.lon is not None:
            assert km(place.lat, place.lon, *point) < NEAR_KM, place


@pytest.mark.parametrize(("text", "names"), load().examples)
def test_the_examples_in_the_cues_hold(text: str, names: tuple[str, ...]) -> None:
    assert tuple(p.name for p in read(text)) == names


@pytest.mark.parametrize(("text", "precisions"), load().precisions)
def test_an_area_is_no_point(text: str, precisions: dict[str, str]) -> None:
    assert {p.name: p.precision for p in read(text)} == precisions


def test_there_are_enough_sentences() -> None:
    assert len(CASES) >= 120


@pytest.mark.parametrize("text", [c[0] for c in CASES])
def test_offsets_point_at_the_name_and_countries_have_no_middle(text: str) -> None:
    last = 0
    for place in read(text):
        assert text[place.start : place.end] == place.name
        assert place.start >= last
        last = place.end
        assert (place.lat is None) == (place.lon is None)
        if place.precision == "country":
            assert place.lat is None


def test_a_country_has_a_point_for_those_who_ask() -> None:
    assert country_point("TUR") == (39.0, 35.0)
    assert country_point("nowhere") is None


def test_every_place_can_be_drawn_except_a_border_that_is_not_listed() -> None:
    text = "Floods hit Europe, Turkey, the Black Sea and Ankara, and the Syrian border."
    points = {p.name: representative_point(p) for p in find_places(parse(text), ())}
    assert points["Turkey"] == (39.0, 35.0)
    assert points["Europe"] is not None
    assert points["Ankara"] is not None
    assert [name for name, point in points.items() if point is None] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Two men were arrested in Paris in Texas.", "Paris"),
        ("Rain fell on Texas's Paris.", "Paris"),
    ],
)
def test_the_holder_may_stand_before_or_after(text: str, name: str) -> None:
    place = next(p for p in find_places(parse(text), ()) if p.name == name)
    assert place.lat is not None
    assert round(place.lat) == 34


def test_a_village_that_is_not_known_in_the_region_named_is_left_out() -> None:
    assert [p.name for p in find_places(parse("A barn in Lakota, Scotland, burned down."), ())] == ["Scotland"]


def test_two_states_in_a_row_are_two_states() -> None:
    found = find_places(parse("Storms crossed Virginia, Minnesota and Ohio."), ())
    assert [(p.name, p.precision) for p in found] == [
        ("Virginia", "region"),
        ("Minnesota", "region"),
        ("Ohio", "region"),
    ]


@pytest.mark.parametrize("bad", [[], {"locative": ["in"]}, None, 3])
def test_a_wrong_cue_file_is_refused(bad: object) -> None:
    with pytest.raises(DataError):
        check(bad)


def test_a_party_is_no_place_unless_asked_for() -> None:
    text = "Moscow said that planes had left Latakia."
    doc = parse(text)
    seat = Mention(start=0, end=6, root=0, refs=(ActorRef(name="Russia", code="RUS"),), kind="seat", because="test")
    assert [p.name for p in find_places(doc, (seat,))] == ["Latakia"]
    assert [p.name for p in find_places(doc, (seat,), plain=True)] == ["Moscow", "Latakia"]


def test_the_outlet_is_at_home_somewhere() -> None:
    text = "A shop in Newcastle was robbed."
    doc = parse(text)
    assert find_places(doc, (), outlet="BBC News")[0].country == "GBR"
    assert find_places(doc, (), outlet="ABC Sydney")[0].country == "AUS"


def test_a_name_once_said_with_its_state_keeps_it() -> None:
    text = "The council of Paris, Texas, met on Monday. Later the mayor left Paris by car."
    assert [p.lat and round(p.lat) for p in find_places(parse(text), ()) if p.name == "Paris"] == [34, 34]


def test_the_story_decides_where_a_town_lies() -> None:
    text = "Officials in Ohio warned of floods. Roads between Newark, Columbus and Zanesville were closed."
    newark = next(p for p in find_places(parse(text), ()) if p.name == "Newark")
    assert newark.lat is not None
    assert newark.lon is not None
    assert km(newark.lat, newark.lon, 40.06, -82.4) < 30


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "?!", "a", "№ 5", "PARIS", "In.", ", La.", "-", "U.S.", "🙂 Paris 🙂"]
)
def test_odd_texts_do_no_harm(text: str) -> None:
    for place in find_places(parse(text), ()):
        assert text[place.start : place.end] == place.name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hail fell on Baghdad on Monday.", ["Baghdad"]),
        ("Salt shipments to Niger were halted.", []),
        ("Muslims celebrated Eid in Gaza.", ["Gaza"]),
        ("A convoy left the town of Hail on Monday.", ["Hail"]),
        ("A bus burned in Salt. Salt lies in Jordan.", ["Salt"]),
        ("Surprise, Arizona, sent a delegation.", ["Surprise"]),
    ],
)
def test_an_everyday_word_that_opens_a_sentence_is_no_place(text: str, names: list[str]) -> None:
    doc = parse(text)
    found = [p.name for p in find_places(doc, ()) if p.precision in ("city", "region")]
    assert [name for name in found if name != "Arizona"] == names
