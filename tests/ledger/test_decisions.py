"""Merging and splitting by hand: it holds for what comes later, can be undone, and never depends on order."""

import pytest

from detente.errors import LedgerError, UsageError
from detente.ledger import Ledger

SHOT = {"who": "TUR", "act": "ASSAULT/195", "to": "RUS", "words": "shot down | a warplane", "day": "2015-11-24"}
LATER = SHOT | {"day": "2015-11-27", "words": "fired at | a convoy"}
AGAIN = SHOT | {"day": "2015-11-23..2015-11-29", "words": "downing of | the warplane"}
ACCUSED = {"who": "RUS", "act": "ACCUSE/112", "to": "TUR", "words": "accused | of an ambush"}


def groups(ledger):
    return sorted(sorted(t.trigger for t in i.tellings) for i in ledger.incidents())


def kept(ledger):
    rows = ledger.sql("SELECT list(event ORDER BY event) FROM tellings GROUP BY incident").rows
    return sorted(sorted(row[0]) for row in rows)


def anew(ledger):
    return sorted(sorted(t.id for t in i.tellings) for i in ledger.incidents())


def ids(ledger):
    return {t.trigger: t.id for t in ledger.events()}


def test_merge_makes_one_of_two_and_says_by_whom(ledger, story):
    ledger.add_many([story(SHOT, AGAIN), story(LATER, id="b")])
    assert groups(ledger) == [["downing of", "shot down"], ["fired at"]]
    made = ledger.same([ids(ledger)["shot down"], ids(ledger)["fired at"]], note="one clash")
    assert (made.n, made.kind, made.note) == (1, "merge", "one clash")
    (incident,) = ledger.incidents()
    assert len(incident.tellings) == 3
    assert any("by hand: decision 1" in m.reason for m in incident.merges)
    assert kept(ledger) == anew(ledger)


def test_merge_works_across_parties_and_kinds(ledger, story):
    ledger.add(story(SHOT, ACCUSED))
    ledger.same(list(ids(ledger).values()))
    assert groups(ledger) == [["accused", "shot down"]]
    assert kept(ledger) == anew(ledger)


def test_split_takes_one_out(ledger, story):
    ledger.add(story(SHOT, AGAIN))
    ledger.apart(ids(ledger)["downing of"])
    assert groups(ledger) == [["downing of"], ["shot down"]]
    assert kept(ledger) == anew(ledger)


def test_decisions_hold_for_later_adds_and_rebuilds(ledger, story):
    ledger.add_many([story(SHOT, AGAIN), story(LATER, id="b")])
    names = ids(ledger)
    ledger.apart(names["downing of"])
    ledger.same([names["shot down"], names["fired at"]])
    expected = [["downing of"], ["fired at", "shot down"]]
    assert groups(ledger) == expected
    ledger.add(story(SHOT | {"words": "shooting down | a warplane"}, id="c", published="2015-12-03"))
    after = groups(ledger)
    assert not any({"downing of", "shot down"} <= set(group) for group in after)
    assert any({"fired at", "shot down"} <= set(group) for group in after)
    ledger.rebuild()
    assert groups(ledger) == after
    assert kept(ledger) == anew(ledger)


def test_undo_leaves_things_as_if_it_had_not_been_decided(ledger, story):
    ledger.add_many([story(SHOT, AGAIN, ACCUSED), story(LATER, id="b")])
    before = ledger.sql("SELECT * FROM incidents ORDER BY id").rows
    names = ids(ledger)
    ledger.same([names["shot down"], names["fired at"]])
    ledger.same([names["fired at"], names["accused"]])
    ledger.apart(names["downing of"])
    assert ledger.sql("SELECT * FROM incidents ORDER BY id").rows != before
    for number in (1, 3, 2):
        assert ledger.undo(number).undone is not None
    assert ledger.sql("SELECT * FROM incidents ORDER BY id").rows == before
    assert [d.n for d in ledger.decisions()] == [1, 2, 3]
    with pytest.raises(UsageError, match="undone"):
        ledger.undo(1)
    with pytest.raises(UsageError, match="no decision"):
        ledger.undo(9)


def test_the_last_word_counts(ledger, story):
    ledger.add(story(SHOT, AGAIN))
    names = ids(ledger)
    ledger.apart(names["downing of"])
    ledger.same(list(names.values()))
    assert len(ledger.incidents()) == 1
    ledger.apart(names["shot down"])
    assert len(ledger.incidents()) == 2


def test_decisions_hold_for_any_day_in_the_past(ledger, story):
    ledger.add(story(SHOT, published="2015-11-25"))
    ledger.add(story(LATER, id="b", published="2015-11-28"))
    ledger.same(list(ids(ledger).values()))
    day = ledger.stories()[0].published
    assert [len(i.tellings) for i in ledger.incidents(as_of=day)] == [1]


def test_what_cannot_be_decided(ledger, story):
    ledger.add(story(SHOT))
    (name,) = ids(ledger).values()
    for call in (lambda: ledger.same([name, name]), lambda: ledger.same([name, "none:0"]), lambda: ledger.apart(name)):
        with pytest.raises(UsageError):
            call()
    assert ledger.decisions() == []


def test_reading_only_decides_nothing(tmp_path, story):
    with Ledger.create(tmp_path / "x") as ledger:
        ledger.add(story(SHOT, LATER))
        names = list(ids(ledger).values())
    with Ledger.open(tmp_path / "x", read_only=True) as ledger, pytest.raises(LedgerError):
        ledger.same(names)
