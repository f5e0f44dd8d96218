"""Fits how much each feature speaks for a party that a sentence leaves out: `python -m tools.fit_leftout SET OUT.json`.

SET is what `tools.leftout_set` writes. A conditional logit: the likelihood of a candidate is its share of the
exponentials of weighted sums. A tenth of the stories is held back; how often the likeliest candidate is right is
printed for them, beside what the rules alone take.
"""

from __future__ import annotations

import numpy as np
from tools.fitted import Line, Vector, frequent, rows, set_and_place, write
from tools.held import held_back

# A feature that fewer questions have is not learned.
OFTEN = 5
# What an act that the writer did not mark counts: it may be no act, or one that was overlooked.
UNMARKED = 0.5
STEPS, RATE, DECAY = 600, 0.05, 3e-4


class Table:
    """Questions as one matrix: a row a candidate, `cuts` where each question begins."""

    def __init__(self, lines: list[Line], names: list[str]) -> None:
        self.x = rows((features for one in lines for _, features in one["candidates"]), names)
        sizes = [len(one["candidates"]) for one in lines]
        self.cuts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(int)
        self.of = np.repeat(np.arange(len(lines)), sizes)
        self.right = np.array([fits(codes, one) for one in lines for codes, _ in one["candidates"]], dtype=float)
        self.weight = np.array([1.0 if one["marked"] else UNMARKED for one in lines])

    def shares(self, w: Vector) -> Vector:
        """The likelihood of each candidate."""
        sums = self.x @ w
        grown = np.exp(sums - np.maximum.reduceat(sums, self.cuts)[self.of])
        made: Vector = grown / np.add.reduceat(grown, self.cuts)[self.of]
        return made

    def slope(self, w: Vector) -> Vector:
        """Which way the likelihood of the right candidates grows."""
        shares = self.shares(w)
        good = shares * self.right
        good /= np.maximum(np.add.reduceat(good, self.cuts), 1e-9)[self.of]
        made: Vector = self.x.T @ ((good - shares) * self.weight[self.of]) / len(self.cuts)
        return made


def fits(codes: list[str], one: Line) -> bool:
    """Whether a candidate is whom the readers took: one of several, or all of them."""
    if not codes or not one["meant"]:
        return not codes and not one["meant"]
    return set(codes) <= set(one["meant"])


def answerable(one: Line) -> bool:
    """Whether some candidate is right."""
    return any(fits(codes, one) for codes, _ in one["candidates"])


def fit(table: Table) -> Vector:
    """The weights, by Adam over all questions at once."""
    w, mean, square = (np.zeros(table.x.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = table.slope(w) - DECAY * w
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        w = w + RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return w


def report(lines: list[Line], shares: Vector | None, least: float) -> str:
    """Of the questions that the writers marked: how often somebody is named, and how often rightly."""
    named = right = wanted = 0
    at = 0
    for one in lines:
        size = len(one["candidates"])
        picked = one["ruled"]
        if shares is not None:
            here = shares[at : at + size]
            best = max(range(size), key=lambda n: (bool(one["candidates"][n][0]), here[n]))
            picked = one["candidates"][best][0] if here[best] >= least else []
        at += size
        wanted += bool(one["meant"])
        named += bool(picked)
        right += bool(picked) and fits(picked, one)
    precision, recall = right / max(1, named), right / max(1, wanted)
    return f"named {named} precision {precision:.3f} recall {recall:.3f} F1 {2 * right / max(1, named + wanted):.3f}"


def main() -> int:
    """Fits, prints the figures, writes the weights by name."""
    lines, out = set_and_place(__doc__)
    kept = [one for one in lines if held_back(one["story"])]
    learn = [one for one in lines if not held_back(one["story"]) and answerable(one)]
    names = frequent((features for one in learn for _, features in one["candidates"]), OFTEN)
    w = fit(Table(learn, names))
    shares = Table(kept, names).shares(w)
    print(f"learned from {len(learn)} questions; {len(kept)} held back")
    print("rules ", report(kept, None, 0))
    for least in (0.25, 0.3, 0.35, 0.4, 0.5, 0.6):
        print(f"from {least:.2f} ", report(kept, shares, least))
    write(out, names, w, 3)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
