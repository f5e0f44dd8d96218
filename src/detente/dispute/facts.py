"""The facts that the answer is given by: what one side did, and when. Counting only; no judgement here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from detente.dispute.acts import Act, item
from detente.dispute.demands import ACCEPTED, MET, OPEN, PARTLY, REFUSED
from detente.dispute.records import Docket, Item
from detente.dispute.rules import answers

PRESSURE = ("measure", "force", "threat", "called off")
HEAVY = ("measure", "force", "threat")
CONTACT = ("contact planned", "contact held", "truce")
GIVING = ("gave", "promised")
STEPS = (*CONTACT, *GIVING, "asked for contact")

Facts = dict[str, tuple[Item, ...]]


def facts(side: str, acts: Sequence[Act], docket: Docket) -> Facts:
    """Every fact of `answers.yaml` for one side."""
    own = [a for a in acts if side in a.by and (set(a.to) - {side} or not a.to)]
    begins = phase_start(acts)
    late = [a for a in own if begins is None or a.order[0] >= begins]
    # What a side has given stays given until it does something else: for that its own last act counts, not the other's.
    since = phase_start(own)
    own_late = [a for a in own if since is None or a.order[0] >= since]
    found = {
        "gave": items(own_late, ("gave",)),
        "gave earlier": items([a for a in own if a not in own_late], ("gave",)),
        "promised": items(own_late, ("promised",)),
        "said no": items(own, ("refused",)),
        "pressed": items(late, PRESSURE),
        "pressed on": pressed_on(late),
        "pressed since giving": after(own, own_late, GIVING, HEAVY),
        "came to contact": came_to_contact(side, late),
        "called off": items(own, ("called off",)),
        "asked for contact": items(late, ("asked for contact",)),
        "any act": items(own, None),
    }
    found["came round"] = items([a for a in own if earlier(a, found["came to contact"], own)], ("called off",))
    given = any(found[name] for name in ("gave", "gave earlier", "promised"))
    found["nothing given"] = () if given else found["any act"]
    return found | states(side, docket)


def states(side: str, docket: Docket) -> Facts:
    """What stands on the docket at the end."""
    asked = [d for d in docket.demands if side in d.to]
    made = [d for d in docket.demands if side in d.by and d.subject != "talks"]
    substantial = [d for d in asked if d.subject != "talks"]
    return {
        "measures in force": chosen(docket.measures, lambda m: side in m.by),
        "measures eased": chosen(docket.measures, lambda m: side in m.by and m.state == "eased"),
        "demands stand": chosen(made, lambda d: d.state in (OPEN, REFUSED, PARTLY)),
        "refused": chosen(asked, lambda d: d.state == REFUSED),
        "accepted": chosen(substantial, lambda d: d.state in (ACCEPTED, MET)),
    }


def chosen(found: Iterable[Item], holds: Callable[[Item], bool]) -> tuple[Item, ...]:
    """The items for which it holds."""
    return tuple(i for i in found if holds(i))


def items(acts: Iterable[Act], kinds: Sequence[str] | None) -> tuple[Item, ...]:
    """The acts of these kinds as items."""
    return tuple(item(a, a.incident.status) for a in acts if kinds is None or a.kind in kinds)


def phase_start(acts: Sequence[Act]) -> date | None:
    """The first day of the latest phase: some weeks before the last act. None: nothing is dated, all is one phase."""
    days = [a.order[0] for a in acts if a.order[0] > date.min]
    return max(days) - timedelta(days=answers().phase_days) if days else None


def pressed_on(late: Sequence[Act]) -> tuple[Item, ...]:
    """Pressure of the latest phase, if the last of it came after every step back."""
    pressure = [a for a in late if a.kind in PRESSURE]
    steps = [a.moment for a in late if a.kind in STEPS]
    if not pressure or (steps and max(steps) >= max(a.moment for a in pressure)):
        return ()
    return items([a for a in pressure if not steps or a.moment > max(steps)], PRESSURE)


def after(own: Sequence[Act], late: Sequence[Act], first: Sequence[str], then: Sequence[str]) -> tuple[Item, ...]:
    """Acts of the kinds `then` that came after the last late act of the kinds `first`, if there was one."""
    given = [a.moment for a in late if a.kind in first]
    return items([a for a in own if given and a.kind in then and a.moment > max(given)], then)


def came_to_contact(side: str, late: Sequence[Act]) -> tuple[Item, ...]:
    """Contact agreed to or held in the latest phase, if this side has not refused or called off contact since."""
    off = [a.moment for a in late if a.kind == "called off" and side in a.by]
    return items([a for a in late if a.kind in CONTACT and (not off or a.moment > max(off))], CONTACT)


def earlier(act: Act, contact: tuple[Item, ...], own: Sequence[Act]) -> bool:
    """Whether the act came before the contact."""
    ids = {i.incident for i in contact}
    steps = [a.moment for a in own if a.incident.id in ids]
    return bool(steps) and act.moment < max(steps)
