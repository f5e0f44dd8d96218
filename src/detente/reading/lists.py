"""Parties that stand in one list: "Chile, Peru, and Bolivia"; a parse often hangs its members on different words.

What joins them is plain in the text: commas, and before the last "and"; or "along with" between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token

from detente.language.words import act_words
from detente.model import Mention
from detente.reading.text import children, text_of

# What may stand between two members, in their order; "and, later, from Colombia" is still one list.
COMMA = re.compile(r"\s*,\s*(?:the\s+)?")
AND = re.compile(r"\s*,?\s*(?:and|or)\s+(?:the\s+)?")
# "The ministers of Norway, Ola Berg, and Chile, Juan Perez": who it is may stand between.
OF_TWO = re.compile(r"\s*(?:,[^,;.:]{3,40},\s*and\s+(?:of\s+)?|,?\s*and\s+of\s+)(?:the\s+)?")
WITH = re.compile(r"\s*,?\s*(?:as well as|along with|together with|in conjunction with)\s+(?:the\s+)?")
KINDS = frozenset(("name", "person", "office", "seat", "agent"))
# Of two such joined by "and" alone the parse often loses one.
OFFICIALS = frozenset(("person", "office"))
SUBJECTS = frozenset(("nsubj", "csubj", "nsubjpass", "csubjpass"))
FINITE = frozenset(("VBD", "VBZ", "VBP"))
# Headlines are told in the present tense.
PLURAL = frozenset(("VBP", "VB"))
# So many parties make a list where "and" alone joins the last; two joined by "and" the parse gets right.
FEWEST = 3


def lists(doc: Doc, mentions: Sequence[Mention]) -> Mapping[int, tuple[Mention, ...]]:
    """For the root of each mention that stands in a list of parties, all that stand in it, in their order."""
    text = text_of(doc)
    found: dict[int, tuple[Mention, ...]] = {}
    for run in runs(doc, text, [m for m in sorted(mentions, key=lambda m: m.start) if is_member(m)]):
        found.update(dict.fromkeys((m.root for m in run), tuple(run)))
    for pair in pairs_of_officials(doc, text, [m for m in mentions if is_member(m)]):
        found.update((m.root, pair) for m in pair if m.root not in found)
    for pair in pairs_of_headlines(doc, [m for m in mentions if is_member(m)]):
        found.update(dict.fromkeys((m.root for m in pair), pair))
    return found


def pairs_of_headlines(doc: Doc, members: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Two that a comma joins before a plural verb, as headlines write it: "India, Pakistan accuse each other"."""
    spans = ((doc.char_span(m.start, m.end, alignment_mode="expand"), m) for m in members)
    at = {span.start: m for span, m in spans if span is not None}
    for first in members:
        comma, second = first.root + 1, at.get(first.root + 2)
        behind = second.root + 1 if second is not None else len(doc)
        if behind >= len(doc) or doc[comma].text != "," or not (doc[behind].tag_ in PLURAL or doc[behind].tag_ == "TO"):
            continue
        if doc[min(behind + 1, len(doc) - 1)].text == ",":  # an aside: "Chile, Peruvian officials say, has fired"
            continue
        begins = any(doc[n].is_sent_start for n in (comma - 1, comma - 2) if n >= 0)
        if begins and second is not None and first.refs != second.refs:
            yield first, second


def pairs_of_officials(doc: Doc, text: str, members: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Two people whom "and" joins, each with his own state: "President Roe of Peru and Prime Minister Doe of Chile".

    A parse often hangs the second on the state of the first, or makes each a subject of its own.
    """
    for first, second in pairwise(sorted(members, key=lambda m: m.start)):
        between = text[first.end : second.start]
        officials = second.kind in OFFICIALS and joined(between) == "and"
        of_two = first.kind == "office" and second.kind == "name" and OF_TWO.fullmatch(between)
        if first.kind in OFFICIALS and (officials or of_two) and in_one_phrase(doc, first, second):
            yield first, second


def in_one_phrase(doc: Doc, first: Mention, second: Mention) -> bool:
    """Whether the second of two is no subject of a clause of its own: "Peru met Roe of Chile and Doe of Chad left"."""
    one, two = doc[first.root], doc[second.root]
    if first.refs == second.refs:
        return False
    return two.dep_ not in SUBJECTS or (one.dep_ == two.dep_ and one.head.i == two.head.i)


def is_member(mention: Mention) -> bool:
    """Whether a mention names a party that has a code."""
    return mention.kind in KINDS and any(r.code for r in mention.refs)


def runs(doc: Doc, text: str, members: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Stretches of members with nothing but joining words between them, as far as they make a list."""
    run: list[Mention] = []
    joints: list[str] = []
    for m in members:
        joint = joined(text[run[-1].end : m.start]) if run and not fronted(doc[m.root]) else None
        if joint is None:
            yield from whole(run, joints)
            run, joints = [m], []
        else:
            run.append(m)
            joints.append(joint)
    yield from whole(run, joints)


def joined(between: str) -> str | None:
    """How two members are joined by the words between them; None where they are not."""
    sorts = (("with", WITH), ("and", AND), ("comma", COMMA))
    return next((name for name, sort in sorts if sort.fullmatch(between)), None)


def whole(run: list[Mention], joints: list[str]) -> Iterator[list[Mention]]:
    """The run up to its last "and" or "with", if it is long enough for a list."""
    last = max((n for n, joint in enumerate(joints) if joint != "comma"), default=-1)
    kept = run[: last + 2] if last >= 0 else []
    if "with" in joints[: last + 1] or sum(len(m.refs) for m in kept) >= FEWEST:
        yield kept


def fronted(noun: Token) -> bool:
    """Whether a noun behind a comma is a subject that the parse adds to a phrase before it: "With Peru, Mali met"."""
    listed = noun.dep_ in ("conj", "appos") and noun.head.dep_ == "pobj"
    if not listed or not noun.left_edge.i or noun.left_edge.nbor(-1).text != ",":
        return False
    return wants_subject(noun.head, noun)


def behind_day(noun: Token) -> bool:
    """Whether a name is a subject that the parse takes for part of a day: "On Friday Chile banned imports"."""
    named = noun.dep_ == "pobj" and noun.pos_ == "PROPN" and noun.head.dep_ == "prep"
    if not named or noun.head.nbor(1).lower_ not in act_words().calendar or noun.head.i + 1 == noun.i:
        return False
    return wants_subject(noun, noun)


def wants_subject(at: Token, noun: Token) -> bool:
    """Whether the verb above a phrase that stands before it has no subject of its own."""
    while at.dep_ in ("pobj", "prep"):
        at = at.head
    subject = any(c.dep_ in SUBJECTS for c in children(at))
    return at.tag_ in FINITE and noun.i < at.i and not subject
