"""A server over a small ledger, asked in this process; and one that listens, for what only a socket can show."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
import warnings
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from detente.api_ledger import Ledger
from detente.ledger.byhand import HandStory

pytest.importorskip("fastapi", reason='the extra "server" is not installed')
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it asks for another client than the one that is installed
    from starlette.testclient import TestClient

import uvicorn

from detente.server import Settings, create_app
from detente.server.serving import Impatient

TOKEN = "a-token-of-this-test"
HTML = {"accept": "text/html"}
HOME = "http://127.0.0.1:8731"
SHOT = {"who": "TUR", "act": "ASSAULT/195", "to": "RUS", "words": "shot down | a warplane", "day": "2015-11-24"}
AGAIN = SHOT | {"words": "downing of | the warplane"}
BANNED = {"who": "RUS", "act": "SANCTION/163", "to": "TUR", "words": "banned | imports of fruit", "day": "2015-11-28"}
ASKED = {"who": "RUS", "act": "REQUEST/100", "to": "TUR", "words": "demanded | an apology", "day": "2015-11-25"}
MET = {"who": "USA", "act": "CONSULT/040", "to": "TUR", "words": "met | about the border", "day": "2015-12-01"}


def told(*events: dict[str, object], published: str | None = "2015-12-02", title: str | None = None, **story: object):
    day = date.fromisoformat(published) if published else None
    reading = HandStory.model_validate({"published": day, "events": events, **story}).reading()
    return reading.model_copy(update={"article": reading.article.model_copy(update={"title": title})})


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


def words(response):
    """The words of a page's main part, on one line."""
    return " ".join(re.sub("<[^>]+>", " ", response.text.split("<main")[1].split("</main>")[0]).split())


def form(page, name="csrf"):
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found
    return found[1]


def asking(settings: Settings, **headers: str) -> TestClient:
    return TestClient(
        create_app(settings), base_url=HOME, headers=headers, raise_server_exceptions=False, follow_redirects=False
    )


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
