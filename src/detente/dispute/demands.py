"""Demands, and what answers them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from detente.dispute.acts import Act, by_doer, item, mediated, sure
from detente.dispute.records import Answered, Item
from detente.dispute.rules import Subject, matches, subjects
from detente.ledger.words import overlap

ANSWERING = ("refused", "called off", "gave", "promised", "contact planned", "cooperation")
YIELDING = ("gave", "promised", "words")
ASKING = ("demanded", "asked for contact")
MEETING = ("contact planned", "contact held")
TALKS = "talks"
SHARED = 0.5  # of the smaller set of words: by this a demand for nothing listed, and its answer, are about the same
LEAST = 2  # words: one that two acts share by chance ("take back", "put off") is not yet the same matter
BEFORE = timedelta(days=14)  # before its first report: then a demand without a day may have been made
LATELY = timedelta(days=14)  # for so long a demand is the one that is meant where it is not named
BEHIND = 250  # characters: a sentence or two
OPEN, ACCEPTED, REFUSED, PARTLY, MET = "open", "accepted", "refused", "partly", "met"
UNDONE = "undone"  # what an act is that takes back an answer, if one was given; then it refuses


@dataclass
class Matter:
    """What is demanded, and each time it was demanded, in order."""

    subject: Subject | None
    made: list[Act]


@dataclass(frozen=True)
class Asked:
    """A demand as it is held against the acts that may answer it.

    `made`: each time it was made, in order. `whom`: the sides asked. `near`: the parties towards whom an act may be
    done that answers it. `circle`: those of whom two meet when talks that were asked for are held. `told`: where its
    words end in each story that tells of it. `others`: the days of whatever else the same party demands.
    """

    made: tuple[Act, ...]
    subject: Subject | None
    whom: frozenset[str]
    near: frozenset[str]
    circle: frozenset[str]
    ids: frozenset[str]
    words: frozenset[str]
    told: Mapping[str, tuple[int, ...]]
    others: tuple[date, ...]

    @classmethod
    def of(cls, matter: Matter, sides: tuple[str, str], towards: Sequence[str], others: Sequence[Act]) -> Asked:
        """The demand that these acts make. `others`: what else the same party demanded."""
        made = matter.made
        whom = frozenset(addressed(made[0], sides))
        told: dict[str, tuple[int, ...]] = {}
        for t in (t for m in made for t in m.incident.tellings):
            told[t.story] = (*told.get(t.story, ()), t.event.trigger.end)
        near = whom | frozenset(towards) | {b for m in made for b in m.by}
        words = frozenset().union(*(m.content for m in made))
        ids = frozenset(m.incident.id for m in made)
        days = tuple(o.day for o in others)
        return cls(tuple(made), matter.subject, whom, near, near | set(sides), ids, words, told, days)

    def brings_together(self, contact: Act) -> bool:
        """Whether contact is what was asked for: talks of a side asked with the one who asks or the other side."""
        there = self.circle & {*contact.by, *contact.to}
        wanted = self.subject is not None and self.subject.name == TALKS
        return wanted and len(there) > 1 and bool(there & self.whom) and not mediated(contact, there)


class Answers:
    """The acts that may answer a demand, in their order; what an act is to a subject is asked once."""

    def __init__(self, acts: Iterable[Act]) -> None:
        self.acts = [a for a in acts if may_answer(a)]
        self.by: dict[str, list[int]] = {}
        for n, act in enumerate(self.acts):
            for by in act.by:
                self.by.setdefault(by, []).append(n)
        self.known: dict[tuple[str, str], dict[int, str | None]] = {}

    def to(self, asked: Asked) -> list[tuple[Act, str]]:
        """The acts that answer a demand, each with how."""
        first = max(asked.made[0].day, date.min + BEFORE) - BEFORE
        found = {n: how for side in asked.whom for n, how in self.since(side, first, asked)}
        answered = ((self.acts[n], self.answer(self.acts[n], found[n], asked)) for n in sorted(found))
        return standing((act, how) for act, how in answered if how)

    def since(self, side: str, first: date, asked: Asked) -> Iterator[tuple[int, str | None]]:
        """The numbers of what one side did from a day on that is about the same, each with what it is to the demand."""
        own = self.by.get(side, [])
        if asked.subject is not None:
            about = self.about(side, asked.subject)
            own, hows = list(about), about
        else:
            hows = {}
        for n in own[bisect_left(own, first, key=lambda n: self.acts[n].day) :]:
            how = hows[n] if n in hows else answer_kind(self.acts[n], None, asked.words)
            if how or unnamed(self.acts[n]):
                yield n, how

    def about(self, side: str, subject: Subject) -> dict[int, str | None]:
        """What the acts of a side are to demands of one subject; refusals may answer whatever stands before them."""
        key = (side, subject.name)
        if key not in self.known:
            hows = ((n, answer_kind(self.acts[n], subject, frozenset())) for n in self.by.get(side, ()))
            self.known[key] = {n: how for n, how in hows if how or unnamed(self.acts[n])}
        return self.known[key]

    def answer(self, act: Act, how: str | None, asked: Asked) -> str | None:
        """How an act answers a demand, or None. `how`: what it is by its subject and words."""
        if act.incident.id in asked.ids or too_early(act, asked.made[0]):
            return None
        if act.to and asked.near.isdisjoint(act.to):
            return None
        if act.kind in MEETING and not asked.brings_together(act):
            return None
        how = how or (REFUSED if replies(act, asked) or refuses_all(act, asked) else grants(act, asked))
        partial = how in (MET, ACCEPTED) and bool(act.raw & subjects().partly)
        return PARTLY if partial and act.kind in ("gave", "promised") else how


def standing(answered: Iterable[tuple[Act, str]]) -> list[tuple[Act, str]]:
    """The answers, with deeds that take back what their doer gave or promised before as refusals; no others answer."""
    kept: list[tuple[Act, str]] = []
    given: dict[str, date] = {}
    for act, how in answered:
        if how == UNDONE and not takes_back(act, given):
            continue
        if how in (UNDONE, REFUSED):
            given = {side: day for side, day in given.items() if side not in act.by}
        else:
            given |= dict.fromkeys(act.by, act.day)
        kept.append((act, REFUSED if how == UNDONE else how))
    return kept


def takes_back(deed: Act, given: Mapping[str, date]) -> bool:
    """Whether a deed undoes what its doer gave on a day before: on one day it may be what the demand is about."""
    return sure(deed) and any(given[by] < deed.day for by in deed.by if by in given)


def may_answer(act: Act) -> bool:
    """Whether acts like this one ever answer a demand. A letter alone does not; what it says is an act of its own."""
    return act.kind in ANSWERING or (act.type in deeds() and act.kind != "message")


@lru_cache(maxsize=1)
def deeds() -> frozenset[str]:
    """The types of acts by which demands are met or accepted, by `subjects.yaml`."""
    listed = (pattern for s in subjects().subjects for pattern in (*s.met, *s.loose, *s.undone))
    return frozenset(("AGREE", "CONSULT", *(pattern.partition("/")[0] for pattern in listed)))


def demands(
    asking: Iterable[Act], answers: Answers, sides: tuple[str, str], towards: Sequence[str] = ()
) -> tuple[Item, ...]:
    """Every demand made of one of the sides, by the other or by a third; the same demand made again is one.

    `asking`: the acts among which demands are looked for, in order. `towards`: parties beside the sides towards whom a
    deed may be done that answers a demand.
    """
    groups: dict[tuple[object, ...], Matter] = {}
    for act in asking:
        if act.kind in ASKING and addressed(act, sides):
            for key, subject in group(act, sides):
                groups.setdefault(key, Matter(subject, [])).made.append(act)
    own = by_doer({a.incident.id: a for matter in groups.values() for a in matter.made}.values())
    return tuple(
        item
        for matter in groups.values()
        for item in demand(matter, answers, sides, towards, others(matter, own[matter.made[0].by[0]]))
    )


def others(matter: Matter, own: Iterable[Act]) -> list[Act]:
    """What else the party demanded, out of all that it did."""
    return [a for a in own if a not in matter.made]


def addressed(act: Act, sides: tuple[str, str]) -> tuple[str, ...]:
    """The sides of whom it is demanded: those named, or where none is named, the other side."""
    named = act.to or tuple(s for s in sides if s not in act.by)
    return tuple(s for s in sides if s in named and s not in act.by)


def group(act: Act, sides: tuple[str, str]) -> Iterator[tuple[tuple[object, ...], Subject | None]]:
    """What makes two demands the same one, who, of whom, for what; once for each subject of which it names the deed."""
    first = subject_of(act)
    more = subjects().subjects if first and first.beside & act.words else ()
    for subject in (first, *(s for s in more if s is not first and s.beside & act.words)):
        about = subject.name if subject else tuple(sorted(act.words))
        yield (act.by, addressed(act, sides), about), subject


def subject_of(act: Act) -> Subject | None:
    """What a demand is for, by the act demanded, then by its words, then by its own code."""
    about = act.event.about
    table = subjects().subjects
    if about and about.type and about.type != "REQUEST":
        found = next((s for s in table if matches(about.type or "", about.cameo or "", s.about)), None)
        if found:
            return found
    found = next((s for s in table if s.named(act.words, act.said)), None)
    return found or next((s for s in table if s.cameo and act.cameo.startswith(s.cameo)), None)


def demand(
    matter: Matter, answers: Answers, sides: tuple[str, str], towards: Sequence[str] = (), others: Sequence[Act] = ()
) -> Iterator[Item]:
    """A demand with its answers and its state. `others`: what else the same party demanded.

    Talks that are asked for anew after an answer are other talks, and a demand of their own.
    """
    asked = Asked.of(matter, sides, towards, others)
    found = answers.to(asked)
    if matter.subject is None or matter.subject.name != TALKS:
        yield shown(asked, found, sides)
        return
    for made, answered in rounds(matter.made, found):
        yield shown(Asked.of(Matter(matter.subject, made), sides, towards, others), answered, sides)


def rounds(made: Sequence[Act], found: Sequence[tuple[Act, str]]) -> Iterator[tuple[list[Act], list[tuple[Act, str]]]]:
    """Talks asked for, with what answered before they were asked for anew; once held, nothing more answers them."""
    parts: list[list[Act]] = []
    for act in made:
        if parts and not any(parts[-1][0].day <= a.day < act.day for a, _ in found):
            parts[-1].append(act)
        else:
            parts.append([act])
    ends = [*(part[0].day for part in parts[1:]), date.max]
    for n, (part, end) in enumerate(zip(parts, ends, strict=True)):
        since = [(a, how) for a, how in found if a.day < end and (n == 0 or a.day >= part[0].day)]
        yield part, until_held(since, part[-1].day)


def until_held(found: Sequence[tuple[Act, str]], asked: date) -> list[tuple[Act, str]]:
    """The answers up to the first meeting after the day on which it was asked for: one of that day may be where."""
    first = next((n for n, (a, how) in enumerate(found) if how == MET and a.day > asked), len(found))
    return list(found[: first + 1])


def shown(asked: Asked, found: Sequence[tuple[Act, str]], sides: tuple[str, str]) -> Item:
    """A demand as a line of the docket."""
    made, whom = asked.made, addressed(asked.made[0], sides)
    given = tuple(
        Answered(incident=a.incident.id, how=how, reason=why(asked.subject, how), evidence=a.evidence)
        for a, how in found
    )
    told = tuple(e for m in made for e in m.evidence)
    subject = asked.subject.name if asked.subject else None
    state = asked_again(asked, found) or state_of(found, whom)
    return item(made[-1], state, to=whom, subject=subject, answers=given, evidence=told)


def too_early(act: Act, asked: Act) -> bool:
    """Whether an act came before the demand. One that is refused had been made, though later told of first."""
    if act.kind in ("refused", "called off") and not asked.order[1] and asked.day > date.min:
        return act.day < asked.day - BEFORE
    return act.day < asked.day


def replies(act: Act, asked: Asked) -> bool:
    """Whether a refusal that names nothing stands right behind the demand in a story: "he turned him down"."""
    if act.kind != "refused" or act.event.about or named_subject(act) or denies(act):
        return False
    gaps = (t.event.trigger.start - end for t in act.incident.tellings for end in asked.told.get(t.story, ()))
    return any(0 <= gap <= BEHIND for gap in gaps)


def denies(act: Act) -> bool:
    """Whether a no denies what was said, and refuses nothing that was asked: "brushed the charge aside"."""
    return bool(subjects().untrue & act.words or subjects().claims & act.said)


def answer_kind(act: Act, subject: Subject | None, words: frozenset[str]) -> str | None:
    """What an act is to a demand by its subject and words: a promise accepts, a deed meets, a rejection refuses."""
    same = same_subject(act, subject, words)
    if act.kind in ("refused", "called off"):
        refused = bool(subject) and matches(act.type, act.cameo, subject.refused if subject else ())
        return REFUSED if same or refused else None
    if subject and (deed := deed_for(act, subject)):
        return deed
    if subject and matches(act.type, act.cameo, subject.loose) and same:
        return PARTLY if act.kind == "gesture" else MET
    if act.type in ("AGREE", "CONSULT") or act.kind in ("promised", "contact planned"):
        promised = bool(subject) and matches(act.type, act.cameo, subject.promised if subject else ())
        return ACCEPTED if same or promised else None
    if act.kind == "gave" and same:
        return MET
    return MET if act.kind == "cooperation" and same and subject is None else None


def deed_for(act: Act, subject: Subject) -> str | None:
    """Whether a deed is what demands of a subject ask for, or takes that back."""
    if act.incident.status not in ("happened", "ongoing"):
        return None
    if matches(act.type, act.cameo, subject.met):
        return MET
    return UNDONE if matches(act.type, act.cameo, subject.undone) else None


def same_subject(act: Act, subject: Subject | None, words: frozenset[str]) -> bool:
    """Whether the act is about what the demand is about."""
    if subject is None:
        return overlap(act.content, words) >= SHARED and len(act.content & words) >= LEAST
    about = act.event.about
    if about and about.type and matches(about.type, about.cameo or "", subject.about):
        return True
    if subject.named(act.words, act.said):
        return True
    # "Rejected the demand": nothing in particular is named, so it is the demand that stands.
    at_all = bool(about and about.type == "REQUEST" and act.type == "REJECT")
    return at_all and not (named_subject(act) or denies(act))


def unnamed(act: Act) -> bool:
    """Whether an act may answer a demand without a word of what it is for."""
    return act.kind == "refused" or (act.kind in YIELDING and bool(subjects().asked & act.said))


def refuses_all(act: Act, asked: Asked) -> bool:
    """Whether an act refuses to one who asked not long before whatever it is that was asked: "rejected the list"."""
    if act.kind != "refused" or not subjects().asked & act.said or named_subject(act):
        return False
    return bool(lately(act, asked))


def grants(act: Act, asked: Asked) -> str | None:
    """How an act grants to one who asked not long before what was asked last, or all of it: "bowed to the demands"."""
    if act.kind not in YIELDING or not subjects().asked & act.said or named_subject(act):
        return None
    made = lately(act, asked)
    later = made and any(max(made) < day <= act.day for day in asked.others)
    if not made or (later and not subjects().asked_all & act.said):
        return None
    return MET if act.kind == "gave" else ACCEPTED


def lately(act: Act, asked: Asked) -> list[date]:
    """The days, not long before an act, on which one towards whom it is done made the demand."""
    whom = set(act.to)
    return [m.day for m in asked.made if whom & set(m.by) and timedelta() <= act.day - m.day <= LATELY]


def named_subject(act: Act) -> bool:
    """Whether the act's words name any subject."""
    return any(s.named(act.words, act.said) for s in subjects().subjects)


def why(subject: Subject | None, how: str) -> str:
    """The rule in words."""
    about = f"about the same: {subject.name}" if subject else "the same words"
    done = {MET: "a deed that meets it", ACCEPTED: "a promise that accepts it", REFUSED: "a refusal"}
    return f"{done.get(how, 'it goes part of the way')}, {about}"


def asked_again(asked: Asked, found: Sequence[tuple[Act, str]]) -> str | None:
    """What answers are worth after which the same is demanded again: part of the way, since more is wanted.

    Talks that are asked for again are new talks: what became of the last ones is no answer.
    """
    best = [a for a, how in found if how in (MET, ACCEPTED)]
    again = [m for m in asked.made if m.again is None and best and m.day > best[-1].day]
    later = any(how == REFUSED and a.moment > again[-1].moment for a, how in found) if again else False
    if not again or later:
        return None
    return OPEN if asked.subject and asked.subject.name == TALKS else PARTLY


def state_of(found: Sequence[tuple[Act, str]], whom: Sequence[str]) -> str:
    """What became of the demand: the last word of each side asked; where they differ, partly.

    Less than was asked, given on the day of a refusal, does not soften it: "regrets it, but will not apologise".
    """
    no = {(side, act.day) for act, how in found if how == REFUSED for side in act.by}
    firm = [(act, how) for act, how in found if how != PARTLY or not no & {(side, act.day) for side in act.by}]
    last = {side: how for act, how in firm for side in whom if side in act.by}
    # Contact that was planned and then held, or a promise that was kept, is met; the last answer counts.
    states = set(last.values())
    if not states:
        return OPEN
    if len(states) == 1 and len(last) == len(whom):
        return states.pop()
    return PARTLY if states - {REFUSED} else OPEN
