"""One visit to a feed: what is new in it, each story from its page or, where there is none to be had, from the feed."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from detente.errors import InputError, MissingInput, NotAStory, Unreachable, UnreadLanguage
from detente.ingest.decode import LIMIT
from detente.ingest.feeds import Entry, entries_of, feeds_of, known_of, story_of_entry
from detente.ingest.fetch import Fetched, Web, host_of
from detente.ingest.formats import root_of
from detente.ingest.markup import XML_LIMIT
from detente.ingest.source import HEAD, under
from detente.ingest.story import Known
from detente.ingest.web import PAGES, TEXTS, WEB, article_of_page
from detente.model import Article

MOST = 100
"""New entries that one visit takes, the oldest first; the rest is left for the next, so that no host is overrun."""


@dataclass(frozen=True)
class FeedState:
    """What is kept of a feed between visits. `etag`, `modified`: by which its server knows what was fetched last.

    `rest_until`: before then its host wants no more requests (UTC).
    """

    url: str
    etag: str | None = None
    modified: str | None = None
    rest_until: datetime | None = None


@dataclass(frozen=True)
class Visit:
    """What a visit found. `stories`: each new entry's key and its story, or why it is none. `lists`: feeds, where the
    address was that of a list of feeds. `trouble`: why nothing was found out."""

    state: FeedState
    stories: tuple[tuple[str, Article | InputError], ...] = ()
    lists: tuple[str, ...] = ()
    unchanged: bool = False
    trouble: InputError | None = None


def visit(web: Web, state: FeedState, seen: Container[str], *, named: bool = True) -> Visit:
    """What is new at the feed. Entries whose key is among `seen` are passed over.

    `named`: whether somebody asked for its host by name, which may then be on this machine or its network.
    An entry whose page may be there the next time is left out, and the feed is then fetched in full the next time.
    """
    if state.rest_until:
        web.leave_alone(state.url, state.rest_until)
    try:
        trusted = None if named else ""
        found = web.get(state.url, XML_LIMIT, etag=state.etag, modified=state.modified, trusted=trusted)
        if found.status == 304:
            return Visit(FeedState(state.url, state.etag, state.modified), unchanged=True)
        if root_of(found.body[:HEAD]) == b"opml":
            return Visit(FeedState(state.url), lists=tuple(feeds_of(found.body)))
        return _news(web, found, state.url, entries_of(found.body, found.content_type, found.url), seen)
    except InputError as error:
        rest = web.rest(state.url)
        later = rest if rest and rest > datetime.now(UTC) else None
        return Visit(FeedState(state.url, state.etag, state.modified, later), trouble=under(error, state.url))


def _news(web: Web, found: Fetched, feed: str, entries: list[Entry], seen: Container[str]) -> Visit:
    keyed = {_key(entry, feed): entry for entry in reversed(entries)}
    new = {key: entry for key, entry in keyed.items() if key not in seen}
    stories = [(key, _story(web, entry, feed)) for key, entry in islice(new.items(), MOST)]
    settled = tuple((key, story) for key, story in stories if not _may_pass(story))
    whole = len(settled) == len(new)
    state = FeedState(feed, found.etag, found.modified) if whole else FeedState(feed)
    return Visit(state, settled)


def _key(entry: Entry, feed: str) -> str:
    """By what an entry is known among all feeds: a name that is no address may be another feed's too."""
    return entry.key if entry.link else f"{feed} {entry.key}"


def _may_pass(story: Article | InputError) -> bool:
    return isinstance(story, Unreachable) and story.passing


def _story(web: Web, entry: Entry, feed: str) -> Article | InputError:
    """The story of an entry, or why there is none, under its address, else its own name and the feed's."""
    try:
        if entry.link and not entry.whole:
            return _story_of_page(web, entry, entry.link, feed)
        return story_of_entry(entry, Known())
    except InputError as error:
        return under(error, entry.link or f"{feed}: {entry.name}")


def _story_of_page(web: Web, entry: Entry, link: str, feed: str) -> Article:
    """The story on the entry's page; where there is none or it may not be had, what the feed itself gives."""
    try:
        page = web.get(link, LIMIT, trusted=host_of(feed))
        if page.content_type and not page.content_type.lower().startswith(PAGES + TEXTS):
            raise NotAStory(f"is no page but {page.content_type}")
        known = Known(url=page.url).over(known_of(entry))
        return article_of_page(page.body, known, charset=page.charset, day=entry.day)
    except UnreadLanguage:
        raise
    except InputError as error:
        if not entry.paragraphs or (isinstance(error, Unreachable) and error.passing):
            raise
        return story_of_entry(entry, Known())


def hosts_named(words: Iterable[str]) -> frozenset[str]:
    """The hosts that arguments name themselves. What stands in a list of feeds was perhaps written by somebody else."""
    return frozenset(host_of(address) for address in words if address.lower().startswith(WEB))


def addresses_in(words: str) -> list[str]:
    """The feeds that an argument names: itself, where it is an address on the web, else those in a file of OPML.

    MissingInput, NotAStory or MalformedRecord, named after the file.
    """
    if words.lower().startswith(WEB):
        return [words]
    try:
        return feeds_of(Path(words).read_bytes())
    except FileNotFoundError as wrong:
        raise MissingInput("there is no such list of feeds, and no feed's address begins so", subject=words) from wrong
    except OSError as wrong:
        raise InputError(f"cannot be read: {wrong.strerror}", subject=words) from wrong
    except InputError as error:
        raise under(error, words) from error
