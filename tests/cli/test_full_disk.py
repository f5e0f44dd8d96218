"""A place that takes no more is said to be full, in whichever way a command writes to it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")
pytestmark = pytest.mark.skipif(not FULL.exists(), reason="only Linux has a file that is always full")
ROOM = "cannot be written: No space left on device"
BAD = "\n".join(["{bad"] * 20)


def typed(*words, out):
    command = [sys.executable, "-m", "detente.cli", *map(str, words)]
    return subprocess.run(command, stdout=out, stderr=subprocess.PIPE, text=True, check=False, timeout=120)


@pytest.mark.parametrize("words", [("verify",), ("incidents",), ("export", "--to", "csv")])
def test_standard_output(detente_command, quick_reader, tmp_path, words):
    ledger, story = tmp_path / "l.duckdb", tmp_path / "a.txt"
    story.write_text("Norway met the envoys of Sweden", encoding="utf-8")
    assert detente_command("add", ledger, story).status == 0
    with FULL.open("wb") as full:
        done = typed(words[0], ledger, *words[1:], out=full)
    assert (done.returncode, done.stderr) == (1, f"detente: standard output: {ROOM}\n")


def test_standard_output_that_was_closed(tmp_path):
    story = tmp_path / "a.txt"
    story.write_text("Norway met the envoys of Sweden", encoding="utf-8")
    close = (
        "import os, sys; os.close(1); os.execv(sys.executable, [sys.executable, '-m', 'detente.cli', *sys.argv[1:]])"
    )
    command = [sys.executable, "-c", close, "read", str(story), "--format", "json"]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (1, "detente: standard output: is closed\n")


def test_a_report(detente_command, quick_reader, tmp_path):
    stories = tmp_path / "a.jsonl"
    stories.write_text(BAD, encoding="utf-8")
    done = detente_command("add", tmp_path / "l.duckdb", stories, "--report", FULL)
    assert done.status == 1
    assert done.err.endswith(f"detente: {FULL}: {ROOM}\n")
    assert "fault in detente" not in done.err
