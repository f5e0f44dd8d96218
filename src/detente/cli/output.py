"""Writing: JSON a line at a time, and pages through rich where there is a terminal or not."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from detente.errors import OutputError, unwritable

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from detente.ledger import Decision, Review

PIPED_WIDTH = 80
WIDEST = 120
"""Columns beyond which lines get hard to follow."""


def put(words: str) -> None:
    """Words to standard output, in UTF-8 whatever the machine's encoding.

    Where the reader has gone away (`| head`), the command ends; that is no fault.
    """
    with piped() as stream:
        stream.write(words.encode("utf-8", "replace"))


@contextmanager
def piped() -> Iterator[BinaryIO]:
    """Standard output for bytes. Where the reader has gone away (`| head`), the command ends; that is no fault.

    OutputError where it cannot be written, such as into a file on a full disk, or where it was closed beforehand.
    """
    if sys.stdout is None:
        raise OutputError("is closed", subject="standard output")
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except OSError as wrong:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left is not tried again
        if isinstance(wrong, BrokenPipeError):
            raise SystemExit(0) from None
        raise unwritable(wrong, "standard output") from wrong


def put_json(record: object, *, pretty: bool = False) -> None:
    """One record, on one line unless `pretty`."""
    put(json.dumps(record, ensure_ascii=False, indent=2 if pretty else None) + "\n")


def put_lines(lines: Iterable[str]) -> None:
    """Lines for people to standard output, harmless."""
    from detente.show.words import harmless

    put("".join(f"{harmless(line)}\n" for line in lines))


def on_record(kind: str, made: Decision | Review, by: str, what: str) -> str:
    """What people put on record in one line: its number, when it was made, whether it was undone, and why."""
    undone = f", undone {made.undone:%Y-%m-%d %H:%M}" if made.undone else ""
    note = f" ({made.note})" if made.note else ""
    return f"{kind} {made.n}, {made.made:%Y-%m-%d %H:%M}{by}{undone}: {what}{note}"


def show(draw: Callable[[Console], None]) -> None:
    """Draw on the terminal with its colours, or as plain text of 80 columns where the output goes elsewhere."""
    from detente.cli.terminal import Guarded

    if sys.stdout is not None and sys.stdout.isatty():
        console = Guarded(highlight=False)
        console.width = min(console.width, WIDEST)
        draw(console)
        return
    console = Guarded(width=PIPED_WIDTH, color_system=None, highlight=False, force_terminal=False)
    with console.capture() as captured:
        draw(console)
    put("\n".join(line.rstrip() for line in captured.get().split("\n")))


def lines_of(path: Path) -> Iterator[bytes]:
    """The lines of a file, `-` for standard input, one at a time. Blank lines are no records and are passed over."""
    from detente.errors import InputError, MissingInput
    from detente.ingest.records import lines_in

    if str(path) == "-":
        yield from filter(bytes.strip, lines_in(sys.stdin.buffer))
        return
    try:
        with path.open("rb") as file:
            yield from filter(bytes.strip, lines_in(file))
    except FileNotFoundError as wrong:
        raise MissingInput("there is no such file", subject=str(path)) from wrong
    except OSError as wrong:
        raise InputError(f"cannot be read: {wrong.strerror}", subject=str(path)) from wrong
