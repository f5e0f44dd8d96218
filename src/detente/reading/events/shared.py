"""What two do with each other, told by a noun alone: "Peru accused Chile of theft. A meeting is set for June 2"; "after
three weeks of talks": between the two who have just been told of.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.language.patterns import Lexicon
from detente.language.words import act_words
from detente.reading.events.act import Act
from detente.reading.events.clauses import surface
from detente.reading.events.dealings import PLACES, codes
from detente.reading.events.scene import Scene
from detente.reading.events.syntax import RELATIVE, child, lemma, says_where
from detente.reading.text import children, sentence_of

# What two do together, also as something still to come or called off.
TYPES = frozenset(("AGREE", "CONSULT", "RETREAT", "SUPPORT"))
CALLED_OFF = frozenset(("cancel", "stop", "end"))
# Before talks that have been held.
AFTER = frozenset(("after", "following"))
# How many sentences before the two may have been told of.
WITHIN = 2


def between_those_told_of(act: Act, scene: Scene, lexicon: Lexicon) -> Act | None:
    """The act between the two of the act told last, where a noun tells it and nobody is named; None for any other."""
    fits = act.type in TYPES or (act.ops[:1] and act.ops[0] in CALLED_OFF)
    if not fits or codes((*act.source, *act.target)) or act.says or act.verdict:
        return None
    told_so = held(act.head) if act.kind == "n" else any(common(t, lexicon) or envoys(t, act) for t in nouns(act))
    if not told_so:
        return None
    last = told_last(act, scene)
    if last is None or not named(act, scene) <= codes((*last.source, *last.target)):
        return None
    return act.with_(source=last.source, target=last.target, rule=f"{act.rule} (between the two told of)")


def nouns(act: Act) -> Iterator[Token]:
    """The nouns by which an act may be told: what is set, signed or called off."""
    verb = act.head
    yield from (t for t in surface(verb) if t.tag_ not in RELATIVE)
    if verb.dep_ in ("acl", "relcl"):
        yield verb.head


def common(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun names what takes two: "a meeting", "a truce", "contacts"."""
    kinds = {p.type for p in lexicon.nouns.get(lemma(noun), ())}
    meeting = "CONSULT" in kinds and lemma(noun) in act_words().papers  # no "visit" or "flight", which one makes
    theirs = act_words().outcomes | (frozenset() if child(noun, "det") else act_words().shared)  # not "the flight"
    named = noun.pos_ in ("NOUN", "PROPN")  # what begins a sentence is often taken for a name
    return named and (meeting or not theirs.isdisjoint((lemma(noun), noun.lower_)))


def envoys(noun: Token, act: Act) -> bool:
    """Whether those who met are the envoys of both: "deputy ministers met in Oslo"; mere ministers meet at home too."""
    if noun.tag_ != "NNS" or lemma(noun) not in act_words().sent_by or not act.both:
        return False
    beside = [c for c in children(noun) if c.dep_ != "nummod"]
    plain = all(c.dep_ in ("amod", "compound") and not c.ent_type_ for c in beside)
    return plain and (bool(beside) or lemma(noun) in act_words().only_sent) and act.type in ("CONSULT", "AGREE")


def held(noun: Token) -> bool:
    """Whether a noun stands for talks that came before something: "after three weeks of talks"."""
    top = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return top.dep_ == "pobj" and top.head.lower_ in AFTER


def named(act: Act, scene: Scene) -> frozenset[str]:
    """The parties that the sentence of an act names."""
    sent = sentence_of(act.head)
    inside = scene.dealings.between(sent.start_char, sent.end_char)
    doc = act.head.doc
    return codes([m for m in inside if m.kind not in PLACES and not says_where(doc[m.root])])


def told_last(act: Act, scene: Scene) -> Act | None:
    """The last act between one and one other before an act, or in its own sentence."""
    near = [a for a in scene.dealings.full if 0 <= scene.apart(a, act) <= WITHIN]
    both = scene.dealings.principals
    of_two = [a for a in near if len(codes(a.source)) == len(codes(a.target)) == 1]
    between = [a for a in of_two if not both or codes((*a.source, *a.target)) == both]
    return max(between, key=lambda a: a.head.i, default=None)
