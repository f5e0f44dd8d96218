"""Subjects that the parser takes for a part of the day before them: "On Tuesday Museveni had told ..." is by no Tuesday
Museveni.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.subjects import HELPING, SUBJECTS, make_subject


def with_subject(day: Token) -> None:
    """Make the name behind a day the subject of the verb behind it, where that has none."""
    name, prep = day.head, day.head.head
    if day.dep_ != "compound" or name.dep_ != "pobj" or name.pos_ != "PROPN" or prep.i + 1 != day.i:
        return
    verb = prep.head
    while verb.pos_ != "VERB" and verb.head.i != verb.i:
        verb = verb.head
    if verb.pos_ != "VERB" or verb.i < name.i or any(c.dep_ in SUBJECTS for c in verb.children):
        return
    if any(t.head != verb or t.dep_ not in HELPING for t in day.doc[name.i + 1 : verb.i]):
        return
    make_subject(name, verb)
    day.head, day.dep_ = prep, "pobj"
