"""Web archives: the pages of WARC files and the texts of WET files, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Literal, cast

from detente.errors import DetenteError, InputError
from detente.ingest.decode import LIMIT, check_size, decode
from detente.ingest.source import Budget, Counted, Source, under
from detente.ingest.story import Known, Stories, build
from detente.ingest.web import PAGES, TEXTS, article_of_page
from detente.model import Article

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

NEEDS_WEB = 'is a web archive, and reading it needs the extra "web": pip install "detente[web]"'
LONGEST = 2 * LIMIT
"""Bytes of a record that are looked at: a page, with what its headers and its encoding add to it."""


def stories_of_archive(source: Source, known: Known) -> Stories:
    """The stories of the pages and texts in a web archive, an error in the place of each that is none.

    The day on which a page was fetched is not the day on which it was published, so it is not used.
    """
    for record, data in _records(source):
        url = record.headers.get("WARC-Target-URI")
        if not url:
            continue
        try:
            story = _story(record, data, Known(url=url).over(known))
        except InputError as error:
            yield under(error, url)
        else:
            if story:
                yield story


def _records(source: Source) -> Iterator[tuple[WarcRecord, bytes]]:
    """The records that may hold a story, each with what it holds, still packed as it was sent.

    InputError where the archive breaks off or is no archive.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as missing:
        raise InputError(NEEDS_WEB) from missing
    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    stream = cast(BinaryIO, Counted(source.stream, Budget()))  # it asks where it is, which not every stream can say
    try:
        for record in ArchiveIterator(stream, record_types=wanted, stream_detect=False, parse_http=False):
            yield record, _content(record)
    except DetenteError:
        raise
    except Exception as wrong:
        raise InputError(f"is a web archive that is damaged: {wrong}") from wrong


def _content(record: WarcRecord) -> bytes:
    """What a record holds, at most LONGEST bytes. InputError where the archive ends before the record does."""
    data: bytes = record.reader.read(LONGEST)
    if len(data) < min(record.content_length, LONGEST):
        broken = f"breaks off: {len(data):,} of {record.content_length:,} bytes are there"
        raise InputError(broken, subject=record.headers.get("WARC-Target-URI"))
    return data


def _story(record: WarcRecord, data: bytes, known: Known) -> Article | None:
    """The story in a record that holds `data`; None where that is no page, or what a server says when it has none."""
    answer = _answer(data, "none") if record.is_http else None
    kind = (answer.http_content_type if answer else record.headers.get("Content-Type")) or ""
    if not kind.startswith(PAGES + TEXTS) or (answer and answer.http_headers.status_code != 200):
        return None
    if record.content_length > LONGEST:
        check_size(record.content_length)
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
