"""What the ledger keeps, and what it refuses."""

import random
import subprocess
import sys
import textwrap
import time
from datetime import UTC, date, datetime

import duckdb
import pytest

from detente.errors import (
    LedgerError,
    LedgerLocked,
    LedgerVersion,
    MalformedRecord,
    MissingInput,
    NotALedger,
    UsageError,
)
from detente.ledger import Ledger
from detente.ledger.byhand import HandStory

SHOT = {"who": "TUR", "act": "ASSAULT/195", "to": "RUS", "words": "shot down | a warplane", "day": "2015-11-24"}
ASKED = {
    "who": "RUS",
    "act": "REQUEST/100",
    "to": "TUR",
    "words": "demanded | an apology",
    "about": {"what": "apologize"},
}


def test_three_times_are_kept_apart(ledger, story):
    ledger.add(story(SHOT), learned=datetime(2020, 1, 1, 12, tzinfo=UTC))
    (telling,) = ledger.events()
    assert telling.event.date.start == date(2015, 11, 24)
    assert telling.reported == date(2015, 12, 2)
    assert telling.learned == datetime(2020, 1, 1, 12)


def test_an_event_comes_back_as_it_went_in(ledger, story):
    reading = story(SHOT, ASKED)
    ledger.add(reading)
    assert tuple(t.event for t in ledger.events()) == reading.events
    assert ledger.text(reading.article.hash) == reading.article.text


def test_the_same_story_twice_changes_nothing(ledger, story):
    first = ledger.add(story(SHOT))
    before = ledger.sql("SELECT * FROM events").rows
    again = ledger.add(story(SHOT, id="another name"))
    assert (len(first.added), again.added, again.known, again.events) == (1, (), ("another name",), 0)
    assert ledger.sql("SELECT * FROM events").rows == before
    assert len(ledger.stories()) == 1


def test_the_same_story_twice_in_one_batch_is_kept_once(ledger, story):
    done = ledger.add_many([story(SHOT, id="a"), story(SHOT, id="b")])
    assert (done.added, done.known) == (("a",), ("b",))


def test_a_malformed_reading_is_refused_and_the_rest_goes_on(ledger, story):
    good, bad = story(SHOT), story(ASKED, id="bad")
    bad = bad.model_copy(update={"article": bad.article.model_copy(update={"hash": "0" * 64})})
    done = ledger.add_many([bad, good])
    assert [r.story for r in done.refused] == ["bad"]
    assert len(done.added) == 1
    with pytest.raises(MalformedRecord):
        ledger.add(bad)


def test_offsets_outside_the_text_are_refused(ledger, story):
    reading = story(SHOT)
    event = reading.events[0]
    event = event.model_copy(update={"trigger": event.trigger.model_copy(update={"end": 10_000})})
    with pytest.raises(MalformedRecord):
        ledger.add(reading.model_copy(update={"events": (event,)}))
    assert ledger.stories() == []


@pytest.mark.parametrize("odd", ["nul \0 byte", "‘quotes’ — and 中文", "emoji 🙂", "it's \\ {json}"])
def test_odd_characters_stay(ledger, story, odd):
    reading = story(SHOT | {"words": f"shot | {odd}"})
    ledger.add(reading)
    assert ledger.text(reading.article.hash) == reading.article.text
    assert ledger.verify().sound


def test_a_story_without_events_is_kept(ledger, story):
    ledger.add(story())
    assert len(ledger.stories()) == 1
    assert ledger.verify().sound


@pytest.mark.parametrize(
    ("conditions", "types"),
    [
        ({"source": "TUR"}, ["ASSAULT"]),
        ({"target": "TUR"}, ["REQUEST"]),
        ({"between": ("TUR", "RUS")}, ["ASSAULT", "REQUEST"]),
        ({"between": ("TUR", "USA")}, []),
        ({"types": ["REQUEST"]}, ["REQUEST"]),
        ({"since": date(2015, 11, 24), "until": date(2015, 11, 24)}, ["ASSAULT"]),
        ({"until": date(2015, 11, 23)}, []),
        ({"as_of": date(2015, 12, 1)}, []),
    ],
)
def test_conditions(ledger, story, conditions, types):
    ledger.add(story(SHOT, ASKED))
    assert [t.event.type for t in ledger.events(**conditions)] == types


def test_as_of_knows_only_what_was_reported(ledger, story):
    ledger.add(story(SHOT | {"day": "2015-11-23..2015-11-29"}, published="2015-11-25"))
    ledger.add(story(SHOT, published="2015-12-05", id="later"))
    then, now = (ledger.incidents(as_of=day)[0] for day in (date(2015, 11, 30), None))
    assert (then.date.end, len(then.tellings)) == (date(2015, 11, 29), 1)
    assert (now.date.end, len(now.tellings)) == (date(2015, 11, 24), 2)


def test_sql_reads_and_never_writes_or_leaves_the_ledger(ledger, story):
    ledger.add(story(SHOT))
    assert ledger.sql("SELECT type FROM events WHERE cameo = ?", ["195"]).dicts() == [{"type": "ASSAULT"}]
    for query in (
        "DELETE FROM events",
        "SELECT 1; DROP TABLE events",
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY events TO 'x.csv'",
        "SELECT nothing FROM nowhere",
        "SELEC",
        "",
    ):
        with pytest.raises(UsageError):
            ledger.sql(query)
    assert len(ledger.events()) == 1


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE stories SET text = replace(text, 'warplane', 'airplane')", "SHA-256"),
        ("UPDATE events SET evidence_text = 'x'", "quoted"),
        ("UPDATE events SET trigger_start = trigger_start + 1", "quoted"),
        ("UPDATE events SET spans = replace(spans, 'warplane', 'airplane')", "other words"),
        ("""UPDATE events SET json = replace(json, '"start":0', '"start":1')""", "other words"),
        ("DELETE FROM events", "0 events"),
        ("DELETE FROM stories", "story is missing"),
    ],
)
def test_verify_sees_what_was_changed_behind_its_back(tmp_path, story, change, what):
    path = tmp_path / "x.ledger"
    with Ledger.create(path) as ledger:
        ledger.add(story(SHOT))
        sound = ledger.verify()
        assert (sound.sound, sound.stories, sound.events) == (True, 1, 1)
        assert sound.spans >= 5
    with duckdb.connect(str(path)) as raw:
        raw.execute(change)
    with Ledger.open(path) as ledger:
        assert any(what in fault.what for fault in ledger.verify().faults)


def other_database(path):
    with duckdb.connect(str(path)) as raw:
        raw.execute("CREATE TABLE events (id INTEGER)")


def damaged(path):
    Ledger.create(path).close()
    raw = bytearray(path.read_bytes())
    raw[100:9000] = random.Random(1).randbytes(8900)
    path.write_bytes(raw)


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(
    "make",
    [
        lambda p: p.write_text("Some text that is no ledger.\n" * 50),
        lambda p: p.write_bytes(random.Random(0).randbytes(20_000)),
        lambda p: p.write_bytes(b""),
        lambda p: p.mkdir(),
        other_database,
        damaged,
    ],
    ids=["text", "random", "empty", "directory", "other database", "damaged"],
)
def test_what_is_no_ledger(tmp_path, make, read_only):
    path = tmp_path / "thing"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(NotALedger, match="thing"):
        Ledger.open(path, read_only=read_only)
    assert before is None or path.read_bytes() == before


def test_missing_and_existing_files(tmp_path):
    with pytest.raises(MissingInput):
        Ledger.open(tmp_path / "none")
    with pytest.raises(MissingInput):
        Ledger.create(tmp_path / "no" / "folder")
    Ledger.open_or_create(tmp_path / "one").close()
    Ledger.open_or_create(tmp_path / "one").close()
    with pytest.raises(LedgerError):
        Ledger.create(tmp_path / "one")
    assert [p.name for p in tmp_path.iterdir()] == ["one"]


def test_a_newer_ledger_is_named_as_such(tmp_path):
    path = tmp_path / "new"
    Ledger.create(path).close()
    with duckdb.connect(str(path)) as raw:
        raw.execute("INSERT INTO ledger_version VALUES ('detente ledger', 99, now()::TIMESTAMP)")
    with pytest.raises(LedgerVersion, match="99"):
        Ledger.open(path)


def test_reading_only_does_not_write(tmp_path, story):
    Ledger.create(tmp_path / "x").close()
    with Ledger.open(tmp_path / "x", read_only=True) as ledger, pytest.raises(LedgerError):
        ledger.add(story(SHOT))


def run(code, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)], stdout=subprocess.PIPE, text=True
    )


HOLD = """
    import sys, time
    from detente.ledger import Ledger
    ledger = Ledger.open(sys.argv[1])
    print("open", flush=True)
    time.sleep(60)
"""


def test_two_writers(tmp_path):
    path = tmp_path / "x"
    Ledger.create(path).close()
    other = run(HOLD, path)
    try:
        assert other.stdout.readline() == "open\n"
        for read_only in (True, False):
            with pytest.raises(LedgerLocked):
                Ledger.open(path, read_only=read_only)
    finally:
        other.kill()
        other.wait()
    Ledger.open(path).close()


FILL = """
    import sys
    from detente.ledger import Ledger
    from detente.ledger.byhand import HandStory
    line = {"who": "TUR", "act": "ASSAULT/195", "to": "RUS", "words": "shot down | a warplane", "day": "2015-11-24"}
    ledger = Ledger.open_or_create(sys.argv[1])
    print("open", flush=True)
    for n in range(100000):
        events = [line | {"words": f"shot down | warplane {n} of {m}"} for m in range(20)]
        ledger.add(HandStory(id=str(n), published="2015-12-02", events=events).reading())
        print(n, flush=True)
"""


@pytest.mark.parametrize("wait", [0.0, 0.013, 0.05, 0.11, 0.23, 0.41])
def test_killed_at_any_point_it_has_whole_stories_only(tmp_path, wait):
    path = tmp_path / "x"
    process = run(FILL, path)
    assert process.stdout.readline() == "open\n"
    done = [process.stdout.readline().strip()]
    assert done == ["0"]
    time.sleep(wait)
    process.kill()
    done += process.stdout.read().split()
    process.wait()
    with Ledger.open(path) as ledger:
        told = ledger.sql("SELECT story, count(*) FROM events GROUP BY story").rows
        assert ledger.verify().sound
        assert all(count == 20 for _, count in told)
        assert len(done) <= len(told) <= len(done) + 1
        assert len(ledger.stories()) == len(told)


def test_killed_while_it_is_begun_it_leaves_no_half_ledger(tmp_path):
    path = tmp_path / "x"
    for wait in (0.25, 0.3, 0.35, 0.4, 0.5):
        process = run(FILL, path)
        time.sleep(wait)
        process.kill()
        process.wait()
        with Ledger.open_or_create(path) as ledger:
            assert ledger.verify().sound


def test_a_thousand_stories_in_seconds(ledger):
    def reading(n):
        lines = [
            SHOT | {"words": f"shot down | warplane number {n}", "day": f"2015-{1 + m:02}-{1 + n % 28:02}"}
            for m in range(10)
        ]
        return HandStory.model_validate(
            {"id": str(n), "published": f"2016-01-{1 + n % 28:02}", "events": lines}
        ).reading()

    readings = [reading(n) for n in range(1000)]
    begun = time.process_time()
    done = ledger.add_many(readings)
    assert done.events == 10_000
    assert time.process_time() - begun < 20  # some five seconds of a processor, however busy the machine is
