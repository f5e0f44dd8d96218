"""Events of ours that come back one by one: cut from their stories for an export, and put together again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from pydantic import ValidationError

from detente.errors import MalformedRecord
from detente.interop.records import Found, Piece
from detente.model import Reading


def besides(reading: Reading) -> str:
    """What is known of a story besides its events, as JSON."""
    return reading.model_dump_json(by_alias=True, exclude={"events": True})


def assembled(found: Iterator[Found]) -> Iterator[Found]:
    """The pieces of each story, which stand behind one another, as one reading; all else as it comes."""
    for story, group in groupby(found, key=lambda f: f.what.story if isinstance(f.what, Piece) else None):
        if story is None:
            yield from group
        else:
            yield put_together(list(group))


def put_together(found: list[Found]) -> Found:
    """One reading of the pieces of one story; MalformedRecord where the story's own piece is not among them."""
    pieces = [f.what for f in found if isinstance(f.what, Piece)]
    number, whole = found[0].number, next((p.reading for p in pieces if p.reading), None)
    if whole is None:
        return Found(number, MalformedRecord("its story does not stand in the file before it"), rows=len(found))
    try:
        events = [json.loads(p.event) for p in pieces if p.event]
        reading = Reading.model_validate_json(json.dumps(json.loads(whole) | {"events": events}))
    except (ValidationError, ValueError) as wrong:
        return Found(number, MalformedRecord(f"no event or story of detente: {on_one_line(wrong)}"), rows=len(found))
    return Found(number, reading, pieces[0].learned, len(found))


def on_one_line(wrong: Exception) -> str:
    """What an error says, on one line."""
    return " ".join(str(wrong).split())[:200]


def moment(words: object) -> datetime | None:
    """A moment as it was written; None where there is none."""
    try:
        return datetime.fromisoformat(str(words)) if words else None
    except ValueError:
        raise MalformedRecord(f"no moment: {str(words)[:40]}") from None
