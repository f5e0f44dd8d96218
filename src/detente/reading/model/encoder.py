"""The body of the small models in plain numpy: six layers of a fine-tuned all-MiniLM-L6-v2 over word pieces.

Weights are int8 with one scale a row: see docs/model.md. They are loaded when they are first asked for.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from detente.reading.model.wordpiece import pieces, words

Matrix = NDArray[np.float32]
Weights = dict[str, Any]
SLOPE = math.sqrt(2 / math.pi)
HEADS, WIDTH = 12, 32
# The file that holds the vocabulary and the vectors of its pieces, which all models share.
SHARED = "relation.npz"
COMMON = ("vocabulary", "words", "words:scale")


def dequantised(values: NDArray[np.int8], scale: NDArray[np.float32]) -> Matrix:
    """A matrix out of whole numbers and one scale a row."""
    return (values.astype(np.float32) * scale[:, None]).astype(np.float32)


@lru_cache(maxsize=4)
def stored(name: str) -> Weights:
    """The weights of a model of its own, read once; matrices made ready for multiplying from the right."""
    found, ready = in_file(name), Weights()
    for key, value in found.items():
        scale = found.get(f"{key}:scale")
        ready[key] = value if scale is None else dequantised(value, scale).T.copy()
    return ready


@lru_cache(maxsize=1)
def shared() -> Weights:
    """What all models have in common, read once: the vocabulary, and the vectors of its pieces, which stay whole
    numbers: only the rows asked for are made.
    """
    return in_file(SHARED, *COMMON)


def in_file(name: str, *keys: str) -> Weights:
    """What a file of weights holds, as it is stored there. `keys`: only that; without any all but what is common."""
    with (files("detente.reading.model") / name).open("rb") as stream, np.load(stream) as held:
        return {key: held[key] for key in (keys or (key for key in held.files if key not in COMMON))}


def vectors(pieces: Sequence[int] | NDArray[np.int64]) -> Matrix:
    """The vectors of word pieces, a row a piece."""
    made: Matrix = shared()["words"][pieces] * shared()["words:scale"][pieces][:, None]
    return made


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, int]:
    """The number of each word piece."""
    return {word: i for i, word in enumerate(bytes(shared()["vocabulary"]).decode("utf-8").split("\n"))}


def pieces_of(tokens: Iterable[Token]) -> list[list[int]]:
    """The numbers of each token's word pieces; none for white space."""
    return [pieces_in(token.text) for token in tokens]


@lru_cache(maxsize=20_000)
def pieces_in(text: str) -> list[int]:
    """The numbers of the word pieces of a token's text."""
    known = vocabulary()
    return [piece for word in words(text) for piece in pieces(word, known)]


def norm(x: Matrix, weight: Matrix, bias: Matrix) -> Matrix:
    """Layer normalisation."""
    even = np.full((x.shape[-1], 1), 1 / x.shape[-1], dtype=np.float32)  # to take the mean by a product is quicker
    centred = x - x @ even
    centred *= 1 / np.sqrt((centred * centred) @ even + np.float32(1e-12))
    centred *= weight
    centred += bias
    return centred


def gelu(x: Matrix) -> Matrix:
    """The smooth step, by the usual approximation."""
    inner = x * x
    inner *= np.float32(0.044715 * SLOPE)
    inner += np.float32(SLOPE)
    inner *= x
    np.tanh(inner, out=inner)
    inner += np.float32(1)
    inner *= x
    inner *= np.float32(0.5)
    return inner


def softmax(x: Matrix) -> Matrix:
    """Shares that add up to one over the last axis."""
    grown = np.exp(x - x.max(-1, keepdims=True))
    made: Matrix = grown / grown.sum(-1, keepdims=True)
    return made


def attention(x: Matrix, w: Weights, at: str, cuts: Sequence[slice]) -> Matrix:
    """Self-attention of one layer, within each text."""

    def split(name: str) -> Matrix:
        made: Matrix = (x @ w[f"{at}.{name}"] + w[f"{at}.{name}.b"]).reshape(len(x), HEADS, WIDTH).transpose(1, 0, 2)
        return made

    query, key, value = split("q"), split("k"), split("v")
    query /= np.float32(math.sqrt(WIDTH))
    seen = np.empty_like(value)
    for cut in cuts:
        seen[:, cut] = softmax(query[:, cut] @ key[:, cut].transpose(0, 2, 1)) @ value[:, cut]
    made: Matrix = seen.transpose(1, 0, 2).reshape(len(x), -1) @ w[f"{at}.o"] + w[f"{at}.o.b"]
    return made


def states(texts: Sequence[Sequence[int]], w: Weights) -> list[Matrix]:
    """The last states of all pieces of each text, a matrix a text. `w`: the weights of a model's layers."""
    layers = sum(key.endswith(".up") for key in w)
    rows = np.concatenate([np.asarray(ids) for ids in texts])
    ends = np.cumsum([len(ids) for ids in texts]).tolist()
    cuts = [slice(start, end) for start, end in zip([0, *ends], ends, strict=False)]
    x = vectors(rows)
    x += np.concatenate([w["places"][: len(ids)] for ids in texts])
    x = norm(x, w["first.w"], w["first.b"])
    for n in range(layers):
        x = norm(x + attention(x, w, str(n), cuts), w[f"{n}.mid.w"], w[f"{n}.mid.b"])
        grown = gelu(x @ w[f"{n}.up"] + w[f"{n}.up.b"]) @ w[f"{n}.down"] + w[f"{n}.down.b"]
        x = norm(x + grown, w[f"{n}.end.w"], w[f"{n}.end.b"])
    return [x[cut] for cut in cuts]
