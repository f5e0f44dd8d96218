"""According to whom: who says what in a story."""

from __future__ import annotations

from detente.model.actor import Actor
from detente.model.base import Record, Span


class SpeechAct(Record):
    """One attribution in the text: the words for source, cue and content, each possibly in several stretches.

    `stance`: asserts, denies, doubts, demands, hopes. `verb`: lemma of the cue. `quoted`: the stretches in quotation
    marks. `who`: the source resolved to a party, if it was.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    verb: str
    stance: str = "asserts"
    quoted: tuple[Span, ...] = ()
    who: Actor | None = None


class Attribution(Record):
    """Who asserts an event. `who` None: somebody who is not resolved ("officials"). `how`: the cue as a lemma."""

    who: Actor | None
    how: str
    quote: Span | None = None
    stance: str = "asserts"
