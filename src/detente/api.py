"""The Python surface: what the command line does, as calls. Nothing heavy is imported before it is used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from detente.errors import DetenteError, InputError, MalformedRecord, UsageError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from detente.model import Article, Reading, Span

LAYERS = ("events", "times", "places", "attributions", "actors")
"""What `annotate` can give of a story, in the order in which it gives it."""

BATCH_STORIES, BATCH_CHARACTERS = 16, 1_000_000
"""A batch is parsed together: enough stories to keep the parser busy, not so many that long ones fill the memory."""

Reader = Callable[["Iterable[Article | InputError]"], "Iterator[Reading | InputError]"]
"""What reads many stories: `read_many`, or the same done in several processes (`detente.scale.reader`)."""


def read(  # noqa: PLR0913 - what may be known of a story, by name
    source: str | bytes | Path | Article,
    *,
    published: date | str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    id: str | None = None,  # noqa: A002 - the contract's name
) -> Reading:
    """Who did what to whom in one story.

    `source`: the text as a `str`, a file as a `pathlib.Path`, the contents of a file as `bytes`, or an `Article`.
    `published`: the day of publication, without which "on Wednesday" stays open. Raises an `InputError` that says what
    is wrong with the story, or `BadDate`.
    """
    from detente.ingest import read_article
    from detente.model import Article
    from detente.reading import pipeline

    _show_in_notebooks()
    if not isinstance(source, Article):
        source = read_article(source, published=published, title=title, outlet=outlet, url=url, id=id)
    return pipeline.read_article(source)


def read_many(articles: Iterable[Article | InputError]) -> Iterator[Reading | InputError]:
    """One reading for each story, in order, parsed in batches. An error that is given is handed on in its place.

    A story that cannot be read gives an InputError in its place, and the rest goes on.
    """
    for batch in batches(articles):
        yield from read_batch(batch)


def batches(articles: Iterable[Article | InputError]) -> Iterator[list[Article | InputError]]:
    """Stories as they are parsed together. They are cut alike whoever reads them, so that the readings are alike."""
    batch: list[Article | InputError] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += 0 if isinstance(article, InputError) else len(article.text)
        if len(batch) >= BATCH_STORIES or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def read_batch(batch: Sequence[Article | InputError]) -> Iterator[Reading | InputError]:
    """What `read_many` gives for one batch."""
    from detente.reading import pipeline

    sound = [article for article in batch if not isinstance(article, InputError)]
    try:
        readings: Iterator[Reading | InputError] = iter(list(pipeline.read_articles(sound)))
    except Exception:  # one story that trips the reader must not take the others with it
        readings = map(_read_alone, sound)
    for article in batch:
        yield article if isinstance(article, InputError) else next(readings)


def _read_alone(article: Article) -> Reading | InputError:
    from detente.reading import pipeline

    try:
        return pipeline.read_article(article)
    except InputError as error:
        return error
    except Exception as error:
        return InputError(f"cannot be read ({type(error).__name__}: {error})", subject=article.id)


def annotate(
    records: Iterable[Mapping[str, object] | str | bytes], layers: Iterable[str] = LAYERS, *, reader: Reader = read_many
) -> Iterator[dict[str, object]]:
    """One dictionary for each record, in order: `{"id", "events", "times", "places", "attributions", "actors"}`.

    A record is a mapping with at least `text`, or a line of JSON that holds one. One that cannot be read gives
    `{"id", "error": {"code", "message", "subject"}}`. `layers`: which of LAYERS are wanted; UsageError for others.
    `reader`: what reads the stories, if not `read_many`. Offsets point into the text of the record as it was given.
    """
    wanted = known_layers(layers)
    ids: list[str | None] = []
    texts: dict[int, str] = {}
    for number, found in enumerate(reader(_articles(records, ids, texts))):
        yield {"id": ids[number], **_as_given(_annotation(found, wanted), texts.pop(number, ""))}


def _as_given(found: dict[str, object], text: str) -> dict[str, object]:
    """What was found, its offsets in the text as it was given: a story lacks the characters that cannot be seen."""
    from detente.ingest.unseen import places, restored

    at = places(text)
    return found if at is None else {name: restored(value, at) for name, value in found.items()}


def known_layers(layers: Iterable[str]) -> tuple[str, ...]:
    """The layers that are named, in the order of LAYERS; UsageError for others."""
    wanted = tuple(layers)
    for layer in wanted:
        if layer not in LAYERS:
            raise UsageError(f"there is no layer {layer!r}; there are {', '.join(LAYERS)}")
    return tuple(layer for layer in LAYERS if layer in wanted)


def _articles(
    records: Iterable[Mapping[str, object] | str | bytes], ids: list[str | None], texts: dict[int, str]
) -> Iterator[Article | InputError]:
    """The story of each record; its id goes into `ids` first, so that an error has one too.

    `texts` gets the text of the record, by its number from 0, where the story's is another.
    """
    from detente.ingest import article_of, id_of, record_of

    for number, given in enumerate(records, 1):
        ids.append(None)
        try:
            record = record_of(given, number) if isinstance(given, str | bytes) else dict(given)
            ids[-1] = id_of(record)
            article = article_of(record, number=number)
            ids[-1] = article.id
            if article.text != record["text"]:
                texts[number - 1] = str(record["text"])
            yield article
        except InputError as error:
            yield error


def _annotation(found: Reading | InputError, layers: tuple[str, ...]) -> dict[str, object]:
    if isinstance(found, InputError):
        return dict(found.as_json())
    parts = {**{name: getattr(found, name) for name in LAYERS[:-1]}, "actors": found.mentions}
    return {name: [part.as_json() for part in parts[name]] for name in layers}


def relate(record: Mapping[str, object] | str | bytes) -> dict[str, object]:
    """What one named party does to another in `{"id", "text", "source": [spans], "target": [spans]}`.

    Gives `{"id", "type", "mode", "cameo", "quad", "status", "confidence", "because"}`. Raises MalformedRecord for spans
    that do not lie in the text, and what `read` raises for the text.
    """
    from detente.ingest.unseen import places
    from detente.reading.relate import relate as relate_text

    def related(fields: Mapping[str, object], article: Article) -> dict[str, object]:
        text = str(fields["text"])
        at = places(text)
        source, target = (_spans(fields, side, text, at) for side in ("source", "target"))
        return relate_text(article.text, source, target).as_json()

    return _of_record(record, related)


def answer(record: Mapping[str, object] | str | bytes) -> dict[str, object]:
    """How far each side gave way by the end of an account of a crisis, in `{"id", "text"}`.

    Gives `{"id", "sides": {CODE: {"answer", "yielded", "because"}}}`: `yielded` from 0 to 1, .5 where nothing is known;
    `because`: the spans of the sentences that it rests on, each with its sign. Raises what `read` raises for the text.
    """
    from detente.dispute.account import answer_article

    def answered(_: Mapping[str, object], article: Article) -> dict[str, object]:
        return {"sides": {code: side.as_json() for code, side in answer_article(article).items()}}

    return _of_record(record, answered)


def _of_record(
    record: Mapping[str, object] | str | bytes,
    work: Callable[[Mapping[str, object], Article], dict[str, object]],
) -> dict[str, object]:
    """What `work` makes of a record and its story, with the record's id; whatever trips it is an InputError."""
    from detente.ingest import article_of, id_of, record_of

    fields = record_of(record) if isinstance(record, str | bytes) else dict(record)
    article = article_of(fields)
    try:
        return {"id": id_of(fields), **_as_given(work(fields, article), str(fields["text"]))}
    except DetenteError:
        raise
    except Exception as error:
        raise InputError(f"cannot be read ({type(error).__name__}: {error})", subject=id_of(fields)) from error


def _spans(record: Mapping[str, object], name: str, text: str, at: list[int] | None) -> list[Span]:
    """The spans in the field `name`, each inside the text, as those of the story: `at` as `places` gives it."""
    from detente.ingest.unseen import moved
    from detente.model import Span

    given = record.get(name)
    if not isinstance(given, list) or not given:
        raise MalformedRecord(f'"{name}" is not a list of spans such as {{"start": 0, "end": 6}}')
    spans = []
    for item in given:
        start, end = (item.get("start"), item.get("end")) if isinstance(item, dict) else (None, None)
        if type(start) is int and type(end) is int and 0 <= start < end <= len(text):
            start, end = (start, end) if at is None else moved(start, end, at)
        else:
            start = end = 0
        if start == end:
            raise MalformedRecord(f'"{name}" has a span that does not lie in the text: {item}')
        spans.append(Span(start=start, end=end))
    return spans


def reading_as_html(reading: Reading) -> str:
    """The story's page in a frame, for a notebook."""
    from detente.show import framed, page_of_reading

    return framed(page_of_reading(reading))


def _show_in_notebooks() -> None:
    """Give readings their page in notebooks. It is set here because records know nothing of pages."""
    from detente.model import Reading

    if not hasattr(Reading, "_repr_html_"):
        Reading._repr_html_ = reading_as_html  # type: ignore[attr-defined]
