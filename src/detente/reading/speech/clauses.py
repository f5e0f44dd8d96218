"""Verbs and adjectives that report, with the clause, phrase or object that is their content."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from detente.reading.speech.cues import Cue, cues
from detente.reading.speech.draft import Draft, Stretch, without
from detente.reading.speech.grammar import (
    RELATIVES,
    agent,
    child,
    edges,
    group,
    has_to,
    is_empty,
    is_negated,
    is_passive,
    noun_phrase,
    subject,
)
from detente.reading.text import children

# An inserted cue is no longer than this many tokens on either side of its verb, and leaves at least REST after it.
INSERTED = 8
REST = 3
# How many words long a measure of time before "after" is ("less than two days after"), and of what sorts they are.
MEASURE = 6
MEASURING = frozenset(("DET", "NUM", "NOUN", "ADV", "ADJ", "ADP", "SCONJ"))
Found = tuple[str, list[Stretch], list[int]]


def verb_draft(verb: Token, cue: Cue) -> Draft | None:
    """The attribution that `verb` makes, or None where it has no content."""
    if verb.dep_ in ("aux", "auxpass", "amod", "compound") or _only_points_inward(verb):
        return None
    found = _passive_content(verb, cue) if is_passive(verb) else _active_content(verb, cue)
    if found is None:
        return None
    frame, content, more_cue = found
    source = source_of(verb)
    if source is None and not _may_be_open(verb, frame):
        return None
    return Draft(
        verb=verb,
        cue=[*group(verb), *more_cue],
        source=source,
        content=content,
        stance=stance_of(verb, cue, frame),
        frame=frame,
    )


def _may_be_open(verb: Token, frame: str) -> bool:
    """Whether the cue may leave its source out: passives, and whole clauses ("it seems that")."""
    return is_passive(verb) or (frame == "clause" and child(verb, "nsubj") is not None)


def stance_of(word: Token, cue: Cue, frame: str) -> str:
    """The stance of the cue in this frame, turned where it is negated."""
    plain = cue.frames.get(frame) or next(iter(cue.frames.values()))
    return cue.negated or "doubts" if is_negated(word) else plain


def source_of(verb: Token) -> Stretch | None:
    """The tokens of the speaker, None where nobody is named."""
    if _let_be_known(verb):
        who = subject(verb.head)
        return None if is_empty(who) or who is None else noun_phrase(who)
    if is_passive(verb):
        who = agent(verb)
        return noun_phrase(who) if who is not None else None
    who = subject(verb)
    if who is not None and _is_carried(verb):
        who = subject(verb.head.head) or who
    if who is not None and verb.head.dep_ == "prep" and verb.dep_ == "pcomp":
        return _quoted_as(verb) or noun_phrase(who)
    if who is None or is_empty(who) or (who.lower_ == "it" and verb.lemma_ in ("seem", "appear")):
        return None
    return _with_relative(verb, noun_phrase(who))


def _let_be_known(verb: Token) -> bool:
    """Whether somebody has a thing be known: "let it be understood that", "made it known that"."""
    if verb.tag_ != "VBN" or verb.head.lemma_ not in ("let", "make") or verb.head == verb:
        return False
    return any(c.lower_ == "it" and c.dep_ in ("nsubjpass", "nsubj") for c in children(verb))


def _is_carried(verb: Token) -> bool:
    """Whether the verb only spells out a noun that another verb carries: "issued a statement saying"."""
    return verb.dep_ == "acl" and verb.head.dep_ == "dobj" and verb.head.head.lemma_ in cues().sources.carriers


def _with_relative(verb: Token, source: Stretch) -> Stretch:
    """The source, up to the "who" of a relative clause that stands next to it."""
    own = child(verb, "nsubj")
    if own is not None and own.lower_ in RELATIVES and 0 < own.i - source[1] <= 2:
        return source[0], own.i
    return source


def _quoted_as(verb: Token) -> Stretch | None:
    """For "was quoted as saying" the one who was quoted."""
    outer = verb.head.head
    who = child(outer, "nsubjpass", "dobj") or (
        subject(outer) if outer.dep_ in ("acl", "relcl", "advcl", "conj") else None
    )
    return noun_phrase(who) if who is not None and verb.head.lower_ == "as" else None


def _only_points_inward(verb: Token) -> bool:
    """Whether "quoted as saying" or the like leaves the content to the verb inside."""
    prep = child(verb, "prep")
    return (
        prep is not None
        and prep.lower_ == "as"
        and child(prep, "pcomp") is not None
        and verb.lemma_ in ("quote", "cite")
    )


def _active_content(verb: Token, cue: Cue) -> Found | None:
    for reader in READERS:
        found = reader(verb, cue)
        if found is not None:
            return found
    return None


def _clause(verb: Token, cue: Cue) -> Found | None:
    """A clause after or before the verb: "said that ...", "..., he said"."""
    for c in children(verb):
        if c.dep_ not in ("ccomp", "advcl") or (c.dep_ == "advcl" and not (_asks(c) or _pressed_to(verb, c, cue))):
            continue
        frame = _clause_frame(c)
        if frame in cue.frames:
            return frame, [_whole_clause(verb, c)], []
    return None


def _asks(clause: Token) -> bool:
    """Whether a clause that the parser took for an adverb's is a question: "asked whether", "said that"."""
    mark = child(clause, "mark")
    return mark is not None and mark.lower_ in ("whether", "that")


def _pressed_to(verb: Token, clause: Token, cue: Cue) -> bool:
    """Whether an infinitive that the parser took for a purpose is what somebody is asked to do."""
    return cue.addressee and has_to(clause) and child(verb, "dobj") is not None


def _clause_frame(clause: Token) -> str:
    if has_to(clause):
        return "infinitive"
    if clause.tag_ == "VBG" and child(clause, "aux") is None:
        return "gerund"
    if clause.pos_ in ("NOUN", "PROPN", "ADJ", "ADV") and child(clause, "cop", "aux", "mark") is None:
        return "complement"
    return "clause"


def _whole_clause(verb: Token, clause: Token) -> Stretch:
    """The clause with the words in front of it that the parser hung elsewhere, and without those of the cue."""
    first, last = edges(clause)
    if clause.i < verb.i:
        first = min(first, verb.sent.start)
        last = min(last, verb.i - 1)
    else:
        first = max(first, verb.i + 1)
    return first, last


def _open_clause(verb: Token, cue: Cue) -> Found | None:
    """An infinitive, a gerund or a complement: "vowed to ...", "denied buying ...", "called it a crime"."""
    c = child(verb, "xcomp", "oprd")
    if c is None:
        return None
    frame = _clause_frame(c)
    if frame not in cue.frames or c.i < verb.i:
        return None
    named = child(verb, "dobj")
    first, last = edges(c)
    if named is not None and frame == "complement" and verb.i < named.i < c.i:
        first = named.left_edge.i
    return frame, [(first, last)], []


def _preposition(verb: Token, cue: Cue) -> Found | None:
    """The object of a preposition that the verb asks for: "called for ...", "accused X of ..."."""
    for c in children(verb):
        if c.dep_ not in ("prep", "prt", "dative") or c.i < verb.i or c.lower_ not in cue.frames:
            continue
        inner = child(c, "pobj", "pcomp")
        if inner is None:
            continue
        named = child(verb, "dobj")
        end = max(inner.right_edge.i, c.right_edge.i)
        if "complement" in cue.frames and named is not None and verb.i < named.i < c.i:
            return c.lower_, [(named.left_edge.i, end)], []
        between = list(range(verb.i + 1, c.i)) if c.i - verb.i <= 4 else []
        return c.lower_, [(inner.left_edge.i, end)], [*between, c.i]
    return None


def _object(verb: Token, cue: Cue) -> Found | None:
    """A plain object: "rejected the plan", "the plan that he rejected"."""
    if "object" not in cue.frames:
        return None
    named = child(verb, "dobj")
    if named is None:
        return None
    if named.lower_ in ("that", "which", "whom", "what") and named.i < verb.i:
        return None
    return "object", [edges(named)], []


def _surrounding(verb: Token, cue: Cue) -> Found | None:
    """The clause into which the cue is put: "..., he said, ..." and "As he said, ..."."""
    if "clause" not in cue.frames and "aside" not in cue.frames:
        return None
    aside = verb.dep_ in ("parataxis", "intj") or (verb.dep_ == "advcl" and _has_as(verb))
    if not aside or verb.head == verb:
        return None
    whole = edges(verb.head)
    content = without(whole, [edges(verb)])
    return ("clause", content, []) if content else None


def _has_as(verb: Token) -> bool:
    return any(c.lower_ == "as" and c.dep_ in ("mark", "advmod") for c in children(verb))


def _inserted(verb: Token, cue: Cue) -> Found | None:
    """The whole sentence around a cue between commas: "The bridge, he said, was mined"."""
    who = child(verb, "nsubj")
    if "clause" not in cue.frames or who is None or verb.dep_ in ("relcl", "acl") or not _after_comma(verb, who):
        return None
    comma = _comma_after(verb)
    if comma is None or comma.i + REST >= verb.sent.end or not _goes_on(comma.nbor()):
        return None
    first, last = min(who.left_edge.i, verb.i), comma.i
    return "clause", without((verb.sent.start, verb.sent.end - 1), [(first, last)]), []


def _after_comma(verb: Token, who: Token) -> bool:
    first = min(who.left_edge.i, verb.i)
    return first > verb.sent.start and verb.doc[first - 1].text == "," and abs(verb.i - who.i) <= INSERTED


def _comma_after(verb: Token) -> Token | None:
    """The comma that closes an inserted cue, None where a clause begins before one."""
    end = max(verb.i, *(c.i for c in children(verb) if c.dep_ == "nsubj")) + 1
    for token in verb.doc[end : min(end + INSERTED, verb.sent.end)]:
        if token.text == ",":
            return token
        if token.pos_ in ("VERB", "AUX", "SCONJ", "PRON") or token.is_punct:
            return None
    return None


def _goes_on(token: Token) -> bool:
    """Whether what follows the comma continues the speech rather than the telling."""
    return (
        token.dep_ != "cc"
        and token.tag_ != "VBG"
        and token.lower_ not in RELATIVES
        and token.lower_ not in ("as", "while")
        and not _opens_when(token)
    )


def _opens_when(token: Token) -> bool:
    """Whether a word opens what tells when it was said: "said on Friday, two days after the ship had sunk"."""
    tail = token.doc[token.i : token.i + MEASURE]
    link = next((t for t in tail if t.lower_ in ("after", "before")), None)
    return link is not None and all(t.pos_ in MEASURING for t in tail if t.i < link.i)


READERS: tuple[Callable[[Token, Cue], Found | None], ...] = (
    _inserted,
    _clause,
    _open_clause,
    _surrounding,
    _preposition,
    _object,
)


def _passive_content(verb: Token, cue: Cue) -> Found | None:
    """ "It was announced that ...", "X is said to ...", "the plan was rejected by Y"."""
    found = _clause(verb, cue) or _surrounding(verb, cue)
    if found is not None:
        return found
    about = child(verb, "nsubjpass")
    opened = _open_clause(verb, cue)
    if opened is not None:
        frame, stretches, more = opened
        if about is not None and not cue.addressee:
            stretches = [*stretches, noun_phrase(about)]
        return frame, stretches, more
    if "object" in cue.frames and agent(verb) is not None:
        return _passive_object(verb, about)
    found = _preposition(verb, cue)
    if found is not None and about is not None and found[0] != "by":
        return found[0], [*found[1], noun_phrase(about)], found[2]
    return None


def _passive_object(verb: Token, about: Token | None) -> Found | None:
    """What the passive is about: its subject, or the noun that a bare participle stands after."""
    if about is None and verb.dep_ == "acl":
        about = verb.head
    return ("object", [noun_phrase(about)], []) if about is not None else None


def adjective_draft(word: Token, cue: Cue) -> Draft | None:
    """The attribution of "is confident that ...", "is worried about ..."."""
    be = word.head if word.dep_ in ("acomp", "attr", "oprd", "conj") else word
    who = subject(be)
    found = _clause(word, cue) or _open_clause(word, cue) or _preposition(word, cue)
    if found is None or who is None:
        return None
    frame, content, more = found
    source = None if is_empty(who) or who.lower_ in ("it", "that", "this") else noun_phrase(who)
    return Draft(word, [*group(be), word.i, *more], source, content, stance_of(be, cue, frame), frame)
