"""`detente review`: what people say of what the reader said, on the command line."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from detente.api_ledger import Ledger
from detente.cli.ledgers import PATIENCE
from detente.cli.output import on_record, put_json, put_lines
from detente.errors import UsageError
from detente.ingest.published import as_date
from detente.ledger import Change, Party
from detente.ledger.settling import precision
from detente.world.named import code_of

if TYPE_CHECKING:
    from detente.ledger import Review

SIDES = ("source", "target")


def review_event(  # noqa: PLR0913, PLR0917 - the words of the command
    path: Path, event: str, verdict: str | None, actor: str | None, given: Sequence[str], by: str | None,
    note: str | None,
) -> int:  # fmt: skip
    """Keep what a person says; the exit status."""
    if verdict is None:
        raise UsageError("say what you think of it: accept, change or reject", subject=event)
    fields = dict(pair(words) for words in given)
    change = made(Change, fields) if fields and actor is None else None
    party = made(Party, fields) if fields and actor is not None else None
    with Ledger.open(path, wait=PATIENCE) as ledger:
        found = ledger.review(event, verdict, actor=actor, change=change, party=party, by=by or user(), note=note)
    put_lines([said(found)])
    return 0


def user() -> str:
    """The name of whoever types, as the machine knows it; `UsageError` where it knows none."""
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError) as error:
        raise UsageError("the machine does not know who you are: say so with --by NAME") from error


def pair(words: str) -> tuple[str, str]:
    """The name and the value of `name=value`."""
    name, sign, value = words.partition("=")
    if not sign:
        raise UsageError("write FIELD=VALUE, as in type=COERCE", subject=words)
    return name.strip(), value.strip()


def made(kind: type[Change] | type[Party], fields: dict[str, str]) -> Any:
    """The record of these fields; a field without a value is set to none."""
    values = {name: value_of(name, value) for name, value in fields.items()}
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        names = ", ".join(kind.model_fields)
        raise UsageError(f"{first['msg']}; there are {names}", subject=".".join(map(str, first["loc"]))) from error


def value_of(name: str, value: str) -> object:
    """A value as the record takes it: codes joined by +, a day or `first..last`."""
    if name in SIDES:
        return [{"code": code} for code in map(code_of, value.split("+")) if code]
    if name == "date" and value:
        first, dots, last = value.partition("..")
        start, end = (as_date(day or None) for day in (first, last if dots else first))
        return {"start": start, "end": end, "precision": precision(start, end)}
    return value or None


def list_reviews(path: Path) -> int:
    """What is on record; the exit status."""
    with Ledger.open(path, read_only=True) as ledger:
        found = ledger.reviews()
    put_lines(map(said, found))
    return 0


def undo_review(path: Path, number: int) -> int:
    """Take a review back; the exit status."""
    with Ledger.open(path, wait=PATIENCE) as ledger:
        put_lines([said(ledger.undo_review(number))])
    return 0


def export_labels(path: Path) -> int:
    """Reviews and decisions in force as JSON lines; the exit status."""
    with Ledger.open(path, read_only=True) as ledger:
        found = ledger.labelled()
    for label in found:
        put_json(label)
    return 0


def said(review: Review) -> str:
    """A review in one line."""
    what = f"{review.verdict.value} {review.event or 'an event that its story tells no more'}"
    if review.actor:
        what += f" {review.actor}"
    given = review.change or review.party
    changes = f": {given.model_dump_json(by_alias=True)}" if given else ""
    return on_record("review", review, f" by {review.by}", f"{what}{changes}")
