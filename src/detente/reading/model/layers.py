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

import numpy as np
from numpy.typing import NDArray

from detente.reading.model.encoder import SHARED, WIDTH, Matrix, Weights, norm, softmax, stored

Numbers = NDArray[np.int64]
# How one word stands to another in the parse: itself, its head, below it, its head's head, two below, under one head.
ITSELF, HEAD, BELOW, FURTHER, DEEPER, BESIDE = range(1, 7)
# What a place that no word takes counts: nothing.
NOWHERE = np.float32(-1e4)


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
        for key in ("", ".b"):
            w[f"{n}.kv{key}"] = np.concatenate([w[f"{n}.{part}{key}"] for part in "kv"], axis=-1)
        w[f"{n}.q"], w[f"{n}.q.b"] = (w[f"{n}.q{key}"] / np.float32(math.sqrt(WIDTH)) for key in ("", ".b"))
    return w


def depth(w: Weights) -> int:
    """How many layers a model has."""
    return sum(key.endswith(".up") for key in w)


def embedded(sentences: Sequence[Sentence], w: Weights) -> Matrix:
    """Words as they come in, a row each, sentence after sentence."""
    shared = stored(SHARED)
    words = [pieces for s in sentences for pieces in s.pieces]
    sizes = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    rows = np.fromiter((piece for pieces in words for piece in pieces), dtype=np.int64, count=int(sizes.sum()))
    vectors = shared["words"][rows] * shared["words:scale"][rows][:, None]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    x: Matrix = np.add.reduceat(vectors, starts, axis=0, dtype=np.float32)
    x /= sizes[:, None]
    x += w["places"][[place for s in sentences for place in s.places]]
    x += w["sort"][[kind for s in sentences for kind in s.kinds]]
    return norm(x, w["first.w"], w["first.b"])


def tree(heads: Sequence[int], wide: int) -> NDArray[np.intp]:
    """How each word stands to each other, a row a word, filled up to `wide`."""
    out = np.zeros((wide, wide), dtype=np.intp)
    above, own = np.asarray(heads), np.arange(len(heads))
    further = above[above]
    here = out[: len(heads), : len(heads)]
    here[above[:, None] == above] = BESIDE
    here[further, own] = DEEPER
    here[own, further] = FURTHER
    here[above, own] = BELOW
    here[own, above] = HEAD
    here[own, own] = ITSELF
    return out


def states(sentences: Sequence[Sentence], name: str) -> list[Matrix]:
    """The last states of the words asked for in each sentence, a matrix a sentence. `name`: the file of weights.

    Sentences should be of like length: where words attend to each other, they are filled up to the longest.
    """
    w = joint(name)
    there = filled([len(s.pieces) for s in sentences])
    ways = np.stack([tree(s.heads, there.shape[1]) for s in sentences])
    x, last = embedded(sentences, w), depth(w) - 1
    for n in range(last):
        x = layer(x, x, Around(there, there, ways), w, n)
    starts = np.cumsum([0, *(len(s.pieces) for s in sentences)]).tolist()
    rows = [start + word for start, s in zip(starts, sentences, strict=False) for word in s.asked]
    own = filled([len(s.asked) for s in sentences])
    asked = np.zeros(own.shape, dtype=np.intp)
    asked[own] = [word for s in sentences for word in s.asked]
    x = layer(x[rows], x, Around(own, there, np.take_along_axis(ways, asked[..., None], 1)), w, last)
    return np.split(x, np.cumsum([len(s.asked) for s in sentences])[:-1])


def filled(sizes: Sequence[int]) -> NDArray[np.bool_]:
    """Which places of sentences side by side are taken, a row a sentence; as many as the longest has."""
    made: NDArray[np.bool_] = np.arange(max(sizes)) < np.asarray(sizes)[:, None]
    return made


@dataclass(frozen=True)
class Around:
    """Who attends to whom: the places taken by words that ask, and by all words; how each stands to each."""

    own: NDArray[np.bool_]
    there: NDArray[np.bool_]
    ways: NDArray[np.intp]

    def heads(self, x: Matrix, taken: NDArray[np.bool_]) -> Matrix:
        """States, a row a word, as sentences side by side, in parts: sentence, part, word, number."""
        parts = x.shape[1] // WIDTH
        wide = np.zeros((*taken.shape, parts, WIDTH), dtype=np.float32)
        wide[taken] = x.reshape(-1, parts, WIDTH)
        return wide.transpose(0, 2, 1, 3)

    def heard(self, asks: Matrix, keys: Matrix, values: Matrix, table: Matrix) -> Matrix:
        """What each word that asks hears from all words of its sentence; `table`: what each tie of the parse adds."""
        scores = self.heads(asks, self.own) @ self.heads(keys, self.there).transpose(0, 1, 3, 2)
        scores += table[self.ways].transpose(0, 3, 1, 2)
        scores += np.where(self.there, np.float32(0), NOWHERE)[:, None, None]
        seen = (softmax(scores) @ self.heads(values, self.there)).transpose(0, 2, 1, 3)
        made: Matrix = seen[self.own].reshape(asks.shape)
        return made


def layer(own: Matrix, x: Matrix, around: Around, w: Weights, n: int) -> Matrix:
    """The states that one layer makes of `own`, which attend to those of all words `x`; a row a word."""
    keys, values = np.split(linear(x, w, f"{n}.kv"), 2, axis=1)
    heard = around.heard(linear(own, w, f"{n}.q"), keys, values, w[f"{n}.tree"])
    own = norm(own + linear(heard, w, f"{n}.o"), w[f"{n}.mid.w"], w[f"{n}.mid.b"])
    grown = linear(np.maximum(linear(own, w, f"{n}.up"), 0), w, f"{n}.down")
    return norm(own + grown, w[f"{n}.end.w"], w[f"{n}.end.b"])


def linear(x: Matrix, w: Weights, name: str) -> Matrix:
    """One linear layer."""
    made: Matrix = x @ w[name]
    made += w[f"{name}.b"]
    return made
