"""Feeds, RSS, Atom and JSON Feed, and the lists of them that are called OPML."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from detente.errors import InputError, NotAStory
from detente.ingest.jsonfeed import Feed, begins_as_json, json_feed
from detente.ingest.markup import XML_LIMIT, all_named, paragraphs_of, parsed_xml
from detente.ingest.published import as_date_if_any
from detente.ingest.source import HEAD, Source, under
from detente.ingest.story import Known, Stories, build
from detente.ingest.web import WEB, looks_like_html, paragraphed
from detente.model import Article

NEEDS_WEB = 'is a feed, and reading feeds needs the extra "web": pip install "detente[web]"'
WHOLE = 100
"""Words from which the contents that a feed gives are the story and no teaser for it."""
NO_DAY = date(1970, 1, 1)
"""What programs write that have no day."""
MOST_FEEDS = 10_000


@dataclass(frozen=True)
class Entry:
    """One entry of a feed. `key`: by what it is known again. `name`: by what people know it again.

    `whole`: whether `paragraphs` are the story itself.

    `day`: as the feed writes it, in its own time zone; None where it gives none, or one that cannot be.
    """

    key: str
    name: str
    link: str | None
    title: str | None
    outlet: str | None
    day: date | None
    paragraphs: tuple[str, ...]
    whole: bool


def stories_of_feed(source: Source, known: Known) -> Stories:
    """The stories of a feed, from what stands in the feed itself."""
    for entry in entries_of(source.whole(XML_LIMIT)):
        try:
            yield story_of_entry(entry, known)
        except InputError as error:
            yield under(error, entry.name)


def story_of_entry(entry: Entry, known: Known) -> Article:
    """The story of an entry as the feed gives it. NotAStory where that is no more than a title."""
    if not entry.paragraphs:
        raise NotAStory("has no text in the feed")
    return build(paragraphed(entry.paragraphs, entry.title), known.over(known_of(entry)), entry.day)


def known_of(entry: Entry) -> Known:
    """What an entry says of its story, but for the day."""
    return Known(title=entry.title, outlet=entry.outlet, url=entry.link)


def entries_of(data: bytes, content_type: str | None = None, address: str = "") -> list[Entry]:
    """The entries of a feed in its order. `content_type`: what the server said of it; `address`: where it was found.

    NotAStory where it is no feed, InputError without the extra `web`.
    """
    try:
        import feedparser
    except ImportError as missing:
        raise InputError(NEEDS_WEB) from missing
    feed, entries = json_feed(data) if begins_as_json(data[:HEAD]) else _xml_feed(feedparser.parse, data, content_type)
    outlet = _words(feed, "title")
    return [_entry(fields, outlet, address) for fields in entries]


def _xml_feed(parse: Callable[..., Any], data: bytes, content_type: str | None) -> Feed:
    headers = {"content-type": content_type} if content_type else {}
    found = parse(io.BytesIO(data), response_headers=headers) if data.strip() else {}
    if not found.get("entries") and not found.get("version"):
        raise NotAStory("is an HTML page and no feed" if looks_like_html(data[:2000]) else "is no feed")
    return found["feed"], [dict(fields) for fields in found["entries"]]


def _entry(fields: Mapping[str, Any], outlet: str | None, address: str) -> Entry:
    # Where an entry has no link, feedparser takes its `guid` for one; programs write numbers there as well.
    link = _link(_words(fields, "link"), "" if fields.get("guidislink") else address)
    contents = [str(part.get("value") or "") for part in fields.get("content", ())]
    paragraphs = tuple(paragraphs_of(max([*contents, str(fields.get("summary") or "")], key=len)))
    title = " ".join(paragraphs_of(_words(fields, "title") or "")) or None
    size = sum(len(words.split()) for words in paragraphs)
    own = link or _words(fields, "id")
    key = own or hashlib.sha256(repr((title, paragraphs)).encode()).hexdigest()
    name = own or title or "an entry without a title"
    return Entry(key, name, link, title, outlet, _day(fields), paragraphs, bool(contents) and size >= WHOLE)


def _link(words: str | None, address: str) -> str | None:
    """The address that an entry links to, in full; None where it links to nothing on the web."""
    try:
        link = urljoin(address, words or "")
    except ValueError:
        return None
    return link if words and link.lower().startswith(WEB) else None


def _words(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return (" ".join(value.split()) or None) if isinstance(value, str) else None


def _day(fields: Mapping[str, Any]) -> date | None:
    """The day on which an entry says that it was published, else changed; tomorrow at the latest, somewhere it is."""
    latest = datetime.now(UTC).date() + timedelta(days=1)
    for name in ("published", "updated"):
        day = _written(_words(fields, name)) or _parsed(fields.get(f"{name}_parsed"))
        if day:
            return day if NO_DAY < day <= latest else None
    return None


def _written(words: str | None) -> date | None:
    """The day in words as mail or ISO 8601 have it, in their own time zone."""
    if not words:
        return None
    try:
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError, OverflowError):
        return as_date_if_any(words)


def _parsed(moment: Any) -> date | None:
    """The day of other words, as the library makes them out, in UTC."""
    try:
        return date(*moment[:3]) if moment else None
    except (ValueError, TypeError):
        return None


def feeds_of(data: bytes) -> list[str]:
    """The addresses of the feeds in an OPML list, in its order, each once, those that are none on the web among them.

    MalformedRecord or NotAStory without any.
    """
    root = parsed_xml(data, lenient=True)
    found = (outline.get("xmlUrl") or outline.get("xmlurl") or "" for outline in all_named(root, "outline"))
    addresses = list(dict.fromkeys(address.strip() for address in found if address.strip()))
    if not addresses:
        raise NotAStory("names no feed")
    if len(addresses) > MOST_FEEDS:
        raise NotAStory(f"names more than {MOST_FEEDS:,} feeds")
    return addresses
