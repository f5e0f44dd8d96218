"""What makes an act conditional and what only tells when it was; and a name whose verb is another's."""

from datetime import date

import pytest

from detente.ingest import article_from_text
from detente.reading.pipeline import read_article


def read(text: str) -> list[tuple[str, str, str, str]]:
    reading = read_article(article_from_text(text, published=date(2016, 3, 10), id="proviso"))
    return [
        (e.type, s.code or "", t.code or "", str(e.status)) for e in reading.events for s in e.source for t in e.target
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Uganda agreed to pull back their troops after meeting in Nairobi.",
        "Kenya agreed to lift its embargo on Uganda after weeks of talks.",
        "Kenya agreed to lift its embargo on Uganda after seeing the report.",
    ],
)
def test_what_was_agreed_after_talks_does_not_hang_on_them(text: str) -> None:
    assert ("AGREE", "KEN", "UGA", "happened") in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya will pull back its troops from Uganda after receiving guarantees.",
        "Kenya agreed to lift its embargo on Uganda after Uganda withdraws its troops.",
    ],
)
def test_what_is_to_come_after_something_else_hangs_on_it(text: str) -> None:
    assert ("AGREE", "KEN", "UGA", "conditional") in read(text)


def test_whose_word_it_is_does_not_do_it_too() -> None:
    assert read("Iran, American officials allege, is supplying the Houthis with missiles.") == [
        ("AID", "IRN", "HOUTHIS", "alleged")
    ]


def test_what_stands_first_with_a_day_behind_only_comes_first() -> None:
    text = "After a stop in Lagos the Kenyan envoy will travel on to Uganda on Tuesday."
    assert read(text) == [("AGREE", "KEN", "UGA", "planned")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Sweden will look after Canada while its embassy is shut.", "planned"),
        ("Norway offered Russia a joint patrol once more.", "offered"),
        ("Norway will help Mali once the border is open.", "conditional"),
    ],
)
def test_what_is_looked_after_or_done_once_more_hangs_on_nothing(text: str, status: str) -> None:
    assert [told[3] for told in read(text) if told[0] == "AGREE"] == [status]
