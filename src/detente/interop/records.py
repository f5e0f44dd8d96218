"""What passes between a data set's rows and the ledger, and what a format says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from detente.errors import MalformedRecord
from detente.model import Reading, Status

if TYPE_CHECKING:
    from detente.interop.kept import Kept
    from detente.ledger import Decision, Ledger

FACETS = {
    "type": "the PLOVER type of the act",
    "code": "its CAMEO code",
    "mode": "PLOVER's mode and contexts",
    "status": "whether it happened, is planned, denied, called off …",
    "parties": "who did it to whom, by code",
    "sides": "several parties of one side in one event",
    "sector": "the sector of a party: government, military …",
    "name": "the party as it was named",
    "person": "person and office apart from the name",
    "day": "the day on which it was done, or said",
    "span": "a date known to a week, a month, or on one side only",
    "plan": "the day that a plan is for, apart from the day it was spoken of",
    "place": "the place by name and coordinates",
    "place kind": "whether the place is a city, a region, a border, a water, a country",
    "reported": "the day of the report",
    "said by": "according to whom, and with what stance",
    "about": "what a demand, promise, refusal, threat or charge is about",
    "words": "the words that the event rests on",
    "story": "the story's text, and where it was published",
    "rule": "the rule that made the event, and its confidence",
}
"""What an event of the ledger holds, by the names that `Format.losses` uses."""


# How sure the coder of a row was is not told: just enough for an answer to rest on it (`sure` in dispute/data). Most
# tellings that were read, with their words, stand before it.
UNTOLD = 0.6


@dataclass(frozen=True, slots=True)
class Party:
    """One side as a row names it. `code`, `sector`: ours, None where the row's code is none of ours."""

    name: str
    code: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with coordinates (WGS84 degrees). What is only known to a country is no place and has no `Spot`."""

    name: str
    country: str | None
    lat: float
    lon: float
    precision: str
    geonames: int | None = None

    def __post_init__(self) -> None:
        """MalformedRecord for a point that is not on the globe."""
        if abs(self.lat) > 90 or abs(self.lon) > 180:
            raise MalformedRecord(f"no place on the globe: {self.lat}, {self.lon}")


@dataclass(frozen=True, slots=True)
class Days:
    """First and last possible day, inclusive; one of them may be open (None)."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a data set as an event. `what`: words for the act; `code`: the data set's own code for it.

    `type`, `mode`, `cameo`: PLOVER and CAMEO. `days`: when it was done or is to be; `said`: when it was spoken of, for
    what is planned. `words`: what the row quotes or notes. `outlet`: who told it, where that is not the data set
    itself. `confidence`: how sure its coder was, 0 to 1.
    """

    dataset: str
    id: str
    type: str
    cameo: str
    code: str
    what: str
    source: tuple[Party, ...] = ()
    target: tuple[Party, ...] = ()
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    status: Status = Status.HAPPENED
    days: Days | None = None
    said: Days | None = None
    reported: date | None = None
    spot: Spot | None = None
    words: str = ""
    url: str | None = None
    outlet: str | None = None
    confidence: float = UNTOLD


@dataclass(frozen=True, slots=True)
class Mention:
    """That an event of a data set was told of, once more. `id`: of the event in the data set."""

    dataset: str
    id: str
    reported: date | None
    outlet: str | None
    url: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Piece:
    """An event of ours as it was exported, to be put together with the others of its story.

    `event`: as JSON; None: the story has none. `story`: hash. `reading`: what is known of the story besides its
    events, as JSON, with the first piece of each story.
    """

    story: str
    event: str | None
    reading: str | None
    learned: datetime | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why a sound row is no event here."""

    reason: str


NOBODY = LeftOut("nobody is named")


@dataclass(frozen=True, slots=True)
class Found:
    """What a row of a file gave. `number`: of the row, from 1, the header not counted.

    `rows`: how many rows it was put together from.
    `learned`: when the ledger that a reading comes from had taken it in; None: now.
    """

    number: int
    what: Row | Reading | Mention | Piece | Decision | LeftOut | MalformedRecord
    learned: datetime | None = None
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Loss:
    """What a format cannot hold: a facet (a key of `FACETS`), and what becomes of it."""

    facet: str
    what: str


@dataclass
class Written:
    """What an export came to. `left_out`: events that the format could not tell truly, by reason."""

    rows: int = 0
    left_out: dict[str, int] = field(default_factory=dict)

    def leave(self, reason: str) -> None:
        """Count an event that is not written."""
        self.left_out[reason] = self.left_out.get(reason, 0) + 1


Reader = Callable[[Path], Iterator[Found]]
Resolver = Callable[[Iterator[Found], "Ledger"], Iterator[Found]]
Writer = Callable[["Kept", BinaryIO], Written]


@dataclass(frozen=True)
class Format:
    """A format of event data.

    `columns`: as they are written, in order; empty where the format has no columns. `losses`: what an event of the
    ledger loses in it. `aside`: what is in such files and is not read. `known_by`: names of columns, as
    `table.plain` makes them, that tell a file of this format from others; `width`: numbers of columns where a file has
    no header. `write` or `read` None: the format is only read, or only written. `resolve`: makes readings of what was
    read with the help of the ledger.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    losses: tuple[Loss, ...]
    aside: tuple[str, ...]
    read: Reader | None = None
    write: Writer | None = None
    known_by: frozenset[str] = frozenset()
    width: frozenset[int] = frozenset()
    resolve: Resolver | None = None

    def holds(self) -> tuple[str, ...]:
        """The facets that pass through the format unchanged."""
        lost = {loss.facet for loss in self.losses}
        return tuple(name for name in FACETS if name not in lost)
