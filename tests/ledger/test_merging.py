"""Tellings of one incident become one; tellings of two stay two; and the order of adding never matters."""

from itertools import permutations

import pytest

from detente.ledger import Ledger, settling
from detente.ledger.words import acts, alike, likened, sketch, words, written

SHOT = {"who": "TUR", "act": "ASSAULT/195", "to": "RUS", "words": "shot down | a warplane", "day": "2015-11-24"}


def spoken(**changes):
    return {**SHOT, **changes}


def count(ledger, *readings):
    ledger.add_many(readings)
    return len(ledger.incidents())


@pytest.mark.parametrize("pair", words().examples, ids=lambda p: f"{p.a}/{p.b}")
def test_examples_in_the_table_of_words(pair):
    assert bool(acts(pair.a) & acts(pair.b)) is pair.same


@pytest.mark.parametrize(
    "other",
    [
        spoken(words="downing of | the jet", day="2015-11-23..2015-11-29"),
        spoken(words="downing of | the jet", day=None),
        spoken(day="2015-11-01..2015-11-30"),
        spoken(act="ASSAULT/190", words="shooting down | a bomber"),
        spoken(to="", words="shot down | the plane"),
    ],
    ids=["other form, by week", "undated", "by month", "other code", "no target named"],
)
def test_one_incident_told_twice_in_one_story(ledger, story, other):
    assert count(ledger, story(SHOT, other)) == 1


@pytest.mark.parametrize(
    "other",
    [
        spoken(day="2015-11-26"),
        spoken(who="SYR"),
        spoken(who="RUS", to="TUR"),
        spoken(act="ACCUSE/112", words="accused | of aggression"),
        spoken(status="threatened", day=None),
        spoken(words="shelled | a village"),
    ],
    ids=["two days later", "other party", "other way round", "other kind", "only threatened", "other act"],
)
def test_two_incidents_stay_two(ledger, story, other):
    assert count(ledger, story(SHOT, other)) == 2


def test_a_vague_telling_never_ties_two_days_together(ledger, story):
    week = spoken(day="2015-11-23..2015-11-29")
    assert count(ledger, story(spoken(day="2015-11-24"), spoken(day="2015-11-26"), week)) == 2


def test_measures_listed_under_one_verb_stay_apart(ledger, story):
    ban = {"who": "RUS", "act": "SANCTION/163", "to": "TUR"}
    lines = [
        ban | {"words": f"banned | {what}"} for what in ("imports of fruit", "charter flights", "hiring of workers")
    ]
    assert count(ledger, story(*lines)) == 3


def test_the_same_measure_in_other_words_is_one(ledger, story):
    ban = {"who": "RUS", "act": "SANCTION/163", "to": "TUR"}
    one = story(ban | {"words": "banned | imports of some fruit"}, id="a")
    other = story(ban | {"words": "prohibited | fruit imports"}, id="b", published="2015-12-05")
    assert count(ledger, one, other) == 1


def test_demands_for_different_things_stay_apart(ledger, story):
    ask = {"who": "RUS", "act": "REQUEST/100", "to": "TUR", "words": "demanded | an apology"}
    pay = ask | {"words": "demanded | compensation", "about": {"what": "compensate"}}
    assert count(ledger, story(ask | {"about": {"what": "apologize"}}, pay)) == 2


def test_places_far_apart_are_two_incidents(ledger, story):
    here = spoken(day=None, at="Latakia", country="SYR", lat=35.5, lon=35.8)
    there = spoken(day=None, at="Izmir", country="TUR", lat=38.4, lon=27.1)
    assert count(ledger, story(here, there)) == 2


def test_undated_tellings_months_apart_are_two_incidents(ledger, story):
    late = story(spoken(day=None), published="2016-09-01", id="late")
    assert count(ledger, story(SHOT), late) == 2


STORIES = [
    ([SHOT, spoken(day=None, words="downing of | the jet")], "2015-11-25"),
    ([spoken(day="2015-11-23..2015-11-29", words="shot | a jet")], "2015-12-02"),
    ([spoken(day="2015-11-27"), {"who": "TUR", "act": "CONSULT/044", "to": "RUS", "words": "met"}], "2015-11-28"),
    ([{"who": "RUS", "act": "CONSULT/040", "to": "TUR", "words": "held talks"}], "2015-11-29"),
]


def picture(ledger):
    kept = ledger.sql("SELECT id, start, tellings, sources, best FROM incidents ORDER BY id").rows
    return kept, [i.as_json() | {"tellings": [t.id for t in i.tellings]} for i in ledger.incidents()]


def test_the_order_of_adding_changes_nothing(tmp_path, story):
    readings = [story(*lines, published=day, id=str(n)) for n, (lines, day) in enumerate(STORIES)]
    seen = []
    for n, order in enumerate(permutations(readings)):
        with Ledger.create(tmp_path / f"{n}.ledger") as ledger:
            for reading in order:
                ledger.add(reading)
            seen.append(picture(ledger))
    assert all(one == seen[0] for one in seen)
    assert len(seen[0][1]) == 3


def test_incidents_kept_are_the_incidents_put_together_anew(ledger, story, monkeypatch):
    ledger.add_many(story(*lines, published=day, id=day) for lines, day in STORIES)
    kept = ledger.incidents()
    monkeypatch.setattr(settling, "whole", lambda *_: ())
    assert kept == ledger.incidents()
    assert len(kept) == 3


def test_every_merge_says_why(ledger, story):
    ledger.add(story(SHOT, spoken(day=None, words="downing of | the jet")))
    (incident,) = ledger.incidents()
    (merge,) = incident.merges
    assert "same parties TUR>RUS" in merge.reason
    assert "same act: downing/shot " in merge.reason
    assert {merge.telling, merge.joined} == {t.id for t in incident.tellings}


def test_a_merge_is_explained_in_the_words_of_the_stories(ledger, story):
    lost = {"who": "TUR", "act": "ACCUSE/112", "to": "RUS", "day": "2015-11-24"}
    ledger.add(story(lost | {"words": "criticised | the flights of fourteen warplanes and batteries"}, id="a"))
    ledger.add(story(lost | {"words": "turned down | the flight of 14 warplanes"}, id="b"))
    ledger.add(story(lost | {"words": "decried | flights of 14 warplanes"}, id="c"))
    reasons = [m.reason for i in ledger.incidents() for m in i.merges]
    assert any(
        "same act: criticised/decried (" in why and "tell of: fourteen/14, flights, warplanes (" in why
        for why in reasons
    )
    assert any("same act" not in why and "tell of: 14, flight/flights, warplanes (" in why for why in reasons)


def test_the_words_of_a_base_are_those_first_written():
    found = written("Shot down warplanes; the warplane was called off, the jets too")
    assert found["shoot"] == "shot"
    assert [found[base] for base in likened("a cancellation")] == ["called off"]
    assert set(found) == likened("shot down warplanes; the warplane was called off, the jets too")
    assert {found[base] for base in likened("a warplane")} == {"warplanes"}


def test_near_duplicates_count_as_one_source(ledger, story):
    lines = [
        SHOT,
        *({"who": "RUS", "act": "ACCUSE/112", "to": "TUR", "words": f"accused | of crime {w}"} for w in "abcdefgh"),
    ]
    ledger.add_many([story(*lines, id="a"), story(*lines, SHOT | {"words": "shot"}, id="b"), story(SHOT, id="c")])
    shot = next(i for i in ledger.incidents() if i.type == "ASSAULT")
    assert (len({t.story for t in shot.tellings}), shot.sources) == (3, 2)


def test_likeness_of_stories():
    text = "the two ministers met for an hour in the old town and then spoke to the press about fruit and flights"
    assert alike(sketch(text), sketch(text + " again")) > 0.8
    assert (
        alike(sketch(text), sketch("nothing of the kind was said by anybody at all in the whole of that long week"))
        == 0
    )
