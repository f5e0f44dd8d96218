"""In whatever order stories come, and in whatever batches, the ledger says the same."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.ledger import Ledger, listing, settling
from detente.ledger.byhand import HandStory

ACTS = [
    ("ASSAULT/195", "shot down | a warplane"),
    ("ASSAULT/190", "downing of | the jet"),
    ("SANCTION/163", "banned | imports of fruit"),
    ("SANCTION/163", "halted | charter flights"),
    ("CONSULT/040", "held talks | in the capital"),
    ("REQUEST/100", "demanded | an apology"),
    ("REJECT/120", "ruled out | an apology"),
]
DAYS = [None, "2015-11-24", "2015-11-25", "2015-11-23..2015-11-29", "2015-11-01..2015-11-30", "..2015-11-26"]
SIDES = [{"who": "RUS", "to": "TUR"}, {"who": "TUR", "to": "RUS"}]
event = st.builds(
    lambda act, sides, day: {"act": act[0], "words": act[1], "day": day, **sides},
    st.sampled_from(ACTS), st.sampled_from(SIDES), st.sampled_from(DAYS),
)  # fmt: skip
story = st.tuples(
    st.lists(event, min_size=1, max_size=3), st.sampled_from([None, "2015-11-25", "2015-11-30", "2015-12-20"])
)


def readings(stories):
    return [
        HandStory.model_validate({"id": f"s{n}", "published": day, "events": events}).reading()
        for n, (events, day) in enumerate(stories)
    ]


def picture(ledger):
    tables = ("incidents", "tellings")
    kept = [ledger.sql(f"SELECT * FROM {table} ORDER BY ALL").rows for table in tables]
    return kept, [
        (i.id, i.date, i.status, i.sources, [t.id for t in i.tellings], [m.reason for m in i.merges])
        for i in ledger.incidents()
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.lists(story, min_size=2, max_size=6))
def test_the_order_of_adding_changes_nothing(data, stories):
    first = list({r.article.hash: r for r in readings(stories)}.values())
    second = data.draw(st.permutations(first))
    cut = data.draw(st.integers(0, len(second)))
    with Ledger.in_memory() as one, Ledger.in_memory() as other:
        one.add_many(first)
        other.add_many(second[:cut])
        for reading in second[cut:]:
            other.add(reading)
        assert picture(one) == picture(other)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.lists(story, min_size=2, max_size=5))
def test_decisions_and_order(data, stories):
    """Decisions that are made when all is there hold when the ledger is rebuilt; what is kept is what is derived."""
    found = list({r.article.hash: r for r in readings(stories)}.values())
    with Ledger.in_memory() as ledger:
        ledger.add_many(found)
        names = sorted(t.id for t in ledger.events())
        if len(names) > 1:
            ledger.same(data.draw(st.lists(st.sampled_from(names), min_size=2, max_size=3, unique=True)))
        one = data.draw(st.sampled_from(names))
        beside = next(i for i in ledger.incidents() if one in {t.id for t in i.tellings}).tellings
        if len(beside) > 1:
            ledger.apart(one)
        before = picture(ledger)
        ledger.rebuild()
        assert picture(ledger) == before
        kept = {row[0]: row[1] for row in ledger.sql("SELECT event, incident FROM tellings").rows}
        assert kept == {t.id: i.id for i in ledger.incidents() for t in i.tellings}
        assert ledger.verify().sound
        assert listing.incidents(ledger, limit=1000) == ledger.incidents()


def moved(day, by):
    """A day, or the days of `first..last`, so many later."""
    ends = [end and (date.fromisoformat(end) + timedelta(days=by)).isoformat() for end in (day or "").split("..")]
    return "..".join(ends) if day else None


def years(chance, number):
    """Stories over three years, close together and far apart, of which a part tells of things long past."""
    told = []
    for _ in range(number):
        at = chance.choice([0, 20, 45, 100, 400, 900])
        events = [
            {
                "act": act,
                "words": words,
                "day": moved(chance.choice(DAYS), at - chance.choice([0, 0, 0, 80, 380])),
                **side,
            }
            for act, words in chance.choices(ACTS, k=chance.randint(1, 4))
            for side in [chance.choice(SIDES)]
        ]
        told.append((events, moved(chance.choice([None, "2015-11-25", "2015-11-30", "2015-12-20"]), at)))
    return list({r.article.hash: r for r in readings(told)}.values())


@pytest.mark.parametrize("seed", range(6))
def test_batch_by_batch_is_all_at_once(seed, monkeypatch):
    """What is read of the ledger to put new stories in is enough, however far back they reach."""
    chance = random.Random(seed)
    stories = years(chance, 45)
    with Ledger.in_memory() as grown, Ledger.in_memory() as at_once:
        at_once.add_many(stories)
        chance.shuffle(stories)
        while stories:
            size = chance.choice([1, 2, 5, 15])
            grown.add_many(stories[:size])
            stories = stories[size:]
        assert picture(grown) == picture(at_once)
        grown.rebuild()
        kept = picture(grown)
        assert kept == picture(at_once)
        monkeypatch.setattr(settling, "whole", lambda *_: ())  # put together anew, though they stand in the ledger
        assert picture(grown) == kept


@pytest.mark.parametrize("seed", range(6))
def test_batch_by_batch_after_decisions(seed):
    """Decisions hold for stories that come after them, whether they tie blocks together or keep tellings apart."""
    chance = random.Random(seed)
    stories = years(chance, 30)
    with Ledger.in_memory() as ledger:
        ledger.add_many(stories[:15])
        names = sorted(t.id for t in ledger.events())
        if seed % 2:
            ledger.same(chance.sample(names, 2))
        for incident in [i for i in ledger.incidents() if len(i.tellings) > 1][:3]:
            ledger.apart(chance.choice(incident.tellings).id)
        for story in stories[15:]:
            ledger.add(story)
        before = picture(ledger)
        ledger.rebuild()
        assert picture(ledger) == before
