"""Nouns with "the" that one party has: "the minister", "the alliance", "the kingdom", "the army", "the jet".

"The draft" is of whoever put it forward (`papers.py`)."""

from __future__ import annotations

from spacy.tokens import Token

from detente.model import ActorRef
from detente.reading.reference.addressed import addressees
from detente.reading.reference.pairs import state_ref
from detente.reading.reference.papers import paper
from detente.reading.reference.scene import SUBJECTS, Candidate, Scene
from detente.reading.reference.words import Words, words

# What a sentence of distance weighs against being subject or object.
STALE = 2
# Kinds of mention that name a state itself. Its people and ministers stand in the objects of its own bodies too.
OUTRIGHT = frozenset(("name", "seat"))
# The rank of a subject.
DOER = 4
Answer = tuple[tuple[ActorRef, ...], str]


def noun_phrase_words(noun: Token) -> str:
    """The noun with the nouns and fixed adjectives right before it: "foreign minister", "air force"."""
    parts = [c.lower_ for c in noun.lefts if c.dep_ in ("compound", "amod") and c.i >= noun.i - 2]
    return " ".join([*parts, noun.lower_])


def single_party(noun: Token, scene: Scene, known: Words) -> Answer | None:
    """The one party that a noun with "the" means, by the first rule that knows it."""
    for rule in (_office, _organ, _organisation, _group, _state, _same_thing, _aboard, _body, paper):
        found = rule(noun, scene, known)
        if found is not None:
            return found
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
    only = known.table.office_states.get(name)
    fitting = [c for c in fitting if _holds(c.refs[0], roles) and (only is None or c.code in only)]
    if fitting:
        best = max(fitting, key=lambda c: (c.rank - STALE * (here - c.sentence), c.root))
        return best.refs, f"nominal {name}: last told of with that office"
    topic = _last_of(only, noun, scene) if only is not None else topic_state(noun, scene, name)
    if topic is None:
        return None
    return (ActorRef(name=name, code=topic, sector="GOV", role=name),), f"nominal {name}: of the state told of"


def _last_of(only: frozenset[str], noun: Token, scene: Scene) -> str | None:
    """The last named of certain states, less whoever is the subject of the verb that the noun is an object of."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    object_ = noun.dep_ in ("dobj", "pobj", "dative")
    told = ((c.code, scene.doc[c.root]) for c in scene.parties(noun.i))
    doer = {code for code, root in told if object_ and root.dep_ in SUBJECTS and root.head == verb}
    return next((c.code for c in scene.parties(noun.i) if c.code in only and c.code not in doer), None)


def _holds(ref: ActorRef, roles: tuple[str, ...]) -> bool:
    return ref.role is not None and any(ref.role == r or ref.role.endswith(" " + r) for r in roles)


def _organ(noun: Token, scene: Scene, known: Words) -> Answer | None:
    """ "The board" after "the governing board of the IAEA": whose organ was told of last by that word."""
    if noun.lower_ not in known.table.organs or any(c.dep_ == "compound" for c in noun.lefts):
        return None
    for c in scene.parties(noun.i, 8):
        root = scene.doc[c.root]
        organ = root if root.lower_ == noun.lower_ else holder(root)
        if c.code in scene.world.organisations and organ.lower_ == noun.lower_:
            name = scene.world.name_of(c.code or "") or ""
            return (ActorRef(name=name, code=c.code, sector="IGO"),), f"nominal {noun.lower_}: its organ told of before"
    return None


def holder(name: Token) -> Token:
    """The noun that an organisation's name belongs to: "council" in "the AU's peace council", "board" in "the board of
    governors of the IAEA".
    """
    at = name.head if name.dep_ in ("poss", "compound", "nmod", "amod") else name
    for _ in range(2):
        if at.dep_ == "pobj" and at.head.lower_ == "of":
            at = at.head.head
    return at


def _organisation(noun: Token, scene: Scene, known: Words) -> Answer | None:
    """ "the alliance", "the bloc": the last organisation that it can be."""
    allowed = known.table.organisations.get(noun.lower_)
    if allowed is None or any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in noun.lefts):
        return None  # "the Revolutionary Command Council" is a name of its own
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
    only = known.table.kinds.get(noun.lower_)
    code = _last_of(only, noun, scene) if only is not None else topic_state(noun, scene, "")
    if code is None:
        return None
    name = scene.world.name_of(code) or code
    return (ActorRef(name=name, code=code),), f"nominal {noun.lower_}: last state told of"


def _same_thing(noun: Token, scene: Scene, known: Words) -> Answer | None:
    """ "the jet" after "a Russian warplane": whose the thing was when it was told of last."""
    same = next((group for group in known.table.alike if noun.lower_ in group), None)
    if same is None:
        return None
    told = [c for c in scene.parties(noun.i) if c.code is not None and scene.doc[c.root].pos_ != "PRON"]
    here = scene.sentences[noun.i]
    like = [c for c in told if here - c.sentence <= 8 and scene.doc[c.root].lower_ in same]
    exact = (c for c in told if scene.doc[c.root].lemma_.lower() == noun.lemma_.lower())
    best = next(exact, None) or next(iter(like), None)
    return (best.refs, f"nominal {noun.lower_}: told of before") if best else None


def _aboard(noun: Token, scene: Scene, known: Words) -> Answer | None:
    """ "the airmen" after "a Peruvian helicopter": who was aboard."""
    crafts = [one.craft for one in known.table.aboard if noun.lower_ in one.crew]
    return _of_craft(noun, crafts, scene, 8) if crafts else None


def its_crew(noun: Token, scene: Scene, known: Words) -> Answer | None:
    """ "Its pilot" after "Chile shot down a Peruvian plane": of the plane, which the sentence or the last one names."""
    crafts = [one.craft for one in known.table.aboard if noun.lower_ in one.alone]
    whose = any(c.dep_ == "poss" and c.lower_ in ("its", "her", "their") for c in noun.lefts)
    return _of_craft(noun, crafts, scene, 1) if crafts and whose else None


def _of_craft(noun: Token, crafts: list[frozenset[str]], scene: Scene, within: int) -> Answer | None:
    """Whose the craft is that was told of last, at most so many sentences before."""
    here = scene.sentences[noun.i]
    told = (c for c in scene.parties(noun.i, within) if c.code is not None and here - c.sentence <= within)
    best = next((c for c in told if any(scene.doc[c.root].lower_ in craft for craft in crafts)), None)
    return (best.refs, f"nominal {noun.lower_}: aboard what was told of before") if best else None


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


def of_body(noun: Token, scene: Scene, known: Words) -> Answer | None:
    """ "a navy spokesman", "police officers": people of a body of the state told of."""
    if noun.lemma_.lower() not in known.table.humans and noun.lemma_.lower() != "source":
        return None
    name = next((w for w in _before(noun) if w in known.sector_of), None)
    code = topic_state(noun, scene, name) if name else None
    if name is None or code is None:
        return None
    ref = ActorRef(name=f"{name} {noun.lower_}", code=code, sector=known.sector_of[name])
    return (ref,), f"nominal {name} {noun.lower_}: of the state told of"


def _before(noun: Token) -> tuple[str, ...]:
    """The two words before a noun that belong to it, and the last of them."""
    doc, i = noun.doc, noun.i
    parts = [t.lower_ for t in doc[max(0, i - 2) : i] if t.dep_ in ("compound", "amod", "nmod")]
    return (" ".join(parts), *parts[-1:]) if parts else ()


def topic_state(noun: Token, scene: Scene, word: str) -> str | None:
    """The state that a bare "the army" or "the country" belongs to.

    A state named as the place of the same sentence comes first ("In Syria the army"; "In Lima the ministry"), then the
    state that had such a body before ("Turkish troops ... the troops"), then the subject of the last sentences, then
    the state in whose capital the sentence before was set ("marched on the French embassy in Lima"), then any state.
    """
    here = scene.sentences[noun.i]
    faced = dealt_with(noun, scene) if word else frozenset()
    near = [c for c in scene.parties(noun.i, 3) if scene.is_state(c.code) and c.code not in faced]
    if word and (code := _summoner(noun, near, scene) or scene.capital_of_clause(noun)):
        return code
    for c in near:
        token = scene.doc[c.root]
        if c.sentence == here and token.dep_ == "pobj" and token.head.lower_ in ("in", "inside", "within", "across"):
            return c.code
    if word:
        for c in scene.parties(noun.i, 8):
            if (
                scene.is_state(c.code)
                and c.code not in faced
                and scene.doc[c.root].lower_ == word.rsplit(maxsplit=1)[-1]
            ):
                return c.code
    subject = _topic_of(near, noun, scene) if near else None
    if word and (subject is None or subject.rank < DOER) and (code := scene.capital_before(noun.i)):
        return code
    return subject.code if subject else None


def dealt_with(noun: Token, scene: Scene) -> frozenset[str | None]:
    """Whom a body does something to, and so is not of: France in "the junta accused France"."""
    if noun.dep_ != "nsubj":
        return frozenset()
    objects = [t for t in addressees(noun.head) if t.i in scene.named]
    outright = (scene.named[t.i] for t in objects if scene.named[t.i].kind in OUTRIGHT)
    return frozenset(r.code for m in outright for r in m.refs)


def _summoner(noun: Token, near: list[Candidate], scene: Scene) -> str | None:
    """ "the envoy of A was summoned to the ministry": of the last state that is not the one summoned."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("to", "at", "before") else None
    if verb is None or verb.lemma_ not in words().table.summoning:
        return None
    called = {
        c.code for c in near if scene.doc[c.root].head == verb and scene.doc[c.root].dep_ in ("nsubjpass", "dobj")
    }
    return next((c.code for c in near if called and c.code not in called), None)


def _topic_of(near: list[Candidate], noun: Token, scene: Scene) -> Candidate | None:
    """The most salient state: near, subject, and not another argument of the same verb."""
    free = [
        c for c in near if not (scene.doc[c.root].head == noun.head and scene.doc[c.root].dep_ in ("dobj", "nsubj"))
    ]
    here = scene.sentences[noun.i]
    return max(free, key=lambda c: (c.rank - STALE * (here - c.sentence), c.root), default=None)
