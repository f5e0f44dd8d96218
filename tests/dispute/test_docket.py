"""The lanes of the docket, kind by kind: what ends a measure, settles a plan, is disputed, answers a demand."""

import hashlib

import pytest

from detente.dispute import dispute
from detente.ledger import Ledger
from detente.ledger.byhand import HandStory
from detente.model import Span

HELD = {"who": "IRN", "act": "COERCE/173", "to": "GBR", "words": "seized | eight fishermen", "day": "2004-06-21"}
TOWED = {"who": "IRN", "act": "COERCE/171", "to": "GBR", "words": "seized | three boats", "day": "2004-06-21"}
MASSED = {"who": "IRN", "act": "MOBILIZE/154", "to": "GBR", "words": "massed | tanks", "day": "2004-06-21"}
CUT = {"who": "IRN", "act": "SANCTION/164", "to": "GBR", "words": "suspended | talks on gas", "day": "2004-06-21"}
FREED = {"who": "IRN", "act": "CONCEDE/084", "to": "GBR", "words": "released | the crew", "day": "2004-06-24"}
VISITED = {"who": "IRN", "act": "CONCEDE/080", "to": "GBR", "words": "let | the consul see them", "day": "2004-06-24"}
TRUCE = {"who": "IRN", "act": "RETREAT/0871", "to": "GBR", "words": "declared | a truce", "day": "2004-06-24"}
REOPENED = {"who": "IRN", "act": "CONCEDE/085", "to": "GBR", "words": "reopened | a school", "day": "2004-06-24"}
TALKED = {"who": "GBR", "act": "CONSULT/046", "to": "IRN", "words": "held talks | on gas", "day": "2004-06-24"}


@pytest.mark.parametrize(
    ("measure", "step", "state"),
    [
        (HELD, FREED, "lifted"),
        (HELD, VISITED, "in force"),
        (TOWED, FREED, "in force"),
        (MASSED, TRUCE, "in force"),
        (MASSED, REOPENED, "in force"),
        (CUT, TALKED, "lifted"),
        (CUT, FREED, "in force"),
        (CUT | {"act": "SANCTION/163", "words": "banned | imports of tea"}, TALKED, "in force"),
    ],
    ids=["freed", "visited", "other things", "truce", "elsewhere", "talks again", "talks still cut", "ban and talks"],
)
def test_what_lifts_a_measure(weighed, measure, step, state):
    told = [{"published": "2004-06-22", "events": [measure]}, {"published": "2004-06-25", "events": [step]}]
    docket = weighed(told, "GBR", "IRN").docket
    assert [m.state for m in (*docket.measures, *docket.lifted)] == [state]


def test_what_is_lifted_is_not_lifted_again_by_all_that_follows(weighed):
    later = [FREED | {"day": f"2004-06-{day}"} for day in (24, 27)]
    told = [{"published": f"2004-06-{22 + 3 * n}", "events": [e]} for n, e in enumerate((HELD, *later))]
    (lifted,) = weighed(told, "GBR", "IRN").docket.lifted
    assert [a.how for a in lifted.answers] == ["lifted"]


def test_a_deadline_that_is_lifted_takes_back_the_threat(weighed):
    threat = {
        "who": "PER",
        "act": "THREATEN/138",
        "to": "CHL",
        "words": "gave | ten days",
        "day": "2010-03-01",
    }
    lift = {"who": "PER", "act": "CONCEDE/080", "to": "CHL", "words": "dropped | the ultimatum", "day": "2010-03-06"}
    told = [{"published": "2010-03-02", "events": [threat]}, {"published": "2010-03-07", "events": [lift]}]
    then, now = (weighed(told, "PER", "CHL", day).docket.threats for day in ("2010-03-02", None))
    assert [t.state for t in (*then, *now)] == ["made", "taken back"]


def test_what_others_do_to_a_side_has_its_end_too(weighed):
    ban = {"who": "BRA", "act": "SANCTION/163", "to": "CHL", "words": "banned | wine", "day": "2010-03-01"}
    shelled = {"who": "BOL", "act": "ASSAULT/194", "to": "CHL", "words": "shelled | a post", "day": "2010-03-01"}
    both = {"who": "BRA+PER", "act": "SANCTION/163", "to": "CHL", "words": "banned | copper", "day": "2010-03-01"}
    asked = {"who": "PER", "act": "REQUEST/100", "to": "CHL", "words": "demanded | an apology", "day": "2010-03-01"}
    lift = {"who": "BRA", "act": "CONCEDE/085", "to": "CHL", "words": "lifted | the ban on wine", "day": "2010-03-06"}
    told = [
        {"published": "2010-03-02", "events": [asked, ban, shelled, both]},
        {"published": "2010-03-07", "events": [asked, lift]},
    ]
    found = weighed(told, "PER", "CHL")
    assert {(p.by, m.words, m.state) for p in found.pressure for m in p.measures} == {
        ("BRA", "banned wine", "lifted"),
        ("BOL", "shelled a post", "done"),
    }
    assert [m.words for m in found.docket.measures] == ["banned copper"]


PLAN = {"who": "KEN", "act": "AGREE/036", "to": "UGA", "words": "will meet | again", "status": "planned"}
SAT = {"who": "KEN", "act": "CONSULT/046", "to": "UGA", "words": "met | in Jinja", "day": "2011-05-03"}
SNUB = {"who": "UGA", "act": "REJECT/125", "to": "KEN", "words": "cancelled | a dinner", "day": "2011-05-03"}


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        ([SAT, PLAN], [], "scheduled"),
        ([SAT, PLAN | {"day": "2011-05-09"}], [], "scheduled"),
        ([SNUB, PLAN | {"day": "2011-05-09"}], [], "scheduled"),
        ([PLAN], [SAT | {"day": "2011-05-09"}], "held"),
        ([PLAN | {"day": "2011-05-03"}, SAT], [], "held"),
        ([PLAN], [SNUB | {"day": "2011-05-08"}], "called off"),
        ([PLAN], [SNUB | {"day": "2011-05-08"}, PLAN], "scheduled"),
    ],
    ids=["again", "again on a day", "another put off", "held", "held on its day", "put off", "put off and told again"],
)
def test_a_plan_that_is_still_told_of_is_still_to_come(weighed, first, second, state):
    told = [{"published": "2011-05-04", "events": first}, {"published": "2011-05-10", "events": second or [SAT]}]
    docket = weighed(told, "KEN", "UGA", None if second else "2011-05-04").docket
    planned = {m.state for m in (*docket.scheduled, *docket.lapsed)}
    assert planned == ({"scheduled"} if state == "scheduled" else set())


BLAME = {
    "who": "MLI",
    "act": "ACCUSE/112",
    "to": "NER",
    "words": "accused | Niamey of arming rebels",
    "day": "2012-02-01",
}
OTHER = {
    "who": "NER",
    "act": "ACCUSE/112",
    "to": "MLI",
    "words": "accused | Mali of moving markers",
    "day": "2012-02-02",
}
FALSE = {"who": "NER", "act": "REJECT/120", "to": "MLI", "words": "called | the charge groundless", "day": "2012-02-02"}
AGED = FALSE | {"words": "rejected | talk of arming rebels", "day": "2012-06-02"}
PRAISE = {"who": "NER", "act": "SUPPORT/051", "to": "MLI", "words": "praised | the rains"}


@pytest.mark.parametrize(
    ("events", "disputed"),
    [
        ([BLAME, OTHER], []),
        ([BLAME, PRAISE, PRAISE, FALSE], [["MLI", "NER"]]),
        ([BLAME, FALSE | {"act": "ACCUSE/111", "words": "called | this untrue"}], [["MLI", "NER"]]),
        ([BLAME, *[PRAISE] * 12, AGED], []),
        ([BLAME, AGED | {"day": "2012-02-04"}], [["MLI", "NER"]]),
        ([BLAME, FALSE, AGED | {"day": "2012-02-04"}], [["MLI", "NER", "NER"]]),
    ],
    ids=["only the verb", "said plainly", "called untrue", "months after", "days after", "said twice"],
)
def test_what_is_disputed_is_a_matter_and_not_a_word(weighed, events, disputed):
    found = weighed([{"published": "2012-06-03", "events": events}], "MLI", "NER").docket.disputed
    assert [[c.by[0] for c in rival.claims] for rival in found] == disputed
    assert all("rebels" in rival.about for rival in found)


SORRY = {"who": "KOR", "act": "REQUEST/100", "to": "JPN", "words": "demanded | an apology", "day": "2013-07-01",
         "about": {"what": "apology", "act": "SUPPORT/055"}}  # fmt: skip
NEVER = {"who": "JPN", "act": "REJECT/120", "to": "KOR", "words": "ruled out | an apology", "day": "2013-07-03",
         "about": {"what": "apology", "act": "SUPPORT/055"}}  # fmt: skip
REGRET = {"who": "JPN", "act": "SUPPORT/055", "to": "KOR", "words": "regretted | the deaths", "day": "2013-07-03"}


@pytest.mark.parametrize(
    ("answers", "state", "answer"),
    [
        ([REGRET], "partly", "easing on contact"),
        ([NEVER, REGRET], "refused", "holding"),
        ([NEVER, REGRET | {"day": "2013-07-05"}], "partly", "easing on contact"),
        ([REGRET | {"words": "apologised | for the deaths"}], "met", "conceding on substance"),
    ],
    ids=["regret", "regret on the day of a refusal", "regret later", "apology"],
)
def test_regret_is_no_apology(weighed, answers, state, answer):
    told = [{"published": f"2013-07-0{2 + 2 * n}", "events": e} for n, e in enumerate(([SORRY], answers))]
    found = weighed(told, "JPN", "KOR")
    assert [d.state for d in found.docket.demands] == [state]
    assert found.answer("JPN").answer == answer


POINTS = {
    "who": "ETH",
    "act": "REQUEST/100",
    "to": "DJI",
    "words": "sent | nine points over",
    "day": "2014-03-01",
}
LIST = {"who": "DJI", "act": "REJECT/120", "to": "ETH", "words": "turned down | the list", "day": "2014-03-06"}


@pytest.mark.parametrize(
    ("refusal", "state"),
    [
        (LIST, "refused"),
        (LIST | {"words": "would not bow | to any ultimatum"}, "refused"),
        (LIST | {"words": "would not | build a harbour"}, "open"),
        (LIST | {"day": "2014-09-06"}, "open"),
        (LIST | {"to": "SOM"}, "open"),
        (LIST | {"words": "turned down | the list of guests for a meeting"}, "open"),
    ],
    ids=["the list", "an ultimatum", "something else", "long after", "another's", "a list of guests"],
)
def test_who_rejects_the_list_refuses_what_is_on_it(weighed, refusal, state):
    told = [{"published": "2014-03-02", "events": [POINTS]}, {"published": "2014-09-07", "events": [refusal]}]
    found = weighed(told, "DJI", "ETH").docket.demands
    assert [d.state for d in found if d.by == ("ETH",)] == [state]


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("appealed | to let the miners go", "release"),
        ("asked | for the boats to be handed back", "release"),
        ("appealed | not to let things drift", None),
        ("invited | the premier to Gao", "talks"),
    ],
)
def test_what_is_asked_for(weighed, words, subject):
    told = [{"who": "MLI", "act": "REQUEST/020", "to": "NER", "words": words, "day": "2012-02-01"}]
    (demand,) = weighed([{"published": "2012-02-01", "events": told}], "MLI", "NER").docket.demands
    assert demand.subject == subject


def test_an_ally_is_no_go_between(weighed):
    ban = {"who": "OMN+YEM", "act": "SANCTION/163", "to": "KWT", "words": "banned | flights", "day": "2015-05-01"}
    asks = {"who": "YEM", "act": "REQUEST/020", "to": "KWT+OMN", "words": "urged | both to rest", "day": "2015-06-08"}
    meets = {"who": "OMN", "act": "AGREE/036", "to": "YEM", "words": "will meet | in Aden", "status": "planned"}
    stories = [{"published": "2015-05-02", "events": [ban]}, {"published": "2015-06-09", "events": [asks, meets]}]
    assert weighed(stories, "KWT", "OMN").answer("OMN").answer == "holding"
    stories[0]["events"] = [ban | {"who": "OMN"}]
    assert weighed(stories, "KWT", "OMN").answer("OMN").answer == "easing on contact"


@pytest.mark.parametrize(
    ("words", "answer"), [("the | detained | sailors", "holding"), ("| detained | six sailors", "escalating")]
)
def test_what_a_thing_is_known_by_is_no_new_pressure(weighed, words, answer):
    before, trigger, after = (part.strip() for part in words.split("|"))
    line = {"who": "GHA", "act": "COERCE/173", "to": "TGO", "words": f"{trigger} | {after}"}
    reading = HandStory(id="a", published="2016-04-02", events=[line]).reading()
    (event,) = reading.events
    text = f"Ghana {before} {trigger} {after} off the coast of Togo."
    at = text.index(trigger)
    event = event.model_copy(
        update={"trigger": Span(start=at, end=at + len(trigger)), "evidence": Span(start=0, end=len(text))}
    )
    part = reading.article.parts[0].model_copy(update={"start": 0, "end": len(text)})
    digest = hashlib.sha256(text.encode()).hexdigest()
    article = reading.article.model_copy(update={"text": text, "hash": digest, "parts": (part,)})
    with Ledger.in_memory() as ledger:
        ledger.add(reading.model_copy(update={"article": article, "events": (event,)}))
        assert dispute(ledger, "GHA", "TGO").answer("GHA").answer == answer


TERM = {
    "who": "ZMB",
    "act": "SANCTION/161",
    "to": "MWI",
    "words": "recalled | its envoy for two months",
    "day": "2009-01-10",
}


@pytest.mark.parametrize(
    ("line", "state"),
    [
        (TERM, "lifted"),
        (TERM | {"day": "2009-05-10"}, "in force"),
        (TERM | {"words": "recalled | its envoy"}, "in force"),
        (TERM | {"words": "recalled | its envoy for weeks"}, "lifted"),
        (TERM | {"words": "recalled | its envoy for good"}, "in force"),
        (TERM | {"status": "ongoing"}, "in force"),
    ],
    ids=["over", "not yet", "no term", "for weeks", "for good", "still"],
)
def test_what_was_for_so_long_only_is_over(weighed, line, state):
    docket = weighed([{"published": "2009-06-01", "events": [line]}], "MWI", "ZMB").docket
    assert [m.state for m in (*docket.measures, *docket.lifted)] == [state]


def test_a_pact_signed_is_a_step_of_both(weighed):
    ban = {"who": "ERI", "act": "SANCTION/163", "to": "DJI", "words": "banned | salt", "day": "2018-03-01"}
    pact = {"who": "DJI+ERI", "act": "SUPPORT/057", "words": "signed | a declaration of peace", "day": "2018-09-05"}
    stories = [{"published": "2018-03-02", "events": [ban]}, {"published": "2018-09-06", "events": [pact]}]
    found = weighed(stories, "DJI", "ERI")
    assert {a.answer for a in found.answers} == {"easing on contact"}
    assert [g.state for g in found.docket.given] == ["signed"]


@pytest.mark.parametrize(("day", "lane"), [("2011-06-20", "scheduled"), ("2011-08-20", "lapsed")])
def test_a_meeting_without_a_day_is_not_waited_for_for_ever(weighed, day, lane):
    docket = weighed([{"published": "2011-05-04", "events": [PLAN]}], "KEN", "UGA", day).docket
    assert [name for name in ("scheduled", "lapsed") if getattr(docket, name)] == [lane]
