"""What people said of the reader's work as labelled data: for training, and for measuring how often it is right."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from detente.errors import UsageError
from detente.ledger import decisions, rebuilding, reviews
from detente.ledger.correcting import actor_at, corrected, merged
from detente.ledger.records import Decision, Party, Review, Verdict
from detente.ledger.reviewing import told
from detente.ledger.rows import telling_id
from detente.model import Actor, Event, Reading


def labelled(cursor: duckdb.DuckDBPyConnection) -> Iterator[dict[str, object]]:
    """One dictionary for each review and each decision about merging that is in force.

    A review: `{"kind", "n", "event", "actor", "story", "text", "verdict", "said", "now", "by", "note", "made"}`.
    `kind` is `event` or `actor`; `said` is the reader's event (or party), `now` what this person makes of it, None
    where it is rejected. Every offset points into `text`. A decision: `{"kind", "n", "events", "apart", "by", "note",
    "made"}`, where `kind` is `merge` or `split` and a telling is `{"id", "story", "start", "end", "words"}`.
    """
    for found in reviews.read(cursor):
        if found.undone is None and found.event is not None:
            ((reading, _),) = rebuilding.readings(cursor, [found.story])
            yield label(found, found.event, reading)
    for decision in decisions.read(cursor):
        if decision.undone is None:
            yield merging(cursor, decision)


def label(found: Review, event: str, reading: Reading) -> dict[str, object]:
    """One review as labelled data."""
    said: Event | Actor = found.said
    now: Event | Actor | None
    if found.actor:
        said = actor_at(found.said, found.actor)
        now = None if found.verdict is Verdict.REJECT else merged(said, found.party or Party())
    else:
        alone = {telling_id(found.story, n): made for n, made in corrected(reading, [found]).items()}
        now = alone.get(event, found.said)
    return {
        "kind": "actor" if found.actor else "event", "n": found.n, "event": event, "actor": found.actor,
        "story": found.story, "text": reading.article.text, "verdict": found.verdict.value, "said": said.as_json(),
        "now": now and now.as_json(), "by": found.by, "note": found.note, "made": found.as_json()["made"],
    }  # fmt: skip


def merging(cursor: duckdb.DuckDBPyConnection, decision: Decision) -> dict[str, object]:
    """One decision as labelled data."""
    return {
        "kind": decision.kind, "n": decision.n,
        "events": [where(cursor, event) for event in decision.events],
        "apart": [where(cursor, event) for event in decision.apart],
        "by": decision.by, "note": decision.note, "made": decision.as_json()["made"],
    }  # fmt: skip


def where(cursor: duckdb.DuckDBPyConnection, event: str) -> dict[str, object]:
    """A telling with the words that it rests on."""
    try:
        reading, _, found = told(cursor, event)
    except UsageError:
        return {"id": event, "story": None, "start": None, "end": None, "words": None}
    span = found.evidence
    return {
        "id": event, "story": reading.article.hash, "start": span.start, "end": span.end,
        "words": span.of(reading.article.text),
    }  # fmt: skip
