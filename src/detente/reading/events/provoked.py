"""Whose a deed is that names neither side, told as what another act answers: "Peru recalled its envoy to Chile over the
killing of two fishermen"; or as what its doer asks pardon for: "Chile apologised to Peru for Monday's raid".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from detente.language.words import act_words
from detente.reading.events.act import Act
from detente.reading.events.dealings import codes
from detente.reading.events.scene import Scene
from detente.reading.events.syntax import child, is_verb, lemma, preps, verb_above

# Deeds by which one moves another to act, and what the other then does.
DEEDS = frozenset(("ASSAULT", "COERCE", "SANCTION"))
ANSWERS = frozenset(("REJECT", "SANCTION", "ACCUSE", "THREATEN", "COERCE"))
# Before the deed that moved somebody to act, by itself and behind "in response", "in retaliation".
MOVING, REPLYING = frozenset(("after", "following", "over")), frozenset(("to", "for", "at"))
# The code of asking pardon, and before what it is asked for.
APOLOGY, PARDONED = "055", frozenset(("for", "over"))


def provoking(act: Act, scene: Scene) -> Act | None:
    """The deed with the two sides of the act that answers it, turned round; None where it answers none, or was done
    where the one who answers is at home, and so perhaps by a third.
    """
    if act.kind != "n" or act.type not in DEEDS or act.ops or codes((*act.source, *act.target)):
        return None
    answer = answering(act, scene.dealings.full) or making_amends(act, scene.dealings.full)
    if answer is None or len(codes(answer.source)) != 1 or len(codes(answer.target)) != 1:
        return None
    phrase = list(act.head.subtree)
    inside = scene.dealings.between(phrase[0].idx, phrase[-1].idx + 1)
    doer, done_to = (answer.source, answer.target)[:: 1 if answer.cameo == APOLOGY else -1]
    if codes(inside) - codes(doer):
        return None
    return act.with_(source=doer, target=done_to, rule=f"{act.rule} (as the act that answers it)")


def making_amends(deed: Act, full: Sequence[Act]) -> Act | None:
    """The act between two parties by which one asks the other's pardon for the deed, or is asked to."""
    prep = deed.head.head
    if deed.head.dep_ != "pobj" or prep.lower_ not in PARDONED:
        return None
    verb = verb_above(prep)
    return next(
        (a for a in told_by(verb, full) if a.cameo == APOLOGY or (a.type == "REQUEST" and asks_amends(verb))), None
    )


def asks_amends(verb: Token) -> bool:
    """Whether somebody asks for what a wrongdoer owes: "demanded an apology from Chile (for the raid)"."""
    objects = (child(verb, "dobj"), *(p for _, p in preps(verb)))
    return any(lemma(t) in act_words().amends for t in objects if t is not None)


def answering(deed: Act, full: Sequence[Act]) -> Act | None:
    """The act between two parties whose verb says that it came after the deed."""
    prep = deed.head.head
    if deed.head.dep_ != "pobj":
        return None
    reply = prep.lower_ in REPLYING and lemma(prep.head) in act_words().replies
    above = prep.head if prep.lower_ in MOVING else prep.head.head.head if reply else None
    verb = verb_above(above) if above is not None else None
    if verb is None or not is_verb(verb):
        return None
    return next((a for a in told_by(verb, full) if a.type in ANSWERS), None)


def told_by(verb: Token, full: Sequence[Act]) -> Iterator[Act]:
    """The acts between two parties that a verb tells, itself or by what is below it."""
    return (a for a in full if verb in (a.head, a.chain()[-1].head))
