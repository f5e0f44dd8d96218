"""Writes many readings into one ledger, without reading anew, and watches what a story costs and the memory it takes.

    python -m bench.soak [--stories N] [--casts N] [--step DAYS] [--at-once N] [--keep]

The project's own stories (`examples`) are read once, in some half a minute, by a process of its own. Their readings
are then kept turn after turn, N of them (20,000): in each turn all days are moved by DAYS (30), the parties' codes are
exchanged for those of the next cast (of 4), and a line of their own makes the texts differ. So every crisis goes on
for years among four casts, in the same words, which ties more tellings together than news does.

Figures, for each thousand stories, of fewer than 10,000 for each tenth of them: `milliseconds` of the processor that
keeping a story took, `megabytes` that the process held after it (resident), and the size of the ledger's `file`.
`--keep` writes bench/results/soak.json and the plots docs/assets/soak-time.svg and soak-memory.svg.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench.curves import Curve, Plot
from bench.story_facts import dated_examples
from detente.api import read_many
from detente.errors import InputError
from detente.ingest import article_from_text
from detente.ledger import Ledger
from detente.model import Reading

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "bench" / "results" / "soak.json"
PLOTS = ROOT / "docs" / "assets"
DAY = re.compile(r'"(\d{4}-\d\d-\d\d)"')
CODE = re.compile(r'"code":"([A-Z]{3})"')
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Turns:
    """Readings of the same stories, turn after turn. `step`: days between two turns; `casts`: of parties."""

    base: list[str]
    step: int
    casts: int

    def reading(self, number: int) -> Reading:
        """One reading, with days, parties, text and name of its own."""
        turn, which = divmod(number, len(self.base))
        made = DAY.sub(lambda m: f'"{date.fromisoformat(m[1]) + timedelta(turn * self.step)}"', self.base[which])
        made = CODE.sub(lambda m: f'"code":"{recast(m[1], turn % self.casts)}"', made)
        fields = json.loads(made)
        article = fields["article"]
        article["text"] += f"\n\nThis was report {number} of the wire."
        article["hash"] = hashlib.sha256(article["text"].encode()).hexdigest()
        article["id"] += f"-{number}"
        return Reading.model_validate_json(json.dumps(fields))


def recast(code: str, cast: int) -> str:
    """The code of a party in another cast: its last letter so many places further on."""
    return code[:2] + chr((ord(code[2]) - ord("A") + cast) % 26 + ord("A"))


def base() -> list[str]:
    """The readings of the project's own stories, as JSON."""
    articles = [article_from_text(text, id=name, published=day) for name, day, text in dated_examples()]
    return [r.model_dump_json(by_alias=True) for r in read_many(articles) if not isinstance(r, InputError)]


def soaked(turns: Turns, number: int, at_once: int, path: Path) -> Iterator[dict[str, float]]:
    """Keep so many; the figures of each thousand, of fewer than 10,000 those of each tenth."""
    took, told, every = 0.0, 0, min(1000, max(number // 10, 1))
    with Ledger.create(path) as ledger:
        for first in range(0, number, at_once):
            readings = [turns.reading(n) for n in range(first, min(first + at_once, number))]
            began = time.process_time()
            ledger.add_many(readings)
            took += time.process_time() - began
            done = first + len(readings)
            if done // every > told // every:
                yield {
                    "stories": done,
                    "milliseconds": round(took * 1000 / (done - told), 2),
                    "megabytes": round(resident() / MEGABYTE),
                    "file": round(path.stat().st_size / MEGABYTE),
                }
                took, told = 0.0, done


def resident() -> int:
    """Bytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def plots(found: dict[str, Any]) -> dict[str, Plot]:
    """The figures as plots, by the name of the file."""
    source = f"{found['command']}, {found['day']}, one core of {found['cores']}"

    def curve(name: str, field: str) -> Curve:
        return Curve(name, [(row["stories"], row[field]) for row in found["thousands"]])

    return {
        "soak-time.svg": Plot(
            "Keeping one more story", "stories in the ledger", "ms of the processor a story", source,
            [curve("writing, incidents included", "milliseconds")],
        ),
        "soak-memory.svg": Plot(
            "Memory of the process that writes", "stories in the ledger", "MB", source,
            [curve("resident memory", "megabytes"), curve("size of the ledger's file", "file")],
        ),
    }  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="What keeping a story costs as a ledger grows.")
    parser.add_argument("--stories", type=int, default=20_000)
    parser.add_argument("--casts", type=int, default=4)
    parser.add_argument("--step", type=int, default=30)
    parser.add_argument("--at-once", type=int, default=100)
    parser.add_argument("--keep", action="store_true")
    given = parser.parse_args(arguments)
    rows = []
    print("the project's own stories are read, which takes half a minute or more", file=sys.stderr, flush=True)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as reader:
        turns = Turns(reader.submit(base).result(), given.step, given.casts)
    with tempfile.TemporaryDirectory() as folder:
        for row in soaked(turns, given.stories, given.at_once, Path(folder) / "soak.duckdb"):
            print(json.dumps(row), flush=True)
            rows.append(row)
    words = f"python -m bench.soak --stories {given.stories} --casts {given.casts} --step {given.step}"
    found = {"command": words, "day": str(date.today()), "cores": os.cpu_count(), "thousands": rows}
    if given.keep:
        RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        for name, plot in plots(found).items():
            (PLOTS / name).write_text(plot.svg(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
