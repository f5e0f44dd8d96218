"""The small model in plain numpy: what one party does to another, as probabilities of the PLOVER types.

Weights (`relation.npz`, int8 with one scale a row) are a fine-tuned all-MiniLM-L6-v2: see docs/model.md. They are
loaded when they are first asked for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.model import Span
from detente.reading.model.wordpiece import tokenize

Matrix = NDArray[np.float32]
SLOPE = math.sqrt(2 / math.pi)
LAYERS, HEADS, WIDTH, LONGEST = 6, 12, 32, 96
MARKS = {"S": ("[unused1]", "[unused2]"), "T": ("[unused3]", "[unused4]")}


@dataclass(frozen=True)
class Model:
    """Everything that `relation.npz` holds, made ready."""

    types: tuple[str, ...]
    vocabulary: dict[str, int]
    temperature: float
    weights: dict[str, Any]


def dequantised(values: NDArray[np.int8], scale: NDArray[np.float32]) -> Matrix:
    """A matrix out of whole numbers and one scale a row."""
    return (values.astype(np.float32) * scale[:, None]).astype(np.float32)


@lru_cache(maxsize=1)
def load() -> Model:
    """The model, read once."""
    with (files("detente.reading.model") / "relation.npz").open("rb") as stream, np.load(stream) as stored:
        held = {name: stored[name] for name in stored.files}
    vocabulary = {word: i for i, word in enumerate(bytes(held.pop("vocabulary")).decode("utf-8").split("\n"))}
    types = tuple(bytes(held.pop("types")).decode("ascii").split())
    weights: dict[str, Any] = {}
    for name, value in held.items():
        if name.endswith(":scale"):
            continue
        scale = held.get(f"{name}:scale")
        # The word vectors stay small: only the rows asked for are made.
        weights[name] = value if scale is None or name == "words" else dequantised(value, scale).T.copy()
    weights["words:scale"] = held["words:scale"]
    return Model(types, vocabulary, float(weights.pop("temperature")), weights)


def norm(x: Matrix, weight: Matrix, bias: Matrix) -> Matrix:
    """Layer normalisation."""
    centred = x - x.mean(-1, keepdims=True)
    made: Matrix = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12) * weight + bias
    return made


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


def attention(x: Matrix, w: dict[str, Any], at: str) -> Matrix:
    """Self-attention of one layer."""

    def split(name: str) -> Matrix:
        made: Matrix = (x @ w[f"{at}.{name}"] + w[f"{at}.{name}.b"]).reshape(len(x), HEADS, WIDTH).transpose(1, 0, 2)
        return made

    query, key, value = split("q"), split("k"), split("v")
    seen = softmax(query @ key.transpose(0, 2, 1) / np.float32(math.sqrt(WIDTH))) @ value
    made: Matrix = seen.transpose(1, 0, 2).reshape(len(x), -1) @ w[f"{at}.o"] + w[f"{at}.o.b"]
    return made


def states(ids: Sequence[int], model: Model) -> Matrix:
    """The last states of all pieces."""
    w = model.weights
    rows = np.asarray(ids)
    x = w["words"][rows].astype(np.float32) * w["words:scale"][rows][:, None] + w["places"][: len(rows)]
    x = norm(x, w["first.w"], w["first.b"])
    for n in range(LAYERS):
        x = norm(x + attention(x, w, str(n)), w[f"{n}.mid.w"], w[f"{n}.mid.b"])
        grown = gelu(x @ w[f"{n}.up"] + w[f"{n}.up.b"]) @ w[f"{n}.down"] + w[f"{n}.down.b"]
        x = norm(x + grown, w[f"{n}.end.w"], w[f"{n}.end.b"])
    return x


def marked(text: str, source: Sequence[Span], target: Sequence[Span], vocabulary: dict[str, int]) -> list[int]:
    """Numbers of the pieces of a text with its parties between markers."""
    cuts = sorted([(s.start, s.end, "S") for s in source] + [(s.start, s.end, "T") for s in target])
    ids, at = [vocabulary["[CLS]"]], 0
    for start, end, role in cuts:
        opening, closing = (vocabulary[m] for m in MARKS[role])
        ids += [*tokenize(text[at:start], vocabulary), opening, *tokenize(text[start:end], vocabulary), closing]
        at = end
    ids += tokenize(text[at:], vocabulary)
    return [*ids[: LONGEST - 1], vocabulary["[SEP]"]]


def probabilities(text: str, source: Sequence[Span], target: Sequence[Span]) -> dict[str, float]:
    """How likely each type is what the source does to the target."""
    model = load()
    w, ids = model.weights, marked(text, source, target, model.vocabulary)
    last = states(ids, model)
    where = [np.asarray([i == model.vocabulary[MARKS[r][0]] for i in ids]) for r in "ST"]
    seen = [last.mean(0), *(last[at].mean(0) if at.any() else np.zeros(last.shape[1], np.float32) for at in where)]
    hidden = np.tanh(np.concatenate(seen) @ w["hidden"] + w["hidden.b"])
    shares = softmax((hidden @ w["out"] + w["out.b"]) / model.temperature)
    return dict(zip(model.types, (float(p) for p in shares), strict=True))
