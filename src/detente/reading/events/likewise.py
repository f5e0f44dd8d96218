"""What is told by the act before it: "France followed suit", "Chile did the same", "Moscow answered in kind", and whom
a bare number is of: "Latvia expelled six".
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.language.patterns import NOTHING, Lexicon
from detente.model import Mention
from detente.reading.events.act import MEASURES, Act
from detente.reading.events.compose import made_of
from detente.reading.events.dealings import codes
from detente.reading.events.scene import Scene
from detente.reading.text import children

# Modes of patterns: what one does that another has done to a third, and what one does back.
LIKEWISE, IN_KIND = "likewise", "in kind"
# How many sentences back the act may stand.
WITHIN = 2
# How the main verb of a clause hangs.
MAIN = frozenset(("ROOT", "conj", "ccomp"))


def as_before(act: Act, told: Sequence[Act], scene: Scene, lexicon: Lexicon) -> Act | None:
    """The act that stands for the one before it, as that one; None for any other act.

    `told`: the acts before it with all their parties.
    """
    if act.mode not in (LIKEWISE, IN_KIND):
        return elided(act, told, scene)
    mine = codes(act.source)
    last = just_before(act, [a for a in told if codes(a.source) - mine], scene) if mine else None
    if last is None or (act.mode == IN_KIND and not codes(last.target) & mine):
        return act.with_(type=NOTHING) if act.mode == LIKEWISE else None
    meant = last.with_(ops=(), inner=None)
    type_, cameo = made_of(lexicon.compose, act.ops[0], meant) if act.ops else (last.type, last.cameo)
    return act.with_(type=type_, cameo=cameo, mode=last.mode, target=act.target or meant_by(act, last), inner=None)


def meant_by(act: Act, last: Act) -> tuple[Mention, ...]:
    """Whom the act concerns: whoever the one before it did, or whoever did that, if it was done to the act's own."""
    mine = codes(act.source)
    others = tuple(m for m in last.target if not codes((m,)) <= mine)
    return last.source if act.mode == IN_KIND or not others else others


def just_before(act: Act, told: Sequence[Act], scene: Scene) -> Act | None:
    """The last act of a main clause in the nearest sentence that tells any, not too far back."""
    known = [a for a in told if a.head.i < act.head.i and codes(a.source) and codes(a.target) and a.type != NOTHING]
    near = min((scene.apart(a, act) for a in known), default=WITHIN + 1)
    there = [a for a in known if scene.apart(a, act) == near <= WITHIN]
    return next((a for a in reversed(there) if a.head.dep_ in MAIN), there[-1] if there else None)


def elided(act: Act, told: Sequence[Act], scene: Scene) -> Act | None:
    """ "Latvia expelled six": of those whose envoys another has just expelled."""
    counted = act.type in MEASURES and act.kind == "v" and bool(codes(act.source)) and not codes(act.target)
    if not counted or not any(c.dep_ == "dobj" and c.tag_ == "CD" for c in children(act.head)):
        return None
    last = just_before(act, [a for a in told if a.type in MEASURES], scene)
    return act.with_(target=meant_by(act, last), rule=f"{act.rule} (as the act before)") if last is not None else None
