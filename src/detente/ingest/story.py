"""Text to Article: the checks, the parts, the hash.

The text is kept as it was given, so that offsets stay true; only what cannot be seen is left off.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from detente.errors import InputError, MalformedRecord, NotAStory
from detente.ingest.cues import story_cues
from detente.ingest.decode import check_size
from detente.ingest.parts import Layout, layout_of
from detente.ingest.published import as_published
from detente.ingest.tongue import LANGUAGES, check_language, check_sentence
from detente.ingest.unseen import visible
from detente.model import Article, PartKind

Stories = Iterator[Article | InputError]
"""The stories of a file, an error in the place of each that cannot be read."""


@dataclass(frozen=True)
class Known:
    """What is known of a story beside its text; all of it may be missing."""

    published: date | str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    id: str | None = None
    language: str | None = None

    def over(self, other: Known) -> Known:
        """This, with what it lacks taken from `other`."""
        mine = {name: value for name, value in vars(self).items() if value is not None}
        return Known(**{**vars(other), **mine})


def article_from_text(  # noqa: PLR0913 - what may be known of a story, by name
    text: str,
    *,
    published: date | str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    id: str | None = None,  # noqa: A002 - the contract's name
    language: str | None = None,
) -> Article:
    """The story whose text is `text`, without characters that cannot be seen, its parts known for what they are.

    `published` wins over a day that the page or the dateline names in full; without any it stays None. `id` is by
    default the first 16 digits of the text's hash. Raises NotAStory, TooLarge or UnreadLanguage, and BadDate for a
    `published` that is no date.
    """
    return build(text, Known(published, title, outlet, url, id, language))


def build(text: str, known: Known, day_in_page: date | None = None) -> Article:
    """The same with what is known in one record. `day_in_page`: a day of publication from the metadata of a file."""
    subject = known.id
    text, known = visible(text), replace(known, title=known.title and visible(known.title))
    digest = _digest(text, subject)
    _check_text(text, subject)
    language = check_language(text, known.language, subject)
    check_sentence(text, subject)
    layout = layout_of(text, story_cues(LANGUAGES[language]), known.title)
    published, source = _published(known, layout, day_in_page)
    return Article(
        id=known.id or digest[:16],
        text=text,
        hash=digest,
        parts=layout.parts,
        title=known.title or _title_in(text, layout),
        published=published,
        published_from=source,
        outlet=known.outlet,
        url=known.url,
        language=language,
    )


def _digest(text: str, subject: str | None) -> str:
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as wrong:
        raise MalformedRecord(f"holds half a character (a lone surrogate) at {wrong.start}", subject=subject) from wrong
    check_size(len(data), subject)
    return hashlib.sha256(data).hexdigest()


def _check_text(text: str, subject: str | None) -> None:
    if not text.strip():
        raise NotAStory("is empty", subject=subject)
    if "\x00" in text:
        raise NotAStory("holds NUL characters, so it is binary, not text", subject=subject)


def _published(known: Known, layout: Layout, day_in_page: date | None) -> tuple[date | None, str | None]:
    """The day of publication and where it comes from: given, metadata, dateline, or nowhere."""
    given = as_published(known.published)
    if given:
        return given, "given"
    page = day_in_page or layout.published
    if page:
        return page, "metadata"
    return (layout.dateline_day, "dateline") if layout.dateline_day else (None, None)


def _title_in(text: str, layout: Layout) -> str | None:
    found = next((part for part in layout.parts if part.kind is PartKind.TITLE), None)
    return " ".join(text[found.start : found.end].split()) if found else None
