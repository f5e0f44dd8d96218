"""Incidents put together from tellings: kept in the file for now, and anew for any day in the past."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

import duckdb

from detente.ledger import decisions
from detente.ledger.cluster import Cluster
from detente.ledger.decisions import Rulings, rulings
from detente.ledger.likeness import ALWAYS, NEVER, Place, Traits
from detente.ledger.merging import clusters, ordinal
from detente.ledger.queries import insert
from detente.ledger.records import Incident, Merge, Telling
from detente.ledger.rows import Row
from detente.ledger.sources import Sources
from detente.ledger.store import Database
from detente.model import When

TRAITS = """
SELECT id, story, block, type, cameo, status, "start", "end", reported, acts, objects, context, head,
  about IS NOT NULL, anew, persons, place, country, lat, lon, place_precision,
  trigger_start, trigger_end, evidence_start, evidence_end, confidence, because, evidence_text
FROM events WHERE {where}
"""
# How far a telling's status speaks for the incident: what has happened before what is only alleged or denied.
WEIGHT = ("happened", "ongoing", "called off", "refused", "demanded", "planned", "offered", "threatened", "conditional")


def traits(row: Sequence[Any]) -> Traits:
    """What a telling is compared by, from a row of `TRAITS`."""
    (id_, story, block, type_, cameo, status, start, end, reported, acts, objects, context, *rest) = row
    (head, about, anew, persons, place, country, lat, lon, kind, *rest) = rest
    (trigger, trigger_end, evidence, evidence_end, confidence, because, sentence) = rest
    return Traits(
        id_, story, block, type_, cameo, status, ordinal(start, NEVER), ordinal(end, ALWAYS), bool(start or end),
        reported.toordinal() if reported else None, frozenset(acts), frozenset(objects), frozenset(context),
        frozenset(head), about, anew, frozenset(persons),
        Place(place, country, lat, lon, kind) if place else None, (trigger, trigger_end), (evidence, evidence_end),
        confidence, because, sentence,
    )  # fmt: skip


def settle(cursor: duckdb.DuckDBPyConnection, blocks: Iterable[str]) -> None:
    """Put the incidents of these blocks together anew, within the caller's transaction.

    Blocks are settled some at a time, so that memory does not grow with the ledger; those that a decision by hand may
    tie together, all at once.
    """
    made = rulings(decisions.read(cursor))
    names = sorted(decisions.linked(cursor, made, blocks))
    step = len(names) if made.groups else BLOCKS
    for at in range(0, len(names), max(step, 1)):
        settle_some(cursor, names[at : at + step], made)


def settle_some(cursor: duckdb.DuckDBPyConnection, names: list[str], made: Rulings) -> None:
    """Put the incidents of some blocks together anew."""
    inside = "block IN (SELECT unnest(?::VARCHAR[]))"
    rows = cursor.execute(TRAITS.format(where=inside), [names]).fetchall()
    found = clusters((traits(row) for row in rows), made)
    incidents, tellings = rows_of(cursor, found)
    cursor.execute(f"DELETE FROM tellings WHERE event IN (SELECT id FROM events WHERE {inside})", [names])
    cursor.execute(f"DELETE FROM incidents WHERE {inside}", [names])
    insert(cursor, "incidents", INCIDENT_COLUMNS, incidents)
    insert(cursor, "tellings", TELLING_COLUMNS, tellings)


def rows_of(cursor: duckdb.DuckDBPyConnection, found: Sequence[Cluster]) -> tuple[list[Row], list[Row]]:
    """Incidents as rows of `incidents` and of `tellings`."""
    stories = Sources.read(cursor, repeated(found))
    query = "SELECT id, [source, target] FROM events WHERE id IN (SELECT unnest(?::VARCHAR[]))"
    parties = dict(cursor.execute(query, [[c.opened.id for c in found]]).fetchall())
    return [incident_row(c, parties, stories) for c in found], [row for c in found for row in telling_rows(c, stories)]


BLOCKS = 500  # blocks that are settled together: some thousand tellings in a large ledger
INCIDENT_COLUMNS = {
    "id": "VARCHAR", "block": "VARCHAR", "type": "VARCHAR", "cameo": "VARCHAR", "status": "VARCHAR",
    "source": "VARCHAR[]", "target": "VARCHAR[]", "start": "DATE", "end": "DATE", "precision": "VARCHAR",
    "reported": "DATE", "sources": "INTEGER", "tellings": "INTEGER", "best": "VARCHAR",
}  # fmt: skip
TELLING_COLUMNS = {
    "event": "VARCHAR",
    "incident": "VARCHAR",
    "place": "INTEGER",
    "joined": "VARCHAR",
    "reason": "VARCHAR",
    "source": "VARCHAR",
}


def settle_all(cursor: duckdb.DuckDBPyConnection) -> None:
    """Put every incident together anew."""
    cursor.execute("DELETE FROM tellings")
    cursor.execute("DELETE FROM incidents")
    settle(cursor, [row[0] for row in cursor.execute("SELECT DISTINCT block FROM events").fetchall()])


def blocks_of(cursor: duckdb.DuckDBPyConnection, events: Iterable[str]) -> set[str]:
    """The blocks in which these tellings are compared, and those with which their incidents are listed."""
    query = """
    SELECT block FROM events WHERE id IN (SELECT unnest($1::VARCHAR[])) UNION
    SELECT i.block FROM incidents i JOIN tellings t ON t.incident = i.id WHERE t.event IN (SELECT unnest($1::VARCHAR[]))
    """
    return {row[0] for row in cursor.execute(query, [sorted(events)]).fetchall()}


def are_kept(cursor: duckdb.DuckDBPyConnection, events: Sequence[str]) -> bool:
    """Whether the ledger has all of these tellings."""
    query = "SELECT count(*) FROM events WHERE id IN (SELECT unnest(?::VARCHAR[]))"
    return bool(cursor.execute(query, [list(events)]).fetchall()[0][0] == len(set(events)))


def companions(cursor: duckdb.DuckDBPyConnection, event: str) -> list[str]:
    """The other tellings of a telling's incident."""
    query = """
    SELECT other.event FROM tellings t JOIN tellings other ON other.incident = t.incident
    WHERE t.event = ? AND other.event <> t.event ORDER BY other.event
    """
    return [row[0] for row in cursor.execute(query, [event]).fetchall()]


def repeated(found: Iterable[Cluster]) -> set[str]:
    """The stories of incidents that several stories tell: those whose wording has to be compared."""
    told = ({m.story for m in c.members} for c in found)
    return {story for stories in told if len(stories) > 1 for story in stories}


def by_source(cluster: Cluster, stories: Sources) -> list[tuple[str, ...]]:
    """The stories that tell of the incident, copies of one text together."""
    return stories.group(m.story for m in cluster.members)


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


def incident_row(cluster: Cluster, parties: Mapping[str, Any], stories: Sources) -> Row:
    """The incident as a row."""
    start, end, width = days(cluster)
    reported = [m.reported for m in cluster.members if m.reported]
    source, target = parties[cluster.opened.id]
    return {
        "id": identity(cluster), "block": cluster.opened.block, "type": cluster.opened.type,
        "cameo": cluster.opened.cameo, "status": status(cluster), "source": source, "target": target,
        "start": start and start.isoformat(), "end": end and end.isoformat(), "precision": width,
        "reported": date.fromordinal(min(reported)).isoformat() if reported else None,
        "sources": len(by_source(cluster, stories)), "tellings": len(cluster.members), "best": cluster.opened.id,
    }  # fmt: skip


def telling_rows(cluster: Cluster, stories: Sources) -> list[Row]:
    """Which tellings the incident has, why each joined, and the story that stands for the source of each."""
    source = {story: group[0] for group in by_source(cluster, stories) for story in group}
    name = identity(cluster)
    return [
        {"event": m.id, "incident": name, "place": i, "source": source[m.story]}
        | dict(zip(("joined", "reason"), cluster.joined.get(m.id, (None, None)), strict=True))
        for i, m in enumerate(cluster.members)
    ]


def incidents(tellings: Sequence[Telling], db: Database) -> list[Incident]:
    """The incidents that these tellings, and no others, tell of.

    Where they are all that a block has, its incidents stand in the ledger; the others are put together anew.
    """
    by_id = {t.id: t for t in tellings}
    made = rulings(decisions.read(db))
    kept = [] if made.groups else [as_kept(rows, by_id) for rows in whole(db, by_id)]
    for one in kept:
        for telling in one.tellings:
            del by_id[telling.id]
    rows = db.rows(TRAITS.format(where="id IN (SELECT unnest(?::VARCHAR[]))"), [list(by_id)])
    found = clusters((traits(row) for row in rows), made)
    stories = Sources.read(db.connection.cursor(), repeated(found))
    return sorted([*kept, *(incident(c, by_id, stories) for c in found)], key=chronology)


WHOLE = """
WITH given AS (SELECT unnest(?::VARCHAR[]) id),
whole AS (SELECT block FROM events e LEFT JOIN given g ON e.id = g.id GROUP BY block HAVING count(*) = count(g.id))
SELECT t.incident, t.event, t.joined, t.reason, t.source, i.status, i."start", i."end", i."precision", i.reported
FROM tellings t JOIN incidents i ON i.id = t.incident JOIN whole w ON i.block = w.block ORDER BY t.incident, t.place
"""


def whole(db: Database, events: Iterable[str]) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of `WHOLE` for each incident of the blocks of which these tellings are all."""
    found = db.rows(WHOLE, [list(events)])
    yield from (list(rows) for _, rows in groupby(found, key=itemgetter(0)))


def as_kept(rows: Sequence[Sequence[Any]], by_id: Mapping[str, Telling]) -> Incident:
    """The record of an incident as it stands in the ledger."""
    told = tuple(by_id[row[1]] for row in rows)
    name, *_, state, start, end, width, reported = rows[0]
    merges = tuple(Merge(telling=t, joined=j, reason=r) for _, t, j, r, *_ in rows if j is not None)
    by_source = grouped((telling.story, row[4]) for telling, row in zip(told, rows, strict=True))
    return record(name, state, (start, end, width), reported, told, by_source, merges)


def grouped(origins: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Stories by the story that stands for their source, out of pairs of the two."""
    found: dict[str, list[str]] = {}
    for story, source in sorted(set(origins)):
        found.setdefault(source, []).append(story)
    return tuple(tuple(found[source]) for source in sorted(found))


def incident(cluster: Cluster, by_id: Mapping[str, Telling], stories: Sources) -> Incident:
    """The record of an incident put together anew."""
    told = tuple(by_id[m.id] for m in cluster.members)
    merges = tuple(Merge(telling=t, joined=j, reason=r) for t, (j, r) in cluster.joined.items())
    reported = min((t.reported for t in told if t.reported), default=None)
    sources = tuple(by_source(cluster, stories))
    return record(identity(cluster), status(cluster), days(cluster), reported, told, sources, merges)


def record(  # noqa: PLR0913, PLR0917 - the fields that do not follow from the first telling
    name: str,
    state: str,
    day: tuple[date | None, date | None, str | None],
    reported: date | None,
    told: tuple[Telling, ...],
    by_source: tuple[tuple[str, ...], ...],
    merges: tuple[Merge, ...],
) -> Incident:
    """An incident as a record; `told`: the telling that opened it first."""
    event = told[0].event
    start, end, width = day
    when = When(start=start, end=end, precision=width, from_=event.date and event.date.from_) if width else None
    return Incident(
        id=name, type=event.type, cameo=event.cameo, status=state,
        source=tuple(sorted({a.code or a.name for a in event.source})),
        target=tuple(sorted({a.code or a.name for a in event.target})),
        date=when, reported=reported, sources=len(by_source), by_source=by_source, tellings=told, merges=merges,
    )  # fmt: skip


def chronology(incident: Incident) -> tuple[object, ...]:
    """By the day it happened; where that is open, by the day it was first reported, and then by place in the story."""
    when = (incident.date and (incident.date.end or incident.date.start)) or incident.reported or date.max
    return (when, incident.reported or date.max, min((t.story_id, t.n) for t in incident.tellings), incident.id)
