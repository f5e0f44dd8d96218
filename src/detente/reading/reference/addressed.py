"""Whose a thing is where a verb has two parties: "condemned Oman over its drilling", "urged Chile to end its siege".

What somebody is condemned, punished or thanked for is his own, and so is what he is urged to do it with. The verbs are
data (`language/<iso>/reference.yaml`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from detente.reading.reference.scene import SUBJECTS, Candidate
from detente.reading.reference.story import FACING
from detente.reading.reference.words import Words
from detente.reading.text import children

# Before what somebody answers for. Not "of": "accused Peru of sinking its boats" speaks of the accuser's.
FOR = frozenset({"for", "over", "about", "because", "against", "after", "following"})
# Before the one whom a verb is addressed to: "called on Russia", "protested to China", "sanctions on Iran".
TO = FACING | {"at"}
# Sectors of those who do harm to others.
ARMED = frozenset({"MIL", "COP", "REB"})
# Not "had", which beside a participle tells of what is past: "told Turkey that it had lost patience".
MUST = frozenset({"must", "should", "ought"})


def addressed(pronoun: Token, fitting: Sequence[Candidate], known: Words) -> Candidate | None:
    """The party that a verb is addressed to, where what hangs on the verb is that party's; None where it is not."""
    for verb in verbs_above(pronoun, known):
        there = {t.i for t in addressees(verb) if t.i < pronoun.i}
        found = next((c for c in fitting if c.root in there), None)
        if found is not None:
            return found
    return None


def verbs_above(pronoun: Token, known: Words) -> Iterator[Token]:
    """The verb whose addressee answers for the pronoun's noun, or is to act with it."""
    noun, table = pronoun.head, known.table
    if pronoun.dep_ == "poss":
        prep = noun.head.head if noun.head.dep_ == "pcomp" else noun.head
        if noun.dep_ == "pobj" and prep.lower_ in FOR:
            verb = prep.head if prep.head.pos_ == "VERB" else prep.head.head
            if verb.lemma_ in table.answerable:
                yield verb
        if noun.dep_ == "nsubj" and told_against(noun, known):
            yield noun.head.head
        if noun.dep_ == "dobj" and noun.head.lemma_ in table.hostile_verbs:
            return  # "urged Chile to stop boarding its trawlers": not Chile's
    elif pronoun.dep_ not in SUBJECTS or not any(c.lower_ in MUST for c in children(pronoun.head)):
        return  # "told Chile that it must leave"
    yield from steering(pronoun, known)


def told_against(noun: Token, known: Words) -> bool:
    """Whether armed men did what a verb of blame is about: "protested to Togo after its soldiers killed a farmer"."""
    armed = {known.sector_of.get(noun.lower_), known.thing_sector.get(noun.lemma_.lower())} & ARMED
    clause = noun.head
    opened = clause.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in FOR for c in children(clause))
    done = any(c.dep_ == "dobj" or (c.dep_ == "prep" and c.lower_ == "on") for c in children(clause))
    return bool(armed) and opened and done and clause.head.lemma_ in known.table.answerable


def steering(pronoun: Token, known: Words) -> Iterator[Token]:
    """The verb of asking or forcing above the clause of a pronoun, if no clause with a doer of its own is between."""
    at = pronoun.head
    while at.dep_ in ("dobj", "pobj", "prep", "pcomp", "conj", "xcomp", "ccomp") and at.head != at:
        above = at.head
        if at.dep_ in ("xcomp", "ccomp") and above.lemma_ in known.table.steering:
            yield above
            return
        if any(c.dep_ in SUBJECTS for c in children(at)) and at != pronoun.head:
            return
        at = above


def addressees(verb: Token) -> Iterator[Token]:
    """Whom a verb is addressed to: its object, or who stands behind "on" or "to", also of the object's own."""
    for child in children(verb):
        if child.dep_ in ("dobj", "dative"):
            yield child
            yield from behind(child)
    yield from behind(verb)


def behind(word: Token) -> Iterator[Token]:
    """What stands behind the prepositions of address of a word."""
    for prep in children(word):
        if prep.dep_ in ("prep", "dative") and prep.lower_ in TO:
            yield from (c for c in children(prep) if c.dep_ == "pobj")
