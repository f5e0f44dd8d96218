"""Several who act as one in a story: what is said to one of them by nobody's name is meant for all.

"Peru, Chile and Bolivia closed their ports to Brazil. Brasilia called the step unjust": to all three.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from detente.model import Mention
from detente.reading.events.act import Act
from detente.reading.events.dealings import codes, organisation
from detente.reading.events.scene import Scene
from detente.reading.lists import FEWEST


def with_allies(act: Act, taken: frozenset[str], scene: Scene, doer: bool) -> tuple[Mention, ...]:
    """The parties of whom the one that is taken for the party left out does as much in common as alone, towards the
    known ones; () where he has none. `doer`: whether the source was left out, else the target.
    """
    known = codes(act.target if doer else act.source)
    if len(taken) != 1 or not known:
        return ()
    groups = list(sides_of(next(iter(taken)), known, act, scene))
    common = Counter(group for group in groups if len(group) > 1)
    best = max(common, key=lambda g: (common[g], len(g), sorted(g)), default=frozenset())
    alone = len(groups) - common.total()
    if not best or common.total() < alone + (len(best) < FEWEST):  # two may once do the same and be no side
        return ()
    return tuple(scene.named[code].nearest(act.head.idx) for code in sorted(best) if code in scene.named)


def sides_of(code: str, known: frozenset[str], act: Act, scene: Scene) -> Iterator[frozenset[str]]:
    """With whom one has done something to the known parties before an act, each time: himself alone, or several."""
    for before in scene.acts:
        if before.head.i >= act.head.i:
            return
        doers = codes(before.source)
        if code in doers and codes(before.target) & known and doers.isdisjoint(known):
            yield frozenset((code,)) if organisation(before.source) else doers
