"""What was known on a day is the same bytes whenever it is asked, whatever came later and in whatever order."""

import json
import random
from datetime import date

from detente import Ledger
from detente.ledger.byhand import HandStory

DAYS = ["2015-11-24", "2015-11-26", "2015-11-30", "2015-12-04", "2016-01-10", "2016-06-28"]
LINES = [
    {"who": "TUR", "act": "ASSAULT/195", "to": "RUS", "words": "shot down | a warplane", "day": "2015-11-24"},
    {"who": "RUS", "act": "REQUEST/100", "to": "TUR", "words": "demanded | an apology", "about": {"what": "apologize"}},
    {"who": "RUS", "act": "SANCTION/163", "to": "TUR", "words": "banned | imports of fruit", "day": "2015-11-28"},
    {"who": "TUR", "act": "REJECT/120", "to": "RUS", "words": "refused | to apologize", "about": {"what": "apologize"}},
    {"who": "TUR", "act": "SUPPORT/055", "to": "RUS", "words": "apologized | for the warplane", "day": "2016-06-27"},
    {"who": "RUS", "act": "CONCEDE/081", "to": "TUR", "words": "lifted | the ban on fruit", "day": "2016-06-28"},
]


def stories():
    chance = random.Random(3)
    return [
        HandStory.model_validate(
            {"id": f"s{n}", "published": day, "events": chance.sample(LINES[: 2 + n], k=min(2 + n, 4))}
        ).reading()
        for n, day in enumerate(DAYS)
    ]


def told(ledger, day):
    """All that the ledger says as of a day, without the moments at which it learned."""
    incidents = [
        i.model_dump(mode="json", exclude={"tellings": {"__all__": {"learned"}}}) for i in ledger.incidents(as_of=day)
    ]
    return json.dumps([incidents, ledger.dispute("RUS", "TUR", as_of=day).as_json()]).encode()


def test_byte_for_byte_the_same(tmp_path):
    readings = stories()
    days = [date.fromisoformat(day) for day in DAYS]
    then = []
    with Ledger.create(tmp_path / "grows") as ledger:
        for reading, day in zip(readings, days, strict=True):
            ledger.add(reading)
            then.append(told(ledger, day))
        assert [told(ledger, day) for day in days] == then
        ledger.rebuild()
        assert [told(ledger, day) for day in days] == then
    assert len(set(then)) == len(days)
    for seed in range(3):
        mixed = readings[:]
        random.Random(seed).shuffle(mixed)
        with Ledger.create(tmp_path / f"mixed{seed}") as ledger:
            ledger.add_many(mixed)
            assert [told(ledger, day) for day in days] == then
    with Ledger.open(tmp_path / "grows", read_only=True) as ledger:
        assert [told(ledger, day) for day in days] == then
