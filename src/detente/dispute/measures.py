"""Measures: what stands until it is lifted, and what eases or lifts it, by `endings.yaml`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from detente.dispute import rules
from detente.dispute.acts import STANDING, Act, alike, by_doer, item, place, told
from detente.dispute.records import Answered, Item
from detente.dispute.rules import Ending, matches, subjects
from detente.ledger import Incident
from detente.ledger.words import words

NO_ENDING = ("truce", "gesture")  # steps back that take back no measure: those stand beside them
YET_TO_COME = ("announced", "threat")  # but for what has yet to begin, a threat taken back is the end
STATES = {"announced": "announced", "threat": "made"}  # before anything ends it; all else is in force
TAKEN_BACK = "taken back"  # what a threat is that is lifted
LAPSED = {"announced": "no report that it was done", "made": "not heard of again"}
DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}
SMALL = {"a": 1, "an": 1, "one": 1, "two": 2, "several": 12, "some": 12}
VAGUE = {"day": 14, "week": 10, "month": 24, "year": 50}  # of units that are not counted, as many as it may be
TERM = re.compile(rf"\bfor (?:(?:about|almost|nearly|up to|only|another) )?(?:([\w-]+) )?({'|'.join(DAYS)})s?\b")
LEAST = 2  # words in common by which a measure taken is the one that was announced
PHRASE = 2  # words: a longer trigger tells the thing as well as the act


def measures(acts: Sequence[Act], until: date | None) -> tuple[Item, ...]:
    """Every measure among the acts, with its state by those of them that end or ease it; what is told again is one.

    `until`: the last day that counts.
    """
    ending = by_doer(a for a in acts if can_end(a))
    taken = [a for a in acts if stands(a)]
    firsts = {a.incident.id for a in taken if not a.again}
    again = retold(taken)
    found = (
        (a, more, measured(a, after(a, ending), more))
        for a in taken
        if a.again not in firsts
        for more in (again.get(a.incident.id, ()),)
    )
    kept = ((a, more, m) for a, more, m in found if m.state != "announced" or not carried_out(a, taken))
    return tuple(run_out(m) if over(a, more, until) else lapsed(m, (a, *more), until) for a, more, m in kept)


def carried_out(plan: Act, taken: Iterable[Act]) -> bool:
    """Whether a measure that was announced has been taken since; then that one stands on the docket for it."""
    return any(
        a.kind == "measure" and a.type == plan.type and set(a.by) & set(plan.by) and a.moment > plan.moment
        and alike(a, plan) and len(a.particular & plan.particular) >= LEAST
        for a in taken
    )  # fmt: skip


def lapsed(item: Item, told: Sequence[Act], until: date | None) -> Item:
    """The measure or threat; if it is yet to come and long unheard of, as lapsed. `told`: all that tell it."""
    if item.state not in LAPSED or not forgotten((a.incident for a in told), until):
        return item
    return item.model_copy(update={"state": LAPSED[item.state]})


def forgotten(told: Iterable[Incident], until: date | None) -> bool:
    """Whether nothing was heard for long of what was to come, neither before its day nor since."""
    days = [d for i in told for d in (*(t.reported for t in i.tellings), i.date and (i.date.end or i.date.start)) if d]
    return bool(days and until and max(days) + timedelta(days=rules.endings().forgotten_days) < until)


def over(measure: Act, again: Sequence[Act], until: date | None) -> bool:
    """Whether a measure was for so long only, and that time is past; not one that is told of as going on."""
    when = measure.incident.date
    if until is None or when is None or when.end is None or measure.incident.status == "ongoing" or again:
        return False
    days = max((lasts(told(t)) for t in measure.incident.tellings), default=0)
    return bool(days) and when.end + timedelta(days=days) < until


def lasts(text: str) -> int:
    """For how many days, by "for eight months" and the like; 0 if it is not said. Uncounted, as many as it may be."""
    found = TERM.search(text.lower())
    if not found:
        return 0
    many, unit = found.groups()
    number = int(many) if many and many.isdigit() else words().numbers.get(many or "", SMALL.get(many or "", 0))
    return (number or VAGUE[unit]) * DAYS[unit]


def run_out(measure: Item) -> Item:
    """The measure as over."""
    how = Answered(incident=measure.incident, how="lifted", reason="it was for so long only", evidence=measure.evidence)
    done = measure.state == "lifted"
    return measure if done else measure.model_copy(update={"state": "lifted", "answers": (*measure.answers, how)})


def threats(acts: Sequence[Act], until: date | None) -> tuple[Item, ...]:
    """Every threat among the acts, made, taken back or lapsed."""
    ending = by_doer(a for a in acts if can_end(a))
    made = (lapsed(measured(a, after(a, ending)), (a,), until) for a in acts if a.kind == "threat")
    return tuple(t.model_copy(update={"state": TAKEN_BACK}) if t.state == "lifted" else t for t in made)


def stands(act: Act) -> bool:
    """Whether the act stays until it is lifted. To break off talks under way is one that does."""
    return act.kind in STANDING or (act.kind == "called off" and act.type == "SANCTION")


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
    state, answers = STATES.get(measure.kind, "in force"), []
    for act in acts:
        how = ends(measure, act)
        if how:
            state = how
            reason = "the same side " + ("lets go of what it did" if how == "lifted" else "eases it without lifting it")
            answers.append(Answered(incident=act.incident.id, how=how, reason=reason, evidence=act.evidence))
        if how == "lifted":  # what is lifted once is not lifted again by whatever comes later
            break
    evidence = tuple(e for a in (measure, *again) for e in a.evidence)
    return item(measure, state, answers=tuple(answers), evidence=evidence)


def ends(measure: Act, act: Act) -> str | None:
    """Whether the act lifts the measure ("lifted"), eases it ("eased"), or does nothing to it."""
    if act.order <= measure.order or not set(act.by) & set(measure.by) or act.incident.status in ("planned", "offered"):
        return None
    if measure.to and act.to and not set(act.to) & set(measure.to):
        return None
    if act.kind in NO_ENDING and measure.kind not in YET_TO_COME:
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
    if not matches(act.type, act.cameo, rule.ended_by) or (rule.of and not rule.of & measure.words):
        return False
    if rule.words:
        return bool(rule.words & act.words)
    if of_other_sorts(act, measure):
        return False
    particular = matter(act)
    return rule.alone or not particular or bool(particular & measure.particular)


def matter(act: Act) -> frozenset[str]:
    """What an ending is about in particular: not the words that tell it, unless these name the thing as well."""
    return act.particular - act.triggers or (act.particular if len(act.triggers) > PHRASE else frozenset())


def of_other_sorts(act: Act, measure: Act) -> bool:
    """Whether an ending and a measure are about things of different sorts: the ship is kept, the crew goes home."""
    ended, taken = sorts(act.words), sorts(measure.words)
    return bool(ended) and bool(taken) and ended.isdisjoint(taken)


def sorts(words: frozenset[str]) -> frozenset[str]:
    """The sorts of things, by `endings.yaml`, that words name."""
    return frozenset(name for name, named in rules.endings().sorts.items() if named & words)
