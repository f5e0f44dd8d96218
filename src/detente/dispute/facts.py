"""The facts that the answer is given by: what one side did, and when. Counting only; no judgement here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from detente.dispute.acts import CONTACT, Act, item
from detente.dispute.demands import ACCEPTED, MET, OPEN, PARTLY, REFUSED
from detente.dispute.records import Docket, Item
from detente.dispute.rules import answers, matches, subjects

DEEDS = ("measure", "announced", "force")
PRESSURE = (*DEEDS, "threat", "called off")
GIVING = ("gave", "promised")
AHEAD = (*GIVING, "contact planned")
NO = ("refused", "called off", "threat")

Facts = dict[str, tuple[Item, ...]]


def facts(side: str, acts: Sequence[Act], docket: Docket, until: date | None = None) -> Facts:
    """Every fact of `answers.yaml` for one side. `until`: the last day that counts."""
    own = [a for a in acts if side in a.by and (set(a.to) - {side} or not a.to)]
    begins = phase_start(acts, until)
    late = [a for a in own if begins is None or a.day >= begins]
    # What a side has given stays given until it does something else: for that its own last act counts, not the other's.
    since = phase_start(own)
    own_late = [a for a in own if since is None or a.day >= since]
    gave = given(own, side, docket)
    found = {
        "gave": items([a for a in gave if a in own_late], None),
        "gave earlier": items([a for a in gave if a not in own_late], None),
        "kept to it": kept_to_it(gave, own, own_late),
        "promised": items(own_late, ("promised",)),
        "said no": items(own, ("refused",)),
        "pressed": items(late, PRESSURE),
        "pressed on": pressed_on(late, ended(side, docket)),
        "pressed since giving": after(own_late, [a for a in own_late if a in gave or a.kind in GIVING]),
        "came to contact": items(contacts(late), None),
        "called off": items(own, ("called off",)),
        "asked for contact": items(late, ("asked for contact",)),
        "any act": items(own, None),
    }
    came = last_moment(found["came to contact"], own)
    found["came round"] = items([a for a in own if came is not None and a.moment < came], ("called off",))
    yielded = any(found[name] for name in ("gave", "gave earlier", "promised"))
    found["nothing given"] = () if yielded else found["any act"]
    return found | states(side, docket)


def given(own: Sequence[Act], side: str, docket: Docket) -> list[Act]:
    """What the side gave on the matter itself; a gesture only where it met a demand on it that is met still.

    What is told without a word of who or to whom counts only where it ends a measure or answers a demand of the two.
    """
    lines = (*docket.measures, *docket.lifted, *docket.demands)
    answering = {a.incident for line in lines for a in line.answers}
    asked = [d for d in docket.demands if side in d.to and d.state == MET and d.subject not in subjects().aside]
    met = {a.incident for d in asked for a in d.answers if a.how == MET}
    gave = [a for a in own if a.kind == "gave" and (between_named(a) or a.incident.id in answering)]
    return gave + [a for a in own if a.kind == "gesture" and a.incident.id in met]


def between_named(act: Act) -> bool:
    """Whether some telling names both parties: none is left out, none filled in by the reader from the story."""
    return bool(act.to) and any("from the story" not in t.event.because for t in act.incident.tellings)


def kept_to_it(gave: Sequence[Act], own: Sequence[Act], late: Sequence[Act]) -> tuple[Item, ...]:
    """What was given before the latest phase, if the side has not pressed since, nor said no in that phase."""
    if any(a.kind in NO for a in late):
        return ()
    last = max((a.moment for a in own if presses(a) and between_named(a)), default=None)
    return items([a for a in gave if a not in late and (last is None or a.moment > last)], None)


def presses(act: Act) -> bool:
    """Whether the act adds pressure: a deed that is new, and not too light to count for that (`answers.yaml`)."""
    new = act.again is None and act.incident.status != "ongoing" and not background(act)
    return act.kind in DEEDS and new and not matches(act.type, act.cameo, answers().light)


def states(side: str, docket: Docket) -> Facts:
    """What stands on the docket at the end."""
    asked = [d for d in docket.demands if side in d.to]
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


def items(acts: Iterable[Act], kinds: Sequence[str] | None) -> tuple[Item, ...]:
    """The acts of these kinds as items."""
    return tuple(item(a, a.incident.status) for a in acts if kinds is None or a.kind in kinds)


def phase_start(acts: Sequence[Act], until: date | None = None) -> date | None:
    """The first day of the latest phase: some weeks before the last act. None: nothing is dated, all is one phase.

    What is older than `stale_days` on the day `until` is no latest phase any more.
    """
    days = [a.day for a in acts if a.day > date.min]
    if not days:
        return None
    begins = max(days) - timedelta(days=answers().phase_days)
    return max(begins, until - timedelta(days=answers().stale_days)) if until else begins


def background(act: Act) -> bool:
    """Whether the act has no day and stands only far down in news: such sentences tell what came before."""
    tellings = act.incident.tellings
    return not act.order[1] and all(t.reported and t.event.trigger.start > answers().lead for t in tellings)


def pressed_on(late: Sequence[Act], ended: frozenset[str]) -> tuple[Item, ...]:
    """Deeds of the latest phase that add pressure and that no step back has followed."""
    deeds = [a for a in late if presses(a) or undoes(a, late)]
    steps = (*contacts(late), *stepping(late, ended))
    return items([a for a in deeds if not any(steps_back(s, a) for s in steps)], None)


def ended(side: str, docket: Docket) -> frozenset[str]:
    """The incidents by which a side has lifted or eased measures of its own."""
    own = (m for m in (*docket.measures, *docket.lifted) if side in m.by)
    return frozenset(a.incident for m in own for a in m.answers)


def stepping(late: Sequence[Act], ended: frozenset[str]) -> list[Act]:
    """Steps back besides contact. `ended`: the incidents that let go of a measure, whatever they are else."""
    return [a for a in late if a.kind in (*GIVING, "asked for contact") or a.incident.id in ended]


def steps_back(step: Act, deed: Act) -> bool:
    """Whether a step takes back what a deed says. Of one moment, giving and a meeting to come do, other contact not."""
    return step.moment >= deed.moment if step.kind in AHEAD else step.moment > deed.moment


def undoes(act: Act, late: Sequence[Act]) -> bool:
    """Whether the act calls off contact that had been agreed and not yet held."""
    if act.kind != "called off":
        return False
    before = [a for a in late if a.moment < act.moment and a.kind in ("contact planned", "contact held")]
    return bool(before) and before[-1].kind == "contact planned"


def after(own: Sequence[Act], given: Sequence[Act]) -> tuple[Item, ...]:
    """Pressure added after the last act of giving, if there was one."""
    return items(
        [a for a in own if given and presses(a) and between_named(a) and a.moment > max(g.moment for g in given)], None
    )


def contacts(late: Sequence[Act]) -> list[Act]:
    """Contact of the latest phase that still speaks for itself.

    A meeting held does not, where the side said no on its day or since; one agreed to does not, if it was called off.
    """
    return [a for a in late if a.kind in CONTACT and not any(voids(no, a) for no in late)]


def voids(no: Act, contact: Act) -> bool:
    """Whether an act takes away what a contact says."""
    if contact.kind == "contact held" and no.kind in NO:
        return no.day >= contact.day if no.incident.reported else no.moment > contact.moment
    return no.kind == "called off" and no.moment > contact.moment


def last_moment(contact: tuple[Item, ...], own: Sequence[Act]) -> tuple[date, bool, int] | None:
    """When the last of the contacts was; None where there is none."""
    ids = {i.incident for i in contact}
    return max((a.moment for a in own if a.incident.id in ids), default=None)
