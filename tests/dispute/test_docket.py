"""The lanes of the docket, kind by kind: what ends a measure, what settles a plan, what is disputed, who else presses."""

import pytest

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
    threat = {"who": "PER", "act": "THREATEN/138", "to": "CHL", "words": "gave | ten days to comply", "day": "2010-03-01"}
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


BLAME = {"who": "MLI", "act": "ACCUSE/112", "to": "NER", "words": "accused | Niamey of arming rebels", "day": "2012-02-01"}
OTHER = {"who": "NER", "act": "ACCUSE/112", "to": "MLI", "words": "accused | Mali of moving markers", "day": "2012-02-02"}
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
