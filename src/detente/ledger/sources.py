"""Which stories are one source: wire copies, shortened or lightly edited, are counted once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

import duckdb

from detente.ledger.families import families
from detente.ledger.words import alike

SKETCHES = "SELECT hash, sketch FROM stories WHERE hash IN (SELECT unnest(?::VARCHAR[]))"
NEAR = 30  # of stories that share a run, each is compared with so many after it: copies are linked through copies

CROWD, CROWDED = 60, 4
"""A run that more than CROWD stories share is a set phrase, or of a story that all the world copied. It counts only in
stories of which such runs make up a CROWDED-th: others, if they are copies, share other runs too."""


class Sources:
    """The wording of some stories, compared when asked; each pair of stories once."""

    def __init__(self, sketches: Mapping[str, frozenset[int]]) -> None:
        self.sketches = sketches
        self.limit = families().limits.same_source
        self._same: dict[tuple[str, str], bool] = {}
        self._grouped: dict[tuple[str, ...], list[tuple[str, ...]]] = {}

    @classmethod
    def read(cls, cursor: duckdb.DuckDBPyConnection, stories: Iterable[str]) -> Sources:
        """The samples of the wording of these stories, from the ledger."""
        return cls({h: frozenset(s) for h, s in cursor.execute(SKETCHES, [sorted(stories)]).fetchall()})

    def same(self, a: str, b: str) -> bool:
        """Whether the two are copies of one text."""
        pair = (a, b) if a < b else (b, a)
        if pair not in self._same:
            self._same[pair] = alike(self.sketches.get(a, ()), self.sketches.get(b, ())) >= self.limit
        return self._same[pair]

    def group(self, stories: Iterable[str]) -> list[tuple[str, ...]]:
        """The stories by source, in order of their hashes. A copy of a copy is of the same source."""
        names = tuple(sorted(set(stories)))
        if names not in self._grouped:
            self._grouped[names] = self._group(names) if len(names) > 1 else [names]
        return self._grouped[names]

    def _group(self, names: tuple[str, ...]) -> list[tuple[str, ...]]:
        root = {name: name for name in names}
        for a, b in self.candidates(names):
            one, other = found(root, a), found(root, b)
            if one != other and self.same(a, b):
                root[max(one, other)] = min(one, other)
        groups: dict[str, list[str]] = {}
        for name in names:
            groups.setdefault(found(root, name), []).append(name)
        return [tuple(members) for members in groups.values()]

    def candidates(self, names: tuple[str, ...]) -> Iterable[tuple[str, str]]:
        """The pairs to compare: all of a few; of many those that share some wording."""
        if len(names) <= NEAR:
            return combinations(names, 2)
        return near(names, [self.sketches.get(name, frozenset()) for name in names])


def near(names: tuple[str, ...], sketches: list[frozenset[int]]) -> list[tuple[str, str]]:
    """The pairs of stories that share a run, each story with NEAR others of a run at most."""
    import numpy as np

    sizes = np.array([len(sketch) for sketch in sketches])
    runs = np.fromiter((run for sketch in sketches for run in sketch), np.int64, int(sizes.sum()))
    owners = np.repeat(np.arange(len(names)), sizes)
    order = np.lexsort((owners, runs))
    runs, owners = runs[order], owners[order]
    _, counts = np.unique(runs, return_counts=True)
    holders = np.repeat(counts, counts)
    crowded = holders > CROWD
    telling = CROWDED * np.bincount(owners[crowded], minlength=len(names)) >= sizes
    kept = (holders > 1) & (~crowded | telling[owners])
    runs, owners = runs[kept], owners[kept]
    pairs: set[tuple[int, int]] = set()
    for gap in range(1, min(NEAR + 1, len(runs))):
        same = runs[gap:] == runs[:-gap]
        pairs.update(zip(owners[:-gap][same].tolist(), owners[gap:][same].tolist(), strict=True))
    return [(names[a], names[b]) for a, b in sorted(pairs)]


def found(root: Mapping[str, str], name: str) -> str:
    """The first story of the source that a story belongs to."""
    while root[name] != name:
        name = root[name]
    return name
