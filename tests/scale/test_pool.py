"""Many processes give what one gives, in the same order, and one that dies takes nothing with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from detente.api import BATCH_STORIES, read_many
from detente.errors import InputError, ReaderDied
from detente.reading.parse import english
from detente.scale import pool, reader

HERE = Path(__file__).parent


@pytest.fixture
def stand_in(monkeypatch):
    monkeypatch.syspath_prepend(str(HERE))
    import stand_in  # by this name, so that new processes find it too

    return stand_in


def read_by(workers, work, stories):
    told: list[str] = []
    with pool.Pool(workers, told.append, work) as readers:
        return list(readers.read_many(stories)), told


def test_the_order_is_kept_whoever_is_done_first(stand_in):
    stories = [stand_in.story(n, "Slow news." if n == 0 else "Quick news.") for n in range(3 * BATCH_STORIES + 1)]
    found, told = read_by(2, stand_in.read, stories)
    assert [reading.article for reading in found] == stories
    assert told == []


def test_a_story_that_kills_its_reader_is_refused_and_the_rest_goes_on(stand_in):
    stories = [stand_in.story(n) for n in range(4 * BATCH_STORIES)]
    stories[40] = stand_in.story(40, "They kill the reader.")
    found, told = read_by(2, stand_in.read, stories)
    assert len(found) == len(stories)
    assert isinstance(found[40], ReaderDied)
    assert found[40].subject == "40"
    assert [r.article.id for r in found if not isinstance(r, InputError)] == [s.id for s in stories if s.id != "40"]
    assert len(told) == 2
    assert f"its {BATCH_STORIES} stories are read again one by one" in told[0]
    assert all("(process " in line for line in told)


def test_where_every_worker_dies_it_is_given_up(stand_in, monkeypatch):
    monkeypatch.setattr(pool, "DEATHS", 3)
    stories = [stand_in.story(n, "They kill the reader.") for n in range(4)]
    with pytest.raises(ReaderDied, match="fewer with --workers"):
        read_by(1, stand_in.read, stories)


def test_workers_end_with_a_parent_that_is_killed():
    command = [sys.executable, HERE / "stand_in.py"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        worker = int(parent.stdout.readline())
        os.kill(worker, 0)
        parent.send_signal(signal.SIGKILL)
    assert gone(worker)


def gone(process):
    """Whether it ends within some seconds. One that has ended may wait to be buried by whoever inherits it."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8") if Path("/proc").exists() else ""
            os.kill(process, 0)
        except OSError:
            return True
        if state.rpartition(")")[2].split()[:1] == ["Z"]:
            return True
        time.sleep(0.05)
    return False


def test_one_worker_is_this_process_and_forgets_new_words(stand_in):
    with reader(1, print) as one:
        (reading,) = one([stand_in.story(1, "Envoy Qzwxlmpf left Norway.")])
    assert reading.article.text.startswith("Envoy Qzwxlmpf")
    assert "Qzwxlmpf" not in english().vocab.strings
    list(read_many([stand_in.story(2, "Envoy Vbkxtrgh left Norway.")]))
    assert "Vbkxtrgh" in english().vocab.strings


@pytest.mark.parametrize(("stories", "apart"), [(3, False), (4, True)])
def test_many_stories_that_are_kept_are_read_in_another_process(stand_in, monkeypatch, stories, apart):
    monkeypatch.setattr(pool, "FEW", 3)
    given = [stand_in.story(n, f"Norway recalled its envoy number {n} from Chad.") for n in range(stories)]
    with reader(1, print, keeps=True) as one:
        before = len(multiprocessing.active_children())
        readings = one(iter(given))
        first = next(readings)
        assert (len(multiprocessing.active_children()) > before) is apart
        assert [r.article.id for r in (first, *readings)] == [article.id for article in given]


def test_no_number_of_workers_is_one_per_core(monkeypatch):
    monkeypatch.setattr(pool, "cores", lambda: 3)
    with reader(0, print) as many:
        assert len(many.__self__.workers) == 3
