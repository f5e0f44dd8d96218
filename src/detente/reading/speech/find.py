"""All attributions of a parsed text: candidates from each kind of cue, fitted to the quotations."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from detente.model import Span, SpeechAct
from detente.reading.speech.clauses import adjective_draft, verb_draft
from detente.reading.speech.cues import Cues, cues
from detente.reading.speech.draft import Draft, as_act, trimmed
from detente.reading.speech.fit import fit
from detente.reading.speech.labels import headline_drafts
from detente.reading.speech.nouns import noun_draft, phrase_draft
from detente.reading.speech.quotes import Quote, find_quotes, layout
from detente.reading.speech.turns import Scene, quote_drafts
from detente.reading.text import ByPlace


def find_speech(doc: Doc) -> tuple[SpeechAct, ...]:
    """Who says what in `doc`, nested attributions included, in the order of their contents."""
    known = cues()
    page = layout(doc)
    quotes = find_quotes(doc, page)
    drafts = fit(doc, candidates(doc, known), quotes)
    drafts += headline_drafts(doc, known)
    drafts = quote_drafts(Scene(doc, page, known, quotes), drafts)
    acts = [as_act(doc, d, _quoted(d, quotes)) for d in drafts if any(trimmed(doc, s) for s in d.content)]
    return tuple(sorted(acts, key=lambda a: (a.content[0].start, -a.content[-1].end)))


def candidates(doc: Doc, known: Cues) -> list[Draft]:
    """One draft for each cue word or phrase that has a content."""
    found: list[Draft] = []
    for token in doc:
        draft = _draft(token, known)
        if draft is not None:
            found.append(draft)
    return found


def _draft(token: Token, known: Cues) -> Draft | None:
    word, kind = token.lower_, token.pos_
    if word in known.phrases and (draft := phrase_draft(token, known)):
        return draft
    if word in known.adjectives and (kind == "ADJ" or (kind == "VERB" and token.dep_ == "acomp")):
        return adjective_draft(token, known.adjectives[word])
    if kind == "VERB":
        return verb_draft(token, known.verbs[token.lemma_]) if token.lemma_ in known.verbs else None
    if kind == "NOUN":
        return noun_draft(token, known.nouns[token.lemma_], known) if token.lemma_ in known.nouns else None
    return None


def _quoted(draft: Draft, quotes: Iterable[Quote]) -> tuple[Span, ...]:
    return tuple(Span(start=q.start, end=q.end) for q in quotes if draft.holds(q.first) and draft.holds(q.last))


def outermost(acts: Iterable[SpeechAct]) -> tuple[SpeechAct, ...]:
    """The attributions whose content lies in no other's: those that the story itself makes."""
    ordered = sorted(acts, key=lambda a: (a.content[0].start, -a.content[-1].end))
    kept = ByPlace[SpeechAct]((), lambda act: act.content)
    for act in ordered:
        if not any(_inside(act, other) for other in kept.near(act.cue[0])):
            kept.add(act)
    return tuple(kept.records)


def _inside(act: SpeechAct, other: SpeechAct) -> bool:
    """Whether the cue of `act` is itself part of what `other` says."""
    return any(c.covers(act.cue[0]) for c in other.content)


def attribute(event_trigger: Span, evidence: Span, acts: Iterable[SpeechAct]) -> tuple[SpeechAct, ...]:
    """The attributions that an event rests on, innermost first.

    An event lies in an attribution when the content covers its trigger; a trigger that is itself the cue ("condemned")
    rests on what is around it only. `evidence` decides where the trigger is empty.
    """
    point = event_trigger if event_trigger.end > event_trigger.start else evidence
    around = [a for a in acts if any(c.covers(point) for c in a.content)]
    return tuple(sorted(around, key=lambda a: sum(c.end - c.start for c in a.content)))
