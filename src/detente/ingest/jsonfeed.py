"""JSON Feed (jsonfeed.org, versions 1 and 1.1), put into the fields that feeds of XML have, and read as they are."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from detente.errors import MalformedRecord, NotAStory
from detente.ingest.lines import lines_of
from detente.ingest.records import json_of

VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/", re.IGNORECASE)
MARK = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version', re.IGNORECASE)
ITEMS, TEXT = re.compile(rb'"items"\s*:\s*\[\s*[{\]]'), re.compile(rb'"text"\s*:')
BEFORE = b"\xef\xbb\xbf\xff\xfe \t\r\n"
Feed = tuple[Mapping[str, Any], list[Mapping[str, Any]]]
"""What a feed says of itself, and its entries."""


def begins_as_json(head: bytes) -> bool:
    """Whether bytes begin as an object in JSON does."""
    return head.replace(b"\x00", b"").lstrip(BEFORE).startswith(b"{")


def looks_like_json_feed(head: bytes) -> bool:
    """Whether bytes begin as a JSON Feed does. Programs that sort the names put its items before its version."""
    head = head.replace(b"\x00", b"")
    return begins_as_json(head) and bool(MARK.search(head) or (ITEMS.search(head) and not TEXT.search(head)))


def json_feed(data: bytes) -> Feed:
    """The fields of a feed and of its entries. NotAStory for other JSON, MalformedRecord for a broken feed."""
    found = json_of(data)
    if not isinstance(found, dict) or not VERSION.match(_words(found.get("version")) or ""):
        raise NotAStory('is JSON but no JSON Feed: its "version" is not one of jsonfeed.org')
    items = found.get("items")
    if not isinstance(items, list):
        raise MalformedRecord('is a JSON Feed without a list of "items"')
    return {"title": _words(found.get("title"))}, [_fields(item if isinstance(item, dict) else {}) for item in items]


def _fields(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """An entry under the names of XML's feeds, what is plain text made markup.

    An `id` is taken for the address where none is given, as far as it is one in full.
    """
    key, link = _words(item.get("id")), _words(item.get("url")) or _words(item.get("external_url"))
    contents = _words(item.get("content_html")) or _marked(item.get("content_text"))
    return {
        "id": key,
        "link": link or key,
        "guidislink": not link,
        "title": html.escape(_words(item.get("title")) or ""),
        "content": [{"value": contents}] if contents else [],
        "summary": _marked(item.get("summary")),
        "published": _words(item.get("date_published")),
        "updated": _words(item.get("date_modified")),
    }


def _marked(value: object) -> str:
    """Plain text as markup, a paragraph each."""
    return "".join(f"<p>{html.escape(line.text)}</p>" for line in lines_of(_words(value) or ""))


def _words(value: object) -> str | None:
    """Words, half characters in them made question marks; a number as it is written; None for all else."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).encode("utf-8", "replace").decode("utf-8") or None
