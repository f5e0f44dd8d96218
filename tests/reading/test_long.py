"""Long stories and sentences: what stands at a place is found without asking all, and absurd sentences are cut up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.api import read, read_many
from detente.ingest import read_article
from detente.model import Mention, Span
from detente.reading.events.act import Act
from detente.reading.events.scene import Named, dealt
from detente.reading.parse import LONGEST, PIECE, parse
from detente.reading.text import ByPlace, text_of

SPANS = st.builds(lambda start, size: Span(start=start, end=start + size), st.integers(0, 4000), st.integers(0, 1500))
RAID = "and Kenya shelled Uganda; "


@given(st.lists(st.lists(SPANS, max_size=3), max_size=20), SPANS)
def test_whatever_shares_a_character_with_a_place_is_near_it_and_in_order(records: list[list[Span]], at: Span) -> None:
    numbered = list(enumerate(records))
    near = ByPlace(numbered, lambda record: record[1]).near(at)
    assert near == [r for r in numbered if r in near]
    assert [r for r in numbered if any(s.overlaps(at) for s in r[1])] == [
        r for r in near if any(s.overlaps(at) for s in r[1])
    ]


def test_what_is_far_is_not_near() -> None:
    spans = [Span(start=n, end=n + 5) for n in range(0, 100_000, 10)]
    assert len(ByPlace(spans, lambda span: (span,)).near(spans[5000])) < 200


def test_the_text_is_joined_once() -> None:
    doc = parse("Chad\u00a0shelled Togo.")
    assert text_of(doc) == doc.text
    assert text_of(doc) is text_of(doc)


def test_a_long_sentence_that_people_write_stays_whole() -> None:
    doc = parse(RAID * 100 + "and the fighting went on.")
    assert [len(s) for s in doc.sents] == [len(doc)]
    assert PIECE < len(doc) <= LONGEST


def test_an_absurd_sentence_is_cut_up_after_its_semicolons() -> None:
    sents = list(parse(RAID * 200 + "and the fighting went on.").sents)
    assert all(PIECE // 2 < len(s) <= PIECE for s in sents[:-1])
    assert all(s[-1].text == ";" for s in sents[:-1])


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Peru shut the port; Chile protested.", 2),
        ("Peru shut the port; customs men left it; in Lima, crowds gathered.", 3),
        ("Peru shut the port; and Chile protested.", 1),
        ("Peru shut the port; Mohamed Salem left Lima.", 2),
        ("Peru shut the port, it said; stopping all ships.", 1),
        ("Chile asked Peru to free the crew; to open the port; and to pay.", 1),
    ],
)
def test_a_semicolon_ends_a_clause_that_could_stand_alone(text: str, clauses: int) -> None:
    assert len(list(parse(text).sents)) == clauses


def test_a_sentence_without_any_mark_is_cut_up_too() -> None:
    assert max(len(s) for s in parse("Uganda " * 1000).sents) <= PIECE


def test_the_other_sentences_stay_as_they_are() -> None:
    before, after = "Peru recalled its envoy on Monday.", "Chile denied the report."
    sents = [s.text.strip() for s in parse(f"{before}\n\n{RAID * 200}and it went on.\n\n{after}").sents]
    assert (sents[0], sents[-1]) == (before, after)


def test_a_list_of_a_thousand_names_is_read() -> None:
    text = "Peru accused Chile of a raid on Monday.\n\n" + "Turkey, Russia, Iran, " * 400 + "and Chad."
    reading = read(text)
    assert ("ACCUSE", "PER", "CHL") in {(e.type, e.source[0].code, e.target[0].code) for e in reading.events}
    assert {m.start for m in reading.mentions} >= {m for m in range(len(text)) if text.startswith("Turkey", m)}


def test_many_stories_are_cut_up_as_one_is() -> None:
    stories = [read_article(text) for text in (RAID * 200 + "and it went on.", "Peru recalled its envoy from Chile.")]
    assert list(read_many(stories)) == [read(story) for story in stories]


@pytest.fixture(scope="module")
def told() -> list[Act]:
    """Acts one after the other: Kenya on Uganda, Uganda on Kenya, then Kenya on Uganda and Chad."""
    doc = parse("raid blame raid raid")
    party = {code: mention(code) for code in ("KEN", "UGA", "TCD")}
    sides = [("KEN", ["UGA"]), ("UGA", ["KEN"]), ("KEN", ["UGA", "TCD"]), ("UGA", ["TCD"])]
    return [
        Act("r", "n", "ACCUSE" if n == 1 else "ASSAULT", "", doc[n], (party[a],), tuple(party[b] for b in others))
        for n, (a, others) in enumerate(sides)
    ]


def mention(code: str, start: int = 0, *more: str) -> Mention:
    refs = [{"name": c, "code": c} for c in (code, *more)]
    return Mention.model_validate(
        {"start": start, "end": start + 3, "root": start, "refs": refs, "kind": "name", "because": "a test"}
    )


def test_what_one_did_to_another_is_known_up_to_a_place(told: list[Act]) -> None:
    found = dealt(told)
    assert (found["KEN", "UGA"].places, found["KEN", "TCD"].places) == ([0, 2], [2])
    assert [found["KEN", "UGA"].last(n) for n in range(4)] == [-1, 0, 0, 2]
    assert not found["UGA", "KEN"].any_of(("ACCUSE",), 1)
    assert found["UGA", "KEN"].any_of(("ACCUSE",), 2)
    assert ("TCD", "KEN") not in found


def test_the_mention_nearest_before_is_one_of_the_party_alone() -> None:
    named = Named("KEN", [mention("KEN", 5), mention("KEN", 20), mention("KEN", 30, "UGA")], [0, 1, 1])
    assert [named.nearest(at).start for at in (0, 5, 19, 20, 40)] == [5, 5, 5, 20, 20]
    assert (named.before(20), named.before(21)) == (1, 2)
    assert [m.start for m in named.within(1)] == [20, 30]
