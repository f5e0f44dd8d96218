"""What one telling of an act leaves out and another gives: the day and the place of what a headline tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from detente.model import Article, Event, PartKind, Status, When
from detente.reading.events.act import SAID

DONE_BY_WORDS = SAID | {"AGREE"}
"""Types whose acts are done by words, so that they are done when these are said."""


def completed(told: Sequence[Event], article: Article, lead: tuple[When | None, bool]) -> tuple[Event, ...]:
    """The events, each with the day and place that another telling of it in the same story gives.

    `lead`: the day of what the text's first sentence tells, which is what the headline tells too; and whether that
    sentence's verb only says so, which is no day but for what is done by words.
    """
    alike: defaultdict[tuple[object, ...], list[Event]] = defaultdict(list)
    for event in told:
        alike[parties_of(event)].append(event)
    filled = (as_told_below(e, alike[parties_of(e)], article) for e in told)
    return tuple(on_the_leads_day(e, article, *lead) for e in filled)


def parties_of(event: Event) -> tuple[object, ...]:
    """Type, sources and targets: what two tellings of one act share."""
    return event.type, tuple(a.code for a in event.source), tuple(a.code for a in event.target)


def as_told_below(event: Event, alike: Sequence[Event], article: Article) -> Event:
    """An event without date or place that is told again: with what the other telling says.

    `alike`: the events of its type and parties. Headlines leave days and places out, so that for them that is enough;
    in the text the words must be the same.
    """
    headline = article.kind_at(event.trigger.start) in (PartKind.TITLE, PartKind.DECK)
    words = article.text[event.trigger.start : event.trigger.end].lower()
    same = [
        t
        for t in alike
        if t is not event and (headline or article.text[t.trigger.start : t.trigger.end].lower() == words)
    ]
    date_from = next((t for t in same if t.date is not None), None) if event.date is None else None
    place_from = next((t for t in same if t.place is not None), None) if event.place is None else None
    changes: dict[str, object] = {"date": date_from.date, "date_open": None} if date_from else {}
    return event.model_copy(update=changes | ({"place": place_from.place} if place_from else {}))


def on_the_leads_day(event: Event, article: Article, day: When | None, only_said: bool) -> Event:
    """A headline's act on the day of what the first sentence tells, where nothing else dates it."""
    if day is None or event.date is not None or event.status is not Status.HAPPENED:
        return event
    title = bool(article.parts) and article.kind_at(event.trigger.start) is PartKind.TITLE
    if not title or (only_said and event.type not in DONE_BY_WORDS):
        return event
    return event.model_copy(update={"date": day, "date_open": None})
