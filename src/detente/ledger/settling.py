"""Incidents put together from tellings: kept in the file for now, and anew for any day in the past."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import duckdb

from detente.ledger.families import families
from detente.ledger.merging import ALWAYS, NEVER, Cluster, Place, Traits, clusters, ordinal
from detente.ledger.records import Incident, Merge, Telling
from detente.ledger.store import Database
from detente.ledger.words import alike
from detente.model import When

TRAITS = """
SELECT id, story, block, type, cameo, status, "start", "end", reported, acts, objects, about IS NOT NULL,
  place, country, lat, lon, place_precision, trigger_start, trigger_end, evidence_start, evidence_end,
  confidence, because
FROM events WHERE {where}
"""
# How far a telling's status speaks for the incident: what has happened before what is only alleged or denied.
WEIGHT = ("happened", "ongoing", "called off", "refused", "demanded", "planned", "offered", "threatened", "conditional")


def traits(row: Sequence[Any]) -> Traits:
    """What a telling is compared by, from a row of `TRAITS`."""
    (id_, story, block, type_, cameo, status, start, end, reported, acts, objects, about, *rest) = row
    (place, country, lat, lon, kind, trigger, trigger_end, evidence, evidence_end, confidence, because) = rest
    return Traits(
        id_, story, block, type_, cameo, status, ordinal(start, NEVER), ordinal(end, ALWAYS), bool(start or end),
        reported.toordinal() if reported else None, frozenset(acts), frozenset(objects), about,
        Place(place, country, lat, lon, kind) if place else None, (trigger, trigger_end), (evidence, evidence_end),
        confidence, because,
    )  # fmt: skip


def settle(cursor: duckdb.DuckDBPyConnection, blocks: Iterable[str]) -> None:
    """Put the incidents of these blocks together anew, within the caller's transaction."""
    names = sorted(blocks)
    if not names:
        return
    inside = "block IN (SELECT unnest(?::VARCHAR[]))"
    rows = cursor.execute(TRAITS.format(where=inside), [names]).fetchall()
    found = clusters(traits(row) for row in rows)
    stories = sketches(cursor, {m.story for c in found for m in c.members if len(c.members) > 1})
    cursor.execute(f"DELETE FROM tellings WHERE event IN (SELECT id FROM events WHERE {inside})", [names])
    cursor.execute(f"DELETE FROM incidents WHERE {inside}", [names])
    parties = dict(cursor.execute(f"SELECT id, [source, target] FROM events WHERE {inside}", [names]).fetchall())
    insert(cursor, "incidents", INCIDENT_COLUMNS, [incident_row(c, parties, stories) for c in found])
    insert(cursor, "tellings", TELLING_COLUMNS, [row for c in found for row in telling_rows(c)])


INCIDENT_COLUMNS = {
    "id": "VARCHAR", "block": "VARCHAR", "type": "VARCHAR", "cameo": "VARCHAR", "status": "VARCHAR",
    "source": ["VARCHAR"], "target": ["VARCHAR"], "start": "DATE", "end": "DATE", "precision": "VARCHAR",
    "reported": "DATE", "sources": "INTEGER", "tellings": "INTEGER", "best": "VARCHAR",
}  # fmt: skip
TELLING_COLUMNS = {
    "event": "VARCHAR",
    "incident": "VARCHAR",
    "place": "INTEGER",
    "joined": "VARCHAR",
    "reason": "VARCHAR",
}


def insert(
    cursor: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, Any], rows: list[dict[str, Any]]
) -> None:
    """Write many rows from one JSON array."""
    if rows:
        query = f"INSERT INTO {table} SELECT unnest(from_json(?, '{json.dumps([columns])}'), recursive := true)"
        cursor.execute(query, [json.dumps(rows, ensure_ascii=False)])


def sketches(cursor: duckdb.DuckDBPyConnection, stories: Iterable[str]) -> dict[str, frozenset[int]]:
    """The samples by which near-duplicate stories are known."""
    query = "SELECT hash, sketch FROM stories WHERE hash IN (SELECT unnest(?::VARCHAR[]))"
    return {h: frozenset(s) for h, s in cursor.execute(query, [sorted(stories)]).fetchall()}


def sources(cluster: Cluster, stories: Mapping[str, frozenset[int]]) -> int:
    """How many stories tell of the incident, near-duplicates counted once."""
    limit = families().limits.same_source
    kept: list[frozenset[int]] = []
    for story in sorted({m.story for m in cluster.members}):
        mine = stories.get(story, frozenset())
        if not any(alike(mine, other) >= limit for other in kept):
            kept.append(mine)
    return len(kept)


def days(cluster: Cluster) -> tuple[date | None, date | None, str | None]:
    """First and last possible day and the precision, as `When` has them."""
    if not cluster.dated:
        return None, None, None
    start = None if cluster.first <= NEVER else date.fromordinal(cluster.first)
    end = None if cluster.last >= ALWAYS else date.fromordinal(cluster.last)
    return start, end, precision(start, end)


def precision(start: date | None, end: date | None) -> str:
    """The name of the width: day, week, month, quarter, year, before, after."""
    if start is None or end is None:
        return "before" if start is None else "after"
    width = (end - start).days + 1
    # A meeting "on Thursday and Friday" is known to the day.
    return next(
        (name for name, most in (("day", 2), ("week", 8), ("month", 31), ("quarter", 92)) if width <= most), "year"
    )


def status(cluster: Cluster) -> str:
    """The status that the tellings give the incident, taken together."""
    held = {m.status for m in cluster.members}
    return next((s for s in WEIGHT if s in held), cluster.opened.status)


def identity(cluster: Cluster) -> str:
    """The incident's name: that of the telling first reported."""
    return min(cluster.members, key=lambda m: (m.reported or ALWAYS, m.id)).id


def incident_row(cluster: Cluster, parties: Mapping[str, Any], stories: Mapping[str, frozenset[int]]) -> dict[str, Any]:
    """The incident as a row."""
    start, end, width = days(cluster)
    reported = [m.reported for m in cluster.members if m.reported]
    source, target = parties[cluster.opened.id]
    return {
        "id": identity(cluster), "block": cluster.opened.block, "type": cluster.opened.type,
        "cameo": cluster.opened.cameo, "status": status(cluster), "source": source, "target": target,
        "start": start and start.isoformat(), "end": end and end.isoformat(), "precision": width,
        "reported": date.fromordinal(min(reported)).isoformat() if reported else None,
        "sources": sources(cluster, stories), "tellings": len(cluster.members), "best": cluster.opened.id,
    }  # fmt: skip


def telling_rows(cluster: Cluster) -> list[dict[str, Any]]:
    """Which tellings the incident has, and why each of them joined."""
    why = {event: (joined, reason) for event, joined, reason in cluster.joined}
    return [
        {"event": m.id, "incident": identity(cluster), "place": i}
        | dict(zip(("joined", "reason"), why.get(m.id, (None, None)), strict=True))
        for i, m in enumerate(cluster.members)
    ]


def incidents(tellings: Sequence[Telling], db: Database) -> list[Incident]:
    """The incidents that these tellings, and no others, tell of."""
    by_id = {t.id: t for t in tellings}
    where = "id IN (SELECT unnest(?::VARCHAR[]))"
    found = clusters(traits(row) for row in db.rows(TRAITS.format(where=where), [list(by_id)]))
    stories = sketches(db.connection.cursor(), {m.story for c in found for m in c.members if len(c.members) > 1})
    return sorted((incident(c, by_id, stories) for c in found), key=chronology)


def incident(cluster: Cluster, by_id: Mapping[str, Telling], stories: Mapping[str, frozenset[int]]) -> Incident:
    """The record of an incident."""
    best = by_id[cluster.opened.id]
    start, end, width = days(cluster)
    told = [m.reported for m in cluster.members if m.reported]
    when = (
        When(start=start, end=end, precision=width, from_=best.event.date and best.event.date.from_) if width else None
    )
    return Incident(
        id=identity(cluster), type=best.event.type, cameo=best.event.cameo, status=status(cluster),
        source=tuple(sorted({a.code or a.name for a in best.event.source})),
        target=tuple(sorted({a.code or a.name for a in best.event.target})),
        date=when, reported=date.fromordinal(min(told)) if told else None, sources=sources(cluster, stories),
        tellings=tuple(by_id[m.id] for m in cluster.members),
        merges=tuple(Merge(telling=t, joined=j, reason=r) for t, j, r in cluster.joined),
    )  # fmt: skip


def chronology(incident: Incident) -> tuple[object, ...]:
    """By the day it happened; where that is open, by the day it was first reported, and then by place in the story."""
    when = (incident.date and (incident.date.end or incident.date.start)) or incident.reported or date.max
    return (when, incident.reported or date.max, min((t.story_id, t.n) for t in incident.tellings), incident.id)
