"""What stands on the docket and for how long: single deeds, announcements, plans, demands granted, others' pressure."""

from datetime import date

import pytest

from detente.dispute import dispute
from detente.ingest import article_from_text
from detente.ledger import Ledger
from detente.reading.pipeline import read_article


@pytest.fixture
def told():
    """The dispute of two sides from plain stories, each with its day."""

    def weigh(stories, one, other, day=None):
        with Ledger.in_memory() as ledger:
            for n, (published, text) in enumerate(stories):
                ledger.add(read_article(article_from_text(text, id=f"s{n}", published=date.fromisoformat(published))))
            return dispute(ledger, one, other, as_of=day and date.fromisoformat(day))

    return weigh


DEED = {"who": "GHA", "act": "COERCE/170", "to": "TGO", "words": "searched | two trawlers", "day": "2003-04-02"}
FLIGHT = {"who": "GHA", "act": "MOBILIZE/150", "to": "TGO", "words": "violated | its airspace", "day": "2003-04-02"}
RESCUE = {"who": "GHA", "act": "COERCE/170", "to": "TGO", "words": "rescued | two airmen", "day": "2003-04-02"}
ARREST = {"who": "GHA", "act": "COERCE/173", "to": "TGO", "words": "arrested | two sailors", "day": "2003-04-02"}


@pytest.mark.parametrize(
    ("line", "lane", "answer"),
    [
        (DEED, "force", "escalating"),
        (FLIGHT, "force", "escalating"),
        (FLIGHT | {"status": "ongoing"}, "measures", "holding"),
        (RESCUE, None, "cannot say"),
        (ARREST, "measures", "escalating"),
    ],
    ids=["a search", "a flight", "flights that go on", "a rescue", "an arrest"],
)
def test_a_single_deed_is_over_and_a_rescue_presses_nobody(weighed, line, lane, answer):
    found = weighed([{"published": "2003-04-03", "events": [line]}], "GHA", "TGO")
    assert [name for name in ("measures", "force", "given") if getattr(found.docket, name)] == ([lane] if lane else [])
    assert found.answer("GHA").answer == answer


TAKEN = ARREST | {"words": "seized | six men", "day": "2003-04-02"}
FREED = {"who": "GHA", "act": "CONCEDE/084", "to": "TGO", "words": "released | the crew", "day": "2003-04-02"}


@pytest.mark.parametrize(("day", "answer"), [("2003-04-02", "escalating"), ("2003-04-05", "conceding on substance")])
def test_what_is_taken_and_let_go_on_one_day_gives_nothing(weighed, day, answer):
    events = [TAKEN, FREED | {"day": day}]
    assert weighed([{"published": "2003-04-05", "events": events}], "GHA", "TGO").answer("GHA").answer == answer


ANNOUNCED = {
    "who": "OMN",
    "act": "SANCTION/163",
    "to": "YEM",
    "words": "to ban | imports of dried fish",
    "status": "planned",
}
BANNED = {"who": "OMN", "act": "SANCTION/163", "to": "YEM", "words": "banned | imports of dried fish",
          "day": "2006-05-20"}  # fmt: skip
WARNED = {"who": "OMN", "act": "THREATEN/130", "to": "YEM", "words": "warned | of steps", "day": "2006-05-01"}
OTHER = {"who": "YEM", "act": "ACCUSE/111", "to": "OMN", "words": "blamed | Muscat", "day": "2006-09-01"}


@pytest.mark.parametrize(
    ("line", "day", "lane", "state"),
    [
        (ANNOUNCED, "2006-06-01", "measures", "announced"),
        (ANNOUNCED, "2006-09-02", "lapsed", "no report that it was done"),
        (ANNOUNCED | {"day": "2006-08-01"}, "2006-09-02", "measures", "announced"),
        (WARNED, "2006-06-01", "threats", "made"),
        (WARNED, "2006-09-02", "threats", "not heard of again"),
    ],
    ids=["announced", "not heard of since", "its day is near", "threatened", "not threatened since"],
)
def test_what_is_only_announced_does_not_stand_for_ever(weighed, line, day, lane, state):
    stories = [{"published": "2006-05-02", "events": [line]}, {"published": "2006-09-02", "events": [OTHER]}]
    docket = weighed(stories, "OMN", "YEM", day).docket
    assert [i.state for i in getattr(docket, lane)] == [state]
    assert not (lane == "lapsed" and docket.measures)


def test_a_measure_taken_takes_the_place_of_its_announcement(weighed):
    stories = [{"published": "2006-05-02", "events": [ANNOUNCED]}, {"published": "2006-05-21", "events": [BANNED]}]
    assert [m.state for m in weighed(stories, "OMN", "YEM").docket.measures] == ["in force"]
    stories[1]["events"] = [BANNED | {"words": "banned | the sale of mules"}]
    assert [m.state for m in weighed(stories, "OMN", "YEM").docket.measures] == ["announced", "in force"]


@pytest.mark.parametrize(
    ("text", "scheduled"),
    [
        ("Kenya called off a visit that its foreign minister was to pay to Uganda next week.", 0),
        ("Kenya called off a visit to Uganda, but its president will meet the Ugandan leader on Friday.", 1),
    ],
)
def test_what_is_called_off_in_one_breath_is_not_still_to_come(told, text, scheduled):
    docket = told([("2012-05-04", text)], "KEN", "UGA").docket
    assert (len(docket.scheduled), len(docket.called_off)) == (scheduled, 1)


DEMAND = {"who": "CHL", "act": "REQUEST/100", "to": "PER", "words": "demanded | a new survey of the sea line",
          "day": "2011-03-01"}  # fmt: skip
SECOND = DEMAND | {"words": "demanded | guards for its fishing school", "day": "2011-03-04"}
BOWED = {"who": "PER", "act": "CONCEDE/080", "to": "CHL", "words": "bowed | to the demand", "day": "2011-03-06"}


@pytest.mark.parametrize(
    ("answer", "states"),
    [
        (BOWED, ["open", "met"]),
        (BOWED | {"words": "gave in | to the demands"}, ["met", "met"]),
        (BOWED | {"act": "AGREE/030", "words": "agreed | to the conditions"}, ["accepted", "accepted"]),
        (BOWED | {"to": "BOL"}, ["open", "open"]),
        (BOWED | {"day": "2011-06-06"}, ["open", "open"]),
        (BOWED | {"words": "bowed | to demands for a truce"}, ["open", "open"]),
    ],
    ids=["the last", "all", "promised", "another's", "long after", "for something else"],
)
def test_who_bows_to_a_demand_meets_it(weighed, answer, states):
    stories = [{"published": "2011-03-05", "events": [DEMAND, SECOND]}, {"published": "2011-06-07", "events": [answer]}]
    found = weighed(stories, "CHL", "PER").docket.demands
    assert [d.state for d in found if d.by == ("CHL",)] == states


LEAVE = {"who": "MLI", "act": "REQUEST/1056", "to": "NER", "words": "demanded | a pullout", "day": "2010-02-01"}
VOW = {"who": "NER", "act": "AGREE/0356", "to": "MLI", "words": "promised | to pull out", "day": "2010-02-03"}
STORM = {"who": "NER", "act": "ASSAULT/190", "to": "MLI", "words": "stormed | a hill", "day": "2010-02-03"}


@pytest.mark.parametrize(
    ("last", "state"),
    [
        (STORM, "accepted"),
        (STORM | {"day": "2010-02-07"}, "refused"),
        ({**STORM, "act": "RETREAT/087", "words": "grounded | its drones"}, "accepted"),
        ({**STORM, "act": "RETREAT/0874", "words": "left | the hill"}, "met"),
    ],
    ids=["on the day of the promise", "later", "another step back", "gone"],
)
def test_what_takes_a_promise_back_comes_after_it(weighed, last, state):
    stories = [{"published": "2010-02-02", "events": [LEAVE]}, {"published": "2010-02-08", "events": [VOW, last]}]
    found = weighed(stories, "MLI", "NER").docket.demands
    assert [d.state for d in found if d.subject == "withdrawal"] == [state]


def test_a_letter_is_no_meeting(weighed):
    asked = {"who": "MLI", "act": "REQUEST/026", "to": "NER", "words": "asked for | talks", "day": "2010-02-01"}
    letter = {"who": "NER", "act": "CONSULT/041", "to": "MLI", "words": "handed | a note over", "day": "2010-02-03"}
    met = letter | {"act": "CONSULT/046", "words": "met"}
    for line, state, held in ((letter, "open", 0), (met, "met", 1)):
        docket = weighed([{"published": "2010-02-04", "events": [asked, line]}], "MLI", "NER").docket
        assert ([d.state for d in docket.demands], len(docket.held)) == ([state], held)


def test_who_refuses_what_was_asked_denies_nothing_told_before(told):
    text = (
        "Kenya blamed Uganda for the killing of two herders at the border on Monday. "
        "Kenya also asked for the bodies. Uganda {} that."
    )
    refused, denied = (told([("2012-05-04", text.format(v))], "KEN", "UGA") for v in ("refused", "denied"))
    assert (len(refused.docket.disputed), len(denied.docket.disputed)) == (0, 1)


@pytest.mark.parametrize(
    ("text", "pressed"),
    [
        ("Brazil, which is lobbying for a new bank, spoke of it in Lima.", []),
        ("Brazil will send two squadrons of jets.", []),
        ("Brazil urged Peru to lower its voice.", ["PER"]),
        ("Brazil demanded an immediate ceasefire.", ["PER"]),
    ],
    ids=["about something else", "forces of an ally", "named", "a matter of quarrels"],
)
def test_pressure_of_others_is_told_of_the_side(told, text, pressed):
    quarrel = (
        "Peru and Chile are at odds. Chile banned imports of copper from Peru on Monday. Peru accused Chile of theft."
    )
    found = told([("2012-05-04", f"{quarrel} {text}")], "CHL", "PER").pressure
    assert sorted({p.side for p in found if p.by == "BRA"})[-1:] == pressed


@pytest.mark.parametrize(
    ("words", "steps"), [("signed | a charter of peace", 1), ("signed | a decree against its neighbour", 0)]
)
def test_a_decree_signed_is_no_step_towards_the_other_side(weighed, words, steps):
    line = {"who": "ETH", "act": "SUPPORT/057", "to": "ERI", "words": words, "day": "2018-05-01"}
    assert len(weighed([{"published": "2018-05-02", "events": [line]}], "ETH", "ERI").docket.given) == steps
