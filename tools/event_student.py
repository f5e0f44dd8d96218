"""The model that finds acts as it is shipped: two thin layers, taught by the six of `tools.event_model`.

It reads words, not word pieces: the vector of a word is the mean of its pieces'. Its layers look at the parse beside
the words, and only words that can set off an act and words that name a party go through the last layer whole.
What it reads when trained is in `detente.reading.model.layers`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from tools.event_model import LONGEST, REACH, START, TYPES, Batch, Finder, Line
from torch import nn

WIDE, EACH = 384, 32
# Of each layer: parts of attention, and units of the step behind it.
SHAPE = ((12, 768), (12, 768))
# From which layers of the teacher they start.
FROM = (0, 5)
# How two words can stand to each other in the parse, and none of these.
RELATIONS = 7
# "the", "a", "an" as pieces: what they say, the parse says.
ARTICLES = frozenset((1996, 1037, 2019))
UNKNOWN = 100
PARTS = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value"}


class Layer(nn.Module):
    """Self-attention with what the parse adds to it, and a step behind it."""

    def __init__(self, parts: int, units: int) -> None:
        super().__init__()
        self.parts = parts
        self.q, self.k, self.v = (nn.Linear(WIDE, parts * EACH) for _ in range(3))
        self.o = nn.Linear(parts * EACH, WIDE)
        self.up, self.down = nn.Linear(WIDE, units), nn.Linear(units, WIDE)
        self.mid, self.end = nn.LayerNorm(WIDE, eps=1e-12), nn.LayerNorm(WIDE, eps=1e-12)
        self.tree = nn.Parameter(torch.zeros(RELATIONS, parts))
        self.drop = nn.Dropout(0.1)

    def parted(self, y: torch.Tensor) -> torch.Tensor:
        """States in the parts of attention."""
        return y.unflatten(-1, (self.parts, EACH)).transpose(1, 2)

    def forward(self, own: torch.Tensor, x: torch.Tensor, tree: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The next states of `own`, which attend to all words `x`; `mask`: which of them are words."""
        bias = self.tree[tree].permute(0, 3, 1, 2) + (~mask)[:, None, None] * -1e4
        scores = self.parted(self.q(own)) @ self.parted(self.k(x)).transpose(-1, -2) / math.sqrt(EACH) + bias
        seen = self.drop(scores.float().softmax(-1)) @ self.parted(self.v(x))
        own = self.mid(own + self.drop(self.o(seen.transpose(1, 2).flatten(2))))
        return self.end(own + self.drop(self.down(self.up(own).relu())))

    @torch.no_grad()
    def start(self, state: dict[str, torch.Tensor], at: str) -> None:
        """What weighs most in a layer of the teacher, as far as there is room."""
        value, out = state[f"{at}{PARTS['v']}.weight"], state[f"{at}attention.output.dense.weight"]
        weight = torch.stack([(out[:, n : n + EACH] @ value[n : n + EACH]).norm() for n in range(0, WIDE, EACH)])
        chosen = weight.topk(self.parts).indices.sort().values
        rows = (chosen[:, None] * EACH + torch.arange(EACH)).flatten()
        for name, part in PARTS.items():
            getattr(self, name).weight.copy_(state[f"{at}{part}.weight"][rows])
            getattr(self, name).bias.copy_(state[f"{at}{part}.bias"][rows])
        self.o.weight.copy_(out[:, rows])
        self.o.bias.copy_(state[f"{at}attention.output.dense.bias"])
        up, down = state[f"{at}intermediate.dense.weight"], state[f"{at}output.dense.weight"]
        units = (up.norm(dim=1) * down.norm(dim=0)).topk(self.up.out_features).indices
        self.up.weight.copy_(up[units])
        self.up.bias.copy_(state[f"{at}intermediate.dense.bias"][units])
        self.down.weight.copy_(down[:, units])
        self.down.bias.copy_(state[f"{at}output.dense.bias"])
        for norm, name in ((self.mid, "attention.output.LayerNorm"), (self.end, "output.LayerNorm")):
            norm.load_state_dict({key: state[f"{at}{name}.{key}"] for key in ("weight", "bias")})


@dataclass(frozen=True)
class Words:
    """Sentences side by side, by words. `asked`: the words asked for among those heard, `token`: which token of its
    sentence each of these is (-1: none); `heads`: which of them may set off an act.
    """

    pieces: torch.Tensor
    starts: torch.Tensor
    mask: torch.Tensor
    places: torch.Tensor
    kinds: torch.Tensor
    tree: torch.Tensor
    asked: torch.Tensor
    token: torch.Tensor
    heads: torch.Tensor


class Student(nn.Module):
    """Two layers under the heads of the model that teaches it. Of word vectors nothing is learned."""

    def __init__(self, teacher: Finder, may: frozenset[str]) -> None:
        super().__init__()
        state = teacher.state_dict()
        self.paths, self.kinds, self.may = teacher.paths, teacher.kinds, may
        self.words = nn.EmbeddingBag.from_pretrained(state["base.embeddings.word_embeddings.weight"], mode="mean")
        places = state["base.embeddings.position_embeddings.weight"][: LONGEST + 1].clone()
        self.places = nn.Embedding.from_pretrained(places, freeze=False)
        self.sort = nn.Embedding(len(self.kinds), WIDE)
        nn.init.zeros_(self.sort.weight)
        self.first = nn.LayerNorm(WIDE, eps=1e-12)
        self.first.load_state_dict({key: state[f"base.embeddings.LayerNorm.{key}"] for key in ("weight", "bias")})
        self.layers = nn.ModuleList([Layer(*shape) for shape in SHAPE])
        for layer, number in zip(self.layers, FROM, strict=True):
            layer.start(state, f"base.encoder.layer.{number}.")
        self.drop = nn.Dropout(0.1)
        for name in ("act", "act_out", "of_act", "of_party", "of_both", "role_out", "kind", "path", "apart"):
            setattr(self, name, getattr(teacher, name))

    def states(self, words: Words) -> torch.Tensor:
        """The last states of the words asked for."""
        x = torch.zeros(*words.mask.shape, WIDE)
        x[words.mask] = self.words(words.pieces, words.starts)
        x = self.drop(self.first(x + self.places(words.places) + self.sort(words.kinds)))
        for layer in self.layers[:-1]:
            x = layer(x, x, words.tree, words.mask)
        asked = words.asked.unsqueeze(-1)
        own, tree = x.gather(1, asked.expand(-1, -1, WIDE)), words.tree.gather(1, asked.expand(-1, -1, x.shape[1]))
        last: torch.Tensor = self.layers[-1](own, x, tree, words.mask)
        return last

    def tokens(self, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """The states at each token of a batch, nothing at those not asked for; and which may set off an act."""
        words = self.heard(batch.lines)
        seen, there = self.states(words), words.token >= 0
        rows, heads = torch.nonzero(there)[:, 0], words.heads
        out = torch.zeros(*batch.first.shape, WIDE, dtype=seen.dtype)
        may = torch.zeros(batch.first.shape, dtype=torch.bool)
        out[rows, words.token[there]] = seen[there]
        may[rows, words.token[there]] = heads[there]
        return out, may

    def acts(self, tokens: torch.Tensor, kinds: torch.Tensor) -> torch.Tensor:
        """Logits of the types at states; `kinds`: numbers of the kinds of word."""
        made: torch.Tensor = self.act_out(self.drop(torch.tanh(self.act(tokens) + self.kind(kinds))))
        return made

    def roles(self, act: torch.Tensor, party: torch.Tensor, apart: torch.Tensor, ways: torch.Tensor) -> torch.Tensor:
        """Logits of neither, source, target, both for pairs of states, as `Finder.roles`."""
        far = self.apart(apart.clamp(-REACH, REACH) + REACH) + self.path(ways)
        mixed = self.of_act(act) + self.of_party(party) + self.of_both(act * party)
        made: torch.Tensor = self.role_out(self.drop(torch.tanh(mixed + far)))
        return made

    def seen(self, batch: Batch, device: str = "cpu") -> tuple[torch.Tensor, torch.Tensor]:
        """States and likelihoods of the types at each token of a batch."""
        tokens, may = self.tokens(batch)
        shares = self.acts(tokens, batch.kinds(self.kinds)).softmax(-1)
        return tokens.to(device), torch.where(may.unsqueeze(-1), shares, torch.eye(len(TYPES))[0]).to(device)

    def heard(self, lines: Sequence[Line]) -> Words:
        """Sentences by the words that the model hears."""
        found = [self.words_of(one) for one in lines]
        wide, most = max(len(f["places"]) for f in found), max(1, *(len(f["asked"]) for f in found))

        def rows(name: str, size: int, rest: int) -> torch.Tensor:
            return torch.tensor([[*f[name], *[rest] * (size - len(f[name]))] for f in found])

        tree = torch.zeros(len(found), wide, wide, dtype=torch.long)
        for n, f in enumerate(found):
            tree[n, : len(f["heads"]), : len(f["heads"])] = tree_of(torch.tensor(f["heads"]))
        words = [pieces for f in found for pieces in f["pieces"]]
        starts = torch.tensor([0, *map(len, words)]).cumsum(0)[:-1]
        places = rows("places", wide, -1)
        return Words(
            torch.tensor([piece for pieces in words for piece in pieces]), starts, places >= 0, places.clamp(min=0),
            rows("kinds", wide, 0), tree, rows("asked", most, 0), rows("token", most, -1), rows("may", most, 0) > 0,
        )  # fmt: skip

    def words_of(self, one: Line) -> dict[str, list[Any]]:
        """One sentence by the words that the model hears, the mark for the beginning before them."""
        named, size = set(one["mentions"]), min(len(one["pieces"]), LONGEST - 3)
        heard = [n for n in range(size) if n in named or audible(one["pieces"][n], one["kinds"][n])]
        place = {n: at for at, n in enumerate(heard, 1)}
        token = [n for n in heard if n in named or one["kinds"][n] in self.may]
        return {
            "pieces": [[START], *(one["pieces"][n] or [UNKNOWN] for n in heard)],
            "places": [0, *(n + 1 for n in heard)],
            "kinds": [0, *(self.kinds.get(one["kinds"][n], 0) for n in heard)],
            "heads": [0, *(place.get(one["heads"][n], place[n]) for n in heard)],
            "asked": [place[n] for n in token],
            "token": token,
            "may": [int(one["kinds"][n] in self.may) for n in token],
        }


def audible(pieces: Sequence[int], kind: str) -> bool:
    """Whether the model hears a word: neither signs nor articles say anything that the parse does not."""
    return bool(pieces) and not kind.startswith("PUNCT") and not (len(pieces) == 1 and pieces[0] in ARTICLES)


def tree_of(heads: torch.Tensor) -> torch.Tensor:
    """How each word stands to each other, as `detente.reading.model.layers.tree` has it."""
    own, above = torch.arange(len(heads)), heads[heads]
    out = torch.zeros(len(heads), len(heads), dtype=torch.long)
    out[heads[:, None] == heads[None]] = 6
    out[above, own] = 5
    out[own, above] = 4
    out[heads, own] = 3
    out[own, heads] = 2
    out[own, own] = 1
    return out
