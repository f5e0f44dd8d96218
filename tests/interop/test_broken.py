"""Whatever stands in a file, the rest goes on: no reader ends in anything but an error of the one tree."""

from __future__ import annotations

import io
import json
import sys
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import DetenteError
from detente.interop import FORMATS, export, load
from detente.interop.gdelt import SECOND
from detente.interop.telling import reading_of as kept_as
from detente.ledger import Ledger

sys.path.insert(0, str(Path(__file__).parent))
made = import_module("interop_made")
DATA = Path(__file__).parent / "data"
ODD = [
    "",
    "None",
    "nan",
    "inf",
    "-1e400",
    "\ud800",
    "9" * 30,
    "0000-00-00",
    "00010101",
    '"',
    "\0",
    "{",
    "[" * 3000,
    "é;|\r",
]
PARTIES = ({"code": "RUS", "name": "Moscow"},), ({"code": "TUR", "name": "Ankara"},)


def sample(name):
    """A sound file of a format."""
    for suffix in (".tab", ".csv"):
        if (DATA / f"{name}{suffix}").exists():
            return (DATA / f"{name}{suffix}").read_bytes()
    out = io.BytesIO()
    with Ledger.in_memory() as ledger:
        ledger.add(made.reading_of("195", *PARTIES, day=(date(2015, 11, 24),) * 2, url="http://example.org"))
        export(ledger, name, out)
    return out.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("broken")


@pytest.mark.parametrize("name", [n for n, f in FORMATS.items() if f.read and n not in ("ucdp-ged", "parquet")])
def test_broken_files(name, folder):
    whole = sample(name)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(st.integers(0, len(whole)), st.sampled_from(ODD), st.integers(0, 40), st.binary(max_size=20))
    def check(at, odd, cut, noise):
        file = folder / f"{name}.txt"
        file.write_bytes(whole[:at] + odd.encode("utf-8", "surrogatepass") + noise + whole[at + cut :])
        one = FORMATS[name]
        with suppress(DetenteError):
            for found in one.read(file):
                if hasattr(found.what, "dataset") and hasattr(found.what, "cameo"):
                    kept_as(found.what)

    check()


@pytest.mark.parametrize("odd", ODD)
def test_every_cell_may_hold_anything(odd, folder, ledger):
    row = dict.fromkeys(SECOND, "1") | {"EventCode": "195", "Actor1Code": "RUS", "SQLDATE": "20151124"}
    rows = ["\t".join((row | {name: odd.replace("\ud800", "�")}).values()) for name in SECOND]
    file = folder / "cells.csv"
    file.write_text("\n".join(rows), encoding="utf-8", newline="\n")
    done = load(ledger, file, "gdelt-2")
    assert done.refused + done.events + done.known + sum(done.left_out.values()) >= len(SECOND) - 1
    assert ledger.verify().sound


def test_json_that_is_no_text(ledger, folder):
    record = {"event": "ASSAULT", "id": "\ud800", "publication": "\ud800", "text": "a \ud800 b", "source": ["RUS"]}
    (folder / "odd.json").write_text(json.dumps(record), encoding="utf-8")
    assert load(ledger, folder / "odd.json", "plover").events == 1
    assert ledger.verify().sound


def test_a_point_off_the_globe_is_refused(ledger, folder):
    row = dict.fromkeys(SECOND, "1") | {"EventCode": "195", "SQLDATE": "20151124", "DATEADDED": "20151124000000"}
    row |= {"ActionGeo_Type": "4", "ActionGeo_Lat": "123"}
    (folder / "globe.csv").write_text("\t".join(row.values()) + "\n", encoding="utf-8")
    refused = []
    load(ledger, folder / "globe.csv", "gdelt-2", refused.append)
    assert [error.message for error in refused] == ["no place on the globe: 123.0, 1.0"]
