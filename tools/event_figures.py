"""How well a trained model finds the acts of sentences that it has not seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from tools.event_model import TYPES, Batch, Finder, Line, batches
from tools.event_student import Student

LEAST = 0.1
BOUNDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True)
class Told:
    """An act as the model reads it; `source`, `target`: numbers of mentions."""

    at: int
    type: str
    likely: float
    source: frozenset[int]
    target: frozenset[int]

    def triples(self) -> set[tuple[str, int, int]]:
        """Who does what to whom."""
        return {(self.type, s, t) for s in self.source for t in self.target if s != t}


@torch.no_grad()
def read(model: Finder | Student, lines: list[Line], device: str) -> list[tuple[Line, list[Told]]]:
    """What the model reads in lines."""
    model.eval()
    out = []
    for batch in batches(lines, {}, None):
        tokens, shares = model.seen(batch, device)
        out += [(one, list(told(model, batch, n, tokens[n], shares[n]))) for n, one in enumerate(batch.lines)]
    return out


def told(model: Finder | Student, batch: Batch, n: int, tokens: torch.Tensor, shares: torch.Tensor) -> Iterator[Told]:
    """The acts of sentence `n` of a batch; `tokens`, `shares`: states and likelihoods of the types of its tokens."""
    parties = [t for t in batch.lines[n]["mentions"] if t < batch.sizes[n]]
    who = torch.tensor(parties, device=tokens.device, dtype=torch.long)
    for at in range(batch.sizes[n]):
        likely = 1.0 - float(shares[at, 0])
        if likely < LEAST:
            continue
        paths = [model.paths.get(ways[at], 0) for ways in batch.lines[n]["ways"][: len(parties)]]
        ways = torch.tensor(paths, device=tokens.device, dtype=torch.long)
        roles = model.roles(tokens[at].expand(len(parties), -1), tokens[who], who - at, ways).softmax(-1).tolist()
        source, target = (frozenset(i for i, r in enumerate(roles) if r[role] + r[3] > 0.5) for role in (1, 2))
        yield Told(at, TYPES[int(shares[at, 1:].argmax()) + 1], likely, source, target)


class Count:
    """What is right, what is claimed and what is wanted."""

    def __init__(self) -> None:
        self.right = self.claimed = self.wanted = 0

    def add(self, want: set[Any], got: set[Any]) -> None:
        """Counts one more sentence."""
        self.right += len(want & got)
        self.claimed += len(got)
        self.wanted += len(want)

    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, self.claimed + self.wanted)


def marked(one: Line) -> list[Told]:
    """The acts of a line as its writer marked them."""
    return [Told(a["at"], a["type"], 1.0, frozenset(a["source"]), frozenset(a["target"])) for a in one["acts"]]


def at_bound(seen: list[tuple[Line, list[Told]]], bound: float) -> dict[str, float]:
    """F1 of words with their type, and of who did what to whom, where acts less likely than `bound` are left out."""
    words, triples = Count(), Count()
    for one, found in seen:
        want, got = marked(one), [f for f in found if f.likely >= bound]
        words.add({(w.at, w.type) for w in want}, {(g.at, g.type) for g in got})
        triples.add({t for w in want for t in w.triples()}, {t for g in got for t in g.triples()})
    precision, recall = triples.right / max(1, triples.claimed), triples.right / max(1, triples.wanted)
    return {"bound": bound, "words": words.f1(), "triples": triples.f1(), "precision": precision, "recall": recall}


def figures(model: Finder | Student, lines: list[Line], device: str) -> dict[str, float]:
    """The figures at the bound that is best for who did what to whom."""
    seen = read(model, lines, device)
    return max((at_bound(seen, bound) for bound in BOUNDS), key=lambda got: got["triples"])
