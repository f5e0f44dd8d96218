"""Where a sentence may begin."""

from datetime import date

import pytest

from detente.ingest import article_from_text
from detente.reading.parse import parse
from detente.reading.pipeline import read_article

LEAD = "Kenya and Uganda agreed to reopen the border."


@pytest.mark.parametrize("title", ["Test", "Talks on the border", "Two capitals, one road"])
def test_a_lead_below_a_title_is_one_sentence(title: str) -> None:
    assert [s.text for s in parse(f"{title}\n\n{LEAD}").sents][1:] == [LEAD]


@pytest.mark.parametrize("title", ["Test", "Talks on the border"])
def test_a_story_without_dateline_is_read_from_its_lead_on(title: str) -> None:
    reading = read_article(article_from_text(f"{title}\n\n{LEAD}\n", published=date(2016, 3, 10), id="lead"))
    assert [(e.type, e.source[0].code, e.target[0].code) for e in reading.events] == [("AGREE", "KEN", "UGA")]


def test_a_sentence_still_begins_behind_a_mark() -> None:
    text = 'Peru shut the port. Chile protested! "We will wait," Lima said. (Ecuador did not.) Bolivia stood by.'
    assert len(list(parse(text).sents)) == 5
