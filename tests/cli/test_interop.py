"""`detente export` and `detente import` as they are typed."""

from __future__ import annotations

import csv
import errno
import io
import os
from pathlib import Path

import pytest

from detente.ledger import Ledger
from detente.ledger.byhand import HandStory

ICEWS = Path(__file__).parents[1] / "interop" / "data" / "icews.tab"
SHOT = {"who": "TUR", "act": "ASSAULT/195", "to": "RUS", "words": "shot down | a warplane", "day": "2015-11-24"}
DENIED = {"who": "RUS", "act": "ASSAULT/194", "to": "TUR", "words": "shelled | a village", "status": "denied"}


@pytest.fixture
def crisis(tmp_path):
    with Ledger.create(tmp_path / "crisis.duckdb") as ledger:
        ledger.add(HandStory.model_validate({"published": "2015-11-25", "events": [SHOT, DENIED]}).reading())
    return tmp_path / "crisis.duckdb"


def test_export_to_standard_output_says_what_is_lost(detente_command, crisis):
    done = detente_command("export", crisis, "--to", "icews")
    rows = list(csv.DictReader(io.StringIO(done.out), delimiter="\t"))
    assert done.status == 0
    assert [(r["Source Country"], r["CAMEO Code"], r["Event Date"]) for r in rows] == [("Turkey", "195", "2015-11-24")]
    assert "1 row of ICEWS" in done.err
    assert "left out: 1 with status denied" in done.err
    assert "icews does not hold words: no column for them" in done.err


def test_export_of_a_part_into_a_file_and_back(detente_command, crisis, tmp_path):
    out = tmp_path / "part.jsonl"
    words = ("--between", "rus", "TUR", "--type", "assault", "--since", "2015-11-01", "--until", "2015-11-30")
    done = detente_command("export", crisis, "--to", "detente", "--out", out, *words, "--as-of", "2015-12-01")
    assert (done.status, done.out) == (0, "")
    assert "does not hold" not in done.err
    back = detente_command("import", tmp_path / "new.duckdb", out)
    assert back.status == 0
    assert "1 row of detente, 1 event added" in back.err
    again = detente_command("import", tmp_path / "new.duckdb", out)
    assert "0 events added, 1 known already" in again.err


def test_import_names_bad_rows_and_goes_on(detente_command, tmp_path):
    done = detente_command("import", tmp_path / "new.duckdb", ICEWS)
    assert done.status == 1
    assert "icews.tab: row 3: no CAMEO code: 13y" in done.err
    assert "3 rows of icews, 2 events added, 1 refused" in done.err
    assert detente_command("verify", tmp_path / "new.duckdb").status == 0


def test_of_many_bad_rows_only_the_first_are_named(detente_command, tmp_path):
    bad = tmp_path / "bad.tab"
    head, *_, last = ICEWS.read_text(encoding="utf-8").splitlines()
    bad.write_text("\n".join([head] + [last] * 30), encoding="utf-8")
    done = detente_command("import", tmp_path / "new.duckdb", bad)
    assert done.err.count("no CAMEO code") == 20
    assert "10 more rows refused" in done.err


def test_wrong_words(detente_command, crisis, tmp_path):
    assert detente_command("export", crisis, "--to", "excel").status == 2
    assert detente_command("export", crisis, "--to", "ucdp-ged").status == 2
    assert detente_command("export", crisis, "--to", "csv", "--since", "soon").status == 2
    assert detente_command("export", tmp_path / "none.duckdb", "--to", "csv").status == 1
    assert detente_command("import", tmp_path / "new.duckdb", ICEWS, "--from", "excel").status == 2
    assert detente_command("import", tmp_path / "new.duckdb", tmp_path / "none").status == 1
    unknown = tmp_path / "unknown.csv"
    unknown.write_text("a,b\n1,2\n", encoding="utf-8")
    assert "name it with --from" in detente_command("import", tmp_path / "new.duckdb", unknown).err


@pytest.mark.parametrize(("trouble", "status"), [(errno.ENOSPC, 1), (errno.EROFS, 1), (errno.ENOENT, 2)])
def test_a_disk_that_takes_no_export_is_not_a_fault_of_the_words(detente_command, crisis, monkeypatch, trouble, status):
    def refuse(*_):
        raise OSError(trouble, os.strerror(trouble))

    monkeypatch.setattr(Path, "replace", refuse)
    out = crisis.with_name("out.csv")
    done = detente_command("export", crisis, "--to", "csv", "--out", out)
    assert done.status == status
    assert done.err == f"detente: {out}: cannot be written: {os.strerror(trouble)}\n"
    assert [file.name for file in crisis.parent.iterdir()] == [crisis.name]


def test_a_disk_for_reading_only(detente_command, crisis, monkeypatch):
    def refuse(*_, **__):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    done = detente_command("export", crisis, "--to", "csv", "--out", crisis.with_name("out.csv"))
    assert done.status == 1
    assert done.err.endswith("out.csv: cannot be written: Read-only file system\n")


@pytest.mark.parametrize("name", ["crisis.duckdb", "x/../crisis.duckdb", "link.duckdb"])
def test_an_export_never_takes_the_place_of_the_ledger(detente_command, crisis, tmp_path, name):
    (tmp_path / "x").mkdir()
    (tmp_path / "link.duckdb").symlink_to(crisis)
    before = crisis.read_bytes()
    done = detente_command("export", crisis, "--to", "csv", "--out", tmp_path / name)
    assert done.status == 2
    assert "is the ledger itself, which would be lost" in done.err
    assert crisis.read_bytes() == before


@pytest.mark.parametrize("form", ["parquet", "plover"])
def test_rows_are_counted_as_the_file_has_them(detente_command, crisis, tmp_path, form):
    pytest.importorskip("pyarrow")
    out = tmp_path / f"crisis.{form}"
    assert "2 rows of" in detente_command("export", crisis, "--to", form, "--out", out).err
    back = detente_command("import", tmp_path / "new.duckdb", out)
    assert f"2 rows of {form}, 2 events added" in back.err, "though they are of one story"


def test_a_day_that_stands_for_none_is_refused(detente_command, tmp_path):
    odd = tmp_path / "odd.tab"
    odd.write_bytes(ICEWS.read_bytes().replace(b"2015-", b"9999-"))
    done = detente_command("import", tmp_path / "new.duckdb", odd)
    assert done.status == 1
    assert "row 1: stands for no date: 9999-" in done.err


def test_a_folder_is_no_event_data(detente_command, tmp_path):
    done = detente_command("import", tmp_path / "new.duckdb", tmp_path)
    assert (done.status, done.err) == (1, f"detente: {tmp_path}: cannot be read: Is a directory\n")
