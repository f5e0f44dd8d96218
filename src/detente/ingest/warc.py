"""Web archives: the pages of WARC files and the texts of WET files, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from detente.errors import DetenteError, InputError
from detente.ingest.decode import LIMIT, check_size, decode
from detente.ingest.source import Budget, Counted, Source, under
from detente.ingest.story import Known, Stories, build
from detente.ingest.web import PAGES, TEXTS, article_of_page
from detente.model import Article

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

NEEDS_WEB = 'is a web archive, and reading it needs the extra "web": pip install "detente[web]"'


def stories_of_archive(source: Source, known: Known) -> Stories:
    """The stories of the pages and texts in a web archive, an error in the place of each that is none.

    The day on which a page was fetched is not the day on which it was published, so it is not used.
    """
    for record in _records(source):
        kind = (record.http_content_type if record.is_http else record.headers.get("Content-Type")) or ""
        url = record.headers.get("WARC-Target-URI") or None
        if not kind.startswith(PAGES + TEXTS) or not url or _failed(record):
            continue
        try:
            yield _story(record, kind, Known(url=url).over(known))
        except InputError as error:
            yield under(error, url)


def _records(source: Source) -> Iterator[WarcRecord]:
    """The records that may hold a story. InputError where the archive breaks off or is no archive."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as missing:
        raise InputError(NEEDS_WEB) from missing
    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    stream = cast(BinaryIO, Counted(source.stream, Budget()))  # it asks where it is, which not every stream can say
    try:
        yield from ArchiveIterator(stream, record_types=wanted, stream_detect=False, auto_decode="all")
    except DetenteError:
        raise
    except Exception as wrong:
        raise InputError(f"is a web archive that is damaged: {wrong}") from wrong


def _failed(record: WarcRecord) -> bool:
    """Whether the page is what a server says when it has none."""
    if not record.is_http or record.http_headers is None:
        return False
    return record.http_headers.status_code != 200


def _story(record: WarcRecord, kind: str, known: Known) -> Article:
    data: bytes = record.reader.read(LIMIT + 1)
    check_size(len(data))
    if kind.startswith(PAGES):
        return article_of_page(data, known, charset=record.http_charset)
    return build(decode(data), known)
