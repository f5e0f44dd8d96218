"""Writes the tables in docs/explanation-answer.md from the data that the answer is given by.

python -m tools.answer_tables            rewrites what stands between the marks in the page
python -m tools.answer_tables --check    exit status 1 where the page is not what the data says
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from tools.pages import filled, kept_up, table

from detente.dispute.account import rules
from detente.dispute.rules import answers, kinds
from detente.language.outcome import outcome_cues

PAGE = Path(__file__).parents[1] / "docs" / "explanation-answer.md"


def answer_rules() -> str:
    """The rules of the docket's answer, in order."""
    rows = [
        (n, r.answer, ", ".join(r.needs), ", ".join(r.any_), ", ".join(r.for_), ", ".join(r.against))
        for n, r in enumerate(answers().answers, 1)
    ]
    return table(("", "answer", "all of", "any of", "shown for it", "shown against it"), rows)


def meanings() -> str:
    """What the answers mean."""
    return table(("answer", "the side"), answers().means.items())


def facts() -> str:
    """The facts that the rules name."""
    return table(("fact", "means"), ((k, v.replace("{n} × ", "").format(n="n")) for k, v in answers().facts.items()))


def act_kinds() -> str:
    """What an act is on the docket."""
    return table(("kind", "means"), ((k.name, k.means) for k in kinds().kinds))


def yielded() -> str:
    """Where an answer puts a side between 0 and 1, and what each sign adds."""
    rule = answers().yielded
    base = table(("answer", "begins at"), rule.base.items())
    return base + "\n" + table(("fact", "each adds", "at most"), ((s.fact, s.each, s.most) for s in rule.signs))


def pressure() -> str:
    """How a side answers what others ask of it."""
    return table(("state of what was asked", "answer"), answers().pressure.items())


def signs() -> str:
    """The signs of an account with their weights and reasons."""
    rows = ((s.sign, s.text, f"{s.weight:+.2f}", s.most, s.why) for s in rules().signs)
    return table(("sign", "the side", "weight", "at most", "because"), rows)


def zones() -> str:
    """How much a sign counts by where it is told."""
    return table(("where", "factor"), rules().zones.model_dump().items())


def thresholds() -> str:
    """The answer by how far a side yielded."""
    return table(("from", "answer"), ((a.from_, a.answer) for a in rules().answers))


def cues() -> str:
    """The cues of outcome.yaml."""
    rows = ((c.id, c.S or "", c.T or "", c.eg[0]) for c in outcome_cues().table.cues)
    return table(("cue", "sign for S", "sign for T", "example"), rows)


TABLES: dict[str, Callable[[], str]] = {
    f.__name__: f for f in (meanings, answer_rules, facts, act_kinds, yielded, pressure, signs, zones, thresholds, cues)
}


def main(words: list[str]) -> int:
    """Write the page, or check it."""
    return kept_up({PAGE: filled(PAGE.read_text(encoding="utf-8"), "table", TABLES)}, words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
