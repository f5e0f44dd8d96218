"""What others ask of a side or do to it, and whether it gave way to that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.dispute.acts import Act, item
from detente.dispute.demands import OPEN, PARTLY, REFUSED, demands
from detente.dispute.records import Pressure
from detente.dispute.rules import answers

PRESSING = ("measure", "threat")


def pressures(acts: Sequence[Act], sides: tuple[str, str]) -> tuple[Pressure, ...]:
    """For each third party and each side that it presses: what it asked and did, and the side's answer."""
    thirds = sorted({by for a in acts for by in a.by if by not in sides and set(a.to) & set(sides)})
    found = (pressure(acts, third, side, (other,)) for third in thirds for side, other in (sides, sides[::-1]))
    return tuple(p for p in found if p.demands or p.measures)


def pressure(acts: Sequence[Act], third: str, side: str, towards: Sequence[str] = ()) -> Pressure:
    """What one party wants of another; what that does `towards` these parties may meet it as well."""
    asked = [d for d in demands(acts, (third, side), towards, by=third) if side in d.to]
    done = [item(a, a.incident.status) for a in acts if a.kind in PRESSING and third in a.by and side in a.to]
    state = overall(d.state for d in asked)
    words = answers().pressure[state if asked else "not asked"]
    return Pressure(by=third, side=side, answer=words, demands=tuple(asked), measures=tuple(done))


def overall(states: Iterable[str]) -> str:
    """One state for several demands: theirs where they agree, else part of the way where any was met in part."""
    found = set(states)
    if len(found) == 1:
        return found.pop()
    if found - {OPEN, REFUSED}:
        return PARTLY
    return REFUSED if REFUSED in found else OPEN
