"""gzip unpacked as it is read. It ends where bytes follow that are no archive, and says where."""

from __future__ import annotations

import zlib

from detente.ingest.source import Readable

MAGIC = b"\x1f\x8b"
BLOCK = 1 << 16
GZIP = 16 + zlib.MAX_WBITS


class Gunzipped:
    """What archives written one after another hold; zeros between and behind them, as tapes have, are passed over.

    `ended_at`: the byte from which on there is something else, once that has been come to. EOFError where an archive
    breaks off, zlib.error where it is damaged or its sum is not right.
    """

    def __init__(self, stream: Readable) -> None:
        self.stream = stream
        self.ended_at: int | None = None
        self._taken, self._rest = 0, b""
        self._inside = zlib.decompressobj(GZIP)  # the first must be one, whatever it begins with

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; none at the end."""
        while not self._inside.eof or self._next():
            if not self._rest and not self._more():
                raise EOFError("it breaks off")
            data = self._inside.decompress(self._rest, size)
            self._rest = self._inside.unconsumed_tail or self._inside.unused_data
            if data:
                return data
        return b""

    def _next(self) -> bool:
        """Whether another archive follows the one that has ended."""
        while self.ended_at is None and self._filled():
            if self._rest.startswith(MAGIC):
                self._inside = zlib.decompressobj(GZIP)
                return True
            if self._rest[0]:
                self.ended_at = self._taken - len(self._rest)
            self._rest = self._rest.lstrip(b"\x00")
        return False

    def _filled(self) -> bool:
        """Whether there are bytes at hand, two as far as there are so many."""
        while len(self._rest) < len(MAGIC) and self._more():
            pass
        return bool(self._rest)

    def _more(self) -> bool:
        data = self.stream.read(BLOCK)
        self._taken += len(data)
        self._rest += data
        return bool(data)
