"""What comes out of the ledger: typed, frozen records."""

from __future__ import annotations

from datetime import UTC, datetime
from datetime import date as Day  # noqa: N812 - a record here has a field called date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    Field,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    WithJsonSchema,
    model_serializer,
)

from detente.model import Event, Place, Record, Status, When


def without_zone(moment: datetime) -> datetime:
    """The moment in UTC, as the ledger keeps it: without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


Moment = Annotated[
    datetime,
    AfterValidator(without_zone),
    PlainSerializer(lambda moment: moment.isoformat() + "Z", return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A moment in UTC; in JSON it says so."""


class Story(Record):
    """A story as kept. `hash`: SHA-256 of the text, by which the ledger knows it. `published`: None if unknown."""

    hash: str
    id: str
    title: str | None = None
    published: Day | None = None
    outlet: str | None = None
    url: str | None = None
    added_at: Moment


class Telling(Record):
    """One event as one story tells it, with its three times.

    When it happened is `event.date`; `reported` is when the story was published; `learned` is when the ledger took it
    in. `id` is the story's hash (first 16 digits) and the event's place among the story's events.
    """

    id: str
    story: str
    story_id: str
    n: int
    event: Event
    reported: Day | None
    learned: Moment
    title: str | None
    outlet: str | None
    trigger: str
    evidence: str


class Placed(Telling):
    """A telling with the incident that it was taken for.

    `joined`, `reason`: which telling it was put with, and why; None for the one that opened the incident. `origin`:
    hash of the story that stands for its source, copies of one text together. `sources`, `tellings`: how many the
    incident has.
    """

    incident: str
    joined: str | None
    reason: str | None
    origin: str
    sources: int
    tellings: int


class Dyad(Record):
    """A pair of parties. `incidents`: how many passed between the two; `last`: the last report of one."""

    a: str
    b: str
    incidents: int
    last: Day | None


class Merge(Record):
    """Why a telling was taken for the incident that another telling opened."""

    telling: str
    joined: str
    reason: str


class Incident(Record):
    """One incident with all that was told of it.

    `date`: the days on which all dated tellings agree; None if none is dated. `reported`: the first report.
    `by_source`: the stories (by hash), those that are copies of one text together; `sources`: how many such groups
    there are. `tellings`: the best-dated and surest first.
    """

    id: str
    type: str
    cameo: str
    status: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    reported: Day | None
    date: When | None
    sources: int
    by_source: tuple[tuple[str, ...], ...]
    tellings: tuple[Telling, ...]
    merges: tuple[Merge, ...] = ()

    @property
    def best(self) -> Telling:
        """The telling that stands for the incident."""
        return self.tellings[0]


class Decision(Record):
    """What a person decided about merging.

    `kind`: `merge` (`events` are of one incident) or `split` (the one in `events` is of another incident than those in
    `apart`). `made`, `undone`: UTC; a decision that was undone has no effect. `n`: its number in the ledger.
    """

    n: int = 0
    kind: str
    events: tuple[str, ...]
    apart: tuple[str, ...] = ()
    note: str | None = None
    by: str | None = None
    made: Moment
    undone: Moment | None = None


class Verdict(StrEnum):
    """What a person says of what the reader said."""

    ACCEPT = "accept"
    CHANGE = "change"
    REJECT = "reject"


class Given(Record):
    """A record of which only the fields that were given count: null, where it is given, says that there is none."""

    @model_serializer(mode="wrap")
    def _given(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        made: dict[str, Any] = handler(self)
        return {name: value for name, value in made.items() if name in self.model_fields_set}


class Party(Given):
    """A party as a person puts it; fields as in `detente.model.Actor`.

    `start`, `end`: its words in the story; without them, those of the nearest mention of the code, or the sentence.
    """

    name: str | None = Field(default=None, min_length=1, max_length=200)
    code: str | None = Field(default=None, pattern=r"^[A-Z][A-Z0-9_-]{0,39}$")
    sector: str | None = Field(default=None, pattern=r"^[A-Z]{2,5}$")
    role: str | None = Field(default=None, max_length=200)
    person: str | None = Field(default=None, max_length=200)
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=0)


class Change(Given):
    """What a person puts in the place of an event's fields; fields as in `detente.model.Event`.

    A new type without a code takes the type's plainest code; a new code without a type takes the code's type.
    """

    type: str | None = None
    mode: str | None = None
    cameo: str | None = None
    status: Status | None = None
    source: tuple[Party, ...] | None = None
    target: tuple[Party, ...] | None = None
    date: When | None = None
    place: Place | None = None


class Review(Record):
    """What a person said of one event, or of one party in it, beside what the reader said.

    `event`: id of the telling; None where its story was read anew since and tells it no more. `actor`: the party's
    place in the event (`source.0`, `target.1`, `attribution.who`, `about.source.0`); None: the event itself. `said`:
    the event as the reader told it. `change`, `party`: what a `change` puts in its place. `by`: who. `made`, `undone`:
    UTC; a review that was undone has no effect. `n`: its number in the ledger.
    """

    n: int = 0
    event: str | None
    actor: str | None = None
    story: str
    verdict: Verdict
    said: Event
    change: Change | None = None
    party: Party | None = None
    by: str
    note: str | None = None
    made: Moment
    undone: Moment | None = None


class Correction(Record):
    """What another copy of its text said later of a story kept: a day, a title. `before` None: it had been unknown."""

    story: str
    field: str
    before: str | None
    after: str
    made: Moment


class Refusal(Record):
    """A reading that was not kept, and why."""

    story: str
    reason: str


class Added(Record):
    """What became of the readings that were given. `events`: events newly kept.

    `corrected`: known stories of which something was learned, such as the day of publication or an earlier one.
    """

    added: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    events: int = 0


class Fault(Record):
    """Something in the ledger that is not as it must be. `telling` None: the fault is the story's."""

    story: str
    telling: str | None
    what: str


class Verification(Record):
    """What `verify` looked at and what it found; sound if `faults` is empty."""

    stories: int
    events: int
    spans: int
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


class Table(Record):
    """The answer to a query: names of the columns, and the rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def dicts(self) -> list[dict[str, object]]:
        """The rows by name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]
