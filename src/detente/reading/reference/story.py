"""What only the story as a whole says: whose "the trawlers" are, which state an official without a nation serves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from spacy.tokens import Doc, Token

from detente.model import ActorRef, Mention
from detente.reading.reference.scene import SUBJECTS, Candidate, Scene
from detente.reading.reference.words import Words

Answer = tuple[tuple[ActorRef, ...], str]
# Sectors of people who serve a state.
SERVING = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})
# How far back the state that a story is telling of is looked for, in sentences.
NEAR = 3
# Prepositions behind which the other party of an act stands.
FACING = frozenset({"with", "to", "on", "upon", "against"})


def nations(doc: Doc, mentions: Sequence[Mention]) -> dict[str, frozenset[str]]:
    """For each noun of a story, by lemma, the codes that it has where the story says whose: "British trawlers"."""
    found: dict[str, set[str]] = defaultdict(set)
    for m in mentions:
        root = doc[m.root]
        if m.kind == "agent" and root.pos_ == "NOUN" and len(m.refs) == 1 and m.refs[0].code:
            found[root.lemma_.lower()].add(m.refs[0].code)
    return {lemma: frozenset(codes) for lemma, codes in found.items()}


def kept_nation(noun: Token, scene: Scene, known: Words) -> Answer | None:
    """ "Three trawlers", "soldiers": whose they are where the story has given only one nation to such before."""
    lemma = noun.lemma_.lower()
    if lemma not in known.table.kept or any(c.dep_ == "amod" and c.pos_ == "ADJ" for c in noun.lefts):
        return None
    codes = scene.nations.get(lemma, frozenset())
    if len(codes) != 1:
        return None
    code = next(iter(codes))
    last = next((c for c in scene.parties(noun.i) if c.code == code), None)
    sector = known.thing_sector.get(lemma) or known.sector_of.get(noun.lower_) or "CVL"
    if last is None:
        return None
    return (ActorRef(name=noun.lower_, code=code, sector=sector),), f"nominal {lemma}: the only nation in the story"


def those_people(noun: Token, scene: Scene, known: Words) -> Answer | None:
    """ "Tens of thousands of Syrians ... the refugees", "fifty Chileans ... the deportees": those just named."""
    lemma = noun.lemma_.lower()
    told_apart = any(c.dep_ in ("amod", "poss") for c in noun.lefts)
    if lemma not in known.table.folk or noun.tag_ != "NNS" or told_apart:
        return None
    near = (c for c in scene.parties(noun.i, NEAR) if c.kind == "name" and c.plural and scene.is_state(c.code))
    last = next((c for c in near if scene.doc[c.root].tag_ == "NNPS"), None)
    if last is None or last.code is None:
        return None
    return (ActorRef(name=noun.lower_, code=last.code, sector="CVL"),), f"nominal {lemma}: the people last named"


def at_home(mention: Mention, scene: Scene, ahead: Callable[[], Sequence[Candidate]]) -> Mention:
    """An official whose nation nobody names, with that of the state that the story is telling of.

    `ahead`: finds the parties named later in the sentence; whom the official asks or meets is not his own state.
    """
    ref = mention.refs[0] if len(mention.refs) == 1 else None
    if ref is None or ref.code or not ref.person or not ref.role or ref.sector not in SERVING:
        return mention
    code = scene.homes.get(ref.person) or _home(mention, scene, _faced(mention, scene, ahead()))
    if code is None:
        return mention
    scene.homes[ref.person] = code
    return mention.model_copy(update={"refs": (ref.model_copy(update={"code": code}),)})


def _home(mention: Mention, scene: Scene, others: frozenset[str | None]) -> str | None:
    """The state of the last official who was a subject, else of any subject near by, else the story's most named."""
    near = [c for c in scene.parties(mention.root, NEAR) if scene.is_state(c.code) and c.code not in others]
    near = [c for c in near if not _shares_verb(c, mention, scene)]
    subjects = [c for c in near if c.rank >= 4]
    official = next((c for c in subjects if c.human and not c.plural), None)
    found = official or next(iter(subjects), None)
    return found.code if found is not None else _most_named(scene, others)


def _faced(mention: Mention, scene: Scene, ahead: Sequence[Candidate]) -> frozenset[str | None]:
    """Whom of the parties named later in the sentence the official asks or meets."""
    return frozenset(c.code for c in ahead if _faces(scene.doc[c.root], scene.doc[mention.root]))


def _faces(other: Token, subject: Token) -> bool:
    """Whether a party is an object of the verb that the official is the subject of: "Minister Ito asked China"."""
    over = other.head.head if other.dep_ == "pobj" and other.head.lower_ in FACING else other.head
    return subject.dep_ in SUBJECTS and over == subject.head and other.dep_ in ("dobj", "dative", "pobj")


def _shares_verb(c: Candidate, mention: Mention, scene: Scene) -> bool:
    """Whether a party stands beside the official in one clause, and so is the other one."""
    one, two = scene.doc[c.root], scene.doc[mention.root]
    return one.head == two.head and one.dep_ in SUBJECTS | {"dobj"} and two.dep_ in SUBJECTS | {"dobj"}


def _most_named(scene: Scene, others: frozenset[str | None]) -> str | None:
    counts = Counter(c.code for c in scene.seen if scene.is_state(c.code) and c.code not in others)
    best = counts.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None
