"""Dates that hang on another act: "after the downing of the plane", "in the wake of the raid".

Where the story dates that other act, the event lies after (or before) it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from spacy.tokens import Doc, Token

from detente.language.patterns import Lexicon
from detente.model import Event, Span, Status, When
from detente.reading.events.clauses import met_first
from detente.reading.events.syntax import is_verb, lemma, verb_above
from detente.reading.text import children, sentence_of

AFTER = frozenset(("after", "following", "since"))
# "in the wake of", "in response to", "in retaliation for": the noun stands between.
WAKE = frozenset(("wake", "aftermath", "response", "retaliation", "reply", "reaction"))
# How long a stretch may be to pass for a week or a month of uncertainty.
SPANS = ((1, "day"), (10, "week"), (35, "month"), (100, "quarter"))


def anchored(event: Event, told: Sequence[Event], doc: Doc, lexicon: Lexicon) -> Event:
    """The event with the side of its date that was open closed by the act that its clause names, if the story dates
    that act.
    """
    if event.date is not None and event.date.precision != "before":
        return event
    if (held := meeting(event, told, doc, lexicon)) is not None:
        return event.model_copy(update={"date": held.date, "date_open": None})
    for noun in named_acts(event, doc):
        types = {p.type for p in lexicon.nouns.get(lemma(noun), ())}
        other = next(
            (
                e
                for e in told
                if e.type in types and e.date is not None and e.date.start is not None and shares(e, event)
            ),
            None,
        )
        if other is not None and other.date is not None:
            return event.model_copy(update={"date": later(event.date, other.date, noun), "date_open": None})
    return event


def meeting(event: Event, told: Sequence[Event], doc: Doc, lexicon: Lexicon) -> Event | None:
    """The meeting of the same two, told before with its day, at which the event took place by its own sentence:
    "Receiving the envoy in the palace, she praised Peru".
    """
    words = doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
    if words is None or event.status is not Status.HAPPENED:
        return None
    verb = words.root
    while verb.dep_ == "conj" and is_verb(verb.head):
        verb = verb.head
    if not opens_at_meeting(verb, lexicon):
        return None
    before = (e for e in told if e.type == "CONSULT" and e.status is Status.HAPPENED and e.date is not None)
    same = [e for e in before if e.trigger.start < event.trigger.start and shares(e, event)]
    return same[-1] if same else None


def opens_at_meeting(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb's sentence opens with a participle of meeting, also where the parse has it in a name."""
    first = next((t for t in sentence_of(verb) if not t.is_space), verb)
    stem = first.lower_.removesuffix("ing")
    if stem == first.lower_ or not (first.dep_ == "advcl" or any(met_first(c) for c in children(verb))):
        return False
    return any(p.type == "CONSULT" for name in (stem, f"{stem}e") for p in lexicon.verbs.get(name, ()))


def named_acts(event: Event, doc: Doc) -> Iterator[Token]:
    """Nouns behind "after" or "in the wake of" in the clause of the event."""
    words = doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
    if words is None:
        return
    for token in words.root.subtree:
        if token.dep_ != "pobj" or token.i < words.start or verb_above(token) != verb_above(words.root):
            continue
        prep = token.head
        if prep.lower_ in AFTER or (prep.lower_ in ("of", "to", "for") and lemma(prep.head) in WAKE):
            yield token


def shares(a: Event, b: Event) -> bool:
    """Whether the two events have both their parties in common, whoever acts on whom."""
    return a.parties == b.parties


def later(known: When | None, other: When, noun: Token) -> When:
    """The date of what came after `other`; `known`: what was known of it, open towards the past."""
    words = (
        known.from_
        if known is not None and known.from_ is not None
        else Span(start=noun.idx, end=noun.idx + len(noun.text))
    )
    if known is None or known.end is None or other.start is None:
        return When(start=other.start, end=None, precision="after", **{"from": words})
    days = (known.end - other.start) / timedelta(days=1) + 1
    precision = next((name for most, name in SPANS if days <= most), "year")
    return When(start=other.start, end=known.end, precision=precision, **{"from": words})
