"""The pages of disputes: their list, a pair, one party, as of any day, and answers that are kept."""

from __future__ import annotations

import re
from datetime import date, timedelta
from importlib import import_module

import pytest

pytest.importorskip("fastapi", reason='the extra "server" is not installed')

from detente.api_ledger import Ledger
from detente.server import Settings
from detente.server.pages import overview
from detente.server.pages.lanes import MOST as MOST_LINES
from detente.server.weighed import MOST, Weighed

made = import_module("server_made")
ASKED, BANNED, MET, SHOT = made.ASKED, made.BANNED, made.MET, made.SHOT
TOKEN, HTML, asking, told, words = made.TOKEN, made.HTML, made.asking, made.told, made.words


def test_the_list_of_disputes_has_the_answer_for_each_side(reader):
    page = reader.get("/?every=yes")
    assert "Russia and Turkey" in words(page)
    assert re.search(r"Russia (escalating|holding|conceding on substance)", words(page))
    assert 'href="/disputes/RUS/TUR"' in page.text
    assert "Turkey and United States" in words(page)


def test_disputes_that_are_not_weighed_in_time_are_fetched_by_the_page(reader, monkeypatch):
    monkeypatch.setattr(overview, "ACTS", 0)
    page = reader.get("/?every=yes")
    assert "Not weighed yet" in words(page)
    assert 'hx-get="/disputes/RUS/TUR/answer"' in page.text
    reader.get("/disputes/RUS/TUR/answer")
    assert 'hx-get="/disputes/RUS/TUR/answer"' not in reader.get("/?every=yes").text


def test_of_a_long_quarrel_the_latest_is_shown(tmp_path):
    path = tmp_path / "long.duckdb"
    days = [date(2015, 1, 1) + timedelta(days=3 * n) for n in range(MOST_LINES + 20)]
    with Ledger.create(path) as ledger:
        ledger.add_many(
            told(SHOT | {"words": f"struck | post{n:03}", "day": str(day)}, id=f"s{n:03}", published=str(day))
            for n, day in enumerate(days)
        )
    page = asking(Settings(ledger=path, token=TOKEN), **HTML).get("/disputes/RUS/TUR")
    assert f"The latest {MOST_LINES} of {len(days)}" in words(page)
    assert page.text.count('id="i-') == MOST_LINES
    docket = page.text.split('id="docket"')[1].split('id="days"')[0]
    assert f"post{len(days) - 1:03}" in docket
    assert "post000" not in docket


def test_an_answer_alone_is_a_part_of_a_page(reader):
    part = reader.get("/disputes/RUS/TUR/answer")
    assert part.status_code == 200
    assert "<html" not in part.text
    assert "verdicts" in part.text


def test_a_dispute_has_every_lane_with_evidence(reader):
    page = reader.get("/disputes/RUS/TUR")
    assert {"in-force", "demanded", "force"} <= set(re.findall(r'id="lane-([\w-]+)"', page.text))
    for quoted in ("banned", "demanded", "shot down"):
        assert quoted in words(page)
    lines = re.findall(r'<li class="item".*?</li>\n', page.text, re.S)
    assert len(lines) >= 3
    assert all('href="/stories/' in line for line in lines)


def test_a_dispute_as_of_a_day_knows_nothing_later(reader):
    before, after = (words(reader.get(f"/disputes/RUS/TUR?as_of={day}")) for day in ("2015-11-26", "2015-12-02"))
    assert "imports of fruit" not in before
    assert "imports of fruit" in after


def test_a_party_alone_has_a_docket_with_all_others(reader):
    page = reader.get("/disputes/TUR")
    assert "Turkey and all others" in words(page)
    assert "Russia on Turkey: Turkey gave no answer so far" in words(page)
    assert "demanded" in words(page)
    assert "United States → Turkey" in words(page) or "Turkey and United States" in words(page)
    early = words(reader.get("/disputes/TUR?as_of=2015-11-26"))
    assert "imports of fruit" in words(page)
    assert "imports of fruit" not in early
    assert "Nothing is reported between Brazil and others" in words(reader.get("/disputes/BRA"))
    for one in ("/disputes/tur?as_of=2015-11-26", "/disputes/TUR?day=735928"):
        assert reader.get(one).headers["location"] == "/disputes/TUR?as_of=2015-11-26"
    for leading in ("/actors/TUR", "/?actor=TUR"):
        assert 'href="/disputes/TUR"' in reader.get(leading).text


def test_a_dispute_has_one_address(reader):
    assert reader.get("/disputes/rus/tur?as_of=2015-11-26").headers["location"] == "/disputes/RUS/TUR?as_of=2015-11-26"
    assert reader.get("/disputes/RUS/TUR?day=735928").headers["location"] == "/disputes/RUS/TUR?as_of=2015-11-26"
    assert reader.get("/disputes?actor=rus&other=tur").headers["location"] == "/disputes/RUS/TUR"
    swapped = reader.get("/disputes/RUS/TUR?day=735928", headers={"hx-request": "true"})
    assert swapped.status_code == 200
    assert swapped.headers["hx-replace-url"] == "/disputes/RUS/TUR?as_of=2015-11-26"


def test_a_day_that_is_looked_at_is_the_day_of_its_links(reader):
    page = reader.get("/disputes/RUS/TUR?as_of=2015-11-26")
    assert 'rel="next" href="/disputes/RUS/TUR?as_of=2015-12-02"' in page.text
    assert 'rel="prev"' not in page.text
    assert 'rel="prev" href="/disputes/RUS/TUR?as_of=2015-11-26"' in reader.get("/disputes/RUS/TUR").text


def test_answers_are_kept_until_the_ledger_changes():
    kept, made = Weighed(), []

    def make():
        made.append(1)
        return len(made)

    assert (kept.get("v1", "RUS", make), kept.get("v1", "RUS", make)) == (1, 1)
    assert kept.has("v1", "RUS")
    assert kept.get("v2", "RUS", make) == 2
    assert not kept.has("v1", "RUS")
    for n in range(MOST + 1):
        kept.get("v2", n, make)
    assert not kept.has("v2", "RUS")


def test_a_page_shows_what_was_written_a_moment_ago(ledger_file, settings):
    browser = asking(settings, **HTML)
    assert "Nothing is reported between the two" in words(browser.get("/disputes/RUS/DEU"))
    with Ledger.open(ledger_file) as ledger:
        ledger.add(told(ASKED | {"to": "DEU"}, BANNED | {"to": "DEU"}, MET, published="2015-12-05"))
    assert "imports of fruit" in words(browser.get("/disputes/RUS/DEU"))
