"""Whose a measure is that names neither side, told right after another: "Peru recalled its envoy from Quito. Talks on
the border were broken off as well."
"""

from __future__ import annotations

from detente.reading.events.act import MEASURES, Act
from detente.reading.events.dealings import codes
from detente.reading.events.scene import Scene
from detente.reading.events.syntax import child, is_passive

# As such, or as something friendly that is stopped ("trade was suspended").
PLAIN = ((), ("stop",))
# What a measure follows: another by the same side, or its own charge or threat.
BEFORE = MEASURES | {"ACCUSE", "THREATEN"}


def followed_up(act: Act, scene: Scene) -> Act | None:
    """The measure with the two sides of the act told just before it, where it names neither; None where it is none."""
    if act.type not in MEASURES or act.kind != "v" or act.ops not in PLAIN or codes((*act.source, *act.target)):
        return None
    if not is_passive(act.head) or child(act.head, "agent") is not None:
        return None
    last = just_before(act, scene)
    if last is None or last.type not in BEFORE or len(codes(last.source)) != 1 or len(codes(last.target)) != 1:
        return None
    return act.with_(source=last.source, target=last.target, rule=f"{act.rule} (as the act before)")


def just_before(act: Act, scene: Scene) -> Act | None:
    """The last act between two parties in the sentence before, or earlier in the same one."""
    before = [a for a in scene.dealings.full if a.head.i < act.head.i]
    last = max(before, key=lambda a: a.head.i, default=None)
    return last if last is not None and scene.apart(last, act) <= 1 else None
