"""What fits weights reads and writes: a set of lines of JSON, and weights by the names of features."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Line = dict[str, Any]
Vector = NDArray[np.float64]


def set_and_place(about: str | None) -> tuple[list[Line], Path]:
    """The lines of the set that is named first on the command line, and where the weights go."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("set", type=Path)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    return [json.loads(one) for one in asked.set.read_text(encoding="utf-8").splitlines()], asked.out


def frequent(cases: Iterable[Mapping[str, float]], least: int) -> list[str]:
    """The features that so many cases have, in order."""
    seen = Counter(name for case in cases for name in case)
    return sorted(name for name, count in seen.items() if count >= least)


def rows(cases: Iterable[Mapping[str, float]], names: list[str]) -> Vector:
    """The features of cases as a matrix, a row a case; those that are not among the names are left out."""
    number = {name: n for n, name in enumerate(names)}
    kept = list(cases)
    table = np.zeros((len(kept), len(names)))
    for row, case in zip(table, kept, strict=True):
        for name, value in case.items():
            if name in number:
                row[number[name]] = value
    return table


def write(out: Path, names: list[str], weights: Vector, digits: int) -> None:
    """Write weights by name."""
    found = {name: round(float(w), digits) for name, w in zip(names, weights, strict=True)}
    out.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")
