"""What a ledger keeps of the feeds that are watched into it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import duckdb

from detente.ingest.watching import FeedState, Visit
from detente.ledger.store import Database
from detente.model import Article

FEED = "INSERT OR REPLACE INTO feeds VALUES (?, ?, ?, ?, ?, ?)"
ENTRY = "INSERT OR IGNORE INTO entries VALUES (?, ?, ?, ?, ?)"


def feeds(db: Database) -> dict[str, FeedState]:
    """The state of each feed after its last visit, by its address."""
    rows = db.rows("SELECT url, etag, modified, rest_until FROM feeds")
    return {
        url: FeedState(url, etag, modified, rest.replace(tzinfo=UTC) if rest else None)
        for url, etag, modified, rest in rows
    }


def entries(db: Database) -> set[str]:
    """The keys of all entries that are done with."""
    return {row[0] for row in db.rows('SELECT "key" FROM entries')}


def write(cursor: duckdb.DuckDBPyConnection, visits: Iterable[Visit], when: datetime) -> None:
    """The visits as rows. `when`: UTC without its zone, as the ledger keeps it. Lists of feeds are not kept."""
    for visit in visits:
        state = visit.state
        if visit.lists:
            continue
        rest = state.rest_until.astimezone(UTC).replace(tzinfo=None) if state.rest_until else None
        trouble = str(visit.trouble) if visit.trouble else None
        cursor.execute(FEED, [state.url, state.etag, state.modified, when, rest, trouble])
        for key, story in visit.stories:
            told = (story.hash, None) if isinstance(story, Article) else (None, str(story))
            cursor.execute(ENTRY, [key, state.url, *told, when])
