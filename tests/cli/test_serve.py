"""`detente serve`: it listens where it says, lets in who has the address, and says what is wrong before it begins."""

import http.client
import re
import signal
import socket
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from detente.ledger import Ledger

pytest.importorskip("fastapi", reason='the extra "server" is not installed')
TOKEN = "0123456789abcdef"


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "x.duckdb"
    Ledger.create(path).close()
    return path


@pytest.fixture
def begun(ledger):
    """Begins `detente serve` in a process of its own; gives it with the lines that it prints."""
    running = []

    def begin(*words):
        process = subprocess.Popen(
            [sys.executable, "-m", "detente.cli", "serve", str(ledger), "--port", "0", *map(str, words)],
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        running.append(process)
        return process, [process.stderr.readline() for _ in range(3)]

    yield begin
    for process in running:
        process.kill()
        process.wait(10)
        process.stderr.close()


def asked(where, path, headers=None):
    line = http.client.HTTPConnection(where.hostname, where.port, timeout=10)
    line.request("GET", path, headers=headers or {})
    answer = line.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    line.close()
    return found


def test_it_serves_until_it_is_stopped(begun, ledger):
    process, lines = begun()
    assert str(ledger) in lines[0]
    where = urlsplit(lines[1].strip())
    assert where.hostname == "127.0.0.1"
    status, headers, _ = asked(where, f"/?{where.query}")
    assert status == 303
    assert "HttpOnly" in headers["set-cookie"]
    assert asked(where, "/api/v1/stories")[2] == b'{"items":[],"next":null}'
    assert "server" not in headers
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 0


def test_a_token_of_a_file_is_used_and_not_shown(begun, tmp_path):
    file = tmp_path / "token"
    file.write_text(f" {TOKEN}\n", encoding="utf-8")
    _, lines = begun("--token-file", file)
    assert not any(TOKEN in line for line in lines)
    where = urlsplit(lines[1].strip())
    assert where.query == ""
    assert asked(where, f"/?token={TOKEN}")[0] == 303
    assert asked(where, "/?token=0123456789abcdeX")[0] == 401


def test_a_port_that_is_taken_is_named(detente_command, ledger):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = detente_command("serve", ledger, "--port", port)
    assert done.status == 2
    assert re.match(rf"detente: http://127.0.0.1:{port}: cannot listen there \(.*in use\)", done.err)


def test_a_ledger_that_is_not_there_or_is_none_is_named(detente_command, tmp_path):
    done = detente_command("serve", tmp_path / "nix.duckdb")
    assert (done.status, "no such ledger" in done.err) == (1, True)
    (tmp_path / "x.duckdb").write_text("no ledger", encoding="utf-8")
    done = detente_command("serve", tmp_path / "x.duckdb")
    assert (done.status, "not a ledger" in done.err) == (1, True)


@pytest.mark.parametrize("token", ["short", "with blanks in it all over", "schlüssel-schlüssel-schlüssel", ""])
def test_a_token_that_is_none_is_refused(detente_command, ledger, tmp_path, token):
    (tmp_path / "token").write_text(token, encoding="utf-8")
    done = detente_command("serve", ledger, "--token-file", tmp_path / "token")
    assert (done.status, "16 letters" in done.err) == (2, True)
    assert detente_command("serve", ledger, "--token-file", tmp_path / "nix").status == 1


def test_without_the_extra_it_says_how_to_get_it(detente_command, ledger, monkeypatch):
    for name in [name for name in sys.modules if name.startswith("detente.server")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "fastapi", None)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    done = detente_command("serve", ledger)
    assert (done.status, 'pip install "detente[server]"' in done.err) == (2, True)
