"""Whatever arrives, it gives stories and named errors, in bounded time and memory, and the rest goes on."""

from __future__ import annotations

import gzip
import importlib.util
import io
import json
import subprocess
import sys
import time
import tracemalloc
from contextlib import suppress
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from detente.errors import InputError
from detente.ingest import Known, article_from_text, stories_in
from detente.ingest.formats import stories_of
from detente.ingest.source import Source
from detente.ingest.unseen import visible
from detente.model import Article

TOOL = Path(__file__).parents[2] / "tools" / "fuzz.py"
spec = importlib.util.spec_from_file_location("fuzz", TOOL)
assert spec is not None
assert spec.loader is not None
fuzz = importlib.util.module_from_spec(spec)
spec.loader.exec_module(fuzz)

OSLO = "Norway closed its embassy in Tripoli on Monday, the foreign minister said."
QUICK = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def broken(draw):
    """A sound file with a few stretches cut out, doubled or written over."""
    data = draw(st.sampled_from(fuzz.SEEDS))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        size = draw(st.integers(0, 40))
        put = draw(st.one_of(st.binary(max_size=12), st.just(data[at : at + size] * 3)))
        data = data[:at] + put + data[at + size :]
    return data


@pytest.mark.parametrize("target", fuzz.TARGETS)
@QUICK
@given(data=st.one_of(broken(), st.binary(max_size=200)))
def test_broken_files_give_stories_and_named_errors(target, data):
    for module in ("trafilatura", "feedparser", "fastwarc", "pyarrow"):
        pytest.importorskip(module)
    fuzz.TARGETS[target](data)


@pytest.mark.skipif(sys.platform != "linux", reason="atheris is built for Linux")
def test_the_fuzzer_runs(tmp_path):
    pytest.importorskip("atheris")
    for module in ("trafilatura", "feedparser", "fastwarc", "pyarrow"):
        pytest.importorskip(module)
    done = subprocess.run(
        [sys.executable, str(TOOL), "--seconds", "2"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Done" in done.stderr


ODD = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60)


@settings(max_examples=60, deadline=None)
@given(before=ODD, inside=ODD)
@example("\u202e\u2066", "\u200b\u200d\ufeff")
@example("\u0085\u2028", "\x1b[31m\x0b\x0c")
def test_odd_characters_stay_where_they_are(before, inside):
    text = f"{before}\n\nOSLO, May 3, 2011 (Harbour News) - Norway {inside} closed its embassy in Tripoli.\n"
    try:
        article = article_from_text(text, language="en")
    except InputError:
        return
    text = visible(text)
    assert article.text == text
    assert " ".join(text[part.start : part.end] for part in article.parts).split() == text.split()


def hostile(markup):
    return Source.of("x", io.BytesIO(markup))


LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
ROOTS = {
    "nitf": b"<!DOCTYPE nitf [%s]><nitf><body><body.content><p>%s</p></body.content></body></nitf>",
    "news": b"<!DOCTYPE newsItem [%s]><newsItem><contentSet><inlineData>%s</inlineData></contentSet></newsItem>",
    "rss": b"<!DOCTYPE rss [%s]><rss><channel><item><description>%s</description></item></channel></rss>",
    "html": b"<!DOCTYPE html [%s]><html><body><article><p>%s</p></article></body></html>",
    "opml": b"<!DOCTYPE opml [%s]><opml><body><outline xmlUrl='%s'/></body></opml>",
}


@pytest.mark.parametrize("root", ROOTS)
def test_entities_are_not_put_in(root, tmp_path):
    pytest.importorskip("trafilatura")
    pytest.importorskip("feedparser")
    secret = tmp_path / "secret"
    secret.write_text("THE SECRET WORDS of the house were read on Monday.", encoding="utf-8")
    outside = b'<!ENTITY x SYSTEM "file://%s">' % str(secret).encode()
    begun = time.monotonic()
    found = [
        *stories_of(hostile(ROOTS[root] % (b'<!ENTITY l0 "laugh">' + LAUGHS, b"&l9;")), Known()),
        *stories_of(hostile(ROOTS[root] % (outside, OSLO.encode() + b" &x;")), Known()),
        *stories_of(hostile(ROOTS[root] % (b'<!ENTITY % y SYSTEM "file:///dev/zero"> %y;', OSLO.encode())), Known()),
    ]
    words = " ".join(story.text if isinstance(story, Article) else str(story) for story in found)
    assert "SECRET" not in words
    assert words.count("laugh") < 20
    assert time.monotonic() - begun < 15


DEEP = {
    "html": b"<html><body>" + b"<div>" * 19_000,
    "feed": b"<rss><channel>" + b"<item>" * 20_000,
    "xml": b"<nitf>" + b"<block>" * 100_000,
    "opml": b"<opml>" + b"<outline>" * 100_000,
    "scrap": b"<rss><channel><item><description>" + b"&lt;div>" * 20_000 + b"x</description></item></channel></rss>",
    "json": b'{"text": ' + b"[" * 1_000_000,
    "zip": b"PK\x03\x04" * 10_000,
}


@pytest.mark.parametrize("kind", DEEP)
def test_nesting_is_bounded(kind):
    pytest.importorskip("trafilatura")
    pytest.importorskip("feedparser")
    begun = time.monotonic()
    found = list(stories_of(hostile(DEEP[kind]), Known()))
    assert found
    assert all(isinstance(story, InputError) for story in found)
    assert not any("cannot be read (" in story.message for story in found)
    assert time.monotonic() - begun < 20


class Endless(io.RawIOBase):
    """A file of many megabytes that is nowhere kept."""

    def __init__(self, parts):
        self.parts = parts
        self.rest = b""

    def readable(self):
        return True

    def readinto(self, buffer):
        self.rest = self.rest or next(self.parts, b"")
        data, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def record(n):
    body = f"{OSLO} It was number {n} of many.".encode() + b" The envoy left on Monday." * 100
    head = f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://a.example/{n}\r\nContent-Type: text/plain\r\n"
    return head.encode() + b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(body), body)


LARGE = {
    "x.jsonl": (
        json.dumps({"id": str(n), "text": f"{OSLO} {n}", "x": "y" * 10_000}).encode() + b"\n" for n in range(10_000)
    ),
    "x.csv": (b"id,text,x\n" if n < 0 else f'{n},"{OSLO} {n}",{"y" * 10_000}\n'.encode() for n in range(-1, 10_000)),
    "x.warc": (record(n) for n in range(10_000)),
    "x.jsonl.gz": (
        gzip.compress(json.dumps({"text": OSLO, "x": f"{n}" * 3000}).encode() + b"\n") for n in range(8_000)
    ),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_large_file_is_never_whole_in_memory(name):
    pytest.importorskip("fastwarc")
    stream = io.BufferedReader(Endless(LARGE[name]))
    tracemalloc.start()
    try:
        stories = stories_of(Source.of(name, stream), Known())
        assert all(isinstance(story, Article) for story in islice(stories, 200))
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_line_of_100_mb_is_one_error(tmp_path):
    file = tmp_path / "a.jsonl"
    with file.open("wb") as out:
        out.write(b'{"text": "')
        for _ in range(100):
            out.write(b"x" * 1_000_000)
        out.write(b'"}\n' + json.dumps({"text": OSLO}).encode())
    first, second = stories_in(file)
    assert "is longer than 10 MB" in str(first)
    assert second.text == OSLO


def test_a_row_of_100_mb_is_one_error(tmp_path):
    file = tmp_path / "a.csv"
    with file.open("wb") as out:
        out.write(b"id,text\n1,")
        for _ in range(100):
            out.write(b"x" * 1_000_000)
        out.write(f"\n2,{OSLO.replace(',', '')}\n".encode())
    first, second = stories_in(file)
    assert str(first).endswith("a.csv: line 2: is longer than 10 MB, the limit for one row")
    assert second.id == "2"


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that " + "the envoy left and " * 5_000 + "nobody came.",
        "A" * 1_000_000 + " minister said so.",
        "By " * 300_000 + "\n\nThe envoy left on Monday.",
        "(" * 300_000 + "Photo" + " The envoy left on Monday.",
        "OSLO, " * 100_000 + "\n\nThe envoy left on Monday.",
        "A B/" * 200_000 + " The envoy left on Monday.",
        "\n".join("A b c" for _ in range(30_000)) + "\n\nThe envoy left on Monday.",
        " " * 2_000_000 + "The envoy left on Monday.",
        "2014-07-28 " * 100_000 + "\n\nThe envoy left on Monday.",
        "-" * 1_000_000 + " The envoy left on Monday.",
        "\u0301" * 500_000 + " The envoy left on Monday.",
    ],
    ids=range(11),
)
def test_the_parts_of_a_strange_text_are_found_in_time(text):
    begun = time.monotonic()
    with suppress(InputError):
        assert article_from_text(text, language="en").text == text
    assert time.monotonic() - begun < 20
