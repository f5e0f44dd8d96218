"""Three parties or more that act together, and how a story comes back to them: "the trio", "the boycotting states"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.model import ActorRef
from detente.reading.lists import FEWEST
from detente.reading.reference.pairs import last_pair, state_ref
from detente.reading.reference.scene import Candidate, Scene
from detente.reading.reference.words import Words

Answer = tuple[tuple[ActorRef, ...], str]
# The rank of a doer.
DOER = 3


def last_group(
    scene: Scene, at: int, count: int = 0, without: frozenset[str | None] = frozenset()
) -> tuple[ActorRef, ...]:
    """The parties of the last list of three or more, however far back; () where there was none.

    `count`: only of so many; with 0 only a list that did something. `without`: codes that are not among them.
    """
    for c in scene.parties(at):
        refs = tuple(state_ref(r, scene) for r in c.refs if r.code)
        codes = {r.code for r in refs}
        if len(codes) == len(refs) >= FEWEST and not codes & without and (len(codes) == count if count else _acts(c)):
            return refs
    return ()


def _acts(c: Candidate) -> bool:
    """Whether several that stand in a list do something: nobody calls "the bloc" what was only named in passing."""
    return c.kind == "pair" and c.rank >= DOER


def collective(noun: Token, scene: Scene, known: Words) -> Answer | None:
    """ "The trio", "the bloc", "the boycotting states", "that coalition": those who have acted as one."""
    word = noun.lower_
    count = known.table.collectives.get(word)
    ganging = noun.tag_ == "NNS" and noun.lemma_.lower() in known.table.pairs and _ganging(noun, known)
    if count is None and not ganging:
        return None
    if count and count < FEWEST:
        refs = last_pair(scene, noun.i, persons=True, count=count)
    else:
        refs = last_group(scene, noun.i, count or 0)
    return (refs, f"nominal {word}: those who last acted together") if refs else None


def _ganging(noun: Token, known: Words) -> bool:
    """Whether a word before a plural says that they do something to another together: "the blockading countries"."""
    return any(c.lower_ in known.table.ganging for c in noun.lefts)


def opponents(noun: Token, owner: Candidate, scene: Scene) -> Answer | None:
    """ "Its neighbours", "Bolivia's rivals": the several who act together and of whom the owner is none."""
    own = frozenset(r.code for r in owner.refs)
    refs = last_group(scene, noun.i, without=own) if noun.tag_ == "NNS" else ()
    return (refs, f"nominal {noun.lower_}: the several who face their owner") if refs else None
