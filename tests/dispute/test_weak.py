"""What is only guessed weighs less than what is told plainly, and nothing where it stands deep in a story."""

from datetime import date

import pytest

from detente.dispute import dispute
from detente.dispute.acts import act, plain
from detente.ledger import Ledger
from detente.ledger.byhand import HandStory

BAN = {"who": "GHA", "act": "SANCTION/163", "to": "TGO", "words": "banned | cement", "day": "2003-04-02"}
FREED = {"who": "GHA", "act": "CONCEDE/084", "to": "TGO", "words": "released | the crew", "day": "2003-04-02"}
MET = {"who": "GHA+TGO", "act": "CONSULT/046", "words": "held | talks in Lome", "day": "2003-04-03"}
OTHER = {"who": "PER", "act": "SUPPORT/051", "to": "CHL", "words": "praised | the weather at length and without end"}
BLAME = {"who": "TGO", "act": "REJECT/120", "to": "GHA", "words": "rejected | the claim", "day": "2003-03-01"}
RULE, MODEL, STORY = "rule SANCTION/ban", "model minilm-events", "rule SANCTION/ban (other party from the story)"


@pytest.fixture
def told():
    """The answer for Ghana where the last act of one report was read by the rule that is named."""

    def weigh(events, because):
        old = HandStory.model_validate({"id": "old", "published": "2003-03-01", "events": [BLAME]}).reading()
        new = HandStory.model_validate({"id": "new", "published": "2003-04-04", "events": events}).reading()
        *others, last = new.events
        guessed = new.model_copy(update={"events": (*others, last.model_copy(update={"because": because}))})
        with Ledger.in_memory() as ledger:
            ledger.add_many([old, guessed])
            return dispute(ledger, "GHA", "TGO", date(2003, 4, 4)).answer("GHA").answer

    return weigh


@pytest.mark.parametrize("because", [MODEL, STORY, "rule SANCTION/ban (doer from the story) under do"])
def test_pressure_that_is_guessed_does_not_outweigh_a_meeting(told, because):
    assert told([MET, BAN], RULE) == "escalating"
    assert told([MET, BAN], because) == "easing on contact"
    assert told([BAN], because) == "escalating"


@pytest.mark.parametrize(("line", "answer"), [(BAN, "escalating"), (FREED, "conceding on substance")])
def test_what_is_guessed_behind_the_lead_decides_nothing(told, line, answer):
    deep = [OTHER] * 15
    assert told([line], STORY) == told([*deep, line], RULE) == answer
    assert told([*deep, line], STORY) == ("holding" if line is BAN else "cannot say")


def test_what_several_sources_tell_is_plain():
    def guessed(name, *more):
        read = HandStory.model_validate({"id": name, "published": "2003-04-03", "events": [BAN, *more]}).reading()
        return read.model_copy(update={"events": (read.events[0].model_copy(update={"because": MODEL}),)})

    with Ledger.in_memory() as ledger:
        ledger.add(guessed("one"))
        assert [plain(act(i)) for i in ledger.merge(ledger.events(source="GHA"))] == [False]
        ledger.add(guessed("another", OTHER, BLAME, FREED))
        assert [plain(act(i)) for i in ledger.merge(ledger.events(source="GHA"))] == [True]
