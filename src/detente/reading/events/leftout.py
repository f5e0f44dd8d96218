"""Whom an act means where its sentence names but one party: the likeliest of those that the story names, or nobody.

What speaks for each (`scene.py`) is weighed with weights that were fitted on stories written for that: who is left out,
readers marked there. See docs/model.md; `tools/fit_leftout.py` fits them anew.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from detente.reading.events.scene import Candidate
from detente.reading.events.weights import score, weights

# How likely a party must be to be taken, where nobody may be meant: low, since how likely the event then is a fact is
# weighed later (`credible.py`).
LEAST = 0.12


def likeliest(candidates: Sequence[Candidate], shares: Sequence[float]) -> Candidate:
    """The candidate that is meant most likely; the first, nobody, where no other is likely enough. `shares`: how likely
    each is (`likelihoods`).
    """
    best = max(range(len(candidates)), key=lambda n: (bool(candidates[n].codes), shares[n]))
    return candidates[best] if shares[best] >= LEAST else candidates[0]


def all_of(candidates: Sequence[Candidate], shares: Sequence[float], several: frozenset[str]) -> bool:
    """Whether it is likely enough that several are meant who act together: their shares, each too small, add up."""
    return sum(share for c, share in zip(candidates, shares, strict=True) if c.codes and c.codes <= several) >= LEAST


def likelihoods(candidates: Sequence[Candidate]) -> list[float]:
    """How likely each candidate is to be the one; they add up to 1."""
    known = weights("leftout.json")
    sums = [score(c.features.items(), known) for c in candidates]
    grown = [math.exp(one - max(sums)) for one in sums]
    return [one / sum(grown) for one in grown]
