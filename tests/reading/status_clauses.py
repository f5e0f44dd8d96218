"""The labelled clauses of `tests/data/status`, and what the reader says of each.

    python tests/reading/status_clauses.py     prints the figures of both halves and what is taken for what

A clause is `TYPE sentence`, filed under the half that it belongs to (`read`: its errors may be looked at while cues are
written; `unread`: only the figure is looked at) and under the status that the act between the two braces should have.
`untold` is for acts that the sentence tells of in order to say that they did not happen, with nobody who denies them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from spacy.tokens import Doc

from detente.language.examples import Example, read_example
from detente.language.patterns import lexicon
from detente.model import SpeechAct
from detente.reading.events import read_acts
from detente.reading.events.act import Act
from detente.reading.events.build import sentence, word
from detente.reading.events.gates import gates
from detente.reading.events.status import status_of, tellings
from detente.reading.parse import parse_many
from detente.reading.pipeline import attribution, by_place, spoken
from detente.reading.relate import SOURCE, TARGET, codes, mention_of, pronouns
from detente.reading.speech import find_speech

FOLDER = Path(__file__).parents[1] / "data" / "status"
UNTOLD, NONE = "untold", "none"
# What gives no event comes after what does.
SILENT = {"hypothetical": 1, UNTOLD: 2}
TYPES = frozenset(
    (
        "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
        "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Clause:
    """One labelled sentence."""

    half: str
    status: str
    type: str
    line: str
    example: Example


@cache
def clauses() -> tuple[Clause, ...]:
    """All labelled clauses, in the order of the files."""
    found = []
    for path in sorted(FOLDER.glob("clauses-*.yaml")):
        for half, by_status in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            for status, lines in by_status.items():
                for line in lines:
                    type_, marked = line.split(" ", 1)
                    found.append(Clause(half, status, type_, marked, read_example(marked)))
    return tuple(found)


@cache
def parsed() -> dict[str, Doc]:
    """Every clause's parse."""
    lines = [c.line for c in clauses()]
    return dict(zip(lines, parse_many([c.example.text for c in clauses()]), strict=True))


def speech(doc: Doc, example: Example) -> tuple[SpeechAct, ...]:
    """Who says what in the sentence, the speakers known where they stand in braces."""
    named = [mention_of(doc, s, SOURCE) for s in example.source] + [mention_of(doc, s, TARGET) for s in example.target]
    places = by_place(m for m in named if m is not None)
    return tuple(spoken(act, places) for act in find_speech(doc))


@cache
def reading_of(clause: Clause) -> tuple[tuple[Act, str], ...]:
    """Every act that the record may show from source to target, with its status; the best first.

    The acts are read as for a story, from the parties in the braces and pronouns for them.
    """
    doc = parsed()[clause.line]
    named = [mention_of(doc, s, SOURCE) for s in clause.example.source]
    named += [mention_of(doc, s, TARGET) for s in clause.example.target]
    given = tuple(m for m in named if m is not None)
    said = speech(doc, clause.example)
    found = []
    for act in read_acts(doc, (*given, *pronouns(doc, given)), lexicon(), said):
        who = attribution(word(act.head), sentence(act.head), said)
        for told in tellings(act, who):
            if between(told):
                status = status_of(told, who) if told.type is not None else None
                found.append((told, UNTOLD if status is None else status.value))
    return tuple(sorted(found, key=lambda pair: (SILENT.get(pair[1], 0), -pair[0].score)))


def between(act: Act) -> bool:
    """Whether the act goes from the source to the target, or is done by both."""
    source, target = codes(act.source), codes(act.target)
    return (SOURCE in source and TARGET in target) or (act.both and {SOURCE, TARGET} <= source | target)


def predict(clause: Clause) -> str:
    """The status that the reader gives to the act between the braces.

    `untold`: it reads an act that is not told as done; `none`: it reads none at all, which is never right.
    """
    found = reading_of(clause)
    return found[0][1] if found else NONE


def explain(clause: Clause) -> str:
    """The act behind a prediction and the parse, for reading errors."""
    doc = parsed()[clause.line]
    said = "; ".join(
        f"{a.rule} {a.type} {a.head.text!r} {a.ops} {s} {sorted(gates(a.head))}" for a, s in reading_of(clause)
    )
    return (said or "no act") + " || " + " ".join(f"{t.text}/{t.tag_}/{t.dep_}>{t.head.text}" for t in doc)


def per_status(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[float, float, float, int]]:
    """Precision, recall, F1 and number of clauses for each status that has clauses; pairs are (expected, given)."""
    pairs = list(pairs)
    expected, given, right = (
        Counter(e for e, _ in pairs),
        Counter(g for _, g in pairs),
        Counter(e for e, g in pairs if e == g),
    )
    table = {}
    for status, n in sorted(expected.items()):
        p, r = right[status] / max(1, given[status]), right[status] / n
        table[status] = (p, r, 2 * p * r / (p + r) if p + r else 0.0, n)
    return table


def macro_f1(pairs: Iterable[tuple[str, str]]) -> float:
    """The mean of the F1 of each status."""
    scores = [row[2] for row in per_status(pairs).values()]
    return sum(scores) / len(scores)


def show(half: str) -> None:
    """Print the figures of one half and who is taken for whom."""
    pairs = [(c.status, predict(c)) for c in clauses() if c.half == half]
    right = sum(e == g for e, g in pairs) / len(pairs)
    print(f"{half}: {len(pairs)} clauses, macro-F1 {macro_f1(pairs):.3f}, accuracy {right:.3f}")
    table, names = Counter(pairs), sorted({e for e, _ in pairs} | {NONE})
    print(f"{'':14}{'P':>6}{'R':>6}{'F1':>6}   taken for")
    for name, (p, r, f, n) in per_status(pairs).items():
        wrong = ", ".join(f"{g} {table[name, g]}" for g in names if g != name and table[name, g])
        print(f"{name:14}{p:6.2f}{r:6.2f}{f:6.2f}   {wrong or '-'} (of {n})")


if __name__ == "__main__":
    for which in ("read", "unread"):
        show(which)
