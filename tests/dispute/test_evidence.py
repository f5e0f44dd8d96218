"""The answer rests on its evidence: without it, it is another. And what others press a side for is answered too."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from detente.dispute import dispute
from detente.dispute.rules import answers
from detente.ledger import Ledger
from detente.ledger.byhand import HandStory

CRISES = yaml.safe_load((Path(__file__).parent / "crises.yaml").read_text(encoding="utf-8"))
CASES = [(c, side) for c in CRISES for side in c["sides"] if c["answers"][side] != "cannot say"]


def weighed(stories, sides):
    """The dispute, and for each telling the line of the crisis that it was made of."""
    with Ledger.in_memory() as ledger:
        ledger.add_many(HandStory.model_validate({"id": f"s{n}"} | s).reading() for n, s in enumerate(stories))
        found = dispute(ledger, *sides)
        tellings = ledger.events()
    return found, {t.id: (int(t.story_id[1:]), t.n) for t in tellings}


def without(stories, lines):
    """The stories less these lines; a story that has none left goes too."""
    kept = [
        {**s, "events": [e for n, e in enumerate(s["events"]) if (at, n) not in lines]} for at, s in enumerate(stories)
    ]
    return [s for s in kept if s["events"]]


def deciding(answer):
    """The lines of the facts by which the rule of the answer holds."""
    rule = answers().answers[int(answer.rule.split("rule ")[1].split(":")[0]) - 1]
    return [line for line in answer.pro + answer.con if line.fact in {*rule.needs, *rule.any_}]


@pytest.mark.parametrize(("crisis", "side"), CASES, ids=[f"{c['name']}: {s}" for c, s in CASES])
def test_without_the_evidence_the_answer_is_another(crisis, side):
    stories = crisis["stories"]
    found, line_of = weighed(stories, crisis["sides"])
    before = after = found.answer(side)
    # Contact of an earlier phase speaks again where the later one was never told: it has to go as well.
    while (after.answer, after.rule) == (before.answer, before.rule):
        gone = {line_of[e.telling] for line in deciding(after) for item in line.items for e in item.evidence}
        assert gone
        stories = without(stories, gone)
        found, line_of = weighed(stories, crisis["sides"])
        after = found.answer(side)
    assert after.yielded != before.yielded


PRESSED = """
- published: 2015-12-02
  events:
    - {who: RUS, act: SANCTION/163, to: TUR, words: "banned | imports of fruit", day: 2015-11-28}
    - {who: USA, act: REQUEST/1054, to: RUS, words: "urged | to lift the ban", day: 2015-12-01,
       about: {what: lift, act: CONCEDE/085}}
    - {who: FRA, act: REQUEST/107, to: RUS+TUR, words: "called on | both to end their dispute", about: {what: end}}
    - {who: RUS, act: REJECT/1244, to: USA, words: "rejected | lifting the ban", day: 2015-12-02,
       about: {what: lift, act: CONCEDE/085}}
    - {who: DEU, act: SANCTION/163, to: TUR, words: "stopped | arms sales", day: 2015-12-01}
"""


def test_pressure_from_others_and_its_answer():
    found, _ = weighed(yaml.safe_load(PRESSED), ("RUS", "TUR"))
    said = {(p.by, p.side): p.answer for p in found.pressure}
    assert said == {
        ("USA", "RUS"): "refused it",
        ("FRA", "RUS"): "gave no answer so far",
        ("FRA", "TUR"): "gave no answer so far",
        ("DEU", "TUR"): "faced no demand",
    }
    assert all(i.evidence[0].words for p in found.pressure for i in (*p.demands, *p.measures))


def test_pressure_that_was_given_way_to():
    more = """
- published: 2016-01-05
  events: [{who: RUS, act: CONCEDE/085, to: TUR, words: "lifted | the ban on imports of fruit", day: 2016-01-04}]
"""
    found, line_of = weighed(yaml.safe_load(PRESSED + more), ("RUS", "TUR"))
    (pressure,) = [p for p in found.pressure if p.by == "USA"]
    assert pressure.answer == "gave way to it"
    (met,) = [a for d in pressure.demands for a in d.answers if a.how == "met"]
    gone = {line_of[e.telling] for e in met.evidence}
    after, _ = weighed(without(yaml.safe_load(PRESSED + more), gone), ("RUS", "TUR"))
    assert [p.answer for p in after.pressure if p.by == "USA"] == ["refused it"]


MEDIATED = """
- published: 2015-12-02
  events:
    - {who: RUS, act: SANCTION/163, to: TUR, words: "banned | imports of fruit", day: 2015-11-28}
    - {who: FRA, act: AGREE/036, to: TUR, words: "will receive | the minister", day: 2015-12-05, status: planned}
    - {who: DEU, act: CONSULT/042, to: RUS, words: "visited | Moscow", day: 2015-12-01}
    - {who: FRA, act: CONSULT/040, to: DEU, words: "met | in Paris", day: 2015-12-01}
"""


def test_meetings_with_others_are_shown_with_what_became_of_them():
    found, _ = weighed(yaml.safe_load(MEDIATED), ("RUS", "TUR"))
    assert [(m.by, m.state) for m in found.with_others] == [(("DEU", "RUS"), "held"), (("FRA",), "scheduled")]
    assert not found.docket.held
    assert not found.docket.scheduled
    more = """
- published: 2015-12-06
  events:
    - {who: FRA, act: CONSULT/040, to: TUR, words: "talked with | the minister", day: 2015-12-05}
    - {who: RUS, act: ACCUSE/111, to: TUR, words: "blamed | the other side", day: 2015-12-05}
"""
    after, _ = weighed(yaml.safe_load(MEDIATED + more), ("RUS", "TUR"))
    assert [m.state for m in after.with_others if "FRA" in m.by] == ["held", "held"]
