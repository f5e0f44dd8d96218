"""What stands in the ledger, one by one and a page at a time: the same as what is put together anew."""

from __future__ import annotations

from datetime import date

import pytest

from detente.errors import MissingInput
from detente.ledger import listing
from detente.ledger.settling import chronology

SHOT = {"who": "TUR", "act": "ASSAULT/195", "to": "RUS", "words": "shot down | a warplane", "day": "2015-11-24"}
AGAIN = SHOT | {"words": "downing of | the warplane"}
BANNED = {"who": "RUS", "act": "SANCTION/163", "to": "TUR", "words": "banned | imports of fruit", "day": "2015-11-28.."}
MET = {"who": "USA", "act": "CONSULT/040", "to": "TUR", "words": "met | about the border", "day": "2015-12-01"}
ASKED = {"who": "RUS", "act": "REQUEST/100", "to": "TUR", "words": "demanded | an apology", "day": "..2015-11-25"}
SAID = {"who": "TUR", "act": "REJECT/120", "to": "RUS", "words": "ruled out | an apology"}


@pytest.fixture
def filled(ledger, story):
    ledger.add_many([
        story(SHOT, ASKED, SAID, id="a", published="2015-11-26"),
        story(AGAIN, BANNED, id="b"),
        story(MET, SHOT | {"words": "shot down | the plane"}, id="c", published=None),
    ])  # fmt: skip
    return ledger


def walked(ledger, **wanted):
    """All incidents, two at a time."""
    found, after = [], None
    while some := listing.incidents(ledger, **wanted, after=after, limit=2):
        found += some
        when, reported, told, name = chronology(some[-1])
        after = (when, reported, *told, name)
    return found


def test_what_is_listed_is_what_is_put_together_anew(filled):
    assert walked(filled) == filled.incidents()
    assert {len(i.tellings) for i in filled.incidents()} > {1}
    filled.same([i.best.id for i in filled.incidents(types=["SANCTION", "REJECT"])], by="Ada")
    assert walked(filled) == filled.incidents()


@pytest.mark.parametrize(
    "wanted",
    [{"source": "RUS"}, {"target": "RUS"}, {"between": ("RUS", "TUR")}, {"types": ["SANCTION", "CONSULT"]},
     {"source": "RUS", "types": ["REQUEST"]}, {"source": "BRA"}],
)  # fmt: skip
def test_incidents_by_what_is_asked(filled, wanted):
    assert walked(filled, **wanted) == filled.incidents(**wanted)


@pytest.mark.parametrize(
    ("wanted", "types"),
    [
        ({"since": date(2015, 12, 15)}, ["SANCTION"]),  # from the 28th of November on: it may have been any day since
        ({"until": date(2015, 11, 1)}, ["REQUEST"]),
        ({"since": date(2015, 11, 24), "until": date(2015, 11, 24)}, ["ASSAULT", "REQUEST"]),
        ({"statuses": ["denied"]}, []),
    ],
)
def test_incidents_and_events_by_the_days_on_which_they_may_have_happened(filled, wanted, types):
    assert sorted({i.type for i in walked(filled, **wanted)}) == types
    assert sorted({t.event.type for t in filled.events(**wanted)}) == types


def test_an_event_with_the_incident_that_it_was_taken_for(filled):
    incident = next(i for i in filled.incidents() if len(i.tellings) == 3)
    found = [listing.event(filled, t.id) for t in incident.tellings]
    assert [f.incident for f in found] == [incident.id] * 3
    assert [f.joined is None for f in found] == [True, False, False]
    assert (found[0].sources, found[0].tellings) == (incident.sources, 3)
    assert {f.model_dump()["event"]["type"] for f in found} == {"ASSAULT"}


def test_an_incident_by_the_id_of_any_telling(filled):
    for incident in filled.incidents():
        for telling in incident.tellings:
            assert listing.incident(filled, telling.id) == incident


def test_a_rejected_event_says_so(filled):
    event = filled.events()[0].id
    filled.review(event, "reject", by="Ada")
    with pytest.raises(MissingInput, match="people rejected"):
        listing.event(filled, event)
    reading, n = listing.origin(filled, event)
    assert reading.events[n].type == "ASSAULT"


@pytest.mark.parametrize("name", ["", "x", "0123456789abcdef:0", "0123456789abcdef:", ":0", "é:0", "0" * 80])
def test_what_is_not_there_is_missing(filled, name):
    for look in (listing.event, listing.origin, listing.incident, listing.tellings, listing.story):
        with pytest.raises(MissingInput):
            look(filled, name)


def test_the_number_of_an_event_is_written_in_one_way(filled):
    event = filled.events()[0].id
    assert event.endswith(":0")
    with pytest.raises(MissingInput):
        listing.origin(filled, event[:-1] + "00")


def test_stories_come_in_pages(filled):
    whole = filled.stories()
    assert [s.id for s in whole] == ["a", "b", "c"]
    assert listing.stories(filled, 2) == whole[:2]
    last = whole[1]
    assert listing.stories(filled, 2, (last.published, last.id, last.hash)) == whole[2:]
    assert listing.stories(filled, 2, (date.max, "c", whole[2].hash)) == []
    assert listing.story(filled, whole[2].hash) == whole[2]


def test_pairs_by_what_moved_of_late(filled):
    assert [(d.a, d.b) for d in listing.dyads(filled, None, 1, 9, 0)] == [("RUS", "TUR"), ("TUR", "USA")]
    assert [(d.a, d.b) for d in listing.dyads(filled, None, 1, 9, 1)] == [("TUR", "USA")]
    assert [(d.a, d.b) for d in listing.dyads(filled, "USA", 1, 9, 0)] == [("TUR", "USA")]
    assert [d.incidents for d in listing.dyads(filled, None, 2, 9, 0)] == [4]
