"""GDELT 2.0 mentions: who told of an event, when and where it stood, cells between tabs without a header, 16 columns.

A mention says nothing of what was done: read, it is a further telling of an event that the ledger has from GDELT's
events; written, it is a telling.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from detente.interop import table, writing
from detente.interop.gdelt import Lines, compact
from detente.interop.kept import Dyad, Kept, done_on, dyads, exact, number
from detente.interop.records import Days, Format, Found, LeftOut, Loss, Mention, Party, Row, Spot, Written
from detente.ledger import Ledger, Telling
from detente.model import Actor, Event, Place, When
from detente.ontology import cameo

COLUMNS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
HEADLESS = {16: COLUMNS, 15: COLUMNS[:15], 14: COLUMNS[:14]}
DATASET = "GDELT 2.0"
EVENTS = """
SELECT s.id, e.json FROM stories s JOIN events e ON e.story = s.hash WHERE s.id IN (SELECT unnest(?::VARCHAR[]))
ORDER BY s.id, s.published, e.id
"""
WEB = 1
AT_ONCE = 2000  # mentions whose events are looked up with one query
# What was done, by whom, to whom, where: that stands in the events' file, and with it all that `gdelt-2` keeps.
EVENT_ELSEWHERE = (
    "type", "code", "mode", "status", "parties", "sides", "sector", "name", "person", "span", "plan", "place",
    "place kind", "about", "said by", "words", "rule",
)  # fmt: skip
LOSSES = (
    *(Loss(facet, "stands in the row of the event, if at all: export gdelt-2 too") for facet in EVENT_ELSEWHERE),
    Loss("story", "its address, publisher and length, not its text"),
)
ASIDE = ("offsets into the document, its length, tone and translation", "mentions of events that the ledger has not")


def read(path: Path) -> Iterator[Found]:
    """The mentions of a file."""
    return table.read(path, row_of, HEADLESS)


def row_of(cells: table.Cells) -> Mention:
    """A row as a mention."""
    sure = cells.number("confidence")
    return Mention(
        DATASET, cells.need("globaleventid"), compact(cells.get("mentiontimedate")),
        cells.get("mentionsourcename") or None, cells.get("mentionidentifier") or None,
        min(max((sure or 50) / 100, 0.0), 1.0),
    )  # fmt: skip


def resolve(found: Iterator[Found], ledger: Ledger) -> Iterator[Found]:
    """Each mention as a telling of the event that it mentions, as the ledger has it."""
    while some := list(islice(found, AT_ONCE)):
        wanted = sorted({f"{m.what.dataset} {m.what.id}" for m in some if isinstance(m.what, Mention)})
        events = {str(name): Event.model_validate_json(str(event)) for name, event in ledger.sql(EVENTS, [wanted]).rows}
        for one in some:
            yield Found(one.number, retold(one.what, events)) if isinstance(one.what, Mention) else one


def retold(mention: Mention, events: dict[str, Event]) -> Row | LeftOut:
    """The event told again, by whom and when the mention says."""
    event = events.get(f"{mention.dataset} {mention.id}")
    if event is None:
        return LeftOut("the event is not in the ledger: import GDELT's events first")
    return Row(
        dataset=f"{mention.dataset} mention", id=f"{mention.id} in {mention.url or mention.outlet or 'no place'}",
        type=event.type, mode=event.mode, contexts=event.contexts, cameo=event.cameo, code=f"CAMEO {event.cameo}",
        what=cameo(event.cameo).name, status=event.status, source=parties(event.source), target=parties(event.target),
        days=days_of(event.date), said=days_of(event.said_on), reported=mention.reported,
        spot=spot_of(event.place), url=mention.url, outlet=mention.outlet, confidence=mention.confidence,
    )  # fmt: skip


def parties(actors: Iterable[Actor]) -> tuple[Party, ...]:
    """The parties of one side of an event."""
    return tuple(Party(a.name, a.code, a.sector) for a in actors)


def days_of(when: When | None) -> Days | None:
    """The days of a date."""
    return Days(when.start, when.end) if when else None


def spot_of(place: Place | None) -> Spot | None:
    """The place of an event, if it has coordinates."""
    if place is None or place.lat is None or place.lon is None:
        return None
    return Spot(place.name, place.country, place.lat, place.lon, place.precision, place.geonames)


def write(kept: Kept, out: BinaryIO) -> Written:
    """A row for each telling of an incident and pair of parties, under the numbers that `gdelt-2` gives them."""
    done, lines = Written(), Lines()
    for incident, _ in kept.incidents():
        best = incident.best.event
        if not writing.told(best, done):
            continue
        stories = kept.stories(t.story for t in incident.tellings)
        for dyad in dyads(best):
            for telling in incident.tellings:
                row = cells_of(telling, dyad, stories[telling.story])
                cells = (number(incident.id, dyad), *(row.get(name) for name in COLUMNS[1:]))
                lines.add(incident, table.joined(cells))
    done.rows = lines.write(out)
    return done


def cells_of(telling: Telling, dyad: Dyad, story: tuple[str | None, int]) -> dict[str, object]:
    """The columns of a telling. `story`: its address and length."""
    event, on = telling.event, exact(done_on(telling.event))
    first, second = (actors[0].start if actors else None for actors in (event.source, event.target))
    return {
        "EventTimeDate": f"{on:%Y%m%d}000000" if on else None, "MentionType": WEB,
        "MentionTimeDate": f"{telling.reported:%Y%m%d}000000" if telling.reported else None,
        "MentionSourceName": telling.outlet, "MentionIdentifier": story[0], "Actor1CharOffset": first,
        "Actor2CharOffset": second if dyad[1] else None, "ActionCharOffset": event.trigger.start, "InRawText": 1,
        "Confidence": round(event.confidence * 10) * 10, "MentionDocLen": story[1],
    }  # fmt: skip


MENTIONS = Format(
    "gdelt-mentions", "GDELT 2.0 mentions", COLUMNS, LOSSES, ASIDE, read, write, width=frozenset({14, 15, 16}),
    resolve=resolve,
)  # fmt: skip
