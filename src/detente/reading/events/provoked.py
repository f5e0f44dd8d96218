"""Whose a deed is that names neither side, told as what another act answers: "Peru recalled its envoy to Chile over the
killing of two fishermen".
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.language.words import act_words
from detente.reading.events.act import Act
from detente.reading.events.dealings import codes
from detente.reading.events.scene import Scene
from detente.reading.events.syntax import is_verb, lemma

# Deeds by which one moves another to act, and what the other then does.
DEEDS = frozenset(("ASSAULT", "COERCE", "SANCTION"))
ANSWERS = frozenset(("REJECT", "SANCTION", "ACCUSE", "THREATEN", "COERCE"))
# Before the deed that moved somebody to act, by itself and behind "in response", "in retaliation".
MOVING, REPLYING = frozenset(("after", "following", "over")), frozenset(("to", "for", "at"))


def provoking(act: Act, scene: Scene) -> Act | None:
    """The deed with the two sides of the act that answers it, turned round; None where it answers none, or was done
    where the one who answers is at home, and so perhaps by a third.
    """
    if act.kind != "n" or act.type not in DEEDS or act.ops or codes((*act.source, *act.target)):
        return None
    answer = answering(act, scene.dealings.full)
    if answer is None or len(codes(answer.source)) != 1 or len(codes(answer.target)) != 1:
        return None
    phrase = list(act.head.subtree)
    inside = scene.dealings.between(phrase[0].idx, phrase[-1].idx + 1)
    if codes(inside) - codes(answer.target):
        return None
    return act.with_(source=answer.target, target=answer.source, rule=f"{act.rule} (as the act that answers it)")


def answering(deed: Act, full: Sequence[Act]) -> Act | None:
    """The act between two parties whose verb says that it came after the deed."""
    prep = deed.head.head
    if deed.head.dep_ != "pobj":
        return None
    reply = prep.lower_ in REPLYING and lemma(prep.head) in act_words().replies
    above = prep.head if prep.lower_ in MOVING else prep.head.head.head if reply else None
    while above is not None and not is_verb(above):
        if above.head.i == above.i:
            return None
        above = above.head
    return next(
        (a for a in full if above is not None and above in (a.head, a.chain()[-1].head) and a.type in ANSWERS), None
    )
