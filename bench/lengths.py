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

import argparse
import json
import sys
import time
from pathlib import Path

from detente.api import read

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "bench" / "results" / "lengths.json"
STORY = (10_000, 40_000)  # characters
SENTENCE = (1_000, 4_000)  # words
SLACK = 1.25  # beyond what a busy machine moves the ratios by


def told() -> str:
    """The stories of the examples that may be read for errors, one after the other."""
    files = sorted(f for f in ROOT.glob("examples/*/*.txt") if f.parent.name != "golden-held")
    return "\n\n".join(file.read_text(encoding="utf-8").strip() for file in files)


def sentence(text: str, words: int) -> str:
    """So many words of a text as one sentence."""
    return f"{' '.join(''.join(c for c in text if c not in '.?!').split()[:words])}."


def milliseconds(text: str) -> float:
    """What it costs the processor to read a text, the least of two times."""
    taken = []
    for _ in range(2):
        began = time.process_time()
        read(text)
        taken.append((time.process_time() - began) * 1000)
    return min(taken)


def measured() -> dict[str, float]:
    """Milliseconds by what was read."""
    text = told()
    read(text[:1000])  # models and tables are loaded by the first
    found = {f"story of {size} characters": milliseconds(text[:size]) for size in STORY}
    return found | {f"sentence of {size} words": milliseconds(sentence(text, size)) for size in SENTENCE}


def ratios(found: dict[str, float]) -> dict[str, float]:
    """The time a character or word of the long one over that of the short one."""
    short_story, long_story, short_sentence, long_sentence = found.values()
    return {
        "story": round(long_story / short_story * STORY[0] / STORY[1], 2),
        "sentence": round(long_sentence / short_sentence * SENTENCE[0] / SENTENCE[1], 2),
    }


def grown(found: dict[str, float]) -> list[str]:
    """What grows faster than it did."""
    kept, now = json.loads(RESULTS.read_text(encoding="utf-8"))["ratios"], ratios(found)
    return [f"{n}: {now[n]:.2f} times as long a piece, was {kept[n]:.2f}" for n in kept if now[n] > kept[n] * SLACK]


def main(words: list[str] | None = None) -> int:
    """Measure, print, keep or compare."""
    parser = argparse.ArgumentParser(prog="bench.lengths")
    after = parser.add_mutually_exclusive_group()
    after.add_argument("--keep", action="store_true")
    after.add_argument("--floors", action="store_true")
    args = parser.parse_args(words)
    found = measured()
    for name, value in {**{n: f"{v:.0f} ms" for n, v in found.items()}, **ratios(found)}.items():
        print(f"{name:28} {value:>10}")
    if args.keep:
        kept = {"milliseconds": {n: round(v, 1) for n, v in found.items()}, "ratios": ratios(found)}
        RESULTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    faster = grown(found) if args.floors else []
    print("\n".join(faster), end="\n" if faster else "")
    return int(bool(faster))


if __name__ == "__main__":
    sys.exit(main())
