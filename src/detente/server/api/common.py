"""What every part of REST has: the ledger for reading, lists in pages, answers that a caller need not fetch twice."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, Header, Request, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from detente.errors import UsageError
from detente.ontology import PLOVER_TYPES
from detente.server.access import settings_of
from detente.server.settings import Limits
from detente.server.store import Store
from detente.world.named import code_of

T = TypeVar("T")
MOST = Limits.page


def party(typed: str) -> str:
    """The code of what was typed; blanks stay, and name nobody."""
    return code_of(typed) or typed


Resolved = AfterValidator(party)
"""Makes a code of what names a party in a query or an address."""
PARTY = "A party by its code or any of its names: RUS, Russia, NATO, HEZBOLLAH."
Code = Annotated[str, Resolved, Field(min_length=1, max_length=100, description=PARTY)]
BOTH = "Two parties, `RUS,TUR` or `Russia,Turkey`: both have a part in it."
Pair = Annotated[str | None, Field(max_length=200, description=BOTH, examples=["RUS,TUR"])]
Day = Annotated[date | None, Field(description="A day: 2015-12-02.")]
AsOf = Annotated[date | None, Field(description="Only what had been reported by this day.")]
CURSOR = "`next` of the page before; it holds when stories are added meanwhile."


class Wrong(BaseModel):
    """What went wrong: a stable code for programs, words for people, and what it is about."""

    code: str
    message: str
    subject: str | None


class ErrorBody(BaseModel):
    """The one shape of an error."""

    error: Wrong


ERRORS: dict[int | str, dict[str, Any]] = {
    422: {"model": ErrorBody, "description": "What was asked cannot be"},
    "4XX": {"model": ErrorBody, "description": "Refused"},
    "5XX": {"model": ErrorBody, "description": "The ledger is being written (503), or a fault"},
}


class Strict(BaseModel):
    """What is asked or sent; a name that is none of these is refused, so that a misspelt one is not overlooked."""

    model_config = ConfigDict(extra="forbid")


class Listing(Strict):
    """What may be asked of every list."""

    limit: int = Field(default=100, ge=1, le=MOST, description="Records of one page.")
    cursor: str | None = Field(default=None, max_length=1000, description=CURSOR)


class Page(BaseModel, Generic[T]):
    """One page of a list. `next`: the cursor of the following one; null on the last."""

    items: list[T]
    next: str | None


class Unchanged(Exception):
    """What the caller has is what there is."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


def unchanged(_: Request, error: Exception) -> Response:
    """The answer to a caller that has it already."""
    assert isinstance(error, Unchanged)
    return Response(status_code=304, headers={"ETag": error.tag, "Vary": "Accept"})


Tagged = Annotated[str | None, Header(description="ETag of an earlier answer: 304 where nothing has changed since.")]


async def tagged(request: Request, response: Response, if_none_match: Tagged = None) -> None:
    """A dependency: names the answer by the state of the ledger and what is asked of it."""
    asked = f"{request.app.state.store.version()} {request.url} {request.headers.get('accept', '')}"
    tag = f'W/"{hashlib.sha256(asked.encode()).hexdigest()[:32]}"'
    if if_none_match is not None and tag.removeprefix("W/") in [
        given.strip().removeprefix("W/") for given in if_none_match.split(",")
    ]:
        raise Unchanged(tag)
    response.headers["ETag"] = tag
    response.headers["Vary"] = "Accept"


async def store_of(request: Request) -> Store:
    """A dependency: the ledger's file. It is opened and let go within one function, so that no thread waits for one."""
    store: Store = request.app.state.store
    return store


Kept = Annotated[Store, Depends(store_of)]
Etag = Depends(tagged)


async def limits_of(request: Request) -> Limits:
    """A dependency: what one request may cost."""
    return settings_of(request).limits


Bounds = Annotated[Limits, Depends(limits_of)]


def cut(found: Sequence[T], asked: Listing, key: Callable[[T], Sequence[object]]) -> Page[T]:
    """The page of what was found with one record too many. `key`: what the list is ordered by."""
    shown = list(found[: asked.limit])
    return Page(items=shown, next=cursor(key(shown[-1])) if len(found) > len(shown) else None)


def paged(found: Sequence[T], asked: Listing, key: Callable[[T], Sequence[Any]], *kinds: type) -> Page[T]:
    """The page of a list that is at hand whole. `kinds`: those of the key's values, as for `place`."""
    if asked.cursor is not None:
        after = place(asked.cursor, *kinds)
        found = [item for item in found if list(key(item)) > after]
    return cut(found, asked, key)


def cursor(key: Sequence[object]) -> str:
    """A place in a list, for the address of the next page."""
    written = json.dumps(list(key), separators=(",", ":"), default=str)
    return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")


def place(given: str, *kinds: type) -> list[Any]:
    """The place that a cursor names, by the kinds of what stands in it: `str`, `int` from 0, `date`.

    `UsageError` for what is none.
    """
    try:
        found = json.loads(base64.b64decode(given.encode() + b"=" * (-len(given) % 4), b"-_", validate=True))
        return [valued(value, kind) for value, kind in zip(found, kinds, strict=True)]
    except (TypeError, ValueError, RecursionError) as error:
        raise no_cursor(given) from error


def valued(value: Any, kind: type) -> Any:
    """A value of a cursor; `TypeError` or `ValueError` where it is not of its kind."""
    if kind is date:
        return date.fromisoformat(value)
    if type(value) is not kind or (isinstance(value, int) and not 0 <= value < 2**31):
        raise TypeError
    return value


def no_cursor(given: str) -> UsageError:
    """The error for what is no cursor."""
    return UsageError("no cursor: take `next` of the page before, and ask the same again", subject=given[:80])


def types_of(given: Sequence[str]) -> list[str]:
    """PLOVER types as they are written; `UsageError` for others."""
    wanted = [name.upper() for name in given]
    for name in wanted:
        if name not in PLOVER_TYPES:
            raise UsageError(f"no PLOVER type; known are {', '.join(PLOVER_TYPES)}", subject=name)
    return wanted


def sides(between: str | None) -> tuple[str, str] | None:
    """The codes of the two parties of `RUS,TUR`, which may be named too."""
    if between is None:
        return None
    a, _, b = (code_of(part) for part in between.partition(","))
    if not a or not b or "," in b or a == b:
        raise UsageError("name two different sides: between=RUS,TUR", subject=between[:80])
    return a, b
