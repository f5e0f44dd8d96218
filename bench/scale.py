"""Measures how fast stories are added, by one process and by several, and what that means for a million of them.

    python -m bench.scale [--stories N] [--workers 1 2] [--keep]

N stories (150) are made of the project's own, in `examples` and `data/training/stories`: taken round after round, with
the states' names exchanged and the days moved by a month, so that no two are the same text. Each number of workers gets
a process and a ledger of its own. Seconds of the clock depend on what else the machine does; seconds of the processor
do so less, and the estimate rests on them. 20,000 stories take two cores the better part of an hour for each number of
workers.

Figures: stories and megabytes of text a second by the clock, loading included; of the process that writes (`writer`)
and of those that read (`reader`; with one worker the one process is both) the seconds of the processor a story needs,
without those of loading, and the most memory that one process held, in megabytes. `start_seconds`: of the clock, until
one story alone is kept. `--keep` writes bench/results/scale.json and the plot docs/assets/scale.svg.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

from bench.curves import Curve, Plot
from bench.story_facts import dated_examples
from detente.cli.run import run

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "bench" / "results" / "scale.json"
PLOT = ROOT / "docs" / "assets" / "scale.svg"
WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
STATES = (
    "Norway", "Russia", "Peru", "Chile", "Turkey", "Iceland", "Qatar", "China", "Japan", "India", "Georgia", "Kuwait",
    "Greece", "Britain", "Iraq", "Iran", "Egypt", "Libya", "Chad", "Sudan", "Ecuador", "Argentina", "Ethiopia",
    "Somalia", "Morocco", "Algeria", "Syria", "Israel", "Pakistan", "Bhutan", "Vietnam", "Cambodia", "Cuba", "Angola",
    "Poland", "Hungary", "Finland",
)  # fmt: skip
MONTH = timedelta(30)
MEGABYTE = 1_000_000


def stories(wanted: int) -> Iterator[dict[str, str]]:
    """So many records, no two alike."""
    base = [*dated_examples(), *training()]
    for turn, (name, day, text) in islice(((turn, one) for turn in count() for one in base), wanted):
        yield {"id": f"{name}-{turn}", "published": str(day + turn * MONTH), "text": changed(text, turn)}


def training() -> Iterator[tuple[str, date, str]]:
    """The same of the stories that the models learn from: a head `## DAY | …`, sentences, and notes behind `>`."""
    for file in sorted(ROOT.glob("data/training/stories/*.txt")):
        for n, story in enumerate(file.read_text(encoding="utf-8").split("## ")[1:]):
            head, *lines = story.splitlines()
            text = " ".join(line for line in lines if line.strip() and not line.startswith(">"))
            yield f"{file.stem}-{n}", date.fromisoformat(head.split("|")[0].strip()), text


def changed(text: str, turn: int) -> str:
    """The text with its states and days replaced by those `turn` places further on, and a line that says which turn."""
    for names in (STATES, WEEK):
        for n, name in enumerate(names):
            text = text.replace(name, f"\0{(n + turn) % len(names)}\0")
        for n, name in enumerate(names):
            text = text.replace(f"\0{n}\0", name)
    return text if turn == 0 else f"{text.rstrip()}\n\nIt was report {turn} of the day.\n"


def one_run(file: Path, workers: int) -> dict[str, float]:
    """Add the stories of a file in this process; what that took, of this one and of its workers."""
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        status = run(["add", str(Path(folder) / "bench.duckdb"), str(file), "--workers", str(workers)])
    seconds = time.perf_counter() - begun
    if status:
        raise SystemExit("a story was refused")
    own, theirs = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "seconds": seconds,
        "writer": own.ru_utime + own.ru_stime,
        "readers": theirs.ru_utime + theirs.ru_stime,
        "writer_peak": peak(own.ru_maxrss),
        "reader_peak": peak(theirs.ru_maxrss),
    }


def peak(most: int) -> float:
    """Megabytes. The system gives kilobytes of 1,024 bytes, on a Mac bytes."""
    return most * (1 if sys.platform == "darwin" else 1024) / MEGABYTE


def measured(file: Path, workers: int) -> dict[str, float]:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "bench.scale", "--one", str(file), "--workers", str(workers)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def written(folder: Path, records: list[dict[str, str]]) -> Path:
    file = folder / f"{len(records)}.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return file


def figures(number: int, workers: int, size: int, start: dict[str, float], all_: dict[str, float]) -> dict[str, float]:
    """What is kept of one run. `start`: the same with one story, mostly loading, which each worker does by itself."""
    loads = {"writer": 1, "readers": workers}
    per_story = {who: (all_[who] - n * start[who]) / (number - n) for who, n in loads.items()}
    return {
        "workers": workers,
        "stories_per_second": round(number / all_["seconds"], 2),
        "megabytes_per_second": round(size / MEGABYTE / all_["seconds"], 4),
        "writer_seconds_per_story": round(per_story["writer"], 4),
        "reader_seconds_per_story": round(per_story["readers"], 4),
        "writer_peak_megabytes": round(all_["writer_peak"]),
        "reader_peak_megabytes": round(all_["reader_peak"]),
        "start_seconds": round(start["seconds"], 1),
    }


def measure(number: int, workers: list[int]) -> dict[str, Any]:
    """All runs, one after the other."""
    records = list(stories(number))
    size = sum(len(record["text"].encode()) for record in records)
    with tempfile.TemporaryDirectory() as folder:
        file = written(Path(folder), records)
        first = written(Path(folder), records[:1])
        runs = [figures(number, n, size, measured(first, n), measured(file, n)) for n in workers]
    machine = {"cores": os.cpu_count(), "processor": platform.machine(), "python": platform.python_version()}
    return {
        "stories": number,
        "bytes_per_story": round(size / number),
        "day": str(date.today()),
        "load": os.getloadavg()[0],
        **machine,
        "runs": runs,
    }


def plot(found: dict[str, Any]) -> Plot:
    """Stories a second by the number of workers."""
    points = [(run["workers"], run["stories_per_second"]) for run in found["runs"]]
    source = f"python -m bench.scale --stories {found['stories']}, {found['day']}, {found['cores']} cores"
    return Plot("Adding stories", "workers", "stories a second", source, [Curve("by the clock", points)])


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="How fast stories are added.")
    parser.add_argument("--stories", type=int, default=150, metavar="N")
    parser.add_argument("--workers", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.one:
        print(json.dumps(one_run(given.one, given.workers[0])))
        return 0
    found = measure(given.stories, given.workers)
    print(json.dumps(found, indent=1))
    if given.keep:
        RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        PLOT.write_text(plot(found).svg(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
