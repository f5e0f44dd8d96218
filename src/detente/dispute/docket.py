"""The docket of a pair: what is in force, demanded, scheduled, called off, held, given, and disputed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import product

from detente.dispute.acts import CONTACT, DEEDS, DONE, Act, item, mediated
from detente.dispute.demands import Answers, demands
from detente.dispute.disputed import rivals
from detente.dispute.measures import forgotten, measures, threats
from detente.dispute.records import Answered, Docket, Item

NEAR = 60  # characters from the word that calls off to that of the plan
APART = re.compile(r"(?i)[,;:]|\b(?:and|but|or|before|after|while|until|instead)\b")  # what follows is another meeting
NO_REPORT = ("no report that it was held", "no report that it was done")


def docket(acts: Sequence[Act], sides: tuple[str, str], until: date | None) -> Docket:
    """All lanes. `acts`: in order; `until`: the last day that counts."""
    between = [a for a in acts if of(a, sides)]
    taken = measures(between, until)
    meetings = [planned(a, between, until) for a in between if a.kind == "contact planned"] + steps(between, until)
    return Docket(
        measures=tuple(m for m in taken if m.state not in ("lifted", *NO_REPORT)),
        lifted=tuple(m for m in taken if m.state == "lifted"),
        demands=demands(acts, Answers(acts), sides),
        scheduled=tuple(m for m in meetings if m.state == "scheduled"),
        called_off=lane(between, "called off", "called off"),
        held=tuple(item(a, "held") for a in between if a.kind in ("contact held", "greeting")),
        lapsed=tuple(m for m in (*meetings, *taken) if m.state in NO_REPORT),
        given=(
            lane(between, "gave", "done") + lane(between, "promised", "promised") + agreed(between) + favours(between)
        ),
        force=done(between),
        threats=threats(between, until),
        disputed=rivals(between, sides),
    )


def with_others(acts: Sequence[Act], sides: Collection[str], until: date | None) -> tuple[Item, ...]:
    """Meetings of one side with a third party that are to come, were held or were called off; in the order of acts."""
    found: dict[str, Item] = {}
    for met in third_contacts(acts, sides):
        meetings = [planned(a, met, until) for a in met if a.kind == "contact planned"]
        others = [item(a, "held" if a.kind == "contact held" else a.kind) for a in met if a.kind != "contact planned"]
        found |= {m.incident: m for m in (*meetings, *others)}
    apart = [a for a in acts if not set(sides) <= {*a.by, *a.to} and a.to]
    found |= {m.incident: m for m in steps(apart, until)}
    return tuple(found[a.incident.id] for a in acts if a.incident.id in found)


def third_contacts(acts: Sequence[Act], sides: Collection[str]) -> Iterable[list[Act]]:
    """The contacts of each side with each third party."""
    found: dict[frozenset[str], list[Act]] = {}
    for act in acts:
        named = {*act.by, *act.to}
        ours = named & set(sides)
        if act.kind in ("contact planned", "contact held", "called off") and len(ours) == 1:
            for third in sorted(named - ours):
                found.setdefault(frozenset((*ours, third)), []).append(act)
    return found.values()


def through_others(acts: Sequence[Act], sides: tuple[str, str]) -> list[Act]:
    """Contact that a side agrees to with a go-between: a third party that asks or offers something to both sides.

    An ally that takes measures together with one of the two goes between nobody.
    """
    allies = {by for a in acts if a.kind in DEEDS and set(a.by) & set(sides) for by in a.by}
    thirds = {by for a in acts for by in a.by if by not in sides and set(sides) <= set(a.to)} - allies
    own = (a for a in acts if a.kind == "contact planned" and not of(a, sides))
    return [a for a in own if set(a.by) & set(sides) and thirds & set(a.to)]


def of(act: Act, sides: tuple[str, str]) -> bool:
    """Whether one side does it, and the other or nobody else is meant; contact is between the two only if both are."""
    by = set(act.by) & set(sides)
    if act.kind in CONTACT and (not set(sides) <= {*act.by, *act.to} or mediated(act, sides)):
        return False
    return bool(by) and (not act.to or bool(set(act.to) & set(sides)))


def agreed(acts: Iterable[Act]) -> tuple[Item, ...]:
    """Steps of both sides together: truces, and what they signed."""
    states = {"truce": "truce", "settled": "signed"}
    return tuple(item(a, states[a.kind]) for a in acts if a.kind in states)


def favours(acts: Iterable[Act]) -> tuple[Item, ...]:
    """Courtesies other than words: a visit allowed, a deadline lifted."""
    return tuple(item(a, "courtesy") for a in acts if a.kind == "gesture" and a.type != "SUPPORT")


def done(acts: Iterable[Act]) -> tuple[Item, ...]:
    """Force, and other deeds that are over when they are done."""
    return tuple(item(a, "done") for a in acts if a.kind in DONE)


def lane(acts: Iterable[Act], kind: str, state: str) -> tuple[Item, ...]:
    """The acts of one kind as items of one state."""
    return tuple(item(a, state) for a in acts if a.kind == kind)


def planned(plan: Act, acts: Sequence[Act], until: date | None) -> Item:
    """A meeting to come, with what became of it."""
    state = NO_REPORT[0] if passed(plan, until) else "scheduled"
    for act in acts:
        how = settles(plan, act)
        if how:
            reason = (
                "contact between the two after it was agreed"
                if how == "held"
                else "contact called off after it was agreed"
            )
            answer = Answered(incident=act.incident.id, how=how, reason=reason, evidence=act.evidence)
            return item(plan, how, answers=(answer,))
    return item(plan, state)


def steps(acts: Iterable[Act], until: date | None) -> list[Item]:
    """Other friendly steps that are to come on a day that is known: flights resumed, an envoy back in his place."""
    ahead = (a for a in acts if a.kind == "words" and a.type == "AGREE" and a.incident.status == "planned")
    dated = (a for a in ahead if a.incident.date and (a.incident.date.start or a.incident.date.end))
    return [item(a, NO_REPORT[1] if passed(a, until) else "scheduled") for a in dated]


def passed(plan: Act, until: date | None) -> bool:
    """Whether the day of a plan is past; of one without a day, whether nothing was heard of it for long."""
    when = plan.incident.date
    if when and when.end:
        return bool(until and when.end < until)
    return forgotten((plan.incident,), until)


def settles(plan: Act, act: Act) -> str | None:
    """Whether the act is the meeting that was planned, or calls it off."""
    if called_off_there(plan, act):
        return "called off"
    if act.kind not in ("contact held", "called off") or still_planned(plan, act):
        return None
    planned_for, done = plan.incident.date, act.incident.date
    due, met = planned_for and (planned_for.start or planned_for.end), done and (done.end or done.start)
    if act.kind == "contact held" and due and met:
        return "held" if met >= due else None
    if act.order <= plan.order:
        return None
    return "held" if act.kind == "contact held" else "called off"


def called_off_there(plan: Act, act: Act) -> bool:
    """Whether the plan is told as what the act calls off: "scrapped a trip that he was to make on Friday"."""
    pairs = product(act.incident.tellings, plan.incident.tellings) if act.kind == "called off" else ()
    between = (
        a.evidence[a.event.trigger.end - a.event.evidence.start : p.event.trigger.start - a.event.evidence.start]
        for a, p in pairs
        if a.story == p.story and a.event.evidence.start <= a.event.trigger.start <= p.event.trigger.start
        and p.event.trigger.start < a.event.evidence.end
    )  # fmt: skip
    return any(len(words) <= NEAR and not APART.search(words) for words in between)


def still_planned(plan: Act, act: Act) -> bool:
    """Whether a report that tells of the act, or a later one, tells of the plan as still to come: "will meet again".

    A history, which has no day of report, tells things in their order.
    """
    last = max((t.reported for t in plan.incident.tellings if t.reported), default=None)
    told = min((t.reported for t in act.incident.tellings if t.reported), default=None)
    due = plan.incident.date.end if plan.incident.date else None
    return last is not None and told is not None and told <= last and (due is None or due > last)
