"""Writes the tables of figures in README.md, docs/evaluation.md and docs/sizing.md from what is kept in bench/results.

python -m tools.figure_tables            rewrites what stands between the marks
python -m tools.figure_tables --check    exit status 1 where a page is not what the results say
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools.pages import filled, kept_up, table

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "bench" / "results"
PAGES = (ROOT / "README.md", ROOT / "docs" / "evaluation.md", ROOT / "docs" / "sizing.md")
KIND = "figures"
Row = dict[str, Any]

# Layer, figure, how it is called, and what others reach: measured on the same file, or published on the same task.
LAYERS = (
    (
        "relation",
        "root macro-F1",
        "act between two given parties, 15 classes, macro-F1",
        "UniversalPetrarch .478, ZSP .743",
    ),
    ("relation", "quad macro-F1", "the same, 4 classes", "UniversalPetrarch .629"),
    ("ledger", "triple f1", "who did what to whom in accounts of crises, F1", "UniversalPetrarch .166"),
    ("ledger", "pair f1", "who with whom, F1", "UniversalPetrarch .281, names alone .376"),
    ("dates", "value F1", "expressions of time with their value, F1", "HeidelTime .827"),
    ("places", "end to end F1@161km", "places found and set within 161 km, F1", "most populous place of the name .362"),
    ("attributions", "end to end F1", "who says what, F1", "textacy .224"),
    (
        "outcomes",
        "who yielded more",
        "which of two sides gave way more, on the half not fitted on",
        "saying nothing .500",
    ),
)
FITTED = {"outcomes"}
"""Layers with weights fitted on the even half of the set."""


def kept(name: str) -> Row:
    """The figures of one file of results; nothing where it has not been written."""
    path = RESULTS / name
    found: Row = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def figure(value: float | None) -> str:
    """A share from 0 to 1 with three decimals."""
    return "" if value is None else f"{value:.3f}".removeprefix("0") if value < 1 else f"{value:.3f}"


def layers() -> str:
    """Each layer's main figures beside those of others; where weights were fitted on one half, those of the other."""
    gold = kept("gold.json")
    rows = []
    for task, name, what, others in LAYERS:
        if task in gold:
            found = gold[task]["odd"] if task in FITTED else gold[task]
            rows.append((what, figure(found[name]), others))
    return table(("what", "detente", "others"), rows)


def halves() -> str:
    """Each layer's main figures in the whole set and in its two halves."""
    gold = kept("gold.json")
    rows = [
        (
            task,
            name,
            gold[task]["documents"],
            *(figure(gold[task].get(part, gold[task])[name]) for part in ("", "even", "odd")),
            others,
        )
        for task, name, _, others in LAYERS
        if task in gold
    ]
    return table(("set", "figure", "documents", "all", "even half (read)", "odd half (unread)", "others"), rows)


def roots() -> str:
    """F1 of each class of the relation set, best first."""
    by_type: Row = kept("gold.json")["relation"]["per root"]
    return table(("class", "F1"), ((k, figure(v)) for k, v in sorted(by_type.items(), key=lambda kv: -kv[1])))


def ledger_acts() -> str:
    """How much of each kind of act of the ledger set is found."""
    by_act: Row = kept("gold.json")["ledger"]["recall by act"]
    return table(("act", "recall"), ((k, figure(v)) for k, v in by_act.items()))


def stories() -> str:
    """Own stories, by folder."""
    return table(
        (
            "stories",
            "number",
            "facts",
            "found",
            "right",
            "precision",
            "triples F1",
            "status right",
            "date right",
            "violations",
        ),
        (
            (
                name,
                found["stories"],
                found["facts"],
                *(figure(found[k]) for k in ("found", "right", "precision", "triples F1")),
                *(figure(found["of found"][k]) for k in ("status", "date")),
                found["violations"],
            )
            for name, found in kept("stories.json").items()
        ),
    )


def story_types() -> str:
    """Own stories, by type, over all folders."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for found in own():
        for name, row in found["by type"].items():
            sums[name].update(row)
    rows = []
    for name, n in sorted(sums.items()):
        given = n["found"] + n["extra"]
        rows.append(
            (
                name,
                n["facts"],
                figure(n["found"] / n["facts"] if n["facts"] else None),
                figure(n["same"] / n["found"] if n["found"] else None),
                figure(n["found"] / given if given else None),
            )
        )
    return table(("type", "facts", "found", "same type, of found", "precision"), rows)


def own() -> list[Row]:
    """The results of the folders of stories that were written for this project."""
    return [found for name, found in kept("stories.json").items() if (ROOT / "examples" / name).is_dir()]


def confusion() -> str:
    """Types of own facts that were found, down, and what they were read as, across."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for found in own():
        for name, row in found["taken for"].items():
            sums[name].update(row)
    names = sorted({*sums, *(read for row in sums.values() for read in row)})
    short = [name[:4].lower() for name in names]
    return table(("coded", *short), ((name, *(sums[name][read] or "" for read in names)) for name in names))


def dockets() -> str:
    """Answers and dockets on the key days of own crises."""
    found = kept("docket.json")
    lanes = ("measures_in_force", "demands", "called_off", "lifted", "disputed")
    rows = [
        (
            name,
            row["answers"],
            *(figure(row[k]) for k in ("answers right", "right or also")),
            figure(row["constant"][1]),
            *(figure(row.get(k)) for k in ("as most readers", "as some reader", "a reader as most")),
            *(figure(row["lanes"].get(lane, {}).get("recall")) for lane in lanes),
        )
        for name, row in found.items()
    ]
    head = (
        "crisis",
        "answers",
        "right",
        "right or as good",
        "best constant",
        "as most readers",
        "as some reader",
        "a reader as most",
        *(lane.replace("_", " ") for lane in lanes),
    )
    return table(head, rows)


def chronicles() -> str:
    """Answers by the acts of chronicles."""
    rows = [
        (
            name,
            row["chronicles"],
            row["answers"],
            *(figure(row[k]) for k in ("answers right", "right or also")),
            figure(row["constant"][1]),
        )
        for name, row in kept("chronicles.json").items()
    ]
    return table(("part", "crises", "answers", "right", "right or as good", "best constant"), rows)


def adding() -> str:
    """What adding took, by the number of workers."""
    head = (
        "workers",
        "stories/s",
        "MB of text/s",
        "reading, s a story",
        "writing, s a story",
        "MB, reader",
        "MB, writer",
    )
    names = ("stories_per_second", "megabytes_per_second", "reader_seconds_per_story", "writer_seconds_per_story")
    peaks = ("reader_peak_megabytes", "writer_peak_megabytes")
    runs: list[Row] = kept("scale.json")["runs"]
    return table(head, ((run["workers"], *(run[name] or "" for name in (*names, *peaks))) for run in runs))


def million() -> str:
    """Hours for a million stories by cores, from the run with the most workers: the slower of reading and writing."""
    run: Row = max(kept("scale.json")["runs"], key=lambda one: one["workers"])
    reading, writing = (run[f"{who}_seconds_per_story"] * 1e6 / 3600 for who in ("reader", "writer"))
    rows = []
    for cores in (1, 2, 4, 8, 16, 32, 64):
        slower = "reading" if reading / cores > writing else "writing"
        memory = (cores * run["reader_peak_megabytes"] + run["writer_peak_megabytes"]) / 1000
        rows.append((cores, f"{max(reading / cores, writing):.1f}", slower, f"{memory:.1f}"))
    return table(("workers, a core each", "hours", "limited by", "memory, GB"), rows)


def soak() -> str:
    """What keeping a story takes as a ledger grows: each fifth thousand, and the first."""
    rows: list[Row] = kept("soak.json")["thousands"]
    shown = [row for row in rows if row["stories"] == 1000 or row["stories"] % 5000 == 0]
    head = ("stories in the ledger", "writing, ms a story", "MB, process", "MB, file")
    return table(head, ((row["stories"], row["milliseconds"], row["megabytes"], row["file"]) for row in shown))


TABLES: dict[str, Callable[[], str]] = {
    "layers": layers,
    "halves": halves,
    "roots": roots,
    "ledger-acts": ledger_acts,
    "stories": stories,
    "story-types": story_types,
    "confusion": confusion,
    "dockets": dockets,
    "chronicles": chronicles,
    "adding": adding,
    "million": million,
    "soak": soak,
}


def main(words: list[str]) -> int:
    """Write the pages, or compare them."""
    made = {page: filled(page.read_text(encoding="utf-8"), KIND, TABLES) for page in PAGES}
    return kept_up(made, words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
