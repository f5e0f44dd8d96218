"""Rows and frames for people who want the data, and the dictionary that says what is in them."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from detente.errors import DataError, UsageError
from detente.ledger import dictionary

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
made = import_module("bench.dictionary")

SHOT = {"who": "TUR", "act": "ASSAULT/195", "to": "RUS", "words": "shot down | a warplane", "day": "2015-11-24"}


@pytest.mark.parametrize(("kind", "library"), [("arrow", "pyarrow"), ("pandas", "pandas"), ("polars", "polars")])
def test_frames(ledger, story, kind, library):
    pytest.importorskip(library)
    ledger.add(story(SHOT, SHOT | {"words": "fired at | a boat"}))
    whole = ledger.frame("events", kind)
    assert type(whole).__module__.startswith(library)
    assert whole.shape == (2, len([c for c in dictionary.columns() if c.table == "events"]))
    assert ledger.frame("SELECT type FROM events WHERE cameo = ? LIMIT 1", kind, ["195"]).shape == (1, 1)


@pytest.mark.parametrize("kind", ["arrow", "pandas", "polars"])
def test_a_missing_library_is_named_with_its_extra(ledger, monkeypatch, kind):
    for library in ("pyarrow", "pandas", "polars"):
        monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=r"pip install 'detente\[frames\]'"):
        ledger.frame("events", kind)


def test_other_kinds_and_other_queries_are_refused(ledger):
    with pytest.raises(UsageError, match="arrow, pandas, polars"):
        ledger.frame("events", "excel")
    pytest.importorskip("pyarrow")
    for query in ("nowhere", "DROP TABLE events"):
        with pytest.raises(UsageError):
            ledger.frame(query)


def test_the_libraries_are_not_loaded_before_they_are_asked_for():
    code = "import sys, detente.ledger; print(*{'pyarrow', 'pandas', 'polars'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_every_column_has_its_meaning_and_the_page_is_up_to_date():
    assert len(dictionary.columns()) > 80
    assert made.FILE.read_text(encoding="utf-8") == made.page(), "run: python -m bench.dictionary"


def test_a_column_without_meaning_is_an_error(monkeypatch):
    known = dict(dictionary.meanings())
    del known["decisions"]
    monkeypatch.setattr(dictionary, "meanings", lambda: known)
    with pytest.raises(DataError, match=r"decisions\.note"):
        dictionary.columns()
