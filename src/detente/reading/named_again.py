"""The day of an act that only a noun gives: "Chad phoned Niger. In Sunday's conversation they ..."."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from detente.language.patterns import Lexicon
from detente.model import Event, Status, TimeExpression
from detente.reading.times import noun_days

# Deeds that a later noun names again, and names that such a noun may not have: another may be meant.
DEEDS = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"))
NAMES = frozenset(("GPE", "NORP", "ORG", "PERSON"))
# How many characters such a noun may stand behind the act that it names: some four paragraphs.
REACH = 900


def on_named_day(told: Sequence[Event], doc: Doc, times: Sequence[TimeExpression], lexicon: Lexicon) -> list[Event]:
    """The events, those without a day with the one that a noun gives by which the story names them."""
    found = list(told)
    for noun, day in noun_days(doc, times):
        place = named(noun, found, lexicon)
        for n in tellings(place, found) if place is not None else ():
            found[n] = found[n].model_copy(update={"date": day, "date_open": None})
    return found


def tellings(place: int, told: Sequence[Event]) -> list[int]:
    """The places of an event and, of blows, of those that tell it with other words of its sentence, unless it has a
    day.
    """
    one = told[place]
    alike = [n for n, e in enumerate(told) if n == place or (e.evidence == one.evidence and e.type == "ASSAULT")]
    alike = [n for n in alike if told[n].type == one.type]
    same = [n for n in alike if told[n].parties == one.parties and told[n].status is one.status]
    return same if all(told[n].date is None for n in same) else []


def named(noun: Token, told: Sequence[Event], lexicon: Lexicon) -> int | None:
    """The place of the event that a noun names: the one that it tells itself, else the last of its type before it."""
    own = next((n for n, e in enumerate(told) if e.trigger.start <= noun.idx < e.trigger.end), None)
    types = {p.type for p in lexicon.nouns.get(noun.lemma_.lower(), ())}
    if own is not None and told[own].date is None:
        return own if told[own].type in types else None
    types &= {"CONSULT"} if "CONSULT" in types else DEEDS
    if not types or (own is None and any(t.ent_type_ in NAMES for t in noun.subtree)):
        return None
    before = [n for n, e in enumerate(told) if e.type in types and 0 < noun.idx - e.trigger.start <= REACH and n != own]
    last = max(before, key=lambda n: told[n].trigger.start, default=None)
    same = last is not None and (own is None or told[last].parties == told[own].parties)
    return last if same and last is not None and told[last].status is Status.HAPPENED else None
