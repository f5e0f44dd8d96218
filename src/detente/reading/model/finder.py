"""Acts that a small model finds in running text, with their parties: what it takes each token of a sentence to set off.

The weights (`events.npz`) are two layers (`layers.py`) under two heads, taught by a fine-tuned all-MiniLM-L6-v2: see
docs/model.md. They learned from stories written for it, not from the rules alone, so that they know tellings that no
pattern has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

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
# Types less likely than this are not worth telling.
WORTH = 0.01
# How likely mentions, by the words that head them, have a part in an act.
Part = dict[int, float]
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
        heard = [n for n, token in enumerate(tokens[:most]) if token.i in named or (pieces[n] and audible(token))]
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


def in_group(group: Sequence[Ready], seen: Matrix) -> list[Guess]:
    """The acts of sentences; `seen`: the states of the words asked for, sentence after sentence."""
    w, kinds = stored(WEIGHTS), numbers("kinds")
    starts = accumulate((len(ready.row) for ready in group), initial=0)
    at = [Word(ready, n, start) for ready, start in zip(group, starts, strict=False) for n in ready.heads]
    kind = w["kind"][[kinds.get(word.ready.tree.kinds[word.at], 0) for word in at]]
    heads = seen[[word.row(word.at) for word in at]]
    shares = softmax(linear(np.tanh(linear(heads, w, "act") + kind), w, "act_out"))
    likely = 1 - shares[:, 0]
    acts = np.flatnonzero(likely >= LEAST).tolist()
    told = [at[n] for n in acts]
    parts = parts_of(told, roles_of(told, seen))
    return [
        guess(word, shares[n].tolist(), doers, done_to)
        for n, word, (doers, done_to) in zip(acts, told, parts, strict=True)
    ]


class Word(NamedTuple):
    """A word that may set off an act. `at`: its place in its sentence, `start`: the sentence's first row of states."""

    ready: Ready
    at: int
    start: int

    def row(self, n: int) -> int:
        """Where the state of a word of the same sentence stands."""
        return self.start + self.ready.row[n]

    def token(self) -> int:
        """Its place in the story."""
        return self.ready.tokens[self.at].i


def guess(word: Word, shares: list[float], doers: Part, done_to: Part) -> Guess:
    """What the model sees in a word. `shares`: how likely it tells no act, and one of each type."""
    types = dict(zip(list(numbers("types"))[1:], shares[1:], strict=True))
    return Guess.model_construct(  # its parts are right by themselves: a third of the time
        token=word.token(),
        type=max(types, key=types.__getitem__),
        likely=1 - shares[0],
        source=tuple(i for i, part in doers.items() if part > PART),
        target=tuple(i for i, part in done_to.items() if part > PART),
        types={name: share for name, share in types.items() if share >= WORTH},
        doers=doers,
        done_to=done_to,
    )


def parts_of(acts: Sequence[Word], roles: Matrix) -> Iterator[tuple[Part, Part]]:
    """How likely each party does each act, and how likely it is done to it; `roles`: the likelihoods of their parts."""
    does, suffers = (iter((roles[:, role] + roles[:, BOTH]).tolist()) for role in (SOURCE, TARGET))
    for word in acts:
        parties = [word.ready.tokens[m].i for m in word.ready.parties]
        yield {i: next(does) for i in parties}, {i: next(suffers) for i in parties}


def roles_of(acts: Sequence[Word], seen: Matrix) -> Matrix:
    """For each party beside each act the likelihoods that it is neither, source, target or both; a row a pair."""
    pairs = [(number, word, party) for number, word in enumerate(acts) for party in word.ready.parties]
    if not pairs:
        return np.empty((0, 4), dtype=np.float32)
    w, paths = stored(WEIGHTS), numbers("paths")
    act, of = seen[[word.row(word.at) for word in acts]], [number for number, _, _ in pairs]
    party = seen[[word.row(m) for _, word, m in pairs]]
    ways = w["path"][[paths.get(word.ready.tree.path(word.at, m), 0) for _, word, m in pairs]]
    reach = len(w["apart"]) // 2  # tokens: further apart counts as this far
    far = w["apart"][[max(-reach, min(reach, m - word.at)) + reach for _, word, m in pairs]]
    mixed = linear(act, w, "of_act")[of] + linear(party, w, "of_party") + linear(act[of] * party, w, "of_both")
    return softmax(linear(np.tanh(mixed + far + ways), w, "role_out"))


@lru_cache(maxsize=4)
def numbers(name: str) -> dict[str, int]:
    """The number of each name in a list that is kept among the weights."""
    return {word: n for n, word in enumerate(bytes(stored(WEIGHTS)[name]).decode("ascii").split("\n"))}
