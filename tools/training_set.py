"""Writes the sentences that the small model learns from: `python -m tools.training_set OUT.jsonl`.

Two sources, both our own: the examples in the pattern tables, labelled as the rules read them, and the sentences in
`data/training/*.yaml`, labelled by whoever wrote them: maps from a PLOVER type to sentences marked as pattern examples
are. `wire.yaml` holds clauses that news puts around a sentence; each written sentence gets some, drawn with a fixed
seed.

A line of OUT: {"text", "source": [[start, end], ...], "target": [...], "type", "origin", "group"}; offsets are
characters of `text`. Lines of one `group` (a sentence with and without its surroundings) belong on the same side of
any split.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from detente.errors import DataError
from detente.language.examples import Example, read_example
from detente.language.patterns import TYPES, lexicon

FOLDER = Path(__file__).resolve().parents[1] / "data" / "training"
FRAME = "wire.yaml"
SEED = 7
# Rated above this, the rules see both parties in their roles.
BOTH_RIGHT = 8.0


def line(example: Example, type_: str, origin: str, group: str) -> dict[str, Any]:
    """One line of the set."""
    return {
        "text": example.text,
        "source": [[s.start, s.end] for s in example.source],
        "target": [[s.start, s.end] for s in example.target],
        "type": type_,
        "origin": origin,
        "group": group,
    }


def from_tables() -> Iterator[dict[str, Any]]:
    """The examples of the pattern tables with the type that the rules give them, where they are sure."""
    from detente.reading.parse import parse_many
    from detente.reading.relate import candidates

    rules = lexicon()
    marked = sorted({eg for entry in rules.entries for eg in entry.eg})
    examples = [read_example(m) for m in marked]
    for m, example, doc in zip(marked, examples, parse_many([e.text for e in examples]), strict=True):
        rated = candidates(doc, list(example.source), list(example.target), rules)
        if rated and rated[0][0] > BOTH_RIGHT and rated[0][1].type:
            yield line(example, rated[0][1].type, "tables", m)


def written() -> list[tuple[str, str, str]]:
    """Type, marked sentence and file of every sentence written for training. Raises DataError for an unknown type."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.name == FRAME:
            continue
        for type_, sentences in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            if type_ not in TYPES:
                raise DataError(f"no such type: {type_}", subject=path.name)
            found += [(type_, sentence, path.stem) for sentence in sentences]
    return found


def framed(marked: str, frame: dict[str, list[str]], chance: random.Random) -> str:
    """The sentence with a clause of news before or behind it, or both."""
    before = chance.choice(frame["before"]) if chance.random() < 0.6 else ""
    after = chance.choice(frame["after"]) if not before or chance.random() < 0.4 else ""
    inside = marked.rstrip(".")
    for word in frame["lower"]:
        if (
            before
            and not before.endswith(": ")
            and inside.startswith((f"{{{word} ", f"{word} ", f"{{S:{word} ", f"{{T:{word} "))
        ):
            inside = inside.replace(word, word.lower(), 1)
            break
    return f"{before}{inside}{after}."


def from_files() -> Iterator[dict[str, Any]]:
    """The written sentences, each also once in surroundings."""
    frame = yaml.safe_load((FOLDER / FRAME).read_text(encoding="utf-8"))
    chance = random.Random(SEED)
    for type_, marked, origin in written():
        yield line(read_example(marked), type_, origin, marked)
        yield line(read_example(framed(marked, frame, chance)), type_, f"{origin}+wire", marked)


def main(out: Path) -> int:
    """Writes the set and says how much of what is in it."""
    lines = [*from_tables(), *from_files()]
    out.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines), encoding="utf-8")
    tables = sum(one["origin"] == "tables" for one in lines)
    print(f"{len(lines)} lines in {out}: {tables} from the tables, {len(lines) - tables} from {FOLDER.name}/")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
