"""A small ledger's stories, and how the tests of the server ask it and read its pages."""

from __future__ import annotations

import re
import warnings
from datetime import date

from detente.ledger.byhand import HandStory
from detente.server import Settings, create_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it asks for another client than the one that is installed
    from starlette.testclient import TestClient

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
