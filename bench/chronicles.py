"""Measures the rules of the answer on chronicles: crises written down as acts, without prose.

    python -m bench.chronicles [--errors] [--json OUT]

`data/chronicles` holds them, each with what a careful reader answers on key days: `sight/` those whose answers were
looked at while the rules were made, `held/` those of which only figures were seen. All acts of a file go into one
ledger in memory; at each key day the dispute is weighed with what had been published by then. What is counted is as in
`bench.docket`: right, right or as good, and what the commonest answer given everywhere would score.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field

from bench.docket import Day, errors, summary
from detente.dispute import dispute
from detente.ledger import Ledger
from detente.ledger.byhand import HandStory
from detente.model import Record

FOLDER = Path(__file__).parents[1] / "data" / "chronicles"
PARTS = ("sight", "held")

Said = Literal["conceding on substance", "escalating", "easing on contact", "holding", "cannot say"]


class Told(Record):
    """What a careful reader answers for one side. `also`: what is as good or nearly so."""

    answer: Said
    also: Said | None = None
    because: str


class KeyDay(Record):
    """A day on which the answers are asked for, by side."""

    as_of: date
    answers: dict[str, Told]


class Chronicle(Record):
    """A crisis: its two sides, what reports told, in order, and the answers. `about`: which, and what it is from."""

    about: str
    pair: tuple[str, str]
    stories: Annotated[tuple[HandStory, ...], Field(min_length=2)]
    days: Annotated[tuple[KeyDay, ...], Field(min_length=1)]


def load(file: Path) -> Chronicle:
    """One chronicle. ValueError for a file that is none."""
    return Chronicle.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))


def weighed(chronicle: Chronicle) -> list[Day]:
    """The answers on its key days."""
    with Ledger.in_memory() as ledger:
        named = (story.model_copy(update={"id": f"{n:02}"}) for n, story in enumerate(chronicle.stories))
        ledger.add_many(story.reading() for story in named)
        return [asked(ledger, chronicle.pair, day) for day in chronicle.days]


def asked(ledger: Ledger, pair: tuple[str, str], day: KeyDay) -> Day:
    """What came of one key day."""
    found = dispute(ledger, *pair, as_of=day.as_of)
    given = {answer.side: answer.answer for answer in found.answers}
    return Day(day.as_of, {side: (given[side], told.answer, told.also) for side, told in day.answers.items()})


def run(part: str) -> dict[str, list[Day]]:
    """The key days of each chronicle of a part."""
    return {file.stem: weighed(load(file)) for file in sorted((FOLDER / part).glob("*.yaml"))}


def figures(found: dict[str, list[Day]]) -> dict[str, Any]:
    """The figures of one part."""
    made = summary([day for days in found.values() for day in days])
    return {"chronicles": len(found)} | {name: value for name, value in made.items() if name != "lanes"}


def main(argv: list[str] | None = None) -> int:
    """Print the figures of both parts, and keep them if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--errors", action="store_true", help="list the differences of those in sight")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures here")
    args = parser.parse_args(argv)
    found = {part: run(part) for part in PARTS}
    made = {part: figures(of_part) for part, of_part in found.items()}
    for part, row in made.items():
        print(f"{part:8}", json.dumps(row))
    if args.errors:
        for name, days in found["sight"].items():
            print(name, *errors(days), sep="\n")
    if args.json:
        args.json.write_text(json.dumps(made, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
