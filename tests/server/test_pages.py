"""The pages as they are sent: all there, escaped, with no script or style of their own; asked for what cannot be."""

from __future__ import annotations

import importlib.util
import math
import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason='the extra "server" is not installed')

from detente.api_ledger import Ledger
from detente.model import Span
from detente.server import Settings
from detente.server.pages import overview
from detente.server.pages.asked import LINES
from detente.server.pages.lanes import MOST as MOST_LINES
from detente.server.pages.network import Tie, nodes, ties
from detente.server.pages.overview import SHOWN
from detente.server.pages.worldmap import Spot, drawn, equal_earth, outlines
from detente.server.weighed import MOST, Weighed
from detente.show.spans import Mark, paragraphs

spec = importlib.util.spec_from_file_location("server_samples", Path(__file__).with_name("conftest.py"))
assert spec is not None
assert spec.loader is not None
samples = importlib.util.module_from_spec(spec)
spec.loader.exec_module(samples)
ASKED, BANNED, MET, SHOT, TOKEN = samples.ASKED, samples.BANNED, samples.MET, samples.SHOT, samples.TOKEN
HTML, asking, form, told, words = samples.HTML, samples.asking, samples.form, samples.told, samples.words

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


def test_who_has_no_token_sees_no_form_that_writes(reader, allowed, ids):
    for path in (f"/incidents/{ids[0]}", f"/events/{ids[1]}"):
        assert 'method="post"' not in reader.get(path).text
        assert 'method="post"' in allowed.get(path).text
        assert "with its token" in words(reader.get(path))


WRITES = (
    "/events/{1}/review", "/events/{1}/party", "/incidents/{0}/accept",
    "/incidents/{0}/split", "/incidents/{0}/merge", "/decisions/1/undo", "/reviews/1/undo",
    "/read/add",
)  # fmt: skip


@pytest.mark.parametrize("path", WRITES)
def test_nothing_is_written_without_the_token_and_the_mark(reader, allowed, ledger_file, ids, path):
    data = {"verdict": "reject", "by": "Eve", "event": ids[1], "back": ids[0], "actor": "source.0",
            "text": "Norway recalled its envoy."}  # fmt: skip
    assert reader.post(path.format(*ids), data=data).status_code == 401
    assert allowed.post(path.format(*ids), data=data).status_code == 403
    assert allowed.post(path.format(*ids), data=data | {"csrf": "wrong"}).status_code == 403
    with Ledger.open(ledger_file, read_only=True) as ledger:
        assert (ledger.reviews(), ledger.decisions(), len(ledger.stories())) == ([], [], 3)


def test_an_event_is_changed_rejected_and_restored(allowed, ids):
    event = f"/events/{ids[1]}"
    data = {"csrf": form(allowed.get(event)), "by": "Ada", "note": "seen on film"}
    change = {"verdict": "change", "status": "alleged", "target": "RUS, a pilot", "start": "2015-11-23", "end": "",
              "precision": "day", "place": "Ankara"}  # fmt: skip
    assert allowed.post(f"{event}/review", data=data | change).headers["location"] == event
    said = words(allowed.get(event))
    wanted = ("alleged · corrected by hand", "a pilot", "23 Nov 2015", "Ankara (TUR)", "changed by Ada", "seen on film")
    for part in wanted:
        assert part in said
    assert "as it was read ASSAULT happened" in said
    assert "corrected by hand" in words(allowed.get(f"/stories/{ids[2]}"))
    allowed.post(f"{event}/review", data=data | {"verdict": "reject"})
    assert "rejected by hand : it counts no more" in words(allowed.get(event)).replace("hand:", "hand :")
    assert "rejected by hand, and counts no more" in words(allowed.get(f"/stories/{ids[2]}"))
    allowed.post("/reviews/2/undo", data=data)
    allowed.post("/reviews/1/undo", data=data)
    assert "ASSAULT happened" in words(allowed.get(event)).replace("ASSAULT  happened", "ASSAULT happened")


def test_only_what_was_changed_in_the_form_is_kept(allowed, ledger_file, ids):
    event = f"/events/{ids[1]}"
    page = allowed.get(event)
    same = {"type": "ASSAULT", "status": "happened", "source": "TUR", "target": "RUS", "start": "2015-11-24",
            "end": "2015-11-24", "precision": "day", "place": ""}  # fmt: skip
    data = same | {"csrf": form(page), "by": "Ada", "verdict": "change"}
    assert "nothing in the form is other" in words(allowed.post(f"{event}/review", data=data))
    allowed.post(f"{event}/review", data=data | {"status": "alleged"})
    with Ledger.open(ledger_file, read_only=True) as ledger:
        (review,) = ledger.reviews()
    assert review.change.model_fields_set == {"status"}


def test_tellings_are_split_and_merged_by_hand(allowed, ids):
    incident = f"/incidents/{ids[0]}"
    page = allowed.get(incident)
    data = {"csrf": form(page), "by": "Ada", "note": "two planes"}
    second = re.findall(r'name="event" value="([^"]+)"', page.text)[-1]
    assert allowed.post(f"{incident}/split", data=data | {"event": second}).status_code == 303
    assert "1 telling in 1 story" in words(allowed.get(f"/incidents/{second}", follow_redirects=True))
    assert allowed.post(f"{incident}/merge", data=data).status_code == 422
    assert allowed.post(f"{incident}/merge", data=data | {"other": second}).status_code == 303
    whole = words(allowed.get(f"/incidents/{second}", follow_redirects=True))
    assert "2 tellings" in whole
    assert "by Ada" in whole
    allowed.post("/decisions/2/undo", data=data | {"back": ids[0]})
    allowed.post("/decisions/1/undo", data=data | {"back": ids[0]})
    assert "2 tellings" in words(allowed.get(incident, follow_redirects=True))


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


# --- what is drawn -------------------------------------------------------------------------------------------------


def spot(name="Ankara", lat=39.9, lon=32.9, kind="city", acts=1):
    return Spot(name, "TUR", lat, lon, kind, acts, f"/places/{name}")


def test_a_region_is_drawn_as_a_ring_and_a_town_as_a_dot():
    made = drawn([spot(), spot("Hatay", 36.4, 36.2, "region")])
    assert made.count('class="spot"') == 1
    assert made.count('class="area"') == 1
    ring = float(re.search(r'class="area".*? r="([\d.]+)"', made)[1])
    dot = float(re.search(r'class="spot".*? r="([\d.]+)"', made)[1])
    assert ring > 2 * dot


def placed(path, *where):
    """What the page of places says of a ledger whose acts happened there."""
    reading = told(SHOT)
    event = reading.events[0]
    at = {"start": event.trigger.start, "end": event.trigger.end}
    events = tuple(type(event).model_validate(event.as_json() | {"place": place | at}) for place in where)
    with Ledger.create(path) as ledger:
        ledger.add(reading.model_copy(update={"events": events}))
    return asking(Settings(ledger=path, token=TOKEN), **HTML).get("/places").text


def test_a_country_is_named_and_not_drawn(tmp_path):
    syria, homs = (
        {"name": "Syria", "country": "SYR", "precision": "country"},
        {"name": "Homs", "lat": 34.7, "lon": 36.7},
    )
    text = placed(tmp_path / "l.duckdb", syria, homs)
    assert "a country: its middle is no place" in text
    assert len(re.findall(r'class="(?:spot|area)"', text)) == 1


def test_a_town_and_the_region_of_its_name_are_two_places(tmp_path):
    homs = {"name": "Homs", "country": "SYR", "lat": 34.7, "lon": 36.7}
    text = placed(tmp_path / "l.duckdb", homs, homs | {"precision": "region"})
    assert re.findall(r'<circle class="(spot|area)"', text) == ["area", "spot"]
    assert sorted(re.findall(r"</td><td>(city|region)</td>", text)) == ["city", "region"]


def test_the_projection_is_equal_earth():
    """Values of the paper by Šavrič and others: the equator is 2·2.70663 wide, the poles 0.59247 of that."""
    assert equal_earth(180, 0)[0] == pytest.approx(2.70663, abs=1e-4)
    assert -equal_earth(0, 90)[1] == pytest.approx(1.31737, abs=1e-4)
    assert equal_earth(180, 90)[0] / equal_earth(180, 0)[0] == pytest.approx(0.5925, abs=1e-3)


def test_no_outline_leaps_across_the_map():
    """A country that crosses the date line is drawn on both ends, not as a band from one to the other."""
    steps = [abs(b[0] - a[0]) for ring in outlines() for a, b in pairwise(ring)]
    assert len(steps) > 5000
    assert max(steps) < math.radians(25)


def test_names_on_the_map_do_not_lie_over_each_other():
    made = drawn([spot(f"Town {n}", 39 + n / 100, 32 + n / 100) for n in range(20)])
    boxes = [(float(x), float(y)) for x, y in re.findall(r'class="name" x="([\d.]+)" y="([\d.]+)"', made)]
    assert 1 <= len(boxes) < 20
    assert all(abs(a[1] - b[1]) >= 16 for n, a in enumerate(boxes) for b in boxes[:n] if abs(a[0] - b[0]) < 40)


def test_the_network_is_the_same_every_time(reader):
    assert reader.get("/network").text == reader.get("/network").text
    found = [Tie("A", "B", 5, 0, 0, 0, None), Tie("C", "D", 0, 0, 0, 9, None), Tie("B", "C", 1, 0, 1, 0, None)]
    assert nodes(found) == nodes(found[::-1])
    assert sorted(nodes(found)) == ["A", "B", "C", "D"]
    assert [tie.kind for tie in found] == ["friendly", "hostile", "mixed"]


def test_ties_of_an_actor_are_its_own(ledger_file):
    from detente.server.pages.asked import Asked

    with Ledger.open(ledger_file, read_only=True) as ledger:
        assert {(t.source, t.target) for t in ties(ledger, Asked(actor="USA"))} == {("USA", "TUR")}
        assert sum(t.acts for t in ties(ledger, Asked(type="SANCTION"))) == 1


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


def test_the_header_leads_everywhere(client):
    page = client.get("/", headers=HTML)
    for path in re.findall(r'<li><a href="([^"]+)"', page.text.split("</header>")[0]):
        assert client.get(path, headers=HTML).status_code == 200, path
