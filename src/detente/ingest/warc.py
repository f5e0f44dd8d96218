"""Web archives: the pages of WARC files and the texts of WET files, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from detente.errors import InputError
from detente.ingest.decode import LIMIT, check_size, decode
from detente.ingest.source import Source, under
from detente.ingest.story import Known, Stories, build
from detente.ingest.warc_records import Record, records_of
from detente.ingest.web import PAGES, TEXTS, article_of_page
from detente.model import Article

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

NEEDS_WEB = 'is a web archive, and reading it needs the extra "web": pip install "detente[web]"'
LONGEST = 2 * LIMIT
"""Bytes of a record that are looked at: a page, with what its headers and its encoding add to it."""
WANTED = ("response", "resource", "conversion")
"""Types of records that may hold a story."""


def stories_of_archive(source: Source, known: Known) -> Stories:
    """The stories of the pages and texts in a web archive, an error in the place of each that is none.

    The day on which a page was fetched is not the day on which it was published, so it is not used.
    """
    _check_installed()
    for record in records_of(source.stream, LONGEST):
        if isinstance(record, InputError):
            yield record
            continue
        url = record.url
        if not url or record.fields.get("warc-type") not in WANTED:
            continue
        try:
            story = _story(record, Known(url=url).over(known))
        except InputError as error:
            yield under(error, url)
        else:
            if story:
                yield story


def _check_installed() -> None:
    try:
        import fastwarc.warc  # noqa: F401 - looked for before a file is read
    except ImportError as missing:
        raise InputError(NEEDS_WEB) from missing


def _story(record: Record, known: Known) -> Article | None:
    """The story in a record; None where that is no page, or what a server says when it has none."""
    data, held = record.data, record.fields.get("content-type", "")
    if len(data) < min(record.length, LONGEST):
        raise InputError(f"breaks off: {len(data):,} of {record.length:,} bytes are there")
    answer = _answer(data, "none") if held.lower().startswith("application/http") else None
    kind = (answer.http_content_type if answer else held) or ""
    if not kind.startswith(PAGES + TEXTS) or (answer and answer.http_headers.status_code != 200):
        return None
    if record.length > LONGEST:
        check_size(record.length)
    if answer:
        data = _unpacked(_answer(data, "all"))
    check_size(len(data))
    if kind.startswith(PAGES):
        return article_of_page(data, known, charset=answer.http_charset if answer else None)
    return build(decode(data), known)


def _answer(data: bytes, unpack: Literal["none", "all"]) -> WarcRecord:
    """A server's answer with its head parsed. InputError where it is damaged.

    It is a record of its own: a page that is unpacked out of the archive's stream takes the next one with it where it
    is damaged or left half read.
    """
    from fastwarc.warc import WarcRecord

    answer = WarcRecord()
    answer.set_bytes_content(data)
    answer.is_http = True
    try:
        answer.parse_http(auto_decode=unpack)
    except OSError as wrong:
        raise InputError(f"is damaged: {wrong}") from wrong
    return answer


def _unpacked(answer: WarcRecord) -> bytes:
    """The body of an answer, as far as a story may be long and a byte more. InputError where it is damaged."""
    try:
        data: bytes = answer.reader.read(LIMIT + 1)
    except OSError as wrong:
        raise InputError(f"is damaged: {wrong}") from wrong
    return data
