"""Demands, and what answers them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from detente.dispute.acts import Act, evidence, item
from detente.dispute.records import Answered, Item
from detente.dispute.rules import Subject, matches, subjects
from detente.ledger.words import overlap

ASKING = ("demanded", "asked for contact")
SHARED = 0.5  # of the smaller set of words: by this a demand for nothing listed, and its answer, are about the same
KNOWN_BEFORE = 14  # days before its first report in which a demand without a day may have been made
BEHIND = 250  # characters: a sentence or two
OPEN, ACCEPTED, REFUSED, PARTLY, MET = "open", "accepted", "refused", "partly", "met"


def demands(acts: Sequence[Act], sides: tuple[str, str], towards: Sequence[str] = ()) -> tuple[Item, ...]:
    """Every demand made of one of the sides, by the other or by a third; the same demand made again is one.

    `towards`: parties beside the sides towards whom a deed may be done that answers a demand.
    """
    groups: dict[tuple[object, ...], list[Act]] = {}
    for act in acts:
        if act.kind in ASKING and set(addressed(act, sides)):
            groups.setdefault(group(act, sides), []).append(act)
    return tuple(demand(made, acts, sides, towards) for made in groups.values())


def addressed(act: Act, sides: tuple[str, str]) -> tuple[str, ...]:
    """The sides of whom it is demanded: those named, or where none is named, the other side."""
    named = act.to or tuple(s for s in sides if s not in act.by)
    return tuple(s for s in sides if s in named and s not in act.by)


def group(act: Act, sides: tuple[str, str]) -> tuple[object, ...]:
    """What makes two demands the same one: who, of whom, and for what."""
    subject = subject_of(act)
    about = subject.name if subject else tuple(sorted(act.words))
    return (act.by, addressed(act, sides), about)


def subject_of(act: Act) -> Subject | None:
    """What a demand is for, by the act demanded, then by its words, then by its own code."""
    about = act.event.about
    table = subjects().subjects
    if about and about.type and about.type != "REQUEST":
        found = next((s for s in table if matches(about.type or "", about.cameo or "", s.about)), None)
        if found:
            return found
    found = next((s for s in table if s.words & act.words), None)
    return found or next((s for s in table if s.cameo and act.cameo.startswith(s.cameo)), None)


def demand(made: list[Act], acts: Sequence[Act], sides: tuple[str, str], towards: Sequence[str] = ()) -> Item:
    """A demand with its answers and its state."""
    first, last = made[0], made[-1]
    subject = subject_of(first)
    whom = addressed(first, sides)
    near = {*whom, *towards, *(b for m in made for b in m.by)}
    found = [(a, how) for a in acts if (how := answers(a, made, subject, whom, near))]
    told = [e for m in made for e in evidence(m.incident)]
    given = tuple(
        Answered(incident=a.incident.id, how=how, reason=why(subject, how), evidence=evidence(a.incident))
        for a, how in found
    )
    state = asked_again(made, found) or state_of(found, whom)
    return item(last, state, to=whom, subject=subject.name if subject else None, answers=given, evidence=tuple(told))


def answers(act: Act, made: Sequence[Act], subject: Subject | None, whom: Iterable[str], near: set[str]) -> str | None:
    """How an act answers a demand, or None: a promise accepts, a deed meets, a rejection refuses.

    `near`: the parties towards whom an act may be done that answers it.
    """
    if not set(act.by) & set(whom) or act.incident.id in {m.incident.id for m in made} or too_early(act, made[0]):
        return None
    if act.to and not set(act.to) & near:
        return None
    how = answer_kind(act, subject, frozenset().union(*(m.words for m in made)))
    how = how or (REFUSED if any(replies(act, m) for m in made) else None)
    partial = how in (MET, ACCEPTED) and bool(act.raw & subjects().partly)
    return PARTLY if partial and act.kind in ("gave", "promised") else how


def too_early(act: Act, asked: Act) -> bool:
    """Whether an act came before the demand. One that is refused had been made, though later told of first."""
    if act.kind in ("refused", "called off") and not asked.order[1] and asked.day > date.min:
        return act.day < asked.day - timedelta(days=KNOWN_BEFORE)
    return act.day < asked.day


def replies(act: Act, asked: Act) -> bool:
    """Whether a refusal that names nothing stands right behind the demand in a story: "he turned him down"."""
    if act.kind != "refused" or act.event.about or named_subject(act):
        return False
    places = {t.story: t.event.trigger.end for t in asked.incident.tellings}
    gaps = (t.event.trigger.start - places[t.story] for t in act.incident.tellings if t.story in places)
    return any(0 <= gap <= BEHIND for gap in gaps)


def answer_kind(act: Act, subject: Subject | None, words: frozenset[str]) -> str | None:
    """Met, accepted or refused, by the subject of the demand and the words of the act."""
    same = same_subject(act, subject, words)
    if act.kind in ("refused", "called off"):
        refused = bool(subject) and matches(act.type, act.cameo, subject.refused if subject else ())
        return REFUSED if same or refused else None
    if subject and matches(act.type, act.cameo, subject.met) and act.incident.status in ("happened", "ongoing"):
        return MET
    if subject and matches(act.type, act.cameo, subject.loose) and same:
        return MET
    if act.type in ("AGREE", "CONSULT") or act.kind in ("promised", "contact planned"):
        promised = bool(subject) and matches(act.type, act.cameo, subject.promised if subject else ())
        return ACCEPTED if same or promised else None
    return MET if act.kind in ("gave", "cooperation") and same and subject is None else None


def same_subject(act: Act, subject: Subject | None, words: frozenset[str]) -> bool:
    """Whether the act is about what the demand is about."""
    if subject is None:
        return overlap(act.words, words) >= SHARED
    about = act.event.about
    if about and about.type and matches(about.type, about.cameo or "", subject.about):
        return True
    if subject.words & act.words:
        return True
    # "Rejected the demand": nothing in particular is named, so it is the demand that stands.
    return bool(about and about.type == "REQUEST" and act.type == "REJECT" and not named_subject(act))


def named_subject(act: Act) -> bool:
    """Whether the act's words name any subject."""
    return any(s.words & act.words for s in subjects().subjects)


def why(subject: Subject | None, how: str) -> str:
    """The rule in words."""
    about = f"about the same: {subject.name}" if subject else "the same words"
    done = {MET: "a deed that meets it", ACCEPTED: "a promise that accepts it", REFUSED: "a refusal"}
    return f"{done.get(how, 'it goes part of the way')}, {about}"


def asked_again(made: Sequence[Act], found: Sequence[tuple[Act, str]]) -> str | None:
    """What an answer is worth after which the same is demanded again: part of the way, since more is wanted."""
    best = [a for a, how in found if how in (MET, ACCEPTED)]
    again = [m for m in made if m.again is None and best and m.day > best[-1].day]
    later = any(how == REFUSED and a.moment > again[-1].moment for a, how in found) if again else False
    return PARTLY if again and not later else None


def state_of(found: Sequence[tuple[Act, str]], whom: Sequence[str]) -> str:
    """What became of the demand: the last word of each side asked; where they differ, partly."""
    last = {side: how for act, how in found for side in whom if side in act.by}
    # Contact that was planned and then held, or a promise that was kept, is met; the last answer counts.
    states = set(last.values())
    if not states:
        return OPEN
    if len(states) == 1 and len(last) == len(whom):
        return states.pop()
    return PARTLY if states - {REFUSED} else OPEN
