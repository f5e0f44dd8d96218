"""What a page lists as one SELECT, by which the page of data gives all of it as CSV, Parquet or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

from detente.server.pages import kept
from detente.server.pages.asked import Asked, conditions

INCIDENTS = """SELECT i.id, i.type, i.status, i.source, i.target, i."start", i."end", i.reported, e.place, i.sources,
  i.tellings, e.evidence_text AS words, s.title, s.outlet, e.story
FROM incidents i JOIN events e ON e.id = i.best JOIN stories s ON s.hash = e.story
WHERE {where}"""
TIES = """SELECT s.code AS source, t.code AS target, count(*) AS acts,
  count(*) FILTER (e.quad = 1) AS cooperation_words, count(*) FILTER (e.quad = 2) AS cooperation_deeds,
  count(*) FILTER (e.quad = 3) AS conflict_words, count(*) FILTER (e.quad = 4) AS conflict_deeds,
  max(i.reported) AS last_reported
FROM incidents i JOIN events e ON e.id = i.best, unnest(i.source) AS s(code), unnest(i.target) AS t(code)
WHERE s.code <> t.code AND {where}
GROUP BY s.code, t.code ORDER BY acts DESC, s.code, t.code"""
PLACES = """SELECT e.place, e.country, any_value(e.lat) AS lat, any_value(e.lon) AS lon,
  e.place_precision AS known_to_the, count(DISTINCT i.id) AS incidents, max(i.reported) AS last_reported
FROM incidents i JOIN tellings t ON t.incident = i.id JOIN events e ON e.id = t.event
WHERE e.place IS NOT NULL AND {where}
GROUP BY e.place, e.country, e.place_precision ORDER BY incidents DESC, e.place, e.place_precision"""
STORIES = """SELECT s.hash, s.id, s.title, s.published, s.outlet, s.url, r.events
FROM stories s JOIN readings r ON r.story = s.hash
WHERE {where}
ORDER BY s.published DESC NULLS LAST, s.id"""


def incidents(given: Asked) -> str:
    """The incidents that were asked for, as `kept.incidents` has them."""
    where, values = conditions(given)
    return filled(INCIDENTS.format(where=where) + "\n" + kept.ORDER.strip(), values)


def ties(given: Asked) -> str:
    """Who acts on whom; with an actor, only its own ties."""
    where, values = conditions(given)
    if given.actor:
        where, values = f"{where} AND ? IN (s.code, t.code)", [*values, given.actor]
    return filled(TIES.format(where=where), values)


def places(given: Asked) -> str:
    """Where it happened, with places that are not on the map."""
    where, values = conditions(given)
    return filled(PLACES.format(where=where), values)


def stories(where: str, values: Sequence[object]) -> str:
    """The stories that meet the conditions of a search."""
    return filled(STORIES.format(where=where), values)


def filled(query: str, values: Sequence[object]) -> str:
    """The query with its values written into it.

    >>> filled("SELECT ? || ?", ["it's", date(2015, 12, 2)])
    "SELECT 'it''s' || DATE '2015-12-02'"
    """
    return "".join(
        part + literal for part, literal in zip_longest(query.split("?"), map(written, values), fillvalue="")
    )


def written(value: object) -> str:
    """A value as SQL has it."""
    if isinstance(value, date):
        return f"DATE '{value}'"
    return "'" + str(value).replace("'", "''") + "'"
