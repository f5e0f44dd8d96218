"""The commands: what they take, what they give, what they refuse, and their exit status."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys

import pytest

from detente.cli import ledgers
from detente.ingest import article_from_text

PLAIN = "Norway closed its embassy in Tripoli on Monday, the foreign minister told Sweden"
pytestmark = pytest.mark.usefixtures("quick_reader")


def line(**fields: object) -> str:
    return json.dumps(fields)


def lines(out: str) -> list[dict]:
    return [json.loads(row) for row in out.splitlines()]


def test_read_shows_a_page_of_80_columns_without_colour(detente_command, tmp_path):
    story = tmp_path / "story.txt"
    story.write_text(f"Embassy closed\n\n{PLAIN}.", encoding="utf-8")
    done = detente_command("read", story, "--published", "2014-07-28")
    assert done.status == 0
    assert "Embassy closed" in done.out
    assert "28 July 2014" in done.out
    assert "CONSULT" in done.out
    assert "\x1b" not in done.out
    assert max(map(len, done.out.splitlines())) <= 80


def test_read_from_standard_input_as_json_lines(detente_command):
    done = detente_command("read", "-", "--format", "jsonl", stdin=PLAIN.encode())
    (reading,) = lines(done.out)
    assert reading["article"]["text"] == PLAIN
    assert reading["events"][0]["because"] == "rule X/y"


def test_read_as_json_is_one_list(detente_command, tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(PLAIN + name, encoding="utf-8")
    done = detente_command("read", tmp_path, "-r", "--format", "json")
    assert len(json.loads(done.out)) == 2


def test_read_as_html(detente_command):
    done = detente_command("read", "-", "--format", "html", stdin=PLAIN.encode())
    assert done.out.startswith("<!doctype html>")


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(detente_command, tmp_path):
    story = tmp_path / "story.txt"
    story.write_text(PLAIN, encoding="utf-8")
    empty = tmp_path / "empty.txt"
    empty.touch()
    done = detente_command("read", tmp_path / "none.txt", empty, tmp_path, story, "--format", "jsonl")
    assert done.status == 1
    assert len(lines(done.out)) == 1
    assert done.err.splitlines() == [
        f"detente: {tmp_path / 'none.txt'}: there is no such file",
        f"detente: {empty}: is empty",
        f"detente: {tmp_path}: is a directory; add --recursive to read the stories in it",
    ]


def test_a_day_given_fills_in_and_does_not_overrule(detente_command):
    records = [line(id="a", text=PLAIN, published="2014-07-28"), line(id="b", text=PLAIN)]
    stdin = "\n".join(records).encode()
    done = detente_command("read", "-", "--format", "jsonl", "--published", "2014-08-01", stdin=stdin)
    assert [found["article"]["published"] for found in lines(done.out)] == ["2014-07-28", "2014-08-01"]


@pytest.mark.parametrize(
    "words",
    [
        ["read"],
        ["read", "x.txt", "--format", "xml"],
        ["read", "x.txt", "--published", "yesterday"],
        ["nothing"],
        ["annotate", "--layers", "events,colours"],
        ["annotate", "--wrong"],
    ],
)
def test_wrong_words_give_status_2(detente_command, words):
    done = detente_command(*words)
    assert done.status == 2
    assert "Traceback" not in done.err
    assert done.err.strip()


def test_annotate_gives_one_line_for_each_in_order(detente_command):
    records = [
        line(id="a", text=PLAIN),
        "{broken",
        line(id="c", text=""),
        line(id=4, text=PLAIN, gold={"left": "alone"}),
    ]
    done = detente_command("annotate", stdin=("\n".join(records) + "\n").encode())
    found = lines(done.out)
    assert done.status == 1
    assert [row["id"] for row in found] == ["a", None, "c", "4"]
    assert set(found[0]) == {"id", "events", "times", "places", "attributions", "actors"}
    assert found[1]["error"]["code"] == "malformed"
    assert found[2]["error"] == {"code": "not-a-story", "message": "is empty", "subject": "c"}


def test_annotate_gives_the_layers_asked_for(detente_command):
    done = detente_command("annotate", "--layers", "places,events", stdin=line(id="a", text=PLAIN).encode())
    assert list(lines(done.out)[0]) == ["id", "events", "places"]
    assert done.status == 0


def test_a_story_that_trips_the_reader_takes_no_other_with_it(detente_command):
    records = [
        line(id="a", text=PLAIN),
        line(id="b", text="This will trip the reader for sure."),
        line(id="c", text=PLAIN),
    ]
    done = detente_command("annotate", stdin="\n".join(records).encode())
    found = lines(done.out)
    assert [("error" in row) for row in found] == [False, True, False]
    assert "tripped" in found[1]["error"]["message"]
    assert done.status == 1


def test_annotate_many_lines_keeps_their_order(detente_command):
    records = [line(id=str(n), text=PLAIN) if n % 7 else "[]" for n in range(150)]
    done = detente_command("annotate", "--layers", "events", stdin="\n".join(records).encode())
    assert [row["id"] for row in lines(done.out)] == [str(n) if n % 7 else None for n in range(150)]


def test_annotate_a_missing_file(detente_command, tmp_path):
    done = detente_command("annotate", tmp_path / "none.jsonl")
    assert (done.status, done.err) == (1, f"detente: {tmp_path / 'none.jsonl'}: there is no such file\n")


def test_relate(detente_command):
    good = line(id="a", text=PLAIN, source=[{"start": 0, "end": 6}], target=[{"start": 30, "end": 37}])
    outside = line(id="b", text=PLAIN, source=[{"start": 0, "end": 999}], target=[{"start": 1, "end": 2}])
    done = detente_command("relate", stdin=f"{good}\n{outside}\n{line(id='c', text=PLAIN)}\n".encode())
    first, second, third = lines(done.out)
    assert done.status == 1
    assert first["id"] == "a"
    assert first["because"] == {"start": 0, "end": 37, "rule": "rule X/y"}
    assert {"type", "cameo", "quad", "status", "confidence"} <= set(first)
    assert second["error"]["code"] == third["error"]["code"] == "malformed"


def test_add_can_be_run_again_and_reads_only_what_is_new(detente_command, tmp_path, quick_reader):
    ledger = tmp_path / "crisis.duckdb"
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(f"Report {n}. {PLAIN}", encoding="utf-8")
    first = detente_command("add", ledger, tmp_path / "0.txt", tmp_path / "1.txt", "--published", "2014-07-28")
    assert first.status == 0
    assert "2 stories added with 2 events" in first.err
    quick_reader.clear()
    again = detente_command("add", ledger, *sorted(tmp_path.glob("*.txt")), tmp_path / "none.txt")
    assert again.status == 1
    assert "1 story added with 1 event, 2 known already, 1 refused" in again.err
    assert "1 without a day of publication, which --published gives" in again.err
    assert "without a day" not in first.err
    assert len(quick_reader) == 1


def test_what_was_kept_before_a_break_is_not_read_again(detente_command, tmp_path, quick_reader, monkeypatch):
    ledger, stories = tmp_path / "crisis.duckdb", tmp_path / "stories.jsonl"
    stories.write_text("\n".join(line(id=str(n), text=f"Report {n}. {PLAIN}") for n in range(40)), encoding="utf-8")
    quick = sys.modules["detente.reading.pipeline"].read_articles

    def broken_off(articles):
        for reading in quick(articles):
            if reading.article.id == "35":
                raise KeyboardInterrupt
            yield reading

    monkeypatch.setattr(sys.modules["detente.reading.pipeline"], "read_articles", broken_off)
    assert detente_command("add", ledger, stories).status == 130
    monkeypatch.setattr(sys.modules["detente.reading.pipeline"], "read_articles", quick)
    quick_reader.clear()
    again = detente_command("add", ledger, stories)
    assert "8 stories added with 8 events, 32 known already" in again.err
    assert quick_reader == [str(n) for n in range(32, 40)]


def test_what_is_dear_to_keep_is_kept_more_seldom(tmp_path, monkeypatch):
    kept = []
    with ledgers.Ledger.open_or_create(tmp_path / "crisis.duckdb") as ledger:
        adding = ledgers.Adding(ledger)
        monkeypatch.setattr(adding, "_keep", lambda readings: kept.append(len(readings)))
        adding.took = adding.kept = 1e9
        adding.run((article_from_text(f"Report {n}. {PLAIN}") for n in range(ledgers.MOST + 9)), lambda: None)
    assert kept == [ledgers.MOST, 9]


def test_the_same_story_twice_in_one_run_is_kept_once(detente_command, tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(PLAIN, encoding="utf-8")
    done = detente_command("add", tmp_path / "l.duckdb", tmp_path / "a.txt", tmp_path / "b.txt")
    assert "1 story added with 1 event, 1 known already" in done.err


def test_verify_and_dispute(detente_command, tmp_path):
    ledger = tmp_path / "l.duckdb"
    detente_command("add", ledger, "-", "--published", "2014-07-28", stdin=PLAIN.encode())
    verified = detente_command("verify", ledger)
    assert verified.status == 0
    assert "1 story, 1 event" in verified.out
    assert verified.out.endswith("all hold\n")
    shown = detente_command("dispute", ledger, "nor", "SWE", "--as-of", "2014-08-01")
    assert shown.status == 0
    assert "Norway and Sweden" in shown.out
    assert "Backing down?" in shown.out
    assert max(map(len, shown.out.splitlines())) <= 80
    as_json = json.loads(detente_command("dispute", ledger, "NOR", "SWE", "--format", "json").out)
    assert as_json["sides"] == ["NOR", "SWE"]
    assert detente_command("dispute", ledger, "NOR", "SWE", "--format", "html").out.startswith("<!doctype html>")


def test_a_party_alone_and_by_its_name(detente_command, tmp_path):
    ledger = tmp_path / "l.duckdb"
    detente_command("add", ledger, "-", "--published", "2014-07-28", stdin=PLAIN.encode())
    shown = detente_command("dispute", ledger, "Norway")
    assert shown.status == 0
    assert "Norway and all others" in shown.out
    assert "Meetings with others" in shown.out
    assert json.loads(detente_command("dispute", ledger, "nor", "--format", "json").out)["party"] == "NOR"
    assert "Norway and Sweden" in detente_command("dispute", ledger, "Norway", "Sweden").out
    in_a_file = detente_command("dispute", ledger, "NOR", "--format", "html")
    assert in_a_file.status == 0
    assert in_a_file.out.startswith("<!doctype html>")
    assert "<h1>Norway and all others</h1>" in in_a_file.out


def test_a_story_cannot_steer_the_terminal(detente_command, tmp_path):
    ledger, hostile = tmp_path / "l.duckdb", "\x1b]0;owned\x07\x1b[31m \u202e"
    story = line(id="a", title=f"Title {hostile}", outlet=hostile, text=PLAIN.replace("Monday", f"Monday {hostile}"))
    shown = [detente_command("read", "-", "--published", "2014-07-28", stdin=story.encode())]
    detente_command("add", ledger, "-", "--published", "2014-07-28", stdin=story.encode())
    shown += [detente_command(*words) for words in (("dispute", ledger, "NOR", "SWE"), ("incidents", ledger))]
    for done in shown:
        assert "on Monday \N{REPLACEMENT CHARACTER}]0;owned" in " ".join(done.out.split())
        assert not set("\x1b\x07\u202e") & set(done.out)
    kept = detente_command("read", "-", "--format", "jsonl", "--published", "2014-07-28", stdin=story.encode())
    # For programs the words stay as they were given, less what cannot be seen.
    assert hostile.removesuffix("\u202e") in lines(kept.out)[0]["article"]["text"]


def test_a_ledger_that_is_none(detente_command, tmp_path):
    wrong = tmp_path / "wrong.duckdb"
    wrong.write_text("this is no ledger", encoding="utf-8")
    for words in (["verify", wrong], ["dispute", wrong, "A", "B"], ["verify", tmp_path / "missing"]):
        done = detente_command(*words)
        assert done.status == 1
        assert done.err.startswith(f"detente: {words[1]}: ")
        assert "Traceback" not in done.err


def test_help_is_quick_and_loads_nothing_heavy():
    code = (
        "import sys; sys.argv = ['detente', '--help']\n"
        "from detente.cli.run import run\nrun()\n"
        "print(*[m for m in ('spacy', 'duckdb', 'pydantic', 'jinja2', 'numpy') if m in sys.modules], file=sys.stderr)"
    )
    began = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr.strip() == ""
    assert "annotate" in done.stdout
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - began < 2  # of the processor; it takes a quarter


def test_a_reader_that_goes_away_is_no_fault(tmp_path):
    code = (
        "from detente.cli import output, run\n"
        "import detente.cli.stories as s\n"
        "s.WRITERS['jsonl'] = lambda readings: [output.put('x' * 1000) for _ in range(5000)]\n"
        "raise SystemExit(run.run(['read', '-', '--format', 'jsonl']))"
    )
    read, write = os.pipe()
    child = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.DEVNULL, stdout=write, stderr=subprocess.PIPE
    )
    os.close(write)
    os.read(read, 10)
    os.close(read)
    _, err = child.communicate(timeout=60)
    assert err == b""
    assert child.returncode == 0
