"""Feeds are visited politely, and whatever a server does, it costs one entry or one feed and no more."""

from __future__ import annotations

import gzip
import json
import time
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime

import pytest

pytest.importorskip("feedparser")
pytest.importorskip("trafilatura")


from detente.errors import MissingInput, NotAStory, TooLarge, Unreachable
from detente.ingest.fetch import AGENT, Manners, Web
from detente.ingest.watching import FeedState, addresses_in, visit
from detente.model import Article

QUICK = Manners(pause=0, wait=2.0, longest=1.0, backoff=0.01, patience=2.0, tries=3)
OSLO = "Norway closed its embassy in Tripoli on Monday, the foreign minister said."
PAGE = f"""<!doctype html><html><head><title>Oslo closes embassy</title></head><body><article><p>{OSLO}</p>
<p>The ambassador and nine others left by ship for Malta, he told reporters in Oslo.</p></article></body></html>"""
HTML = {"Content-Type": "text/html; charset=utf-8"}


def says(body=b"", **more):
    return {"body": body, **more}


def rss(*items):
    return f"<rss version='2.0'><channel><title>Lantern Post</title>{''.join(items)}</channel></rss>".encode()


def item(link, text="", day="Mon, 28 Jul 2014 09:00:00 +0200"):
    return f"<item><title>Oslo closes embassy</title><link>{link}</link><pubDate>{day}</pubDate>" \
           f"<description>{text}</description></item>"  # fmt: skip


@pytest.fixture
def waits():
    return []


@pytest.fixture
def web(waits):
    return Web(QUICK, waits.append)


def see(web, site, state=None, seen=frozenset()):
    return visit(web, state or FeedState(f"{site.url}/feed"), seen)


def test_a_new_entry_is_read_from_its_page(site, web):
    site.answers = {
        "/feed": [says(rss(item(f"{site.url}/1", "A teaser.")), headers={"ETag": '"x"', "Last-Modified": "then"})],
        "/1": [says(PAGE.encode(), headers=HTML)],
    }
    found = see(web, site)
    ((key, story),) = found.stories
    assert key == story.url == f"{site.url}/1"
    assert "left by ship for Malta" in story.text
    assert (story.published, story.published_from, story.outlet) == (date(2014, 7, 28), "metadata", "Lantern Post")
    assert found.state == FeedState(f"{site.url}/feed", '"x"', "then")
    assert all(headers["User-Agent"] == AGENT for _, headers in site.asked)
    assert see(web, site, seen={key}).stories == ()


def test_a_link_is_meant_from_where_the_feed_was_found(site, web):
    site.answers = {
        "/feed": [says(status=301, headers={"Location": "/news/feed"})],
        "/news/feed": [says(rss(item("/1"), item("2?a=b")))],
        "/1": [says(PAGE.encode(), headers=HTML)],
    }
    found = dict(see(web, site).stories)
    assert found[f"{site.url}/1"].url == f"{site.url}/1"
    assert str(found[f"{site.url}/news/2?a=b"]) == f"{site.url}/news/2?a=b: its server answers 404"


def test_a_feed_in_json(site, web):
    items = [
        {"id": "a", "url": "/1", "title": "Oslo closes embassy", "date_published": "2014-07-28T23:30:00-05:00"},
        {"id": "b", "content_text": OSLO},
        {"id": "\ud800\x00", "url": "http://[::1/x"},
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Lantern Post", "items": items}
    site.answers = {
        "/feed": [says(json.dumps(feed).encode(), headers={"Content-Type": "application/feed+json", "ETag": "x"})],
        "/1": [says(PAGE.encode(), headers=HTML)],
    }
    found = see(web, site)
    stories = dict(found.stories)
    page, text = stories[f"{site.url}/1"], stories[f"{site.url}/feed b"]
    assert "left by ship for Malta" in page.text
    assert (page.published, page.outlet, text.text) == (date(2014, 7, 28), "Lantern Post", OSLO)
    assert (len(stories), found.state.etag) == (3, "x")
    assert see(web, site, seen=stories.keys()).stories == ()


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://[::1/x", ""])
def test_an_entry_without_an_address_is_named_by_its_title_and_its_feed(site, web, link):
    site.answers = {"/feed": [says(rss(item(link)))]}
    ((_, error),) = see(web, site).stories
    assert str(error) == f"{site.url}/feed: Oslo closes embassy: has no text in the feed"


def test_what_has_not_changed_is_not_sent_again(site, web):
    site.answers = {"/feed": [says(status=304)]}
    state = FeedState(f"{site.url}/feed", '"x"', "then")
    found = see(web, site, state)
    assert (found.unchanged, found.state, found.trouble) == (True, state, None)
    headers = site.asked[-1][1]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"x"', "then")


def test_robots_txt_is_heeded_and_the_feed_then_read_instead(site, web):
    site.answers = {
        "/robots.txt": [says(b"User-agent: *\nDisallow: /private\n")],
        "/feed": [says(rss(item(f"{site.url}/private/1", OSLO), item(f"{site.url}/private/2")))],
    }
    stories = dict(see(web, site).stories)
    assert stories[f"{site.url}/private/1"].text == f"Oslo closes embassy\n\n{OSLO}"
    assert "robots.txt" in str(stories[f"{site.url}/private/2"])
    assert site.paths() == ["/feed"]


def test_a_feed_that_robots_may_not_have(site, web):
    site.answers = {"/robots.txt": [says(b"User-agent: detente\nDisallow: /\n")]}
    assert "says so in robots.txt" in str(see(web, site).trouble)
    assert site.paths() == []


def test_there_is_a_pause_between_two_requests_to_a_host(site, waits):
    site.answers = {"/robots.txt": [says(b"User-agent: *\nCrawl-delay: 3\n")], "/feed": [says(rss())]}
    web = Web(Manners(pause=2), waits.append)
    see(web, site)
    see(web, site)
    assert [round(wait) for wait in waits] == [3, 3]


def test_a_server_in_trouble_is_asked_again(site, web, waits):
    site.answers = {"/feed": [says(status=503), says(status=500), says(rss())]}
    assert see(web, site).trouble is None
    assert waits == [0.01, 0.02]


def test_but_not_for_ever(site, web):
    site.answers = {"/feed": [says(status=500)]}
    assert str(see(web, site).trouble) == f"{site.url}/feed: its server answers 500"
    assert site.paths() == ["/feed"] * 3


def test_what_is_gone_is_asked_for_once(site, web):
    assert str(see(web, site).trouble) == f"{site.url}/feed: its server answers 404"
    assert site.paths() == ["/feed"]


@pytest.mark.parametrize("words", ["1", "date"])
def test_retry_after_is_waited_for(site, web, waits, words):
    after = words if words == "1" else format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    site.answers = {"/feed": [says(status=429, headers={"Retry-After": after}), says(rss())]}
    web.sleep = lambda seconds: (waits.append(seconds), time.sleep(seconds))
    assert see(web, site).trouble is None
    assert 0 < waits[0] <= 2


def test_a_host_that_asks_for_hours_is_left_alone(site, web):
    site.answers = {"/feed": [says(status=429, headers={"Retry-After": "7200"})]}
    found = see(web, site)
    assert timedelta(hours=1.9) < found.state.rest_until - datetime.now(UTC) < timedelta(hours=2)
    asked = len(site.asked)
    again = visit(Web(QUICK), found.state, ())
    assert "asks to be left alone until" in str(again.trouble)
    assert again.state.rest_until == found.state.rest_until
    assert len(site.asked) == asked


@pytest.mark.parametrize("words", ["Wed, 05 Mar 2098 10:00:00 GMT", "9" * 30])
def test_no_host_is_left_alone_for_more_than_a_day(site, web, words):
    site.answers = {"/feed": [says(status=503, headers={"Retry-After": words})]}
    day = datetime.now(UTC) + timedelta(days=1)
    assert abs(see(web, site).state.rest_until - day) < timedelta(minutes=1)
    kept = FeedState(f"{site.url}/feed", rest_until=datetime(2098, 3, 5, 10, tzinfo=UTC))
    assert abs(visit(Web(QUICK), kept, ()).state.rest_until - day) < timedelta(minutes=1), "what an older version kept"


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (says(b"x" * 100_000, endless=True), TooLarge, "larger than 20 MB"),
        (says(b"x", endless=True), Unreachable, "longer than 1 second"),
        (says(slow=1.2), Unreachable, "cannot be fetched"),
        (says(status=302, headers={"Location": "/feed"}), Unreachable, "redirects more than 5 times"),
        (says(status=302, headers={"Location": "file:///etc/hosts"}), Unreachable, "no address on the web"),
        (says(status=302, headers={"Location": "http://[::1/x"}), Unreachable, ""),
        (says(status=302, headers={"Location": "http://localhost:1/"}), Unreachable, "private network"),
        (says(b"xx", headers={"Content-Encoding": "gzip"}), Unreachable, "breaks off"),
        (says(gzip.compress(b"0" * 30_000_000), headers={"Content-Encoding": "gzip"}), TooLarge, "larger than 20 MB"),
        (says(b"<!doctype html><html></html>"), NotAStory, "HTML page and no feed"),
        (says(b""), NotAStory, "no feed"),
    ],
)
def test_a_server_that_misbehaves_costs_one_feed(site, waits, answer, error, words):
    site.answers = {"/feed": [answer]}
    begun = time.monotonic()
    found = visit(Web(Manners(0, 0.6, 1.0, 0.01, 2.0, 1), waits.append), FeedState(f"{site.url}/feed", "e", "m"), ())
    assert isinstance(found.trouble, error)
    assert words in str(found.trouble)
    assert found.state == FeedState(f"{site.url}/feed", "e", "m")
    assert time.monotonic() - begun < 10


def test_one_bad_entry_does_not_stop_the_next(site, web):
    site.answers = {
        "/feed": [says(rss(item(f"{site.url}/1"), item(f"{site.url}/2"), item("http://127.0.0.1:9/x")))],
        "/1": [says(PAGE.encode(), headers=HTML)],
        "/2": [says(b"%PDF-", headers={"Content-Type": "application/pdf"})],
    }
    stories = dict(see(web, site).stories)
    assert isinstance(stories[f"{site.url}/1"], Article)
    assert "application/pdf" in str(stories[f"{site.url}/2"])
    assert "private network" in str(stories["http://127.0.0.1:9/x"])


def test_a_page_that_may_be_there_later_is_tried_then(site, web):
    site.answers = {
        "/feed": [says(rss(item(f"{site.url}/1", OSLO)), headers={"ETag": "x"})],
        "/1": [says(status=503)] * 3 + [says(PAGE.encode(), headers=HTML)],
    }
    found = see(web, site)
    assert (found.stories, found.state.etag) == ((), None)
    (again,) = see(web, site, found.state).stories
    assert "Malta" in again[1].text


def test_lists_of_feeds(site, web, tmp_path):
    opml = f'<opml><body><outline xmlUrl="{site.url}/feed"/></body></opml>'
    site.answers = {"/list": [says(opml.encode())]}
    assert visit(web, FeedState(f"{site.url}/list"), ()).lists == (f"{site.url}/feed",)
    file = tmp_path / "feeds.opml"
    file.write_text(opml, encoding="utf-8")
    assert addresses_in(str(file)) == [f"{site.url}/feed"]
    assert addresses_in("HTTP://a.example/feed") == ["HTTP://a.example/feed"]
    with pytest.raises(MissingInput, match="no feed's address"):
        addresses_in("ftp://a.example/feed")
