"""`detente review`: corrections on the command line, listed, undone and exported."""

import json
import re

import pytest

pytestmark = pytest.mark.usefixtures("quick_reader")


@pytest.fixture
def ledger(detente_command, tmp_path):
    story, path = tmp_path / "a.txt", tmp_path / "x.duckdb"
    story.write_text("Norway met the envoy of Sweden", encoding="utf-8")
    assert detente_command("add", path, story, "--published", "2014-07-28").status == 0
    return path


@pytest.fixture
def event(detente_command, ledger):
    return re.findall(r"^  ([0-9a-f]{16}:0)", detente_command("incidents", ledger).out, re.M)[0]


def incidents(detente_command, ledger):
    return json.loads(detente_command("incidents", ledger, "--format", "json").out)


def test_change_list_and_undo(detente_command, ledger, event):
    words = ("type=COERCE", "source=FIN+NOR", "date=2014-07-01..2014-07-20", "place=")
    done = detente_command("review", ledger, event, "change", *(w for s in words for w in ("--set", s)), "--by", "Ada")
    assert done.status == 0
    assert done.out.startswith("review 1, ")
    assert "by Ada" in done.out
    (incident,) = incidents(detente_command, ledger)
    assert (incident["type"], incident["source"]) == ("COERCE", ["FIN", "NOR"])
    assert (incident["date"]["start"], incident["date"]["precision"]) == ("2014-07-01", "month")
    assert (
        detente_command(
            "review", ledger, event, "change", "--actor", "target.0", "--set", "code=DNK", "--by", "Bo"
        ).status
        == 0
    )
    assert incidents(detente_command, ledger)[0]["target"] == ["DNK"]
    assert len(detente_command("review", ledger).out.splitlines()) == 2
    assert "undone" in detente_command("review", ledger, "--undo", "1").out
    assert incidents(detente_command, ledger)[0]["type"] == "CONSULT"
    assert detente_command("review", ledger, event, "reject", "--by", "Ada").status == 0
    assert incidents(detente_command, ledger) == []
    labels = [json.loads(line) for line in detente_command("review", ledger, "--export").out.splitlines()]
    assert [(label["kind"], label["verdict"], label["by"]) for label in labels] == [
        ("actor", "change", "Bo"), ("event", "reject", "Ada"),
    ]  # fmt: skip


def test_what_cannot_be_is_named(detente_command, ledger, event):
    for words in (
        (event,), (event, "perhaps"), (event, "change"), (event, "change", "--set", "type"), ("x:0", "accept"),
        (event, "change", "--set", "nix=1"), (event, "change", "--set", "date=soon"), ("--undo", "3"),
        (event, "change", "--actor", "source.5", "--set", "code=FIN"),
    ):  # fmt: skip
        done = (
            detente_command("review", ledger, *words, "--by", "Ada")
            if words[0] != "--undo"
            else detente_command("review", ledger, *words)
        )
        assert done.status == 2, words
        assert done.err.startswith("detente: ")
    assert detente_command("review", ledger).out == ""


def test_without_a_name_it_is_the_users(detente_command, ledger, event, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "ada")
    assert "by ada" in detente_command("review", ledger, event, "accept").out

    def nobody():
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    done = detente_command("review", ledger, event, "accept")
    assert (done.status, "--by" in done.err) == (2, True)
