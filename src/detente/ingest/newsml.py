"""What news agencies send: NITF, and NewsML-G2 with NITF, XHTML or plain text in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from detente.errors import InputError, NotAStory
from detente.ingest.markup import (
    XML_LIMIT,
    all_named,
    first_named,
    local,
    paragraphs_in,
    paragraphs_of,
    parsed_xml,
    words_in,
)
from detente.ingest.published import as_date_if_any
from detente.ingest.source import Source, under
from detente.ingest.story import Known, Stories, build
from detente.ingest.web import WEB, paragraphed
from detente.model import Article

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

WITHDRAWN = ("canceled", "cancelled", "withheld")


@dataclass(frozen=True)
class Sent:
    """One story as an agency sends it: its paragraphs, what is known of it, and its day by the message's own fields."""

    paragraphs: tuple[str, ...]
    known: Known
    day: date | None
    byline: str | None = None
    dateline: str | None = None


def stories_of_news(source: Source, known: Known) -> Stories:
    """The stories of an NITF or NewsML-G2 document; items that are pictures or packages are passed over."""
    root = parsed_xml(source.whole(XML_LIMIT))
    items = [root] if local(root) == "nitf" else list(all_named(root, "newsItem"))
    for item in items:
        name = item.get("guid")
        try:
            sent = _nitf(item) if local(item) == "nitf" else _item(item)
            if sent:
                yield _article(sent, known)
        except InputError as error:
            yield under(error, name) if name else error


def _article(sent: Sent, known: Known) -> Article:
    """The story, its dateline where agencies print it: before the first paragraph."""
    paragraphs = list(sent.paragraphs)
    if not paragraphs:
        raise NotAStory("holds no text")
    if sent.dateline and not paragraphs[0].startswith(sent.dateline):
        paragraphs[0] = f"{sent.dateline.rstrip(' -–—')} - {paragraphs[0]}"
    head = [sent.byline] if sent.byline else []
    return build(paragraphed([*head, *paragraphs], sent.known.title), known.over(sent.known), sent.day)


def _nitf(root: Element) -> Sent:
    """What an NITF document says. NotAStory where its sender took it back."""
    docdata, content = first_named(root, "docdata"), first_named(root, "body.content")
    if docdata is not None:
        _check_status(docdata.get("management-status"))
    paper = first_named(root, "pubdata")
    identity = first_named(root, "doc-id")
    known = Known(
        title=words_in(first_named(root, "hl1", "hedline", "title")),
        outlet=(paper.get("name") if paper is not None else None) or words_in(first_named(root, "distributor")),
        url=_web(paper.get("ex-ref")) if paper is not None else None,
        id=identity.get("id-string") if identity is not None else None,
    )
    days = [paper.get("date.publication")] if paper is not None else []
    days += [found.get("norm") for name in ("date.issue", "date.release") for found in all_named(root, name)]
    paragraphs = tuple(paragraphs_in(content)) if content is not None else ()
    byline, dateline = (words_in(first_named(root, name)) for name in ("byline", "dateline"))
    return Sent(paragraphs, known, _day(days), byline, dateline)


def _item(item: Element) -> Sent | None:
    """What a news item of NewsML-G2 says; None where it is no text."""
    kind = first_named(item, "itemClass")
    if kind is not None and not (kind.get("qcode") or "").endswith(("text", "composite")):
        return None
    status = first_named(item, "pubStatus")
    _check_status(status.get("qcode") if status is not None else None)
    inner = first_named(item, "nitf")
    sent = _nitf(inner) if inner is not None else Sent(tuple(_content(item)), Known(), None)
    provider = first_named(item, "provider")
    known = Known(
        title=words_in(first_named(item, "headline")),
        outlet=(words_in(provider) or provider.get("literal")) if provider is not None else None,
        id=item.get("guid"),
    )
    days = [words_in(first_named(item, name)) for name in ("contentCreated", "firstCreated", "versionCreated")]
    return Sent(
        sent.paragraphs,
        known.over(sent.known),
        sent.day or _day(days),
        sent.byline or words_in(first_named(item, "by")),
        sent.dateline or words_in(first_named(item, "dateline")),
    )


def _content(item: Element) -> list[str]:
    """The paragraphs of an item's text, whether it is marked up or not."""
    inline = first_named(item, "inlineXML")
    if inline is not None:
        return paragraphs_in(inline)
    data = first_named(item, "inlineData")
    words = "".join(map(str, data.itertext())) if data is not None else ""
    if data is not None and "html" in (data.get("contenttype") or ""):
        return paragraphs_of(words)
    return [" ".join(block.split()) for block in words.replace("\r\n", "\n").split("\n\n") if block.strip()]


def _check_status(status: str | None) -> None:
    if status and status.lower().rpartition(":")[2] in WITHDRAWN:
        raise NotAStory(f"was taken back by its sender (status {status})")


def _web(address: str | None) -> str | None:
    return address if address and address.startswith(WEB) else None


def _day(found: list[str | None]) -> date | None:
    """The first that is a day; what is none says nothing."""
    return next((day for words in found if (day := as_date_if_any(words))), None)
