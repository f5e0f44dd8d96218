"""How likely an event is a fact, by all that speaks for it and against it; what is hardly likely is not told.

What counts (`features`): how the event was made, by rule or model, and whether a party was only guessed; what the model
sees in its words; whom else the story may mean; and what else the story tells of the two. Weights were fitted on events
of stories with facts (docs/model.md; `tools/fit_credible.py` fits them anew). The likelihood is the event's confidence.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, product

from detente.model import GUESSED_BY_MODEL, GUESSED_FROM_STORY, MODEL_RULE, Event
from detente.reading.events.act import Act
from detente.reading.events.weights import score, weights

WEIGHTS = "credible.json"
# Told is what is more likely a fact than not. Tried from .25 to .5 on stories that may be read for errors: a lower
# bound tells more errors than facts.
LEAST = 0.5
# Where fewer sentences than FEW tell of anything, the act alone is asked: how likely the model must hold it where no
# rule reads it, with both parties named and with one; and how likely the party that its sentence leaves out must be.
FEW, BOTH_NAMED, ONE_NAMED, MEANT = 4, 0.5, 0.6, 0.17
# Rules that are a model begin so.
MODEL = f"{MODEL_RULE}/"
# As many other events in a sentence, and nouns that a pattern asked for, are many.
MANY, ASKED = 4, 2

Features = dict[str, float]
Told = tuple[Act, Event]
Triples = set[tuple[str, str, str]]


def credible(told: Sequence[Told]) -> list[Event]:
    """The events of a story that are likely enough, each with its likelihood, in the order of their words.

    What no model was asked of stays as it is.
    """
    story = Story(told)
    sure = [(act, e if act.likely is None else weighed(act, e, story)) for act, e in told]
    brief = len(story.sentences) < FEW
    likely = [e for act, e in sure if act.likely is None or (by_itself(act) if brief else e.confidence >= LEAST)]
    return sorted(likely, key=lambda e: (e.trigger.start, e.trigger.end))


def by_itself(act: Act) -> bool:
    """Whether an act is told in a text of a few sentences, where little else can speak for it."""
    inferred = guessed(act) == GUESSED_FROM_STORY
    if inferred and act.weighed is not None and act.weighed.share < MEANT:
        return False
    return by(act) == "rule" or (act.likely or 0.0) >= (ONE_NAMED if inferred else BOTH_NAMED)


def weighed(act: Act, event: Event, story: Story) -> Event:
    """The event with its likelihood."""
    likely = logistic(score(speaking(act, event, story), weights(WEIGHTS)))
    return event.model_copy(update={"confidence": round(likely, 2)})


def likelihood(found: Features) -> float:
    """How likely an event with these features is a fact: the logistic function of their weighted sum."""
    return logistic(score(found.items(), weights(WEIGHTS)))


def logistic(total: float) -> float:
    """A sum as a share between 0 and 1."""
    return 1 / (1 + math.exp(-total))


class Story:
    """What a story tells of each two, and in each sentence."""

    def __init__(self, told: Sequence[Told]) -> None:
        triples = [(e.evidence.start, triples_of(e)) for _, e in told]
        twos = [(start, twos_of(each)) for start, each in triples]
        self.length = max((e.evidence.end for _, e in told), default=1)
        self.twos = Counter(two for _, each in twos for two in each)
        self.triples = Counter(t for t, _ in {(t, start) for start, each in triples for t in each})
        self.sentences = Counter(start for start, _ in triples)
        self.in_sentence = Counter((start, two) for start, each in twos for two in each)
        self.ranked, self.pairs = self.twos.most_common(), self.twos.total()

    def beside(self, event: Event) -> Iterator[tuple[str, float]]:
        """What the story tells beside an event, of the same two and in the same sentence."""
        triples = triples_of(event)
        own = twos_of(triples)
        most = max((self.twos[two] - 1 for two in own), default=0)
        best = max(most, next((count for two, count in self.ranked if two not in own), 0))
        yield "share of what the story tells", most / (self.pairs - len(own) + 1)
        yield "the only one of the two", float(most == 0)
        yield "of the two most told of", float(0 < most == best)
        yield "told in another sentence too", float(any(self.triples[t] > 1 for t in triples))
        start = event.evidence.start
        yield "others in the sentence", min(self.sentences[start] - 1, MANY) / MANY
        yield "others of the two in the sentence", float(any(self.in_sentence[start, two] > 1 for two in own))
        yield "how far down", event.trigger.start / self.length


def features(act: Act, event: Event, story: Story) -> Features:
    """All that speaks for an event or against it, those that are 0 left out."""
    return {name: value for name, value in speaking(act, event, story) if value}


def speaking(act: Act, event: Event, story: Story) -> Iterator[tuple[str, float]]:
    """All features of an event, those that are 0 too."""
    return chain([("", 1.0)], made(act, event), seen(act, event), meant(act), story.beside(event))


def by(act: Act) -> str:
    """Whether a rule or the model found an act."""
    return "model" if act.rule.startswith(MODEL) else "rule"


def guessed(act: Act) -> str:
    """How the party was found that the sentence of an act does not name."""
    return next((way for way in (GUESSED_FROM_STORY, GUESSED_BY_MODEL) if way in act.rule), "named")


def made(act: Act, event: Event) -> Iterator[tuple[str, float]]:
    """How an event was made."""
    yield by(act), 1.0
    for name in (guessed(act), act.kind, event.type):
        yield name, 1.0
        yield f"{by(act)}: {name}", 1.0
    yield f"status {event.status.value}", 1.0
    yield "operators", float(len(act.ops))
    yield from ((f"under {op}", 1.0) for op in act.ops[:1])
    for name in ("mutual", "both", "says", "sure", "exact"):
        yield name, float(getattr(act, name))
    yield "takes an act", float(act.inner is not None)
    yield "nouns asked for", float(min(len(act.used), ASKED))
    yield "said by somebody", float(event.attribution is not None)
    yield "between several", float(len(event.source) * len(event.target) > 1)


def seen(act: Act, event: Event) -> Iterator[tuple[str, float]]:
    """What the model sees in the words of an event."""
    likely = act.likely or 0.0
    yield f"{by(act)}: an act", likely
    yield f"{by(act)}: an act, squared", likely * likely
    if not act.sights:
        yield "nothing seen", 1.0
        return
    typed = max(g.types.get(event.type, 0.0) for g in act.sights)
    yield f"{by(act)}: of this type", typed
    yield f"{by(act)}: of this type, log", math.log(typed + 0.01)
    yield from parts(act, "doer", [g.doers for g in act.sights], {m.root for m in act.source})
    yield from parts(act, "done to", [g.done_to for g in act.sights], {m.root for m in act.target})


def parts(act: Act, name: str, seen: Sequence[Mapping[int, float]], own: set[int]) -> Iterator[tuple[str, float]]:
    """How likely the model holds the parties on one side of an act, and others of their sentence, to be there."""
    here = [share for shares in seen for i, share in shares.items() if i in own]
    mine = {m.root for m in (*act.source, *act.target)}
    other = max((share for shares in seen for i, share in shares.items() if i not in mine), default=0.0)
    if not here:
        yield f"{name} not in the sentence", 1.0
        yield f"{name} not in the sentence, another is", other
        return
    yield name, max(here)
    yield f"{name}, log", math.log(max(here) + 0.02)
    yield f"{name}: rather another", max(0.0, other - max(here))


def meant(act: Act) -> Iterator[tuple[str, float]]:
    """How likely the party is that the sentence leaves out."""
    w = act.weighed
    if w is None or GUESSED_FROM_STORY not in act.rule:
        return
    yield "left out", w.share
    yield "left out, log", math.log(w.share + 0.01)
    yield "left out: nobody", w.nobody
    yield "left out: another", w.other
    yield "left out: as the rules", float(w.ruled)
    yield "left out: doer", float(w.doer)


def twos_of(triples: Triples) -> set[frozenset[str]]:
    """The pairs of parties that they are between."""
    return {frozenset((s, t)) for s, t, _ in triples}


def triples_of(event: Event) -> Triples:
    """Who did what to whom, by codes."""
    pairs = product((a.code for a in event.source), (a.code for a in event.target))
    return {(s, t, event.type) for s, t in pairs if s and t and s != t}
