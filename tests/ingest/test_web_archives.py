"""Web archives: a page or text of them is a story, and what is wrong with one costs no other."""

from __future__ import annotations

import gzip
import io
import random
from datetime import date

import pytest

pytest.importorskip("trafilatura")
pytest.importorskip("fastwarc")

from fastwarc.stream_io import ZstdWriter

from detente.ingest import stories_in
from detente.model import Article

OSLO = "Norway closed its embassy in Tripoli on Monday, the foreign minister said."
KIEL = "Denmark and Germany signed a treaty on the fisheries of the Baltic in Kiel on Tuesday."


def zstd(data):
    packed = io.BytesIO()
    writer = ZstdWriter(packed)
    for at in range(0, len(data), 1 << 20):
        writer.write(data[at : at + (1 << 20)])
    writer.close()
    return packed.getvalue()


def found_in(tmp_path, name, data):
    """The stories of a file of this name; errors as their words, without the folder."""
    file = tmp_path / name
    file.write_bytes(data)
    return [
        story if isinstance(story, Article) else str(story).replace(f"{tmp_path}/", "") for story in stories_in(file)
    ]


PAGE = f"""<!doctype html><html><head><title>Oslo closes embassy</title><meta name="date" content="2014-07-28"></head>
<body><article><h1>Oslo closes embassy</h1><p>{OSLO}</p><p>The café owners “next door” were sorry, they told reporters
in the capital, and so were those who had come to the embassy for a visa.</p></article></body></html>"""


def record(kind, body, url="http://lantern.example/1", content="application/http; msgtype=response"):
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:x:1>\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
    head += f"WARC-Target-URI: {url}\r\nContent-Type: {content}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def response(body, kind="text/html; charset=utf-8", status="200 OK", more=""):
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


OLD = response(
    gzip.compress(PAGE.encode("cp1252")), "text/html; charset=windows-1252", more="Content-Encoding: gzip\r\n"
)
ARCHIVE = (
    record("warcinfo", b"software: x", content="application/warc-fields"),
    record("response", response(PAGE.encode())),
    record("response", response(b"gone", status="404 Not Found")),
    record("response", response(b"\x89PNG", kind="image/png")),
    record("response", response(b"<html></html>"), url="http://lantern.example/2"),
    record("response", OLD),
    record("conversion", KIEL.encode(), url="http://lantern.example/3", content="text/plain"),
)
PACKED = {
    "": b"".join,
    ".gz": lambda records: b"".join(map(gzip.compress, records)),
    ".zst": lambda records: zstd(b"".join(records)),
}


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_a_web_archive(tmp_path, suffix):
    first, second, third, fourth = found_in(tmp_path, f"a.warc{suffix}", PACKED[suffix](ARCHIVE))
    assert "“next door”" in first.text
    assert (first.url, first.published) == ("http://lantern.example/1", date(2014, 7, 28)), (
        "never the day on which it was fetched"
    )
    assert second == f"a.warc{suffix}: http://lantern.example/2: is a page without an article in it"
    assert third.text == first.text
    assert (fourth.text, fourth.published) == (KIEL, None)


def noise(size):
    """A page that packs to about half its size."""
    return b"<html>" + random.Random(1).randbytes(size // 2).hex().encode()


GZIP = "Content-Encoding: gzip\r\n"
BAD_PAGES = {
    "packed": (response(gzip.compress(noise(12_000_000)), more=GZIP), "is larger than 5 MB"),
    "bomb": (response(gzip.compress(bytes(60_000_000)), more=GZIP), "is larger than 5 MB"),
    "packed in chunks": (
        response(
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(noise(6_000_000)), noise(6_000_000)), more="Transfer-Encoding: chunked\r\n"
        ),
        "is larger than 5 MB",
    ),
    "huge": (response(noise(12_000_000)), "is larger than 5 MB"),
    "no gzip": (response(b"x" * 100, more=GZIP), "is damaged"),
    "no head": (b"HTTP/1.1 200 OK\r\nContent-Type: text/html" + b"x" * 40_000, "is damaged"),
}


@pytest.mark.parametrize("suffix", PACKED)
@pytest.mark.parametrize("bad", BAD_PAGES)
def test_a_bad_page_costs_itself_only(tmp_path, bad, suffix):
    body, words = BAD_PAGES[bad]
    records = (ARCHIVE[1], record("response", body, url="http://lantern.example/bad"), ARCHIVE[-1])
    first, refused, last = found_in(tmp_path, f"a.warc{suffix}", PACKED[suffix](records))
    assert f"http://lantern.example/bad: {words}" in refused
    assert ("“next door”" in first.text, last.text) == (True, KIEL)


def test_a_large_picture_in_a_web_archive_is_passed_over(tmp_path):
    picture = record("response", response(noise(12_000_000), kind="image/png"))
    (story,) = found_in(tmp_path, "a.warc", picture + ARCHIVE[-1])
    assert story.text == KIEL


@pytest.mark.parametrize("cut", [6, 30])
def test_a_web_archive_that_breaks_off(tmp_path, cut):
    first, broken = found_in(tmp_path, "a.warc", ARCHIVE[-1] + ARCHIVE[-1][:-cut])
    assert first.text == KIEL
    size = len(KIEL.encode())
    assert broken == f"a.warc: http://lantern.example/3: breaks off: {size + 4 - cut} of {size} bytes are there"


def test_a_record_that_says_it_is_longer_than_the_archive(tmp_path):
    long = ARCHIVE[-1].replace(b"Content-Length: ", b"Content-Length: 9")
    (broken,) = found_in(tmp_path, "a.warc", long + ARCHIVE[-1])
    assert "http://lantern.example/3: breaks off" in broken


PASSED = "bytes from byte {} on are no record ({}), and are passed over"
LAST = record("conversion", OSLO.encode(), url="http://lantern.example/4", content="text/plain")
JUNK = {
    "a line": (b"junk\r\n", "no WARC/1.0 there"),
    "without a line end": (b"\x00" * 500 + b"WARC/1.0 x" + b"\n", "no WARC/1.0 there"),
    "longer than a block": (random.Random(2).randbytes(300_000) + b"\r\n", "no WARC/1.0 there"),
    "the like of a beginning": (b"WARC/1.0 is how it begins\r\n" * 9000, "no WARC/1.0 there"),
    "a head that breaks off": (ARCHIVE[-1][:100] + b"\r\n", "its head breaks off"),
    "a head that nothing ends": (b"WARC/1.0\r\n" + b"x: y\r\n" * 2000, "its head has more than 1,000 lines"),
    "a head of one line": (b"WARC/1.0\r\n" + b"x: " + b"y" * 200_000 + b"\r\n", "its head breaks off"),
    "no length": (ARCHIVE[-1].replace(b"Content-Length", b"Length"), "it does not say how long it is"),
    "a length that is none": (
        ARCHIVE[-1].replace(b"Content-Length: ", b"Content-Length: -"),
        "it does not say how long it is",
    ),
    "a name that is none": (b"WARC/1.0\r\n: x\r\n\r\n", "it does not say how long it is"),
}


@pytest.mark.parametrize("suffix", PACKED)
@pytest.mark.parametrize("junk", JUNK)
def test_what_is_no_record_is_named_and_the_rest_read(tmp_path, junk, suffix):
    data, why = JUNK[junk]
    first, passed, last = found_in(tmp_path, f"a.warc{suffix}", PACKED[suffix]((ARCHIVE[-1], data, LAST)))
    assert (first.text, last.text) == (KIEL, OSLO)
    told = f"{len(data):,} {PASSED.format(f'{len(ARCHIVE[-1]):,}', why)}"
    assert passed == f"a.warc{suffix}: is a web archive that is damaged: {told}"


@pytest.mark.parametrize("step", [65_536, 65_520, 65_500, 131_072])
def test_the_next_record_is_found_wherever_a_block_ends(tmp_path, step):
    for more in range(0, 40, 3):
        junk = b"x" * (step - 20 + more) + b"\r\n"
        passed, last = found_in(tmp_path, "a.warc", junk + LAST)
        assert f"{len(junk):,} bytes from byte 0 on" in passed
        assert last.text == OSLO


def test_a_record_that_says_it_is_shorter_or_longer_than_it_is(tmp_path):
    size = len(KIEL.encode())
    short = ARCHIVE[-1].replace(b"Content-Length: %d" % size, b"Content-Length: %d" % (size - 5))
    first, passed, last = found_in(tmp_path, "a.warc", short + LAST)
    assert (first.text, last.text) == (KIEL[:-5], OSLO)
    assert "9 bytes from byte" in passed, "the end of the text, and its two line ends"
    long = ARCHIVE[-1].replace(b"Content-Length: %d" % size, b"Content-Length: %d" % (size + 30))
    _, passed, last = found_in(tmp_path, "a.warc", long + ARCHIVE[-1] + LAST)
    assert last.text == OSLO
    assert "(no WARC/1.0 there)" in passed


def test_heads_as_others_write_them(tmp_path):
    lines = ARCHIVE[-1].replace(b"\r\n", b"\n")
    folded = ARCHIVE[-1].replace(b"WARC-Date", b"x:  y\r\n\t z\r\nWARC-Date").replace(b"WARC/1.0", b"WARC/1.1")
    angled = (
        ARCHIVE[-1].replace(b"http://lantern.example/3", b"<http://lantern.example/3>").replace(b"WARC-T", b"warc-t")
    )
    for data in (lines, folded, angled):
        (story,) = found_in(tmp_path, "a.warc", data)
        assert (story.text, story.url) == (KIEL, "http://lantern.example/3")


def test_what_is_no_web_archive_at_all(tmp_path):
    (passed,) = found_in(tmp_path, "a.warc", b"%PDF-1.4\n" * 9)
    assert passed.endswith(f"81 {PASSED.format(0, 'no WARC/1.0 there')}")
