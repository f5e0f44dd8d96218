"""Events of a ledger into a file of event data."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from detente.errors import UsageError, unwritable
from detente.ingest.files import same_file
from detente.interop.formats import FORMATS, named
from detente.interop.kept import Kept, Wanted
from detente.interop.records import Written
from detente.ledger import Ledger


def export(ledger: Ledger, format: str, out: Path | BinaryIO, wanted: Wanted | None = None) -> Written:  # noqa: A002
    """Write the events that are wanted (None: all) in a format of `formats.FORMATS`; the same bytes each time.

    `out`: a file, which appears under its name whole, or an open one. What the format cannot hold is in its `losses`;
    events that it could not tell truly are left out and counted. UsageError for a format that there is not, or that is
    only read, and for a place that there is not; OutputError where the disk is full or for reading only.
    """
    one = named(format)
    if one.write is None:
        written = ", ".join(name for name, each in FORMATS.items() if each.write)
        raise UsageError(f"is only read; what can be written is {written}", subject=format)
    kept = Kept(ledger, wanted or Wanted())
    if not isinstance(out, Path):
        return one.write(kept, out)
    if same_file(out, ledger.path):
        raise UsageError("is the ledger itself, which would be lost: name another file", subject=str(out))
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            done = one.write(kept, file)
        part.replace(out)
    except OSError as wrong:
        raise unwritable(wrong, out) from wrong
    finally:
        with suppress(OSError):  # on a disk for reading only not even what is not there can be taken away
            part.unlink()
    return done
