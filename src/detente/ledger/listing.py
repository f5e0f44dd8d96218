"""What stands in a ledger, one by one or a page at a time, as its tables have it: nothing is put together anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from detente.errors import MissingInput
from detente.ledger import queries, settling
from detente.ledger.records import Dyad, Incident, Merge, Placed, Story, Telling
from detente.model import Reading

if TYPE_CHECKING:
    from detente.ledger.ledger import Ledger

TELLING = tuple(Telling.model_fields)

PLACED = """
SELECT e.id, e.story, s.id, e.n, e.json, e.reported, e.learned, s.title, s.outlet, e.trigger_text, e.evidence_text,
  t.incident, t.joined, t.reason, t.source, i.sources, i.tellings
FROM events e JOIN stories s ON s.hash = e.story JOIN tellings t ON t.event = e.id JOIN incidents i ON i.id = t.incident
WHERE {where} ORDER BY t.incident, t.place
"""
Key = tuple[date, date, str, int, str]
"""A place in the order of incidents: the day, the first report, the first story that tells it and the number there."""

# In the order of `settling.chronology`.
INCIDENTS = """
WITH fitting AS (
  SELECT i.id, i.status, i.reported, i."start", i."end", i."precision",
    coalesce(i."end", i."start", i.reported, DATE '9999-12-31') AS day,
    coalesce(i.reported, DATE '9999-12-31') AS told,
    min({{'story': s.id, 'n': e.n}}) AS first
  FROM incidents i JOIN tellings t ON t.incident = i.id JOIN events e ON e.id = t.event
    JOIN stories s ON s.hash = e.story
  WHERE {incident} GROUP BY ALL HAVING bool_or({telling}))
SELECT id, status, reported, "start", "end", "precision" FROM fitting
WHERE {after} ORDER BY day, told, first, id LIMIT ?
"""
AFTER = "(day, told, first.story, first.n, id) > (?, ?, ?, ?, ?)"

# How much moved of late: the intensities of what passed between the two, each half as much for every two weeks that
# its report is older than the ledger's last, as tension fades.
DYADS = """
WITH last AS (SELECT max(reported) AS day FROM incidents),
acts AS (
  SELECT DISTINCT i.id, least(s.code, t.code) AS a, greatest(s.code, t.code) AS b, i.reported,
    abs(coalesce(e.intensity, 0)) * pow(0.5, coalesce(date_diff('day', i.reported, last.day), 36500) / 14.0) AS moved
  FROM incidents i JOIN events e ON e.id = i.best, last,
    unnest(i.source) AS s(code), unnest(i.target) AS t(code)
  WHERE s.code <> t.code AND ($1 = '' OR $1 IN (s.code, t.code)))
SELECT a, b, count(*), max(reported) FROM acts GROUP BY a, b HAVING count(*) >= $2
ORDER BY sum(moved) DESC, max(reported) DESC NULLS LAST, count(*) DESC, a, b LIMIT $3 OFFSET $4
"""


def placed(ledger: Ledger, where: str, values: Sequence[object]) -> list[Placed]:
    """The events that meet a condition over `e`, `s`, `t` and `i`, those of one incident together, its best first."""
    more = ("incident", "joined", "reason", "origin", "sources", "tellings")
    rows = ledger.sql(PLACED.format(where=where), values).rows
    size = len(TELLING)
    return [
        Placed(**dict(queries.telling(row[:size])), **dict(zip(more, row[size:], strict=True))) for row in rows
    ]  # fmt: skip


def event(ledger: Ledger, id_: str) -> Placed:
    """The event of this id as it stands; `MissingInput` where the ledger has none, or people rejected it."""
    found = placed(ledger, "e.id = ?", [id_])
    if found:
        return found[0]
    if ledger.sql("SELECT event FROM originals WHERE event = ?", [id_]).rows:
        raise MissingInput("people rejected this event: their reviews say why", subject=id_)
    raise MissingInput("the ledger has no such event", subject=id_)


def origin(ledger: Ledger, id_: str) -> tuple[Reading, int]:
    """The reading that an event is from and its number there, rejected or not; `MissingInput` where there is none."""
    story, n = queries.parts_of(id_)
    rows = ledger.sql("SELECT hash FROM stories WHERE hash[:16] = ?", [story]).rows
    for reading, _ in ledger.readings([str(row[0]) for row in rows]):
        if n < len(reading.events):
            return reading, n
    raise MissingInput("the ledger has no such event", subject=id_)


def tellings(ledger: Ledger, id_: str) -> list[Placed]:
    """The tellings of this incident, or of the one in which a telling of this id is; `MissingInput` if none."""
    found = placed(ledger, "t.incident = ?", [id_])
    if not found:
        found = placed(ledger, "t.incident = (SELECT incident FROM tellings WHERE event = ?)", [id_])
    if not found:
        raise MissingInput("the ledger has no such incident", subject=id_)
    return found


def incident(ledger: Ledger, id_: str) -> Incident:
    """One incident, by its id or that of any of its tellings: these stay the same when stories are added."""
    told = tellings(ledger, id_)
    query = INCIDENTS.format(incident="i.id = ?", telling="true", after="true")
    return whole(ledger.sql(query, [told[0].incident, 1]).rows[0], told)


def incidents(  # noqa: PLR0913 - each is one condition of a query
    ledger: Ledger,
    *,
    source: str | None = None,
    target: str | None = None,
    between: tuple[str, str] | None = None,
    types: Sequence[str] = (),
    statuses: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
    after: Key | None = None,
    limit: int,
) -> list[Incident]:
    """So many incidents, of those that come `after` a place in their order, each with all its tellings.

    Parties are looked for in each telling; type, status and days are those of the incident. See `Ledger.incidents`.
    """
    of_incident, about = queries.conditions(types=types, statuses=statuses, since=since, until=until, over="i")
    of_telling, who = queries.conditions(source=source, target=target, between=between)
    query = INCIDENTS.format(incident=of_incident, telling=of_telling, after=AFTER if after else "true")
    rows = ledger.sql(query, [*about, *who, *(after or ()), limit]).rows
    told: dict[str, list[Placed]] = {}
    for telling in placed(ledger, "t.incident IN (SELECT unnest(?::VARCHAR[]))", [[row[0] for row in rows]]):
        told.setdefault(telling.incident, []).append(telling)
    return [whole(row, told[str(row[0])]) for row in rows]


def whole(row: Sequence[Any], told: Sequence[Placed]) -> Incident:
    """An incident from its row of `INCIDENTS` and its tellings."""
    id_, status, reported, start, end, precision = row
    by_source = settling.grouped((t.story, t.origin) for t in told)
    tellings = tuple(Telling(**{name: getattr(t, name) for name in TELLING}) for t in told)
    merges = tuple(Merge(telling=t.id, joined=t.joined, reason=t.reason) for t in told if t.joined and t.reason)
    return settling.record(id_, status, (start, end, precision), reported, tellings, by_source, merges)


def stories(ledger: Ledger, limit: int, after: tuple[date, str, str] | None = None) -> list[Story]:
    """So many stories, of those that come `after` a place in their order: day of publication, id, hash."""
    later = "(coalesce(published, DATE '9999-12-31'), id, hash) > (?, ?, ?)" if after else "true"
    rows = ledger.sql(f"{queries.STORIES.format(where=later)} LIMIT ?", [*(after or ()), limit]).rows
    return [queries.story(row) for row in rows]


def story(ledger: Ledger, hash_: str) -> Story:
    """The story of this hash; `MissingInput` where the ledger has none."""
    rows = ledger.sql(queries.STORIES.format(where="hash = ?"), [hash_]).rows
    if not rows:
        raise MissingInput("the ledger has no such story", subject=hash_)
    return queries.story(rows[0])


def dyads(ledger: Ledger, actor: str | None, fewest: int, limit: int, skip: int) -> list[Dyad]:
    """Pairs with `fewest` incidents or more, those between which most moved of late first.

    `actor`: only pairs with this party. `limit`: so many, after the first `skip`.
    """
    rows = ledger.sql(DYADS, [actor or "", fewest, limit, skip]).rows
    return [Dyad(**dict(zip(Dyad.model_fields, row, strict=True))) for row in rows]
