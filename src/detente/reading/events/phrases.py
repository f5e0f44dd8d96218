"""Cues of several words near the head of an act: "in the event that", "on condition", "next week" (`status.yaml`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

from spacy.tokens import Span, Token

from detente.language.status import Cue, status_cues
from detente.reading.events.syntax import child
from detente.reading.text import children, once, sentence_of

# With these "after" says whom it is for, not when: "look after their interests".
TAKING_AFTER = frozenset(("look", "name", "go", "seek", "run"))
# Behind "once", where it counts: "once more", "once again", "once a year".
ONCE_ONLY = frozenset(("more", "again", "and", "a", "every", "per", "for"))


@cache
def words(category: str, kind: str) -> frozenset[str]:
    """The words of a kind that belong to a category."""
    return status_cues().named(category, kind)


def phrase_at(token: Token, kind: str) -> tuple[Cue, tuple[str, ...]] | None:
    """The longest cue of a kind whose words begin at this token."""
    for parts, cue in status_cues().phrases.get(token.lower_, ()):
        if cue.kind == kind and matches(token, parts):
            return cue, parts
    return None


def matches(token: Token, parts: tuple[str, ...]) -> bool:
    """Whether the words stand at the token one after the other."""
    doc, i = token.doc, token.i
    return i + len(parts) <= len(doc) and all(doc[i + k].lower_ == part for k, part in enumerate(parts))


def phrases_near(head: Token) -> Iterator[tuple[Cue, Token]]:
    """The phrases of time and state that belong to a head or to the verb above it."""
    found = once(head, "phrases of time", phrases_of_time)
    near = {head.i, head.head.i} if found else set()
    for cue, token in found:
        if token.i in near or any(a.i in near for a in islice(token.ancestors, 4)):
            yield cue, token


def phrases_of_time(sent: Span) -> list[tuple[Cue, Token]]:
    """The phrases of time and state in a sentence."""
    return [(found[0], token) for token in sent if (found := phrase_at(token, "time")) is not None]


def inverted(verb: Token) -> bool:
    """Whether the clause is a condition without "if": "should it rain", "had they attacked", "were it to"."""
    if verb.dep_ not in ("advcl", "ccomp", "ROOT") or sentence_of(verb)[-1].text == "?":
        return False
    first = next((c for c in children(verb) if not c.is_punct), None)
    subject = child(verb, "nsubj", "nsubjpass")
    opens = (
        first is not None and first.lower_ in ("should", "had", "were") and first.dep_ in ("aux", "auxpass", "ccomp")
    )
    return opens and subject is not None and first is not None and first.i < subject.i


def opens_condition(clause: Token, category: str = "condition") -> bool:
    """Whether a subordinate clause begins with a word of the category."""
    if inverted(clause):
        return True
    for c in children(clause):
        if c.i >= clause.i:
            break
        if c.dep_ in ("mark", "advmod", "prep", "det", "aux", "cc") and named_at(c, category):
            return True
    return False


def named_at(token: Token, category: str) -> bool:
    """Whether a mark of the category begins at the token."""
    return any(
        cue.category == category and matches(token, parts) for parts, cue in status_cues().phrases.get(token.lower_, ())
    )


def has_proviso(*heads: Token) -> bool:
    """Whether an act hangs on something else: a condition below one of the heads, or below the clause above it."""
    places = {i for head in heads for i in spine(head)}
    known = status_cues().phrases
    sent = sentence_of(heads[0])
    for token in sent:
        if token.lower_ in known and named_at(token, "proviso") and token.dep_ != "ROOT" and governor(token) in places:
            return weighs(token)
    return any(c.head.i in places and inverted(c) for c in sent if c.dep_ in ("advcl", "ccomp"))


def spine(head: Token) -> Iterator[int]:
    """A head and the verbs that it is the content of."""
    at = head
    for _ in range(5):
        yield at.i
        if at.dep_ not in ("ccomp", "xcomp", "acomp", "attr", "conj", "dobj", "prep", "pobj", "pcomp", "acl"):
            return
        at = at.head


def governor(token: Token) -> int:
    """The word whose clause a mark of condition hangs on."""
    up = token.head
    if token.dep_ in ("prep",) and up.dep_ not in ("advcl",):
        return int(up.i)
    return int(up.head.i)


def on_the_way(after: Token) -> bool:
    """ "After a stop in Nairobi he will fly to Oslo on Friday": what stands first only comes first, and the day is
    set.
    """
    behind = (c for c in children(after.head) if c.i > after.head.i)
    days = (child(c, "pobj") if c.dep_ == "prep" else c for c in behind)
    return after.i < after.head.i and any(d is not None and d.ent_type_ == "DATE" for d in days)


def weighs(token: Token) -> bool:
    """Whether the word is really one of condition: "when" and "after" are only if their clause is not of the past.

    With a noun or "-ing" behind "after" the act before it must be to come: "agreed to leave after talks" is none. Nor
    is "will look after their interests" one, nor "offered once more".
    """
    follows = token.i > 0 and token.nbor(-1).i == token.head.i and token.head.lemma_.lower() in TAKING_AFTER
    if token.lower_ == "after" and follows:
        return False
    if token.lower_ == "once" and token.i + 1 < len(token.doc) and token.nbor().lower_ in ONCE_ONLY:
        return False
    if token.dep_ == "prep" and token.lower_ == "after":
        return any(c.tag_ == "MD" for c in children(token.head)) and not on_the_way(token)
    if token.lower_ in ("when", "after"):
        return token.head.tag_ in ("VBZ", "VBP", "VBN", "VB") and not (
            {"had", "was", "were"} & {c.lower_ for c in children(token.head)}
        )
    return token.lower_ not in ("should", "once") or token.dep_ in ("mark", "advmod")
