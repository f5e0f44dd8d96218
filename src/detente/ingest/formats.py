"""The formats that stories come in, in one list. To add one, write a reader and put it into FORMATS."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from detente.errors import InputError
from detente.ingest.decode import decode
from detente.ingest.records import articles_of
from detente.ingest.story import Known, build
from detente.ingest.web import article_of_page, looks_like_html
from detente.model import Article

Stories = Iterator[Article | InputError]


@dataclass(frozen=True)
class Format:
    """`suffixes`: names of files that are in this format. `sniff`: whether bytes begin like it, for other names.

    `read`: the bytes of one file, what is known, and the file's name for errors, to its stories in order.
    """

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    read: Callable[[bytes, Known, str | None], Stories]
    many: bool = False
    """Whether a file may hold many stories; the limit for one story then holds for each line."""


def _text(data: bytes, known: Known, subject: str | None) -> Stories:
    yield build(decode(data, subject), known)


def _page(data: bytes, known: Known, subject: str | None) -> Stories:
    yield article_of_page(data, known, subject)


def _records(data: bytes, known: Known, _subject: str | None) -> Stories:
    yield from articles_of(data.removeprefix(b"\xef\xbb\xbf").splitlines(), known)


def _looks_like_records(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b'{"')


FORMATS = (
    Format("jsonl", (".jsonl", ".ndjson", ".json"), _looks_like_records, _records, many=True),
    Format("html", (".html", ".htm", ".xhtml"), looks_like_html, _page),
    Format("text", (".txt", ".text", ".md", ""), lambda _head: True, _text),
)
"""In the order in which they are tried; the last takes what nothing else does."""


def format_of(name: str, head: bytes) -> Format:
    """The format of a file by the end of its name, else by its first bytes."""
    low = name.lower()
    named = (kind for kind in FORMATS for suffix in kind.suffixes if suffix and low.endswith(suffix))
    return next(named, None) or next(kind for kind in FORMATS if kind.sniff(head))
