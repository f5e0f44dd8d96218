"""Two parties told together: "Russia and Turkey", and later "the two countries"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from detente.model import ActorRef, Mention
from detente.reading.reference.scene import SUBJECTS, Candidate, Scene
from detente.reading.reference.words import Words

Answer = tuple[tuple[ActorRef, ...], str]


def joined(doc: Doc, mention: Mention, by_root: dict[int, Mention]) -> tuple[Mention, ...]:
    """The mentions that are joined to this one by "and", it being the first; empty where it stands alone."""
    root = doc[mention.root]
    if root.dep_ == "conj":
        return ()
    found = [mention]
    waiting = list(root.conjuncts)
    for token in waiting:
        other = by_root.get(token.i)
        if other is not None and other.refs and other.refs[0] != mention.refs[0]:
            found.append(other)
    return tuple(found) if len(found) > 1 else ()


def last_pair(
    scene: Scene, at: int, persons: bool, count: int = 2, besides: frozenset[str | None] = frozenset()
) -> tuple[ActorRef, ...]:
    """The parties last told together: as a pair, else the last distinct ones of one sentence, else of the last ones.

    `besides`: codes that are not among them ("Obama called on both leaders" to do something).
    """
    for c in scene.parties(at, 6):
        refs = _kind(c.refs, persons, scene)
        if len({r.code for r in refs} - besides) == count == len(refs):
            return refs
        if count == 2 and (across := _in_sentence(scene, c.sentence, persons, besides)):
            return across
    return _distinct(scene, at, (persons, count), besides)


def told_together(scene: Scene, at: int, persons: bool, besides: frozenset[str | None]) -> tuple[ActorRef, ...]:
    """Two parties that one mention or one sentence joined within the last three sentences, () where none did."""
    for c in scene.parties(at, 3):
        refs = _kind(c.refs, persons, scene)
        known = all(_party(r.code or "", scene) for r in refs)
        if len({r.code for r in refs} - besides) == 2 == len(refs) and known:
            return refs
    return next((two for c in scene.parties(at, 2) if (two := _in_sentence(scene, c.sentence, persons, besides))), ())


def two_who(token: Token, scene: Scene, known: Words) -> Answer | None:
    """The two of whom "they" tells what two do: "Fidan met Lavrov. They agreed ..."; None for any other word."""
    verb = token.head
    if token.lower_ != "they" or token.dep_ not in SUBJECTS or verb.lemma_ not in known.table.joint_verbs:
        return None
    refs = told_together(scene, token.i, persons=True, besides=frozenset())
    return (refs, "pronoun they: the two told of together") if refs else None


def _in_sentence(scene: Scene, sentence: int, persons: bool, besides: frozenset[str | None]) -> tuple[ActorRef, ...]:
    """The two parties of a sentence that names exactly two codes."""
    by_code = _by_code((c for c in scene.seen if c.sentence == sentence), persons, scene)
    kept = [ref for code, ref in by_code.items() if code not in besides]
    return tuple(kept) if len(kept) == 2 else ()


def _distinct(scene: Scene, at: int, wanted: tuple[bool, int], besides: frozenset[str | None]) -> tuple[ActorRef, ...]:
    """The last so many parties with different codes, in the order in which they were named first."""
    persons, count = wanted
    by_code: dict[str, ActorRef] = {}
    for c in scene.parties(at, 6):
        for code, ref in _by_code([c], persons, scene).items():
            if code not in besides:
                by_code.setdefault(code, ref)
        if len(by_code) >= count:
            break
    return tuple(reversed(list(by_code.values())[:count])) if len(by_code) >= count else ()


def _by_code(candidates: Iterator[Candidate] | list[Candidate], persons: bool, scene: Scene) -> dict[str, ActorRef]:
    """The parties by code; where persons are asked for a named one takes the place of the state."""
    by_code: dict[str, ActorRef] = {}
    for c in candidates:
        for ref in c.refs:
            if ref.code is None or not _party(ref.code, scene):
                continue
            if ref.code not in by_code or (persons and ref.person and not by_code[ref.code].person):
                by_code[ref.code] = ref if persons else state_ref(ref, scene)
    return by_code


def _party(code: str, scene: Scene) -> bool:
    """Whether a code may be one of "the two sides": a state or an armed group, no organisation that mediates."""
    return code in scene.world.states or code in scene.world.groups


def _kind(refs: tuple[ActorRef, ...], persons: bool, scene: Scene) -> tuple[ActorRef, ...]:
    kept = tuple(r for r in refs if r.code is not None)
    return kept if persons else tuple(state_ref(r, scene) for r in kept)


def state_ref(ref: ActorRef, scene: Scene) -> ActorRef:
    """The state or group itself for one of its people or bodies."""
    name = scene.world.name_of(ref.code) if ref.code else None
    sector = None if scene.is_state(ref.code) else ref.sector
    return ActorRef(name=name or ref.name, code=ref.code, sector=sector)
