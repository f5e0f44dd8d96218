"""Fits the weights of an account's signs on one half of a folder's accounts of known outcome.

usage: python -m bench.fit_answer FOLDER [--ridge 10] [--report]

The half to fit on has an even SHA-1 of its id. The fit is a pairwise logistic regression: of two sides of which history
says that one gave way more, the difference of their signs should be positive. A ridge holds every weight near the one
that `src/detente/dispute/data/account.yaml` has, since there are only some thirty crises to fit on. Prints the weights,
to be copied there by hand, and the figure when each crisis is left out in turn (of the weights only: the cues were
written with these accounts in sight). `--report` also measures the table as it is on the other half.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.gold import load, odd, scorer
from detente.dispute.account import Weighed, features, rules, weighed
from detente.ingest import article_from_text
from detente.reading import pipeline
from detente.reading.parse import parse

Vector = dict[str, float]
Crisis = tuple[dict[str, Any], dict[str, Vector]]
STEPS, RATE = 2000, 0.03


def crisis(row: dict[str, Any]) -> Crisis:
    """The signs of each side of one account."""
    article = article_from_text(row["text"], id=row["id"])
    doc = parse(article.text, pipeline.part_borders(article))
    by_side: dict[str, list[Weighed]] = {}
    for one in weighed(doc, pipeline.finish(article, doc, rules_alone=True)):
        by_side.setdefault(one.sign.side, []).append(one)
    return row, {side: features(found) for side, found in by_side.items()}


def pairs(found: Crisis, gave: dict[str, int]) -> list[Vector]:
    """The difference of signs of every two sides of which the first gave way more."""
    row, signs = found
    sides = row["gold"].items()
    couples = [(a, b) for a, x in sides for b, y in sides if gave[x] > gave[y]]
    names = rules().weights()
    return [{n: signs.get(a, {}).get(n, 0.0) - signs.get(b, {}).get(n, 0.0) for n in names} for a, b in couples]


def fit(crises: Iterable[list[Vector]], ridge: float) -> Vector:
    """The weights, each crisis counted once however many pairs of sides it has."""
    prior, weight = rules().weights(), rules().weights()
    examples = [(x, 1 / len(found)) for found in crises for x in found]
    for _ in range(STEPS):
        slope = {n: ridge * (weight[n] - prior[n]) for n in weight}
        for x, share in examples:
            missed = share / (1 + math.exp(sum(weight[n] * v for n, v in x.items())))
            for n, v in x.items():
                slope[n] -= missed * v
        weight = {n: w - RATE * slope[n] for n, w in weight.items()}
    return weight


def right(weight: Vector, found: list[Vector]) -> float:
    """The share of a crisis's pairs that the weights put in order; a tie counts half."""
    sums = [sum(weight[n] * v for n, v in x.items()) for x in found]
    return sum(1.0 if s > 1e-9 else 0.5 if s > -1e-9 else 0.0 for s in sums) / len(sums)


def mean(values: Iterable[float]) -> float:
    got = list(values)
    return sum(got) / len(got)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--ridge", type=float, default=10.0)
    parser.add_argument("--report", action="store_true")
    args = parser.parse_args()
    gave = scorer(args.folder).GAVE
    rows = [
        r
        for r in load("outcomes", args.folder)
        if len({gave[v] for v in r["gold"].values()}) > 1 and (args.report or not odd(r))
    ]
    told = [(odd(r), pairs(crisis(r), gave)) for r in rows]
    even = [p for is_odd, p in told if not is_odd]
    for name, weight in fit(even, args.ridge).items():
        print(f"{name:10s} by hand {rules().weights()[name]:+.2f}   fitted {weight:+.3f}")
    left_out = mean(right(fit([p for p in even if p is not q], args.ridge), q) for q in even)
    table = mean(right(rules().weights(), p) for p in even)
    print(f"even half, {len(even)} crises: table {table:.3f}, fitted {left_out:.3f} left out")
    if args.report:
        other = [p for is_odd, p in told if is_odd]
        print(f"odd half, {len(other)} crises: table {mean(right(rules().weights(), p) for p in other):.3f}")


if __name__ == "__main__":
    main()
