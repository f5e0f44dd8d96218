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
# Pieces of a sentence that are looked at, and of all sentences that go through the layers together.
LONGEST, TOGETHER = 160, 1200
# Tokens: further apart counts as this far.
REACH = 12
# From this likelihood on a token is taken to set off an act, or a mention to have a part in it.
LEAST, PART = 0.2, 0.35
SOURCE, TARGET, BOTH = 1, 2, 3


def guesses(doc: Doc, parties: Sequence[int]) -> list[Guess]:
    """The acts of every sentence in which a party is named, in order. `parties`: the tokens that head mentions."""
    named = set(parties)
    sentences = [s for s in sentence_tokens(doc) if any(t.i in named for t in s)]
    found: list[Guess] = []
    for group in together([Ready.of(s) for s in sentences]):
        last = states([ready.ids for ready in group], stored(WEIGHTS))
        for ready, seen in zip(group, last, strict=True):
            found += in_sentence(ready, seen[ready.first], named)
    return found


def sentence_tokens(doc: Doc) -> list[list[Token]]:
    """The tokens of each sentence."""
    return [list(sent) for sent in doc.sents]


@dataclass(frozen=True)
class Ready:
    """A sentence in pieces: their numbers, and for each token that fits the place of its first piece."""

    tokens: list[Token]
    ids: list[int]
    first: list[int]
    tree: Tree

    @classmethod
    def of(cls, tokens: list[Token]) -> Ready:
        """The pieces of a sentence, up to the longest length."""
        known, ids, first = vocabulary(), [vocabulary()["[CLS]"]], []
        for pieces in pieces_of(tokens):
            if len(ids) + max(1, len(pieces)) > LONGEST - 1:
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
    types, statuses = list(numbers("types")), list(numbers("statuses"))
    for n in np.flatnonzero(1 - shares[:, 0] >= LEAST).tolist():
        roles = roles_of(ready, seen, n, here)
        source, target = (
            tuple(ready.tokens[m].i for m, r in zip(here, roles, strict=True) if r[role] + r[BOTH] > PART)
            for role in (SOURCE, TARGET)
        )
        state = layer(np.tanh(layer(seen[n], w, "state")), w, "state_out")
        best = int(shares[n, 1:].argmax()) + 1
        yield Guess(
            token=ready.tokens[n].i, type=types[best], likely=float(1 - shares[n, 0]), source=source, target=target,
            status=statuses[int(state.argmax())],
        )  # fmt: skip


def roles_of(ready: Ready, seen: Matrix, act: int, parties: Sequence[int]) -> Matrix:
    """For each mention the likelihoods that it is neither, source, target or both; a row a mention."""
    w, paths, at = stored(WEIGHTS), numbers("paths"), np.asarray(parties, dtype=int)
    ways = w["path"][[paths.get(ready.tree.path(act, party), 0) for party in parties]]
    far = w["apart"][np.clip(at - act, -REACH, REACH) + REACH]
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
