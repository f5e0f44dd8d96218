"""What several careful readers answer to "is this side backing down?", and how far they agree.

A folder of dispatches with key days may have a `readers.yaml`: for each day and side the answers of readers who saw the
dispatches alone. With the answer in `key-days.yaml`, whose coder also wrote the facts, they are a panel: what most
of it answers is surer than what one answers, and how often two of it agree is as much as can be asked of a program.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from bench.stories import share

Panel = Sequence[Sequence[str]]
"""The answers of each reader to one question: the first, and a second where one is as good. The coder's come first."""


def panels(folder: Path) -> dict[tuple[str, str], list[list[str]]]:
    """The readers' answers by day and side; nothing where nobody was asked."""
    path = folder / "readers.yaml"
    days: Mapping[Any, Mapping[str, Any]] = (
        yaml.safe_load(path.read_text(encoding="utf-8"))["days"] if path.is_file() else {}
    )
    return {
        (str(day), side): [[one] if isinstance(one, str) else list(one) for one in told]
        for day, sides in days.items()
        for side, told in sides.items()
    }


def most(panel: Panel) -> str:
    """What most readers answer; of answers given as often, the coder's, else that of the reader asked first."""
    firsts = [answers[0] for answers in panel]
    return max(firsts, key=lambda one: (firsts.count(one), one == firsts[0]))


def admitted(panel: Panel) -> set[str]:
    """Every answer that a reader gave, or held to be as good."""
    return {one for answers in panel for one in answers}


def agreement(asked: Sequence[Panel]) -> float | None:
    """The share of questions to which two readers of the panel give the same first answer, over all pairs of them."""
    pairs = Counter(one[0] == other[0] for panel in asked for one, other in combinations(panel, 2))
    return share(pairs[True], pairs.total())


def with_most(asked: Sequence[Panel]) -> float | None:
    """How often one reader answers what most of the others answer: the measure to hold a program's against."""
    told = [(panel[n][0], [p for m, p in enumerate(panel) if m != n]) for panel in asked for n in range(len(panel))]
    right = [one == most(others) for one, others in told if others]
    return share(sum(right), len(right))
