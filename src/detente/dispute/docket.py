"""The docket of a pair: what is in force, demanded, scheduled, called off, held, given, and disputed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from detente.dispute import rules
from detente.dispute.acts import CONTACT, STANDING, Act, by_doer, item, mediated, place
from detente.dispute.demands import Answers, demands
from detente.dispute.disputed import rivals
from detente.dispute.records import Answered, Docket, Item
from detente.dispute.rules import Ending, matches, subjects


def docket(acts: Sequence[Act], sides: tuple[str, str], until: date | None) -> Docket:
    """All lanes. `acts`: in order; `until`: the last day that counts."""
    between = [a for a in acts if of(a, sides)]
    ending = by_doer(a for a in between if can_end(a))
    standing = [a for a in between if a.kind in STANDING]
    firsts = {a.incident.id for a in standing if not a.again}
    again = retold(standing)
    measures = [measured(a, after(a, ending), again.get(a.incident.id, ())) for a in standing if a.again not in firsts]
    meetings = [planned(a, between, until) for a in between if a.kind == "contact planned"]
    return Docket(
        measures=tuple(m for m in measures if m.state != "lifted"),
        lifted=tuple(m for m in measures if m.state == "lifted"),
        demands=demands(acts, Answers(acts), sides),
        scheduled=tuple(m for m in meetings if m.state == "scheduled"),
        called_off=lane(between, "called off", "called off"),
        held=lane(between, "contact held", "held"),
        lapsed=tuple(m for m in meetings if m.state == "no report that it was held"),
        given=lane(between, "gave", "done") + lane(between, "promised", "promised") + lane(between, "truce", "truce"),
        force=lane(between, "force", "done"),
        threats=lane(between, "threat", "made"),
        disputed=rivals(between, sides),
    )


def with_others(acts: Sequence[Act], sides: Collection[str], until: date | None) -> tuple[Item, ...]:
    """Meetings of one side with a third party that are to come, were held or were called off; in the order of acts."""
    found: dict[str, Item] = {}
    for met in third_contacts(acts, sides):
        meetings = [planned(a, met, until) for a in met if a.kind == "contact planned"]
        others = [item(a, "held" if a.kind == "contact held" else a.kind) for a in met if a.kind != "contact planned"]
        found |= {m.incident: m for m in (*meetings, *others)}
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
    """Contact that a side agrees to with a go-between: a third party that asks or offers something to both sides."""
    thirds = {by for a in acts for by in a.by if by not in sides and set(sides) <= set(a.to)}
    own = (a for a in acts if a.kind == "contact planned" and not of(a, sides))
    return [a for a in own if set(a.by) & set(sides) and thirds & set(a.to)]


def of(act: Act, sides: tuple[str, str]) -> bool:
    """Whether one side does it, and the other or nobody else is meant; contact is between the two only if both are."""
    by = set(act.by) & set(sides)
    if act.kind in CONTACT and (not set(sides) <= {*act.by, *act.to} or mediated(act, sides)):
        return False
    return bool(by) and (not act.to or bool(set(act.to) & set(sides)))


def lane(acts: Iterable[Act], kind: str, state: str) -> tuple[Item, ...]:
    """The acts of one kind as items of one state."""
    return tuple(item(a, state) for a in acts if a.kind == kind)


def can_end(act: Act) -> bool:
    """Whether acts like this one ever end a measure."""
    return any(matches(act.type, act.cameo, rule.ended_by) for rule in rules.endings().endings)


def after(measure: Act, ending: Mapping[str, Sequence[Act]]) -> list[Act]:
    """Out of the acts that may end a measure, those by a side whose measure it is, from the day of the measure on.

    `ending`: the acts in their order, by who did them.
    """
    lists = [ending.get(by, ()) for by in measure.by]
    own = {a.incident.id: a for acts in lists for a in acts[bisect_left(acts, measure.day, key=lambda a: a.day) :]}
    return list(own.values()) if len(lists) == 1 else sorted(own.values(), key=place)


def retold(acts: Iterable[Act]) -> dict[str, list[Act]]:
    """By the incident of a measure, the acts that tell of it again."""
    found: dict[str, list[Act]] = {}
    for act in acts:
        if act.again:
            found.setdefault(act.again, []).append(act)
    return found


def measured(measure: Act, acts: Sequence[Act], again: Sequence[Act] = ()) -> Item:
    """A measure with what became of it, and the words of those that tell of it again."""
    state, answers = "announced" if measure.kind == "announced" else "in force", []
    for act in acts:
        how = ends(measure, act)
        if how:
            state = how if state != "lifted" else state
            reason = "the same side " + ("lets go of what it did" if how == "lifted" else "eases it without lifting it")
            answers.append(Answered(incident=act.incident.id, how=how, reason=reason, evidence=act.evidence))
    told = tuple(e for a in (measure, *again) for e in a.evidence)
    return item(measure, state, answers=tuple(answers), evidence=told)


def ends(measure: Act, act: Act) -> str | None:
    """Whether the act lifts the measure ("lifted"), eases it ("eased"), or does nothing to it."""
    if act.order <= measure.order or not set(act.by) & set(measure.by) or act.incident.status in ("planned", "offered"):
        return None
    if measure.to and act.to and not set(act.to) & set(measure.to):
        return None
    if not any(applies(rule, measure, act) for rule in rules_for(measure.type, measure.cameo)):
        return None
    return "eased" if act.raw & (rules.endings().eases | subjects().partly) else "lifted"


@lru_cache(maxsize=500)
def rules_for(kind: str, code: str) -> tuple[Ending, ...]:
    """The rules of `endings.yaml` for measures of a type and CAMEO code."""
    return tuple(rule for rule in rules.endings().endings if matches(kind, code, (rule.measure,)))


def applies(rule: Ending, measure: Act, act: Act) -> bool:
    """Whether a rule for such measures says that the act ends this one."""
    if not matches(act.type, act.cameo, rule.ended_by):
        return False
    if rule.words:
        return bool(rule.words & act.words)
    particular = act.particular - act.triggers
    return rule.alone or not particular or bool(particular & measure.particular)


def planned(plan: Act, acts: Sequence[Act], until: date | None) -> Item:
    """A meeting to come, with what became of it."""
    when = plan.incident.date
    state = "scheduled"
    if when and when.end and until and when.end < until:
        state = "no report that it was held"
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


def settles(plan: Act, act: Act) -> str | None:
    """Whether the act is the meeting that was planned, or calls it off."""
    if act.order <= plan.order or act.kind not in ("contact held", "called off"):
        return None
    planned_for, done = plan.incident.date, act.incident.date
    if planned_for and done:
        apart = (done.end or done.start, planned_for.start or planned_for.end)
        early = apart[0] and apart[1] and apart[0] < apart[1]
        if act.kind == "contact held" and early:
            return None
    return "held" if act.kind == "contact held" else "called off"
