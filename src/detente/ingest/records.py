"""JSON lines: one story a line, with the fields of the contract. Other fields are left alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO

from detente.errors import BadDate, InputError, MalformedRecord
from detente.ingest.decode import LIMIT
from detente.ingest.published import as_published
from detente.ingest.story import Known, Stories, build
from detente.model import Article

LONGEST = 2 * LIMIT
"""Bytes of a line, or characters of a row: a story, with what its encoding and its other fields add to it."""
ONE_PIECE = re.compile(rb"\s*(?:\[\s*\{|\{\s*[\r\n]\s*\")")
CUT = "\ud800"
"""What stands for a line of text that is too long: half a character, which no encoding gives."""
TEXTUAL = ("title", "outlet", "url", "language")
FIELDS = ("id", "text", "published", *TEXTUAL)
"""What the record of a story may have that is looked at, by name."""


def lines_in(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file, one at a time, blank ones too; what one has beyond `LONGEST` + 1 bytes is left out."""
    first = True
    while line := file.readline(LONGEST + 1):
        rest = line
        while rest and not rest.endswith(b"\n") and len(rest) > LONGEST:
            rest = file.readline(LONGEST + 1)
        if first:
            line, first = line.removeprefix(b"\xef\xbb\xbf"), False
        yield line


def record_of(line: str | bytes, number: int | None = None) -> dict[str, object]:
    """The object on one line of JSON. MalformedRecord, with the line's number, where it is none."""
    subject = f"line {number}" if number else None
    if len(line) > LONGEST or line == CUT:
        raise MalformedRecord(f"is longer than {LONGEST / 1_000_000:g} MB, the limit for one line", subject=subject)
    return _object(json_of(line, subject), subject)


def json_of(words: str | bytes, subject: str | None = None) -> object:
    """What JSON says. MalformedRecord, under `subject`, where it is none."""
    try:
        found: object = json.loads(words)
    except UnicodeDecodeError as wrong:
        raise MalformedRecord(f"is not UTF-8: it breaks at byte {wrong.start}", subject=subject) from wrong
    except (ValueError, RecursionError) as wrong:
        raise MalformedRecord(f"is not JSON: {_reason(wrong)}", subject=subject) from wrong
    return found


def _object(found: object, subject: str | None) -> dict[str, object]:
    if not isinstance(found, dict):
        raise MalformedRecord('is not an object such as {"id": "1", "text": "..."}', subject=subject)
    return found


def _reason(wrong: Exception) -> str:
    if isinstance(wrong, json.JSONDecodeError):
        return f"{wrong.msg.removesuffix(' at')} at character {wrong.pos + 1}"
    return "nested too deeply" if isinstance(wrong, RecursionError) else str(wrong)


def id_of(record: dict[str, object]) -> str | None:
    """The record's id as words (a number is written out), None where it has none that can be used."""
    value = record.get("id")
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value) or None


def article_of(record: dict[str, object], *, number: int | None = None, defaults: Known | None = None) -> Article:
    """The story that `record` holds. `defaults`: what the caller knows where the record says nothing.

    Raises MalformedRecord for a missing or wrong field, and whatever `article_from_text` raises.
    """
    subject = id_of(record) or (f"line {number}" if number else None)
    text = record.get("text")
    if not isinstance(text, str):
        raise MalformedRecord('has no "text" of words' if "text" in record else 'lacks "text"', subject=subject)
    known = Known(id=id_of(record), published=_day(record, subject), **_texts(record, subject))
    try:
        return build(text, known.over(defaults or Known()))
    except InputError as error:
        error.subject = error.subject or subject
        raise


def _day(record: dict[str, object], subject: str | None) -> date | None:
    value = record.get("published")
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise MalformedRecord('"published" is no date such as "2015-12-02"', subject=subject)
    try:
        return as_published(value)
    except BadDate as wrong:
        raise MalformedRecord(f'"published": {wrong.message}', subject=subject) from wrong


def _texts(record: dict[str, object], subject: str | None) -> dict[str, str]:
    out = {}
    for name in TEXTUAL:
        value = record.get(name)
        if value is None or value == "":
            continue
        if not isinstance(value, str):
            raise MalformedRecord(f'"{name}" is not words', subject=subject)
        out[name] = value
    return out


def articles_of(lines: Iterable[str | bytes], defaults: Known | None = None) -> Stories:
    """One story or one error for each line that is not blank, in order."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield article_of(record_of(line, number), number=number, defaults=defaults)
        except InputError as error:
            yield error


def is_one_piece(head: bytes) -> bool:
    """Whether JSON is one list, or one object over several lines, by its first bytes; else it is one object a line."""
    return ONE_PIECE.match(head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")) is not None


def articles_in(data: bytes, defaults: Known | None = None) -> Stories:
    """One story or one error for each object of a list, or for the one object. MalformedRecord for what is no JSON."""
    found = json_of(data)
    for number, record in enumerate(found if isinstance(found, list) else [found], 1):
        subject = f"entry {number}"
        try:
            yield article_of(_object(record, subject), defaults=defaults)
        except InputError as error:
            error.subject = error.subject or subject
            yield error
