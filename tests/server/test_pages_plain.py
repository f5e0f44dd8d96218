"""That a page can be understood: words explained, figures with their unit, all of a list to take along, a way on."""

from __future__ import annotations

import html
import re
from datetime import date
from importlib import import_module

import pytest

pytest.importorskip("fastapi", reason='the extra "server" is not installed')

from detente.api_ledger import Ledger
from detente.dispute.rules import answers
from detente.model import Status
from detente.ontology import PLOVER_TYPES, SCALES
from detente.server import Settings
from detente.server.pages.lanes import NAMED, in_time
from detente.server.pages.network import ROOM, Tie, drawn
from detente.server.pages.taken import filled

made = import_module("server_made")
HTML, SHOT, TOKEN, asking, form = made.HTML, made.SHOT, made.TOKEN, made.asking, made.form
told, words = made.told, made.words


def test_every_word_of_the_pages_is_explained(reader):
    said = words(reader.get("/words"))
    lanes = [short for _, short, _, _ in NAMED]
    for word in (*answers().means, *PLOVER_TYPES, *SCALES, *(s.value for s in Status), *lanes):
        assert word in said, word
    assert all(meaning in html.unescape(said) for meaning in answers().means.values())
    for path in ("/", "/disputes/RUS/TUR"):
        assert 'href="/words#answers"' in reader.get(path).text


def test_a_dispute_says_what_its_answers_mean_and_which_lanes_are_empty(reader):
    page = reader.get("/disputes/RUS/TUR")
    given = re.findall(r'class="verdict">([^<]+)<', page.text)
    assert all(answers().means[answer][1:] in html.unescape(page.text) for answer in given)
    assert re.search(r"Nothing stands under: [^.]*Scheduled", words(page))
    assert "yielded" in words(page)


def test_of_parties_of_which_nothing_is_known_no_figure_is_given(reader):
    said = words(reader.get("/disputes/BRA/ARG"))
    assert said.count("cannot say") >= 2
    assert "yielded" not in said
    assert "Read a story that tells of both" in said


def test_figures_name_their_unit(reader, ids):
    assert "sum of goldstein intensities, hostile upwards" in words(reader.get("/?every=yes"))
    assert "−10.0 on the goldstein scale" in words(reader.get(f"/events/{ids[1]}"))
    assert "CAMEO 195 (use weapons from the air)" in words(reader.get(f"/events/{ids[1]}"))
    assert re.search(r"gave no answer so far 1 demand, \d+ measures?", words(reader.get("/disputes/TUR")))


def test_lines_of_a_lane_stand_in_the_order_of_the_days_that_they_show(tmp_path):
    path = tmp_path / "late.duckdb"
    days = ("2015-11-24", "2015-11-27", "2015-11-25")
    with Ledger.create(path) as ledger:
        for n, day in enumerate(days):
            ledger.add(told(SHOT | {"words": f"struck | post{n}", "day": day}, id=f"s{n}", published="2015-12-02"))
        items = in_time(ledger.dispute("RUS", "TUR").docket.force)
    assert [item.first for item in items] == sorted(date.fromisoformat(day) for day in days)


def test_a_card_leads_back_to_its_words(reader, ids):
    page = reader.get(f"/stories/{ids[2]}")
    assert 'id="w1" href="#e1"' in page.text
    assert 'class="n" href="#w1"' in page.text


def test_more_evidence_than_is_shown_is_on_the_page_that_the_line_leads_to(tmp_path):
    path = tmp_path / "often.duckdb"
    with Ledger.create(path) as ledger:
        for n in range(6):
            ledger.add(told(SHOT | {"words": f"shot down | a warplane at {n + 1} o'clock"}, id=f"s{n}"))
    browser = asking(Settings(ledger=path, token=TOKEN), **HTML)
    (link,) = set(re.findall(r'href="(/incidents/[^"]+)">and 3 more', browser.get("/disputes/RUS/TUR").text))
    assert "6 tellings in 6 stories" in words(browser.get(link, follow_redirects=True))


def test_a_long_name_in_the_network_is_its_code_and_said_in_full():
    ties = [Tie("OSCE", "TUR", 1, 0, 0, 0, None)]
    made = drawn(ties, lambda *parts: "/" + "/".join(parts))
    assert made is not None
    shown = re.findall(r"<text[^>]*>([^<]+)</text>", made)
    assert sorted(shown) == ["OSCE", "Turkey"]
    assert max(map(len, shown)) <= ROOM
    assert "<title>Organization for Security and Co-operation in Europe (OSCE)</title>" in made
    assert 'href="/actors/OSCE"' in made
    assert "1 act, mostly cooperation" in made


@pytest.mark.parametrize(
    ("path", "rows"),
    [
        ("/timeline?actor=RUS&other=TUR", 3), ("/timeline?type=SANCTION&since=2015-11-01", 1), ("/actors/USA", 1),
        ("/network", 3), ("/network?actor=USA", 1), ("/search?q=fruit", 1), ("/search?q=o'hare", None),
    ],
)  # fmt: skip
def test_all_of_a_list_can_be_taken_along(reader, path, rows):
    """The link leads to a query that gives what the page lists. Words with a quotation mark do not break it."""
    page = reader.get(path)
    found = re.search(r'href="(/data\?sql=[^"]+)">all of this list', page.text)
    if rows is None:
        assert found is None
        assert "No story has all of that" in words(page)
        return
    assert found
    data = reader.get(html.unescape(found[1]))
    assert data.status_code == 200, words(data)[:400]
    assert f"{rows} row" in words(data)
    assert "answer.parquet" in data.text


def test_a_value_in_a_query_stays_a_value():
    assert filled("a = ? AND b = ?", ["'; DROP TABLE x --?", date(2015, 12, 2)]) == (
        "a = '''; DROP TABLE x --?' AND b = DATE '2015-12-02'"
    )


def test_an_answer_with_long_cells_stays_readable(tmp_path):
    path = tmp_path / "l.duckdb"
    Ledger.create(path).close()
    browser = asking(Settings(ledger=path, token=TOKEN), **HTML)
    page = browser.get("/data?sql=SELECT repeat('x', 5000) AS a, 'b' AS b, [1, 2] AS c")
    assert 'class="long"' in page.text
    assert "x" * 170 not in page.text
    assert "<td>1, 2</td>" in page.text


def test_a_party_is_corrected_by_hand_and_the_docket_follows(allowed, ids):
    event = f"/events/{ids[1]}"
    page = allowed.get(event)
    assert re.findall(r'<option value="([\w.]+)">', page.text.split('id="p-actor"')[1].split("</select>")[0]) == [
        "source.0", "target.0",
    ]  # fmt: skip
    data = {"csrf": form(page), "by": "Ada", "actor": "source.0"}
    allowed.post(f"{event}/party", data=data | {"verdict": "change", "party": "Syria"})
    assert "(SYR)" in words(allowed.get(event))
    assert "changed (the party at source.0) by Ada" in words(allowed.get(event))
    allowed.post(f"{event}/party", data=data | {"verdict": "change", "party": "a gang"})
    assert "a gang" in words(allowed.get(event))
    assert allowed.post(f"{event}/party", data=data | {"verdict": "change"}).status_code == 422
    assert allowed.post(f"{event}/party", data=data | {"verdict": "reject", "actor": "source.9"}).status_code == 422


def test_a_merge_is_accepted_by_hand_and_comes_out_as_labelled_data(allowed, ids):
    incident = f"/incidents/{ids[0]}"
    data = {"csrf": form(allowed.get(incident)), "by": "Ada", "note": "one plane"}
    assert allowed.post(f"{incident}/accept", data=data).headers["location"] == incident
    said = words(allowed.get(incident))
    assert "Taken for one incident by Ada" in said
    assert "2 tellings in 2 stories from 2 sources" in said
    assert 'href="/api/v1/labels"' in allowed.get(incident).text
    assert '"one plane"' in allowed.get("/api/v1/labels").text


FORCE = (
    ("ASSAULT/190", "struck | bridges"), ("ASSAULT/195", "bombed | depots"), ("ASSAULT/194", "shelled | trenches"),
    ("ASSAULT/193", "fired at | patrols"), ("ASSAULT/181", "abducted | sailors"),
)  # fmt: skip


def test_no_mark_of_the_drawing_lies_in_days_that_are_not_known_yet(tmp_path):
    path = tmp_path / "many.duckdb"
    with Ledger.create(path) as ledger:
        ledger.add(told(SHOT | {"words": "struck | a well", "day": "2015-11-01"}, id="early", published="2015-11-02"))
        acts = [{"who": "TUR", "to": "RUS", "day": "2015-11-25"} | {"act": act, "words": words} for act, words in FORCE]
        ledger.add(told(*acts, id="now", published="2015-11-25"))
        ledger.add(told(SHOT | {"words": "struck | ships", "day": "2016-05-01"}, id="late", published="2016-05-02"))
    page = asking(Settings(ledger=path, token=TOKEN), **HTML).get("/disputes/RUS/TUR?as_of=2015-11-25").text
    marks = [float(x) for x in re.findall(r'class="hook second" cx="([\d.]+)"', page)]
    (edge,) = map(float, re.findall(r'class="now" x1="([\d.]+)"', page))
    assert len(set(marks)) >= 4
    assert max(marks) <= edge


def test_a_dispute_with_one_report_in_the_last_year_has_its_tension_without_a_curve(tmp_path):
    path = tmp_path / "once.duckdb"
    with Ledger.create(path) as ledger:
        for n, day in enumerate(("2015-11-24", "2018-11-24")):
            ledger.add(told(SHOT | {"day": day}, id=f"s{n}", published=day))
    page = asking(Settings(ledger=path, token=TOKEN), **HTML).get("/")
    assert "tension +10.0 24 Nov 2018" in words(page)
    assert 'class="spark"' not in page.text
