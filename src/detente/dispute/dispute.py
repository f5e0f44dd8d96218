"""The dispute of a pair as of a day, weighed from the ledger and from nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from detente.dispute.acts import Act, sequence
from detente.dispute.answer import answer
from detente.dispute.daily import daily
from detente.dispute.docket import docket, of, through_others, with_others
from detente.dispute.facts import facts
from detente.dispute.pressure import pressures
from detente.dispute.records import Dispute
from detente.errors import UsageError
from detente.ledger import Incident, Ledger, Telling
from detente.model import Actor
from detente.ontology import DEFAULT_SCALE


def dispute(ledger: Ledger, a: str, b: str, as_of: date | None = None) -> Dispute:
    """The docket of the pair, its tension, and the answer for each side.

    `a`, `b`: codes of the two sides. `as_of`: only what had been reported by that day; None: all. Stories without
    a day of publication count only where `as_of` is None. The same ledger and day give the same bytes.
    """
    if a == b:
        raise UsageError("a dispute needs two sides", subject=a)
    done = [t for side in (a, b) for t in ledger.events(source=side, as_of=as_of)]
    told = of_pair(ledger.events(between=(a, b), as_of=as_of), done)
    left_out = sum(s.published is None for s in ledger.stories()) if as_of else 0
    suffered = [t for side in (a, b) for t in ledger.events(target=side, as_of=as_of)]
    outside = ledger.merge(of_others(suffered, done, {a, b}, {t.story for t in told}))
    return weigh(ledger.merge(told), (a, b), as_of, left_out, outside)


def pair_tellings(ledger: Ledger, a: str, b: str, as_of: date | None) -> list[Telling]:
    """What was told of the two, and what one of them did without a word of to whom, in stories that tell of both."""
    done = [t for side in (a, b) for t in ledger.events(source=side, as_of=as_of)]
    return of_pair(ledger.events(between=(a, b), as_of=as_of), done)


def of_pair(both: Sequence[Telling], done: Sequence[Telling]) -> list[Telling]:
    """What was told of the two (`both`), and of what one of them did (`done`) that without a word of to whom."""
    stories = {t.story for t in both}
    alone = [t for t in done if t.story in stories and not codes(t.event.target)]
    found = {t.id: t for t in (*both, *alone)}
    return [found[key] for key in sorted(found)]


def of_others(
    suffered: Sequence[Telling], done: Sequence[Telling], sides: set[str], stories: set[str]
) -> list[Telling]:
    """What others ask of one of the two or do to it, and what these answer them, in stories that tell of both."""
    towards = (t for t in suffered if not codes(t.event.source) & sides)
    back = (t for t in done if not codes(t.event.target) <= sides)
    found = {t.id: t for t in (*towards, *back) if t.story in stories}
    return [found[key] for key in sorted(found)]


def codes(actors: Sequence[Actor]) -> set[str]:
    """The parties that have a code."""
    return {actor.code for actor in actors if actor.code}


def weigh(
    incidents: Sequence[Incident],
    sides: tuple[str, str],
    as_of: date | None = None,
    undated_stories: int = 0,
    outside: Sequence[Incident] = (),
) -> Dispute:
    """The dispute that these incidents tell of. `outside`: what passed between a side and others."""
    acts = sequence(incidents)
    until = as_of or last_day(acts)
    between = [a for a in acts if of(a, sides)]
    lanes = docket(acts, sides, until)
    days = [a.known for a in between if a.known]
    everything = sequence(unique([*incidents, *outside]))
    weighed = sorted([*between, *through_others(everything, sides)], key=lambda a: (*a.order, a.incident.id))
    first, second = (answer(side, other, facts(side, weighed, lanes, until)) for side, other in (sides, sides[::-1]))
    return Dispute(
        sides=sides,
        as_of=as_of,
        until=until,
        silent_days=(until - max(days)).days if until and days else None,
        stories=len({t.story for i in incidents for t in i.tellings}),
        undated_stories=undated_stories,
        docket=lanes,
        tension=daily(between, DEFAULT_SCALE),
        scale=DEFAULT_SCALE,
        answers=(first, second),
        pressure=pressures(everything, sides),
        with_others=with_others(everything, sides, until),
    )


def unique(incidents: Sequence[Incident]) -> list[Incident]:
    """Each incident once, though it was found in both ways."""
    told: set[str] = set()
    found = []
    for incident in incidents:
        ids = {t.id for t in incident.tellings}
        if not ids & told:
            found.append(incident)
        told |= ids
    return found


def last_day(acts: Sequence[Act]) -> date | None:
    """The last report, or where nothing has a day of report, the last act."""
    reported = [t.reported for a in acts for t in a.incident.tellings if t.reported]
    return max(reported or [a.known for a in acts if a.known], default=None)
