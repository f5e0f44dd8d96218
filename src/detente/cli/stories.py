"""`detente read`: stories in, their pages out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from detente.api import read_many
from detente.cli.output import put, put_json, show
from detente.cli.run import Tally
from detente.errors import InputError
from detente.ingest import files_under, stories_in
from detente.ingest.published import as_published
from detente.model import Article, Reading


def articles_in(paths: Iterable[Path], published: str | None, recursive: bool) -> Iterator[Article | InputError]:
    """The stories of all files, errors in their places. `published` fills in where a story does not name its day.

    BadDate before the first file is opened where `published` is no date.
    """
    fallback = as_published(published)
    for path in files_under(paths, recursive=recursive):
        for story in stories_in(path):
            yield story if isinstance(story, InputError) else _dated(story, fallback)


def _dated(article: Article, fallback: date | None) -> Article:
    if article.published or fallback is None:
        return article
    return article.model_copy(update={"published": fallback, "published_from": "given"})


def read_stories(paths: list[Path], published: str | None, style: str, recursive: bool) -> int:
    """Read and show; the exit status."""
    tally = Tally()
    readings = _sound(articles_in(paths, published, recursive), tally)
    WRITERS[style](readings)
    return tally.status


def _sound(articles: Iterable[Article | InputError], tally: Tally) -> Iterator[Reading]:
    """The readings, with what is refused said on standard error as it comes."""
    for found in read_many(articles):
        if isinstance(found, InputError):
            tally.refuse(found)
        else:
            yield found


def _tables(readings: Iterator[Reading]) -> None:
    from detente.show.table import print_reading

    for reading in readings:
        show(lambda console, reading=reading: print_reading(reading, console))  # type: ignore[misc]


def _json(readings: Iterator[Reading]) -> None:
    put_json([reading.as_json() for reading in readings], pretty=True)


def _jsonl(readings: Iterator[Reading]) -> None:
    for reading in readings:
        put_json(reading.as_json())


def _html(readings: Iterator[Reading]) -> None:
    from detente.show import page_of_reading

    found = list(readings)
    if found:
        put(page_of_reading(*found))


WRITERS = {"table": _tables, "json": _json, "jsonl": _jsonl, "html": _html}
