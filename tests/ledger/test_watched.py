"""What is kept of feeds, in new ledgers and in those from before there was any."""

from __future__ import annotations

from datetime import UTC, datetime

from detente.errors import NotAStory, Unreachable
from detente.ingest import article_from_text
from detente.ingest.watching import FeedState, Visit
from detente.ledger import Ledger, schema

FEED = "http://a.example/feed"
WHEN = datetime(2031, 3, 5, 12, tzinfo=UTC)


def test_a_visit_is_on_record():
    story = article_from_text("Norway closed its embassy in Tripoli.")
    rest = datetime(2031, 3, 6, 12, tzinfo=UTC)
    with Ledger.in_memory() as ledger:
        ledger.visited([Visit(FeedState(FEED, "e", "m"), (("1", story), ("2", NotAStory("is empty"))))], WHEN)
        assert ledger.feeds() == {FEED: FeedState(FEED, "e", "m")}
        assert ledger.entries() == {"1", "2"}
        rows = ledger.sql('SELECT "key", story, trouble FROM entries ORDER BY "key"').rows
        assert rows == (("1", story.hash, None), ("2", None, "is empty"))
        ledger.visited([Visit(FeedState(FEED, rest_until=rest), trouble=Unreachable("is gone"))], WHEN)
        assert ledger.feeds() == {FEED: FeedState(FEED, rest_until=rest)}
        assert ledger.entries() == {"1", "2"}
        ledger.visited([Visit(FeedState("http://a.example/opml"), lists=(FEED,))])
        assert set(ledger.feeds()) == {FEED}


def test_an_older_ledger_can_be_watched_into(tmp_path, monkeypatch):
    path = tmp_path / "a.duckdb"
    before = schema.MIGRATIONS.index(schema.WATCHED)
    with monkeypatch.context() as older:
        older.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:before])
        older.setattr(schema, "VERSION", before)
        Ledger.create(path).close()
    with Ledger.open(path) as ledger:
        assert ledger.feeds() == {}
        ledger.visited([Visit(FeedState(FEED))])
        assert set(ledger.feeds()) == {FEED}
