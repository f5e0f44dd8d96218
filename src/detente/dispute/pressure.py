"""What others ask of a side or do to it, and whether it gave way to that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from detente.dispute.acts import DONE, Act, by_doer, item, place
from detente.dispute.demands import OPEN, PARTLY, REFUSED, Answers, demands, subject_of
from detente.dispute.measures import measures, threats
from detente.dispute.records import Item, Pressure
from detente.dispute.rules import answers
from detente.model import GUESSED_DOER, GUESSED_FROM_STORY


def pressures(acts: Sequence[Act], sides: tuple[str, str], until: date | None) -> tuple[Pressure, ...]:
    """For each third party and each side that it presses: what it asked and did, and the side's answer.

    What it did together with one of the two is on the docket of the pair already.
    """
    own = by_doer(a for a in acts if set(a.by).isdisjoint(sides) and meant(a))
    thirds = sorted(by for by, done in own.items() if by not in sides and any(set(a.to) & set(sides) for a in done))
    given, ways = Answers(acts), (sides, sides[::-1])
    found = (pressure(own[third], given, (third, side), until, (other,)) for third in thirds for side, other in ways)
    return tuple(p for p in found if p.demands or p.measures)


def asked_of_others(acts: Sequence[Act], sides: tuple[str, str]) -> tuple[Item, ...]:
    """What one of the two asks of third parties, an organisation or an ally, with their answers."""
    given, found = Answers(acts), list[Item]()
    for side in sides:
        own = [a for a in acts if side in a.by and a.to and set(a.to).isdisjoint(sides) and meant(a)]
        for third in sorted({to for a in own for to in a.to}):
            found += demands([a for a in own if third in a.to], given, (side, third), sides)
    return tuple(found)


def meant(act: Act) -> bool:
    """Whether a third party's act is told as done to somebody, and not only taken to be by who else is in the story.

    Where it is only taken to be, what is asked must be one of the matters of a quarrel, and what is done no move of
    forces, which allies make as well as adversaries. An act whose doer is only taken to be is nobody's pressure.
    """
    told = [t.event for t in act.incident.tellings if GUESSED_DOER not in t.event.because]
    if any(GUESSED_FROM_STORY not in e.because for e in told):
        return True
    return bool(told) and act.type != "MOBILIZE" and (act.type != "REQUEST" or subject_of(act) is not None)


def pressure(
    acts: Sequence[Act], given: Answers, both: tuple[str, str], until: date | None, towards: Sequence[str] = ()
) -> Pressure:
    """What one party wants of another (`both`, in this order). `acts`: its own; `given`: those that may answer.

    What the other does `towards` these parties may meet a demand as well.
    """
    third, side = both
    asked = [d for d in demands(acts, given, both, towards) if side in d.to]
    done = pressing([a for a in acts if side in a.to or not a.to], side, until)
    state = overall(d.state for d in asked)
    words = answers().pressure[state if asked else "not asked"]
    return Pressure(by=third, side=side, answer=words, demands=tuple(asked), measures=done)


def pressing(acts: Sequence[Act], side: str, until: date | None) -> tuple[Item, ...]:
    """The measures, threats and force among the acts against a side, each with what became of it, in their order.

    What is done to nobody in particular ends a measure against the side, but is none.
    """
    at = {a.incident.id: place(a) for a in acts if side in a.to}
    done = (*measures(acts, until), *threats(acts, until), *(item(a, "done") for a in acts if a.kind in DONE))
    return tuple(sorted((m for m in done if m.incident in at), key=lambda m: at[m.incident]))


def overall(states: Iterable[str]) -> str:
    """One state for several demands: theirs where they agree, else part of the way where any was met in part."""
    found = set(states)
    if len(found) == 1:
        return found.pop()
    if found - {OPEN, REFUSED}:
        return PARTLY
    return REFUSED if REFUSED in found else OPEN
