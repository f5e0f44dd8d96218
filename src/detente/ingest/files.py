"""Files to stories. A file is read only up to the limit, and one that cannot be read does not stop the next."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from detente.errors import InputError, MissingInput, NotAStory
from detente.ingest.decode import LIMIT, check_size
from detente.ingest.formats import Format, format_of
from detente.ingest.story import Known, build
from detente.model import Article

MANY_LIMIT = 2_000_000_000
"""Bytes of a file of many stories that is read at once; larger ones go through `detente annotate`, line by line."""


def read_article(  # noqa: PLR0913 - what may be known of a story, by name
    source: str | bytes | Path,
    *,
    published: date | str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    id: str | None = None,  # noqa: A002 - the contract's name
) -> Article:
    """One story. A `str` is its text; a `Path` is a file; `bytes` are what a file holds (text, HTML, a JSON line).

    Raises an InputError that names what is wrong, and BadDate for a `published` that is no date.
    """
    known = Known(published, title, outlet, url, id)
    if isinstance(source, str):
        return build(source, known)
    found = list(_stories_of_bytes(source, known, None) if isinstance(source, bytes) else stories_in(source, known))
    if len(found) > 1:
        raise NotAStory(f"holds {len(found)} stories; read it with detente.annotate", subject=_name(source))
    if not found:
        raise NotAStory("is empty", subject=_name(source))
    if isinstance(found[0], InputError):
        raise found[0]
    return found[0]


def _name(source: bytes | Path) -> str | None:
    return str(source) if isinstance(source, Path) else None


def stories_in(path: Path, known: Known | None = None) -> Iterator[Article | InputError]:
    """The stories of one file, `-` for standard input; errors come in their place, named after the file."""
    known = known or Known()
    try:
        data = read_bytes(path)
        for story in _stories_of_bytes(data, known, str(path)):
            yield _named(story, str(path)) if isinstance(story, InputError) else story
    except InputError as error:
        yield _named(error, str(path))


def _named(error: InputError, path: str) -> InputError:
    """The error under the name of its file, which comes before a line's number."""
    inner = error.subject
    error.subject = path if not inner or inner == path else f"{path}: {inner}"
    return error


def _stories_of_bytes(data: bytes, known: Known, name: str | None) -> Iterator[Article | InputError]:
    kind = format_of(name or "", data[:2000])
    if not kind.many:
        check_size(len(data))
    if not data.strip():
        raise NotAStory("is empty")
    yield from kind.read(data, known, None)


def read_bytes(path: Path) -> bytes:
    """A file's bytes, not many more than its format may have. MissingInput, NotAStory, TooLarge or InputError."""
    if str(path) == "-":
        return _up_to_limit(sys.stdin.buffer, "-")
    try:
        if path.is_dir():
            raise NotAStory("is a directory; add --recursive to read the stories in it", subject=str(path))
        with path.open("rb") as file:
            return _up_to_limit(file, path.name)
    except FileNotFoundError as wrong:
        raise MissingInput("there is no such file", subject=str(path)) from wrong
    except (OSError, ValueError) as wrong:
        raise InputError(f"cannot be read: {getattr(wrong, 'strerror', None) or wrong}", subject=str(path)) from wrong


def _up_to_limit(file: BinaryIO, name: str) -> bytes:
    data = file.read(LIMIT + 1)
    kind: Format = format_of(name, data[:2000])
    if kind.many and len(data) > LIMIT:
        data += file.read(MANY_LIMIT + 1 - len(data))
        check_size(len(data), limit=MANY_LIMIT)
    return data


def files_under(paths: Iterable[Path], *, recursive: bool = False) -> Iterator[Path]:
    """The files that `paths` name: with `recursive`, those in directories, sorted by name, hidden ones left out."""
    for path in paths:
        if recursive and path.is_dir():
            inside = sorted(path.rglob("*"))
            yield from (file for file in inside if file.is_file() and not _hidden(file.relative_to(path)))
        else:
            yield path


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
