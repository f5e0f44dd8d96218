"""A page of the web to a story: the article that the page is about, without menus, comments and advertisements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from detente.errors import InputError, NotAStory, TooLarge
from detente.ingest.decode import decode
from detente.ingest.published import as_date_if_any
from detente.ingest.story import Known, build
from detente.model import Article

NEEDS_WEB = 'is HTML, and reading HTML needs the extra "web": pip install "detente[web]"'
WEB = ("http://", "https://")
"""How addresses on the web begin."""
PAGES, TEXTS = ("text/html", "application/xhtml+xml"), ("text/plain",)
"""How the content types of pages begin, and of plain text."""
MARKS = (b"<!doctype html", b"<html", b"<head", b"<body")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
ELEMENTS = 20_000
"""Elements of a page that are looked at; long news pages have 5,000. Finding the article among twice as many takes four
times as long: six seconds at this limit."""

HIDDEN = (
    "//body//*[@hidden and not(@hidden='until-found')]",  # `until-found` is text that folds out
    "//body//*[contains(translate(@style, 'DISPLAYNOE ', 'displaynoe'), 'display:none')]",
)
"""What a page does not show. A whole body that is hidden is shown by a script in the end."""


@dataclass(frozen=True)
class Page:
    """What the page holds: the story's text, and what its metadata say; `day`: when it was published."""

    text: str
    known: Known
    day: date | None


def looks_like_html(head: bytes) -> bool:
    """Whether bytes begin as a page does."""
    low = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return low.startswith(MARKS) or (low.startswith(b"<") and b"<html" in low)


def article_of_page(data: bytes, known: Known, *, charset: str | None = None, day: date | None = None) -> Article:
    """The story on an HTML page. The text is that of the page's article, and offsets point into it.

    `charset`: what the server said of the encoding. `day`: the day of publication by metadata that stood elsewhere,
    such as in a feed; it wins over the page's own. Raises InputError where the extra `web` is not installed, TooLarge,
    and NotAStory where the page holds no article.
    """
    page = _extract(data, charset)
    return build(page.text, known.over(page.known), day or page.day)


def _extract(data: bytes, charset: str | None) -> Page:
    try:
        import trafilatura
    except ImportError as missing:
        raise InputError(f"{NEEDS_WEB} ({str(missing).splitlines()[0]})") from missing
    if data.count(b"<") - data.count(b"</") > ELEMENTS:
        raise TooLarge(f"has more than {ELEMENTS:,} elements, the limit for one page")
    try:
        found = trafilatura.bare_extraction(
            _source(data, charset),
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            prune_xpath=list(HIDDEN),
        )
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as wrong:
        raise NotAStory(f"is a page that cannot be made out ({type(wrong).__name__})") from wrong
    if not isinstance(found, trafilatura.settings.Document) or not found.text:
        raise NotAStory("is a page without an article in it")
    known = Known(title=found.title, outlet=found.sitename, url=found.url)
    return Page(paragraphed(found.text.splitlines(), found.title), known, as_date_if_any(found.date))


def _source(data: bytes, charset: str | None) -> bytes | str:
    """Text where its encoding is sure; else bytes as they are, so that the page's own word on its encoding counts."""
    if data[:2] in UTF_16:
        return decode(data)
    for encoding in ("utf-8", charset):
        try:
            return data.decode(encoding) if encoding else data
        except (UnicodeDecodeError, LookupError):
            continue
    return data


def paragraphed(paragraphs: Iterable[str], title: str | None) -> str:
    """The text of a story: its paragraphs set apart, with the title as its first line where it lacks it."""
    body = "\n\n".join(line for line in paragraphs if line.strip())
    return body if not title or body.startswith(title) else f"{title}\n\n{body}"
