"""The pages in a real browser: nothing refused or fetched elsewhere, axe finds nothing serious; keys, paper, forms."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason='the extra "server" is not installed')
import uvicorn

from detente.api import read_many
from detente.api_ledger import Ledger
from detente.ingest import read_article
from detente.server import Settings, create_app

ROOT = Path(__file__).parents[2]
STORIES = ROOT / "examples" / "russia-turkey-2015"
READ = ("01", "02", "03", "04", "08", "18", "22", "26")
"""The dispatches in the ledger of these tests: enough for every kind of page, few enough to be read in seconds."""
SHOTS = ROOT / "out" / "screenshots"
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
TOKEN = "token-of-these-tests"
PAGES = {
    "overview": "/",
    "dispute": "/disputes/RUS/TUR",
    "dispute-as-of": "/disputes/RUS/TUR?as_of=2015-11-26&scale=plover-type",
    "alone": "/disputes/TUR",
    "story": "/stories/{story}",
    "incident": "/incidents/{incident}",
    "event": "/events/{event}",
    "actors": "/actors",
    "actor": "/actors/TUR",
    "places": "/places",
    "place": "/places/Ankara",
    "network": "/network",
    "timeline": "/timeline",
    "search": "/search?q=bomber&actor=RUS",
    "data": "/data?sql=SELECT+type%2C+source%2C+count(*)+AS+n+FROM+events+GROUP+BY+ALL",
    "read": "/read",
    "docs": "/docs",
    "words": "/words",
    "nothing": "/stories/0000000000000000",
}
"""Every kind of page, and where one of it is."""
FOUND = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(
  v => ({id: v.id, impact: v.impact, at: v.nodes.slice(0, 3).map(n => n.target.join(" ") + " " + n.failureSummary)}))"""


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    """A ledger of real dispatches, as detente reads them."""
    path = tmp_path_factory.mktemp("pages") / "crisis.duckdb"
    files = [file for file in sorted(STORIES.glob("*.txt")) if file.name[:2] in READ]
    days = [json.loads(f.with_suffix(".facts.json").read_text(encoding="utf-8"))["published"] for f in files]
    with Ledger.create(path) as ledger:
        ledger.add_many(read_many(read_article(f, published=d) for f, d in zip(files, days, strict=True)))  # type: ignore[arg-type]
    return path


@pytest.fixture(scope="session")
def home(kept):
    """The address of a server of that ledger."""
    made = socket.create_server(("127.0.0.1", 0))
    port = made.getsockname()[1]
    app = create_app(Settings(ledger=kept, token=TOKEN, port=port))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False, ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [made]}, daemon=True)
    thread.start()
    until = time.monotonic() + 10
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = server.force_exit = True
    thread.join(5)


@pytest.fixture(scope="session")
def paths(kept):
    """Every kind of page, with ids of the ledger in its path."""
    with Ledger.open(kept, read_only=True) as ledger:
        ((incident, event, story),) = ledger.sql(
            "SELECT i.id, i.best, e.story FROM incidents i JOIN events e ON e.id = i.best "
            "ORDER BY i.tellings DESC LIMIT 1"
        ).rows
    return {name: path.format(incident=incident, event=event, story=story) for name, path in PAGES.items()}


class Visit:
    """A page of a browser, and what went wrong on it. `elsewhere`: requests to other hosts."""

    def __init__(self, chromium, home, **how):
        self.home = home
        self.context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **how})
        self.context.set_default_timeout(10_000)
        self.page = self.context.new_page()
        self.wrong: list[str] = []
        self.elsewhere: list[str] = []
        self.page.on("console", lambda m: self.wrong.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.wrong.append(str(e)))
        self.page.on("request", lambda r: None if r.url.startswith(home) else self.elsewhere.append(r.url))

    def to(self, path):
        self.page.goto(self.home + path, wait_until="load")
        return self.page

    def shot(self, name):
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)

    def serious(self):
        """What axe finds serious, or worse."""
        self.page.evaluate(AXE)
        return [found for found in self.page.evaluate(FOUND) if found["impact"] in ("serious", "critical")]

    def overflow(self):
        """By how many pixels the page is wider than the window."""
        return self.page.evaluate("document.documentElement.scrollWidth - innerWidth")


@pytest.fixture
def visit(chromium, home):
    """Opens pages: `visit(color_scheme="dark")`; `allowed=True` with the server's token."""
    made: list[Visit] = []

    def begin(allowed: bool = False, **how) -> Visit:
        made.append(Visit(chromium, home, **how))
        if allowed:
            made[-1].to(f"/?token={TOKEN}")
        return made[-1]

    yield begin
    for one in made:
        one.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound(visit, paths, name):
    seen = visit(allowed=True)
    seen.wrong.clear()
    seen.to(paths[name])
    seen.shot(name)
    expected = ["404 (Not Found)"] if name == "nothing" else []
    assert [words for words in seen.wrong if not any(e in words for e in expected)] == []
    assert seen.elsewhere == []
    assert seen.serious() == []
    assert seen.overflow() <= 0
    assert seen.page.locator("h1").count() == 1


@pytest.mark.parametrize(
    "name", [name for name in PAGES if name not in ("dispute-as-of", "actors", "place", "nothing")]
)
def test_a_page_can_be_read_without_scripts(visit, paths, name):
    with_scripts, without = visit().to(paths[name]), visit(java_script_enabled=False).to(paths[name])
    # A script adds the button "Play" and takes away "Show", which it makes needless; nothing else.
    words = [set(page.locator("main").inner_text().split()) - {"Play", "Show"} for page in (with_scripts, without)]
    assert len(words[0]) > 5
    assert words[0] == words[1]


@pytest.mark.parametrize("name", ["overview", "dispute", "story", "places", "docs"])
@pytest.mark.parametrize("how", ["dark", "phone"])
def test_a_page_in_the_dark_and_on_a_phone(visit, paths, name, how):
    if how == "phone":
        seen = visit(viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True, has_touch=True)
    else:
        seen = visit(color_scheme="dark")
    seen.to(paths[name])
    seen.shot(f"{name}-{how}")
    assert seen.overflow() <= 0
    assert seen.serious() == []


def test_axe_would_find_what_is_wrong(visit):
    """Else that it finds nothing says nothing."""
    seen = visit()
    seen.to("/read").evaluate("document.querySelector('label[for=file]').remove()")
    seen.page.evaluate("document.querySelector('.lead').style.color = '#bbb'")
    assert {found["id"] for found in seen.serious()} == {"label", "color-contrast"}


def test_keys_lead_through_the_page_with_a_visible_focus(visit, paths):
    page = visit().to(paths["dispute"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    seen = []
    for _ in range(12):
        seen.append(
            page.evaluate(
                "(() => { const e = document.activeElement, s = getComputedStyle(e);"
                " return [e.tagName, s.outlineStyle, parseFloat(s.outlineWidth)]; })()"
            )
        )
        page.keyboard.press("Tab")
    assert all(style == "solid" and width >= 2 for tag, style, width in seen if tag != "BODY")
    assert {"INPUT", "SUMMARY"} <= {tag for tag, _, _ in seen}


def test_the_slider_replays_the_crisis(visit, paths):
    seen = visit()
    page = seen.to(paths["dispute"])
    before = page.locator("#as-of .verdict").all_inner_texts()
    stories = page.locator("#as-of .steps p").first.inner_text()
    slider = page.locator("#day")
    slider.focus()
    page.keyboard.press("Home")
    page.wait_for_url(re.compile(r"as_of=2015-11-24"))
    assert "as of 24 Nov 2015" in page.locator("#as-of").inner_text()
    assert page.locator("output").inner_text() == "24 Nov 2015"
    assert (page.locator("#as-of .verdict").all_inner_texts(), stories) != (before, page.locator("#as-of").inner_text())
    page.reload()
    assert page.locator("output").inner_text() == "24 Nov 2015"
    page.get_by_role("button", name="Play").click()
    page.wait_for_url(re.compile(r"as_of=2015-11-25"))
    assert seen.wrong == []


def test_a_party_alone_is_replayed_too(visit, paths):
    seen = visit()
    page = seen.to(paths["alone"])
    page.locator("#day").focus()
    page.keyboard.press("Home")
    page.wait_for_url(re.compile(r"/disputes/TUR\?as_of=2015-11-24"))
    assert "as of 24 Nov 2015" in page.locator("#as-of").inner_text()
    assert seen.wrong == []


def test_the_slider_is_a_form_without_scripts(visit, paths):
    page = visit(java_script_enabled=False).to(paths["dispute"])
    page.locator("#day").focus()
    page.keyboard.press("Home")
    page.get_by_role("button", name="Show", exact=True).click()
    assert page.url.endswith("/disputes/RUS/TUR?as_of=2015-11-24")
    assert "as of 24 Nov 2015" in page.locator("#as-of").inner_text()


def test_a_mark_of_the_drawing_leads_to_its_evidence(visit, paths):
    page = visit().to(paths["dispute"])
    page.locator("svg.course a:has(.hook)").first.focus()
    page.keyboard.press("Enter")
    target = page.locator(".item:target")
    assert target.is_visible()
    target.locator("summary").first.click()
    assert target.locator("blockquote").first.is_visible()
    target.locator("blockquote a").first.click()
    page.wait_for_url(re.compile(r"/stories/[0-9a-f]{64}#e\d+"))
    assert page.locator(".card:target").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_page_waits_for_who_writes_and_goes_on_by_itself(visit, kept, paths, monkeypatch, scripts):
    monkeypatch.setattr("detente.server.faults.RETRY_AFTER", 1)
    page = visit(java_script_enabled=scripts)
    code = "import sys; from detente.ledger import Ledger; l = Ledger.open(sys.argv[1]); print(1, flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(kept)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout.readline() == b"1\n"
        page.to(paths["timeline"])
        assert page.page.locator("h1").inner_text() == "The ledger is being written"
        assert not scripts or page.serious() == []
        process.stdin.close()
    page.page.locator("h1", has_text="Timeline").wait_for()


def test_on_a_phone_the_map_begins_where_most_happened(visit, paths):
    page = visit(viewport={"width": 390, "height": 844}).to(paths["places"])
    at = page.locator("svg.map :is(.spot, .area)").first.bounding_box()
    assert 0 < at["x"] + at["width"] / 2 < 390


def test_going_to_an_event_lights_up_its_words(visit, paths):
    page = visit(java_script_enabled=False).to(paths["story"] + "#e1")
    assert page.locator(".text .e1").first.evaluate("e => getComputedStyle(e).boxShadow") != "none"
    assert page.locator(".text .e2:not(.e1)").first.evaluate("e => getComputedStyle(e).boxShadow") == "none"


def test_a_sign_that_turns_the_way_of_writing_turns_nothing_outside_of_its_words(visit, paths):
    page = visit().to(paths["search"])
    title = page.locator(".found h2 a").first
    turned = "e => { e.textContent = 'abc \\u202e def'; e.after('XYZ'); }"
    title.evaluate(turned)
    left, right = title.evaluate(
        "e => { const r = document.createRange(); r.selectNode(e.nextSibling);"
        " return [e.getBoundingClientRect().right, r.getBoundingClientRect().left]; }"
    )
    assert right >= left - 1
    order = title.evaluate(
        "e => { const t = e.nextSibling, r = document.createRange(), at = n => (r.setStart(t, n), r.setEnd(t, n + 1),"
        " r.getBoundingClientRect().left); return [at(0), at(2)]; }"
    )
    assert order[0] < order[1]


@pytest.mark.parametrize("name", ["dispute", "dispute-as-of", "alone", "story", "incident", "words", "docs"])
def test_every_link_within_a_page_leads_somewhere_on_it(visit, paths, name):
    page = visit().to(paths[name])
    leads = "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
    found = page.evaluate(leads)
    assert len(found) >= (0 if name == "incident" else 1)
    assert [at for at in found if not page.evaluate("id => !!document.getElementById(id)", at)] == []


def test_paper_has_the_answers_and_no_forms(visit, paths):
    page = visit().to(paths["dispute"])
    page.emulate_media(media="print")
    assert page.locator(".verdict").first.is_visible()
    assert not page.locator("header nav").is_visible()
    assert not page.locator(".replay").is_visible()
    assert page.locator(".item blockquote").first.is_visible()  # what is folded on the screen is unfolded
    (SHOTS / "dispute.pdf").parent.mkdir(parents=True, exist_ok=True)
    page.pdf(path=SHOTS / "dispute.pdf")


def test_a_story_is_pasted_read_and_added(visit):
    page = visit(allowed=True).to("/read")
    page.locator("textarea[name=text]").fill(
        "OSLO, March 5 - Norway recalled its ambassador from Russia on Tuesday, 5 < 6 & so on."
    )
    page.locator("#published").fill("2031-03-05")
    page.get_by_role("button", name="Read it").click()
    assert "nothing is kept yet" in page.locator("main").inner_text()
    assert "SANCTION" in page.locator(".card .chip").first.inner_text()
    page.get_by_role("button", name="Add it to the ledger").click()
    page.wait_for_url(re.compile(r"/stories/[0-9a-f]{64}$"))
    assert "5 < 6 & so on" in page.locator(".text.body-text").inner_text()
    assert page.locator(".card .more a").first.get_attribute("href").startswith("/events/")


def test_a_file_is_dropped_and_read(visit, tmp_path):
    file = tmp_path / "story.html"
    file.write_text("<html><body><p>Norway recalled its ambassador from Sweden, 2 weeks on.</p></body></html>" * 3)
    page = visit().to("/read")
    page.locator("input[type=file]").set_input_files(os.fspath(file))
    page.get_by_role("button", name="Read it").click()
    assert "SANCTION" in page.locator(".card .chip").first.inner_text()
    assert "with its token" in page.locator("main").inner_text()  # who has no token may read and not add


def test_an_event_is_changed_and_the_change_undone(visit, paths):
    page = visit(allowed=True).to(paths["event"])
    page.get_by_text("Change it", exact=True).click()
    page.locator("#c-status").select_option("alleged")
    page.locator("#by-change").fill("Ada")
    page.get_by_role("button", name="Keep the change").click()
    page.wait_for_load_state()
    assert page.locator("main p .state").first.inner_text() == "alleged"
    assert "changed by Ada" in page.locator("main").inner_text()
    page.get_by_role("button", name=re.compile("Undo review")).first.click()
    page.wait_for_load_state()
    assert page.locator("main p .state").first.inner_text() == "happened"


def test_an_incident_is_split_and_the_split_undone(visit, paths):
    page = visit(allowed=True).to(paths["incident"])
    whole = page.locator("main .lead").inner_text()
    page.get_by_text("Split a telling off").click()
    page.locator("input[name=event]").last.check()
    page.locator("#by-split").fill("Ada")
    page.get_by_role("button", name="Split it off").click()
    page.wait_for_load_state()
    assert page.locator("main .lead").inner_text() != whole
    page.get_by_role("button", name=re.compile("Undo decision")).click()
    page.wait_for_load_state()
    page.goto(page.url.split("/incidents/")[0] + paths["incident"])
    assert page.locator("main .lead").inner_text() == whole
