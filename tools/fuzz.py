"""Throws broken bytes at every parser of stories, guided by which code they reach (atheris, Linux only).

python tools/fuzz.py                       ten seconds on all targets
python tools/fuzz.py warc --seconds 600    ten minutes on one
python tools/fuzz.py warc --corpus DIR     keeps what reaches new code, and begins with it the next time

A target passes if it gives stories and errors of `detente.errors`, each with sound offsets and words, and nothing else.
What breaks one is written to `crash-*`, and the exit status is not 0.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import islice, product
from pathlib import Path
from types import FunctionType

from detente.errors import DetenteError, InputError
from detente.ingest import Known, article_from_text
from detente.ingest.feeds import entries_of, feeds_of
from detente.ingest.formats import FORMATS, stories_of
from detente.ingest.robots import rules_of
from detente.ingest.source import Source
from detente.model import Article

SLOWEST = 20
"""Seconds that one input may take."""
MANY = 300
"""Stories of one input that are looked at."""
OSLO = "Norway closed its embassy in Tripoli on Monday, the foreign minister said."
LINE = json.dumps({"id": "1", "text": OSLO, "published": "2014-07-28"}).encode()


def sound(stories: Iterable[Article | InputError]) -> None:
    """AssertionError where a story or an error is not as it must be."""
    for story in islice(stories, MANY):
        if isinstance(story, InputError):
            assert story.message, "an error without words"
            assert not story.message.startswith("cannot be read ("), story.message
            continue
        assert story.text.encode("utf-8"), "a text that is none"
        ends = [(part.start, part.end) for part in story.parts]
        assert ends == sorted(ends), "parts out of order"
        assert all(0 <= start < end <= len(story.text) for start, end in ends), "a part outside the text"
        assert story.published_from is None or story.published is not None, "a source of no day"


def of_format(name: str, data: bytes) -> None:
    """Read `data` as a file of one format, or of the one that it looks like."""
    suffix = next((kind.suffixes[0] for kind in FORMATS if kind.name == name and kind.suffixes), "")
    sound(stories_of(Source.of(f"x{suffix}", io.BytesIO(data)), Known()))


def as_text(data: bytes) -> None:
    """The parts of a story of any characters, lone surrogates too."""
    try:
        text = data.decode("utf-8", "surrogatepass" if len(data) % 2 else "replace")
    except UnicodeDecodeError:
        return
    sound([article_from_text(text)])


def refused(read: Callable[[bytes], object]) -> Callable[[bytes], None]:
    """A target that may refuse what it is given, by an error of the tree."""

    def target(data: bytes) -> None:
        with suppress(DetenteError):
            read(data)

    return target


def _reader(name: str) -> Callable[[bytes], None]:
    return refused(lambda data: of_format(name, data))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "any": _reader("any"),
    **{kind.name: _reader(kind.name) for kind in FORMATS if kind.suffixes},
    "parts": refused(as_text),
    "entries": refused(entries_of),
    "feeds": refused(feeds_of),
    "robots": refused(lambda data: rules_of(data.decode("utf-8", "replace"), "detente").allow("http://a.example/b?c")),
}


def _zipped(data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.jsonl", data)
    return packed.getvalue()


SEEDS = (
    OSLO.encode(),
    f"Oslo closes embassy\n\nBy Ada Writer\n\nOSLO, May 3, 2011 (Harbour News) - {OSLO}\n\n(Photo: N. N.)".encode(),
    LINE + b"\n" + LINE,
    f'id,text,published\n1,"{OSLO}",2014-07-28\n'.encode(),
    _zipped(LINE),
    f"<html><body><article><p>{OSLO}</p></article></body></html>".encode(),
    f"<rss version='2.0'><channel><title>L</title><item><title>O</title>"
    f"<pubDate>Mon, 28 Jul 2014 09:00:00 GMT</pubDate><description>{OSLO}</description></item>"
    "</channel></rss>".encode(),
    json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "content_text": OSLO}]}).encode(),
    f"<nitf><head><docdata><date.issue norm='20140728'/></docdata></head><body><body.content><p>{OSLO}</p>"
    "</body.content></body></nitf>".encode(),
    f"<newsItem guid='x'><contentMeta><contentCreated>2014-07-28</contentCreated></contentMeta><contentSet><inlineData>"
    f"{OSLO}</inlineData></contentSet></newsItem>".encode(),
    b"User-agent: *\nDisallow: /a*b$\nCrawl-delay: 2\n",
    b"<opml><body><outline xmlUrl='http://a.example/'/></body></opml>",
    f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://a.example/\r\nContent-Type: text/plain\r\n"
    f"Content-Length: {len(OSLO)}\r\n\r\n{OSLO}\r\n\r\n".encode(),
)  # fmt: skip


def instrumented() -> None:
    """Let the fuzzer see which code of the parsers an input reaches."""
    import atheris

    for name, module in sorted(sys.modules.items()):
        if name.startswith("detente.ingest") and module is not None:
            for value in list(vars(module).values()):
                if isinstance(value, FunctionType) and value.__module__ == name:
                    atheris.instrument_func(value)


def main(argv: list[str] | None = None) -> None:
    """Fuzz one target, or all of them in turns."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("target", nargs="?", choices=list(TARGETS))
    words.add_argument("--seconds", type=int, default=10)
    words.add_argument("--corpus")
    wanted = words.parse_args(argv)
    import atheris

    names = [wanted.target] if wanted.target else list(TARGETS)

    def one(data: bytes) -> None:
        if data:
            TARGETS[names[data[0] % len(names)]](data[1:])

    flags = [f"-max_total_time={wanted.seconds}", f"-timeout={SLOWEST}", "-rss_limit_mb=4096", "-max_len=65536"]
    corpus = Path(wanted.corpus or tempfile.mkdtemp(prefix="detente-fuzz-"))
    corpus.mkdir(exist_ok=True)
    for number, (at, seed) in enumerate(product(range(len(names)), SEEDS)):
        (corpus / f"seed-{number}").write_bytes(bytes([at]) + seed)
    instrumented()
    atheris.Setup([sys.argv[0], *flags, str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
