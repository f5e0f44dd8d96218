"""`add` that is killed and run again ends with the ledger that one run makes."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
import time

from detente.ledger import Ledger

STORIES = 300
ADD = """
    import sys, time
    from types import ModuleType
    import detente.reading
    from detente.cli.run import run
    from detente.model import Actor, Event, Reading, Span, Status

    def one(article):
        time.sleep(0.002)
        event = Event(
            type="CONSULT", cameo="040", quad=1, intensity=1.0, status=Status.HAPPENED, confidence=0.5, because="rule",
            source=(Actor(name="Oslo", code="NOR", start=0, end=4),),
            target=(Actor(name="Riga", code="LVA", start=9, end=13),),
            trigger=Span(start=5, end=8), evidence=Span(start=0, end=len(article.text)),
        )
        return Reading(article=article, events=(event,), version="test")

    pipeline = ModuleType("detente.reading.pipeline")
    pipeline.read_article, pipeline.read_articles = one, lambda articles: map(one, articles)
    sys.modules[pipeline.__name__] = detente.reading.pipeline = pipeline
    sys.exit(run(["add", *sys.argv[1:]]))
"""


def add(*words):
    command = [sys.executable, "-c", textwrap.dedent(ADD), *map(str, words)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def kept(path):
    with Ledger.open(path, read_only=True) as ledger:
        assert ledger.verify().sound
        tables = {"stories": "added_at", "events": "learned", "incidents": None, "tellings": None}
        return [
            ledger.sql(f"SELECT * {f'EXCLUDE {left_out}' if left_out else ''} FROM {table} ORDER BY ALL").rows
            for table, left_out in tables.items()
        ]


def test_killed_and_run_again(tmp_path):
    file, whole, broken = tmp_path / "stories.jsonl", tmp_path / "whole", tmp_path / "broken"
    lines = [
        {"id": str(n), "published": f"2031-{1 + n % 9:02}-05", "text": f"Oslo met Riga in hall {n}."}
        for n in range(STORIES)
    ]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    with add(whole, file) as running:
        assert f"{STORIES} stories added" in running.stderr.read()
    with add(broken, file) as running:
        while not broken.with_name("broken.wal").exists():  # the first stories are being kept
            time.sleep(0.005)
            assert running.poll() is None
        time.sleep(0.2)
        running.kill()
    with Ledger.open(broken) as ledger:
        found = len(ledger.stories())
        assert 0 < found < STORIES
        assert ledger.verify().sound
    with add(broken, file) as running:
        said = running.stderr.read()
    assert f"{STORIES - found} stories added" in said
    assert f"{found} known already" in said
    assert kept(broken) == kept(whole)
