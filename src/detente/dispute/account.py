"""The answer of an account: how far each side gave way by the end of a crisis, as the one who tells it has it.

A docket of news asks what stands today; an account of the past says how it ended. Its signs are the cues of the
language's `outcome.yaml` and the acts that were read; what each weighs is in `data/account.yaml`.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pydantic import Field
from spacy.tokens import Doc

from detente.dispute.outcome import Sign, endings, signs
from detente.dispute.rules import ROOM, matches
from detente.errors import DataError
from detente.ingest import article_from_text
from detente.model import Article, Event, Reading, Record
from detente.ontology.loading import load_table
from detente.reading import pipeline
from detente.reading.parse import parse

CHALLENGED = "challenged"
NAMED = 2  # times that a party must be named to be listed where nothing is known of it
SHOWN = 8  # reasons given for a side, the weightiest first


class Zones(Record):
    """How much a sign counts by where it is told."""

    before: float
    start: float
    end: float
    ending: float
    after: float


class Weight(Record):
    """What one kind of sign counts: `weight` for each, its sum at most `most`; in words, and why."""

    sign: str
    weight: float
    most: float
    text: str
    why: str


class Roles(Record):
    """Acts that are a sign for whoever does them, or for whom they are done to."""

    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()


class Threshold(Record):
    """The answer from this value up."""

    answer: str
    from_: float = Field(alias="from")


class AccountRules(Record):
    """The schema of `account.yaml`."""

    zones: Zones
    promised: float
    signs: tuple[Weight, ...]
    acts: dict[str, Roles]
    status: frozenset[str]
    guessed: tuple[str, ...]
    answers: tuple[Threshold, ...]

    def weights(self) -> dict[str, float]:
        """The weight of each sign."""
        return {s.sign: s.weight for s in self.signs}


class Because(Record):
    """A reason: the sentence, the sign with its rule, and what it adds to the sum (before the cap)."""

    start: int
    end: int
    sign: str
    rule: str
    adds: float


class SideAnswer(Record):
    """The answer for one side. `yielded`: 0 to 1, .5 where nothing is known; `because`: the weightiest reasons."""

    answer: str
    yielded: float
    because: tuple[Because, ...]


@dataclass(frozen=True)
class Weighed:
    """A sign with the factor of its place."""

    sign: Sign
    factor: float


@lru_cache(maxsize=1)
def rules() -> AccountRules:
    """How an account is weighed. The answers must go down to 0, and every sign of the acts needs its weight."""
    table = load_table(ROOM, "account.yaml", AccountRules)
    steps = [a.from_ for a in table.answers]
    if steps != sorted(steps, reverse=True) or steps[-1] != 0:
        raise DataError("the answers must stand in order, down to 0", subject="account.yaml")
    if unknown := set(table.acts) - set(table.weights()):
        raise DataError(f"signs without a weight: {sorted(unknown)}", subject="account.yaml")
    return table


def answer_text(text: str) -> dict[str, SideAnswer]:
    """The answer for each side of an account given as plain text."""
    return answer_article(article_from_text(text))


def answer_article(article: Article) -> dict[str, SideAnswer]:
    """The answer for each side, by code, in the order in which the account first names them."""
    doc = parse(article.text, pipeline.part_borders(article))
    reading = pipeline.finish(article, doc, rules_alone=True)  # on such readings the weights were fitted
    return judged(weighed(doc, reading), named(reading))


def named(reading: Reading) -> tuple[str, ...]:
    """The parties that are named more than once, in order."""
    count = Counter(ref.code for m in reading.mentions for ref in m.refs if ref.code)
    return tuple(code for code, times in count.items() if times >= NAMED)


def judged(found: Sequence[Weighed], parties: Iterable[str]) -> dict[str, SideAnswer]:
    """The answer for each of the parties and whoever else a sign is there for."""
    by_side: dict[str, list[Weighed]] = {side: [] for side in parties}
    for one in found:
        by_side.setdefault(one.sign.side, []).append(one)
    return {side: answered(shown) for side, shown in by_side.items()}


def answered(shown: Sequence[Weighed]) -> SideAnswer:
    """The answer that the signs of one side give."""
    yielded = round(1 / (1 + math.exp(-total(features(shown)))), 3)
    word = next(a.answer for a in rules().answers if yielded >= a.from_)
    weight = rules().weights()
    because = [
        Because(start=w.sign.start, end=w.sign.end, sign=w.sign.sign, rule=w.sign.rule, adds=round(adds, 3))
        for w in shown
        if (adds := w.factor * weight.get(w.sign.sign, 0.0))
    ]
    return SideAnswer(
        answer=word, yielded=yielded, because=tuple(sorted(because, key=lambda b: (-abs(b.adds), b.start))[:SHOWN])
    )


def features(shown: Iterable[Weighed]) -> dict[str, float]:
    """The sum of each kind of sign, capped."""
    sums: defaultdict[str, float] = defaultdict(float)
    for one in shown:
        sums[one.sign.sign] += one.factor
    return {s.sign: min(s.most, sums[s.sign]) for s in rules().signs if s.sign in sums}


def total(found: dict[str, float]) -> float:
    """The weighted sum."""
    weight = rules().weights()
    return sum(weight[sign] * value for sign, value in found.items())


def weighed(doc: Doc, reading: Reading) -> list[Weighed]:
    """Every sign of the account with the factor of its place."""
    draft = pipeline.Draft(reading.article, doc, mentions=reading.mentions, places=reading.places)
    cues = signs(doc, (*reading.mentions, *pipeline.as_parties(draft)))
    ends = endings(doc)
    order = challenges(cues, ends)
    place = Places.of(doc, reading, ends, min((s.sentence for s in order), default=0))
    told = [s for s in cues if s.sign != CHALLENGED]
    told += acts(doc, reading.events, {doc[s.head].idx for s in cues})
    found = [Weighed(s, place.factor(s.sentence) * (rules().promised if s.promised else 1.0)) for s in told]
    return found + [Weighed(s, 1.0) for s in ranked(order)]


def challenges(cues: Iterable[Sign], ends: set[int]) -> list[Sign]:
    """For each side the first time that it is told to have been challenged."""
    first: dict[str, Sign] = {}
    for sign in cues:
        if sign.sign == CHALLENGED and sign.sentence not in ends:
            first.setdefault(sign.side, sign)
    return list(first.values())


def ranked(order: Sequence[Sign]) -> Iterator[Sign]:
    """Who was challenged first and who later; nothing where all were at once."""
    sentences = {s.sentence for s in order}
    for sign in order if len(sentences) > 1 else ():
        yield replace(sign, sign="first" if sign.sentence == min(sentences) else "later")


def acts(doc: Doc, events: Iterable[Event], taken: set[int]) -> Iterator[Sign]:
    """The events that are signs. `taken`: where cues stand already; an act told by the same word adds nothing."""
    sentences = list(doc.sents)
    starts = [s.start_char for s in sentences]
    for event in events:
        guessed = any(mark in event.because for mark in rules().guessed)
        if guessed or event.status not in rules().status or event.trigger.start in taken:
            continue
        number = max(bisect_right(starts, event.trigger.start) - 1, 0)
        for sign, side in roles(event):
            yield Sign(side, sign, event.because, 0, number, sentences[number].start_char, sentences[number].end_char)


def roles(event: Event) -> Iterator[tuple[str, str]]:
    """The signs that an act is, each with its side."""
    by = {a.code for a in event.source if a.code}
    to = {a.code for a in event.target if a.code} - by
    for sign, role in rules().acts.items():
        for sides, patterns in ((by, role.by), (to, role.to)):
            if matches(event.type, event.cameo, patterns):
                yield from ((sign, side) for side in sorted(sides))


@dataclass(frozen=True)
class Places:
    """Where sentences stand: the account `begins` with the first challenge and `closes` when its end is told.

    `aside`: sentences that tell only of years before the account begins, or well after it closes: a settlement may be
    signed in the year after.
    """

    begins: int
    closes: int
    ends: frozenset[int]
    aside: frozenset[int]

    @classmethod
    def of(cls, doc: Doc, reading: Reading, ends: set[int], begins: int) -> Places:
        """The places of an account; without a word of its end it closes with its last sentence."""
        last = sum(1 for _ in doc.sents) - 1
        told = years(doc, reading)
        own = {year for number in (begins, *ends) for year in told.get(number, ())}
        outside = {n for n, found in told.items() if own and (max(found) < min(own) or min(found) > max(own) + 1)}
        return cls(begins, max(ends, default=last), frozenset(ends), frozenset(outside))

    def factor(self, sentence: int) -> float:
        """How much a sign in this sentence counts."""
        zones = rules().zones
        if sentence in self.ends:
            return zones.ending
        if sentence < self.begins or sentence in self.aside:
            return zones.before
        if sentence > self.closes:
            return zones.after
        return zones.start + (zones.end - zones.start) * (sentence - self.begins) / max(1, self.closes - self.begins)


def years(doc: Doc, reading: Reading) -> dict[int, set[int]]:
    """The years of the dates in each sentence that has any."""
    starts = [s.start_char for s in doc.sents]
    found: dict[int, set[int]] = {}
    for time in reading.times:
        if time.first and time.last:
            number = max(bisect_right(starts, time.start) - 1, 0)
            found.setdefault(number, set()).update((time.first.year, time.last.year))
    return found
