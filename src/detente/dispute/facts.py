"""The facts that the answer is given by: what one side did, and when. Counting only; no judgement here.

A side's *moves* are what may change its course: giving way, new pressure by deeds, contact. The answer is given by
those of its latest phase; everything else says only where the side stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from detente.dispute.acts import CONTACT, DEEDS, Act, plain, sure
from detente.dispute.demands import ACCEPTED, MET, OPEN, PARTLY, REFUSED
from detente.dispute.records import Docket, Item
from detente.dispute.rules import answers, matches, subjects

PRESSURE = (*DEEDS, "threat", "called off")
NO = ("refused", "called off", "threat")
STEPS = ("contact planned", "asked for contact", "truce", "settled", "made up")
WARM = ("cooperation", "gesture")
BROKEN_OFF = ("SANCTION/164", "SANCTION/165")  # talks, or a go-between's work, ended as a sanction
NEVER = (date.min, False, -1)

Facts = dict[str, tuple[Act | Item, ...]]
"""What a fact counts: acts, or lines of the docket."""


@dataclass(frozen=True)
class Both:
    """What one side did, and what the other did towards it."""

    own: tuple[Act, ...]
    others: tuple[Act, ...]

    @classmethod
    def of(cls, acts: Iterable[Act], side: str, other: str) -> Both:
        """The acts of two sides, in their order, seen from the first."""
        acts = tuple(acts)
        return cls(*(tuple(a for a in acts if by in a.by and (set(a.to) - {by} or not a.to)) for by in (side, other)))

    @property
    def between_others(self) -> bool:
        """Whether one goes between the other and somebody else: it asked something of both, and there is no quarrel.

        Where neither pressed the other nor said no to it, there is nothing that its contact could ease.
        """
        acts = (*self.own, *self.others)
        asked = any(a.kind == "demanded" and len(set(a.to) - set(a.by)) > 1 for a in acts)
        return asked and not any(a.to and a.kind in (*PRESSURE, *NO) for a in acts)


@dataclass(frozen=True)
class Moves:
    """The moves of one side that lie in its latest phase, by what they are; what it keeps to, and all that it gave."""

    gave: tuple[Act, ...]
    promised: tuple[Act, ...]
    pressing: tuple[Act, ...]
    contact: tuple[Act, ...]
    soft: tuple[Act, ...]
    kept: tuple[Act, ...]
    given: tuple[Act, ...]

    @classmethod
    def of(cls, both: Both, side: str, docket: Docket, since: date, fresh: date) -> Moves:
        """`since`: from when a move counts; `fresh`: from when pressure and contact do, however few the reports."""
        own = [a for a in both.own if sure(a)]
        given = tuple(given_way(own, side, docket))
        giving = tuple(a for a in given if not a.together and stands(a, own))
        promised = [a for a in own if a.kind == "promised" and not a.together]
        taken = taken_back(own)
        pressing = [a for a in own if presses(a) and not taken(a)]
        contact, soft = ([], []) if both.between_others else (contacts(own, both.others), softer(own))
        recent = [a for a in (*pressing, *contact) if a.day >= fresh]
        moved = [a.day for a in (*giving, *promised, *recent) if a.day >= since]
        days = moved or [a.day for a in soft if a.day >= max(since, fresh)]  # a courtesy alone turns no course
        begins = max(since, back(max(days), answers().phase_days)) if days else date.max

        def late(acts: Iterable[Act], first: date = begins) -> tuple[Act, ...]:
            return tuple(a for a in acts if a.day >= first)

        newest = max(begins, fresh)
        kept = () if late((*giving, *promised)) else kept_to((*giving, *promised), own, since)
        presses_now, meets, softens = (late(acts, newest) for acts in (pressing, contact, soft))
        if any(plain(a) for a in (*late(giving), *late(promised), *meets)):
            presses_now = tuple(filter(plain, presses_now))
        return cls(late(giving), late(promised), presses_now, meets, softens, kept, given)


def facts(side: str, other: str, acts: Sequence[Act], docket: Docket, until: date | None = None) -> Facts:
    """Every fact of `answers.yaml` for one side. `until`: the last day that counts."""
    both = Both.of(acts, side, other)
    own, since = both.own, news_since(acts, until)
    moves = Moves.of(both, side, docket, since, back(until, answers().stale_days) if until else date.min)
    gave = {a.incident.id for a in moves.gave}
    found: Facts = {
        "gave": moves.gave,
        "gave earlier": tuple(a for a in moves.given if a.incident.id not in gave),
        "promised": moves.promised,
        "kept to it": moves.kept,
        "pressing": moves.pressing,
        "pressing since giving": since_giving(moves),
        "came to contact": moves.contact,
        "softened": moves.soft,
        "came round": came_round(own, moves.contact),
        "called off": of_kind(own, ("called off",)),
        "asked for contact": tuple(a for a in own if a.day >= since and asks(a)),
        "said no": of_kind(own, ("refused",)),
        "pressed": of_kind(own, PRESSURE),
        "any act": tuple(own),
    }
    yielded = moves.given or moves.promised
    found["nothing given"] = () if yielded else found["any act"]
    return found | states(side, other, docket)


def news_since(acts: Sequence[Act], until: date | None) -> date:
    """From when acts are the latest news: some days before the last report, or what only the last few reports tell.

    After long silence nothing is news (`until`: the last day that counts; see `kept_days`). Where nothing has a day of
    report, the last dated act stands for it. Nothing dated: everything is one phase.
    """
    rules = answers()
    reported = sorted({t.reported for a in acts for t in a.incident.tellings if t.reported})
    days = reported or [d for d in (max((a.day for a in acts), default=date.min),) if d > date.min]
    if not days:
        return date.min
    older = reported[: -rules.reports]
    before = older[-1] + timedelta(days=1) if older else date.max
    silent = back(until, rules.kept_days) if until else date.min
    return max(min(back(days[-1], rules.phase_days), before), back(days[-1], rules.stale_days), silent)


def kept_to(giving: Sequence[Act], own: Sequence[Act], since: date) -> tuple[Act, ...]:
    """What was given not too long before the news and not pressed since, unless the side lately said no or demanded
    more.
    """
    pressed = max((a.moment for a in own if presses(a)), default=None)
    more = any(a.day >= since and a.kind in (*NO, "demanded") for a in own)
    first = back(since, answers().kept_days)
    return () if more else tuple(a for a in giving if a.day >= first and (pressed is None or a.moment > pressed))


def back(day: date, days: int) -> date:
    """The first of so many days that end with `day`."""
    return day - timedelta(days=days - 1) if day > date.min + timedelta(days=days) else date.min


def since_giving(moves: Moves) -> tuple[Act, ...]:
    """Pressure added in the phase after the last day of giving in it, if there was one; on one day, giving decides.

    Where one report tells both, and the pressure without a day, giving is taken to be the news.
    """
    giving = (*moves.gave, *moves.promised)
    last = max((a.day for a in giving), default=None)
    told = {t.story for a in giving for t in a.incident.tellings}

    def since(deed: Act) -> bool:
        dated = deed.order[1] or any(t.story not in told for t in deed.incident.tellings)
        return last is not None and deed.day > last and dated

    return tuple(filter(since, moves.pressing))


def came_round(own: Sequence[Act], contact: Sequence[Act]) -> tuple[Act, ...]:
    """Contact that the side had called off or refused before it came to it."""
    last = max((a.moment for a in contact), default=None)
    return tuple(a for a in own if a.kind == "called off" and last is not None and a.moment < last)


def given_way(own: Sequence[Act], side: str, docket: Docket) -> list[Act]:
    """What the side gave on the matter itself; a gesture only where it met a demand on it that is met still."""
    asked = [d for d in docket.demands if side in d.to and d.state == MET and d.subject not in subjects().aside]
    met = {a.incident for d in asked for a in d.answers if a.how == MET}
    given = (a for a in own if a.kind in ("gave", "gesture") and not in_background(a))
    return [a for a in given if a.incident.id in met or (a.kind == "gave" and not of_the_day(a, docket))]


def of_the_day(giving: Act, docket: Docket) -> bool:
    """Whether it only lets go of what the side took on the same day: "seized three men and freed them by night"."""
    ended = [m.last or m.first for m in docket.lifted for a in m.answers if a.incident == giving.incident.id]
    return giving.order[1] and giving.known is not None and bool(ended) and set(ended) == {giving.known}


def stands(giving: Act, own: Sequence[Act]) -> bool:
    """Whether what was given still speaks for the side: it did not say no more than some days later."""
    no = max((a.day for a in own if a.kind in ("refused", "called off") and a.again is None), default=None)
    return no is None or (no - giving.day).days <= answers().no_days


def presses(act: Act) -> bool:
    """Whether the act adds pressure: a deed that is news, and not too light to count for that (`answers.yaml`).

    To call off a meeting is no deed; to break off talks as a sanction is one.
    """
    new = act.again is None and not (goes_on(act) or act.in_passing or in_background(act))
    deed = act.kind in DEEDS or (act.kind == "called off" and matches(act.type, act.cameo, BROKEN_OFF))
    return deed and new and not matches(act.type, act.cameo, answers().light)


def goes_on(act: Act) -> bool:
    """Whether a deed is told as going on: where a side stands, and no news."""
    return act.incident.status == "ongoing" or (not act.order[1] and any(p <= act.said for p in answers().going_on))


def in_background(act: Act) -> bool:
    """Whether the act is only guessed, and no report tells it in its lead: what is told further down is seldom news."""
    told = act.incident.tellings
    return not plain(act) and all(t.reported and t.event.trigger.start >= answers().lead for t in told)


def asks(act: Act) -> bool:
    """Whether the side asks for contact or offers it: nothing is agreed by that."""
    return act.kind == "asked for contact" or (act.kind == "contact planned" and act.incident.status == "offered")


def taken_back(own: Sequence[Act]) -> Callable[[Act], bool]:
    """Whether the side asked for contact or agreed to it after a deed.

    Where a report tells both without a day, the contact is taken to be the news and the deed to be what came before.
    """
    steps = {a.moment for a in own if a.kind in STEPS}
    last = max(steps, default=None)

    def taken(deed: Act) -> bool:
        return last is not None and (last > deed.moment or (not deed.order[1] and deed.moment in steps))

    return taken


def contacts(own: Sequence[Act], others: Sequence[Act]) -> list[Act]:
    """Contact that was agreed or took place, and that still speaks for itself; giving way of both together, too.

    A meeting held does not where it failed, nor one agreed to if it was called off, nor one that is only to come if
    the side says no that day or since.
    """
    no, theirs = ([a for a in acts if a.kind in NO] for acts in (own, others))
    called_off = max((a.moment for a in no if a.kind == "called off"), default=NEVER)
    refused = max((a.day for a in no if a.kind == "refused"), default=date.min)

    def speaks(contact: Act) -> bool:
        if contact.kind == "contact held":
            return not failed(contact, no, theirs)
        to_come = contact.kind == "contact planned" and contact.incident.status == "planned"
        return called_off <= contact.moment and not (to_come and refused >= contact.day)

    mutual = [a for a in own if a.together and a.kind in ("gave", "promised")]
    return [a for a in own if a.kind in CONTACT and not asks(a) and speaks(a)] + mutual


def failed(meeting: Act, own: Iterable[Act], others: Iterable[Act]) -> bool:
    """Whether a meeting came to nothing for a side: on its day or since it threatened or called off, or both said no.

    Where one says no to what the other wants, they may still have come nearer. A history, which has no day of report,
    tells things in their order: there a later no is the last word.

    `own`: each time the side said no, refused contact or threatened; `others`: the same of the other side.
    """

    def later(no: Act) -> bool:
        return no.day >= meeting.day if no.incident.reported else no.moment > meeting.moment

    they_too = any(a.kind != "called off" and later(a) for a in others)
    return any(they_too or a.kind != "refused" or not a.incident.reported for a in own if later(a))


def softer(own: Sequence[Act]) -> list[Act]:
    """What was done for the other side or with it, and courtesies, after the last no and the last pressure."""
    hard = max((a.day for a in own if a.kind in NO or presses(a)), default=date.min)
    return [a for a in own if a.day > hard and a.kind in WARM]


def states(side: str, other: str, docket: Docket) -> Facts:
    """What stands on the docket at the end. What third parties ask is pressure of theirs and none of `other`."""
    asked = [d for d in docket.demands if side in d.to and other in d.by]
    made = [d for d in docket.demands if side in d.by and d.subject not in subjects().aside]
    substantial = [d for d in asked if d.subject not in subjects().aside]
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


def of_kind(acts: Iterable[Act], kinds: Sequence[str]) -> tuple[Act, ...]:
    """The acts of these kinds."""
    return tuple(a for a in acts if a.kind in kinds)
