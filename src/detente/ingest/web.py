"""A page of the web to a story: the article that the page is about, without menus, comments and advertisements."""

from __future__ import annotations

from dataclasses import dataclass

from detente.errors import BadDate, InputError, NotAStory
from detente.ingest.decode import decode
from detente.ingest.published import as_date
from detente.ingest.story import Known, build
from detente.model import Article

NEEDS_WEB = 'is HTML, and reading HTML needs the extra "web": pip install "detente[web]"'
MARKS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")


@dataclass(frozen=True)
class Page:
    """What the page holds: the story's text, and what its metadata say."""

    text: str
    known: Known


def looks_like_html(head: bytes) -> bool:
    """Whether bytes begin as a page does."""
    low = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return low.startswith(MARKS) or (low.startswith(b"<") and b"<html" in low)


def article_of_page(data: bytes, known: Known, subject: str | None = None) -> Article:
    """The story on an HTML page. The text is that of the page's article, and offsets point into it.

    Raises InputError where the extra `web` is not installed and NotAStory where the page holds no article.
    """
    page = _extract(data, subject)
    day = page.known.published
    return build(page.text, known.over(Known(**{**vars(page.known), "published": None})), as_date(day))


def _extract(data: bytes, subject: str | None) -> Page:
    try:
        import trafilatura
    except ImportError as missing:
        raise InputError(f"{NEEDS_WEB} ({str(missing).splitlines()[0]})", subject=subject) from missing
    found = trafilatura.bare_extraction(_source(data), include_comments=False, include_tables=False, with_metadata=True)
    if not isinstance(found, trafilatura.settings.Document) or not found.text:
        raise NotAStory("is a page without an article in it", subject=subject)
    return Page(_with_title(found.text, found.title), _metadata(found))


def _source(data: bytes) -> bytes | str:
    """Bytes as they are, so that the page's own word on its encoding counts; UTF-16 has none that can be read."""
    return decode(data) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data


def _with_title(text: str, title: str | None) -> str:
    """The text, paragraphs set apart, with the title as its first line where it lacks it."""
    body = "\n\n".join(line for line in text.splitlines() if line.strip())
    return body if not title or body.startswith(title) else f"{title}\n\n{body}"


def _metadata(found: object) -> Known:
    day = getattr(found, "date", None)
    try:
        published = as_date(day)
    except BadDate:
        published = None
    return Known(
        published=published,
        title=getattr(found, "title", None),
        outlet=getattr(found, "sitename", None),
        url=getattr(found, "url", None),
    )
