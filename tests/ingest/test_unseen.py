"""Characters that cannot be seen are left off, by every way in, and offsets agree with what is left."""

import json

import pytest

from detente.errors import InputError
from detente.ingest import article_from_text, stories_in
from detente.ingest.unseen import moved, places, restored, visible

PLAIN = "Oslo recalls envoy\n\nNorway recalled its ambassador from Russia on Tuesday, 3 May 2011.\n"
MARKED = (
    "\ufeffOslo re\u00adcalls envoy\n\nNor\u200bway recalled\u200d its \u202eambassador\u202c from \u2066Russia\u2069"
    " on Tuesday, 3 May 2011.\u200e\n"
)
WET = (
    "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://news.example/1\r\nContent-Type: text/plain\r\n"
    "Content-Length: {}\r\n\r\n"
)


def wet(text):
    data = text.encode()
    return WET.format(len(data)).encode() + data + b"\r\n\r\n"


def page(text):
    title, body = text.strip("\ufeff\n").split("\n\n")
    body = f"<p>{body}</p>" + "".join(f"<p>The {n} crews waited in the harbour for word of it.</p>" for n in range(9))
    return f"<!doctype html><html><head><title>{title}</title></head><body><article>{body}</article></body></html>"


WAYS = {
    "a.txt": str.encode,
    "a.jsonl": lambda text: json.dumps({"text": text}).encode(),
    "a.csv": lambda text: ('text\n"' + text + '"\n').encode(),
    "a.wet": wet,
    "a.html": lambda text: page(text).encode(),
}


@pytest.mark.parametrize("name", WAYS)
def test_every_way_in_gives_the_same_story(tmp_path, name):
    if name in ("a.wet", "a.html"):
        pytest.importorskip("trafilatura")
        pytest.importorskip("fastwarc")
    found = []
    for folder, text in (("plain", PLAIN), ("marked", MARKED)):
        file = tmp_path / folder / name
        file.parent.mkdir()
        file.write_bytes(WAYS[name](text))
        (story,) = stories_in(file)
        assert not isinstance(story, InputError), story
        found.append(story)
    plain, marked = found
    assert (marked.text, marked.hash, marked.title, marked.parts) == (
        plain.text, plain.hash, plain.title, plain.parts,
    )  # fmt: skip
    assert "Norway recalled its ambassador from Russia" in marked.text


def test_a_given_string_and_its_title():
    article = article_from_text(MARKED, title="Oslo re\u00adcalls envoy")
    assert article == article_from_text(PLAIN, title="Oslo recalls envoy")


def test_what_can_be_seen_stays():
    text = "Co\u0302te d\u2019Ivoire\u00a0and \u2009Türkiye – “na\u00efve” \U0001f1f3\U0001f1f4 مصر"
    assert visible(text) == text
    assert places(text) is None


def test_offsets_there_and_back():
    at = places(MARKED)
    plain = visible(MARKED)
    assert "".join(MARKED[i] for i in at) == plain == PLAIN
    start = plain.index("Norway")
    back = restored({"spans": ({"start": start, "end": start + 6, "from": None},), "date": {"start": "2011-05-03"}}, at)
    (span,) = back["spans"]
    assert MARKED[span["start"] : span["end"]] == "Nor\u200bway"
    assert back["date"] == {"start": "2011-05-03"}
    assert moved(span["start"], span["end"], at) == (start, start + 6)
