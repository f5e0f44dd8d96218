"""Nothing is lost: a full disk, a folder that may not be written, damage at any place, two that write at once."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import textwrap
from contextlib import suppress
from pathlib import Path

import pytest

from detente.errors import NotALedger
from detente.ledger import Ledger

SHOT = {"who": "TUR", "act": "ASSAULT/195", "to": "RUS", "words": "shot down | a warplane", "day": "2015-11-24"}

FILL = """
    import resource, signal, sys
    from detente.errors import LedgerError
    from detente.ledger import Ledger
    from detente.ledger.byhand import HandStory

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    line = {"who": "TUR", "act": "ASSAULT/195", "to": "RUS", "day": "2015-11-24"}
    ledger = Ledger.open_or_create(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
    try:
        for n in range(int(sys.argv[3])):
            events = [line | {"words": f"shot down | warplane {n} of {m}"} for m in range(20)]
            ledger.add(HandStory(id=str(n), published="2015-12-02", events=events).reading())
            print(n, flush=True)
    except LedgerError as error:
        print("refused:", error, flush=True)
"""
SHUT = """
    import os, sys
    from detente.errors import LedgerError
    from detente.ledger import Ledger
    from detente.ledger.byhand import HandStory

    reading = HandStory(events=[{"who": "TUR", "act": "ASSAULT/195", "to": "RUS", "words": "shot"}]).reading()
    if os.geteuid() == 0:
        os.setuid(65534)
    for name in ("old", "new"):
        try:
            with Ledger.open_or_create(os.path.join(sys.argv[1], name)) as ledger:
                ledger.add(reading)
            print(name, "written")
        except LedgerError as error:
            print(name, "refused:", error)
    with Ledger.open(os.path.join(sys.argv[1], "old"), read_only=True) as ledger:
        print("read", len(ledger.events()))
"""


def run(code, *arguments):
    command = [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="limits on file sizes are set as on Linux")
@pytest.mark.parametrize("room", [600_000, 900_000])
def test_a_full_disk_loses_nothing_that_was_kept(tmp_path, room):
    path = tmp_path / "x"
    said = run(FILL, path, room, 10_000).stdout.splitlines()
    assert said[-1].startswith(f"refused: {path}: no room to write")
    with Ledger.open(path) as ledger:
        told = ledger.sql("SELECT story, count(*) FROM events GROUP BY story").rows
        assert ledger.verify().sound
        assert {count for _, count in told} == {20}
        assert len(told) == len(said) - 1
    more = len(told) + 3
    assert run(FILL, path, 10**9, more).stdout.splitlines()[-1] == str(more - 1)
    with Ledger.open(path) as ledger:
        assert len(ledger.stories()) == more


@pytest.fixture
def folder():
    """A folder that others than its owner may enter, unlike the ones that pytest makes."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    yield made
    made.chmod(0o755)
    shutil.rmtree(made)


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="no users to change to")
def test_a_folder_that_may_not_be_written(folder, story):
    with Ledger.create(folder / "old") as ledger:
        ledger.add(story(SHOT))
    (folder / "old").chmod(0o444)
    folder.chmod(0o555)
    done = run(SHUT, folder)
    lines = done.stdout.splitlines()
    if not lines:
        pytest.skip(f"another user cannot run this Python: {done.stderr[-200:]}")
    assert [line.split(":")[0] for line in lines] == ["old refused", "new refused", "read 1"]
    assert all("may not be written" in line for line in lines[:2])
    assert sorted(p.name for p in folder.iterdir()) == ["old"]


@pytest.mark.parametrize("seed", range(12))
def test_damage_at_any_place_is_named_or_does_no_harm(tmp_path, story, seed):
    """A block with other bytes: the file is called damaged, or what is read from it is what was kept."""
    path = tmp_path / "x"
    with Ledger.create(path) as ledger:
        ledger.add_many(story(SHOT | {"words": f"shot down | warplane {n}"}, id=str(n)) for n in range(40))
        expected = ledger.sql("SELECT * FROM events ORDER BY id").rows
    raw = bytearray(path.read_bytes())
    chance = random.Random(seed)
    at = chance.randrange(0, len(raw) - 500)
    raw[at : at + 500] = chance.randbytes(500)
    path.write_bytes(raw)
    with suppress(NotALedger), Ledger.open(path, read_only=True) as ledger:
        assert ledger.sql("SELECT * FROM events ORDER BY id").rows == expected
        assert ledger.verify().sound


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9])
def test_a_file_cut_short_is_named(tmp_path, story, share):
    path = tmp_path / "x"
    with Ledger.create(path) as ledger:
        ledger.add_many(story(SHOT | {"words": f"shot down | warplane {n}"}, id=str(n)) for n in range(40))
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * share)])
    with pytest.raises(NotALedger, match="damaged"), Ledger.open(path, read_only=True) as ledger:
        ledger.verify()


BEGIN = """
    import sys
    from detente.errors import LedgerError
    from detente.ledger import Ledger
    sys.stdin.readline()
    try:
        with Ledger.open_or_create(sys.argv[1]) as ledger:
            print("open", flush=True)
            sys.stdin.readline()
    except LedgerError as error:
        print(type(error).__name__, flush=True)
"""


def test_two_that_begin_one_ledger_at_once(tmp_path):
    """One gets it, the other gets it after or a clear error; there is one whole ledger in the end and nothing else."""
    path = tmp_path / "x"
    command = [sys.executable, "-c", textwrap.dedent(BEGIN), str(path)]
    both = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for process in both:
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.stdout.readline().strip() for process in both]
    for process in both:
        process.communicate("\n")
    assert "open" in said
    assert set(said) <= {"open", "LedgerLocked", "LedgerError"}
    assert [p.name for p in tmp_path.iterdir()] == ["x"]
    with Ledger.open(path) as ledger:
        assert ledger.verify().sound
