"""Measures rules, model and both together on a folder with `relation.jsonl`: `python -m tools.measure_relation FOLDER`.

Each half is told apart as `bench.gold` does: errors of the even half may be read, those of the odd half never. Prints
macro-F1 over the roots and the quads, how often confidence is right, and what part of the cases the model was asked on.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bench.gold import load, odd, scorer

from detente.language.patterns import lexicon
from detente.model import Span
from detente.reading.model.relation import probabilities
from detente.reading.model.settle import open_case
from detente.reading.parse import parse_many
from detente.reading.relate import candidates, relate_doc

Row = dict[str, Any]
BINS = (0.3, 0.5, 0.7, 0.85, 0.95, 1.01)


def ways(row: Row, doc: Any) -> Row:
    """The three answers to a line, the confidence of the last, whether the case was open and how long the last took."""
    parties = [Span(**s) for s in row["source"]], [Span(**s) for s in row["target"]]
    rated = candidates(doc, *parties, lexicon())
    shares = probabilities(row["text"], *parties)
    evidence: dict[str, float] = {}
    for value, act in rated:
        evidence.setdefault(act.type or "", value)
    begun = time.process_time()
    answer = relate_doc(doc, *parties)
    return {
        "rules": rated[0][1].type if rated else "CONSULT",
        "model": max(shares, key=lambda t: shares[t]),
        "both": answer.type,
        "confidence": answer.confidence,
        "open": open_case(evidence),
        "seconds": time.process_time() - begun,
    }


def calibration(found: Iterable[tuple[Row, Row]], merged: Mapping[str, str]) -> str:
    """For each stretch of confidence how many answers it holds and how many of those are right."""
    held: dict[float, list[bool]] = defaultdict(list)
    for row, made in found:
        top = next(b for b in BINS if made["confidence"] < b)
        held[top].append(merged.get(made["both"], made["both"]) == row["gold"]["type"])
    return ", ".join(f"below {b}: {sum(held[b]) / len(held[b]):.2f} of {len(held[b])}" for b in sorted(held))


def main(folder: Path) -> int:
    """Prints the figures of both halves."""
    score = scorer(folder)
    rows = load("relation", folder)
    found = [(row, ways(row, doc)) for row, doc in zip(rows, parse_many(r["text"] for r in rows), strict=True)]
    for name in ("even", "odd"):
        half = [pair for pair in found if odd(pair[0]) is (name == "odd")]
        for way in ("rules", "model", "both"):
            figures = score.relation([(row, {"type": made[way]}) for row, made in half])
            print(f"{name} {way}: root {figures['root macro-F1']:.3f}, quad {figures['quad macro-F1']:.3f}")
        print(f"{name} right by confidence: {calibration(half, score.MERGED)}")
    asked = sum(made["open"] for _, made in found) / len(found)
    print(
        f"model asked on {asked:.2f}; {1000 * sum(made['seconds'] for _, made in found) / len(found):.1f} ms a sentence"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
