"""`detente incidents`, `merge`, `split`, `undo`, and `add` with a day that was forgotten."""

import json
import re

import pytest

STORY = "Norway met the envoy of Sweden"
pytestmark = pytest.mark.usefixtures("quick_reader")


@pytest.fixture
def ledger(detente_command, tmp_path):
    for name, text in (("a", STORY), ("b", f"Norwegian guards seized crews from {STORY.rsplit(maxsplit=1)[-1]}")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "x.duckdb"
    assert detente_command("add", path, tmp_path / "a.txt", tmp_path / "b.txt", "--published", "2014-07-28").status == 0
    return path


def test_incidents_list_tellings_with_their_ids(detente_command, ledger):
    done = detente_command("incidents", ledger)
    assert done.status == 0
    assert len(re.findall(r"^  [0-9a-f]{16}:0  2014-07-28", done.out, re.M)) == 2
    assert STORY in done.out
    found = json.loads(detente_command("incidents", ledger, "nor", "swe", "--format", "json").out)
    assert [i["type"] for i in found] == ["CONSULT", "CONSULT"]
    assert detente_command("incidents", ledger, "NOR", "FRA").out == ""
    assert detente_command("incidents", ledger, "NOR").status == 2
    assert detente_command("incidents", ledger, "--as-of", "2014-07-27").out == ""


def test_merge_split_and_undo(detente_command, ledger):
    ids = re.findall(r"^  ([0-9a-f]{16}:0)", detente_command("incidents", ledger).out, re.M)
    done = detente_command("merge", ledger, *ids, "--note", "one meeting")
    assert (done.status, done.out.startswith("decision 1, ")) == (0, True)
    listed = detente_command("incidents", ledger).out
    assert "2 tellings, 2 sources" in listed
    assert f"with {ids[0]}: by hand: decision 1" in listed or f"with {ids[1]}: by hand: decision 1" in listed
    assert detente_command("split", ledger, ids[0]).status == 0
    assert "2 tellings" not in detente_command("incidents", ledger).out
    assert detente_command("undo", ledger, 2).status == 0
    assert "2 tellings" in detente_command("incidents", ledger).out
    decisions = detente_command("undo", ledger).out.splitlines()
    assert [line.split(",")[0] for line in decisions] == ["decision 1", "decision 2"]
    assert "one meeting" in decisions[0]
    assert "undone" in decisions[1]


def test_what_is_not_there_is_named(detente_command, ledger):
    for words in (("merge", ledger, "none:0", "none:1"), ("split", ledger, "none:0"), ("undo", ledger, 7)):
        done = detente_command(*words)
        assert done.status == 2
        assert done.err.startswith("detente: ")


def test_a_forgotten_day_is_given_later(detente_command, tmp_path, quick_reader):
    story, path = tmp_path / "a.txt", tmp_path / "x.duckdb"
    story.write_text(STORY, encoding="utf-8")
    detente_command("add", path, story)
    again = detente_command("add", path, story)
    assert "1 known already" in again.err
    assert len(quick_reader) == 1
    done = detente_command("add", path, story, "--published", "2014-07-28")
    assert "1 completed" in done.err
    assert "2014-07-28" in detente_command("incidents", path).out
    assert "1 known already" in detente_command("add", path, story, "--published", "2015-01-01").err
    assert "2014-07-28" in detente_command("incidents", path).out


def test_copies_of_one_text_give_the_same_in_any_order(detente_command, tmp_path):
    copies = [
        {"id": "a", "text": STORY, "published": "2031-03-05", "outlet": "Post"},
        {"id": "b", "text": STORY, "published": "2031-03-12", "outlet": "Times", "title": "Envoy met"},
        {"id": "c", "text": STORY},
    ]
    seen = []
    for n, order in enumerate((copies, copies[::-1], [copies[1], copies[2], copies[0]])):
        path, file = tmp_path / f"{n}.duckdb", tmp_path / f"{n}.jsonl"
        file.write_text("".join(json.dumps(line) + "\n" for line in order), encoding="utf-8")
        first = detente_command("add", path, file).err
        assert "1 story added with 1 event, 2 known already\n" in first
        seen.append(re.sub(r'"learned": "[^"]*"', "", detente_command("export", path, "--to", "detente").out))
        assert "0 stories added with 0 events, 3 known already\n" in detente_command("add", path, file).err
    assert seen[0] == seen[1] == seen[2]
    story = json.loads(seen[0].replace(", ,", ","))["reading"]["article"]
    assert [story[n] for n in ("id", "published", "outlet", "title")] == ["a", "2031-03-05", "Post", "Envoy met"]
