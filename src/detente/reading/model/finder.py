"""Acts that a small model finds in running text, with their parties: what it takes each token of a sentence to set off.

The weights (`events.npz`) are a fine-tuned all-MiniLM-L6-v2 under three heads: see docs/model.md. It learned from
stories written for it, not from the rules alone, so that it knows tellings that no pattern has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from spacy.tokens import Doc, Token

from detente.model import Guess
from detente.reading.model.encoder import Matrix, Weights, pieces_of, softmax, states, stored, vocabulary
from detente.reading.model.paths import Tree

WEIGHTS = "events.npz"
# Pieces of all sentences that go through the layers together.
TOGETHER = 1200
# From this likelihood on a token is taken to set off an act, or a mention to have a part in it.
LEAST, PART = 0.2, 0.35
SOURCE, TARGET, BOTH = 1, 2, 3


def guesses(doc: Doc, parties: Sequence[int]) -> list[Guess]:
    """The acts of every sentence in which a party is named, in order. `parties`: the tokens that head mentions."""
    named = set(parties)
    sentences = [list(sent) for sent in doc.sents if any(t.i in named for t in sent)]
    found: list[Guess] = []
    for group in together([Ready.of(s) for s in sentences]):
        last = states([ready.ids for ready in group], stored(WEIGHTS))
        for ready, seen in zip(group, last, strict=True):
            found += in_sentence(ready, seen[ready.first], named)
    return found


@dataclass(frozen=True)
class Ready:
    """A sentence in pieces: their numbers, and for each token that fits the place of its first piece."""

    tokens: list[Token]
    ids: list[int]
    first: list[int]
    tree: Tree

    @classmethod
    def of(cls, tokens: list[Token]) -> Ready:
        """The pieces of a sentence, as many as the model has places for."""
        known, most = vocabulary(), len(stored(WEIGHTS)["places"])
        ids, first = [known["[CLS]"]], []
        for pieces in pieces_of(tokens):
            if len(ids) + max(1, len(pieces)) > most - 1:
                break
            first.append(len(ids) if pieces else len(ids) - 1)
            ids += pieces
        return cls(tokens[: len(first)], [*ids, known["[SEP]"]], first, Tree.of(tokens))


def together(sentences: Sequence[Ready]) -> Iterator[list[Ready]]:
    """Sentences in groups that go through the layers in one step."""
    group: list[Ready] = []
    for one in sentences:
        if group and sum(len(g.ids) for g in group) + len(one.ids) > TOGETHER:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def in_sentence(ready: Ready, seen: Matrix, named: set[int]) -> Iterator[Guess]:
    """The acts of one sentence; `seen`: the state of each token."""
    w = stored(WEIGHTS)
    kinds = numbers("kinds")
    kind = w["kind"][[kinds.get(name, 0) for name in ready.tree.kinds[: len(ready.tokens)]]]
    shares = softmax(layer(np.tanh(layer(seen, w, "act") + kind), w, "act_out"))
    here = [n for n, token in enumerate(ready.tokens) if token.i in named]
    types = list(numbers("types"))
    for n in np.flatnonzero(1 - shares[:, 0] >= LEAST).tolist():
        roles = roles_of(ready, seen, n, here)
        source, target = (
            tuple(ready.tokens[m].i for m, r in zip(here, roles, strict=True) if r[role] + r[BOTH] > PART)
            for role in (SOURCE, TARGET)
        )
        best = int(shares[n, 1:].argmax()) + 1
        likely = float(1 - shares[n, 0])
        yield Guess(token=ready.tokens[n].i, type=types[best], likely=likely, source=source, target=target)


def roles_of(ready: Ready, seen: Matrix, act: int, parties: Sequence[int]) -> Matrix:
    """For each mention the likelihoods that it is neither, source, target or both; a row a mention."""
    w, paths, at = stored(WEIGHTS), numbers("paths"), np.asarray(parties, dtype=int)
    ways = w["path"][[paths.get(ready.tree.path(act, party), 0) for party in parties]]
    reach = len(w["apart"]) // 2  # tokens: further apart counts as this far
    far = w["apart"][np.clip(at - act, -reach, reach) + reach]
    mixed = layer(seen[act], w, "of_act") + layer(seen[at], w, "of_party") + layer(seen[act] * seen[at], w, "of_both")
    return softmax(layer(np.tanh(mixed + far + ways), w, "role_out"))


def layer(x: Matrix, w: Weights, name: str) -> Matrix:
    """One linear layer."""
    made: Matrix = x @ w[name] + w[f"{name}.b"]
    return made


@lru_cache(maxsize=4)
def numbers(name: str) -> dict[str, int]:
    """The number of each name in a list that is kept among the weights."""
    return {word: n for n, word in enumerate(bytes(stored(WEIGHTS)[name]).decode("ascii").split("\n"))}
