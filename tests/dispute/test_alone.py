"""One party and all others: who presses it and whom it presses, where it gave way, whom it meets."""

from __future__ import annotations

from datetime import date

import pytest

from detente.dispute import alone
from detente.ledger import Ledger
from detente.ledger.byhand import HandStory

ASKED = {"who": "USA", "act": "REQUEST/100", "to": "TUR", "words": "demanded | an apology", "day": "2015-11-25",
         "about": {"what": "an apology", "act": "CONCEDE/085"}}  # fmt: skip
REFUSED = {"who": "TUR", "act": "REJECT/120", "to": "USA", "words": "ruled out | an apology", "day": "2015-11-27",
           "about": {"what": "an apology", "act": "CONCEDE/085"}}  # fmt: skip
BANNED = {"who": "RUS", "act": "SANCTION/163", "to": "TUR", "words": "banned | imports of fruit", "day": "2015-11-28"}
MET = {"who": "TUR", "act": "CONSULT/040", "to": "DEU", "words": "met | about the border", "day": "2015-12-01"}
ELSEWHERE = {"who": "RUS", "act": "REQUEST/100", "to": "UKR", "words": "demanded | gas", "day": "2015-11-25"}


@pytest.fixture(scope="module")
def ledger():
    days = ("2015-11-26", "2015-11-27", "2015-12-02", None)
    told = ([ASKED], [REFUSED], [BANNED, MET, ELSEWHERE], [MET | {"words": "met | about gas", "day": "2015-11-30"}])
    with Ledger.in_memory() as kept:
        for n, (day, events) in enumerate(zip(days, told, strict=True)):
            kept.add(HandStory.model_validate({"id": f"s{n}", "published": day, "events": events}).reading())
        yield kept


def test_who_presses_it_and_how_it_answers(ledger):
    found = {p.by: p for p in alone(ledger, "TUR").on_it}
    assert set(found) == {"USA", "RUS"}
    assert [d.state for d in found["USA"].demands] == ["refused"]
    assert found["USA"].answer == "refused it"
    assert [m.words for m in found["RUS"].measures] == ["banned imports of fruit"]
    assert found["RUS"].answer == "faced no demand"


def test_whom_it_presses_is_the_same_from_the_other_side(ledger):
    (there,) = (p for p in alone(ledger, "USA").by_it if p.side == "TUR")
    (here,) = (p for p in alone(ledger, "TUR").on_it if p.by == "USA")
    assert there == here
    assert {p.side for p in alone(ledger, "RUS").by_it} == {"TUR", "UKR"}


def test_whom_it_meets(ledger):
    assert [item.state for item in alone(ledger, "TUR").meetings] == ["held", "held"]
    assert alone(ledger, "RUS").meetings == ()


def test_as_of_a_day_nothing_later_is_known(ledger):
    then = alone(ledger, "TUR", date(2015, 11, 26))
    assert [(p.by, p.answer) for p in then.on_it] == [("USA", "gave no answer so far")]
    assert (then.meetings, then.until, then.undated_stories) == ((), date(2015, 11, 26), 1)


def test_a_party_that_nothing_is_told_of(ledger):
    found = alone(ledger, "BRA")
    assert (found.on_it, found.by_it, found.given, found.meetings, found.stories) == ((), (), (), (), 0)
