"""Pages show what was read, escaped, marked, and with no other host."""

from __future__ import annotations

import importlib.util
import re
import sys
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from detente import Ledger
from detente.dispute import Answered
from detente.ingest import article_from_text
from detente.model import When
from detente.reading.pipeline import read_article
from detente.show import framed, page_of_alone, page_of_dispute, page_of_reading
from detente.show.docket import deed, print_alone, print_dispute, turns
from detente.show.spans import paragraphs
from detente.show.table import print_reading
from detente.show.words import around, when

spec = importlib.util.spec_from_file_location("samples", Path(__file__).parent / "samples.py")
assert spec is not None
assert spec.loader is not None
samples = importlib.util.module_from_spec(spec)
sys.modules["samples"] = samples
spec.loader.exec_module(samples)


@pytest.fixture
def dispute(tmp_path):
    with Ledger.create(tmp_path / "l.duckdb") as ledger:
        ledger.add(samples.reading())
        yield ledger.dispute("NOR", "VAL")


@pytest.fixture
def alone(tmp_path):
    with Ledger.create(tmp_path / "l.duckdb") as ledger:
        ledger.add(samples.reading())
        yield ledger.alone("NOR")


def printed(draw) -> str:
    console = Console(width=80, color_system=None, highlight=False)
    with console.capture() as captured:
        draw(console)
    return captured.get()


def test_the_table_has_all_that_an_event_says():
    out = printed(lambda console: print_reading(samples.reading(), console))
    flat = " ".join(out.split())
    for words in (
        "Oslo recalls envoy",
        "4 May 2011",
        "Harbour News",
        "SANCTION",
        "3 May 2011",
        "Bodo (NOR)",
        "planned",
    ):
        assert words in flat
    assert "“Norway recalled its ambassador" in flat
    assert "Kari Lund" in flat
    assert max(map(len, out.splitlines())) <= 80


def test_a_story_without_events_says_so():
    bare = samples.reading().model_copy(update={"events": ()})
    assert "No event was found" in printed(lambda console: print_reading(bare, console))
    assert "No event was found" in page_of_reading(bare)


def test_paragraphs_hold_the_whole_text_in_order():
    reading = samples.reading()
    shown = "".join(piece.text for paragraph in paragraphs(reading) for piece in paragraph.pieces)
    assert "".join(shown.split()) == "".join(reading.article.text.split())


def test_overlapping_spans_are_cut_where_either_begins_or_ends():
    pieces = [piece for paragraph in paragraphs(samples.reading()) for piece in paragraph.pieces]
    recalled = next(piece for piece in pieces if piece.text == "recalled")
    assert recalled.evidence == (1, 2, 3)
    assert recalled.triggers == recalled.ends == (1,)
    between = next(piece for piece in pieces if "its ambassador" in piece.text)
    assert between.evidence == (1, 2, 3)
    assert between.triggers == ()


def test_the_page_is_escaped_and_self_contained(dispute):
    for page in (page_of_reading(samples.reading()), page_of_dispute(dispute, [samples.reading()])):
        assert "<an apology>" not in page
        assert "&lt;an apology&gt; &amp; damages" in page
        assert not re.search(r"https?://|//[a-z]|<script|<link|@import|url\(", page)


def test_each_event_has_its_card_and_each_trigger_leads_to_it():
    page = page_of_reading(samples.reading())
    cards = set(re.findall(r'<li class="card q\d" id="(s1e\d+)"', page))
    assert cards == {"s1e1", "s1e2", "s1e3", "s1e4"}
    assert set(re.findall(r'href="#(s1e\d+)"', page)) == cards
    assert len(re.findall(r'id="', page)) == len(set(re.findall(r'id="([^"]+)"', page)))


def test_unknown_days_are_shown_with_their_reason():
    assert "not known: no day in the clause" in page_of_reading(samples.reading())


def test_the_docket_shows_lanes_answers_and_words(dispute):
    out = printed(lambda console: print_dispute(dispute, console))
    page = page_of_dispute(dispute, [samples.reading()])
    for words in ("Measures in force", "Demands and their answers", "Scheduled", "Norway"):
        assert words in out
        assert words in page
    assert "“Norway recalled" in out
    assert 'href="#story1"' in page
    assert max(map(len, out.splitlines())) <= 80


def test_of_answers_alike_in_a_row_the_first_is_shown():
    answers = [Answered(incident=str(n), how=how, reason="", evidence=()) for n, how in enumerate("ammarr")]
    assert [a.incident for a in turns(answers)] == ["0", "1", "3", "4"]


@pytest.fixture
def quarrel():
    text = (
        "Ghana banned fish from Togo on Monday and recalled its envoy from Lome. "
        "Imports of Togolese cloth, still on their way, were forbidden. "
        "Nigeria urged Ghana and Togo to settle the dispute. Togo rejected that appeal on Tuesday."
    )
    with Ledger.in_memory() as ledger:
        ledger.add(read_article(article_from_text(text, id="s", published=date(2012, 5, 4))))
        yield ledger.dispute("GHA", "TGO")


def test_a_sentence_is_quoted_in_a_lane_once(quarrel):
    out = " ".join(printed(lambda console: print_dispute(quarrel, console)).split())
    lane = out.partition("Measures in force")[2].partition("Demands and")[0]
    assert lane.count("“Ghana banned fish from Togo on Monday") == 1
    assert "“… recalled its envoy from Lome …”" in lane


def test_what_a_third_party_asks_is_shown_as_its_pressure_and_not_again(quarrel):
    out = printed(lambda console: print_dispute(quarrel, console))
    assert "Nigeria on Togo: Togo refused it" in out
    assert "Nigeria → Ghana, Togo" not in out
    assert "refused: “Togo rejected that appeal on Tuesday.”" in out


def test_a_lone_verb_is_told_with_what_was_done(quarrel):
    found = {deed(m) for m in quarrel.docket.measures}
    assert "Imports of Togolese cloth, still on their way, were forbidden" in found


def test_acts_that_show_nothing_are_not_listed(quarrel):
    out = printed(lambda console: print_dispute(quarrel, console))
    lines = [line for line in out.splitlines() if "gives way on the matter itself" in line]
    after = [out.splitlines()[out.splitlines().index(line) + 1].strip() for line in lines]
    assert all(line.startswith(("for:", "against:", "would")) for line in after)


def test_the_page_of_one_party_says_what_the_terminal_does(alone):
    out = printed(lambda console: print_alone(alone, console))
    page = page_of_alone(alone, [samples.reading()])
    headings = [line for line in out.splitlines() if f"<h3>{line}</h3>" in page]
    pressed = ["What others ask of it and do to it", "What it asks of others and does to them"]
    assert headings == [*pressed, "Meetings with others"]
    assert page.count("<h3>") == len(headings)
    assert "<h1>Norway and all others</h1>" in page
    assert 'href="#story1"' in page
    assert "<an apology>" not in page


def test_one_party_of_whom_nothing_is_told(tmp_path):
    with Ledger.create(tmp_path / "l.duckdb") as ledger:
        page = page_of_alone(ledger.alone("NOR"))
    assert "Nothing is reported between Norway and others." in page
    assert "<h3>" not in page


def test_several_days_on_one_page(dispute):
    page = page_of_dispute([dispute, dispute])
    assert page.count('<section class="as-of"') == 2
    assert 'href="#day2"' in page


def test_a_frame_keeps_the_page_apart():
    frame = framed("<p>'\"&</p>")
    assert frame.startswith('<iframe srcdoc="&lt;p&gt;')
    assert "sandbox" in frame


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ("2015-12-02", "2015-12-02", "day", "2 Dec 2015"),
        ("2015-12-03", "2015-12-04", "day", "3–4 Dec 2015"),
        ("2015-11-30", "2015-12-06", "week", "30 Nov – 6 Dec 2015"),
        ("2015-12-30", "2016-01-02", "week", "30 Dec 2015 – 2 Jan 2016"),
        ("2015-11-01", "2015-11-30", "month", "Nov 2015"),
        ("2015-01-01", "2015-12-31", "year", "2015"),
        (None, "2015-12-02", "before", "before 2 Dec 2015"),
        ("2015-12-02", None, "after", "after 2 Dec 2015"),
    ],
)
def test_days_in_words(start, end, precision, words):
    day = date.fromisoformat
    value = When(start=day(start) if start else None, end=day(end) if end else None, precision=precision)
    assert when(value) == words


def test_long_evidence_is_cut_at_words_around_its_trigger():
    reading = samples.reading()
    event = reading.events[1]
    before, core, after = around(event, reading, most=90)
    assert core == "rammed"
    assert before.startswith("… ")
    assert after.endswith(" …")
    whole = " ".join(reading.article.text.split())
    assert before.removeprefix("… ").strip() in whole
    assert after.removesuffix(" …").strip() in whole


def test_text_and_its_background_differ_enough():
    """WCAG AA asks for a contrast of 4.5 for text, in light and in dark."""
    css = (Path(__file__).parents[2] / "src/detente/show/templates/page.css").read_text(encoding="utf-8")
    light, dark = (dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", part)) for part in css.split("@media (prefers")[:2])
    for theme in (light, dark):
        on_paper = [(theme[a], theme[b]) for a in ("ink", "soft", "q1", "q2", "q3", "q4") for b in ("paper", "card")]
        on_marks = [(theme[a], theme[f"b{n}"]) for n in range(1, 5) for a in ("ink", f"q{n}")]
        for fore, back in on_paper + on_marks:
            assert contrast(fore, back) >= 4.5, (fore, back)


def contrast(a: str, b: str) -> float:
    lighter, darker = sorted((luminance(a), luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
