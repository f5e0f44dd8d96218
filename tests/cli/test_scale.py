"""`add` and `annotate` by several processes: the same bytes as by one."""

from __future__ import annotations

import json
import re

import pytest

PAIRS = [("Norway", "Russia"), ("Chad", "Sudan"), ("Peru", "Chile"), ("Serbia", "Croatia")]


@pytest.fixture(scope="module")
def stories(tmp_path_factory):
    """More than one batch of stories, some of which cannot be read and one of which comes twice."""
    file = tmp_path_factory.mktemp("stories") / "stories.jsonl"
    lines = [
        {
            "id": f"{n}",
            "published": "2031-03-05",
            "text": f"{a} recalled its envoy from {b} on {n} March. {b} denied it.",
        }
        for n in range(1, 11)
        for a, b in PAIRS
    ]
    lines[7:7] = [{"id": "no text"}, {"id": "empty", "text": ""}, lines[0]]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return file


def exported(detente_command, ledger):
    done = detente_command("export", ledger, "--to", "detente")
    assert done.status == 0
    return re.sub(r'"learned": ?"[^"]*"', "", done.out)


def test_the_number_of_workers_changes_nothing(detente_command, stories, tmp_path):
    ledgers, reports = [tmp_path / f"{n}.duckdb" for n in (1, 2)], [tmp_path / f"{n}.jsonl" for n in (1, 2)]
    done = [
        detente_command("add", ledger, stories, "--workers", n, "--report", report)
        for n, ledger, report in zip((1, 2), ledgers, reports, strict=True)
    ]
    assert [one.status for one in done] == [1, 1]
    assert "40 stories added" in done[0].err
    assert "1 known already, 2 refused (1 malformed, 1 not-a-story)" in done[0].err
    assert done[0].err.replace("1.duckdb", "2.duckdb") == done[1].err
    one, two = (exported(detente_command, ledger) for ledger in ledgers)
    assert len(one.splitlines()) == 40
    assert one == two
    report = [json.loads(line)["error"] for line in reports[1].read_text(encoding="utf-8").splitlines()]
    assert [error["code"] for error in report] == ["malformed", "not-a-story"]
    assert reports[0].read_bytes() == reports[1].read_bytes()


def test_annotate_by_two_gives_the_same_lines(detente_command, stories, tmp_path):
    few = tmp_path / "few.jsonl"
    few.write_text("".join(stories.read_text(encoding="utf-8").splitlines(keepends=True)[5:9]), encoding="utf-8")
    one, two = (detente_command("annotate", few, "--layers", "events", "--workers", n) for n in (1, 2))
    assert one.out == two.out
    assert len(one.out.splitlines()) == 4
    assert (one.status, two.status) == (1, 1)


@pytest.mark.parametrize("name", ["l.duckdb", "new.duckdb", "stories.jsonl"])
def test_a_report_never_takes_the_place_of_the_ledger_or_a_story(detente_command, stories, tmp_path, name):
    ledger = tmp_path / ("new.duckdb" if name.startswith("new") else "l.duckdb")
    story = tmp_path / "stories.jsonl"
    story.write_bytes(stories.read_bytes())
    if ledger.name == "l.duckdb":
        detente_command("add", ledger, story)
    before = {file: file.read_bytes() for file in (ledger, story) if file.exists()}
    done = detente_command("add", ledger, story, "--report", tmp_path / name)
    assert done.status == 2
    assert f"{name}: is the ledger or one of the stories, which would be lost" in done.err
    assert {file: file.read_bytes() for file in (ledger, story) if file.exists()} == before


def test_a_report_that_cannot_be_written(detente_command, stories, tmp_path):
    done = detente_command("add", tmp_path / "l.duckdb", stories, "--report", tmp_path / "none" / "report")
    assert done.status == 2
    assert "cannot be written" in done.err
    assert not (tmp_path / "l.duckdb").exists()


def test_fewer_workers_than_none(detente_command, stories, tmp_path):
    assert detente_command("add", tmp_path / "l.duckdb", stories, "--workers", "-1").status == 2


def test_files_and_what_is_refused(detente_command, tmp_path):
    daft = pytest.importorskip("daft", reason="the extra scale is not installed")
    texts = ["Norway recalled its ambassador.", "", "Chad accused Sudan of arming rebels.", None]
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    source.write_text(
        "".join(json.dumps({"id": str(n), "text": t}) + "\n" for n, t in enumerate(texts)), encoding="utf-8"
    )
    done = detente_command("annotate", "--engine", "daft", "--layers", "actors", source, out)
    assert (done.status, done.err.splitlines()[-1]) == (1, f"{out}: 4 records annotated, 2 of them refused")
    alone = detente_command("annotate", "--layers", "actors", source).out.splitlines()
    written = daft.read_parquet(str(out)).sort("id").to_pydict()  # an engine writes rows as they are done
    assert written["annotation"][0] == alone[0]
    assert written["id"] == ["0", "1", "2", "3"]
    assert detente_command("annotate", "--engine", "daft", source, out).status == 2


@pytest.mark.parametrize("words", [["--engine", "daft", "a.parquet"], ["a.jsonl", "out"]])
def test_an_engine_and_where_to_write_need_each_other(detente_command, words):
    assert detente_command("annotate", *words).status == 2
