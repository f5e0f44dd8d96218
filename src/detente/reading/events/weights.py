"""Weights by name, fitted elsewhere and kept beside the code that weighs with them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files


def score(features: Iterable[tuple[str, float]], known: Mapping[str, float]) -> float:
    """The weighted sum of features by name; what has no weight counts nothing."""
    total = 0.0
    for name, value in features:  # hundreds a story: a generator takes half as long again
        total += value * known.get(name, 0.0)
    return total


@cache
def weights(name: str) -> Mapping[str, float]:
    """What each feature counts, from a JSON file of this folder."""
    found = json.loads((files("detente.reading.events") / name).read_text(encoding="utf-8"))
    return {str(feature): float(value) for feature, value in found.items()}
