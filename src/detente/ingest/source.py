"""A file while it is read: its first bytes are known, the rest comes as asked for, what is unpacked is bounded."""

from __future__ import annotations

import io
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from detente.errors import InputError, TooLarge
from detente.ingest.decode import LIMIT, check_size

HEAD = 16_384
"""Bytes at the beginning of a file from which its format and its encoding are told."""
FREE = 50_000_000
RATIO = 200
"""An archive may always unpack to FREE bytes, and to more while that is at most RATIO times its size: text shrinks to a
quarter, lists of near-copies to a fiftieth; a bomb is a thousand times its size or more."""
SPOOLED = 2_000_000_000
"""Bytes of an archive inside an archive, or on standard input, that are kept in a temporary file to be read from."""


DAMAGED = (
    OSError, EOFError, ValueError, LookupError, OverflowError, RuntimeError, zlib.error, struct.error,
    zipfile.BadZipFile,
)  # fmt: skip
"""What unpacking libraries raise on an archive that is damaged or encrypted."""


class Readable(Protocol):
    """Whatever gives bytes."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; none at the end."""
        ...


class Budget:
    """What an archive, with all archives in it, may unpack to, counted as it is read."""

    def __init__(self, packed: int = 0) -> None:
        self.packed = packed
        self.unpacked = 0

    def spend(self, size: int) -> None:
        """Count bytes that came out. TooLarge where they are too many for those that went in."""
        self.unpacked += size
        if self.unpacked > max(FREE, RATIO * self.packed):
            raise TooLarge(f"unpacks to more than {RATIO} times its size, as only a bomb does")


class Counted:
    """A stream of packed bytes that tells a budget how many were read."""

    def __init__(self, stream: Readable, budget: Budget) -> None:
        self.stream, self.budget = stream, budget
        self.at = 0

    def read(self, size: int = -1, /) -> bytes:
        """As of any stream."""
        data = self.stream.read(size)
        self.at += len(data)
        self.budget.packed += len(data)
        return data

    def tell(self) -> int:
        """How many bytes were read."""
        return self.at


class _Stream(io.RawIOBase):
    """A stream whose next bytes come from `_next`."""

    def _next(self, size: int) -> bytes:
        """Up to `size` bytes; none at the end."""
        raise NotImplementedError

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._next(len(view))
        view[: len(data)] = data
        return len(data)


class Unpacked(_Stream):
    """Bytes as they come out of an archive, within its budget. InputError where the archive is damaged."""

    def __init__(self, stream: Readable, budget: Budget) -> None:
        self.stream, self.budget = stream, budget

    def _next(self, size: int) -> bytes:
        try:
            data = self.stream.read(size)
        except DAMAGED as wrong:
            raise InputError(f"is an archive that is damaged: {wrong}") from wrong
        self.budget.spend(len(data))
        return data


class _Again(_Stream):
    """First the bytes that were looked at, then the rest of the stream."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self.head, self.stream = head, stream

    def _next(self, size: int) -> bytes:
        data, self.head = self.head[:size], self.head[size:]
        return data or self.stream.read(size)


@dataclass(frozen=True)
class Source:
    """A file that is read once, from the beginning.

    `head`: its first HEAD bytes, still to come from `stream`.
    `depth`: in how many archives it lies, `budget`: what they may still unpack to.
    """

    name: str
    stream: BinaryIO
    head: bytes
    depth: int = 0
    budget: Budget | None = None

    @classmethod
    def of(cls, name: str, stream: BinaryIO, *, depth: int = 0, budget: Budget | None = None) -> Source:
        """The source of an open stream."""
        head = stream.read(HEAD)
        if stream.seekable():
            stream.seek(0)
        else:
            stream = io.BufferedReader(_Again(head, stream))
        return cls(name, stream, head, depth, budget)

    def whole(self, limit: int = LIMIT) -> bytes:
        """All its bytes. TooLarge where they are more than `limit`."""
        data = self.stream.read(limit + 1)
        check_size(len(data), limit=limit)
        return data

    @contextmanager
    def seekable(self) -> Iterator[BinaryIO]:
        """The source as a stream in which one can go back and forth."""
        if self.stream.seekable():
            yield self.stream
            return
        with tempfile.TemporaryFile() as file:
            shutil.copyfileobj(_UpTo(self.stream, SPOOLED), file, 1 << 20)
            file.seek(0)
            yield file


class _UpTo:
    """A stream of which no more than so many bytes are read."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self.stream, self.limit, self.taken = stream, limit, 0

    def read(self, size: int = -1, /) -> bytes:
        data = self.stream.read(size)
        self.taken += len(data)
        if self.taken > self.limit:
            raise TooLarge(f"is larger than {self.limit / 1_000_000_000:g} GB: unpack it first")
        return data


def under(error: InputError, name: str) -> InputError:
    """The error under the name of its file, which comes before a line's number."""
    inner = error.subject
    error.subject = name if not inner or inner == name else f"{name}: {inner}"
    return error
