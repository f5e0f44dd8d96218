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

import argparse
import json
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from detente.api import read_many
from detente.api_ledger import Ledger
from detente.dispute import tension
from detente.errors import InputError
from detente.ingest import read_article
from detente.server import Settings, create_app
from detente.server.weighed import Weighed

if TYPE_CHECKING:
    from starlette.testclient import TestClient

ROOT = Path(__file__).parents[1]
STORIES = ROOT / "examples" / "russia-turkey-2015"
RESULTS = ROOT / "bench" / "results" / "pages.json"
PAIR = ("RUS", "TUR")
DISPUTE = "/disputes/RUS/TUR"
OTHERS = ("/", "/network", "/places", "/timeline", "/search?q=bomber")
SLACK = 1.25  # beyond what a busy machine moves the ratios by
TIMES = 9


def built(path: Path) -> None:
    """A ledger of the dispatches, as they are read."""
    files = sorted(STORIES.glob("*.txt"))
    days = [json.loads(f.with_suffix(".facts.json").read_text(encoding="utf-8"))["published"] for f in files]
    articles = [read_article(file, published=day) for file, day in zip(files, days, strict=True)]
    with Ledger.create(path) as ledger:
        ledger.add_many(r for r in read_many(articles) if not isinstance(r, InputError))


def browser(path: Path) -> TestClient:
    """Somebody who looks at the pages."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it asks for another client than the one that is installed
        from starlette.testclient import TestClient
    app = create_app(Settings(ledger=path))
    return TestClient(app, base_url="http://127.0.0.1", headers={"accept": "text/html"})


def milliseconds(work: Callable[[], object]) -> float:
    """What it costs the processor: the least of several times. What others do on the machine is not in it."""
    taken = []
    for _ in range(TIMES):
        began = time.process_time()
        work()
        taken.append((time.process_time() - began) * 1000)
    return min(taken)


def weigh(path: Path) -> None:
    """What the dispute's page needs to be weighed."""
    with Ledger.open(path, read_only=True) as ledger:
        ledger.dispute(*PAIR)
        tension(ledger, *PAIR)


def measured(path: Path) -> dict[str, float]:
    """Milliseconds by what was asked."""
    client = browser(path)

    def page(address: str, anew: bool) -> None:
        if anew:
            client.app.state.weighed = Weighed()  # type: ignore[attr-defined]  # the application is FastAPI's
        client.get(address).raise_for_status()

    for address in (DISPUTE, *OTHERS):
        page(address, True)  # templates and tables are loaded by the first
    found = {"weighing": milliseconds(lambda: weigh(path))}
    found[f"{DISPUTE} anew"] = milliseconds(lambda: page(DISPUTE, True))
    found[f"{DISPUTE} again"] = milliseconds(lambda: page(DISPUTE, False))
    return found | {address: milliseconds(lambda a=address: page(a, False)) for address in OTHERS}  # type: ignore[misc]


def ratios(found: dict[str, float]) -> dict[str, float]:
    """Each page over the weighing."""
    return {name: round(value / found["weighing"], 3) for name, value in found.items() if name != "weighing"}


def fallen(found: dict[str, float]) -> list[str]:
    """What is slower than it was."""
    kept = json.loads(RESULTS.read_text(encoding="utf-8"))["ratios"]
    now = ratios(found)
    return [f"{n}: {now[n]:.2f} of the weighing, was {kept[n]:.2f}" for n in kept if now[n] > kept[n] * SLACK]


def main(words: list[str] | None = None) -> int:
    """Measure, print, keep or compare."""
    parser = argparse.ArgumentParser(prog="bench.pages")
    after = parser.add_mutually_exclusive_group()
    after.add_argument("--keep", action="store_true")
    after.add_argument("--floors", action="store_true")
    args = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        built(Path(folder) / "crisis.duckdb")
        found = measured(Path(folder) / "crisis.duckdb")
    for name, value in found.items():
        print(f"{name:28} {value:7.1f} ms {value / found['weighing']:6.2f}")
    if args.keep:
        kept = {"milliseconds": {n: round(v, 1) for n, v in found.items()}, "ratios": ratios(found)}
        RESULTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    slower = fallen(found) if args.floors else []
    print("\n".join(slower), end="\n" if slower else "")
    return int(bool(slower))


if __name__ == "__main__":
    sys.exit(main())
