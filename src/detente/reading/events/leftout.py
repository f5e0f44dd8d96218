"""Whom an act means where its sentence names but one party: the likeliest of those that the story names, or nobody.

What speaks for each (`scene.py`) is weighed with weights that were fitted on stories written for that: who is left out,
readers marked there. See docs/model.md; `tools/fit_leftout.py` fits them anew.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from detente.reading.events.scene import Candidate

# How likely a party must be to be taken, where nobody may be meant. Tried from .12 to .5 on stories that may be read
# for errors: less finds more (.16: found .706, precision .782; .2: .696, .786; .27: .682, .794), F1 hardly changes.
LEAST = 0.17


def likeliest(candidates: Sequence[Candidate]) -> Candidate:
    """The candidate that is meant most likely; the first, nobody, where no other is likely enough."""
    shares = likelihoods(candidates)
    best = max(range(len(candidates)), key=lambda n: (bool(candidates[n].codes), shares[n]))
    return candidates[best] if shares[best] >= LEAST else candidates[0]


def all_of(candidates: Sequence[Candidate], several: frozenset[str]) -> bool:
    """Whether it is likely enough that several are meant who act together: their shares, each too small, add up."""
    shares = zip(candidates, likelihoods(candidates), strict=True)
    return sum(share for c, share in shares if c.codes and c.codes <= several) >= LEAST


def likelihoods(candidates: Sequence[Candidate]) -> list[float]:
    """How likely each candidate is to be the one; they add up to 1."""
    known = weights()
    sums = [score(c.features, known) for c in candidates]
    grown = [math.exp(one - max(sums)) for one in sums]
    return [one / sum(grown) for one in grown]


def score(features: Mapping[str, float], known: Mapping[str, float]) -> float:
    """The weighted sum of what speaks for a candidate."""
    return sum(value * known.get(name, 0.0) for name, value in features.items())


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """What each feature counts."""
    found = json.loads((files("detente.reading.events") / "leftout.json").read_text(encoding="utf-8"))
    return {str(name): float(value) for name, value in found.items()}
