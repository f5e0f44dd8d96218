"""The ledger's file: many read, one writes, nobody holds it between requests, and who holds it is waited for."""

import gc
import subprocess
import sys
import threading
import time

import pytest

from detente.api_ledger import Ledger
from detente.errors import Busy, LedgerLocked, MissingInput, UsageError
from detente.server import Store
from detente.server.serving import warm

HOLD = """
import sys, time
from detente.ledger import Ledger
with Ledger.open(sys.argv[1]) as ledger:
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def held(ledger_file):
    """Another process that has the ledger open for writing."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(ledger_file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.stdin.close()


def test_a_ledger_that_another_process_writes_gives_503(client, writer, held, ledger_file):
    for answer in (
        client.get("/api/v1/events"),
        writer.post("/api/v1/reviews", json={"event": "a:0", "verdict": "accept", "by": "Ada"}),
        client.get("/api/v1/sql?query=SELECT 1"),
    ):
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "ledger-locked")
        assert answer.json()["error"]["subject"] == ledger_file.name
        assert int(answer.headers["retry-after"]) > 0
    held.stdin.write(b"\n")
    held.stdin.flush()
    held.wait(10)
    assert client.get("/api/v1/events").status_code == 200


def test_a_page_says_that_the_ledger_is_being_written_and_goes_on_by_itself(client, writer, held):
    page = client.get("/disputes/RUS/TUR?as_of=2015-12-02", headers={"accept": "text/html"})
    assert page.status_code == 503
    assert "The ledger is being written" in page.text
    again = page.headers["retry-after"]
    assert f'<meta http-equiv="refresh" content="{again}">' in page.text
    assert 'href="/disputes/RUS/TUR?as_of=2015-12-02">Ask now' in page.text
    form = {"verdict": "accept", "by": "Ada"}
    sent = writer.post("/events/a:0/review", data=form, headers={"accept": "text/html"})
    assert sent.status_code == 503
    assert "http-equiv" not in sent.text  # what was sent is not sent again by itself
    held.stdin.write(b"\n")
    held.stdin.flush()
    held.wait(10)
    assert client.get("/disputes/RUS/TUR?as_of=2015-12-02", headers={"accept": "text/html"}).status_code == 200


def test_between_requests_another_process_may_write(client, ledger_file):
    assert client.get("/api/v1/events").status_code == 200
    code = "import sys; from detente.ledger import Ledger; Ledger.open(sys.argv[1]).close()"
    subprocess.run([sys.executable, "-c", code, str(ledger_file)], check=True)


def test_a_short_write_of_another_process_is_waited_for(client, held):
    timer = threading.Timer(0.3, lambda: (held.stdin.write(b"\n"), held.stdin.flush()))
    timer.start()
    assert client.get("/api/v1/events").status_code == 200
    timer.join()


def test_a_command_waits_for_a_server_that_is_at_it(ledger_file):
    store = Store(ledger_file)
    with store.reading():
        command = subprocess.Popen(
            [sys.executable, "-m", "detente.cli", "review", str(ledger_file), "x:0", "accept", "--by", "Ada"],
            stderr=subprocess.PIPE,
        )  # fmt: skip
        time.sleep(1.5)
        assert command.poll() is None
    assert b"no such event" in command.communicate(timeout=20)[1]


def test_readers_share_and_a_writer_is_alone(ledger_file):
    store = Store(ledger_file, wait=10)
    seen = []

    def write():
        with store.writing() as ledger:
            seen.append(("wrote", bool(ledger.events())))

    with store.reading() as one:
        writing = threading.Thread(target=write)
        writing.start()
        while not store._writers:
            time.sleep(0.005)
        later = threading.Thread(target=lambda: read(store, seen))
        later.start()
        time.sleep(0.05)
        assert seen == []
        assert one.events()
    writing.join(10)
    later.join(10)
    assert seen == [("wrote", True), ("read", True)]


def read(store, seen):
    with store.reading() as ledger:
        seen.append(("read", bool(ledger.events())))


def test_many_threads_at_once(ledger_file):
    store, wrong = Store(ledger_file, wait=30), []
    event = Ledger.open(ledger_file, read_only=True)
    name = event.events()[0].id
    event.close()

    def work(at):
        try:
            if at % 4 == 0:
                with store.writing() as ledger:
                    ledger.review(name, "accept", by=str(at))
            else:
                with store.reading() as ledger:
                    assert len(ledger.events()) == 5
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=work, args=(at,)) for at in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert wrong == []
    with store.reading() as ledger:
        assert sorted(int(r.by) for r in ledger.reviews()) == [0, 4, 8, 12]


def test_who_waits_too_long_is_turned_away(ledger_file):
    store = Store(ledger_file, wait=0.05)
    with store.reading(), pytest.raises(Busy), store.writing():
        pass
    with store.writing(), pytest.raises(Busy), store.reading():
        pass
    with store.reading() as ledger:
        assert ledger.events()


def test_an_error_lets_go(ledger_file):
    store = Store(ledger_file, wait=0.2)
    with pytest.raises(UsageError), store.reading() as ledger:
        ledger.sql("nix")
    with pytest.raises(UsageError), store.writing() as ledger:
        ledger.review("x", "accept", by="Ada")
    with store.writing() as ledger:
        assert ledger.events()


def test_the_name_of_its_state_changes_with_it(ledger_file):
    store = Store(ledger_file)
    before = store.version()
    with store.reading() as ledger:
        name = ledger.events()[0].id
    assert store.version() == before
    with store.writing() as ledger:
        ledger.review(name, "accept", by="Ada")
    assert store.version() != before


def test_errors_name_the_file_without_its_folders(tmp_path, held, ledger_file):
    with pytest.raises(MissingInput) as missing, Store(tmp_path / "nix.duckdb").reading():
        pass
    assert missing.value.subject == "nix.duckdb"
    with pytest.raises(LedgerLocked) as locked, Store(ledger_file).reading():
        pass
    assert locked.value.subject == ledger_file.name


def test_what_every_page_needs_is_left_out_of_garbage_collections():
    before = gc.get_freeze_count()
    with warm():
        assert gc.get_freeze_count() > before + 10_000
    assert gc.get_freeze_count() <= before
