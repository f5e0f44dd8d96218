"""A reading as rows of the ledger's tables."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from detente.errors import MalformedRecord
from detente.ledger.families import block_of, family, missing_party
from detente.ledger.words import likened, overlap, says_another, sketch
from detente.model import Actor, Article, Event, Reading, When

Row = dict[str, Any]
Places = Sequence[tuple[int, int]]  # where parties are named
BESIDE = 18  # characters before and after the trigger in which "again" or "a second round of" belongs to it
BORDER = re.compile(r"[,.;:\n]")
CAPITAL = re.compile(r"\b[A-Z][\w.'’-]*")
OBJECT_WINDOW = 70  # characters after the trigger in which what the act is about is looked for: about ten words

EVENT_COLUMNS = {
    "id": "VARCHAR", "story": "VARCHAR", "n": "INTEGER", "type": "VARCHAR", "mode": "VARCHAR", "cameo": "VARCHAR",
    "quad": "INTEGER", "intensity": "DOUBLE", "status": "VARCHAR", "source": "VARCHAR[]", "target": "VARCHAR[]",
    "source_name": "VARCHAR", "target_name": "VARCHAR", "parties": "VARCHAR[]", "start": "DATE", "end": "DATE",
    "precision": "VARCHAR", "date_open": "VARCHAR", "said_on": "DATE", "reported": "DATE", "learned": "TIMESTAMP",
    "place": "VARCHAR", "country": "VARCHAR", "lat": "DOUBLE", "lon": "DOUBLE", "place_precision": "VARCHAR",
    "according_to": "VARCHAR", "stance": "VARCHAR", "about": "VARCHAR", "about_type": "VARCHAR", "confidence": "DOUBLE",
    "because": "VARCHAR", "trigger_start": "INTEGER", "trigger_end": "INTEGER", "trigger_text": "VARCHAR",
    "evidence_start": "INTEGER", "evidence_end": "INTEGER", "evidence_text": "VARCHAR", "spans": "VARCHAR",
    "acts": "VARCHAR[]", "objects": "VARCHAR[]", "context": "VARCHAR[]", "head": "VARCHAR[]", "anew": "BOOLEAN",
    "persons": "VARCHAR[]",
    "block": "VARCHAR", "json": "VARCHAR",
}  # fmt: skip


STORY_COLUMNS = {
    "hash": "VARCHAR", "id": "VARCHAR", "text": "VARCHAR", "title": "VARCHAR", "published": "DATE",
    "published_from": "VARCHAR", "outlet": "VARCHAR", "url": "VARCHAR", "language": "VARCHAR", "added_at": "TIMESTAMP",
    "sketch": "BIGINT[]",
}  # fmt: skip
READING_COLUMNS = {
    "story": "VARCHAR", "version": "VARCHAR", "learned": "TIMESTAMP", "events": "INTEGER", "layers": "VARCHAR",
}  # fmt: skip


def check(reading: Reading) -> None:
    """Refuse a reading whose hash or offsets do not fit its text: nothing may enter that `verify` would fault."""
    article = reading.article
    try:
        digest = hashlib.sha256(article.text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError as error:
        raise MalformedRecord(
            "the text has characters that are no characters (lone surrogates)", subject=article.id
        ) from error
    if digest != article.hash:
        raise MalformedRecord("the hash is not the SHA-256 of the text", subject=article.id)
    for event in reading.events:
        check_spans(event, article)


def check_spans(event: Event, article: Article) -> None:
    """Refuse an event whose offsets do not lie in its story."""
    for name, start, end in spans_of(event):
        if not 0 <= start < end <= len(article.text):
            raise MalformedRecord(f"{name} of an event lies outside the text: {start} to {end}", subject=article.id)


def actor_spans(name: str, actors: tuple[Actor, ...]) -> Iterator[tuple[str, int, int]]:
    """The places where parties are named."""
    for i, actor in enumerate(actors):
        yield f"{name}.{i}", actor.start, actor.end


def date_span(name: str, when: When | None) -> Iterator[tuple[str, int, int]]:
    """The words that a date rests on."""
    if when is not None and when.from_ is not None:
        yield f"{name}.from", when.from_.start, when.from_.end


def spans_of(event: Event) -> Iterator[tuple[str, int, int]]:
    """Every stretch of the story that an event rests on, by the name of its field."""
    yield "trigger", event.trigger.start, event.trigger.end
    yield "evidence", event.evidence.start, event.evidence.end
    yield from actor_spans("source", event.source)
    yield from actor_spans("target", event.target)
    yield from date_span("date", event.date)
    yield from date_span("said_on", event.said_on)
    if event.place:
        yield "place", event.place.start, event.place.end
    if event.attribution and event.attribution.who:
        yield "attribution.who", event.attribution.who.start, event.attribution.who.end
    if event.attribution and event.attribution.quote:
        yield "attribution.quote", event.attribution.quote.start, event.attribution.quote.end
    if event.about:
        yield "about", event.about.start, event.about.end
        yield from actor_spans("about.source", event.about.source)
        yield from actor_spans("about.target", event.about.target)
        yield from date_span("about.date", event.about.date)


def codes(actors: tuple[Actor, ...]) -> list[str]:
    """The parties' codes, each once, in order of the alphabet."""
    return sorted({a.code for a in actors if a.code})


def name_of(actors: tuple[Actor, ...]) -> str | None:
    """The parties as the story names them."""
    return ", ".join(dict.fromkeys(a.person or a.name for a in actors)) or None


def objects_of(event: Event, text: str, named: Places) -> frozenset[str]:
    """What the act is about, in bases of words: the nested act's, or those after the trigger without the parties."""
    if event.about:
        return likened(event.about.what) | likened(without(text, event.about.start, event.about.end, named))
    at = event.trigger.end
    stop = min(event.evidence.end, at + OBJECT_WINDOW)
    stop = at + next((i for i, c in enumerate(text[at:stop]) if c in ".;\n"), max(0, stop - at))
    return likened(without(text, at, stop, named))


def context_of(event: Event, text: str, named: Places) -> frozenset[str]:
    """The bases of the words of the sentence, without the parties and the trigger."""
    start = event.evidence.start
    here = without(text, start, event.evidence.end, named)
    return likened(blanked(here, event.trigger.start - start, event.trigger.end - start))


def without(text: str, start: int, end: int, named: Places) -> str:
    """A stretch of the text without the names at the places in `named`: of "a Russian bomber" the bomber stays."""
    here = text[start:end]
    for first, last in named:
        for name in CAPITAL.finditer(text, first, last):
            here = blanked(here, name.start() - start, name.end() - start)
    return here


def blanked(words: str, start: int, end: int) -> str:
    """The words with a stretch made empty, as far as it lies within them."""
    start, end = max(start, 0), min(end, len(words))
    return words[:start] + " " * (end - start) + words[end:] if start < end else words


def anew(event: Event, text: str) -> bool:
    """Whether the words beside the trigger say that it is another act of its kind."""
    before = text[max(event.evidence.start, event.trigger.start - BESIDE) : event.trigger.start]
    after = text[event.trigger.end : min(event.evidence.end, event.trigger.end + BESIDE)]
    return says_another(BORDER.split(before)[-1]) or says_another(BORDER.split(after)[0])


def compared_by(event: Event, reading: Reading) -> Row:
    """The columns by which tellings are compared. Parties are blanked: that they are the same is known already."""
    text = reading.article.text
    window = event.evidence
    parties = [m for m in reading.mentions if m.start < window.end and window.start < m.end]
    named = [(p.start, p.end) for p in (*event.source, *event.target)] + [(p.start, p.end) for p in parties]
    objects = objects_of(event, text, named)
    return {
        "acts": sorted(likened(text[event.trigger.start : event.trigger.end])), "objects": sorted(objects),
        "context": sorted(context_of(event, text, named) - objects),
        "head": sorted(likened(event.about.what)) if event.about else [], "anew": anew(event, text),
        "persons": sorted({a.person for a in (*event.source, *event.target) if a.person}),
    }  # fmt: skip


def story_row(reading: Reading, learned: datetime) -> Row:
    """The story as a row."""
    article = reading.article
    own = {name: getattr(article, name) for name in STORY_COLUMNS if name not in ("added_at", "sketch")}
    return own | {"added_at": learned, "sketch": list(sketch(article.text))}


def reading_row(reading: Reading, learned: datetime) -> Row:
    """The reading without the story's text and the events, which have tables of their own."""
    layers = reading.model_dump_json(by_alias=True, exclude={"article": {"text"}, "events": True})
    return {
        "story": reading.article.hash, "version": reading.version, "learned": learned, "events": len(reading.events),
        "layers": layers,
    }  # fmt: skip


def event_rows(reading: Reading, learned: datetime, corrected: Mapping[int, Event | None]) -> list[Row]:
    """The events of a reading, each with the block in which it is compared with others.

    `corrected`: by number, the event that stands in the place of the reader's; None: it is left out.
    """
    events = ((n, corrected.get(n, event)) for n, event in enumerate(reading.events))
    rows = [event_row(reading, n, event, learned) for n, event in events if event is not None]
    for row in rows:
        row["block"] = adopted(row, rows) or row["block"]
    return rows


def adopted(row: Row, rows: list[Row]) -> str | None:
    """The block of a telling that lacks a party: that of the only full telling in its story that fits.

    "The downing of the plane" names no party; if the story elsewhere has one act of that kind in those words, it means
    that one.
    """
    if not missing_party(row["block"]):
        return None
    kind = family(row["type"])
    mine, known = frozenset(row["acts"]), set(row["parties"])
    fits = {
        other["block"]
        for other in rows
        if not missing_party(other["block"])
        and family(other["type"]) == kind
        and known <= set(other["parties"])
        and overlap(mine, frozenset(other["acts"])) > 0
    }
    return fits.pop() if len(fits) == 1 else None


def telling_id(story: str, n: int) -> str:
    """The name of a story's event: first 16 digits of the story's hash, and the event's number in the story."""
    return f"{story[:16]}:{n}"


def quoted(event: Event, text: str) -> str:
    """The words of every span of an event, by the name of its field, as JSON."""
    return json.dumps({name: text[start:end] for name, start, end in spans_of(event)}, ensure_ascii=False)


def event_row(reading: Reading, n: int, event: Event, learned: datetime) -> Row:
    """One event with its columns; `json` holds the whole of it."""
    text = reading.article.text
    source, target = codes(event.source), codes(event.target)
    trigger = text[event.trigger.start : event.trigger.end]
    row: Row = {
        "id": telling_id(reading.article.hash, n), "story": reading.article.hash, "n": n, "type": event.type,
        "mode": event.mode, "cameo": event.cameo, "quad": event.quad, "intensity": event.intensity,
        "status": event.status.value, "source": source, "target": target,
        "source_name": name_of(event.source), "target_name": name_of(event.target),
        "parties": parties(event), "date_open": event.date_open, "reported": day(reading.article.published),
        "learned": learned, "confidence": event.confidence, "because": event.because,
        "trigger_text": trigger,
        "trigger_start": event.trigger.start, "trigger_end": event.trigger.end,
        "evidence_text": text[event.evidence.start : event.evidence.end],
        "evidence_start": event.evidence.start, "evidence_end": event.evidence.end,
        "spans": quoted(event, text),
        "block": block_of(event.type, source, target), "json": event.model_dump_json(by_alias=True),
    }  # fmt: skip
    return row | when_and_where(event) | words_on(event) | compared_by(event, reading)


def when_and_where(event: Event) -> Row:
    """The columns of date and place."""
    when, place = event.date, event.place
    return {
        "start": day(when.start) if when else None, "end": day(when.end) if when else None,
        "precision": when.precision if when else None, "said_on": day(event.said_on.start) if event.said_on else None,
        "place": place.name if place else None, "country": place.country if place else None,
        "lat": place.lat if place else None, "lon": place.lon if place else None,
        "place_precision": place.precision if place else None,
    }  # fmt: skip


def words_on(event: Event) -> Row:
    """The columns of who says so and what it is about."""
    said = event.attribution
    return {
        "according_to": said.who.code if said and said.who else None, "stance": said.stance if said else None,
        "about": event.about.what if event.about else None, "about_type": event.about.type if event.about else None,
    }  # fmt: skip


def parties(event: Event) -> list[str]:
    """Everyone who has a part in the act or in what it is about."""
    nested = (*event.about.source, *event.about.target) if event.about else ()
    return codes((*event.source, *event.target, *nested))


def day(when: date | None) -> str | None:
    """A date as DuckDB reads it."""
    return when.isoformat() if when else None
