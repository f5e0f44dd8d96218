"""Examples in pattern tables: a sentence with its parties in braces.

"{Turkish} jets shot down a {Russian} bomber."     the first braces are the source, the others the target
"{T:Iraq} was bombed by {S:Iran}."                 letters say so where the order is another
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.errors import DataError
from detente.model import Span

BRACES = re.compile(r"\{(?:([ST]):)?([^{}]*)\}")


@dataclass(frozen=True)
class Example:
    """A sentence without its braces, and where the parties stand in it."""

    text: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]


def read_example(line: str) -> Example:
    """The example that a marked sentence stands for. Raises DataError where source or target is not marked."""
    text, at, spans = "", 0, {"S": [], "T": []}  # type: tuple[str, int, dict[str, list[Span]]]
    for m in BRACES.finditer(line):
        text += line[at : m.start()]
        role = m.group(1) or ("S" if not spans["S"] else "T")
        spans[role].append(Span(start=len(text), end=len(text) + len(m.group(2))))
        text, at = text + m.group(2), m.end()
    if not spans["S"] or not spans["T"]:
        raise DataError("an example needs a source and a target in braces", subject=line)
    return Example(text + line[at:], tuple(spans["S"]), tuple(spans["T"]))
