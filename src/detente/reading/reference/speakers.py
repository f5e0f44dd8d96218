""" "I" and "we" inside what somebody says: the speaker, and the speaker's state or body."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from detente.model import ActorRef, Mention, SpeechAct
from detente.reading.reference.scene import Scene
from detente.reading.reference.words import Words

Answer = tuple[tuple[ActorRef, ...], str]


def covering(token: Token, speech: Sequence[SpeechAct]) -> SpeechAct | None:
    """The innermost attribution whose content holds the token."""
    around = [a for a in speech if any(c.start <= token.idx < c.end for c in a.content)]
    return min(around, key=lambda a: sum(c.end - c.start for c in a.content), default=None)


def speaker(act: SpeechAct, mentions: Sequence[Mention]) -> Mention | None:
    """The mention that names the source of an attribution."""
    inside = [m for m in mentions if m.refs and any(s.start <= m.start and m.end <= s.end for s in act.source)]
    told = [m for m in inside if m.kind != "adjective"] or inside
    return min(told, key=lambda m: (m.kind not in ("person", "pronoun"), m.start), default=None)


def is_first_person(token: Token, known: Words) -> bool:
    """Whether a word is "I", "we" or one of their forms; "US" in capitals is the country."""
    asked = known.table.speaker
    return (token.lower_ in asked.one or token.lower_ in asked.many) and (token.text != "US")


def first_person(token: Token, scene: Scene, known: Words, said_by: Mention | None) -> Answer | None:
    """The party that "I" or "we" means in the words of `said_by`."""
    if said_by is None or not said_by.refs:
        return None
    if token.lower_ in known.table.speaker.one:
        return said_by.refs[:1], "speaker: I"
    ref = said_by.refs[0]
    name = (scene.world.name_of(ref.code) if ref.code else None) or ref.name
    return (ActorRef(name=name, code=ref.code, sector=ref.sector),), "speaker: we"
