"""Incidents as the docket sees them: what kind of act, by which side, from which day it counts, about what."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import product, takewhile

from detente.dispute.records import Evidence, Item
from detente.dispute.rules import Seen, answers, endings, kinds
from detente.ledger import Incident, Telling
from detente.ledger.rows import blanked
from detente.ledger.words import WORD, acts, overlap, says_another
from detente.model import GUESSED_BY_MODEL, GUESSED_FROM_STORY, MODEL_RULE, Event
from detente.world.states import states

TOGETHER = ("CONSULT", "COOPERATE")
# The rest of a clause, up to sixty characters and to the end of a word: enough to tell measures apart.
CLAUSE = re.compile(r"[^.,;:()\n\"\u201c\u201d]{0,60}(?!\w)|")
# From here on a clause tells what was not done: "regretted it without an apology".
TURN = re.compile(r"(?i)\b(?:but|yet|though|although|without|short of|not|nor|no|instead|rather|never)\b")
# Before a participle that stands before its noun: "24 detained sailors", "over the seized ship".
BEFORE_NOUN = re.compile(r"(?i)\b(?:the|an?|its|their|his|her|those|these|all|of|over|for|with|\d[\d,]*)\s+$")
# From here on a clause tells when or on what terms, not what: "will leave them in peace so long as the talks last".
TERMS = re.compile(r"(?i)\b(?:so long as|as long as|while|until|unless|once|if|because|although|though)\b")
# What the reader says of an act that no rule read, or of which a party was taken from elsewhere.
GUESS = re.compile(rf"^{MODEL_RULE} |{GUESSED_FROM_STORY}|{GUESSED_BY_MODEL}")
PLANS = ("planned", "offered", "called off")
DONE = ("force", "deed")
DEEDS = ("measure", "announced", *DONE)
STANDING = ("measure", "announced", "advice")
CONTACT = ("contact planned", "contact held", "truce", "settled", "made up")
SAME = 0.5  # of the smaller set of words: from this an undated act may be an earlier one told again
OLD = timedelta(days=3)  # what was told within these is left to the ledger's merging


@dataclass(frozen=True, eq=False)
class Act:
    """An incident on the docket.

    `known`: the day from which it counts. `order`: by which acts are put in sequence: the day; undated acts before the
    acts dated on the day of their report (they were already past when it was written); then the place in the story.
    A history, which has no day of report, is taken to tell things in their order; news is not.
    `words`: bases for what it is about; `raw`: the words of its sentences, in lower case; `particular`: those of
    `words` that are not said of many things. `again`: the incident of
    which a later story tells again without its day, as background.
    """

    incident: Incident
    kind: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    known: date | None
    order: tuple[date, bool, str, int]
    words: frozenset[str]
    raw: frozenset[str]
    particular: frozenset[str] = frozenset()
    again: str | None = None

    @property
    def day(self) -> date:
        """The day by which it is put in order."""
        return self.order[0]

    @property
    def moment(self) -> tuple[date, bool, int]:
        """When, for asking which came first. Undated acts of one report are of one moment: their order is not known."""
        history = all(t.reported is None for t in self.incident.tellings)
        return (*self.order[:2], self.order[3] if history else 0)

    @property
    def together(self) -> bool:
        """Whether several did it with each other: "France and Tunisia swapped prisoners"."""
        return len(self.by) > 1 and set(self.to) <= set(self.by)

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words of every telling, the best first."""
        return tuple(
            Evidence(
                telling=t.id, story=t.story, story_id=t.story_id, reported=t.reported, start=t.event.evidence.start,
                end=t.event.evidence.end, words=t.evidence, rule=t.event.because,
            )
            for t in self.incident.tellings
        )  # fmt: skip

    @cached_property
    def triggers(self) -> frozenset[str]:
        """The bases of the words that tell the act, without what it is about."""
        return acts(" ".join(t.trigger for t in self.incident.tellings))

    @cached_property
    def content(self) -> frozenset[str]:
        """What it is about, without the names of those who have a part in it."""
        actors = (a for t in self.incident.tellings for a in (*t.event.source, *t.event.target))
        return self.words - names(frozenset((a.name, a.code or "") for a in actors))

    @cached_property
    def said(self) -> frozenset[str]:
        """The words of the act and of what it is about, as written, in lower case."""
        return frozenset(w.lower() for t in self.incident.tellings for w in WORD.findall(told(t)))

    @cached_property
    def in_passing(self) -> bool:
        """Whether it is told only as what a thing is known by, "the detained sailors": that is no news."""
        return all(names_thing(t) for t in self.incident.tellings)

    @property
    def type(self) -> str:
        """The PLOVER type."""
        return self.incident.type

    @property
    def cameo(self) -> str:
        """The CAMEO code."""
        return self.incident.cameo

    @property
    def event(self) -> Event:
        """The event of the telling that stands for the incident."""
        return self.incident.best.event


def act(incident: Incident) -> Act:
    """The incident as an act. One without any day comes before all that have one: see `in_order`."""
    known, dated = counts_from(incident)
    first = first_told(incident)
    words = frozenset().union(*(about_words(t) for t in incident.tellings))
    raw = frozenset(w.lower() for t in incident.tellings for w in WORD.findall(t.evidence))
    by, to = incident.source, incident.target
    if incident.type in TOGETHER or (incident.type == "AGREE" and not to):
        by = to = tuple(sorted({*by, *to}))
    told_in_order = first.reported is None
    order = (known or date.min, dated or told_in_order, first.story_id, first.n)
    kind = kind_of(incident, words, raw)
    return Act(incident, kind, by, to, known, order, words, raw, words - endings().general)


def kind_of(incident: Incident, words: frozenset[str], raw: frozenset[str]) -> str:
    """The first kind of `kinds.yaml` that fits, or "unproved"."""
    about = incident.best.event.about
    said = " ".join(
        f"{TURN.split(told(t))[0]} {t.event.about.what if t.event.about else ''}" for t in incident.tellings
    )
    forms = frozenset(word.lower() for word in WORD.findall(said))
    nested = about.type if about else None
    trigger = acts(incident.best.trigger)
    seen = Seen(incident.type, incident.cameo, incident.status, nested, words, forms, raw, trigger)
    return next((kind.name for kind in kinds().kinds if any(w.holds(seen) for w in kind.when)), "unproved")


def counts_from(incident: Incident) -> tuple[date | None, bool]:
    """The day from which an act counts, and whether that is its own day.

    The day of a plan is the day it is for, so a plan counts from the day it was spoken of. An act whose day is not
    known counts from the report: no earlier than it was known to have happened.
    """
    if incident.date and incident.status not in PLANS:
        day = incident.date.end or incident.date.start
        if day and incident.reported and day > incident.reported:
            return incident.reported, True
        return day, True
    said = min((s for s in (said_by_source(t) for t in incident.tellings) if s), default=None)
    return (said, True) if said else (incident.reported, False)


def said_by_source(telling: Telling) -> date | None:
    """The day of an act done in words, where it is the one who did it that is quoted on that day."""
    event = telling.event
    if event.said_on is None or event.attribution is None or event.attribution.who is None:
        return None
    own = event.attribution.who.code in {a.code for a in event.source}
    return event.said_on.end or event.said_on.start if own else None


def about_words(telling: Telling) -> frozenset[str]:
    """The bases of the words for what a telling is about: trigger, nested act, what follows; not the parties."""
    event, text = telling.event, telling.evidence
    shift = event.evidence.start
    stop = event.about.end if event.about else min(event.evidence.end, event.trigger.end + 70)
    behind = without_parties(text, event, shift, event.trigger.start, max(stop, event.trigger.end))
    parts = [TERMS.split(behind)[0], TERMS.split(telling.trigger)[0]]
    if event.about:
        parts += [event.about.what, without_parties(text, event, shift, event.about.start, event.about.end)]
    return acts(" ".join(parts))


def without_parties(text: str, event: Event, shift: int, start: int, end: int) -> str:
    """The evidence's words from `start` to `end` (offsets of the story), the names of the parties left out."""
    first = shift + max(start - shift, 0)
    here = text[first - shift : max(end - shift, 0)]
    for actor in (*event.source, *event.target):
        here = blanked(here, actor.start - first, actor.end - first)
    return here


def sequence(incidents: Sequence[Incident]) -> list[Act]:
    """The incidents as acts, in order."""
    return in_order([act(incident) for incident in incidents])


def in_order(acts: Sequence[Act]) -> list[Act]:
    """The acts in order. Those without any day stand by the days of others in their story."""
    days = borrowed([a.incident for a in acts])
    found = sorted((placed(a, days) for a in acts), key=place)
    like: dict[tuple[str, str, str], list[Act]] = {}
    for a in found:
        for by, word in product(a.by, a.particular):
            like.setdefault((sort(a), by, word), []).append(a)
    return sorted((told_again(a, like) for a in found), key=place)


def place(act: Act) -> tuple[object, ...]:
    """By what acts are put in sequence."""
    return (*act.order, act.incident.id)


def placed(act: Act, days: Mapping[str, date]) -> Act:
    """The act, or if it has no day, the act by the day of another. `days`: by telling."""
    if act.known or not days:
        return act
    day = days.get(first_told(act.incident).id)
    return replace(act, order=(day, *act.order[1:])) if day else act


def first_told(incident: Incident) -> Telling:
    """The telling first reported."""
    return min(incident.tellings, key=lambda t: (t.reported or date.max, t.story_id, t.n))


def sort(act: Act) -> str:
    """What the kinds have in common of which one may be told again as another."""
    return "standing" if act.kind in STANDING else act.kind


def told_again(act: Act, like: Mapping[tuple[str, str, str], Sequence[Act]]) -> Act:
    """The act, or if it has no day and a story told of the like before, that one told again: it counts from then.

    `like`: the acts in their order, by sort, by who did them and by each particular word.
    """
    if act.order[1] or not act.words or act.day == date.min:
        return act
    if any(says_another(t.evidence) for t in act.incident.tellings):
        return act
    long_ago = act.day - OLD
    shared = (like[sort(act), by, word] for by, word in product(act.by, act.particular))
    before = (takewhile(lambda a: a.day < long_ago, some) for some in shared)
    firsts = (next((a for a in some if alike(act, a)), None) for some in before)
    first = min((a for a in firsts if a is not None), key=place, default=None)
    return act if first is None else replace(act, order=first.order, known=first.known, again=first.incident.id)


def alike(one: Act, other: Act) -> bool:
    """Whether two acts of one sort and by the same are towards the same, and about the same things in particular."""
    if one.to and other.to and set(one.to).isdisjoint(other.to):
        return False
    return overlap(one.particular, other.particular) >= SAME


def borrowed(incidents: Sequence[Incident]) -> dict[str, date]:
    """For stories without a day of publication: the day of the nearest dated act told before.

    It serves to order the acts and for nothing else.
    """
    days: dict[str, date] = {}
    last: dict[str, date] = {}
    tellings = [t for i in incidents for t in i.tellings if t.reported is None]
    for telling in sorted(tellings, key=lambda t: (t.story, t.event.trigger.start, t.n)):
        when = telling.event.date
        day = (when.end or when.start) if when and telling.event.status not in PLANS else None
        if day:
            last[telling.story] = day
        elif telling.story in last:
            days[telling.id] = last[telling.story]
    return days


def by_doer(acts: Iterable[Act]) -> dict[str, list[Act]]:
    """What each party did, in the order of the acts."""
    found: dict[str, list[Act]] = {}
    for act in acts:
        for by in act.by:
            found.setdefault(by, []).append(act)
    return found


def sure(act: Act) -> bool:
    """Whether the act may decide: not one that only one source tells and that is too likely misread."""
    return act.incident.sources > 1 or max(t.event.confidence for t in act.incident.tellings) >= answers().sure


def plain(act: Act) -> bool:
    """Whether a rule read the act and its sentence names the parties, or several sources tell it: no guess of ours."""
    return act.incident.sources > 1 or any(not GUESS.search(t.event.because) for t in act.incident.tellings)


def mediated(act: Act, sides: Collection[str]) -> bool:
    """Whether somebody else dealt with the sides, who need not have met: "rang the prime ministers of both"."""
    return set(sides) <= set(act.incident.target) and not set(sides) & set(act.incident.source)


@lru_cache(maxsize=500)
def names(parties: frozenset[tuple[str, str]]) -> frozenset[str]:
    """The bases of the names of parties: as they were told, and of states also those of the state and its capital."""
    known = (states().get(code) for _, code in parties)
    listed = (w for s in known if s for w in (*s.all_names(), *s.adjectives, *s.peoples, *s.capital))
    return acts(" ".join((*listed, *(name for name, _ in parties))))


def names_thing(telling: Telling) -> bool:
    """Whether the act is told by one participle before its noun."""
    at, end = (n - telling.event.evidence.start for n in (telling.event.trigger.start, telling.event.trigger.end))
    alone = telling.trigger.endswith("ed") and " " not in telling.trigger and at > 0
    return alone and bool(
        BEFORE_NOUN.search(telling.evidence, 0, at) and re.match(r" [A-Za-z]", telling.evidence[end:])
    )


def item(act: Act, state: str, **more: object) -> Item:
    """The act as a line of the docket."""
    incident, about = act.incident, act.event.about
    fields = {
        "incident": incident.id, "kind": act.kind, "type": act.type, "cameo": act.cameo, "by": act.by, "to": act.to,
        "words": told(incident.best), "about": about.what if about else None, "state": state,
        "first": incident.date.start if incident.date else None, "last": incident.date.end if incident.date else None,
        "known": act.known, "sources": incident.sources, "evidence": act.evidence,
    }  # fmt: skip
    return Item.model_validate(fields | more)


def told(telling: Telling) -> str:
    """The trigger and what it is about, in the story's own words: to the end of the nested act, or of the clause."""
    event, shift = telling.event, telling.event.evidence.start
    start = event.trigger.start - shift
    end = event.trigger.end - shift
    if start < 0 or end > len(telling.evidence):
        return telling.trigger
    if event.about and shift <= event.about.start and event.about.end <= event.evidence.end:
        start, end = min(start, event.about.start - shift), max(end, event.about.end - shift)
    else:
        clause = CLAUSE.match(telling.evidence, end)
        end = clause.end() if clause else end
    return " ".join(telling.evidence[start:end].split())
