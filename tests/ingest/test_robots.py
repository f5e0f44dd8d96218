"""A robots.txt is understood as RFC 9309 has it."""

from __future__ import annotations

import time

import pytest

from detente.ingest.robots import rules_of

TEXT = """# all the world
User-agent: other
User-agent: *
Crawl-delay: 2.5
Disallow: /private # and below
Allow: /private/press
Disallow: /*?print=
Disallow: /*.pdf$
Disallow: /a*/b*c
Allow: /caf%C3%A9
Disallow: /caf

User-agent: Detente-Bot
Disallow: /
User-Agent : shut
Disallow: /
Allow:
User-agent: shut
Allow: /open
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("", True),
        ("/news/1", True),
        ("/private", False),
        ("/privateer", False),
        ("/private/x", False),
        ("/private/press/1", True),
        ("/news?print=1", False),
        ("/news?page=1", True),
        ("/x/report.pdf", False),
        ("/x/report.pdf?x", True),
        ("/a1/b2c3", False),
        ("/a1/c/b2", True),
        ("/café", True),
        ("/caf%c3%a9/x", True),
        ("/cafe", False),
    ],
)
def test_what_may_be_fetched(path, allowed):
    assert rules_of(TEXT, "detente").allow(f"http://a.example{path}") is allowed


def test_groups():
    assert rules_of(TEXT, "detente").pause == rules_of(TEXT, "OTHER").pause == 2.5
    shut = rules_of(TEXT, "shut")
    assert [shut.allow(f"http://a.example/{path}") for path in ("open", "closed")] == [True, False]
    assert rules_of("", "detente").allow("http://a.example/")
    assert rules_of("User-agent: *\nDisallow:\nCrawl-delay: nan\n", "detente").pause == 0


def test_a_hostile_pattern_costs_no_time():
    begun = time.monotonic()
    rules = rules_of("User-agent: *\n" + f"Disallow: /{'a*' * 2000}b\n" * 50, "detente")
    assert rules.allow("http://a.example/" + "a" * 5000)
    assert time.monotonic() - begun < 2
