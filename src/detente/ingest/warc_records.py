"""The records of a web archive in order. Bytes that are no record are named and passed over, up to the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from detente.errors import InputError

LONGEST_LINE = 64_000
"""Bytes of a line in a record's head; addresses of pages have up to some thousands."""
MOST_LINES = 1_000
BLOCK = 1 << 16
BEGINS = re.compile(rb"WARC/\d\.\d{1,3}[ \t]{0,16}\r?\n")
NEXT = re.compile(rb"(?<=[\r\n])" + BEGINS.pattern)
OVERLAP = 32
"""Bytes at the end of a block in which the line that begins the next record may have begun."""
LENGTH = re.compile(r"\d{1,18}", re.ASCII)


@dataclass(frozen=True)
class Record:
    """`fields`: its head, names in small letters. `data`: what was asked for of its `length` bytes."""

    fields: dict[str, str]
    length: int
    data: bytes

    @property
    def url(self) -> str | None:
        """The address that it is about; some programs write it within angle brackets."""
        return self.fields.get("warc-target-uri", "").strip("<>") or None


class _NoRecord(Exception):
    """Why bytes are no record. `seen`: the last of them, in which the next may begin, and the line end before them."""

    def __init__(self, why: str, seen: bytes) -> None:
        super().__init__(why)
        self.seen = seen


def records_of(stream: BinaryIO, longest: int) -> Iterator[Record | InputError]:
    """The records, at most `longest` bytes of each, and an InputError in the place of bytes that are none.

    What is held of the file is never more than that and a block. Where a record breaks off, its `data` are shorter.
    """
    tape = _Tape(stream)
    while line := tape.line():
        begun = tape.at - len(line)
        if not line.strip():
            continue
        try:
            fields = _head(tape, line)
            length = _length(fields)
        except _NoRecord as wrong:
            _to_next(tape, wrong.seen)
            what = f"{tape.at - begun:,} bytes from byte {begun:,} on are no record ({wrong}), and are passed over"
            yield InputError(f"is a web archive that is damaged: {what}")
            continue
        data = tape.take(min(length, longest))
        yield Record(fields, length, data)
        tape.skip(length - len(data))


class _Tape:
    """A stream of which the place is known, and to which bytes can be given back."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.at, self.back = stream, 0, b""

    def line(self) -> bytes:
        """The rest of the line, as far as a line may be long."""
        end = self.back.find(b"\n", 0, LONGEST_LINE) + 1
        if end or len(self.back) >= LONGEST_LINE:
            return self.take(end or LONGEST_LINE)
        line = self.back + self.stream.readline(LONGEST_LINE - len(self.back))
        self.at, self.back = self.at + len(line), b""
        return line

    def take(self, size: int) -> bytes:
        """So many bytes; fewer at the end."""
        data, self.back = self.back[:size], self.back[size:]
        if len(data) < size:
            data += self.stream.read(size - len(data))
        self.at += len(data)
        return data

    def skip(self, size: int) -> None:
        """Pass so many bytes over."""
        while size > 0 and (data := self.take(min(size, BLOCK))):
            size -= len(data)

    def give_back(self, data: bytes) -> None:
        """Have the last bytes that were taken come once more."""
        self.at, self.back = self.at - len(data), data + self.back


def _to_next(tape: _Tape, seen: bytes) -> None:
    """Go on to the next line that begins a record, else to the end. `seen`: what was taken last."""
    while not (found := NEXT.search(seen)):
        more = tape.take(BLOCK)
        if not more:
            return
        seen = seen[-OVERLAP:] + more
    tape.give_back(seen[found.start() :])


def _head(tape: _Tape, line: bytes) -> dict[str, str]:
    """The fields of the record that `line` begins, up to the blank line. _NoRecord where it begins none."""
    if not BEGINS.fullmatch(line):
        raise _NoRecord("no WARC/1.0 there", line)
    fields: dict[str, str] = {}
    for _ in range(MOST_LINES):
        line = tape.line()
        if line in {b"\r\n", b"\n"}:
            return fields
        name, colon, value = _decoded(line).partition(":")
        goes_on = name.startswith((" ", "\t"))
        if not line.endswith(b"\n") or not (colon or goes_on):
            raise _NoRecord("its head breaks off", b"\n" + line)
        if not goes_on:
            fields.setdefault(name.strip().lower(), value.strip())
    raise _NoRecord(f"its head has more than {MOST_LINES:,} lines", b"\n")


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")


def _length(fields: dict[str, str]) -> int:
    words = fields.get("content-length", "")
    if not LENGTH.fullmatch(words):
        raise _NoRecord("it does not say how long it is", b"\n")
    return int(words)
