"""Archives: gzip, Zstandard and zip, unpacked as they are read, each file in them as if it lay beside them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from detente.errors import InputError, NotAStory, TooLarge
from detente.ingest.gunzip import Gunzipped
from detente.ingest.source import DAMAGED, Budget, Counted, Readable, Source, Unpacked, under

DEEPEST = 3
"""Archives in one another; a file of stories in a zip archive that was packed once more needs two."""
NEEDS_WEB = 'is packed with Zstandard, and unpacking that needs the extra "web": pip install "detente[web]"'
Members = Iterator[Source | InputError]


def gunzipped(source: Source) -> Members:
    """The one file that a gzip archive holds; of several archives written one after another, all in one.

    An error comes after it where bytes stand behind it that are no archive: they may be a broken part of it.
    """
    budget = _budget(source)
    unpacked = Gunzipped(_counted(source, budget))
    yield _member(source, _without(source.name, ".gz"), unpacked, budget)
    if unpacked.ended_at is not None:
        where = f"from byte {unpacked.ended_at:,} on"
        yield InputError(f"holds bytes {where} that are no gzip archive: they are not read, and what came before is")


def unzstd(source: Source) -> Members:
    """The one file that a Zstandard archive holds. InputError without the extra `web`."""
    try:
        from fastwarc.stream_io import ZstdReader
    except ImportError as missing:
        raise InputError(NEEDS_WEB) from missing
    budget = _budget(source)
    yield _member(source, _without(source.name, ".zst"), ZstdReader(_counted(source, budget)), budget)


def unzipped(source: Source) -> Members:
    """The files in a zip archive, in its order, hidden ones left out. An error in the place of one that is broken."""
    with source.seekable() as stream:
        budget = _budget(source)
        if source.budget is None:
            budget.packed = stream.seek(0, io.SEEK_END)
        try:
            archive = zipfile.ZipFile(stream)
        except DAMAGED as wrong:
            raise NotAStory(f"is a zip archive that is damaged: {wrong}") from wrong
        with archive:
            yield from _files(source, archive, budget)


def _files(source: Source, archive: zipfile.ZipFile, budget: Budget) -> Members:
    if "[Content_Types].xml" in archive.namelist():
        raise NotAStory("is an office document, which is not read: save it as text")
    for info in archive.infolist():
        if not info.filename:
            yield NotAStory("holds a file without a name")
            continue
        if info.is_dir() or _hidden(info.filename):
            continue
        try:
            with archive.open(info) as file:
                yield _member(source, info.filename, file, budget)
        except TooLarge:
            raise
        except InputError as error:
            yield under(error, info.filename)
        except DAMAGED as wrong:
            encrypted = info.flag_bits & 1
            yield under(InputError("is encrypted" if encrypted else f"is damaged: {wrong}"), info.filename)


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))


def _budget(source: Source) -> Budget:
    if source.depth >= DEEPEST:
        raise NotAStory(f"is an archive within {DEEPEST} archives: unpack it first")
    return source.budget or Budget()


def _counted(source: Source, budget: Budget) -> BinaryIO:
    """The packed bytes, counted where they are those of the outermost archive."""
    return source.stream if source.budget else cast(BinaryIO, Counted(source.stream, budget))


def _member(source: Source, name: str, stream: Readable, budget: Budget) -> Source:
    opened = io.BufferedReader(Unpacked(stream, budget))
    return Source.of(name, opened, depth=source.depth + 1, budget=budget)


def _without(name: str, suffix: str) -> str:
    return name[: -len(suffix)] if name.lower().endswith(suffix) else name
