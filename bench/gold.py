"""Measures detente on a folder of public gold sets: predictions by each layer, scored by the folder's own `score.py`.

usage: python -m bench.gold FOLDER [--task TASK]... [--half even|odd] [--keep | --floors]

TASK is one of relation, ledger, dates, places, attributions, outcomes; without it, all. The sets are never copied.

`--half`: only the lines whose id's SHA-1 is even (whose errors may be read) or odd (which stay unread).
`--keep` writes bench/results/gold.json: the figures of the whole and of both halves. They are the floors from then on.
`--floors` fails (exit status 1) where a figure has fallen more than 0.005 below the one kept.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

Row = dict[str, Any]
RESULTS = Path(__file__).parent / "results" / "gold.json"
SLACK = 0.005
"""How far a figure may fall below the one kept: a line or two of a set, what a mended word moves by chance."""
FIGURES = {
    "relation": ("root macro-F1", "quad macro-F1"),
    "ledger": ("triple f1", "pair f1"),
    "dates": ("value F1", "day resolved without a year in the text"),
    "places": ("end to end F1@161km",),
    "attributions": ("end to end F1",),
    "outcomes": ("who yielded more",),
}


def scorer(folder: Path) -> Any:
    """The folder's own score.py as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{folder}: no score.py there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def odd(row: Row) -> bool:
    """Whether a line belongs to the part that stays unread."""
    return int(hashlib.sha1(row["id"].encode()).hexdigest(), 16) % 2 == 1


def day(row: Row) -> date | None:
    return date.fromisoformat(row["published"]) if row.get("published") else None


def predict_relation(rows: list[Row]) -> Iterator[Row]:
    from detente.model import Span
    from detente.reading.parse import parse_many
    from detente.reading.relate import relate_doc

    docs = parse_many(r["text"] for r in rows)
    for row, doc in zip(rows, docs, strict=True):
        answer = relate_doc(doc, [Span(**s) for s in row["source"]], [Span(**s) for s in row["target"]])
        yield {"id": row["id"], **answer.as_json()}


def predict_reading(rows: list[Row]) -> Iterator[Row]:
    from detente.ingest import article_from_text
    from detente.reading.pipeline import read_article

    for row in rows:
        yield {
            "id": row["id"],
            **read_article(article_from_text(row["text"], published=day(row), id=row["id"])).as_json(),
        }


def predict_dates(rows: list[Row]) -> Iterator[Row]:
    from detente.reading.parse import parse
    from detente.reading.times import find_times

    for row in rows:
        yield {"id": row["id"], "times": [t.as_json() for t in find_times(parse(row["text"]), day(row))]}


def predict_places(rows: list[Row]) -> Iterator[Row]:
    """A country has no coordinates in a reading; the set wants some, so the table of country points fills them in."""
    from detente.reading.parse import parse
    from detente.reading.places import find_places, representative_point

    for row in rows:
        found = []
        for place in find_places(parse(row["text"]), plain=True):
            point = (place.lat, place.lon) if place.lat is not None else representative_point(place)
            if point is not None:
                found.append({**place.as_json(), "lat": point[0], "lon": point[1]})
        yield {"id": row["id"], "places": found}


def predict_attributions(rows: list[Row]) -> Iterator[Row]:
    from detente.reading.parse import parse
    from detente.reading.speech import find_speech, outermost

    for row in rows:
        yield {"id": row["id"], "attributions": [a.as_json() for a in outermost(find_speech(parse(row["text"])))]}


def predict_outcomes(rows: list[Row]) -> Iterator[Row]:
    from detente.api import answer

    for row in rows:
        yield answer(row)


PREDICT: dict[str, Callable[[list[Row]], Iterator[Row]]] = {
    "relation": predict_relation,
    "ledger": predict_reading,
    "dates": predict_dates,
    "places": predict_places,
    "attributions": predict_attributions,
    "outcomes": predict_outcomes,
}


def load(task: str, folder: Path, half: str | None = None) -> list[Row]:
    """The lines of a task's set, or of one half of it."""
    lines = (folder / f"{task}.jsonl").read_text(encoding="utf-8").split("\n")
    return of_half([json.loads(line) for line in lines if line.strip()], half)


def of_half(rows: list[Row], half: str | None) -> list[Row]:
    """The lines whose id is even or odd; all where `half` is None."""
    return [r for r in rows if half is None or odd(r) == (half == "odd")]


def measure(task: str, folder: Path, half: str | None) -> Row:
    """All figures of one task, the seconds that the predictions took and, for the whole set, each half's figures."""
    rows, score = load(task, folder, half), getattr(scorer(folder), task)
    start = time.perf_counter()
    said = {p["id"]: p for p in PREDICT[task](rows)}
    seconds = round(time.perf_counter() - start, 1)

    def figures(part: str | None) -> Row:
        found: Row = score([(r, said.get(r["id"], {})) for r in of_half(rows, part)])
        return found

    halves = {} if half else {part: main_figures(task, figures(part)) for part in ("even", "odd")}
    return {**figures(half), **halves, "documents": len(rows), "seconds": seconds}


def main_figures(task: str, figures: Row) -> Row:
    """Those of a task's figures that must not fall."""
    return {name: figures[name] for name in FIGURES[task] if name in figures}


def show(task: str, figures: Row) -> None:
    print(f"{task} ({figures['documents']} documents, {figures['seconds']} s)")
    halves = [figures[part] for part in ("even", "odd") if part in figures]
    for name, value in figures.items():
        if isinstance(value, float) and name != "seconds":
            beside = [f"{half[name]:.3f}" for half in halves if name in half]
            print(f"  {name:44s} {value:.3f}" + (f"   (even {beside[0]}, odd {beside[1]})" if beside else ""))


def rounded(figures: Row) -> Row:
    """What is kept of figures: five decimals, so that a later run on another machine gives the same."""
    return {
        k: rounded(v) if isinstance(v, dict) else round(v, 5) if isinstance(v, float) else v for k, v in figures.items()
    }


def known() -> dict[str, Row]:
    """The figures kept, by task."""
    found: dict[str, Row] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    return found


def keep(found: dict[str, Row]) -> None:
    """Write the figures; each task's own are the floor from then on."""
    RESULTS.parent.mkdir(exist_ok=True)
    kept = known() | {task: rounded(figures) for task, figures in found.items()}
    RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def fallen(task: str, figures: Row, half: str | None = None) -> list[str]:
    """The figures of a task that lie more than `SLACK` below those kept, a line each."""
    floors = known().get(task, {})
    floors = floors.get(half, {}) if half else floors
    return [
        f"{task}: {name} is {figures[name]:.4f}, was {floors[name]:.4f}"
        for name in FIGURES[task]
        if name in floors and name in figures and figures[name] < floors[name] - SLACK
    ]


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--task", action="append", choices=sorted(PREDICT))
    parser.add_argument("--half", choices=("even", "odd"))
    after = parser.add_mutually_exclusive_group()
    after.add_argument("--keep", action="store_true")
    after.add_argument("--floors", action="store_true")
    args = parser.parse_args(argv)
    if args.keep and args.half:
        parser.error("--keep is for whole sets; it writes both halves beside")
    found = {}
    for task in args.task or list(PREDICT):
        found[task] = measure(task, args.folder, args.half)
        show(task, found[task])
    if args.keep:
        keep(found)
    below = [line for task in found for line in fallen(task, found[task], args.half)] if args.floors else []
    print(*below, sep="\n", end="\n" if below else "")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
