"""Runs the commands and the Python in the documents, and compares what they print with what the documents show.

python tools/run_docs.py            exit status 1 where a document shows something else
python tools/run_docs.py --write    puts what is printed now into the documents

In a ```console block each line after `$ ` is run and the lines below it are its output. A ```python block is run too;
what it prints stands in the ```text block right behind it. All blocks of a document run in order in one empty folder,
in which `examples` is the project's. Blocks of other kinds are not run.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(
    r"^```(?P<kind>console|python)\n(?P<body>.*?)^```\n(?:\n?```text\n(?P<printed>.*?)^```\n)?", re.M | re.S
)
WIDTH = 80


@dataclass(frozen=True)
class Step:
    """One thing to run: a command's words, or Python. `shown`: its output in the document, `at`: where that stands."""

    run: str
    python: bool
    shown: str
    at: tuple[int, int]


def documents() -> list[Path]:
    """The documents that have something to run."""
    return [page for page in (*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/*.md"))) if list(steps(page))]


def steps(page: Path) -> Iterator[Step]:
    """What a document runs, in order."""
    for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
        if block["kind"] == "python":
            shown = block["printed"] or ""
            at = block.span("printed") if block["printed"] is not None else (block.end(), block.end())
            yield Step(block["body"], True, shown, at)
        else:
            yield from commands(block["body"], block.start("body"))


def commands(body: str, begin: int) -> Iterator[Step]:
    """The commands of a console block, each with the lines below it."""
    for found in re.finditer(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", body, re.M):
        yield Step(found[1], False, found[2], (begin + found.start(2), begin + found.end(2)))


def printed(step: Step, folder: Path) -> str:
    """What a step prints, on both outputs, at 80 columns."""
    command = [sys.executable, "-c", step.run] if step.python else ["bash", "-c", step.run]
    paths = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    surroundings = os.environ | {"PATH": paths, "COLUMNS": str(WIDTH), "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command, cwd=folder, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    return "".join(f"{line}\n" for line in lines)


def compare(page: Path) -> list[tuple[Step, str]]:
    """Every step of a document with what it prints now."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "examples").symlink_to(ROOT / "examples", target_is_directory=True)
        return [(step, printed(step, folder)) for step in steps(page)]


def write(page: Path, found: list[tuple[Step, str]]) -> None:
    """Put what is printed now into a document."""
    text = page.read_text(encoding="utf-8")
    for step, now in reversed(found):
        text = text[: step.at[0]] + now + text[step.at[1] :]
    page.write_text(text, encoding="utf-8")


def main(words: list[str]) -> int:
    """Compare every document, or write them anew."""
    wrong = 0
    for page in documents():
        found = compare(page)
        if "--write" in words:
            write(page, found)
            continue
        for step, now in found:
            if now != step.shown:
                wrong += 1
                print(f"{page.name}: {step.run.strip()}", "shows:", step.shown, "prints:", now, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
