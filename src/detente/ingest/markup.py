"""Markup to words: XML and scraps of HTML, parsed without entities, network or document types, as paragraphs."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.errors import InputError, MalformedRecord

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NEEDS_WEB = 'is XML, and reading XML needs the extra "web": pip install "detente[web]"'
XML_LIMIT = 20_000_000
"""Bytes of an XML document, which is read whole: a feed or a message of a news agency with thousands of stories."""
BLOCKS = frozenset((
    "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2", "blockquote", "section",
    "article", "pre", "block", "tr", "bq", "fn", "hr", "dt", "dd",
))  # fmt: skip
SKIPPED = frozenset((
    "script", "style", "head", "nav", "aside", "form", "table", "nitf-table", "media", "figure", "figcaption", "iframe",
    "object", "svg", "template",
))  # fmt: skip


def parsed_xml(data: bytes, *, lenient: bool = False) -> Element:
    """The root of an XML document. InputError without the extra `web`, MalformedRecord where it is no XML.

    No entity but XML's own is put in, no document type is loaded, nothing is fetched. `lenient`: a small fault, such
    as a bare ampersand, is passed over.
    """
    try:
        from lxml import etree
    except ImportError as missing:
        raise InputError(NEEDS_WEB) from missing
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, recover=lenient
    )
    try:
        root: Element | None = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise MalformedRecord(f"is no well-formed XML: {wrong}") from wrong
    if root is None:
        raise MalformedRecord("is no well-formed XML")
    return root


def parsed_scrap(markup: str) -> Element | None:
    """The body of a scrap of HTML; None where nothing is in it."""
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        found: Element | None = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return found


def paragraphs_of(markup: str) -> list[str]:
    """The paragraphs of a scrap of HTML, or of plain text."""
    root = parsed_scrap(markup)
    return [] if root is None else paragraphs_in(root)


def paragraphs_in(element: Element) -> list[str]:
    """The paragraphs in an element, white space within them made one space each."""
    lines = "".join(_pieces(element)).split("\n")
    return [words for words in (" ".join(line.split()) for line in lines) if words]


def _pieces(element: Element) -> Iterator[str]:
    """The text in order, a line end at each border of a block. Parsers hold the depth to 256."""
    name = local(element)
    border = "\n" if name in BLOCKS else ""
    if name in SKIPPED:
        return
    yield border + _flat(element.text)
    for child in element:
        yield from _pieces(child) if isinstance(child.tag, str) else (html.unescape(child.text or ""),)
        yield _flat(child.tail)
    yield border


def _flat(words: str | None) -> str:
    """Text without its line ends, which mean nothing in markup."""
    return (words or "").replace("\n", " ").replace("\r", " ")


def local(element: Element) -> str:
    """The name of an element without its namespace, in small letters; nothing for an entity."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def all_named(element: Element, *names: str) -> Iterator[Element]:
    """The elements below that have one of these names, whatever their namespace, in the document's order."""
    wanted = {name.lower() for name in names}
    return (found for found in element.iter() if local(found) in wanted)


def first_named(element: Element, *names: str) -> Element | None:
    """The first of them by the order of `names`, None where there is none."""
    return next((found for name in names for found in all_named(element, name)), None)


def words_in(element: Element | None) -> str | None:
    """The words in an element on one line, None where there are none."""
    return (" ".join(paragraphs_in(element)) or None) if element is not None else None
