"""Files to stories. One is read as its stories are asked for, and one that cannot be read does not stop the next."""

from __future__ import annotations

import glob
import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from detente.errors import InputError, MissingInput, NotAStory
from detente.ingest.formats import stories_of
from detente.ingest.source import Source, under
from detente.ingest.story import Known, Stories, build
from detente.model import Article

LINK = "is a link to a directory; name the directory itself, with --recursive, to read the stories in it"


def read_article(  # noqa: PLR0913 - what may be known of a story, by name
    source: str | bytes | Path,
    *,
    published: date | str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    id: str | None = None,  # noqa: A002 - the contract's name
) -> Article:
    """One story. A `str` is its text; a `Path` is a file; `bytes` are what a file holds, in any of the formats.

    Raises an InputError that names what is wrong, and BadDate for a `published` that is no date.
    """
    known = Known(published, title, outlet, url, id)
    if isinstance(source, str):
        return build(source, known)
    if isinstance(source, bytes):
        return _only(stories_of(Source.of("", io.BytesIO(source)), known), None)
    return _only(stories_in(source, known), str(source))


def _only(stories: Stories, name: str | None) -> Article:
    """The one story of a file, its error raised; NotAStory where there are more."""
    story = next(stories)
    more = next(stories, None)
    if isinstance(story, Article) and isinstance(more, InputError):
        raise more
    if more is not None:
        raise NotAStory("holds more than one story; read it with detente.annotate", subject=name)
    if isinstance(story, InputError):
        raise story
    return story


def stories_in(path: Path, known: Known | None = None) -> Stories:
    """The stories of one file, `-` for standard input; errors come in their place, named after the file."""
    try:
        with _opened(path) as source:
            for story in stories_of(source, known or Known()):
                yield under(story, str(path)) if isinstance(story, InputError) else story
    except InputError as error:
        yield under(error, str(path))


@contextmanager
def _opened(path: Path) -> Iterator[Source]:
    """An open file. MissingInput, NotAStory for a directory, or InputError."""
    if str(path) == "-":
        yield Source.of("-", sys.stdin.buffer)
        return
    try:
        if path.is_dir():
            raise NotAStory(LINK if path.is_symlink() else "is a directory; add --recursive to read the stories in it")
        with path.open("rb") as file:
            yield Source.of(path.name, file)
    except FileNotFoundError as wrong:
        raise MissingInput("there is no such file") from wrong
    except (OSError, ValueError) as wrong:
        raise InputError(f"cannot be read: {getattr(wrong, 'strerror', None) or wrong}") from wrong


def files_under(paths: Iterable[Path], *, recursive: bool = False) -> Iterator[Path]:
    """The files that `paths` name, sorted by name where one names several.

    With `recursive` those in directories, hidden ones left out. A name with `*`, `?` or `[` that no file has is taken
    as a pattern, in which `**` stands for folders in folders; one that fits nothing stands for itself. Links to
    directories are not followed, as they may lead in circles; one that leads elsewhere is given, to be refused by name.
    """
    for path in paths:
        for found in _fitting(path):
            if recursive and found.is_dir() and (found == path or not found.is_symlink()):
                yield from sorted(file for _, files, links in _inside(found) for file in (*files, *links))
            else:
                yield found


def same_file(one: Path, other: Path) -> bool:
    """Whether two names are of one file, be it there or not."""
    try:
        return one.resolve() == other.resolve() or one.samefile(other)
    except OSError:
        return False


def _fitting(path: Path) -> list[Path]:
    """The files that a pattern fits; of any other name, itself."""
    if path.exists() or not glob.has_magic(str(path)):
        return [path]
    return sorted(set(_matches(path)), key=str) or [path]


def _matches(pattern: Path) -> Iterator[Path]:
    """What a pattern fits, in any order and perhaps more than once."""
    if "**" not in pattern.parts:
        yield from map(Path, glob.glob(str(pattern)))  # noqa: PTH207 - one of pathlib's takes hidden files too
        return
    at = pattern.parts.index("**")
    rest = [part for part in pattern.parts[at:] if part != "**"]
    for base in _matches(Path(*pattern.parts[:at])):
        for folder, files, links in _inside(base):
            yield from links
            yield from _matches(Path(glob.escape(str(folder)), *rest)) if rest else files


def _inside(base: Path) -> Iterator[tuple[Path, list[Path], list[Path]]]:
    """Each folder in `base` and itself, the files in it, and the links in it to folders outside `base`; none hidden."""
    for name, folders, files in os.walk(base):
        folder = Path(name)
        folders[:] = [other for other in folders if not other.startswith(".")]
        found = [folder / file for file in files if not file.startswith(".")]
        links = [folder / other for other in folders if (folder / other).is_symlink()]
        yield (
            folder,
            [file for file in found if file.is_file() or not file.exists()],  # a link to nowhere is named, too
            [link for link in links if not link.resolve().is_relative_to(base.resolve())],
        )
