"""A server over a small ledger, asked in this process; and one that listens, for what only a socket can show."""

from __future__ import annotations

import shutil
import socket
import sys
import threading
import time
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from detente.api_ledger import Ledger

pytest.importorskip("fastapi", reason='the extra "server" is not installed')
import uvicorn

from detente.server import Settings, create_app
from detente.server.serving import Impatient

sys.path.insert(0, str(Path(__file__).parent))
made = import_module("server_made")
TOKEN, HTML, told, asking = made.TOKEN, made.HTML, made.told, made.asking
SHOT, AGAIN, BANNED, ASKED, MET = made.SHOT, made.AGAIN, made.BANNED, made.ASKED, made.MET


@pytest.fixture(scope="session")
def first_ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("server") / "crisis.duckdb"
    with Ledger.create(path) as ledger:
        ledger.add(told(SHOT, ASKED, id="a", published="2015-11-26", outlet="Wire"))
        ledger.add(told(AGAIN, BANNED, id="b", title="<script>alert(1)</script>"))
        ledger.add(told(MET, id="c", published=None))
    return path


@pytest.fixture
def ledger_file(first_ledger, tmp_path):
    """A ledger of its own for each test."""
    return Path(shutil.copy(first_ledger, tmp_path))


@pytest.fixture
def settings(ledger_file):
    return Settings(ledger=ledger_file, token=TOKEN)


@pytest.fixture
def client(settings):
    """Somebody on this machine who has not the token."""
    return asking(settings)


@pytest.fixture
def writer(settings):
    """Somebody who has it."""
    return asking(settings, Authorization=f"Bearer {TOKEN}")


@pytest.fixture
def ask(settings):
    """Makes somebody who asks a server with other settings: `ask(host="0.0.0.0")`, `ask(headers={...})`."""

    def make(headers: dict[str, str] | None = None, **changed: object):
        return asking(replace(settings, **changed), **(headers or {}))

    return make


@pytest.fixture
def reader(settings):
    """A browser without the token."""
    return asking(settings, **HTML)


@pytest.fixture
def allowed(settings):
    """A browser with the token, as the link in the terminal gives it."""
    browser = asking(settings, **HTML)
    browser.get(f"/?token={TOKEN}")
    return browser


@pytest.fixture
def ids(ledger_file):
    """(incident, event, story) of the plane that was shot down."""
    with Ledger.open(ledger_file, read_only=True) as ledger:
        query = "SELECT i.id, e.id, e.story FROM incidents i JOIN events e ON e.id = i.best WHERE i.type = 'ASSAULT'"
        return ledger.sql(query).rows[0]


@pytest.fixture
def listening(settings):
    """Begins a server that listens, with other limits; gives its port. It ends with the test."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def begin(**limits: object) -> int:
        made = socket.create_server(("127.0.0.1", 0))
        app = create_app(replace(settings, limits=replace(settings.limits, **limits)))
        server = uvicorn.Server(
            uvicorn.Config(app, http=Impatient, ws="none", lifespan="off", log_level="critical", access_log=False)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [made]}, daemon=True)
        thread.start()
        running.append((server, thread))
        until = time.monotonic() + 10
        while not server.started and time.monotonic() < until:
            time.sleep(0.01)
        return int(made.getsockname()[1])

    yield begin
    for server, thread in running:
        server.should_exit = server.force_exit = True
        thread.join(5)
