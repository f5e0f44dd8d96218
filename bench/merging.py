"""Measures the merging of reports on sets written for this project: tests/data/merging/{tuning,held}-*.yaml.

usage: python -m bench.merging [--part tuning|held] [--errors] [--keep]

Each case is a ledger of its own: stories with hand-coded events, each marked with the incident that it tells of.
Figures: precision, recall and F1 over pairs of tellings, and B-cubed over all tellings, so that lone ones count too.
`--errors` lists what went wrong in the tuning part; the held part is never listed: its single errors stay unread.
`--keep` writes bench/results/merging.json.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from detente.ledger import Ledger
from detente.ledger.byhand import RULE, split, when
from detente.model import About, Actor, Article, Event, Part, PartKind, Place, Reading, Span, Status
from detente.ontology import intensity, quad

ROOT = Path(__file__).parents[1]
SETS = ROOT / "tests" / "data" / "merging"
RESULTS = ROOT / "bench" / "results" / "merging.json"
FLOOR = 0.90
PARTS = ("tuning", "held")
MARK = re.compile(r"\[(?P<name>[^|\]]*)\|(?P<code>[A-Z]+)\]|(?P<sign>[*<>])")


@dataclass
class Sentence:
    """A sentence without its marks, and where the marks stood."""

    text: str = ""
    parties: list[Actor] = field(default_factory=list)
    signs: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, marked: str) -> Sentence:
        made, at = cls(), 0
        for mark in MARK.finditer(marked):
            made.text += marked[at : mark.start()]
            at = mark.end()
            if mark["sign"]:
                made.signs.setdefault(mark["sign"], []).append(len(made.text))
            else:
                start, made.text = len(made.text), made.text + mark["name"]
                made.parties.append(Actor(name=mark["name"], code=mark["code"], start=start, end=len(made.text)))
        made.text += marked[at:]
        return made

    def actors(self, codes: str, shift: int, people: dict[str, str]) -> tuple[Actor, ...]:
        """The parties of these codes (joined by `+`) where they are named."""
        named = {a.code: a.model_copy(update={"person": people.get(a.code)}) for a in self.parties if a.code}
        found = [named[code] for code in codes.split("+")]
        return tuple(a.model_copy(update={"start": a.start + shift, "end": a.end + shift}) for a in found)


def event(told: dict[str, Any], sentence: Sentence, shift: int) -> Event:
    """One hand-coded event, its offsets moved to where its sentence stands in the story."""
    who, act, to = told["act"].split()
    people = told.get("people", {})
    status = Status(told.get("status", "happened"))
    kind, code = split(act)
    start, end = (shift + at for at in sentence.signs["*"])
    day = told.get("day")
    at = told.get("at")
    place = at and Place.model_validate(
        {"name": at, "start": start, "end": end, **{k: told[k] for k in ("country", "lat", "lon") if k in told}}
    )
    return Event(
        type=kind, cameo=code, quad=quad(kind), intensity=intensity(code), status=status,
        source=sentence.actors(who, shift, people), target=sentence.actors(to, shift, people), place=place or None,
        date=when(day.isoformat() if isinstance(day, date) else day, None), date_open=None if day else "not said",
        trigger=Span(start=start, end=end), evidence=Span(start=shift, end=shift + len(sentence.text)),
        about=about(told, sentence, shift), confidence=1.0, because=RULE,
    )  # fmt: skip


def about(told: dict[str, Any], sentence: Sentence, shift: int) -> About | None:
    """What it is about: the marked words, and the lemma of their head."""
    if "about" not in told:
        return None
    start, end = sentence.signs["<"][0] + shift, sentence.signs[">"][0] + shift
    return About(start=start, end=end, what=told["about"])


def reading(case: str, number: int, story: dict[str, Any]) -> Reading:
    """A story of the case. Two events of one sentence share it."""
    text, events, last = "", [], None
    for told in story["tells"]:
        sentence = Sentence.of(told["says"])
        if last is None or sentence.text != last[0]:
            last = (sentence.text, len(text))
            text += sentence.text + "\n\n"
        events.append(event(told, sentence, last[1]))
    article = Article(
        id=f"{case}-{number}", text=text, hash=hashlib.sha256(text.encode()).hexdigest(), published=story["published"],
        parts=(Part(kind=PartKind.BODY, start=0, end=len(text)),),
    )  # fmt: skip
    return Reading(article=article, events=tuple(events), version=RULE)


@dataclass
class Score:
    """What a case gave. `pairs`: (together in truth, together in the ledger) for each pair of tellings."""

    case: str
    kind: str
    truth: dict[str, str]
    found: dict[str, str]
    words: dict[str, str]

    @property
    def pairs(self) -> list[tuple[bool, bool, str, str]]:
        return [
            (self.truth[a] == self.truth[b], self.found[a] == self.found[b], a, b)
            for a, b in combinations(sorted(self.truth), 2)
        ]


def measure(case: dict[str, Any]) -> Score:
    """Keep the stories of a case and see what was merged."""
    readings = [reading(case["id"], n, story) for n, story in enumerate(case["stories"])]
    truth = {
        f"{r.article.hash[:16]}:{n}": told["is"]
        for r, story in zip(readings, case["stories"], strict=True)
        for n, told in enumerate(story["tells"])
    }
    with Ledger.in_memory() as ledger:
        done = ledger.add_many(readings)
        if done.refused or len(done.added) != len(readings):
            raise ValueError(f"{case['id']}: {done}")
        found = {t.id: i.id for i in ledger.incidents() for t in i.tellings}
        words = {t.id: t.evidence for t in ledger.events()}
    return Score(case["id"], case["kind"], truth, found, words)


def load(part: str) -> list[dict[str, Any]]:
    """The cases of a part."""
    return [
        case
        for file in sorted(SETS.glob(f"{part}-*.yaml"))
        for case in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


def ratio(a: float, b: float) -> float:
    return a / b if b else 0.0


def f1(precision: float, recall: float) -> float:
    return ratio(2 * precision * recall, precision + recall)


def figures(scores: Iterable[Score]) -> dict[str, float]:
    """Pairwise and B-cubed figures of some cases together."""
    scores = list(scores)
    pairs = [pair for s in scores for pair in s.pairs]
    right = sum(t and f for t, f, *_ in pairs)
    precision, recall = ratio(right, sum(p[1] for p in pairs)), ratio(right, sum(p[0] for p in pairs))
    b_precision, b_recall = (mean(b_cubed(s, side) for s in scores) for side in ("found", "truth"))
    return {
        "cases": len(scores), "pairs": len(pairs),
        "pair precision": precision, "pair recall": recall, "pair F1": f1(precision, recall),
        "B-cubed precision": b_precision, "B-cubed recall": b_recall, "B-cubed F1": f1(b_precision, b_recall),
        "cases all right": mean([all(t == f for t, f, *_ in s.pairs)] for s in scores),
    }  # fmt: skip


def mean(lists: Iterable[list[float]]) -> float:
    values = [v for some in lists for v in some]
    return ratio(sum(values), len(values))


def b_cubed(score: Score, side: str) -> list[float]:
    """For each telling, the share of those with it by one side that are with it by the other too."""
    mine, other = (score.found, score.truth) if side == "found" else (score.truth, score.found)
    groups = {t: {u for u in mine if mine[u] == mine[t]} for t in mine}
    return [sum(other[u] == other[t] for u in groups[t]) / len(groups[t]) for t in sorted(mine)]


def errors(scores: Iterable[Score]) -> Iterator[str]:
    for score in scores:
        for true, found, a, b in score.pairs:
            if true != found:
                wrong = "merged wrongly" if found else "not merged"
                yield f"{score.case}: {wrong}\n   {score.words[a]}\n   {score.words[b]}"


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", action="append", choices=PARTS)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--keep", action="store_true")
    args = parser.parse_args(argv)
    kept: dict[str, dict[str, float]] = {}
    for part in args.part or PARTS:
        scores = [measure(case) for case in load(part)]
        kept[part] = {name: round(value, 4) for name, value in figures(scores).items()}
        print(part, *(f"  {name:22s} {value:g}" for name, value in kept[part].items()), sep="\n")
        if args.errors and part == "tuning":
            print(*errors(scores), sep="\n")
    if args.keep:
        RESULTS.write_text(json.dumps(kept, indent=1) + "\n")
    return 0 if all(found["pair F1"] >= FLOOR for found in kept.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
