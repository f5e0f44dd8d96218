"""Nouns that point back: "the minister", "his Turkish counterpart", "the two sides", "the country", "the army"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.language.words import act_words
from detente.model import ActorRef
from detente.reading.lists import FEWEST
from detente.reading.reference.bodies import its_crew, noun_phrase_words, of_body, single_party
from detente.reading.reference.groups import collective, last_group, opponents
from detente.reading.reference.pairs import last_pair, state_ref, told_together
from detente.reading.reference.scene import Candidate, Scene
from detente.reading.reference.story import kept_nation, those_people
from detente.reading.reference.words import Words
from detente.reading.text import children

# Within how many sentences people are still told of by their number alone.
COUNTED_WITHIN = 2
# How many of the last candidates may be in the clause at hand.
SEEN = 12
Answer = tuple[tuple[ActorRef, ...], str]
DEFINITE = frozenset({"the", "this", "that", "both", "these", "those"})
NAMES = frozenset({"NORP", "GPE", "ORG", "PERSON"})
NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
# Words that stand for two parties without a noun or an article: "both have agreed", "each blamed the other".
ALONE = frozenset({"both", "each", "neither"})
PARTS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "dative", "poss"))


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
    number = _number(noun, known)
    if number and (found := _several(noun, number, scene, known)):
        return found
    if _is_own(noun):
        return its_crew(noun, scene, known) or _owned(noun, scene, known, own)
    if _is_told_apart(noun, scene):
        return None
    if determiner(noun) not in DEFINITE:
        return of_body(noun, scene, known) or kept_nation(noun, scene, known)
    several = _plain_pair(noun, scene, known) or collective(noun, scene, known) or those_people(noun, scene, known)
    return several or single_party(noun, scene, known) or of_body(noun, scene, known)


def _number(noun: Token, known: Words) -> int:
    """How many parties the words before a noun make of it, 0 for none; "both the army and the navy" are one's own."""
    numbers = (2 if c.lower_ in known.table.both_of else NUMBERS.get(c.lower_, 0) for c in noun.lefts)
    found = next((number for number in numbers if number), 0)
    return 0 if noun.tag_ == "NN" and any(c.lower_ == "both" for c in noun.lefts) else found


def _plain_pair(noun: Token, scene: Scene, known: Words) -> Answer | None:
    """ "the sides", "the ministers": the two told together shortly before."""
    phrase = f"{noun_phrase_words(noun).removesuffix(noun.lower_)}{noun.lemma_.lower()}"
    if noun.tag_ != "NNS" or phrase not in known.table.plain_pairs or determiner(noun) != "the":
        return None
    refs = told_together(scene, noun.i, phrase in known.table.persons_of_pairs, _caller(noun, scene))
    return (refs, f"nominal {phrase}: the two parties last told together") if refs else None


def _several(noun: Token, number: int, scene: Scene, known: Words) -> Answer | None:
    """ "the two countries", "both leaders", "the three governments"."""
    word = noun.lemma_.lower()
    others = word in known.table.others | known.table.fellows and any(c.tag_ == "PRP$" for c in noun.lefts)
    definite = determiner(noun) in DEFINITE | known.table.both_of | {"all"} and not _is_told_apart(noun, scene)
    if not (others or definite):
        return None
    phrase = f"{noun_phrase_words(noun).removesuffix(noun.lower_)}{word}"
    if {word, phrase}.isdisjoint(known.table.pairs) and not _each_and_other(noun, known):
        return None
    persons = word in known.table.persons_of_pairs or phrase in known.table.persons_of_pairs
    refs = _so_many(noun, scene, persons, number)
    return (refs, f"nominal {noun_phrase_words(noun)}: the {number} parties last told together") if refs else None


def _each_and_other(noun: Token, known: Words) -> bool:
    """ "Each captain blamed the other": two people of whom one stands for either side."""
    two = determiner(noun) in known.table.both_of and noun.tag_ == "NN"
    return two and noun.lemma_.lower() in known.table.humans and any(t.lower_ == "other" for t in noun.sent)


def _so_many(token: Token, scene: Scene, persons: bool, number: int) -> tuple[ActorRef, ...]:
    """That number of parties told together; a list of three or more is remembered as long as the story goes."""
    if number >= FEWEST:
        return last_group(scene, token.i, number)
    return last_pair(scene, token.i, persons, number, _caller(token, scene))


def bare_number(token: Token, scene: Scene) -> Answer | None:
    """ "urged the two to talk", "both agreed": parties told together, where the number has no noun of its own; else as
    many people of one party: "seized five Chadian soldiers. The five were let go".
    """
    before = token.nbor(-1).lower_ if token.i else ""
    if before == "the" and (people := _as_many(token, scene)) is not None:
        return people.refs, f"nominal {token.lower_}: as many told of before"
    count = NUMBERS.get(token.lower_, 0) if before in ("the", "all") else 2 * (token.lower_ in ALONE)
    if not count or token.dep_ not in PARTS or _of_others(token):
        return None
    refs = _so_many(token, scene, persons=False, number=count)
    return (refs, f"nominal {token.lower_}: the parties last told together") if refs else None


def _as_many(number: Token, scene: Scene) -> Candidate | None:
    """The people of one party who were as many when the story told of them, a sentence or two before."""
    if number.tag_ != "CD" or number.dep_ not in PARTS or _of_others(number):
        return None
    here = scene.sentences[number.i]
    near = (c for c in reversed(scene.seen) if 0 < here - c.sentence <= COUNTED_WITHIN and len(c.refs) == 1)
    return next((c for c in near if any(_same_number(n, number) for n in scene.doc[c.root].lefts)), None)


def _same_number(word: Token, number: Token) -> bool:
    """Whether a word counts what it stands before, and as many as a number."""
    return word.dep_ == "nummod" and word.lower_ == number.lower_


def _of_others(number: Token) -> bool:
    """Whether a number says itself of whom: "both of the crews", "each of them"."""
    return any(c.dep_ == "prep" and c.lower_ == "of" and not _charged(number) for c in number.rights)


def _caller(noun: Token, scene: Scene) -> frozenset[str | None]:
    """The codes of whoever does something to the several: in "Obama called on both leaders" he is none of them."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.dep_ not in ("dobj", "pobj", "dative") or verb.pos_ != "VERB":
        return frozenset()
    while verb.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in children(verb)):
        verb = verb.head
    return frozenset(c.code for c in scene.seen[-SEEN:] if _is_subject(scene.doc[c.root], verb))


def _is_subject(token: Token, verb: Token) -> bool:
    """Whether a party is of the verb's subject, also as the name behind a title ("US President Barack Obama")."""
    while token.dep_ in ("appos", "compound", "conj"):
        token = token.head
    return token.dep_ == "nsubj" and token.head == verb


def _is_told_apart(noun: Token, scene: Scene) -> bool:
    """Whether the noun says itself which one it is: "the country that ...", "the army of Chad", "the German army"."""
    if any(c.dep_ == "amod" and c.ent_type_ in ("NORP", "GPE") for c in noun.lefts):
        return True
    parts = [c for c in noun.lefts if c.dep_ in ("compound", "poss", "nmod")]
    if any(c.ent_type_ in ("NORP", "GPE", "PERSON") or (c.ent_type_ == "ORG" and _is_party(c, scene)) for c in parts):
        return True
    return any(_tells_which(c) for c in noun.rights)


def _tells_which(c: Token) -> bool:
    """Whether what follows a noun tells it apart; behind a comma it only says more: "the two, who had met"."""
    if c.dep_ == "relcl" and c.left_edge.i and c.left_edge.nbor(-1).text == ",":
        return False
    return c.dep_ in ("relcl", "appos") or (c.dep_ == "prep" and c.lower_ == "of" and not _charged(c.head))


def _charged(noun: Token) -> bool:
    """Whether what "of" says behind a noun is what it is accused or told of."""
    return noun.dep_ == "dobj" and noun.head.lemma_ in act_words().charged_of


def _is_party(token: Token, scene: Scene) -> bool:
    """Whether a word is a party by itself ("NATO" in "the NATO council", not "Foreign" in "the Foreign Ministry")."""
    return any(c.root == token.i for c in scene.seen[-SEEN:])


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
    if word in known.table.counterparts or phrase in known.table.counterparts:
        return _counterpart(noun, owner, scene, own)
    met = _met(owner, scene, noun) if word in known.table.hosts else None
    several = opponents(noun, owner, scene) if word in known.table.others else None
    if met or several:
        return met or several
    if noun.lower_ in known.table.others or is_fellow(noun, known):
        return _other(noun, owner, scene)
    sector = known.sector_of.get(phrase) or known.sector_of.get(noun.lower_)
    sector = sector or known.thing_sector.get(phrase) or known.thing_sector.get(word)
    codes = tuple(dict.fromkeys(r.code for r in owner.refs if r.code))
    if not codes or (sector is None and phrase not in known.table.offices):
        return None
    role = phrase if sector is None else None
    refs = tuple(ActorRef(name=phrase, code=code, sector=sector or "GOV", role=role) for code in codes)
    return refs, f"nominal {phrase}: of its owner"


def _met(owner: Candidate, scene: Scene, noun: Token) -> Answer | None:
    """ "Thanked his host": the last person of another state, in the story so far."""
    own = {r.code for r in owner.refs}
    others = (c for c in scene.parties(noun.i, 4) if c.human and not c.plural and scene.is_state(c.code))
    found = next((c for c in others if c.code not in own), None)
    return (found.refs, f"nominal {noun.lower_}: the person last told of") if found is not None else None


def is_fellow(noun: Token, known: Words) -> bool:
    """Whether a noun tells of a fellow member of an organisation that stands before it."""
    return noun.lower_ in known.table.fellows and any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in noun.lefts)


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
