"""How trained layers are written down for `detente.reading.model`: whole numbers with one scale a row, short names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch

State = dict[str, torch.Tensor]
PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "o": "attention.output.dense",
    "up": "intermediate.dense",
    "down": "output.dense",
}
NORMS = {"mid": "attention.output.LayerNorm", "end": "output.LayerNorm"}


def whole(matrix: torch.Tensor) -> tuple[Any, Any]:
    """A matrix as int8 with one scale a row."""
    scale = matrix.abs().amax(1).clamp(min=1e-8) / 127
    return (matrix / scale[:, None]).round().to(torch.int8).numpy(), scale.numpy().astype("float32")


def body(state: State, layers: int, longest: int) -> tuple[State, State]:
    """Matrices and vectors of a model's layers, which its state holds under `base.`, by their short names."""
    places = state["base.embeddings.position_embeddings.weight"][:longest]
    # There is one kind of text, so its vector is added to those of the places.
    matrices: State = {}
    vectors = {"places": places + state["base.embeddings.token_type_embeddings.weight"][0]}
    vectors |= {f"first.{k[0]}": state[f"base.embeddings.LayerNorm.{k}"] for k in ("weight", "bias")}
    for n in range(layers):
        at = f"base.encoder.layer.{n}."
        for short, name in PARTS.items():
            matrices[f"{n}.{short}"] = state[f"{at}{name}.weight"]
            vectors[f"{n}.{short}.b"] = state[f"{at}{name}.bias"]
        for short, name in NORMS.items():
            vectors |= {f"{n}.{short}.{k[0]}": state[f"{at}{name}.{k}"] for k in ("weight", "bias")}
    return matrices, vectors


def unpacked(held: State, layers: int) -> State:
    """A model's layers by the names of its state, from those by short names: what `body` took apart."""
    state = {f"base.embeddings.LayerNorm.{k}": held[f"first.{k[0]}"] for k in ("weight", "bias")}
    for n in range(layers):
        at = f"base.encoder.layer.{n}."
        for short, name in PARTS.items():
            state |= {f"{at}{name}.weight": held[f"{n}.{short}"], f"{at}{name}.bias": held[f"{n}.{short}.b"]}
        for short, name in NORMS.items():
            state |= {f"{at}{name}.{k}": held[f"{n}.{short}.{k[0]}"] for k in ("weight", "bias")}
    return state


def write(out: Path, matrices: State, vectors: State, **more: Any) -> None:
    """Writes a file of weights; `more`: what else belongs to it, as arrays."""
    held: dict[str, Any] = {k: v.numpy().astype("float32") for k, v in vectors.items()}
    for name, matrix in matrices.items():
        held[name], held[f"{name}:scale"] = whole(matrix)
    np.savez_compressed(out, **held, **more)


def text(words: str) -> Any:
    """Words as an array of bytes."""
    return np.frombuffer(words.encode(), dtype=np.uint8)
