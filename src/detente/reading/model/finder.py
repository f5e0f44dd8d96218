"""Acts that a small model finds in running text, with their parties: what it takes each token of a sentence to set off.

The weights (`events.npz`) are two layers (`layers.py`) under two heads, taught by a fine-tuned all-MiniLM-L6-v2: see
docs/model.md. They learned from stories written for it, not from the rules alone, so that they know tellings that no
pattern has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from spacy.tokens import Doc, Token

from detente.model import Guess
from detente.reading.model.encoder import Matrix, pieces_of, softmax, stored, vocabulary
from detente.reading.model.layers import Sentence, linear, states
from detente.reading.model.paths import Tree

WEIGHTS = "events.npz"
# Words of all sentences that go through the layers together, as many as stay in the processor's own memory.
TOGETHER = 1200
# From this likelihood on a token is taken to set off an act, or a mention to have a part in it.
LEAST, PART = 0.2, 0.35
SOURCE, TARGET, BOTH = 1, 2, 3
# Words that the model does not hear, beside signs.
UNHEARD = frozenset(("the", "a", "an"))


def guesses(doc: Doc, parties: Sequence[int]) -> list[Guess]:
    """The acts of every sentence in which a party is named, in order. `parties`: the tokens that head mentions."""
    named = set(parties)
    sentences = [list(sent) for sent in doc.sents if any(i in named for i in range(sent.start, sent.end))]
    asked = sorted((r for s in sentences if (r := Ready.of(s, named)).heads), key=lambda r: len(r.words.pieces))
    found: list[Guess] = []
    for group in together(asked):
        found += in_group(group, states([ready.words for ready in group], WEIGHTS))
    return sorted(found, key=lambda guess: guess.token)


@dataclass(frozen=True)
class Ready:
    """A sentence made ready. `heads`: the tokens that may set off an act, `parties`: those that head mentions, by
    their places in the sentence; `row`: where the state of each of them will stand.
    """

    tokens: list[Token]
    tree: Tree
    words: Sentence
    heads: list[int]
    parties: list[int]
    row: dict[int, int]

    @classmethod
    def of(cls, tokens: list[Token], named: set[int]) -> Ready:
        """The words of a sentence that the model hears, as far as it has places for them."""
        known, kinds, may = vocabulary(), numbers("kinds"), numbers("may")
        most, tree, pieces = len(stored(WEIGHTS)["places"]) - 3, Tree.of(tokens), pieces_of(tokens)
        parties = [n for n, token in enumerate(tokens[:most]) if token.i in named]
        heard = [n for n in range(min(most, len(tokens))) if n in parties or (pieces[n] and audible(tokens[n]))]
        place = {n: at for at, n in enumerate(heard, 1)}
        heads = [n for n in heard if tree.kinds[n] in may]
        asked = sorted({*heads, *parties})
        words = Sentence(
            pieces=[[known["[CLS]"]], *(pieces[n] or [known["[UNK]"]] for n in heard)],
            places=[0, *(n + 1 for n in heard)],
            kinds=[0, *(kinds.get(tree.kinds[n], 0) for n in heard)],
            heads=[0, *(place.get(tree.heads[n], place[n]) for n in heard)],
            asked=[place[n] for n in asked],
        )
        return cls(tokens, tree, words, heads, parties, {n: row for row, n in enumerate(asked)})


def audible(token: Token) -> bool:
    """Whether the model hears a word: neither signs nor articles say anything that the parse does not."""
    return token.pos_ != "PUNCT" and token.lower_ not in UNHEARD


def together(sentences: Sequence[Ready]) -> Iterator[list[Ready]]:
    """Sentences in groups that go through the layers in one step."""
    group: list[Ready] = []
    for one in sentences:
        if group and (len(group) + 1) * len(one.words.pieces) > TOGETHER:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def in_group(group: Sequence[Ready], seen: Sequence[Matrix]) -> list[Guess]:
    """The acts of sentences; `seen`: the states of the words asked for in each."""
    w, kinds = stored(WEIGHTS), numbers("kinds")
    at = [(k, n) for k, ready in enumerate(group) for n in ready.heads]
    kind = w["kind"][[kinds.get(group[k].tree.kinds[n], 0) for k, n in at]]
    heads = np.stack([seen[k][group[k].row[n]] for k, n in at])
    shares = softmax(linear(np.tanh(linear(heads, w, "act") + kind), w, "act_out"))
    acts = [(group[k], seen[k], n, shares[row]) for row, (k, n) in enumerate(at) if 1 - shares[row, 0] >= LEAST]
    roles = roles_of([(ready, states, n) for ready, states, n, _ in acts])
    return [guess(ready, n, share, part) for (ready, _, n, share), part in zip(acts, roles, strict=True)]


def guess(ready: Ready, act: int, shares: Matrix, roles: Matrix) -> Guess:
    """One act; `shares`: the likelihoods of its types, `roles`: those of the parts of each party of its sentence."""
    types = list(numbers("types"))
    source, target = (
        tuple(ready.tokens[m].i for m, r in zip(ready.parties, roles, strict=True) if r[role] + r[BOTH] > PART)
        for role in (SOURCE, TARGET)
    )
    best = int(shares[1:].argmax()) + 1
    token = ready.tokens[act].i
    return Guess(token=token, type=types[best], likely=float(1 - shares[0]), source=source, target=target)


def roles_of(acts: Sequence[tuple[Ready, Matrix, int]]) -> list[Matrix]:
    """For each act the likelihoods that a party is neither, source, target or both; a row a party."""
    pairs = [(number, party) for number, (ready, _, _) in enumerate(acts) for party in ready.parties]
    if not pairs:
        return [np.empty((0, 4), dtype=np.float32) for _ in acts]
    w, paths = stored(WEIGHTS), numbers("paths")
    act = np.stack([seen[ready.row[n]] for ready, seen, n in acts])
    of = [number for number, _ in pairs]
    party = np.stack([acts[number][1][acts[number][0].row[m]] for number, m in pairs])
    ways = w["path"][[paths.get(acts[number][0].tree.path(acts[number][2], m), 0) for number, m in pairs]]
    reach = len(w["apart"]) // 2  # tokens: further apart counts as this far
    far = w["apart"][[max(-reach, min(reach, m - acts[number][2])) + reach for number, m in pairs]]
    mixed = linear(act, w, "of_act")[of] + linear(party, w, "of_party") + linear(act[of] * party, w, "of_both")
    shares = softmax(linear(np.tanh(mixed + far + ways), w, "role_out"))
    return np.split(shares, np.cumsum([len(ready.parties) for ready, _, _ in acts])[:-1])


@lru_cache(maxsize=4)
def numbers(name: str) -> dict[str, int]:
    """The number of each name in a list that is kept among the weights."""
    return {word: n for n, word in enumerate(bytes(stored(WEIGHTS)[name]).decode("ascii").split("\n"))}
