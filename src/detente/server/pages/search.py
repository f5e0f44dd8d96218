"""Search: stories by their words, by who and what they tell of, and by day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from detente.model import Status
from detente.ontology import PLOVER_TYPES
from detente.server.pages import kept, taken
from detente.server.pages.asked import LINES, Asked, asked
from detente.server.pages.render import page
from detente.show.words import plain

router = APIRouter()
PHRASE = re.compile(r'"([^"]+)"|(\S+)')
MOST_WORDS = 12
AROUND = 110  # characters before and after the first word found that are shown
OPENING = 260  # characters of a story that are shown where no word was asked for

FOUND = """
SELECT s.hash, s.id, s.title, s.published, s.outlet, r.events, {shown}
FROM stories s JOIN readings r ON r.story = s.hash WHERE {where}
ORDER BY s.published DESC NULLS LAST, s.id, s.hash LIMIT ? OFFSET ?
"""


@dataclass(frozen=True)
class Found:
    """A story in the list. `words`: some of its text."""

    hash: str
    id: str
    title: str | None
    published: date | None
    outlet: str | None
    events: int
    words: str


@router.get("/search")
def search(request: Request) -> Response:
    """The stories that have all words asked for and an event that meets the rest, the latest first."""
    given = asked(request)
    words = wanted(given.words)
    where, values = conditions(given, words)
    # The words around the first one that was asked for; the whole text would be much to fetch for a list.
    at = "greatest(1, position(lower(?) IN lower(s.text)) - ?)" if words else "1"
    shown = f"substr(s.text, {at}, {2 * AROUND + 40 if words else OPENING})"
    query = FOUND.format(shown=shown, where=where)
    first = [words[0], AROUND] if words else []
    with request.app.state.store.reading() as ledger:
        rows = ledger.sql(query, [*first, *values, LINES + 1, given.skip]).rows
    found = kept.cut([Found(*row) for row in rows], given)
    return page(
        request, "search", heading="Stories", given=given, list=found,
        snippets={f.hash: snippet(f, words) for f in found.lines}, types=PLOVER_TYPES, statuses=list(Status),
        sql=taken.stories(where, values),
    )  # fmt: skip


def wanted(words: str) -> list[str]:
    """The words and the phrases in quotation marks, in lower case."""
    found = [(phrase or word).lower() for phrase, word in PHRASE.findall(words)]
    return [word.strip('"') for word in found if word.strip('"')][:MOST_WORDS]


def conditions(given: Asked, words: list[str]) -> tuple[str, list[object]]:
    """The conditions over `stories s`, with their values."""
    parts = list(_parts(given, words))
    values = [value for _, found in parts for value in found]
    return " AND ".join(part for part, _ in parts) or "true", values


def _parts(given: Asked, words: list[str]) -> Iterator[tuple[str, list[object]]]:
    for word in words:
        yield "(contains(lower(s.text), ?) OR contains(lower(coalesce(s.title, '')), ?))", [word, word]
    if given.since:
        yield "s.published >= ?", [given.since]
    if given.until:
        yield "s.published <= ?", [given.until]
    inside: list[tuple[str, object]] = [
        ("list_contains(e.parties, ?)", code) for code in (given.actor, given.other) if code
    ]
    inside += [(f"e.{name} = ?", value) for name, value in (("type", given.type), ("status", given.status)) if value]
    if inside:
        where = " AND ".join(part for part, _ in inside)
        yield f"EXISTS (SELECT 1 FROM events e WHERE e.story = s.hash AND {where})", [value for _, value in inside]


def snippet(found: Found, words: list[str]) -> Markup:
    """Some words of the story on one line, those that were asked for marked."""
    line = plain(found.words).rpartition(" ")[0] or plain(found.words)
    if not words:
        return Markup("{} …").format(line)
    wanted = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    first, _, rest = line.partition(" ")
    line = line if wanted.search(first) or not wanted.search(rest) else rest  # the first may be half a word
    out, at = Markup("… "), 0
    for hit in wanted.finditer(line):
        out += Markup("{}<mark>{}</mark>").format(line[at : hit.start()], hit.group())
        at = hit.end()
    return out + Markup("{} …").format(line[at:])
