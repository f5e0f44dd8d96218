"""The dispute of a pair as of a day, weighed from the ledger and from nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from detente.dispute.acts import Act, act, in_order, place
from detente.dispute.answer import answer
from detente.dispute.daily import daily
from detente.dispute.disputed import with_thirds
from detente.dispute.docket import docket, of, through_others, with_others
from detente.dispute.facts import facts
from detente.dispute.pressure import asked_of_others, pressures
from detente.dispute.records import Dispute
from detente.errors import UsageError
from detente.ledger import Incident, Ledger, Telling
from detente.ledger.rows import parties
from detente.model import Actor, Event
from detente.ontology import DEFAULT_SCALE


def dispute(ledger: Ledger, a: str, b: str, as_of: date | None = None) -> Dispute:
    """The docket of the pair, its tension, and the answer for each side.

    `a`, `b`: codes of the two sides. `as_of`: only what had been reported by that day; None: all. Stories without
    a day of publication count only where `as_of` is None. The same ledger and day give the same bytes.
    """
    return weigh(Told(ledger, a, b, as_of))


class Told:
    """What a ledger tells of two sides as of a day; a dispute and a tension rest on the same.

    Each part is fetched and merged when it is first asked for, and once; the ledger must be open then.
    """

    def __init__(self, ledger: Ledger, a: str, b: str, as_of: date | None = None) -> None:
        if a == b:
            raise UsageError("two sides are needed", subject=a)
        self.ledger, self.sides, self.as_of = ledger, (a, b), as_of

    @cached_property
    def tellings(self) -> list[Telling]:
        """What was told of either, in stories that tell of both."""
        return sorted(self.ledger.events_beside(*self.sides, as_of=self.as_of), key=lambda t: t.id)

    @cached_property
    def between(self) -> list[Telling]:
        """What was told of the two, and what one of them did without a word of to whom, in stories of both."""
        return [t for t in self.tellings if of_pair(t.event, set(self.sides))]

    @cached_property
    def made(self) -> list[Act]:
        """The incidents between the two as acts."""
        return [act(incident) for incident in self.ledger.merge(self.between)]

    @cached_property
    def acts(self) -> list[Act]:
        """The same in order."""
        return in_order(self.made)

    @cached_property
    def outside(self) -> list[Incident]:
        """The incidents between one of the two and others, in stories that tell of both."""
        return self.ledger.merge([t for t in self.tellings if of_others(t.event, set(self.sides))])

    @cached_property
    def everything(self) -> list[Act]:
        """What passed between the two, and between either and others, in order."""
        known = {t.id for made in self.made for t in made.incident.tellings}
        others = [i for i in self.outside if known.isdisjoint(t.id for t in i.tellings)]
        return in_order([*self.made, *map(act, others)])

    @cached_property
    def undated_stories(self) -> int:
        """Stories left out since their day of publication is not known."""
        return undated_stories(self.ledger, self.as_of)


def undated_stories(ledger: Ledger, as_of: date | None) -> int:
    """How many stories are left out as of a day, since their day of publication is not known."""
    return sum(s.published is None for s in ledger.stories()) if as_of else 0


def of_pair(event: Event, sides: set[str]) -> bool:
    """Whether both have a part in it, or one of them did it without a word of to whom."""
    return sides <= set(parties(event)) or bool(sides & codes(event.source) and not codes(event.target))


def of_others(event: Event, sides: set[str]) -> bool:
    """Whether others ask it of one of the two or do it to one, or one of the two does it to others."""
    source, target = codes(event.source), codes(event.target)
    return bool(sides & target and not sides & source) or bool(sides & source and not target <= sides)


def codes(actors: Sequence[Actor]) -> set[str]:
    """The parties that have a code."""
    return {actor.code for actor in actors if actor.code}


def weigh(told: Told) -> Dispute:
    """The dispute that is told of."""
    sides, acts = told.sides, told.acts
    until = told.as_of or last_day(acts)
    between = [a for a in acts if of(a, sides)]
    lanes = docket(acts, sides, until)
    more = {
        "disputed": (*lanes.disputed, *with_thirds(told.everything, sides)),
        "demands": (*lanes.demands, *asked_of_others(told.everything, sides)),
    }
    days = [a.known for a in between if a.known]
    weighed = sorted([*between, *through_others(told.everything, sides)], key=place)
    ways = (sides, sides[::-1])
    first, second = (answer(side, other, facts(side, other, weighed, lanes, until)) for side, other in ways)
    return Dispute(
        sides=sides,
        as_of=told.as_of,
        until=until,
        silent_days=(until - max(days)).days if until and days else None,
        stories=len({t.story for a in acts for t in a.incident.tellings}),
        undated_stories=told.undated_stories,
        docket=lanes.model_copy(update=more),
        tension=daily(between, DEFAULT_SCALE),
        scale=DEFAULT_SCALE,
        answers=(first, second),
        pressure=pressures(told.everything, sides, until),
        with_others=with_others(told.everything, sides, until),
    )


def last_day(acts: Sequence[Act]) -> date | None:
    """The last report, or where nothing has a day of report, the last act."""
    reported = [t.reported for a in acts for t in a.incident.tellings if t.reported]
    return max(reported or [a.known for a in acts if a.known], default=None)
