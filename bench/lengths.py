"""Measures how the time of reading grows with the length of a story and of a sentence.

    python -m bench.lengths [--keep | --floors]

A story is made of those in `examples` one after the other, a sentence of their words without their stops. Milliseconds
are those of the processor, of all threads. They differ from machine to machine, so what is kept is a ratio: the time a
character, or a word, of the long one over that of the short one. Where reading takes time in proportion it is 1, where
it takes the square, as many times as the one is longer than the other.

`--keep` writes bench/results/lengths.json; `--floors` fails (exit status 1) where a ratio is more than a quarter above
the one kept.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial

from bench.costs import Costs, Figures, milliseconds
from bench.story_facts import examples
from detente.api import read

STORY = (10_000, 40_000)  # characters
SENTENCE = (1_000, 4_000)  # words
TIMES = 2


def told() -> str:
    """The stories of the examples, one after the other."""
    return "\n\n".join(file.read_text(encoding="utf-8").strip() for file in examples())


def sentence(text: str, words: int) -> str:
    """So many words of a text as one sentence."""
    return f"{' '.join(''.join(c for c in text if c not in '.?!').split()[:words])}."


def measured() -> Figures:
    """Milliseconds by what was read."""
    text = told()
    read(text[:1000])  # models and tables are loaded by the first
    pieces = {f"story of {size} characters": text[:size] for size in STORY}
    pieces |= {f"sentence of {size} words": sentence(text, size) for size in SENTENCE}
    return {name: milliseconds(partial(read, piece), TIMES) for name, piece in pieces.items()}


def ratios(found: Figures) -> Figures:
    """The time a character or word of the long one over that of the short one."""
    short_story, long_story, short_sentence, long_sentence = found.values()
    return {
        "story": round(long_story / short_story * STORY[0] / STORY[1], 2),
        "sentence": round(long_sentence / short_sentence * SENTENCE[0] / SENTENCE[1], 2),
    }


def shown(found: Figures) -> Iterator[str]:
    """Milliseconds, then ratios."""
    for name, value in {**{n: f"{v:.0f} ms" for n, v in found.items()}, **ratios(found)}.items():
        yield f"{name:28} {value:>10}"


COSTS = Costs("lengths", "times as long a piece", measured, ratios, shown)

if __name__ == "__main__":
    sys.exit(COSTS.main())
