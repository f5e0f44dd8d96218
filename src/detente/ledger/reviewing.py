"""Making a review and taking it back: it is checked against the story, put on record, and the incidents follow."""

from __future__ import annotations

from datetime import datetime

import duckdb

from detente.errors import UsageError
from detente.ledger import rebuilding, reviews, settling
from detente.ledger.correcting import actor_at, corrected
from detente.ledger.queries import parts_of
from detente.ledger.records import Change, Party, Review, Verdict
from detente.ledger.rows import check_spans
from detente.model import Event, Reading

CHANGES = "say what is to be changed: fields of the event, or of the party at `actor`"


def told(cursor: duckdb.DuckDBPyConnection, event: str) -> tuple[Reading, datetime, Event]:
    """The reading that an event is from, when it was learned, and the event as the reader told it.

    `UsageError` for an id that the ledger has not.
    """
    story, n = parts_of(event)
    rows = cursor.execute("SELECT hash FROM stories WHERE hash[:16] = ?", [story]).fetchall()
    for reading, learned in rebuilding.readings(cursor, [row[0] for row in rows]):
        if n < len(reading.events):
            return reading, learned, reading.events[n]
    raise UsageError("the ledger has no such event", subject=event)


def make(  # noqa: PLR0913 - what a person says, by name
    cursor: duckdb.DuckDBPyConnection,
    event: str,
    verdict: Verdict,
    *,
    actor: str | None,
    change: Change | None,
    party: Party | None,
    by: str,
    note: str | None,
    made: datetime,
) -> Review:
    """Put a review on record and let events and incidents follow, within the caller's transaction."""
    check_words(verdict, actor, change, party, by)
    reading, learned, said = told(cursor, event)
    if actor is not None:
        actor_at(said, actor)
    given = Review(
        event=event, actor=actor, story=reading.article.hash, verdict=verdict, said=said, change=change, party=party,
        by=by.strip(), note=note, made=made,
    )  # fmt: skip
    review = reviews.write(cursor, given)
    for now in corrected(reading, reviews.read(cursor, [review.story])).values():
        if now is not None:
            check_spans(now, reading.article)
    follow(cursor, reading, learned)
    return review


def check_words(verdict: Verdict, actor: str | None, change: Change | None, party: Party | None, by: str) -> None:
    """Refuse a review that does not say what it means, or by whom."""
    given, other = (change, party) if actor is None else (party, change)
    if not by.strip():
        raise UsageError("say by whom: reviews are kept with who and when")
    if other is not None or (given is not None) != (verdict is Verdict.CHANGE):
        raise UsageError(CHANGES if verdict is Verdict.CHANGE else f"takes no changes: {verdict.value} says it all")
    if given is not None and not given.model_fields_set:
        raise UsageError(CHANGES)


def undo(cursor: duckdb.DuckDBPyConnection, number: int, made: datetime) -> Review:
    """Take a review back and let events and incidents follow, within the caller's transaction."""
    review = reviews.take_back(cursor, number, made)
    ((reading, learned),) = rebuilding.readings(cursor, [review.story])
    follow(cursor, reading, learned)
    return review


def follow(cursor: duckdb.DuckDBPyConnection, reading: Reading, learned: datetime) -> None:
    """Derive a story's events anew and settle its incidents."""
    settling.settle(cursor, rebuilding.derive_anew(cursor, reading, learned))
