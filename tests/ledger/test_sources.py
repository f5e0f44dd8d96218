"""Copies of one text are one source, however they were cut or edited; two stories of one event are two."""

import hashlib

import pytest

from detente.ledger.sources import Sources
from detente.ledger.words import SAMPLE, alike, sketch
from detente.model import Article, Part, PartKind, Reading

WIRE = """The harbour master of the island port said on Monday that a frigate of the neighbouring navy had fired two
shots across the bow of a coaster laden with cement, forcing it to heave to for the better part of the
afternoon. Nobody was hurt.

The coaster, which had left the mainland at dawn, was boarded by nine sailors who went through its papers,
photographed the cargo and asked the captain, a man of sixty, why he had not answered by radio. He replied
that his set had been broken since the spring and that he could not pay for another.

The foreign ministry called in the ambassador and gave him a note in which it spoke of an act without
precedent. The envoy promised to pass it on, a spokesman said, and added that he regretted the delay to the
vessel.

In the capital of the neighbour an admiral told a newspaper that the ship had strayed into a firing range that
was marked on every chart. He saw no cause for regret, he said, since the shots had been aimed well ahead of
the bow and the crew had been given water and cigarettes before they were let go."""
OTHER = """A cargo vessel carrying building material was stopped at sea by warning fire from a foreign warship,
officials in the island's port reported. Its skipper said armed men searched the hold for three hours. Diplomats traded
complaints the next day: one side protested in writing, and the other answered that the area had been closed
for gunnery practice and that anybody with a chart would have known as much. The crew came home unharmed in
the evening, hungry and short of sleep, to be met by their families and by a minister who had driven down from
the hills for the cameras."""
PARAGRAPHS = WIRE.split("\n\n")
EDITED = WIRE.replace("Monday", "Tuesday").replace("coaster", "freighter").replace("an admiral", "a senior officer")


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (WIRE + "\n\n(Writing by A. Writer; editing by B. Editor)", True),
        (PARAGRAPHS[0] + "\n\n" + PARAGRAPHS[2], True),
        (EDITED, True),
        (OTHER + "\n\n" + WIRE, True),
        (OTHER, False),
        (OTHER + ' "He saw no cause for regret," the admiral told a newspaper.', False),
    ],
    ids=["with a credit", "cut to half", "edited", "inside a longer story", "another story", "one sentence quoted"],
)
def test_copies(text, same):
    assert (alike(sketch(WIRE), sketch(text)) >= 0.5) is same
    assert alike(sketch(WIRE), sketch(text)) == alike(sketch(text), sketch(WIRE))


def test_a_short_story_in_a_very_long_one():
    long = " ".join(f"{a} {b} {c}" for a in "abcdefghij" for b in "klmnopqrst" for c in "uvwxyz")
    assert len(sketch(long)) == SAMPLE
    assert alike(sketch(WIRE), sketch(long + " " + WIRE)) > 0.8
    assert alike(sketch(WIRE), sketch(long)) == 0


def test_a_copy_of_a_copy_is_of_the_same_source():
    texts = {"a": WIRE, "b": PARAGRAPHS[0] + PARAGRAPHS[1], "c": PARAGRAPHS[1] + OTHER, "d": OTHER, "e": "Nothing."}
    sources = Sources({name: frozenset(sketch(text)) for name, text in texts.items()})
    assert sources.group(texts) == [("a", "b", "c", "d"), ("e",)]
    assert sources.group("ad") == [("a",), ("d",)]


def test_many_copies_are_grouped_quickly():
    texts = {f"{n:03}": WIRE + f" Desk {n}." for n in range(80)} | {f"x{n:02}": f"{OTHER} {n}" for n in range(40)}
    groups = Sources({name: frozenset(sketch(text)) for name, text in texts.items()}).group(texts)
    assert sorted(map(len, groups)) == [40, 80]


def test_a_phrase_that_everybody_uses_makes_nobody_a_copy_and_costs_nothing():
    phrase = "as this newspaper has reported before on many occasions in the long course of the dispute"
    letters = str.maketrans("0123456789", "abcdefghij")
    texts = {f"{n:04}": " ".join(f"{n}x{i}".translate(letters) for i in range(60)) + f" {phrase}" for n in range(600)}
    texts |= {f"copy{n:04}": texts[f"{n:04}"] + " Edited by hand." for n in range(100)}
    sources = Sources({name: frozenset(sketch(text)) for name, text in texts.items()})
    pairs = list(sources.candidates(tuple(sorted(texts))))
    assert len(pairs) < 5_000, "not thirty for each story"
    groups = sources.group(texts)
    assert sorted(map(len, groups)) == [1] * 500 + [2] * 100


def test_incidents_count_independent_sources(ledger, story):
    (event,) = story({"who": "TUR", "act": "ASSAULT/195", "to": "RUS", "words": "shot", "day": "2015-11-24"}).events

    def kept(name, tail):
        head = "TUR shot (RUS) [2015-11-24].\n\n"
        text = head + tail
        article = Article(
            id=name, text=text, hash=hashlib.sha256(text.encode()).hexdigest(),
            parts=(Part(kind=PartKind.BODY, start=0, end=len(text)),),
        )  # fmt: skip
        return Reading(article=article, events=(event,), version="test")

    ledger.add_many([kept("wire", WIRE), kept("cut", "\n\n".join(PARAGRAPHS[:2])), kept("own", OTHER)])
    (incident,) = ledger.incidents()
    by_hash = {s.hash: s.id for s in ledger.stories()}
    assert incident.sources == 2
    assert sorted(sorted(by_hash[h] for h in group) for group in incident.by_source) == [["cut", "wire"], ["own"]]
    assert ledger.sql("SELECT count(DISTINCT source) FROM tellings").rows == ((2,),)
    assert ledger.sql("SELECT sources FROM incidents").rows == ((2,),)
