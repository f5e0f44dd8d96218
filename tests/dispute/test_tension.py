"""Tension over time: on each scale, per story, as of a day, with its changes."""

from __future__ import annotations

import random
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from detente.dispute import tension
from detente.dispute.changes import changes
from detente.errors import UsageError
from detente.ledger import Ledger
from detente.ledger.byhand import HandStory
from detente.ontology import SCALES, intensity
from detente.show.plot import BLOCKS, rows, sparkline, svg

FIRST = date(2015, 1, 5)


def story(n, act, words, day, to="TUR"):
    line = {"who": "RUS", "act": act, "to": to, "words": words, "day": day.isoformat()}
    return HandStory.model_validate({"id": f"s{n}", "published": day, "events": [line]}).reading()


@pytest.fixture(scope="module")
def ledger():
    """Ten quiet weeks of visits, then ten of force."""
    with Ledger.in_memory() as kept:
        for week in range(20):
            day = FIRST + timedelta(weeks=week)
            act, words = (
                ("CONSULT/042", f"visited | port {week}") if week < 10 else ("ASSAULT/195", f"bombed | depot {week}")
            )
            kept.add(story(week, act, words, day))
        yield kept


@pytest.mark.parametrize("scale", SCALES)
def test_each_scale_by_name(ledger, scale):
    found = tension(ledger, "RUS", "TUR", scale)
    assert found.scale == scale
    assert found.days[0].change == pytest.approx(-intensity("042", scale))
    assert found.days[-1].change == pytest.approx(-intensity("195", scale))


def test_the_change_of_course_and_its_evidence(ledger):
    (change,) = tension(ledger, "RUS", "TUR").changes
    assert change.day == FIRST + timedelta(weeks=10)
    assert change.before < 0 < change.after
    assert [i.words for i in change.because] == ["bombed depot 10"]


def test_as_of_uses_nothing_reported_later(ledger):
    then = tension(ledger, "RUS", "TUR", as_of=FIRST + timedelta(weeks=9))
    assert (len(then.days), then.changes, then.until) == (10, (), FIRST + timedelta(weeks=9))


def test_much_reporting_is_not_much_tension():
    with Ledger.in_memory() as kept:
        for n in range(6):
            kept.add(story(n, "ASSAULT/195", f"bombed | depot {n}", FIRST))
        many = tension(kept, "RUS", "TUR").days[-1]
    with Ledger.in_memory() as kept:
        kept.add(story(0, "ASSAULT/195", "bombed | a depot", FIRST))
        one = tension(kept, "RUS", "TUR").days[-1]
    assert many.stories == 6
    assert many.per_story == pytest.approx(one.per_story)


def test_what_is_no_scale_or_no_pair(ledger):
    with pytest.raises(UsageError, match="goldstein"):
        tension(ledger, "RUS", "TUR", "decibel")
    with pytest.raises(UsageError):
        tension(ledger, "RUS", "RUS")
    assert tension(ledger, "FRA", "GBR").days == ()


@pytest.mark.parametrize(
    ("means", "starts"), [([0], []), ([0, 8], [30]), ([0, 8, -8], [30, 60]), ([5, 5, 5], [])], ids=str
)
def test_changes_of_a_noisy_series(means, starts):
    draw = random.Random(7)
    series = [mean + draw.gauss(0, 1) for mean in means for _ in range(30)]
    found = changes(series)
    assert len(found) == len(starts)
    assert all(abs(a - b) <= 1 for a, b in zip(found, starts, strict=True))


def test_a_steady_or_short_series_has_no_change():
    assert changes([]) == changes([1.0]) == changes([3.0] * 40) == []


def test_one_outlier_is_no_new_course():
    draw = random.Random(3)
    series = [draw.gauss(0, 1) for _ in range(60)]
    series[30] = 4.0
    assert changes(series) == []


def test_the_line_of_blocks_rises(ledger):
    course = tension(ledger, "RUS", "TUR")
    line = sparkline(course.days, course.until, 30)
    assert len(line) == 30
    assert set(line) <= set(BLOCKS)
    assert line[-1] == BLOCKS[-1]
    assert line[0] < line[-1]
    assert sparkline(()) == ""


def test_the_rows_of_the_plot_fill_up_to_the_level():
    *drawn, axis = rows([0.0, 1.0, 2.0])
    columns = ["".join(line.ljust(13)[10 + n] for line in drawn) for n in range(3)]
    assert [sum(c in BLOCKS for c in column) for column in columns] == [0, 4, 8]
    assert axis.strip().startswith("0.0")


def test_the_svg_names_axes_unit_scale_and_source(ledger):
    course = tension(ledger, "RUS", "TUR", "icews")
    tree = ElementTree.fromstring(svg(course, "crisis.duckdb <2>"))
    said = " ".join(t.text for t in tree.iter("{http://www.w3.org/2000/svg}text"))
    assert "scale icews" in said
    assert "source: crisis.duckdb <2>" in said
    assert "5 Jan 2015" in said
    assert "Russia and" in said
    (line,) = tree.iter("{http://www.w3.org/2000/svg}polyline")
    assert len(line.get("points").split()) > 100
    empty = ElementTree.fromstring(svg(tension(ledger, "FRA", "GBR"), "x"))
    assert not list(empty.iter("{http://www.w3.org/2000/svg}polyline"))
