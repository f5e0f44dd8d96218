"""What the weighing of a dispute gives: typed, frozen records, each with the words that it rests on."""

from __future__ import annotations

from datetime import date

from detente.model import Record


class Evidence(Record):
    """The words of one telling. `start`, `end`: characters of the story; `rule`: what made the event."""

    telling: str
    story: str
    story_id: str
    reported: date | None
    start: int
    end: int
    words: str
    rule: str


class Answered(Record):
    """An act that answers a demand, ends a measure, or settles a plan. `how`: refused, met, lifted ..."""

    incident: str
    how: str
    reason: str
    evidence: tuple[Evidence, ...]


class Item(Record):
    """One line of the docket.

    `first`, `last`: the days on which it was done, or for a plan those it is for. `known`: the day from which it
    counts, never earlier than the facts allow: the day it was done, or where that is open the day it was reported.
    """

    incident: str
    kind: str
    type: str
    cameo: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    words: str
    about: str | None = None
    subject: str | None = None
    state: str
    first: date | None = None
    last: date | None = None
    known: date | None = None
    sources: int = 1
    evidence: tuple[Evidence, ...]
    answers: tuple[Answered, ...] = ()


class Rival(Record):
    """A fact on which the two sides, or the stories, do not agree. `claims`: who says what, each with its words."""

    about: str
    reason: str
    claims: tuple[Item, ...]


class Docket(Record):
    """The lanes, each by the day from which an item counts.

    `measures`: also talks broken off as a sanction, until they go on. `lapsed`: meetings whose day passed without a
    report, and those without a day and measures announced of which nothing was heard for long. `threats`: made, taken
    back, or not heard of again for as long. `force`: also other deeds that are over when done. `given`: also courtesies
    other than words. `demands`, `disputed`: between the two, then between one of them and others.
    """

    measures: tuple[Item, ...] = ()
    lifted: tuple[Item, ...] = ()
    demands: tuple[Item, ...] = ()
    scheduled: tuple[Item, ...] = ()
    called_off: tuple[Item, ...] = ()
    held: tuple[Item, ...] = ()
    lapsed: tuple[Item, ...] = ()
    given: tuple[Item, ...] = ()
    force: tuple[Item, ...] = ()
    threats: tuple[Item, ...] = ()
    disputed: tuple[Rival, ...] = ()


class Tension(Record):
    """One day. `change`: the sum of the intensities of that day's incidents, sign turned (positive: more tense), each
    incident once, however often it was told. `level`: what is left of all changes so far, halved every two weeks.

    `stories`: how many told of that day's incidents. `per_story`: the mean over the stories so far of the tension that
    each tells of, older ones fading in the same way: much reporting alone does not raise it.
    """

    day: date
    change: float
    level: float
    stories: int
    per_story: float
    incidents: tuple[str, ...]


class Change(Record):
    """A change of course: from `day` on. `days`: the width of the bins in which it was looked for.

    `before`, `after`: the mean tension per story in a bin, in the stretch before and after. `because`: the strongest
    acts of the first bin that went in this direction; none where the change is that the acts stopped.
    """

    day: date
    days: int
    before: float
    after: float
    because: tuple[Item, ...]


class Course(Record):
    """The tension of a pair over time, on a named scale. `until`: the last day that counts, as of a dispute."""

    sides: tuple[str, str]
    scale: str
    as_of: date | None
    until: date | None
    stories: int
    days: tuple[Tension, ...]
    changes: tuple[Change, ...]


class Line(Record):
    """A reason: the fact in words, and the items it counts."""

    fact: str
    text: str
    items: tuple[Item, ...]


class Answer(Record):
    """Whether a side is backing down, by the published rules.

    `yielded`: 0 to 1, an ordering of how far it gave way. `rule`: which rule of `answers.yaml` held. `pro`, `con`: the
    lines for and against. `would_change`: what would change the answer.
    """

    side: str
    answer: str
    yielded: float
    rule: str
    pro: tuple[Line, ...]
    con: tuple[Line, ...]
    would_change: tuple[str, ...]


class Pressure(Record):
    """What a third party asks of a side (`demands`, with their answers) or does to it.

    `measures`: measures, threats and force, each with its state, those lifted and taken back included.

    `answer`: whether the side gave way to it, by the words of `answers.yaml`.
    """

    by: str
    side: str
    answer: str
    demands: tuple[Item, ...]
    measures: tuple[Item, ...]


class Alone(Record):
    """One party and all others as of a day.

    `on_it`: what each other party asks of it or does to it, and whether it gave way; `by_it`: the same the other way
    round; those with the most to show first. `given`: its steps back, done, promised or by a truce, towards whomever.
    `meetings`: its contact with others, to come, held or called off. `as_of`, `until`, `stories`, `undated_stories`: as
    of a dispute.
    """

    party: str
    as_of: date | None
    until: date | None
    stories: int
    undated_stories: int
    on_it: tuple[Pressure, ...]
    by_it: tuple[Pressure, ...]
    given: tuple[Item, ...]
    meetings: tuple[Item, ...]


class Dispute(Record):
    """The docket of a pair as of a day, its tension, and the answer for each side.

    `as_of`: as asked; `until`: the last day that counts (the day asked, or the last report). `silent_days`: days from
    the last act to `until`. `undated_stories`: stories left out because their day of publication is not known.
    `with_others`: meetings of one side with a third party (a mediator, an ally), in stories that tell of both sides.
    """

    sides: tuple[str, str]
    as_of: date | None
    until: date | None
    silent_days: int | None
    stories: int
    undated_stories: int
    docket: Docket
    tension: tuple[Tension, ...]
    scale: str
    answers: tuple[Answer, Answer]
    pressure: tuple[Pressure, ...] = ()
    with_others: tuple[Item, ...] = ()

    def answer(self, side: str) -> Answer:
        """The answer for one of the two sides."""
        return next(a for a in self.answers if a.side == side)
