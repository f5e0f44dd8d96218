"""The Python surface reads, annotates, relates and keeps."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import detente
from detente.errors import BadDate, MalformedRecord, MissingInput, NotAStory, UnreadLanguage, UsageError
from detente.ingest import article_from_text
from detente.ingest.unseen import visible

STORY = """Oslo recalls envoy

OSLO, May 3 (Harbour News) - Norway recalled its ambassador from Russia on Tuesday, its foreign minister said.

Russia rejected Norway's demand for an apology.

(Reporting by Ingrid Solheim)
"""


@pytest.fixture(scope="module")
def reading():
    return detente.read(STORY, published=date(2011, 5, 3), outlet="Harbour News")


def test_reading_a_text(reading):
    assert reading.article.text == STORY
    assert reading.article.published == date(2011, 5, 3)
    assert reading.version == detente.__version__
    pairs = {(s.code, t.code) for event in reading.events for s in event.source for t in event.target}
    assert ("NOR", "RUS") in pairs
    assert ("RUS", "NOR") in pairs


def test_every_span_lies_in_the_story_and_no_event_in_its_agency_line(reading):
    for event in reading.events:
        assert 0 <= event.evidence.start <= event.trigger.start < event.trigger.end <= event.evidence.end
        assert event.trigger.end <= STORY.index("(Reporting")


def test_reading_a_file_and_an_article_give_the_same(reading, tmp_path):
    file = tmp_path / "story.txt"
    file.write_bytes(STORY.encode())
    from_file = detente.read(file, published="2011-05-03", outlet="Harbour News")
    from_article = detente.read(article_from_text(STORY, published="2011-05-03", outlet="Harbour News"))
    assert from_file == from_article == reading


def test_what_cannot_be_read_is_raised_by_name(tmp_path):
    with pytest.raises(NotAStory):
        detente.read("")
    with pytest.raises(MissingInput):
        detente.read(Path(tmp_path / "none.txt"))
    with pytest.raises(BadDate):
        detente.read(STORY, published="soon")
    with pytest.raises(UnreadLanguage):
        detente.read(
            "Der Außenminister sagte am Montag, die Grenze werde für mindestens einen Monat geschlossen bleiben."
        )


def test_annotate_gives_one_for_each_in_order(reading):
    records = [{"id": "a", "text": STORY, "published": "2011-05-03"}, {"id": "b"}, '{"id": "c", "text": "It rained."}']
    first, second, third = detente.annotate(records)
    assert (first["id"], second["id"], third["id"]) == ("a", "b", "c")
    assert first["events"] == [event.as_json() for event in reading.events]
    assert second["error"]["code"] == "malformed"
    assert third["events"] == []


def test_annotate_one_by_one_equals_a_batch():
    records = [{"id": str(n), "text": f"{n}. {STORY}", "published": "2011-05-03"} for n in range(3)]
    assert list(detente.annotate(records)) == [next(detente.annotate([record])) for record in records]


def test_a_layer_that_is_none():
    with pytest.raises(UsageError, match="colours"):
        list(detente.annotate([], layers=["colours"]))


def test_relate():
    text = "Norway recalled its ambassador from Russia."
    at = text.index("Russia")
    record = {"id": "x", "text": text, "source": [{"start": 0, "end": 6}], "target": [{"start": at, "end": at + 6}]}
    found = detente.relate(record)
    assert found["id"] == "x"
    assert found["quad"] in (1, 2, 3, 4)
    with pytest.raises(MalformedRecord, match="target"):
        detente.relate({**record, "target": [{"start": at, "end": 9999}]})


MARKED_OFF = "Norway recalled its ambassador from Russia on Tuesday."
MARKED = "\ufeffNor\u00adway re\u200bcalled its ambassador from \u2066Russia\u2069 on Tuesday."


def test_what_cannot_be_seen_hides_no_act(tmp_path):
    plain, marked = (detente.read(text, published="2011-05-03") for text in (MARKED_OFF, MARKED))
    assert marked == plain
    assert [(e.type, e.source[0].code, e.target[0].code) for e in marked.events] == [("SANCTION", "NOR", "RUS")]
    with detente.Ledger.in_memory() as ledger:
        assert len(ledger.add(marked).added) == 1
        assert len(ledger.add(plain).known) == 1
        assert ledger.verify().sound


def test_offsets_point_into_the_record_as_it_was_given():
    def words(span):
        return MARKED[span["start"] : span["end"]]

    (found,) = detente.annotate([{"text": MARKED, "published": "2011-05-03"}])
    (event,) = found["events"]
    assert words(event["source"][0]) == "Nor\u00adway"
    assert words(event["trigger"]).startswith("re\u200bcalled")
    assert words(event["date"]["from"]) == "Tuesday"
    assert [words(actor) for actor in found["actors"]][:1] == ["Nor\u00adway"]
    at = MARKED.index("Russia")
    record = {"text": MARKED, "source": [{"start": 1, "end": 8}], "target": [{"start": at, "end": at + 6}]}
    plain = {"text": MARKED_OFF, "source": [{"start": 0, "end": 6}], "target": [{"start": 38, "end": 44}]}
    because = [detente.relate(given).pop("because") for given in (record, plain)]
    assert visible(words(because[0])) == MARKED_OFF[because[1]["start"] : because[1]["end"]]
    with pytest.raises(MalformedRecord, match="source"):
        detente.relate({**record, "source": [{"start": 0, "end": 1}]})


def test_keeping_a_reading(reading, tmp_path):
    with detente.Ledger.open_or_create(tmp_path / "crisis.duckdb") as ledger:
        assert len(ledger.add(reading).added) == 1
        assert len(ledger.add(reading).known) == 1
        assert ledger.dispute("NOR", "RUS").sides == ("NOR", "RUS")
        assert ledger.verify().sound


def test_a_reading_shows_itself_in_a_notebook(reading):
    assert reading._repr_html_().startswith("<iframe srcdoc=")
