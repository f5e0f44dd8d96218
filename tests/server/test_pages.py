"""The pages as they are sent: all there, escaped, with no script or style of their own; asked for what cannot be."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

pytest.importorskip("fastapi", reason='the extra "server" is not installed')

from detente.api_ledger import Ledger
from detente.model import Span
from detente.server import Settings
from detente.server.pages.asked import LINES
from detente.server.pages.overview import SHOWN
from detente.show.spans import Mark, paragraphs

made = import_module("server_made")
SHOT, TOKEN, HTML = made.SHOT, made.TOKEN, made.HTML
asking, told, words = made.asking, made.told, made.words

EVIL = "<img src=x onerror=alert(1)>\"'&"
ADDRESSES = (
    "/", "/?every=yes", "/disputes/RUS/TUR", "/disputes/RUS/TUR?as_of=2015-11-26", "/disputes/RUS/TUR?scale=icews",
    "/disputes/RUS/BRA",
    "/disputes/TUR", "/disputes/TUR?as_of=2015-11-26", "/disputes/BRA",
    "/actors", "/actors/RUS", "/actors/NATO", "/places", "/network", "/network?actor=TUR",
    "/timeline", "/timeline?actor=RUS&other=TUR&type=SANCTION&status=happened", "/search", "/search?q=fruit", "/data",
    "/data?sql=SELECT+1+AS+n", "/read", "/words",
)  # fmt: skip


def pages_of(ids):
    incident, event, story = ids
    return (*ADDRESSES, f"/incidents/{incident}", f"/events/{event}", f"/stories/{story}", f"/stories/{story[:12]}")


def test_every_page_is_there_and_asks_no_other_host(allowed, ids):
    for path in pages_of(ids):
        page = allowed.get(path)
        assert page.status_code == 200, path
        assert page.headers["content-type"].startswith("text/html")
        assert not re.findall(r'(?:src|href|action|content)="(?:https?:)?//', page.text), path


def test_no_page_has_a_script_or_a_style_of_its_own(allowed, ids):
    for path in pages_of(ids):
        text = allowed.get(path).text
        assert not re.search(r"<style|\sstyle=|javascript:|\son\w+=|<script(?! src=)", text), path


def test_what_pages_load_is_served(reader):
    for path in ("/pages/theme.css", "/pages/marks-3.css", "/static/site.css", "/static/site.js", "/static/icon.svg",
                 "/static/vendor/htmx.min.js"):  # fmt: skip
        assert reader.get(path).status_code == 200, path
    assert "#e3:is(:hover, :target)) .text .e3" in reader.get("/pages/marks-3.css").text
    assert len(reader.get("/pages/marks-999999999.css").text) < 300_000


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/stories/0123456789abcdef", 404, "no such story"),
        ("/stories/0", 404, "no such story"),
        ("/events/0123456789abcdef:1", 404, "no such event"),
        ("/incidents/0123456789abcdef:1", 404, "no such incident"),
        ("/actors/NOBODY", 404, "no such party"),
        ("/places/Atlantis", 404, "placed there"),
        ("/disputes/RUS/RUS", 422, "two sides"),
        ("/disputes/RUS/TUR?as_of=yesterday", 422, "is no date"),
        ("/disputes/RUS/TUR?day=0", 422, "no such day"),
        ("/disputes/RUS/TUR?day=99999999", 422, "no such day"),
        ("/disputes/RUS/TUR?scale=richter", 422, "no such intensity scale"),
        ("/timeline?type=KISS", 422, "no such type"),
        ("/timeline?page=0", 422, "no such page"),
        ("/timeline?since=2015-13-01", 422, "is no date"),
        ("/search?status=maybe", 422, "no such status"),
        ("/data?sql=DELETE+FROM+events", 422, "one SELECT at a time"),
        ("/nothing", 404, "There is nothing here"),
    ],
)
def test_what_cannot_be_asked_is_told_on_a_page(reader, path, status, said):
    page = reader.get(path)
    assert page.status_code == status
    assert said in words(page)
    assert "<nav" in page.text


def test_what_stories_and_addresses_say_is_escaped(tmp_path):
    path = tmp_path / "evil.duckdb"
    with Ledger.create(path) as ledger:
        ledger.add(told(SHOT | {"words": f"shot down | a {EVIL} plane"}, id=EVIL, title=EVIL, outlet=EVIL))
        story, event = ledger.sql("SELECT story, id FROM events").rows[0]
    browser = asking(Settings(ledger=path, token=TOKEN), **HTML)
    browser.get(f"/?token={TOKEN}")
    evil = "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%22"
    for address in (
        f"/stories/{story}", f"/events/{event}", f"/incidents/{event}", "/disputes/RUS/TUR", "/search?q=plane",
        "/timeline",        f"/search?q={evil}", f"/actors/{evil}",
        f"/places/{evil}", f"/data?sql=SELECT+{evil}", f"/disputes/{evil}/TUR",
        "/data?sql=SELECT+title,outlet,text+FROM+stories", f"/timeline?actor={evil}", f"/?actor={evil}",
    ):  # fmt: skip
        page = browser.get(address, follow_redirects=True)
        assert "<img" not in page.text, address
    sent = browser.post("/read", data={"text": EVIL, "title": EVIL, "published": EVIL})
    assert sent.status_code == 422
    assert "<img" not in sent.text


def test_an_empty_ledger_says_what_to_do(tmp_path):
    Ledger.create(tmp_path / "empty.duckdb").close()
    browser = asking(Settings(ledger=tmp_path / "empty.duckdb", token=TOKEN), **HTML)
    for path in ("/", "/actors", "/places", "/network", "/timeline", "/search", "/disputes/RUS/TUR"):
        page = browser.get(path)
        assert page.status_code == 200, path
        assert 'href="/read"' in page.text.split("<main")[1], path


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("/disputes/russia/Turkey", "/disputes/RUS/TUR"),
        ("/disputes/Turkey", "/disputes/TUR"),
        ("/disputes?actor=Russia&other=turkey", "/disputes/RUS/TUR"),
        ("/actors?actor=Russia", "/actors/RUS"),
    ],
)
def test_who_does_not_know_a_code_types_a_name(reader, typed, leads):
    assert reader.get(typed).headers["location"] == leads


def test_lists_are_narrowed_by_names_too(reader):
    assert reader.get("/timeline?actor=Russia").text == reader.get("/timeline?actor=RUS").text.replace(
        "actor=RUS", "actor=Russia"
    )


def test_a_story_has_its_words_and_each_event_its_rule(reader, ids):
    page = reader.get(f"/stories/{ids[2]}")
    assert "shot down" in words(page)
    assert re.search(r'<span class="p e1 trigger[^"]*q4"', page.text)
    assert 'href="#e1"' in page.text
    assert "by hand" in page.text  # the rule of an event that was written for a test


def test_an_incident_has_every_telling_and_why(reader, ids):
    said = words(reader.get(f"/incidents/{ids[0]}"))
    assert "2 tellings in 2 stories from 2 sources" in said
    assert "Taken for the same as “shot down”" in said or "Taken for the same as “downing of”" in said
    assert "same parties TUR&gt;RUS" in said


def test_the_id_of_any_telling_leads_to_its_incident(reader, ledger_file, ids):
    with Ledger.open(ledger_file, read_only=True) as ledger:
        rows = ledger.sql("SELECT event FROM tellings WHERE incident = ? AND event <> ?", [ids[0], ids[0]]).rows
    assert reader.get(f"/incidents/{rows[0][0]}").headers["location"] == f"/incidents/{ids[0]}"


def test_a_story_that_cannot_be_read_stays_in_the_form(reader):
    sent = reader.post(
        "/read", data={"text": "Il presidente ha parlato alla nazione questa sera. " * 9, "outlet": "Corriere"}
    )
    assert sent.status_code == 422
    assert "cannot be read" in words(sent)
    assert "Il presidente ha parlato" in sent.text
    assert 'value="Corriere"' in sent.text
    assert "nothing to read" in words(reader.post("/read", data={"text": "  "}))


def test_stories_are_found_by_their_words_and_by_what_they_tell(reader):
    def titles(query):
        return re.findall(r"<h2><a [^>]+>([^<]+)</a>", reader.get(f"/search?{query}").text)

    assert len(titles("")) == 3
    assert titles("q=FRUIT+imports") == ["&lt;script&gt;alert(1)&lt;/script&gt;"]
    assert titles("q=%22fruit+imports%22") == []
    assert titles("type=SANCTION") == titles("q=fruit")
    assert len(titles("actor=USA")) == 1
    assert titles("since=2015-11-01&until=2015-11-30") == ["a"]
    assert "<mark>fruit</mark>" in reader.get("/search?q=fruit").text


def test_lists_come_in_pages(tmp_path):
    path = tmp_path / "long.duckdb"
    codes = ("ARG", "BRA", "CHL", "COL", "PER", "URY", "VEN", "ECU", "BOL", "PRY")
    acts = [SHOT | {"who": a, "to": b, "day": f"2015-11-{n % 27 + 1:02}"} for n, (a, b) in
            enumerate((a, b) for a in codes for b in codes if a != b)]  # fmt: skip
    with Ledger.create(path) as ledger:
        ledger.add_many(told(*acts[n : n + 9], id=f"s{n:03}") for n in range(0, len(acts), 9))
    browser = asking(Settings(ledger=path, token=TOKEN), **HTML)
    first, last = browser.get("/timeline"), browser.get(f"/timeline?page={-(-len(acts) // LINES)}")
    assert first.text.count('<th scope="row" class="day">') == LINES
    assert 'rel="next" href="/timeline?page=2"' in first.text
    assert 'rel="next"' not in last.text
    assert browser.get("/?every=yes").text.count('class="dyad"') == SHOWN
    assert "page=2" in browser.get("/?every=yes").text


def test_queries_are_answered_as_a_table_and_as_files(reader):
    page = reader.get("/data?sql=SELECT+type,+count(*)+AS+acts+FROM+events+GROUP+BY+type+ORDER+BY+type")
    assert "ASSAULT" in page.text
    assert "BIGINT" in page.text
    pytest.importorskip("pyarrow", reason='the extra "frames" is not installed')
    import pyarrow

    made = reader.get("/data/answer.parquet?sql=SELECT+type,+source+FROM+events+ORDER+BY+type")
    table = pyarrow.parquet.read_table(pyarrow.BufferReader(made.content))
    assert table.column_names == ["type", "source"]
    assert table.num_rows == 5


def test_a_lost_name_is_no_blank(reader):
    """A name that a template misspells is an error: so pages have no `None` or empty cells by mistake."""
    for path in ADDRESSES:
        assert not re.search(r">\s*None\s*<", reader.get(path).text), path


def test_a_story_is_cut_where_any_mark_begins_or_ends():
    reading = told(SHOT)
    start = reading.events[0].trigger.start
    mark = Mark(Span(start=0, end=start + 2), "actor", "who")
    pieces = [piece for paragraph in paragraphs(reading, [mark]) for piece in paragraph.pieces]
    assert "".join(piece.text for piece in pieces) == reading.article.text.strip("\n") or pieces
    assert all(bool(piece.marks) == (reading.article.text.find(piece.text) < start + 2) for piece in pieces)
    assert any(piece.marks and piece.triggers for piece in pieces)
    assert any(piece.triggers and not piece.marks for piece in pieces)
    assert not any(piece.triggers for p in paragraphs(reading, without={1}) for piece in p.pieces)


def test_the_header_leads_everywhere(client):
    page = client.get("/", headers=HTML)
    for path in re.findall(r'<li><a href="([^"]+)"', page.text.split("</header>")[0]):
        assert client.get(path, headers=HTML).status_code == 200, path
