"""What the parse says of a token and of the way from one token to another, as words that a model can learn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

# A way over more edges than this says no more than that it is far.
LONGEST = 4
FAR = "far"
# Edges that carry their word: what hangs on "by" acts, what hangs on "against" does not.
WORDY = frozenset(("prep", "agent", "dative", "prt"))


@dataclass(frozen=True)
class Tree:
    """The parse of one sentence: where each token's head stands in it, its edge, and what kind of word it is."""

    heads: list[int]
    edges: list[str]
    kinds: list[str]
    climbed: dict[int, list[int]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Tree:
        """The parse of tokens that follow on each other; a head outside counts as none."""
        first, size, deps = tokens[0].i, len(tokens), [t.dep_ for t in tokens]
        above = [t.head.i - first for t in tokens]
        heads = [head if 0 <= head < size else n for n, head in enumerate(above)]
        edges = [f"{dep}:{t.lower_}" if dep in WORDY else dep for t, dep in zip(tokens, deps, strict=True)]
        return cls(heads, edges, [f"{t.pos_}:{dep}" for t, dep in zip(tokens, deps, strict=True)])

    def above(self, token: int) -> list[int]:
        """The token and those above it, up to the root."""
        if token not in self.climbed:
            way = [token]
            while self.heads[way[-1]] != way[-1] and len(way) <= len(self.heads):
                way.append(self.heads[way[-1]])
            self.climbed[token] = way
        return self.climbed[token]

    def path(self, start: int, end: int) -> str:
        """The edges up from one token and down to the other: "xcomp|nsubj". A member of a list stands where its first
        does.
        """
        up, down = self.above(start), self.above(end)
        turn = next((n for n, t in enumerate(up[: LONGEST + 1]) if t in down), None)
        if turn is None:
            return FAR
        ups = [self.edges[t] for t in up[:turn]]
        downs = [self.edges[t] for t in reversed(down[: down.index(up[turn])])]
        downs = [edge for n, edge in enumerate(downs) if edge != "conj" or not n]
        return FAR if len(ups) + len(downs) > LONGEST else f"{'^'.join(ups)}|{'^'.join(downs)}"
