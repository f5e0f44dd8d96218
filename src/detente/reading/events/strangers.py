"""Acts whose other party stands in the sentence and is nobody of the story: a state's own officers, rights groups, a
newspaper. Whoever else the story tells of is not meant.

"The president urged lawmakers to pass the budget", "aid agencies accused Chad": neither tells of Chad's quarrel.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from spacy.tokens import Token

from detente.language.words import act_words
from detente.reading.events.act import Act
from detente.reading.events.clauses import clause
from detente.reading.events.dealings import codes
from detente.reading.events.roles import TERRITORIAL
from detente.reading.events.scene import SAID
from detente.reading.events.syntax import is_new, is_verb, lemma, preps, with_conjuncts
from detente.reading.text import children

GOES_TO = frozenset(("from", "to", "with", "against", "at"))
OTHERS = frozenset(("others",))
# Kinds of mention that stand for who speaks for a state, not for the state: a minister has officers, Kenya has none.
SPEAKING = frozenset(("person", "office", "agent"))


Known = Mapping[int, frozenset[str]]


def with_strangers(act: Act, known: Known) -> bool:
    """Whether the party that an act does not name stands there as somebody of no party. `known`: the codes of the words
    that name one.
    """
    led = bool(codes(act.source)) and not codes(act.target)
    firms = ("ORG",) if act.type in TERRITORIAL else ("ORG", "LOC")
    if led and any(named_stranger(t, firms, known) for t in behind(act.head)):
        return True
    if act.type not in SAID | {"SUPPORT"}:
        return False
    if led:
        own = any(known.get(t.i, OTHERS) <= codes(act.source) for t in told(act.head))
        return own or (speaks_at_home(act) and any(of_its_own(t, known) for t in told(act.head)))
    by = clause(act.head).doer if act.kind == "v" and not codes(act.source) else ()
    return any(stranger(t, known) for t in by)


def speaks_at_home(act: Act) -> bool:
    """Whether somebody who has people under him says it: "the president", "the cabinet"; not "Kenya"."""
    return all(m.kind in SPEAKING and all(r.sector != "IGO" for r in m.refs) for m in act.source)


def told(head: Token) -> Iterator[Token]:
    """To whom something is said: "asked the attorney general", "a letter to the minister requesting ...", and who does
    what he is asked "at the request of" another.
    """
    beside = head.dep_ in ("acl", "advcl") and head.tag_ == "VBG"
    above = (head, head.head, head.head.head) if beside else (head,)
    for at in above:
        yield from (t for c in children(at) if c.dep_ in ("dobj", "dative") for t in with_conjuncts(c) if is_verb(at))
        to_whom = (c for c in children(at) if c.dep_ in ("dobj", "dative", "prep") and c.lower_ != "according")
        yield from (t for c in to_whom for p, t in preps(c) if p == "to")
        yield from (t for prep, t in preps(at) if prep == "to")
    if head.dep_ == "pobj" and lemma(head) in act_words().urgings and is_verb(head.head.head):
        yield from clause(head.head.head).doer


def behind(verb: Token) -> Iterator[Token]:
    """What stands behind a verb or its object with one of the prepositions by which an act goes to another."""
    if is_verb(verb):
        objects = [c for c in children(verb) if c.dep_ == "dobj"]
        below = [(prep, p) for at in (verb, *objects) for prep, p in preps(at)]
        yield from (p for prep, p in below if prep in GOES_TO and p.head.head.lower_ != "according")


def named_stranger(noun: Token, sorts: Container[str], known: Known) -> bool:
    """Whether a name is of a firm or a part of the world, and of no party: "bought jets from Airbus"."""
    name = noun.pos_ == "PROPN" and noun.ent_type_ in sorts
    return name and not any(t.i in known for t in noun.subtree)


def of_its_own(noun: Token, known: Known) -> bool:
    """Whether a word is for officers or bodies that a state has at home, and nobody's name stands by it."""
    return lemma(noun) in act_words().home_officers and not any(t.i in known for t in noun.subtree)


def stranger(noun: Token, known: Known) -> bool:
    """Whether a word is for people and bodies who speak for no state: "rights groups", "a newspaper in Lima"."""
    return noun.i not in known and lemma(noun) in act_words().of_no_party and is_new(noun)
