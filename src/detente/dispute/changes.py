"""Where the course of a series changes: the split into stretches of steady mean that costs least.

The method is optimal partitioning (Jackson and others 2005; with pruning it is known as PELT, Killick and others 2012):
of all splits the one is taken for which the squared deviations from each stretch's mean, plus a penalty for every
change, are smallest. The penalty is 4 s² log n, that of the Schwarz criterion for the two numbers that a change adds
(its place and the new mean); s is the spread of the series from one bin to the next, by the median, which a jump does
not move.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import mean, median

SHORTEST = 2  # bins in a stretch: a single one is an event, not a new course
# The median of the absolute differences of two draws from a normal distribution, in units of its standard deviation.
MEDIAN_TO_SPREAD = 0.6745 * math.sqrt(2)


def changes(values: Sequence[float]) -> list[int]:
    """The places at which a new stretch begins, in order; empty where the series is steady or short."""
    count, cost = len(values), penalty(values)
    if count < 2 * SHORTEST or cost <= 0:
        return []
    sums, squares = running(values)
    best, cut = [-cost] + [math.inf] * count, [0] * (count + 1)
    for end in range(SHORTEST, count + 1):
        for start in (0, *range(SHORTEST, end - SHORTEST + 1)):
            length, total = end - start, sums[end] - sums[start]
            price = best[start] + squares[end] - squares[start] - total * total / length + cost
            if price < best[end] - 1e-9:
                best[end], cut[end] = price, start
    return traced(cut)


def penalty(values: Sequence[float]) -> float:
    """What one change costs; 0 where the series never moves."""
    steps = [abs(b - a) for a, b in pairwise(values)]
    if not steps or not any(steps):
        return 0.0
    # Where most bins are alike the median is 0: then the mean of the steps, which is never smaller than it should be.
    spread = median(steps) / MEDIAN_TO_SPREAD or mean(steps) / math.sqrt(2)
    return 4 * spread * spread * math.log(len(values))


def running(values: Sequence[float]) -> tuple[list[float], list[float]]:
    """Sums and sums of squares up to each place."""
    sums, squares = [0.0], [0.0]
    for value in values:
        sums.append(sums[-1] + value)
        squares.append(squares[-1] + value * value)
    return sums, squares


def traced(cut: Sequence[int]) -> list[int]:
    """The changes, followed back from the end."""
    found, at = [], len(cut) - 1
    while cut[at] > 0:
        at = cut[at]
        found.append(at)
    return found[::-1]
