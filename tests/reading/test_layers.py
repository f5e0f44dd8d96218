"""The layers of the model that finds acts: what they see of the parse, and that sentences do not hear each other."""

from __future__ import annotations

import numpy as np

from detente.reading.model.finder import WEIGHTS, Ready, guesses
from detente.reading.model.layers import BELOW, BESIDE, FURTHER, HEAD, ITSELF, states, tree
from detente.reading.parse import parse

TOLD = (
    "Kenya shelled Uganda on Monday.",
    "The Kenyan minister, who had flown in from Nairobi, told Uganda that talks would resume within a week.",
    "Uganda protested.",
)


def ready(text: str) -> Ready:
    tokens = list(parse(text))
    return Ready.of(tokens, {t.i for t in tokens if t.text in ("Kenya", "Kenyan", "Uganda")})


def test_sentences_side_by_side_are_read_as_each_alone() -> None:
    sentences = [ready(text).words for text in TOLD]
    seen, row = states(sentences, WEIGHTS), 0
    for sentence in sentences:
        alone = states([sentence], WEIGHTS)
        assert len(alone) == len(sentence.asked)
        assert np.allclose(seen[row : row + len(alone)], alone, atol=1e-4)
        row += len(alone)
    assert row == len(seen)


def test_how_words_stand_to_each_other_is_told_from_their_heads() -> None:
    ways = tree([1, 1, 1, 2])  # the second word is the root, the last hangs on the third
    assert ways[0, 1] == HEAD
    assert ways[1, 2] == BELOW
    assert ways[3, 1] == FURTHER
    assert ways[0, 2] == BESIDE
    assert ways[3, 3] == ITSELF
    assert not ways[3, 0]


def test_articles_and_signs_are_not_heard_and_only_words_that_may_tell_are_asked() -> None:
    one = ready("The army of Kenya, it said, shelled the town.")
    assert len(one.words.pieces) == 1 + len(["army", "of", "Kenya", "it", "said", "shelled", "town"])
    assert {one.tokens[n].text for n in one.heads} >= {"said", "shelled"}
    assert [one.tokens[n].text for n in one.parties] == ["Kenya"]
    assert len(one.words.asked) == len({*one.heads, *one.parties})


def test_acts_come_in_the_order_of_the_text_whatever_the_length_of_their_sentences() -> None:
    doc = parse(" ".join(TOLD))
    found = [guess.token for guess in guesses(doc, [t.i for t in doc if t.text in ("Kenya", "Kenyan", "Uganda")])]
    assert found == sorted(found)
    assert found
