"""A disk that is full or may only be read, and a clock that is set back: a clear word, and the ledger stays whole."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from detente.errors import LedgerError
from detente.ledger import Ledger, opened

SHOT = {"who": "TUR", "act": "ASSAULT/195", "to": "RUS", "words": "shot down | a warplane", "day": "2015-11-24"}


def many(story, number):
    """A story that takes some room."""
    return story(*(SHOT | {"words": f"shot down | warplane {number} of {n}"} for n in range(20)), id=str(number))


@pytest.fixture
def small_disk(tmp_path):
    """A disk of four megabytes, mounted for the test; gives a way to mount it for reading only."""
    mount = shutil.which("mount")
    words = ["-t", "tmpfs", "-o", "size=4m", "tmpfs", str(tmp_path)]
    if sys.platform != "linux" or mount is None or os.geteuid() != 0:
        pytest.skip("only root on Linux may mount a disk")
    if subprocess.run([mount, *words], capture_output=True, check=False).returncode:
        pytest.skip("no disk may be mounted here")
    yield lambda how: subprocess.run([mount, "-o", f"remount,{how}", str(tmp_path)], check=True)
    subprocess.run([shutil.which("umount") or "umount", str(tmp_path)], check=True)


def test_a_disk_that_fills_up(small_disk, tmp_path, story):
    path, kept = tmp_path / "x", 0
    with Ledger.create(path) as ledger:
        told: list[str] = []
        while not told:
            try:
                ledger.add(many(story, kept))
                kept += 1
            except LedgerError as error:
                told.append(str(error))
        assert told == [f"{path}: no room to write: make room and run it again; what was kept is safe"]
        assert len(ledger.stories()) == kept > 2
        with pytest.raises(LedgerError, match="no room"):
            ledger.add(many(story, kept))
    with Ledger.open(path, read_only=True) as ledger:
        assert len(ledger.stories()) == kept
        assert ledger.verify().sound
    small_disk("size=64m")
    with Ledger.open(path) as ledger:
        assert ledger.add(many(story, kept)).added == (str(kept),)
        assert ledger.verify().sound


def test_no_room_to_begin_a_ledger(small_disk, tmp_path):
    (tmp_path / "other").write_bytes(b"x" * 4_150_000)
    with pytest.raises(LedgerError, match=r"x: (no room to write|may not be written)"):
        Ledger.create(tmp_path / "x")
    (tmp_path / "other").unlink()
    with Ledger.open_or_create(tmp_path / "x") as ledger:
        assert ledger.stories() == []
    assert [p.name for p in tmp_path.iterdir()] == ["x"]


def test_a_disk_for_reading_only(small_disk, tmp_path, story):
    path = tmp_path / "x"
    with Ledger.create(path) as ledger:
        ledger.add(many(story, 1))
    small_disk("ro")
    with pytest.raises(LedgerError, match=r"x: may not be written here"), Ledger.open(path) as ledger:
        ledger.add(many(story, 2))
    with pytest.raises(LedgerError, match="may not be written here"):
        Ledger.create(tmp_path / "y")
    with Ledger.open(path, read_only=True) as ledger:
        assert ledger.verify().sound
        assert len(ledger.stories()) == 1
    small_disk("rw")
    with Ledger.open(path) as ledger:
        ledger.add(many(story, 2))


class Clock(datetime):
    """A clock that shows what it is set to."""

    at = datetime(2026, 3, 1, 12, tzinfo=UTC)

    @classmethod
    def now(cls, tz=None):
        return cls.at.astimezone(tz)


def test_a_clock_that_is_set_back(ledger, story, monkeypatch):
    monkeypatch.setattr(opened, "datetime", Clock)
    before = Clock.at
    ledger.add(story(SHOT, id="first"))
    monkeypatch.setattr(Clock, "at", before - timedelta(days=400))
    ledger.add(story(SHOT, SHOT, id="second"))
    assert ledger.apart(ledger.events()[0].id).made == before.replace(tzinfo=None)
    monkeypatch.setattr(Clock, "at", before + timedelta(hours=1))
    ledger.add(story(SHOT, SHOT, SHOT, id="third"))
    learned = {s.id: s.added_at for s in ledger.stories()}
    assert learned["first"] == learned["second"] == before.replace(tzinfo=None)
    assert learned["third"] - learned["second"] == timedelta(hours=1)
    assert ledger.verify().sound


def test_a_moment_that_is_given_stands(ledger, story):
    ledger.add(story(SHOT, id="first"))
    ledger.add(story(SHOT, SHOT, id="second"), learned=datetime(2001, 1, 1, tzinfo=UTC))
    assert min(s.added_at for s in ledger.stories()) == datetime(2001, 1, 1)
