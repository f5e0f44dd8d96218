"""Nouns that point back: "the minister", "his Turkish counterpart", "the two sides", "the country", "the army"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.model import ActorRef
from detente.reading.reference.pairs import last_pair, state_ref
from detente.reading.reference.scene import Candidate, Scene
from detente.reading.reference.words import Words

# What a sentence of distance weighs against being subject or object.
STALE = 2
# How many of the last candidates may be in the clause at hand.
SEEN = 12
Answer = tuple[tuple[ActorRef, ...], str]
DEFINITE = frozenset({"the", "this", "that", "both", "these", "those"})
NAMES = frozenset({"NORP", "GPE", "ORG", "PERSON"})
NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4}


def noun_phrase_words(noun: Token) -> str:
    """The noun with the nouns and fixed adjectives right before it: "foreign minister", "air force"."""
    parts = [c.lower_ for c in noun.lefts if c.dep_ in ("compound", "amod") and c.i >= noun.i - 2]
    return " ".join([*parts, noun.lower_])


def determiner(noun: Token) -> str:
    """The article, "both", "two" or possessive before a noun, in lower case; "" for none."""
    for c in noun.lefts:
        if c.dep_ in ("det", "predet", "poss", "nummod") and c.lower_ not in ("a", "an"):
            return c.lower_
    return ""


def nominal(noun: Token, scene: Scene, known: Words, own: str | None = None) -> Answer | None:
    """The party that a noun points back to, with the rule; None where it does not point back.

    `own`: the code that the noun carries itself, for "his Turkish counterpart".
    """
    number = _number(noun)
    if number and (found := _several(noun, number, scene, known)):
        return found
    if _is_own(noun):
        return _owned(noun, scene, known, own)
    if determiner(noun) not in DEFINITE or _is_told_apart(noun):
        return None
    for rule in (_office, _organisation, _group, _state, _same_thing, _body):
        found = rule(noun, scene, known)
        if found is not None:
            return found
    return None


def _number(noun: Token) -> int:
    return next((NUMBERS[c.lower_] for c in noun.lefts if c.lower_ in NUMBERS), 0)


def _several(noun: Token, number: int, scene: Scene, known: Words) -> Answer | None:
    """ "the two countries", "both leaders", "the three governments"."""
    if determiner(noun) not in DEFINITE or _is_told_apart(noun):
        return None
    word = noun.lemma_.lower()
    phrase = f"{noun_phrase_words(noun).removesuffix(noun.lower_)}{word}"
    if word not in known.table.pairs and phrase not in known.table.pairs:
        return None
    persons = word in known.table.persons_of_pairs or phrase in known.table.persons_of_pairs
    refs = last_pair(scene, noun.i, persons, number, _caller(noun, scene))
    return (refs, f"nominal {noun_phrase_words(noun)}: the {number} parties last told together") if refs else None


def _caller(noun: Token, scene: Scene) -> frozenset[str | None]:
    """The codes of whoever does something to the several: in "Obama called on both leaders" he is none of them."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.dep_ not in ("dobj", "pobj", "dative") or verb.pos_ != "VERB":
        return frozenset()
    while verb.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        verb = verb.head
    return frozenset(c.code for c in scene.seen[-SEEN:] if _is_subject(scene.doc[c.root], verb))


def _is_subject(token: Token, verb: Token) -> bool:
    """Whether a party is the verb's subject, also as the name behind a title ("US President Barack Obama")."""
    while token.dep_ in ("appos", "compound"):
        token = token.head
    return token.dep_ == "nsubj" and token.head == verb


def _is_told_apart(noun: Token) -> bool:
    """Whether the noun says itself which one it is: "the country that ...", "the army of Chad", "the German army"."""
    if any(c.dep_ == "amod" and c.ent_type_ in ("NORP", "GPE") for c in noun.lefts):
        return True
    if any(
        c.ent_type_ in ("NORP", "GPE", "ORG", "PERSON") and c.dep_ in ("compound", "poss", "nmod") for c in noun.lefts
    ):
        return True
    return any(c.dep_ in ("relcl", "appos") or (c.dep_ == "prep" and c.lower_ == "of") for c in noun.rights)


def _is_own(noun: Token) -> bool:
    return any(c.dep_ == "poss" for c in noun.lefts)


def _owner(noun: Token, scene: Scene) -> Candidate | None:
    """Whoever the possessive before a noun means, once that is resolved."""
    poss = next(c for c in noun.lefts if c.dep_ == "poss")
    return next((c for c in reversed(scene.seen) if c.root == poss.i and c.refs), None)


def _owned(noun: Token, scene: Scene, known: Words, own: str | None) -> Answer | None:
    """ "his Turkish counterpart", "its neighbour", "their army", "Turkey's army"."""
    owner = _owner(noun, scene)
    if owner is None:
        return None
    word, phrase = noun.lemma_.lower(), noun_phrase_words(noun)
    if word in known.table.counterparts:
        return _counterpart(noun, owner, scene, own)
    if noun.lower_ in known.table.others:
        return _other(noun, owner, scene)
    sector = known.sector_of.get(phrase) or known.sector_of.get(noun.lower_)
    code = owner.code
    if code is None or (sector is None and phrase not in known.table.offices):
        return None
    role = phrase if sector is None else None
    ref = ActorRef(name=phrase, code=code, sector=sector or "GOV", role=role)
    return (ref,), f"nominal {phrase}: of its owner"


def _counterpart(noun: Token, owner: Candidate, scene: Scene, own: str | None) -> Answer | None:
    """The holder of the same office on the other side."""
    inside = (c.code for c in reversed(scene.seen) if noun.left_edge.i <= c.root < noun.i and c.kind == "adjective")
    code = own or next(inside, None)
    role = owner.refs[0].role
    if code is None:
        other = _other(noun, owner, scene)
        code = other[0][0].code if other else None
    return ((holder(scene, code, role, noun.i),), "nominal counterpart: the same office") if code else None


def holder(scene: Scene, code: str, role: str | None, at: int) -> ActorRef:
    """The person of that code and role if the story names one before, else the office."""
    for c in scene.parties(at):
        for ref in c.refs:
            if ref.code == code and ref.person and role and ref.role and _same_office(ref.role, role):
                return ref
    return ActorRef(name=role or "counterpart", code=code, sector="GOV", role=role)


def _same_office(role: str, other: str) -> bool:
    return role == other or {role, other} <= {"foreign minister", "secretary of state", "foreign secretary"}


def _other(noun: Token, owner: Candidate, scene: Scene) -> Answer | None:
    """The state last named that is not the owner's."""
    own = {r.code for r in owner.refs}
    for c in scene.parties(noun.i, 4):
        if c.code is not None and c.code not in own and scene.is_state(c.code):
            return (state_ref(c.refs[0], scene),), f"nominal {noun.lower_}: the other state"
    return None


def _office(noun: Token, scene: Scene, known: Words) -> Answer | None:
    """ "the minister": the person told of last with that office, else that office of the state told of."""
    phrase = noun_phrase_words(noun)
    name = phrase if phrase in known.table.offices else noun.lower_
    roles = known.table.offices.get(name)
    if roles is None:
        return None
    here = scene.sentences[noun.i]
    fitting = [c for c in scene.parties(noun.i) if c.human and not c.plural and len(c.refs) == 1]
    fitting = [c for c in fitting if _holds(c.refs[0], roles)]
    if fitting:
        best = max(fitting, key=lambda c: (c.rank - STALE * (here - c.sentence), c.root))
        return best.refs, f"nominal {name}: last told of with that office"
    topic = topic_state(noun, scene, name)
    if topic is None:
        return None
    return (ActorRef(name=name, code=topic, sector="GOV", role=name),), f"nominal {name}: of the state told of"


def _holds(ref: ActorRef, roles: tuple[str, ...]) -> bool:
    return ref.role is not None and any(ref.role == r or ref.role.endswith(" " + r) for r in roles)


def _organisation(noun: Token, scene: Scene, known: Words) -> Answer | None:
    """ "the alliance", "the bloc": the last organisation that it can be."""
    allowed = known.table.organisations.get(noun.lower_)
    if allowed is None:
        return None
    for c in scene.parties(noun.i):
        code = c.code
        if code in scene.world.organisations and (not allowed or code in allowed):
            return (
                ActorRef(name=scene.world.name_of(code or "") or "", code=code, sector="IGO"),
            ), f"nominal {noun.lower_}: last named"
    return None


def _group(noun: Token, scene: Scene, known: Words) -> Answer | None:
    """ "the group", "the militants": the last armed group, or organisation for "the group"."""
    if noun.lower_ not in known.table.groups:
        return None
    for c in scene.parties(noun.i, 8):
        if c.code in scene.world.groups:
            return (state_ref(c.refs[0], scene),), f"nominal {noun.lower_}: last group named"
    return None


def _state(noun: Token, scene: Scene, known: Words) -> Answer | None:
    """ "the country", "the kingdom": the last state that the story told of."""
    if noun.lower_ not in known.table.states or noun.tag_ == "NNS":
        return None
    code = topic_state(noun, scene, "")
    if code is None:
        return None
    name = scene.world.name_of(code) or code
    return (ActorRef(name=name, code=code),), f"nominal {noun.lower_}: last state told of"


def _same_thing(noun: Token, scene: Scene, known: Words) -> Answer | None:
    """ "the jet" after "a Russian warplane": whose the thing was when it was told of last."""
    same = next((group for group in known.table.alike if noun.lower_ in group), None)
    if same is None:
        return None
    for c in scene.parties(noun.i, 8):
        if c.code is not None and scene.doc[c.root].lower_ in same:
            return c.refs, f"nominal {noun.lower_}: told of before"
    return None


def _body(noun: Token, scene: Scene, known: Words) -> Answer | None:
    """ "the army", "the government": that body of the state told of."""
    phrase = noun_phrase_words(noun)
    name = phrase if phrase in known.sector_of else noun.lower_
    sector = known.sector_of.get(name)
    if sector is None and (noun.lower_ not in known.table.seats or noun.dep_ not in ("nsubj", "nsubjpass")):
        return None
    code = topic_state(noun, scene, name)
    if code is None:
        return None
    return (ActorRef(name=name, code=code, sector=sector or "GOV"),), f"nominal {name}: of the state told of"


def topic_state(noun: Token, scene: Scene, word: str) -> str | None:
    """The state that a bare "the army" or "the country" belongs to.

    A state named as the place of the same sentence comes first ("In Syria the army"), then the state that had such
    a body before ("Turkish troops ... the troops"), then the subject of the last sentences, then any state.
    """
    here = scene.sentences[noun.i]
    near = [c for c in scene.parties(noun.i, 3) if scene.is_state(c.code)]
    for c in near:
        token = scene.doc[c.root]
        if c.sentence == here and token.dep_ == "pobj" and token.head.lower_ in ("in", "inside", "within", "across"):
            return c.code
    if word:
        for c in scene.parties(noun.i, 8):
            if scene.is_state(c.code) and scene.doc[c.root].lower_ == word.rsplit(maxsplit=1)[-1]:
                return c.code
    if not near:
        return None
    subject = _topic_of(near, noun, scene)
    return subject.code if subject else None


def _topic_of(near: list[Candidate], noun: Token, scene: Scene) -> Candidate | None:
    """The most salient state: near, subject, and not another argument of the same verb."""
    free = [
        c for c in near if not (scene.doc[c.root].head == noun.head and scene.doc[c.root].dep_ in ("dobj", "nsubj"))
    ]
    here = scene.sentences[noun.i]
    return max(free, key=lambda c: (c.rank - STALE * (here - c.sentence), c.root), default=None)
