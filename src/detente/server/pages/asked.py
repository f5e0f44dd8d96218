"""What a page is asked for: the parts of its query, checked, and what they mean for the ledger's tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from detente.errors import UsageError
from detente.ingest.published import as_date
from detente.model import Status
from detente.ontology import PLOVER_TYPES
from detente.world.named import code_of

if TYPE_CHECKING:
    from starlette.requests import Request

LINES = 40
"""Lines of one page of a list."""
LAST_PAGE = 100_000
FIELDS = {
    "q": ("words",), "actor": ("actor",), "other": ("other",), "type": ("type",), "status": ("status",),
    "days": ("since", "until"),
}  # fmt: skip
"""The fields of the form that narrows a list, and what each of them asks."""


@dataclass(frozen=True)
class Asked:
    """What a list is narrowed to. Empty: not narrowed. Parties by code. `number`: which page of the list, from 1."""

    actor: str = ""
    other: str = ""
    type: str = ""
    status: str = ""
    since: date | None = None
    until: date | None = None
    words: str = ""
    number: int = 1

    @property
    def skip(self) -> int:
        """How many lines the pages before have."""
        return (self.number - 1) * LINES

    @property
    def narrowed(self) -> bool:
        """Whether anything but the page's number is asked."""
        return self.narrowed_by(FIELDS)

    def narrowed_by(self, fields: Iterable[str]) -> bool:
        """Whether anything is asked by one of these fields of the form."""
        return any(getattr(self, name) for field in fields for name in FIELDS[field])


def asked(request: Request, **fixed: str) -> Asked:
    """What the query asks; `fixed`: what the address says. `UsageError` for what is no type, status, day or page."""
    query = {name: value.strip() for name, value in request.query_params.items()} | fixed
    return Asked(
        actor=code_of(query.get("actor", "")), other=code_of(query.get("other", "")),
        type=one_of(query.get("type", "").upper(), PLOVER_TYPES, "type of act"),
        status=one_of(query.get("status", "").lower(), tuple(Status), "status"),
        since=day(query.get("since")), until=day(query.get("until")),
        words=query.get("q", "")[:400], number=number(query.get("page") or "1"),
    )  # fmt: skip


def one_of(value: str, known: tuple[str, ...], what: str) -> str:
    """The value if it is known or empty."""
    if value and value not in known:
        raise UsageError(f"no such {what}; there are {', '.join(known)}", subject=value)
    return value


def day(value: str | None) -> date | None:
    """A day, None where the field was left empty; `BadDate` for what is none."""
    return as_date(value) if value else None


def number(value: str) -> int:
    """The number of a page, from 1."""
    if not (value.isdecimal() and value.isascii() and len(value) < 7 and 1 <= int(value) <= LAST_PAGE):
        raise UsageError("no such page", subject=value)
    return int(value)


def conditions(given: Asked) -> tuple[str, list[object]]:
    """The conditions over `incidents i` with its best telling `e`, and their values."""
    parts = list(_parts(given))
    return " AND ".join(part for part, _ in parts) or "true", [value for _, value in parts]


def _parts(given: Asked) -> Iterator[tuple[str, object]]:
    for code in (given.actor, given.other):
        if code:
            yield "list_contains(e.parties, ?)", code
    if given.type:
        yield "i.type = ?", given.type
    if given.status:
        yield "i.status = ?", given.status
    if given.since:
        yield 'coalesce(i."end", i."start", i.reported) >= ?', given.since
    if given.until:
        yield 'coalesce(i."start", i."end", i.reported) <= ?', given.until
