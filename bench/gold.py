"""Measures detente on a folder of public gold sets: predictions by each layer, scored by the folder's own `score.py`.

usage: python -m bench.gold FOLDER [--task relation|ledger|dates|places|attributions|outcomes] [--half even|odd] [--keep]

`--half`: only the lines whose id's SHA-1 is even (the part whose errors may be read) or odd (the part that stays unread).
`--keep` writes bench/results/gold.json, with the floors that a later run may not fall under. The sets themselves are never copied.
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
    """A country carries no coordinates in a reading; the set wants some, so the table of country points fills them in here."""
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


def measure(task: str, folder: Path, half: str | None) -> Row:
    """All figures of one task, with the seconds that the predictions took."""
    rows = [
        json.loads(line) for line in (folder / f"{task}.jsonl").read_text(encoding="utf-8").split("\n") if line.strip()
    ]
    if half:
        rows = [r for r in rows if odd(r) == (half == "odd")]
    start = time.perf_counter()
    said = {p["id"]: p for p in PREDICT[task](rows)}
    seconds = time.perf_counter() - start
    figures: Row = getattr(scorer(folder), task)([(r, said.get(r["id"], {})) for r in rows])
    return {**figures, "documents": len(rows), "seconds": round(seconds, 1)}


def show(task: str, figures: Row) -> None:
    print(f"{task} ({figures['documents']} documents, {figures['seconds']} s)")
    for name, value in figures.items():
        if isinstance(value, float) and name != "seconds":
            print(f"  {name:44s} {value:.3f}")


def keep(found: dict[str, Row]) -> None:
    """Write the figures; each task's own are the floor from then on."""
    known = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    for task, figures in found.items():
        known[task] = {
            k: round(v, 4) if isinstance(v, float) else v for k, v in figures.items() if not isinstance(v, dict)
        }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--task", action="append", choices=sorted(PREDICT))
    parser.add_argument("--half", choices=("even", "odd"))
    parser.add_argument("--keep", action="store_true")
    args = parser.parse_args(argv)
    found = {}
    for task in args.task or ["relation", "ledger", "dates", "places", "attributions"]:
        found[task] = measure(task, args.folder, args.half)
        show(task, found[task])
    if args.keep and not args.half:
        keep(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
