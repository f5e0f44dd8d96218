"""Which of several readings holds: the rules' evidence and the small model's probabilities, weighed together.

Evidence is a value for each type that the rules read anywhere in the text (`reading.relate.rate`): about 10 where both
parties stand in their roles, less where one does, nothing where none does. The model is asked only where this leaves
the case open.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from detente.model import Span
from detente.reading.model.relation import probabilities

RULE = "model/minilm-relation"
# From here on an act has both parties in their roles; a rival reading below the second value is not taken seriously.
SURE, RIVAL = 8.0, 4.0
# How much a point of evidence counts against a point of log-probability, and what being the rules' choice adds; what
# the sums are divided by so that shares are as often right as they say. Chosen on the half of a public set that may be
# read (docs/model.md), where weights from 0.4 to 1 give the same within a point of F1.
WEIGHT, FIRST, HEAT = 0.5, 1.0, 1.6
# The least that the model's word against a type can count.
FLOOR = 1e-4


def open_case(evidence: Mapping[str, float]) -> bool:
    """Whether the rules leave it open: no act with both parties in their roles, or a rival that is not far behind."""
    best, second = [*sorted(evidence.values(), reverse=True), 0.0, 0.0][:2]
    return best < SURE or second >= RIVAL


def settled(
    text: str, source: Sequence[Span], target: Sequence[Span], evidence: Mapping[str, float]
) -> tuple[str, float]:
    """The type that evidence and model together speak for, and how likely it is."""
    scores = {t: math.log(p + FLOOR) for t, p in probabilities(text, source, target).items()}
    for type_, value in evidence.items():
        scores[type_] += WEIGHT * max(0.0, value)
    if evidence:
        scores[max(evidence, key=lambda t: evidence[t])] += FIRST
    best = max(scores, key=lambda t: scores[t])
    return best, 1 / sum(math.exp((s - scores[best]) / HEAT) for s in scores.values())
