"""What reading costs the processor, as ratios: measured, kept in bench/results, and held to what was kept.

Milliseconds are those of the processor, of all threads. They differ from machine to machine, so what is held to is a
ratio of them.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
SLACK = 1.25  # beyond what a busy machine moves the ratios by
Figures = dict[str, float]


def milliseconds(work: Callable[[], object], times: int) -> float:
    """What some work costs: the least of several times. What others do on the machine is not in it."""
    taken = []
    for _ in range(times):
        began = time.process_time()
        work()
        taken.append((time.process_time() - began) * 1000)
    return min(taken)


@dataclass(frozen=True)
class Costs:
    """What one bench measures. `name`: of its file of results; `unit`: what a ratio is of.

    `measured`: milliseconds by what was done; `ratios`: what of them is held to; `shown`: them as lines.
    """

    name: str
    unit: str
    measured: Callable[[], Figures]
    ratios: Callable[[Figures], Figures]
    shown: Callable[[Figures], Iterable[str]]

    @property
    def file(self) -> Path:
        """Where they are kept."""
        return RESULTS / f"{self.name}.json"

    def keep(self, found: Figures) -> None:
        """Keep what was measured."""
        kept = {"milliseconds": {n: round(v, 1) for n, v in found.items()}, "ratios": self.ratios(found)}
        self.file.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")

    def grown(self, found: Figures) -> list[str]:
        """What costs more than it did, a line each."""
        kept, now = json.loads(self.file.read_text(encoding="utf-8"))["ratios"], self.ratios(found)
        return [f"{n}: {now[n]:.2f} {self.unit}, was {kept[n]:.2f}" for n in kept if now[n] > kept[n] * SLACK]

    def main(self, words: list[str] | None = None) -> int:
        """Measure, print, keep or compare."""
        args = asked(self.name, words)
        found = self.measured()
        print(*self.shown(found), sep="\n")
        if args.keep:
            self.keep(found)
        return fallen(self.grown(found) if args.floors else [])


def asked(name: str, words: list[str] | None) -> argparse.Namespace:
    """What a bench is asked for besides measuring: `keep`, `floors` or neither."""
    parser = argparse.ArgumentParser(prog=f"bench.{name}")
    after = parser.add_mutually_exclusive_group()
    after.add_argument("--keep", action="store_true")
    after.add_argument("--floors", action="store_true")
    return parser.parse_args(words)


def fallen(lines: list[str]) -> int:
    """Print what costs more than it did; the exit status: 1 where something does."""
    print("\n".join(lines), end="\n" if lines else "")
    return int(bool(lines))
