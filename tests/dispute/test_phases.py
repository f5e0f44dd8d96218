"""What is news for the answer, and what stands on the docket beside the pair: rules that look at when and with whom."""

import pytest

CUT = {"who": "PER", "act": "SANCTION/161", "to": "CHL", "words": "recalled | its ambassador", "day": "2004-06-21"}
TALKED = {"who": "PER", "act": "CONSULT/040", "to": "CHL", "words": "held | talks on fish", "day": "2004-06-24"}
FREED = {"who": "PER", "act": "CONCEDE/084", "to": "CHL", "words": "released | two fishermen", "day": "2004-06-22"}
SUED = {"who": "PER", "act": "ACCUSE/115", "to": "CHL", "words": "sued | before the court at The Hague",
        "day": "2004-06-24"}  # fmt: skip
BOTH = {"published": "2004-06-21", "events": [CUT]}


def answer(weighed, *stories, as_of=None):
    return weighed(list(stories), "PER", "CHL", as_of).answer("PER").answer


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (TALKED, "easing on contact"),
        (TALKED | {"words": "shook hands | in passing"}, "holding"),
        (SUED, "escalating"),
        ({"who": "PER", "act": "AGREE/030", "to": "CHL", "words": "accepted | the apology", "day": "2004-06-24"},
         "easing on contact"),
        ({"who": "PER", "act": "AGREE/030", "to": "CHL", "words": "agreed to exchange | envoys", "day": "2004-06-24"},
         "easing on contact"),
        ({"who": "PER", "act": "SANCTION/163", "to": "CHL", "words": "still bans | copper"}, "holding"),
        ({"who": "PER", "act": "SANCTION/163", "to": "CHL", "words": "banned | copper"}, "escalating"),
        ({"who": "PER", "act": "CONCEDE/080", "to": "CHL", "words": "admitted | doctors to the camp"},
         "easing on contact"),
    ],
    ids=["talks", "handshake in passing", "suit", "apology accepted", "envoys", "still", "new", "doctors let in"],
)  # fmt: skip
def test_what_a_side_does_last(weighed, act, said):
    old = BOTH | {"published": "2004-03-01", "events": [CUT | {"day": "2004-03-01"}]}
    middle = {"published": "2004-04-01", "events": [CUT | {"act": "REJECT/120", "words": "ruled out | a return",
                                                          "day": "2004-04-01"}]}  # fmt: skip
    assert answer(weighed, old, middle, {"published": "2004-06-25", "events": [act]}) == said


def test_what_was_given_is_history_after_long_silence(weighed):
    given = {"published": "2004-06-22", "events": [CUT | {"day": "2004-06-01"}, FREED]}
    assert answer(weighed, given, as_of="2004-06-30") == "conceding on substance"
    assert answer(weighed, given, as_of="2004-10-30") == "holding"


def test_pressure_without_a_day_is_older_than_giving_in_the_same_report(weighed):
    banned = {"who": "PER", "act": "SANCTION/163", "to": "CHL", "words": "banned | copper"}
    assert answer(weighed, {"published": "2004-06-25", "events": [FREED, banned]}) == "conceding on substance"
    dated = banned | {"day": "2004-06-24"}
    assert answer(weighed, {"published": "2004-06-25", "events": [FREED, dated]}) == "escalating"


def test_a_plan_does_not_speak_where_the_side_says_no_that_day(weighed):
    plan = {"who": "PER", "act": "AGREE/036", "to": "CHL", "words": "will meet | the minister", "status": "planned"}
    no = {"who": "PER", "act": "REJECT/120", "to": "CHL", "words": "ruled out | a treaty"}
    assert answer(weighed, {"published": "2004-06-25", "events": [plan]}) == "easing on contact"
    assert answer(weighed, {"published": "2004-06-25", "events": [plan, no]}) == "holding"


def test_a_demand_for_several_things_is_one_for_each(weighed):
    asked = {"who": "CHL", "act": "REQUEST/100", "to": "PER", "words": "demanded | an apology and compensation",
             "day": "2004-06-21"}  # fmt: skip
    sorry = {"who": "PER", "act": "SUPPORT/055", "to": "CHL", "words": "apologized | for the raid", "day": "2004-06-24"}
    told = [{"published": "2004-06-22", "events": [asked]}, {"published": "2004-06-25", "events": [sorry]}]
    found = {d.subject: d.state for d in weighed(told, "PER", "CHL").docket.demands}
    assert found == {"apology": "met", "compensation": "open"}


def test_what_is_asked_of_a_third_party_and_denied_by_it_is_listed(weighed):
    asked = {"who": "PER", "act": "REQUEST/100", "to": "OAS", "words": "asked for | a fleet", "day": "2004-06-21"}
    blamed = {"who": "PER", "act": "ACCUSE/112", "to": "BRA", "words": "accused | of arming smugglers"}
    denied = {"who": "BRA", "act": "REJECT/120", "to": "PER", "words": "denied | arming smugglers"}
    docket = weighed([BOTH | {"events": [CUT, asked, blamed, denied]}], "PER", "CHL").docket
    assert [(d.by, d.to) for d in docket.demands] == [(("PER",), ("OAS",))]
    assert [{c.by for c in r.claims} for r in docket.disputed] == [{("PER",), ("BRA",)}]


def test_a_friendly_step_with_a_day_to_come_is_scheduled(weighed):
    step = {"who": "PER", "act": "AGREE/030", "to": "CHL", "words": "resumes | the ferries", "status": "planned",
            "day": "2004-06-30"}  # fmt: skip
    told = [{"published": "2004-06-25", "events": [step]}]
    assert [i.words for i in weighed(told, "PER", "CHL", "2004-06-26").docket.scheduled] == ["resumes the ferries"]
    assert weighed(told, "PER", "CHL", "2004-07-10").docket.scheduled == ()
