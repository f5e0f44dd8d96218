"""What people say of what the reader said: dockets follow, nothing that the reader said is lost, all can be undone."""

import random
from contextlib import suppress
from datetime import date

import pytest

from detente.api_ledger import Ledger
from detente.errors import BadDate, LedgerError, MalformedRecord, UsageError
from detente.ledger import Change, Party, Verdict
from detente.model import Place, When

SHOT = {"who": "TUR", "act": "ASSAULT/195", "to": "RUS", "words": "shot down | a warplane", "day": "2015-11-24"}
AGAIN = SHOT | {"words": "downing of | the warplane", "day": "2015-11-23..2015-11-29"}
BANNED = {"who": "RUS", "act": "SANCTION/163", "to": "TUR", "words": "banned | imports of fruit", "day": "2015-11-28"}
SAID = BANNED | {"by": "TUR", "words": "closed | the border", "day": "2015-11-29"}


@pytest.fixture
def ledger():
    with Ledger.in_memory() as opened:
        yield opened


def ids(ledger):
    return {t.trigger: t.id for t in ledger.events()}


def state(ledger):
    """All that follows from readings and what people said."""
    tables = ("events", "incidents", "tellings", "originals")
    return [ledger.sql(f"SELECT * FROM {name} ORDER BY ALL").rows for name in tables]


def parties(ledger):
    return {t.trigger: ([a.code for a in t.event.source], [a.code for a in t.event.target]) for t in ledger.events()}


def test_a_rejected_event_is_in_no_list_incident_or_docket(ledger, story):
    ledger.add(story(SHOT, BANNED))
    assert [m.type for m in ledger.dispute("RUS", "TUR").docket.measures] == ["SANCTION"]
    ledger.review(ids(ledger)["banned"], "reject", by="Ada")
    assert [t.trigger for t in ledger.events()] == ["shot down"]
    assert [i.type for i in ledger.incidents()] == ["ASSAULT"]
    assert ledger.sql("SELECT type FROM events").rows == (("ASSAULT",),)
    assert ledger.dispute("RUS", "TUR").docket.measures == ()
    assert ledger.dispute("RUS", "TUR", as_of=date(2015, 12, 2)).docket.measures == ()
    assert ledger.verify().sound


def test_what_the_reader_said_stays(ledger, story):
    reading = story(SHOT, BANNED)
    ledger.add(reading)
    ledger.review(ids(ledger)["banned"], "reject", by="Ada")
    ledger.review(ids(ledger)["shot down"], "change", by="Ada", change=Change(type="THREATEN"))
    assert ledger.reading(reading.article.hash) == reading
    assert [r.said for r in ledger.reviews()] == [reading.events[1], reading.events[0]]


def test_a_changed_event_says_by_which_review_and_is_coded_anew(ledger, story):
    ledger.add(story(SHOT, BANNED))
    made = ledger.review(ids(ledger)["banned"], "change", by="Ada", note="a ban", change=Change(cameo="172"))
    assert (made.n, made.by, made.note, made.verdict) == (1, "Ada", "a ban", Verdict.CHANGE)
    event = ledger.events(types=["COERCE"])[0].event
    assert (event.cameo, event.quad, event.because, event.confidence) == ("172", 4, "by hand: review 1", 1.0)
    assert ledger.events(types=["SANCTION"]) == []
    assert [i.type for i in ledger.incidents()] == ["ASSAULT", "COERCE"]


def test_only_what_is_given_changes_and_null_takes_away(ledger, story):
    ledger.add(story(SHOT | {"at": "Latakia", "lat": 35.5, "lon": 35.8}))
    ledger.review(ids(ledger)["shot down"], "change", by="Ada", change=Change(place=None, status="alleged"))
    event = ledger.events()[0].event
    assert (event.place, event.status.value, event.type, event.date.start) == (
        None, "alleged", "ASSAULT", date(2015, 11, 24),
    )  # fmt: skip
    ledger.review(ids(ledger)["shot down"], "change", by="Ada", change=Change(date=None))
    assert (ledger.events()[0].event.date, ledger.events()[0].event.date_open) == (None, "not said")
    assert ledger.events()[0].event.status == "alleged"
    assert ledger.events(since=date(2015, 1, 1)) == []


def test_parties_can_be_set_by_code_or_by_words(ledger, story):
    ledger.add(story(SHOT, BANNED))
    text = ledger.text(ledger.stories()[0].hash)
    at = text.index("warplane")
    source = (Party(code="SYR"), Party(name="the warplane", start=at, end=at + 8))
    ledger.review(
        ids(ledger)["shot down"], "change", by="Ada", change=Change(source=source, target=(Party(code="TUR"),))
    )
    event = next(t.event for t in ledger.events() if t.trigger == "shot down")
    assert [(a.code, a.name) for a in event.source] == [("SYR", "SYR"), (None, "the warplane")]
    assert text[event.source[1].start : event.source[1].end] == "warplane"
    assert text[event.target[0].start : event.target[0].end] == "TUR"
    assert ledger.verify().sound


def test_a_party_is_another_wherever_the_story_names_it_there(ledger, story):
    ledger.add(story(SHOT, SAID))
    ledger.review(ids(ledger)["closed"], "change", by="Ada", actor="attribution.who", party=Party(code="USA"))
    ledger.review(ids(ledger)["shot down"], "change", by="Ada", actor="source.0", party=Party(code="SYR", sector="REB"))
    assert parties(ledger) == {"shot down": (["SYR"], ["RUS"]), "closed": (["RUS"], ["TUR"])}
    assert {t.event.attribution.who.code for t in ledger.events() if t.event.attribution} == {"USA"}
    ledger.review(ids(ledger)["shot down"], "reject", by="Ada", actor="target.0")
    assert parties(ledger)["shot down"] == (["SYR"], [])
    ledger.review(ids(ledger)["shot down"], "accept", by="Bo", actor="target.0")
    assert parties(ledger)["shot down"] == (["SYR"], ["RUS"])


def test_incidents_are_merged_by_the_corrected_events(ledger, story):
    ledger.add_many([story(SHOT), story(AGAIN | {"to": "SYR"}, id="b")])
    assert len(ledger.incidents()) == 2
    ledger.review(ids(ledger)["downing of"], "change", by="Ada", actor="target.0", party=Party(code="RUS"))
    assert [len(i.tellings) for i in ledger.incidents()] == [2]
    assert ledger.sql("SELECT tellings FROM incidents").rows == ((2,),)


def test_reviews_add_up_in_their_order(ledger, story):
    ledger.add(story(SHOT))
    name = ids(ledger)["shot down"]
    ledger.review(name, "change", by="Ada", change=Change(status="alleged"))
    ledger.review(name, "change", by="Bo", change=Change(type="COERCE"))
    assert (ledger.events()[0].event.status.value, ledger.events()[0].event.type) == ("alleged", "COERCE")
    assert ledger.events()[0].event.because == "by hand: review 1, 2"
    ledger.review(name, "reject", by="Cy")
    assert ledger.events() == []
    ledger.review(name, "accept", by="Ada")
    assert (ledger.events()[0].event.status.value, ledger.events()[0].event.type) == ("alleged", "COERCE")


@pytest.mark.parametrize(
    "said",
    [
        {"verdict": "reject"},
        {"verdict": "change", "change": Change(source=(Party(code="USA"),), date=None)},
        {"verdict": "change", "actor": "source.0", "party": Party(code="SYR")},
        {"verdict": "reject", "actor": "target.0"},
        {"verdict": "accept"},
    ],
)
def test_undone_everything_is_as_before(ledger, story, said):
    ledger.add_many([story(SHOT, BANNED), story(AGAIN, id="b", published="2015-12-03")])
    ledger.same([ids(ledger)["shot down"], ids(ledger)["banned"]])
    before = state(ledger)
    made = ledger.review(ids(ledger)["shot down"], by="Ada", **said)
    assert (state(ledger) == before) == (said == {"verdict": "accept"})
    assert ledger.verify().sound
    undone = ledger.undo_review(made.n)
    assert undone.undone is not None
    assert state(ledger) == before
    assert [r.n for r in ledger.reviews()] == [1]
    with pytest.raises(UsageError, match="already"):
        ledger.undo_review(1)


def test_a_rebuild_and_later_stories_keep_them(ledger, story):
    ledger.add(story(SHOT, BANNED))
    ledger.review(ids(ledger)["banned"], "reject", by="Ada")
    ledger.review(ids(ledger)["shot down"], "change", by="Ada", change=Change(status="denied"))
    before = state(ledger)
    ledger.rebuild()
    assert state(ledger) == before
    ledger.add(story(BANNED, id="b", published="2015-12-04"))
    assert [(t.trigger, t.event.status.value) for t in ledger.events()] == [
        ("shot down", "denied"),
        ("banned", "happened"),
    ]
    assert ledger.verify().sound


def test_as_of_leaves_out_later_reports_and_never_reviews(ledger, story):
    """A review says what a report says, so it holds for any day on which the report was known."""
    ledger.add_many([story(SHOT), story(BANNED, id="b", published="2015-12-05")])
    ledger.review(ids(ledger)["shot down"], "change", by="Ada", change=Change(status="alleged"))
    ledger.review(
        ids(ledger)["banned"],
        "change",
        by="Ada",
        change=Change(date=When(start=date(2015, 11, 1), end=date(2015, 11, 1), precision="day")),
    )
    early = ledger.events(as_of=date(2015, 12, 3))
    assert [(t.trigger, t.event.status.value) for t in early] == [("shot down", "alleged")]


def test_they_follow_a_story_read_anew(ledger, story):
    reading = story(SHOT, BANNED, published=None)
    ledger.add(reading)
    ledger.review(ids(ledger)["banned"], "reject", by="Ada")
    ledger.review(ids(ledger)["shot down"], "change", by="Ada", change=Change(type="COERCE"))
    article = reading.article.model_copy(update={"published": date(2015, 12, 2), "published_from": "given"})
    ledger.add(reading.model_copy(update={"article": article, "events": reading.events[::-1]}))
    assert [(t.trigger, t.n, t.event.type) for t in ledger.events()] == [("shot down", 1, "COERCE")]
    ledger.undo_review(1)
    assert sorted(t.trigger for t in ledger.events()) == ["banned", "shot down"]
    assert ledger.verify().sound


def test_one_whose_event_is_told_no_more_is_at_rest(ledger, story):
    reading = story(SHOT, BANNED, published=None)
    ledger.add(reading)
    ledger.review(ids(ledger)["shot down"], "reject", by="Ada")
    article = reading.article.model_copy(update={"published": date(2015, 12, 2), "published_from": "given"})
    ledger.add(reading.model_copy(update={"article": article, "events": reading.events[1:]}))
    assert [t.trigger for t in ledger.events()] == ["banned"]
    assert [r.event for r in ledger.reviews()] == [None]
    assert ledger.labelled() == []


BACKWARDS = When(start=date(2016, 1, 2), end=date(2016, 1, 1), precision="day")
WRONG = [
    ({"verdict": "perhaps"}, UsageError),
    ({"verdict": "change"}, UsageError),
    ({"verdict": "change", "change": Change()}, UsageError),
    ({"verdict": "reject", "change": Change(type="COERCE")}, UsageError),
    ({"verdict": "change", "party": Party(code="USA")}, UsageError),
    ({"verdict": "change", "actor": "source.0", "change": Change(type="COERCE")}, UsageError),
    ({"verdict": "reject", "actor": "source.7"}, UsageError),
    ({"verdict": "reject", "actor": "__class__"}, UsageError),
    ({"verdict": "reject", "actor": "attribution.who"}, UsageError),
    ({"verdict": "accept", "by": " "}, UsageError),
    ({"verdict": "change", "change": Change(type="KISS")}, UsageError),
    ({"verdict": "change", "change": Change(cameo="999")}, UsageError),
    ({"verdict": "change", "change": Change(mode="telepathy")}, UsageError),
    ({"verdict": "change", "change": Change(status=None)}, UsageError),
    ({"verdict": "change", "change": Change(source=(Party(),))}, UsageError),
    ({"verdict": "change", "change": Change(source=(Party(name="x", start=3, end=99999),))}, MalformedRecord),
    ({"verdict": "change", "actor": "source.0", "party": Party(start=9, end=2)}, MalformedRecord),
    ({"verdict": "change", "change": Change(date=When(start=None, end=None, precision="day"))}, BadDate),
    ({"verdict": "change", "change": Change(date=BACKWARDS)}, BadDate),
    ({"verdict": "change", "change": Change(date=When(start=date(2016, 1, 2), end=None, precision="soon"))}, BadDate),
    ({"verdict": "change", "change": Change(place=Place(name="x", start=0, end=2, lat=91.0, lon=0.0))}, UsageError),
]  # fmt: skip


@pytest.mark.parametrize(("said", "error"), WRONG)
def test_what_cannot_be_is_refused_and_nothing_is_kept(ledger, story, said, error):
    ledger.add(story(SHOT))
    before = state(ledger)
    with pytest.raises(error):
        ledger.review(ids(ledger)["shot down"], **{"by": "Ada", **said})
    assert (state(ledger), ledger.reviews()) == (before, [])


@pytest.mark.parametrize("name", ["", ":", "0:0", "f" * 16 + ":0", "' OR 1=1:0"])
def test_an_unknown_event_is_refused(ledger, story, name):
    ledger.add(story(SHOT))
    with pytest.raises(UsageError, match="no such event"):
        ledger.review(name, "accept", by="Ada")
    known = ids(ledger)["shot down"]
    for wrong in (known + "0", known.replace(":", ":0"), known.replace(":0", ":1"), known.replace(":0", ":٠")):
        with pytest.raises(UsageError, match="no such event"):
            ledger.review(wrong, "accept", by="Ada")


def test_a_ledger_open_for_reading_takes_none(story, tmp_path):
    with Ledger.create(tmp_path / "test.ledger") as ledger:
        ledger.add(story(SHOT))
        name = ids(ledger)["shot down"]
    with Ledger.open(tmp_path / "test.ledger", read_only=True) as opened, pytest.raises(LedgerError):
        opened.review(name, "accept", by="Ada")


def test_they_come_out_as_labelled_data(ledger, story):
    reading = story(SHOT, BANNED)
    ledger.add(reading)
    names = ids(ledger)
    ledger.review(names["shot down"], "change", by="Ada", change=Change(status="denied"))
    ledger.review(names["banned"], "reject", by="Bo", note="said, not done")
    ledger.review(names["shot down"], "change", by="Ada", actor="source.0", party=Party(code="SYR"))
    ledger.review(names["shot down"], "accept", by="Cy")
    ledger.undo_review(4)
    with pytest.raises(UsageError, match="no such event"):
        ledger.same(list(names.values()))
    ledger.review(names["banned"], "accept", by="Ada")
    ledger.same(list(names.values()), by="Ada")
    changed, rejected, actor, _, merge = ledger.labelled()
    assert changed["text"] == reading.article.text
    assert changed["said"] == reading.events[0].as_json()
    assert (changed["now"]["status"], changed["now"]["source"][0]["code"]) == ("denied", "TUR")
    assert (rejected["now"], rejected["by"], rejected["note"]) == (None, "Bo", "said, not done")
    assert (actor["kind"], actor["said"]["code"], actor["now"]["code"]) == ("actor", "TUR", "SYR")
    assert (merge["kind"], merge["by"]) == ("merge", "Ada")
    told = merge["events"][0]
    assert told["words"] == reading.article.text[told["start"] : told["end"]]


def say_something(ledger, names, dice):
    """A review, a decision, or one taken back, by chance; what cannot be said is left."""
    verdict = dice.choice(list(Verdict))
    changed = Change(type="COERCE"), Change(date=None), Change(status="denied"), Change(source=(Party(code="IRN"),))
    given = {"change": dice.choice(changed)} if verdict == "change" else {}
    if dice.random() < 0.4:
        given = {"party": Party(code=dice.choice(("RUS", "USA")))} if verdict == "change" else {}
        given["actor"] = dice.choice(("source.0", "target.0"))
    with suppress(UsageError):
        what = dice.random()
        if what < 0.6:
            ledger.review(dice.choice(names), verdict, by="Ada", **given)
        elif what < 0.75:
            ledger.undo_review(dice.randint(1, 5))
        elif what < 0.9:
            ledger.same(dice.sample([t.id for t in ledger.events()], 2))
        else:
            ledger.apart(dice.choice(names))


@pytest.mark.parametrize("seed", range(3))
def test_whatever_people_say_the_ledger_stays_sound_and_all_can_be_undone(ledger, story, seed):
    dice = random.Random(seed)
    acts = [SHOT, AGAIN, BANNED, SAID, SHOT | {"who": "SYR"}]
    ledger.add_many([story(*dice.sample(acts, 3), id=str(n), published=f"2015-12-0{n + 1}") for n in range(3)])
    names, before = [t.id for t in ledger.events()], state(ledger)
    for _ in range(12):
        say_something(ledger, names, dice)
        assert ledger.verify().sound
        kept = ledger.sql("SELECT list(event ORDER BY event) FROM tellings GROUP BY incident").rows
        assert sorted(row[0] for row in kept) == sorted(sorted(t.id for t in i.tellings) for i in ledger.incidents())
    now = state(ledger)
    ledger.rebuild()
    assert state(ledger) == now
    for review in ledger.reviews():
        if review.undone is None:
            ledger.undo_review(review.n)
    for decision in ledger.decisions():
        if decision.undone is None:
            ledger.undo(decision.n)
    assert state(ledger) == before
