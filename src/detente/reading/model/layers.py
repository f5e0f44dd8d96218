"""The body of the model that finds acts: a few layers over the words of sentences, with the parse beside the words.

A word comes in as the mean of its pieces' vectors, its place and its kind. What each word attends to depends also on
how the two stand to each other in the parse. Only the words asked for go through the last layer whole: the others have
been heard by then. See docs/model.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from detente.reading.model.encoder import WIDTH, Matrix, Weights, norm, stored, vectors

Numbers = NDArray[np.int64]
# How one word stands to another in the parse: itself, its head, below it, its head's head, two below, under one head.
ITSELF, HEAD, BELOW, FURTHER, DEEPER, BESIDE = range(1, 7)
# Scores beyond this count as this: none comes near, and so the exponential of none is endless or nothing.
MOST = np.float32(60)


@dataclass(frozen=True)
class Sentence:
    """A sentence as the layers take it. `pieces`: those of each word; `places`, `kinds`, `heads`: of each word, the
    first being the mark for the beginning; `asked`: the words whose states are wanted.
    """

    pieces: list[list[int]]
    places: list[int]
    kinds: list[int]
    heads: list[int]
    asked: list[int]


@lru_cache(maxsize=2)
def joint(name: str) -> Weights:
    """The weights of a model, those matrices made one that are multiplied with the same states."""
    w = dict(stored(name))
    for n in range(depth(w)):
        w[f"{n}.q"], w[f"{n}.q.b"] = (w[f"{n}.q{key}"] / np.float32(math.sqrt(WIDTH)) for key in ("", ".b"))
    return w


def depth(w: Weights) -> int:
    """How many layers a model has."""
    return sum(key.endswith(".up") for key in w)


def embedded(sentences: Sequence[Sentence], w: Weights) -> Matrix:
    """Words as they come in, a row each, sentence after sentence."""
    words = [pieces for s in sentences for pieces in s.pieces]
    x: Matrix = vectors([pieces[0] for pieces in words])
    for n in range(1, max(map(len, words))):
        longer = [row for row, pieces in enumerate(words) if len(pieces) > n]
        x[longer] += vectors([words[row][n] for row in longer])
    x /= np.asarray([[len(pieces)] for pieces in words], dtype=np.float32)
    x += w["places"][[place for s in sentences for place in s.places]]
    x += w["sort"][[kind for s in sentences for kind in s.kinds]]
    return norm(x, w["first.w"], w["first.b"])


def tree(heads: Sequence[int]) -> NDArray[np.intp]:
    """How each word of a sentence stands to each other, a row a word."""
    above, own = np.asarray(heads), np.arange(len(heads))
    further = above[above]
    ways: NDArray[np.intp] = np.where(above[:, None] == above, BESIDE, 0)
    ways[further, own] = DEEPER
    ways[own, further] = FURTHER
    ways[above, own] = BELOW
    ways[own, above] = HEAD
    ways[own, own] = ITSELF
    return ways


def states(sentences: Sequence[Sentence], name: str) -> Matrix:
    """The last states of the words asked for, a row a word, sentence after sentence. `name`: the file of weights."""
    w = joint(name)
    x, last = embedded(sentences, w), depth(w) - 1
    ways = [tree(s.heads) for s in sentences]
    every, cuts = Around.of(ways), cuts_of([len(s.pieces) for s in sentences])
    for n in range(last):
        x = layer(x, x, every, w, n)
    rows = [cut.start + word for cut, s in zip(cuts, sentences, strict=True) for word in s.asked]
    return layer(x[rows], x, Around.of([way[s.asked] for way, s in zip(ways, sentences, strict=True)]), w, last)


def cuts_of(sizes: Sequence[int]) -> list[slice]:
    """Where each of several things lies that stand one behind another."""
    ends = list(accumulate(sizes))
    return [slice(end - size, end) for end, size in zip(ends, sizes, strict=True)]


@dataclass(frozen=True)
class Around:
    """Who attends to whom, sentence after sentence. `own`, `there`: where the words that ask stand among all that ask,
    and the words of their sentence among all; `cells`: where the sentence's scores lie, `ways`: how the two of each
    stand to each other.
    """

    own: list[slice]
    there: list[slice]
    cells: list[slice]
    ways: NDArray[np.intp]

    @classmethod
    def of(cls, ways: Sequence[NDArray[np.intp]]) -> Around:
        """Out of how each word that asks stands to each of its sentence, a matrix a sentence."""
        own, there = (cuts_of([way.shape[axis] for way in ways]) for axis in (0, 1))
        return cls(own, there, cuts_of([way.size for way in ways]), np.concatenate([way.ravel() for way in ways]))

    def heard(self, asks: Matrix, keys: Matrix, values: Matrix, table: Matrix) -> Matrix:
        """What each word that asks hears from all words of its sentence; `table`: what each tie of the parse adds."""
        asks, keys, values = (parts(x) for x in (asks, keys, values))
        shares = table.T.take(self.ways, axis=1)
        for own, there, cell in zip(self.own, self.there, self.cells, strict=True):
            scores = asks[:, own] @ keys[:, there].transpose(0, 2, 1)
            shares[:, cell] += scores.reshape(len(scores), -1)
        np.exp(np.clip(shares, -MOST, MOST, out=shares), out=shares)
        heard = np.empty_like(asks)
        for own, there, cell in zip(self.own, self.there, self.cells, strict=True):
            share = shares[:, cell].reshape(len(asks), own.stop - own.start, -1)
            heard[:, own] = share @ values[:, there] / share.sum(-1, keepdims=True)
        return heard.transpose(1, 0, 2).reshape(asks.shape[1], -1)


def parts(x: Matrix) -> Matrix:
    """States, a row a word, in the parts that attend each by itself: part, word, number."""
    return x.reshape(len(x), -1, WIDTH).transpose(1, 0, 2)


def layer(own: Matrix, x: Matrix, around: Around, w: Weights, n: int) -> Matrix:
    """The states that one layer makes of `own`, which attend to those of all words `x`; a row a word."""
    keys, values = linear(x, w, f"{n}.k"), linear(x, w, f"{n}.v")
    heard = around.heard(linear(own, w, f"{n}.q"), keys, values, w[f"{n}.tree"])
    own = norm(own + linear(heard, w, f"{n}.o"), w[f"{n}.mid.w"], w[f"{n}.mid.b"])
    grown = linear(own, w, f"{n}.up")
    own += linear(np.maximum(grown, 0, out=grown), w, f"{n}.down")
    return norm(own, w[f"{n}.end.w"], w[f"{n}.end.b"])


def linear(x: Matrix, w: Weights, name: str) -> Matrix:
    """One linear layer."""
    made: Matrix = x @ w[name]
    made += w[f"{name}.b"]
    return made
