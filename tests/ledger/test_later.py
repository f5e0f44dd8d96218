"""What was unknown of a story at first and is learned later; ledgers of an older schema; readings that come back."""

import random
from datetime import UTC, date, datetime

import duckdb
import pytest

from detente.ledger import Ledger
from detente.ledger.byhand import HandStory
from detente.ledger.schema import FIRST

SHOT = {"who": "TUR", "act": "ASSAULT/195", "to": "RUS", "words": "shot down | a warplane", "day": "2015-11-24"}
MET = {"who": "TUR", "act": "CONSULT/040", "to": "RUS", "words": "met"}


def dated(reading, day, event_day=None):
    """The same text, read with its day of publication."""
    article = reading.article.model_copy(update={"published": day, "published_from": "given"})
    events = reading.events
    if event_day:
        when = SHOT | {"day": event_day}
        (event,) = HandStory.model_validate({"events": [when]}).reading().events
        events = tuple(e.model_copy(update={"date": event.date.model_copy(update={"from_": None})}) for e in events)
    return reading.model_copy(update={"article": article, "events": events})


def test_a_forgotten_day_is_filled_in_and_kept_on_record(ledger, story):
    first = story(SHOT | {"day": None}, published=None)
    ledger.add(first, learned=datetime(2020, 1, 1, tzinfo=UTC))
    done = ledger.add(dated(first, date(2015, 11, 25), "2015-11-24"), learned=datetime(2020, 1, 5, tzinfo=UTC))
    assert (done.added, done.known, done.corrected) == ((), (), ("by-hand",))
    (telling,) = ledger.events()
    assert (telling.reported, telling.event.date.start) == (date(2015, 11, 25), date(2015, 11, 24))
    assert telling.learned == datetime(2020, 1, 1)
    assert [(c.field, c.before, c.after, c.made) for c in ledger.corrections()] == [
        ("published", None, "2015-11-25", datetime(2020, 1, 5)),
        ("published_from", None, "given", datetime(2020, 1, 5)),
    ]
    assert ledger.stories()[0].published == date(2015, 11, 25)
    assert ledger.verify().sound
    assert len(ledger.incidents(as_of=date(2015, 11, 25))) == 1


def test_it_is_then_as_if_it_had_been_known_at_once(tmp_path, story):
    first, other = story(SHOT, MET, published=None), story(SHOT | {"words": "downing of | the warplane"}, id="b")
    whole = dated(first, date(2015, 11, 25))
    learned = datetime(2020, 1, 1)
    seen = []
    for n, order in enumerate(([first, other, whole], [whole, other], [other, first, whole])):
        with Ledger.create(tmp_path / str(n)) as ledger:
            for reading in order:
                ledger.add(reading, learned=learned)
            tables = ("stories", "events", "incidents", "tellings")
            seen.append([ledger.sql(f"SELECT * FROM {t} ORDER BY ALL").rows for t in tables])
    assert seen[0] == seen[1] == seen[2]


def test_what_is_known_is_never_overwritten(ledger, story):
    first = story(SHOT, published="2015-11-25")
    ledger.add(first)
    done = ledger.add(dated(first, date(2016, 1, 1)))
    assert done.known == ("by-hand",)
    assert ledger.stories()[0].published == date(2015, 11, 25)
    assert ledger.corrections() == []


def test_decisions_follow_the_events_of_a_story_read_anew(ledger, story):
    first = story(MET, SHOT, published=None)
    ledger.add_many([first, story(SHOT | {"day": "2016-03-03", "words": "fired at | a boat"}, id="b")])
    named = {t.trigger: t.id for t in ledger.events()}
    ledger.same([named["shot down"], named["fired at"]])
    again = dated(first, date(2015, 11, 25))
    ledger.add(again.model_copy(update={"events": again.events[::-1]}))
    assert ["fired at", "shot down"] in [sorted(t.trigger for t in i.tellings) for i in ledger.incidents()]


def test_a_reading_comes_back_as_it_was_kept(ledger, story):
    reading = story(SHOT, MET)
    ledger.add(reading)
    assert ledger.reading(reading.article.hash) == reading


def test_an_unknown_intensity_is_kept_as_unknown(ledger, story):
    reading = story(SHOT)
    events = tuple(e.model_copy(update={"intensity": None}) for e in reading.events)
    ledger.add(reading.model_copy(update={"events": events}))
    assert ledger.sql("SELECT intensity FROM events").rows == ((None,),)


def test_a_ledger_of_the_first_schema_is_brought_up_to_date(tmp_path, story):
    """The same file as one that was begun today, but for the moment of the change."""
    old, new = tmp_path / "old", tmp_path / "new"
    readings = [story(SHOT, MET), story(SHOT | {"words": "downing of | the warplane"}, id="b", published="2015-12-03")]
    with Ledger.create(new) as ledger:
        ledger.add_many(readings, learned=datetime(2020, 1, 1))
        expected = {t: ledger.sql(f"SELECT * FROM {t} ORDER BY ALL").rows for t in ("events", "incidents", "tellings")}
    with duckdb.connect(str(new), read_only=True) as raw:
        names = ("stories", "readings", "events", "incidents", "tellings")
        columns = {t: [c[0] for c in raw.execute(f"DESCRIBE {t}").fetchall()] for t in names}
        rows = {t: raw.execute(f"SELECT * FROM {t}").fetchall() for t in names}
    with duckdb.connect(str(old)) as raw:
        raw.execute(FIRST)
        raw.execute("INSERT INTO ledger_version VALUES ('detente ledger', 1, now()::TIMESTAMP)")
        for table in names:
            mine = [c[0] for c in raw.execute(f"DESCRIBE {table}").fetchall()]
            for row in rows[table]:
                values = dict(zip(columns[table], row, strict=True))
                marks = ", ".join("?" * len(mine))
                raw.execute(f"INSERT INTO {table} VALUES ({marks})", [values[name] for name in mine])
    with Ledger.open(old) as ledger:
        assert ledger.verify().sound
        for table, before in expected.items():
            order = ", ".join(f'"{name}"' for name in columns[table])
            assert ledger.sql(f"SELECT {order} FROM {table} ORDER BY ALL").rows == before, table


POST = {"id": "a", "published": date(2031, 3, 5), "outlet": "Post", "url": "http://a/1"}
TIMES = {"id": "b", "published": date(2031, 3, 12), "outlet": "Times", "url": "http://b/1", "title": "Envoy recalled"}
COPIES = [
    POST, TIMES, {"id": "c"}, {"id": "d", "published": date(2031, 3, 2), "published_from": "dateline"},
    {"id": "e", "published": date(2031, 3, 7), "title": "Crew held"}, {"id": "f", "published": date(2031, 3, 5)},
]  # fmt: skip


def copied(reading, **known):
    """The reading of another copy of the text, with its date as a reader of that copy would have it."""
    unknown = dict.fromkeys(("title", "published", "published_from", "outlet", "url"))
    day = known.get("published")
    known = {"published_from": day and "given", **known}
    (event,) = reading.events
    when = HandStory.model_validate({"events": [MET | {"day": day}]}).reading().events[0].date if day else None
    event = event.model_copy(update={"date": when and when.model_copy(update={"from_": None})})
    article = reading.article.model_copy(update=unknown | known)
    return reading.model_copy(update={"article": article, "events": (event,)})


def everything(ledger):
    left_out = {"stories": "added_at", "readings": "learned", "events": "learned"}
    return {
        table: ledger.sql(f"SELECT * EXCLUDE ({left_out.get(table, '')}) FROM {table} ORDER BY ALL").rows
        if table in left_out
        else ledger.sql(f"SELECT * FROM {table} ORDER BY ALL").rows
        for table in ("stories", "copies", "readings", "events", "incidents", "tellings")
    }


@pytest.mark.parametrize("seed", range(12))
def test_copies_that_contradict_each_other_give_the_same_in_any_order(story, seed):
    chance = random.Random(seed)
    copies = [copied(story(MET, id="x"), **known) for known in COPIES]
    with Ledger.in_memory() as at_once, Ledger.in_memory() as one_by_one:
        at_once.add_many(copies)
        expected = everything(at_once)
        chance.shuffle(copies)
        at = 0
        while at < len(copies):
            size = chance.choice([1, 1, 2, 3])
            one_by_one.add_many(copies[at : at + size])
            at += size
        assert everything(one_by_one) == expected
        (kept,) = one_by_one.stories()
        assert kept.model_dump(exclude={"hash", "added_at"}) == POST | {"title": "Crew held"}
        assert [t.reported for t in one_by_one.events()] == [date(2031, 3, 5)]
        assert one_by_one.verify().sound
        one_by_one.rebuild()
        assert everything(one_by_one) == expected


def test_the_same_copies_again_change_nothing(story):
    copies = [copied(story(MET, id="x"), **known) for known in COPIES[::-1]]
    with Ledger.in_memory() as ledger:
        ledger.add_many(copies)
        before, record = everything(ledger), ledger.corrections()
        done = ledger.add_many(copies)
        assert (done.added, done.corrected, len(done.known)) == ((), (), len(copies))
        assert (everything(ledger), ledger.corrections()) == (before, record)


def test_an_earlier_day_takes_the_place_of_a_later_one_on_record(ledger, story):
    ledger.add(copied(story(MET), **TIMES))
    done = ledger.add(copied(story(MET), **POST), learned=datetime(2040, 1, 5, tzinfo=UTC))
    assert done.corrected == ("a",)
    found = {c.field: (c.before, c.after) for c in ledger.corrections()}
    assert found == {
        "id": ("b", "a"), "published": ("2031-03-12", "2031-03-05"), "outlet": ("Times", "Post"),
        "url": ("http://b/1", "http://a/1"),
    }  # fmt: skip
    assert len(ledger.incidents(as_of=date(2031, 3, 6))) == 1


def test_a_reading_has_what_was_learned_later_of_its_story(ledger, story):
    ledger.add(copied(story(MET), **POST))
    ledger.add(copied(story(MET), **TIMES))
    assert ledger.reading(ledger.stories()[0].hash).article.title == "Envoy recalled"
