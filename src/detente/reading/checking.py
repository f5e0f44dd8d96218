"""Whether the patterns of a language fit their own examples: for the tests, and for whoever writes patterns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc

from detente.language.examples import read_example
from detente.language.patterns import NOTHING, Entry, lexicon
from detente.reading.events.act import Act
from detente.reading.parse import parse_many
from detente.reading.relate import candidates

BOTH_RIGHT = 8.0
"""Rated above this, an act has the source and the target in their roles."""


@dataclass(frozen=True)
class Case:
    """One example line of an entry. `good`: whether the entry should fit it (`eg`) or must not (`not`)."""

    entry: Entry
    line: str
    good: bool


def cases(table: str | None = None) -> list[Case]:
    """Every example of the pattern tables, or those of one type's tables ("assault", as in `assault-fire.yaml`)."""
    entries = [e for e in lexicon().entries if table is None or e.rule.startswith(f"{table.split('-')[0].upper()}/")]
    return [Case(e, line, good) for e in entries for good, lines in ((True, e.eg), (False, e.no)) for line in lines]


def parsed(lines: Iterable[str]) -> dict[str, Doc]:
    """Example lines to their parses, all parsed in one go."""
    distinct = sorted(set(lines))
    return dict(zip(distinct, parse_many(read_example(line).text for line in distinct), strict=True))


def rated(line: str, doc: Doc) -> list[tuple[float, Act]]:
    """The acts that are read in an example between its marked parties, each with how well it answers, best first."""
    example = read_example(line)
    return candidates(doc, list(example.source), list(example.target), lexicon())


def acts(line: str, doc: Doc) -> list[Act]:
    """The acts of an example that have its source and its target in their roles, best first."""
    return [act for value, act in rated(line, doc) if value > BOTH_RIGHT]


def fits(entry: Entry, act: Act) -> bool:
    """Whether the entry made the act, or another that says the same, or is an operator in it."""
    operators = {p.op for p in entry.patterns if p.op}
    kinds = {p.type for p in entry.patterns if not p.op}
    kinds |= {made[0] for op in operators for made in lexicon().compose[op].values()}
    return act.type in kinds or act.rule == entry.rule or bool(operators & set(act.ops))


def passes(case: Case, doc: Doc) -> bool:
    """Whether an example holds: the first act is one that fits, of an everyday use there is none; or, in a `not`, no
    act is this very entry's.
    """
    found = acts(case.line, doc)
    if case.good and NOTHING in {p.type for p in case.entry.patterns}:
        return not found
    if case.good:
        return any(fits(case.entry, act) for act in found[:1])
    return all(act.rule != case.entry.rule for act in found)
