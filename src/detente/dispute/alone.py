"""One party and all others: who presses it and whom it presses, where it gave way, whom it meets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from detente.dispute.acts import Act, by_doer, sequence
from detente.dispute.demands import Answers
from detente.dispute.dispute import last_day, undated_stories
from detente.dispute.docket import lane, with_others
from detente.dispute.pressure import pressure
from detente.dispute.records import Alone, Pressure
from detente.ledger import Ledger

STEPS = (("gave", "done"), ("promised", "promised"), ("truce", "truce"))
"""Kinds of acts that are steps back, and their states."""


def alone(ledger: Ledger, party: str, as_of: date | None = None) -> Alone:
    """What stands between one party and all others. `as_of`: only what had been reported by that day; None: all."""
    told = {t.id: t for t in (*ledger.events(source=party, as_of=as_of), *ledger.events(target=party, as_of=as_of))}
    acts = sequence(ledger.merge([told[name] for name in sorted(told)]))
    until = as_of or last_day(acts)
    own = [a for a in acts if party in a.by]
    both = [(other, by_doer(of_both), Answers(of_both)) for other, of_both in between(acts, party)]
    return Alone(
        party=party, as_of=as_of, until=until, stories=len({t.story for t in told.values()}),
        undated_stories=undated_stories(ledger, as_of),
        on_it=ranked(pressure(did.get(other, ()), given, (other, party), until) for other, did, given in both),
        by_it=ranked(pressure(did.get(party, ()), given, (party, other), until) for other, did, given in both),
        given=tuple(item for kind, state in STEPS for item in lane(own, kind, state)),
        meetings=with_others(acts, (party,), until),
    )  # fmt: skip


def between(acts: Sequence[Act], party: str) -> Iterator[tuple[str, list[Act]]]:
    """Each other party, with the acts of both and what `party` did without a word of to whom in stories of both."""
    stories: dict[str, set[str]] = {}
    for act in acts:
        for other in {*act.by, *act.to} - {party}:
            stories.setdefault(other, set()).update(t.story for t in act.incident.tellings)
    for other, told in sorted(stories.items()):
        yield other, [a for a in acts if other in (*a.by, *a.to) or (not a.to and tells(a, told))]


def tells(act: Act, stories: set[str]) -> bool:
    """Whether one of these stories tells of the act."""
    return any(t.story in stories for t in act.incident.tellings)


def ranked(found: Iterable[Pressure]) -> tuple[Pressure, ...]:
    """Those that have something to show, those with the most first."""
    shown = [p for p in found if p.demands or p.measures]
    return tuple(sorted(shown, key=lambda p: (-len(p.demands) - len(p.measures), p.by, p.side)))
