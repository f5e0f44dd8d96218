"""`detente tension` draws on the terminal, into a file, and gives figures."""

from __future__ import annotations

import json

import pytest

from detente.ledger import Ledger
from detente.ledger.byhand import HandStory

STORIES = [
    {"id": "1", "published": "2015-11-29", "events": [
        {"who": "RUS", "act": "SANCTION/163", "to": "TUR", "words": "banned | imports of fruit", "day": "2015-11-28"}]},
    {"id": "2", "published": "2016-06-28", "events": [
        {"who": "TUR", "act": "SUPPORT/055", "to": "RUS", "words": "apologized", "day": "2016-06-27"}]},
]  # fmt: skip


@pytest.fixture
def kept(tmp_path):
    with Ledger.create(tmp_path / "x.duckdb") as ledger:
        for story in STORIES:
            ledger.add(HandStory.model_validate(story).reading())
    return tmp_path / "x.duckdb"


def test_the_plot_and_the_file(detente_command, kept, tmp_path):
    done = detente_command("tension", kept, "rus", "TUR", "--scale", "goldstein", "--svg", tmp_path / "t.svg")
    assert done.status == 0
    assert "goldstein" in done.out
    assert "█" in done.out
    assert max(map(len, done.out.splitlines())) <= 80
    assert "x.duckdb" in (tmp_path / "t.svg").read_text(encoding="utf-8")


def test_figures_as_of_a_day(detente_command, kept):
    done = detente_command("tension", kept, "RUS", "TUR", "--json", "--as-of", "2016-01-01")
    found = json.loads(done.out)
    assert [d["day"] for d in found["days"]] == ["2015-11-28"]
    assert found["days"][0]["change"] > 0


def test_wrong_words(detente_command, kept, tmp_path):
    assert detente_command("tension", kept, "RUS", "TUR", "--scale", "decibel").status == 2
    assert detente_command("tension", kept, "RUS", "TUR", "--svg", tmp_path / "no" / "t.svg").status == 2
    assert detente_command("tension", tmp_path / "none", "RUS", "TUR").status == 1


def test_a_dispute_shows_the_line(detente_command, kept):
    assert "█" in detente_command("dispute", kept, "RUS", "TUR").out
