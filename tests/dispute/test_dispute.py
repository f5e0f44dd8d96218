"""The docket and the answer, over crises that ended in different ways."""

import json
from pathlib import Path

import pytest
import yaml

from detente import Ledger
from detente.dispute import dispute
from detente.dispute.acts import sequence
from detente.dispute.measures import ends
from detente.dispute.rules import answers, endings, kinds
from detente.errors import UsageError
from detente.ledger.byhand import HandStory

CRISES = yaml.safe_load((Path(__file__).parent / "crises.yaml").read_text(encoding="utf-8"))


def acts_of(*lines):
    with Ledger.in_memory() as ledger:
        ledger.add(HandStory(events=lines).reading())
        return sequence(ledger.incidents())


@pytest.mark.parametrize(
    ("kind", "line"),
    [(k.name, e) for k in kinds().kinds for e in k.examples],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_examples_of_kinds(kind, line):
    (act,) = acts_of(line)
    assert act.kind == kind


@pytest.mark.parametrize("example", endings().examples, ids=lambda e: f"{e.measure.words}/{e.ending.words}")
def test_examples_of_endings(example):
    found = acts_of(example.measure, example.ending)
    measure = next(a for a in found if a.kind == "measure")
    ending = next(a for a in found if a is not measure)
    assert (ends(measure, ending) or "in force") == example.state


@pytest.mark.parametrize("crisis", CRISES, ids=lambda c: c["name"])
def test_answers(weighed, crisis):
    found = weighed(crisis["stories"], *crisis["sides"])
    assert {a.side: a.answer for a in found.answers} == crisis["answers"]
    assert {lane: len(getattr(found.docket, lane)) for lane in crisis.get("lanes", {})} == crisis.get("lanes", {})
    for day, expected in crisis.get("as_of", {}).items():
        then = weighed(crisis["stories"], *crisis["sides"], as_of=str(day))
        assert {a.side: a.answer for a in then.answers} == expected


def test_every_answer_is_reached_by_some_crisis():
    assert {a for c in CRISES for a in c["answers"].values()} == {r.answer for r in answers().answers}


@pytest.mark.parametrize("crisis", CRISES, ids=lambda c: c["name"])
def test_the_same_bytes_whatever_the_order_of_adding(weighed, crisis):
    stories = [{"id": str(i)} | s for i, s in enumerate(crisis["stories"])]
    one, other = (json.dumps(weighed(order, *crisis["sides"]).as_json()) for order in (stories, stories[::-1]))
    assert one == other


@pytest.mark.parametrize("crisis", CRISES, ids=lambda c: c["name"])
def test_every_line_of_an_answer_has_its_words(weighed, crisis):
    found = weighed(crisis["stories"], *crisis["sides"])
    for answer in found.answers:
        assert answer.would_change
        assert 0 <= answer.yielded <= 1
        assert bool(answer.pro) == (answer.answer != "cannot say")
        assert all(
            item.evidence and item.evidence[0].words for line in (*answer.pro, *answer.con) for item in line.items
        )


def by_name(name):
    return next(c for c in CRISES if c["name"] == name)


def test_the_docket_of_the_jet(weighed):
    docket = weighed(by_name("contact after calling off, nothing given")["stories"], "RUS", "TUR").docket
    state = {(d.by, d.to, d.subject): d.state for d in docket.demands}
    assert state == {
        (("RUS",), ("TUR",), "apology"): "refused",
        (("TUR",), ("RUS",), "talks"): "accepted",
        (("USA",), ("RUS", "TUR"), "settlement"): "open",
    }
    (meeting,) = docket.scheduled
    assert (str(meeting.first), str(meeting.last), str(meeting.known)) == ("2015-12-03", "2015-12-04", "2015-12-02")
    refusal = next(d for d in docket.demands if d.state == "refused").answers[0]
    assert "rejected demands to apologize" in refusal.evidence[0].words


def test_an_apology_meets_the_demand_that_had_been_refused(weighed):
    stories = by_name("the letter of apology")["stories"]
    then, now = (weighed(stories, "RUS", "TUR", day).docket.demands[0] for day in ("2016-06-26", None))
    assert (then.state, now.state) == ("refused", "met")
    assert [a.how for a in now.answers] == ["refused", "met"]


def test_as_of_uses_nothing_reported_later(weighed):
    stories = by_name("sanctions lifted in return")["stories"]
    then = weighed(stories, "RUS", "TUR", "2016-06-30")
    assert (len(then.docket.measures), then.docket.lifted, then.stories) == (2, (), 1)


def test_stories_without_a_day_count_only_without_as_of(weighed):
    stories = [
        {"events": [{"who": "RUS", "act": "SANCTION/163", "to": "TUR", "words": "banned | fruit", "day": "2015-11-28"}]}
    ]
    assert len(weighed(stories, "RUS", "TUR").docket.measures) == 1
    then = weighed(stories, "RUS", "TUR", "2016-01-01")
    assert (then.docket.measures, then.undated_stories) == ((), 1)


def test_a_meeting_whose_day_has_passed_is_not_called_held(weighed):
    stories = by_name("contact after calling off, nothing given")["stories"]
    docket = weighed(stories, "RUS", "TUR", "2015-12-10").docket
    assert (docket.scheduled, docket.held, len(docket.lapsed)) == ((), (), 1)


def test_praise_and_blame_decide_nothing(weighed):
    stories = by_name("contact after calling off, nothing given")["stories"]
    tone = {
        "published": "2015-12-02",
        "events": [
            {"who": "RUS", "act": "ACCUSE/111", "to": "TUR", "words": f"denounced | plot {n}", "day": "2015-12-02"}
            for n in range(9)
        ],
    }
    before, after = (weighed(s, "RUS", "TUR") for s in (stories, [*stories, tone]))
    assert [a.answer for a in before.answers] == [a.answer for a in after.answers]


def test_what_is_only_alleged_or_denied_is_disputed_and_moves_nothing(weighed):
    stories = [
        {
            "published": "2015-12-02",
            "events": [
                {
                    "who": "TUR",
                    "act": "ASSAULT/190",
                    "to": "RUS",
                    "words": "fired on | a boat",
                    "status": "alleged",
                    "by": "RUS",
                },
                {
                    "who": "RUS",
                    "act": "ASSAULT/190",
                    "to": "TUR",
                    "words": "violated | airspace",
                    "status": "denied",
                    "by": "RUS",
                },
            ],
        }
    ]
    found = weighed(stories, "RUS", "TUR")
    assert len(found.docket.disputed) == 2
    assert {a.answer for a in found.answers} == {"cannot say"}
    assert found.tension == ()


@pytest.mark.parametrize(
    "lines",
    [
        [
            {
                "who": "RUS",
                "act": "ACCUSE/112",
                "to": "TUR",
                "words": "accused | of breaching airspace",
                "about": {"what": "breach"},
            },
            {
                "who": "TUR",
                "act": "ACCUSE/112",
                "to": "RUS",
                "words": "accused | of breaching airspace",
                "about": {"what": "breach"},
            },
        ],
        [
            {
                "who": "TUR",
                "act": "ACCUSE/112",
                "to": "RUS",
                "words": "accused | of breaching airspace",
                "about": {"what": "breach"},
            },
            {
                "who": "RUS",
                "act": "REJECT/016",
                "to": "TUR",
                "words": "denied | breaching airspace",
                "about": {"what": "breach"},
            },
        ],
        [
            {
                "who": "ARM",
                "act": "ASSAULT/194",
                "to": "AZE",
                "words": "shelled | a village",
                "day": "2020-09-27",
                "by": "AZE",
            },
            {
                "who": "AZE",
                "act": "ASSAULT/194",
                "to": "ARM",
                "words": "shelled | a village",
                "day": "2020-09-27",
                "by": "ARM",
            },
        ],
    ],
    ids=["each accuses", "accused and rejected", "each lays it to the other"],
)
def test_rival_claims(weighed, lines):
    sides = sorted({line["who"] for line in lines})
    (rival,) = weighed([{"published": "2015-12-02", "events": lines}], *sides).docket.disputed
    assert {c.by for c in rival.claims} == {(s,) for s in sides}


@pytest.mark.parametrize(
    ("first", "second", "disputed"),
    [
        ({"act": "ASSAULT/190", "words": "shelled | a post"}, {"words": "denied | this"}, True),
        ({"act": "ASSAULT/190", "words": "shelled | a post"}, {"words": "would not leave | the hill"}, False),
        (
            {"act": "ACCUSE/112", "who": "RUS", "to": "TUR", "words": "accused | of smuggling oil"},
            {"words": "called slander"},
            True,
        ),
        ({"act": "SUPPORT/051", "words": "praised"}, {"words": "denied | this"}, False),
        ({"act": "ASSAULT/190", "words": "shot down | the jet"}, {"words": "rejected | it"}, True),
        (
            {"act": "ASSAULT/190", "words": "shot down | the jet"},
            {"words": "rejected | it", "about": {"what": "apology", "act": "SUPPORT/055"}},
            False,
        ),
    ],
)
def test_a_denial_behind_what_it_denies_is_a_dispute(weighed, first, second, disputed):
    claim = {"who": "TUR", "to": "RUS", "day": "2015-12-01"} | first
    denial = {"who": "TUR", "act": "REJECT/120", "to": "RUS"} | second
    found = weighed([{"published": "2015-12-02", "events": [claim, denial]}], "RUS", "TUR").docket.disputed
    assert [r.reason for r in found] == ["one side says it, the other denies it"] * disputed


def test_tension_counts_an_incident_once_and_fades(weighed):
    shot = {"who": "TUR", "act": "ASSAULT/190", "to": "RUS", "words": "shot down | a jet", "day": "2015-11-24"}
    met = {"who": "TUR", "act": "CONSULT/046", "to": "RUS", "words": "met", "day": "2015-12-08"}
    found = weighed([{"published": "2015-12-09", "events": [shot, shot, met]}], "RUS", "TUR")
    assert [(str(t.day), t.change, t.level) for t in found.tension] == [
        ("2015-11-24", 10.0, 10.0),
        ("2015-12-08", -7.0, -2.0),
    ]


def test_a_demand_met_in_part(weighed):
    docket = weighed(by_name("partly lifted")["stories"], "USA", "IRN").docket
    assert [d.state for d in docket.demands] == ["partly"]
    assert [m.state for m in docket.measures] == ["eased"]


def test_a_refusal_without_a_word_of_to_whom_still_counts(weighed):
    ask = {
        "who": "RUS",
        "act": "REQUEST/100",
        "to": "TUR",
        "words": "demanded | an apology",
        "about": {"what": "apology"},
    }
    deny = {"who": "TUR", "act": "REJECT/120", "words": "refused | to apologize", "about": {"what": "apologize"}}
    found = weighed([{"published": "2015-12-02", "events": [ask, deny]}], "RUS", "TUR")
    assert [d.state for d in found.docket.demands] == ["refused"]
    assert found.answer("TUR").answer == "holding"


TALKS = {
    "who": "TUR",
    "act": "REQUEST/026",
    "to": "RUS",
    "words": "asked for | a meeting",
    "about": {"what": "meeting"},
}
MET = {"who": "RUS", "act": "CONSULT/046", "to": "TUR", "words": "met"}


@pytest.mark.parametrize(
    ("later", "state"),
    [
        ([MET | {"day": "2015-12-04"}], "met"),
        ([MET | {"who": "USA", "to": "RUS+TUR", "words": "rang | the presidents of both"}], "open"),
        ([MET | {"to": "USA", "day": "2015-12-04"}], "open"),
        ([MET | {"day": "2015-12-04"}, TALKS | {"day": "2015-12-10"}], "met, open"),
    ],
    ids=["met", "a third rang both", "met somebody else", "asked for again"],
)
def test_what_answers_a_demand_for_talks(weighed, later, state):
    first = {"published": "2015-12-02", "events": [TALKS | {"day": "2015-12-01"}]}
    found = weighed([first, {"published": "2015-12-12", "events": later}], "RUS", "TUR")
    assert ", ".join(d.state for d in found.docket.demands if d.by == ("TUR",)) == state


LEAVE = {"who": "TUR", "act": "REQUEST/1056", "to": "RUS", "words": "demanded | a withdrawal", "day": "2015-12-01"}
LEFT = {"who": "RUS", "act": "RETREAT/0873", "to": "TUR", "words": "pulled out | the frigates", "day": "2015-12-04"}
BACK = {"who": "RUS", "act": "MOBILIZE/154", "to": "TUR", "words": "sent in | the frigates", "day": "2015-12-08"}


@pytest.mark.parametrize(
    ("later", "state"),
    [([LEFT], "met"), ([LEFT, BACK], "refused"), ([BACK], "open"), ([BACK | {"day": "2015-12-03"}, LEFT], "met")],
    ids=["left", "left and came back", "came", "came and left"],
)
def test_who_comes_back_has_not_left(weighed, later, state):
    first = {"published": "2015-12-02", "events": [LEAVE]}
    found = weighed([first, {"published": "2015-12-12", "events": later}], "RUS", "TUR")
    assert [d.state for d in found.docket.demands if d.by == ("TUR",)] == [state]


@pytest.mark.parametrize(
    ("words", "state"), [("dropped | a dam", "open"), ("dropped | the charges over the dam", "met")]
)
def test_one_word_in_common_is_no_answer(weighed, words, state):
    ask = {
        "who": "RUS",
        "act": "REQUEST/100",
        "to": "TUR",
        "words": "wants | charges over a mill dropped",
        "day": "2015-12-01",
    }
    gave = {"who": "TUR", "act": "CONCEDE/080", "to": "RUS", "words": words, "day": "2015-12-05"}
    found = weighed([{"published": "2015-12-06", "events": [ask, gave]}], "RUS", "TUR")
    assert [d.state for d in found.docket.demands] == [state]


@pytest.mark.parametrize(("confidence", "told", "decides"), [(0.45, 1, False), (0.45, 2, True), (0.5, 1, True)])
def test_what_is_too_likely_misread_decides_only_if_two_tell_it(confidence, told, decides):
    seized = {"who": "NOR", "act": "COERCE/171", "to": "TCD", "words": "seized | a trawler", "day": "2020-03-09"}
    praised = {
        "who": "TCD",
        "act": "SUPPORT/051",
        "to": "NOR",
        "words": "praised | the harbours of the north and their cranes",
    }
    with Ledger.in_memory() as ledger:
        for n in range(told):
            story = HandStory(id=str(n), published="2020-03-10", events=[seized, praised][: n + 1]).reading()
            events = tuple(e.model_copy(update={"confidence": confidence}) for e in story.events)
            ledger.add(story.model_copy(update={"events": events}))
        found = dispute(ledger, "NOR", "TCD").answer("NOR")
    assert (found.answer == "escalating") is decides


def test_a_history_without_a_day_of_report_is_weighed_in_the_order_of_the_telling(weighed):
    lines = [
        {"who": "IRN", "act": "COERCE/173", "to": "GBR", "words": "seized | sailors", "day": "2007-03-23"},
        {"who": "IRN", "act": "THREATEN/130", "to": "GBR", "words": "warned | of trials"},
        {"who": "IRN", "act": "RETREAT/0841", "to": "GBR", "words": "freed | the sailors"},
    ]
    kept, given = weighed([{"events": lines}], "IRN", "GBR"), weighed([{"events": lines[:2]}], "IRN", "GBR")
    assert (given.answer("IRN").answer, kept.answer("IRN").answer) == ("escalating", "conceding on substance")
    assert kept.answer("IRN").yielded > given.answer("IRN").yielded
    assert len(kept.docket.lifted) == 1


def test_a_dispute_needs_two_sides_and_may_be_empty(weighed):
    with pytest.raises(UsageError):
        weighed([], "RUS", "RUS")
    found = weighed([], "RUS", "TUR")
    assert {a.answer for a in found.answers} == {"cannot say"}
    assert (found.until, found.tension) == (None, ())


def test_the_ledger_gives_the_same_dispute(tmp_path):
    with Ledger.create(tmp_path / "x") as ledger:
        for n, story in enumerate(by_name("the letter of apology")["stories"]):
            ledger.add(HandStory.model_validate(story | {"id": str(n)}).reading())
        assert ledger.dispute("RUS", "TUR") == dispute(ledger, "RUS", "TUR")
