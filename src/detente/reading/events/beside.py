"""Who did what a noun names beside a verb: "killed him in a strike on Beirut", "bombed camps in revenge for a raid"."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from spacy.tokens import Token

from detente.language.words import act_words
from detente.reading.events.act import Act
from detente.reading.events.dealings import codes
from detente.reading.events.syntax import lemma, preps

# Acts that are done by deeds, of which a noun beside the verb tells one more or the same.
DEEDS = frozenset(("ASSAULT", "COERCE", "SANCTION"))
# What one gives another, for which a third may blame him, and what stands before it then.
GIVEN = frozenset(("AID", "COOPERATE", "SUPPORT"))
BLAMED_FOR = frozenset(("over", "about", "for", "at", "against"))
# Before the deed by which another was done.
BY_WHICH = frozenset(("in", "with", "by", "during", "through"))
# Between an answer and what it answers.
ANSWERED_BY = frozenset(("for", "to"))
# Behind the verb itself, where nobody is named who came to harm: "after the killing of two soldiers".
AT_ONCE = frozenset(("after", "over"))


def with_doers(acts: Sequence[Act]) -> list[Act]:
    """The acts, those of nouns beside a verb with the doer that the verb's own act shows."""
    verbs = {a.head.i: a for a in acts if a.kind == "v" and a.type in DEEDS and a.source and a.target}
    blames = {i for a in acts if a.type == "ACCUSE" for i in (a.head.i, *a.used)}
    told = [act for act in acts if not only_charged(act, blames)]
    return [done(act, verbs) if act.kind == "n" and act.type in DEEDS and not act.ops else act for act in told]


def only_charged(act: Act, blames: Container[int]) -> bool:
    """Whether a noun only says what somebody is blamed for: "protested to Peru over the sale of arms to Chile"."""
    if act.kind != "n" or act.ops or act.type not in GIVEN or act.head.dep_ != "pobj":
        return False
    prep = act.head.head
    return prep.lower_ in BLAMED_FOR and prep.head.i in blames


def done(act: Act, verbs: Mapping[int, Act]) -> Act:
    """A noun's act with its doer: of a deed by which another is done the same, of one that is answered the other."""
    if codes(act.source) or act.head.dep_ != "pobj":
        return act
    prep = act.head.head
    other = verbs.get(prep.head.i)
    if other is not None and prep.lower_ in BY_WHICH and codes(act.target) - codes(other.source):
        return act.with_(source=other.source)
    answered, whom = verbs.get(answering(prep).i), codes(act.target)
    if answered is None or whom & codes(answered.target) or (whom and prep.lower_ in AT_ONCE):
        return act
    if not whom and any(p.pos_ == "PROPN" for _, p in preps(act.head)):
        return act  # "after the killing of Haniyeh": a name without a code may be anybody's
    return act.with_(source=answered.target, target=act.target if whom else answered.source)


def answering(prep: Token) -> Token:
    """The verb whose deed answers what stands behind a preposition: "in retaliation for", "in response to", "after"."""
    if prep.lower_ in AT_ONCE:
        return prep.head
    noun = prep.head
    if prep.lower_ not in ANSWERED_BY or lemma(noun) not in act_words().in_answer or noun.dep_ != "pobj":
        return prep
    return noun.head.head
