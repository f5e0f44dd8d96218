"""The formats that stories come in, in one list. To add one, write a reader and put it into FORMATS."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from detente.errors import DetenteError, InputError, NotAStory, TooLarge
from detente.ingest.archives import DEEPEST, gunzipped, unzipped, unzstd
from detente.ingest.decode import decode, encoding_of
from detente.ingest.feeds import stories_of_feed
from detente.ingest.jsonfeed import looks_like_json_feed
from detente.ingest.markup import XML_LIMIT
from detente.ingest.newsml import stories_of_news
from detente.ingest.records import articles_in, articles_of, is_one_piece, lines_in
from detente.ingest.source import HEAD, Source, under
from detente.ingest.story import Known, Stories, build
from detente.ingest.tables import lines_of_text, stories_of_parquet, stories_of_rows
from detente.ingest.warc import stories_of_archive
from detente.ingest.web import article_of_page, looks_like_html


@dataclass(frozen=True)
class Format:
    """`suffixes`: names of files that are in this format. `sniff`: whether bytes begin like it, for other names.

    `read`: a file and what is known, to its stories in order, read as they are asked for where there may be many.
    """

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    read: Callable[[Source, Known], Stories]


def stories_of(source: Source, known: Known) -> Stories:
    """The stories of a file in any format. What is wrong with it is an error in its place, under the file's name."""
    number = 0
    try:
        if not source.head.strip() and len(source.head) < HEAD:
            raise NotAStory("is empty")
        for number, story in enumerate(format_of(source.name, source.head).read(source, known), 1):  # noqa: B007
            yield story
        if not number:
            raise NotAStory("holds no story")
    except InputError as error:
        yield error
    except DetenteError:
        raise
    except Exception as wrong:  # a fault in a library that reads one file must not take the others with it
        yield InputError(f"cannot be read ({type(wrong).__name__}: {wrong})")


def _text(source: Source, known: Known) -> Stories:
    yield build(decode(source.whole()), known)


def _page(source: Source, known: Known) -> Stories:
    yield article_of_page(source.whole(), known)


def _records(source: Source, known: Known) -> Stories:
    if looks_like_json_feed(source.head) and not source.name.lower().endswith(LINES):
        yield from stories_of_feed(source, known)
        return
    if is_one_piece(source.head):
        yield from articles_in(_one_piece(source), known)
        return
    encoding, sure = encoding_of(source.head)
    wide = sure and not encoding.startswith("utf-8")
    yield from articles_of(lines_of_text(source) if wide else lines_in(source.stream), known)


def _one_piece(source: Source) -> bytes:
    try:
        return source.whole(XML_LIMIT)
    except TooLarge as wrong:
        most = f"is larger than {XML_LIMIT / 1_000_000:g} MB, the most that a list in JSON may have"
        raise TooLarge(f"{most}: write one object a line") from wrong


def _packed(
    unpacked: Callable[[Source], Iterable[Source | InputError]], *, named: bool
) -> Callable[[Source, Known], Stories]:
    """A reader of archives: the stories of the files in it, each error under the file's name where it is `named`."""

    def read(source: Source, known: Known) -> Stories:
        deep: list[str] = []
        for member in unpacked(source):
            if isinstance(member, InputError):
                yield member
                continue
            if named and member.depth >= DEEPEST and format_of(member.name, member.head).name in PACKED:
                deep.append(member.name)
                continue
            for story in stories_of(member, known):
                yield under(story, member.name) if named and isinstance(story, InputError) else story
        if deep:
            more = f", and {len(deep) - 1} more beside it" if len(deep) > 1 else ""
            yield NotAStory(f"is an archive within {DEEPEST} archives{more}: unpack it first", subject=deep[0])

    return read


def _feeds_named(_source: Source, _known: Known) -> Stories:
    raise NotAStory("is a list of feeds and no story: `detente watch LEDGER FILE` reads the feeds")


def _tar(_source: Source, _known: Known) -> Stories:
    raise NotAStory("is a tar archive, which is not read: unpack it first, or pack it as zip")


def _unknown_xml(source: Source, _known: Known) -> Stories:
    name = (root_of(source.head) or b"?").decode("ascii", "replace")
    raise NotAStory(f"is XML of a kind that is not read (<{name}>); RSS, Atom, NITF, NewsML-G2 and XHTML are")


LINES = (".jsonl", ".ndjson")
"""How files end that hold one object a line, whatever they begin with."""
PACKED = ("gzip", "zstandard", "zip")
"""The formats that hold files."""
BEFORE_ROOT = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")


def root_of(head: bytes) -> bytes | None:
    """The name of the first element of an XML document, without its prefix; None where there is none in sight."""
    head = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    at = 0
    while before := BEFORE_ROOT.match(head, at):
        at = before.end()
    found = ROOT.match(head, at)
    return found[1] if found else None


def _rooted(*names: bytes) -> Callable[[bytes], bool]:
    return lambda head: root_of(head) in names


def _is_feed(head: bytes) -> bool:
    return root_of(head) in {b"rss", b"feed", b"RDF"} or looks_like_json_feed(head)


def _begins(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(marks)


FORMATS = (
    Format("gzip", (".gz",), _begins(b"\x1f\x8b"), _packed(gunzipped, named=False)),
    Format("zstandard", (".zst",), _begins(b"\x28\xb5\x2f\xfd"), _packed(unzstd, named=False)),
    Format("zip", (".zip",), _begins(b"PK\x03\x04", b"PK\x05\x06"), _packed(unzipped, named=True)),
    Format("tar", (".tar",), lambda head: head[257:262] == b"ustar", _tar),
    Format("jsonl", (".jsonl", ".ndjson", ".json"), _begins(b'{"', b'[{"', b"[\n"), _records),
    Format("csv", (".csv", ".tsv"), lambda _head: False, stories_of_rows),
    Format("parquet", (".parquet",), _begins(b"PAR1"), stories_of_parquet),
    Format("warc", (".warc", ".wet"), _begins(b"WARC/"), stories_of_archive),
    Format("feed", (".rss", ".atom"), _is_feed, stories_of_feed),
    Format(
        "news", (".nitf", ".newsml"), _rooted(b"nitf", b"newsMessage", b"newsItem", b"packageItem"), stories_of_news
    ),
    Format("opml", (".opml",), _rooted(b"opml"), _feeds_named),
    Format("html", (".html", ".htm", ".xhtml"), lambda head: looks_like_html(head) or root_of(head) == b"html", _page),
    Format("xml", (), _begins(b"<?xml"), _unknown_xml),
    Format(
        "text", (), lambda _head: True, _text
    ),  # whatever its name says, a page and an archive are told by their bytes
)
"""In the order in which they are tried; the last takes what nothing else does."""


def format_of(name: str, head: bytes) -> Format:
    """The format of a file by the end of its name, else by its first bytes."""
    low = name.lower()
    named = (kind for kind in FORMATS for suffix in kind.suffixes if low.endswith(suffix))
    return next(named, None) or next(kind for kind in FORMATS if kind.sniff(head))
