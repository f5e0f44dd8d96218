"""Measures how long the pages of the largest example take, against the weighing that they cannot do without.

    python -m bench.pages [--keep | --floors]

The 26 dispatches of examples/russia-turkey-2015 are read into a ledger, and its pages are asked for in this process.
Milliseconds are those of the processor, of all threads: on a machine with nothing else to do about what one waits, and
elsewhere still comparable. They differ from machine to machine, so what is kept is a ratio: a page over what the
dispute's page needs, `Ledger.dispute` and the tension, measured on the same ledger. The aim is 300 ms for that page.

`anew`: nothing was weighed before; `again`: it was, and the ledger has not changed. `--keep` writes
bench/results/pages.json; `--floors` fails (exit status 1) where a ratio is more than a quarter above the one kept.
"""

from __future__ import annotations

import sys
import tempfile
import warnings
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench.costs import Costs, Figures, milliseconds
from bench.story_facts import load
from detente.api import read_many
from detente.api_ledger import Ledger
from detente.dispute import tension
from detente.errors import InputError
from detente.ingest import read_article
from detente.server import Settings, create_app
from detente.server.weighed import Weighed

if TYPE_CHECKING:
    from starlette.testclient import TestClient

STORIES = Path(__file__).parents[1] / "examples" / "russia-turkey-2015"
PAIR = ("RUS", "TUR")
DISPUTE = "/disputes/RUS/TUR"
OTHERS = ("/", "/network", "/places", "/timeline", "/search?q=bomber")
TIMES = 9


def built(path: Path) -> None:
    """A ledger of the dispatches, as they are read."""
    articles = [read_article(story.text, published=story.published) for story in load(STORIES)]
    with Ledger.create(path) as ledger:
        ledger.add_many(r for r in read_many(articles) if not isinstance(r, InputError))


def browser(path: Path) -> TestClient:
    """Somebody who looks at the pages."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it asks for another client than the one that is installed
        from starlette.testclient import TestClient
    app = create_app(Settings(ledger=path))
    return TestClient(app, base_url="http://127.0.0.1", headers={"accept": "text/html"})


def weigh(path: Path) -> None:
    """What the dispute's page needs to be weighed."""
    with Ledger.open(path, read_only=True) as ledger:
        ledger.dispute(*PAIR)
        tension(ledger, *PAIR)


def measured() -> Figures:
    """Milliseconds by what was asked."""
    with tempfile.TemporaryDirectory() as folder:
        built(Path(folder) / "crisis.duckdb")
        return asked(Path(folder) / "crisis.duckdb")


def asked(path: Path) -> Figures:
    """The same of a ledger."""
    client = browser(path)

    def page(address: str, anew: bool) -> None:
        if anew:
            client.app.state.weighed = Weighed()  # type: ignore[attr-defined]  # the application is FastAPI's
        client.get(address).raise_for_status()

    for address in (DISPUTE, *OTHERS):
        page(address, True)  # templates and tables are loaded by the first
    found = {"weighing": milliseconds(lambda: weigh(path), TIMES)}
    found[f"{DISPUTE} anew"] = milliseconds(lambda: page(DISPUTE, True), TIMES)
    found[f"{DISPUTE} again"] = milliseconds(lambda: page(DISPUTE, False), TIMES)
    return found | {address: milliseconds(partial(page, address, False), TIMES) for address in OTHERS}


def ratios(found: Figures) -> Figures:
    """Each page over the weighing."""
    return {name: round(value / found["weighing"], 3) for name, value in found.items() if name != "weighing"}


def shown(found: Figures) -> Iterator[str]:
    """Milliseconds, and how many times the weighing that is."""
    for name, value in found.items():
        yield f"{name:28} {value:7.1f} ms {value / found['weighing']:6.2f}"


COSTS = Costs("pages", "of the weighing", measured, ratios, shown)

if __name__ == "__main__":
    sys.exit(COSTS.main())
