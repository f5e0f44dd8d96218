"""`detente watch` adds what is new in feeds, once each, and keeps what servers say of them."""

from __future__ import annotations

import time
from datetime import timedelta
from types import SimpleNamespace

import pytest

pytest.importorskip("feedparser")
pytest.importorskip("trafilatura")

from detente.cli import watch
from detente.errors import LedgerLocked
from detente.ingest.fetch import Manners, Web
from detente.ledger import Ledger

OSLO = "Norway closed its embassy in Tripoli."
KIEL = "Denmark signed a treaty in Kiel."


def feed(*entries):
    items = "".join(f"<item><title>News</title><guid>{n}</guid><description>{text}</description></item>"
                    for n, text in entries)  # fmt: skip
    return {"body": f"<rss version='2.0'><channel><title>Lantern Post</title>{items}</channel></rss>".encode()}


@pytest.fixture(autouse=True)
def hurried(monkeypatch):
    monkeypatch.setattr(watch, "Web", lambda: Web(Manners(pause=0, wait=1, backoff=0, tries=1)))


def test_a_round_adds_what_is_new(site, tmp_path, quick_reader, detente_command):
    site.answers["/feed"] = [
        feed((1, OSLO), (2, "")) | {"headers": {"ETag": "a"}},
        {"status": 304},
        feed((1, OSLO), (3, KIEL)),
    ]
    path, url = tmp_path / "a.duckdb", f"{site.url}/feed"
    first = detente_command("watch", path, url, "--once")
    assert first.status == 1
    assert "2: has no text in the feed" in first.err
    assert "1 feeds, 0 of them unchanged; 1 story added with 1 event, 1 refused" in first.err
    second = detente_command("watch", path, url, "--once")
    assert (second.status, site.asked[-1][1].get("If-None-Match")) == (0, "a")
    assert "1 of them unchanged; 0 stories added" in second.err
    third = detente_command("watch", path, url, "--once")
    assert (third.status, third.err.count("refused")) == (0, 0)
    assert "1 story added" in third.err
    assert len(quick_reader) == 2, "no story is read twice"
    with Ledger.open(path) as ledger:
        assert [story.outlet for story in ledger.stories()] == ["Lantern Post"] * 2
        assert ledger.entries() == {f"{url} {n}" for n in "123"}, "another feed may have a 1 too"


def test_a_list_of_feeds_and_a_feed_in_trouble(site, tmp_path, quick_reader, detente_command):
    site.answers = {"/a": [feed((1, OSLO))], "/b": [{"status": 429, "headers": {"Retry-After": "3600"}}]}
    opml = tmp_path / "feeds.opml"
    outlines = "".join(f'<outline xmlUrl="{site.url}/{name}"/>' for name in "ab")
    opml.write_text(f"<opml><body>{outlines}</body></opml>", encoding="utf-8")
    path = tmp_path / "a.duckdb"
    done = detente_command("watch", path, opml, f"{site.url}/a", "--once")
    assert done.status == 1
    assert f"detente: {site.url}/b: its server answers 429" in done.err
    assert "2 feeds, 0 of them unchanged, 1 in trouble; 1 story added" in done.err
    assert "--published" not in done.err, "which watch has not"
    with Ledger.open(path) as ledger:
        kept = ledger.feeds()[f"{site.url}/b"]
        assert kept.rest_until is not None
        assert ledger.sql("SELECT trouble FROM feeds ORDER BY url").rows[0] == (None,)
        assert ledger.sql("SELECT rest_until - visited FROM feeds ORDER BY url").rows[1][0] > timedelta(minutes=59)


def test_a_list_may_not_point_where_nobody_asked_to_look(site, tmp_path, quick_reader, detente_command):
    addresses = (f"{site.url}/a", "http://10.0.0.1/x", "file:///etc/passwd", "/feed", "http://[::1/x")
    outlines = "".join(f'<outline xmlUrl="{address}"/>' for address in addresses)
    list_of_feeds = f"<opml><body>{outlines}</body></opml>"
    opml = tmp_path / "feeds.opml"
    opml.write_text(list_of_feeds, encoding="utf-8")
    refused = detente_command("watch", tmp_path / "a.duckdb", opml, "--once")
    assert (refused.status, site.asked) == (1, [])
    for address in addresses[:2]:
        assert f"{address}: points to a private network, where nobody asked to look" in refused.err
    for address in addresses[2:]:
        assert f"{address}: is no address" in refused.err
    site.answers = {"/list": [{"body": list_of_feeds.encode()}], "/a": [feed((1, OSLO))]}
    found = detente_command("watch", tmp_path / "a.duckdb", f"{site.url}/list", "--once")
    assert "1 story added" in found.err, "its host was named"
    assert "http://10.0.0.1/x: points to a private network" in found.err


def test_rounds_go_on_while_another_writes(site, tmp_path, quick_reader, detente_command, monkeypatch):
    site.answers["/feed"] = [feed((1, OSLO))]
    slept = []

    def sleep(seconds):
        slept.append(seconds)
        if len(slept) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(watch, "time", SimpleNamespace(sleep=sleep, monotonic=time.monotonic))
    real, tried = watch._round, []

    def locked_at_first(*arguments):
        tried.append(1)
        if len(tried) == 1:
            raise LedgerLocked("another process has it open for writing: wait for it to end")
        return real(*arguments)

    monkeypatch.setattr(watch, "_round", locked_at_first)
    done = detente_command("watch", tmp_path / "a.duckdb", f"{site.url}/feed", "--every", "2")
    assert done.status == 130
    assert 110 < slept[0] <= 120
    assert "another process has it open" in done.err
    assert "1 story added" in done.err


@pytest.mark.parametrize("words", [["--once", "--every", "5"], ["--every", "0"]])
def test_words_that_make_no_sense(tmp_path, detente_command, words):
    assert detente_command("watch", tmp_path / "a.duckdb", "http://a.example", *words).status == 2


def test_a_list_that_is_not_there(tmp_path, detente_command):
    done = detente_command("watch", tmp_path / "a.duckdb", tmp_path / "feeds.opml", "--once")
    assert done.status == 1
    assert "there is no such list of feeds" in done.err
