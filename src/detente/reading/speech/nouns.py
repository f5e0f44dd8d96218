"""Nouns that report ("the claim that ..."), and phrases that name a source ("according to ...")."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from detente.reading.speech.clauses import stance_of
from detente.reading.speech.cues import Cue, Cues, Phrase
from detente.reading.speech.draft import Draft, Stretch, without
from detente.reading.speech.grammar import child, edges, group, has_to, is_empty, noun_phrase, subject
from detente.reading.text import children

# Relations by which a phrase is read as belonging to a part of the clause though it speaks of the whole.
INNER = frozenset(
    {"xcomp", "acl", "pcomp", "prep", "pobj", "dobj", "ccomp", "relcl", "advcl", "attr", "appos", "nsubj"}
)


def noun_draft(noun: Token, cue: Cue, cues: Cues) -> Draft | None:
    """The attribution that a noun makes: "his claim that ...", "voiced concern over ..."."""
    found = _content(noun, cue)
    if found is None:
        return None
    frame, content, more = found
    source, carrier = _source(noun, cues)
    if source is None and (frame not in ("clause", "infinitive") or cue.owner):
        return None
    words = [*range(noun.left_edge.i if carrier else noun.i, noun.i + 1), *(group(carrier) if carrier else ()), *more]
    return Draft(noun, words, source, content, stance_of(noun, cue, frame), frame)


def _content(noun: Token, cue: Cue) -> tuple[str, list[Stretch], list[int]] | None:
    for c in children(noun):
        if c.i < noun.i:
            continue
        if c.dep_ in ("acl", "ccomp", "relcl") and (frame := _clause_frame(c)) in cue.frames:
            return frame, [edges(c)], []
        if c.dep_ == "prep" and c.lower_ in cue.frames and c.i - noun.i <= 2:
            inner = child(c, "pobj", "pcomp")
            if inner is not None:
                return c.lower_, [edges(inner)], [c.i]
    return None


def _clause_frame(clause: Token) -> str:
    """ "clause" after "that" or "whether", "infinitive" after "to", else nothing that counts."""
    if has_to(clause):
        return "infinitive"
    mark = child(clause, "mark")
    return "clause" if mark is not None and mark.lower_ in ("that", "whether") else "none"


def _source(noun: Token, cues: Cues) -> tuple[Stretch | None, Token | None]:
    """Who owns the noun, and the verb that carries it where that verb's subject is the owner."""
    owner = child(noun, "poss")
    if owner is not None:
        return noun_phrase(owner), None
    for c in children(noun):
        if c.dep_ == "prep" and c.lower_ in ("by", "from") and (who := child(c, "pobj")) is not None:
            return noun_phrase(who), None
    for c in children(noun):
        if c.dep_ == "amod" and c.ent_type_ == "NORP":
            return (c.i, c.i), None
    return _carried(noun, cues)


def _carried(noun: Token, cues: Cues) -> tuple[Stretch | None, Token | None]:
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_ not in cues.sources.carriers:
        return None, None
    who = subject(verb)
    return (noun_phrase(who), verb) if who is not None and not is_empty(who) else (None, None)


def phrase_draft(token: Token, cues: Cues) -> Draft | None:
    """The attribution of "according to the ministry", where `token` is its first word."""
    for phrase in cues.phrases.get(token.lower_, ()):
        last = token.i + len(phrase.words) - 1
        if last + 1 < len(token.doc) and tuple(t.lower_ for t in token.doc[token.i : last + 1]) == phrase.words:
            return _phrase(token, last, phrase, cues)
    return None


def _phrase(token: Token, last: int, phrase: Phrase, known: Cues) -> Draft | None:
    doc = token.doc
    who = next((c for t in doc[token.i : last + 1] for c in children(t) if c.dep_ == "pobj" and c.i > last), None)
    if who is None:
        return None
    source = noun_phrase(who)
    hole = (token.i, max(source[1], _tail(who)))
    content = _clause_around(doc, token, hole, known)
    return Draft(token, list(range(token.i, last + 1)), source, content, phrase.stance, "phrase") if content else None


def _tail(who: Token) -> int:
    """The last token of what hangs on the source, where that stays inside its commas."""
    return int(who.right_edge.i)


def _clause_around(doc: Doc, token: Token, hole: Stretch, known: Cues) -> list[Stretch]:
    """The clause that the phrase belongs to, less the phrase; a phrase on a noun takes the clause of the noun."""
    head = token.head
    while head.pos_ not in ("VERB", "AUX") and head.head != head:
        head = head.head
    while head.head != head and head.dep_ in INNER and head.head.lemma_ not in known.verbs:
        head = head.head
    first, last = edges(head)
    if token.i == token.sent.start or head.dep_ == "ROOT":
        first = token.sent.start
    return without((first, last), [hole])
