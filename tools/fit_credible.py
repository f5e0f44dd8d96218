"""Fits how much each feature says of whether an event is a fact: `python -m tools.fit_credible SET OUT.json`.

SET is what `tools.credible_set` writes. A logistic regression with a penalty on large weights. An event of the training
stories counts a quarter, since their marks are stricter than facts are, and has a constant of its own. Each crisis in
turn is held back; how well its likelihoods separate right from wrong, and how far they are from the shares that are
right, is printed.
"""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray
from tools.fitted import Line, Vector, frequent, rows, set_and_place, write

# A feature that fewer events have is not learned.
OFTEN = 8
# What an event of the training stories counts.
MARKS = 0.25
# The penalty on the square of a weight, with features brought to one spread.
PENALTY = 100.0
STEPS = 12
EDGES = (0.0, 0.4, 0.6, 0.7, 0.8, 0.9, 1.0)


def matrix(lines: list[Line], names: list[str]) -> Vector:
    """The features of events as rows."""
    return rows((one["features"] for one in lines), names)


def fit(lines: list[Line], names: list[str]) -> Vector:
    """The weights, by Newton's method."""
    x = matrix(lines, names)
    marks = np.array([one["from"] == "marks" for one in lines], dtype=float)
    spread = x.std(0) + 1e-9
    spread[names.index("")] = 1.0
    x = np.column_stack([x / spread, marks])
    y, weight = np.array([one["right"] for one in lines], dtype=float), np.where(marks, MARKS, 1.0)
    penalty = np.full(x.shape[1], PENALTY)
    penalty[[names.index(""), -1]] = 1e-3
    w = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        bent = x.T @ (x * (weight * p * (1 - p))[:, None]) + np.diag(penalty)
        w += np.linalg.solve(bent, x.T @ (weight * (y - p)) - penalty * w)
    made: Vector = w[:-1] / spread
    return made


def separates(p: Vector, right: NDArray[np.bool_]) -> float:
    """How often a right event is likelier than a wrong one (area under the curve)."""
    above = (p[right][:, None] > p[~right][None, :]).mean()
    return float(above + (p[right][:, None] == p[~right][None, :]).mean() / 2)


def crisis(one: Line) -> str:
    """What is held back together."""
    return str(one["story"]).rsplit("/", maxsplit=1)[0] if one["from"] == "facts" else ""


def report(p: Vector, right: NDArray[np.bool_]) -> str:
    """How well likelihoods separate, and how often events so likely are right."""
    bins = [(a, b, (p >= a) & (p < b)) for a, b in itertools.pairwise(EDGES)]
    shares = [f"{a:.1f}-{b:.1f}: {right[at].mean():.2f} of {at.sum()}" for a, b, at in bins if at.any()]
    return f"separates {separates(p, right):.3f}; right " + ", ".join(shares)


def names_of(lines: list[Line]) -> list[str]:
    """The features that enough events have."""
    return frequent((one["features"] for one in lines), OFTEN)


def main() -> int:
    """Fits, prints the figures, writes the weights by name."""
    lines, out = set_and_place(__doc__)
    facts = [one for one in lines if one["from"] == "facts"]
    held: dict[int, float] = {}
    for name in sorted({crisis(one) for one in facts}):
        learn, kept = ([one for one in lines if (crisis(one) == name) == kept] for kept in (False, True))
        known = names_of(learn)
        p = 1 / (1 + np.exp(-matrix(kept, known) @ fit(learn, known)))
        held.update({id(one): share for one, share in zip(kept, p, strict=True)})
    right = np.array([one["right"] for one in facts])
    print("held back:", report(np.array([held[id(one)] for one in facts]), right))
    names = names_of(lines)
    write(out, names, fit(lines, names), 4)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
