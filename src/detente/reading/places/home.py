"""Whose the police of a place are: bodies and crowds named without a state take that of the place they are told at.

"Police in Krasnodar" are Russian; "In Moscow, several hundred protesters" are so too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence

from spacy.tokens import Doc, Token

from detente.language.words import act_words
from detente.model import ActorRef, Mention, Place
from detente.reading.places.cues import Cues, load
from detente.reading.text import children, of_nobody
from detente.world.territories import party_of
from detente.world.world import World

# Prepositions that set a body or a crowd in a place, and those that open a sentence with its place.
HERE = frozenset(("in", "at", "near", "across", "outside", "around", "from", "of"))
BELONGING = frozenset(("from", "of"))
OPENING = frozenset(("in", "at", "near", "outside", "across", "around"))
# A place told of so often is where the story plays.
OFTEN = 2
# Before the ground on which somebody strikes.
GROUND = OPENING | {"over", "inside", "throughout"}
# How a name hangs in a sentence that may be a person's as well.
LIKE_A_PERSON = frozenset(("nsubj", "poss", "appos", "attr"))
TOWNS = frozenset(("GPE", "LOC"))
AGAINST = frozenset(("against", "at", "on", "outside", "before", "near", "to"))


def at_home(doc: Doc, mentions: Sequence[Mention], places: Sequence[Place]) -> tuple[Mention, ...]:
    """The mentions, those of parties without a code with the state of the place that they are told at."""
    where: dict[int, str | None] = {p.start: party_of(p.country) for p in places if p.country}
    where |= {
        m.start: m.refs[0].code
        for m in mentions
        if m.kind in ("place-name", "seat-place") and m.refs and m.refs[0].code
    }
    named = {m.start: m.refs[0].code for m in mentions if m.kind == "name" and len(m.refs) == 1} | where
    field = in_the_field(places)
    return tuple(settled(m, doc, where, named, field) if homeless(m) else m for m in mentions)


def in_the_field(places: Sequence[Place]) -> str | None:
    """The state in which most of the places lie at which no government sits and no dateline was written."""
    told = Counter(
        party_of(p.country) for p in places if p.country and not p.name.isupper() and p.name not in capitals(p.country)
    )
    code, times = max(told.items(), key=lambda one: one[1], default=(None, 0))
    return code if times >= OFTEN and list(told.values()).count(times) == 1 else None


def speaks_for_state(place: Place, name: Token, named: frozenset[str | None]) -> bool:
    """Whether a town may stand for its state. Of a state that a story names nowhere else, a town that is no capital
    does so only where nobody else can be meant ("shelled Aleppo", "fled to Aleppo"): Reyes in "the death of Reyes" is a
    man and not a town in Bolivia.
    """
    if place.precision != "city" or place.country is None or party_of(place.country) in named:
        return True
    return not may_be_a_person(name) or place.name in capitals(place.country)


def may_be_a_person(name: Token) -> bool:
    """Whether what the gazetteer knows as a town may as well be somebody, or only where something is held."""
    at, cues = name.head.lower_ if name.dep_ == "pobj" else "", load().cues
    if name.dep_ in LIKE_A_PERSON or at == "at":
        return True
    there = at in (cues.event_prepositions | cues.motion_prepositions) - {"between"}
    return name.dep_ in ("pobj", "conj") and not there and name.ent_type_ not in TOWNS


def homeless(mention: Mention) -> bool:
    """Whether a mention is of a body or crowd whose state is not said."""
    return mention.kind in ("agent", "office") and len(mention.refs) == 1 and mention.refs[0].code is None


def capitals(country: str) -> tuple[str, ...]:
    """The towns where a state's government sits."""
    state = World.load().states.get(country)
    return state.capital if state is not None else ()


def settled(
    mention: Mention, doc: Doc, where: dict[int, str | None], named: dict[int, str | None], field: str | None
) -> Mention:
    """The mention with the state of its place, where there is one. `named`: the places and all else that names a party;
    `field`: where the story's irregulars fight.
    """
    root = doc[mention.root]
    if of_nobody(root):
        return mention
    cues, beside, opening = load().cues, of_phrase(root, where), of_opening(root, where)
    wider = not any(c.lower_ in BELONGING for c in children(root))  # "in Peru, police at the Trujillo crossing"
    code = (opening if wider else None) or beside or opening or of_where(root, named) or of_clause(root, where, cues)
    code = code or of_strike(root, where, cues) or (field if fights(root, cues) else None)
    if code is None:
        return mention
    ref: ActorRef = mention.refs[0].model_copy(update={"code": code})
    return mention.model_copy(update={"refs": (ref,), "because": f"{mention.because}, at home in {code}"})


def inside(phrase: Token, where: dict[int, str | None]) -> str | None:
    """The state of the first place within a phrase."""
    return next((where[t.idx] for t in phrase.subtree if where.get(t.idx)), None)


def of_phrase(root: Token, where: dict[int, str | None]) -> str | None:
    """The state of a place that hangs on the noun itself."""
    for c in children(root):
        no_state = any(act_words().of_no_state(root.lemma_, p.text) for p in children(c))
        if c.dep_ == "prep" and c.lower_ in HERE and not no_state and (code := inside(c, where)):
            return code
    return None


def of_opening(root: Token, where: dict[int, str | None]) -> str | None:
    """The state of the place with which the sentence opens."""
    first = root.sent[0]
    if first.lower_ in OPENING and first.dep_ == "prep" and first.i < root.i:
        return inside(first, where)
    return None


def of_where(root: Token, where: dict[int, str | None]) -> str | None:
    """The state of the place that a clause tells of: "fled to Chad, where police arrested four Frenchmen"."""
    verb = root.head if root.dep_ == "nsubj" else None
    told = verb is not None and verb.dep_ == "relcl" and any(c.lower_ == "where" for c in children(verb))
    return inside(verb.head, where) if verb is not None and told else None


def of_clause(root: Token, where: dict[int, str | None], cues: Cues) -> str | None:
    """The state of the place at which a crowd acts: "Protesters gathered outside the mission in Oslo"."""
    verb = verb_of(root)
    if verb is None or root.lower_ not in cues.crowds or any(c.lower_ in cues.strangers for c in children(root)):
        return None
    return next((code for holder in (verb, *buildings(verb, cues)) if (code := at_place(holder, where))), None)


def of_strike(root: Token, where: dict[int, str | None], cues: Cues) -> str | None:
    """The state of the ground on which irregulars strike: "Rebels ambushed a Dutch convoy near the town of Bunia"."""
    verb = verb_of(root) if root.lower_ in cues.strikers else None
    if verb is None or verb.lemma_ not in cues.strikes or any(c.pos_ == "PROPN" for c in children(root)):
        return None
    hit = (c for c in children(verb) if c.dep_ in ("dobj", "nsubjpass") or (c.dep_ == "prep" and c.lower_ in AGAINST))
    struck = (t for c in hit for t in (children(c) if c.dep_ == "prep" else (c,)))
    return next((code for t in (verb, *struck) if (code := on_ground(t, where))), None)


def on_ground(holder: Token, where: dict[int, str | None]) -> str | None:
    """The state of the place behind a preposition of place, or of the town that is said "of" there."""
    spots = list(behind(holder, GROUND))
    spots += [t for p in spots for c in children(p) if c.lower_ == "of" for t in children(c)]
    return next((code for p in spots if (code := where.get(p.idx))), None)


def fights(root: Token, cues: Cues) -> bool:
    """Whether a word is for irregulars who do something, and for none of a known movement ("Maoist rebels")."""
    return (
        root.lower_ in cues.irregulars
        and verb_of(root) is not None
        and not any(c.pos_ == "PROPN" for c in children(root))
    )


def verb_of(doer: Token) -> Token | None:
    """The verb that somebody is the doer of, also "by" him or as one of "hundreds of" them."""
    if doer.dep_ == "pobj" and doer.head.lower_ == "of":
        doer = doer.head.head
    if doer.dep_ == "pobj" and doer.head.dep_ == "agent":
        return doer.head.head
    return doer.head if doer.dep_ == "nsubj" else None


def buildings(verb: Token, cues: Cues) -> Iterator[Token]:
    """The houses that somebody gathers at, storms or throws something at: "stormed the embassy in Oslo"."""
    for c in children(verb):
        behind = children(c) if c.dep_ == "prep" and c.lower_ in AGAINST else (c,)
        for noun in behind:
            yield from (t for t in (noun, *children(noun)) if t.dep_ in ("dobj", "pobj") and t.lower_ in cues.buildings)
            if noun.dep_ == "dobj":
                yield from buildings(noun, cues)
                yield noun


def at_place(holder: Token, where: dict[int, str | None]) -> str | None:
    """The state of a place right behind a preposition of place that hangs on a verb or noun."""
    return next((code for p in behind(holder, OPENING) if (code := where.get(p.idx))), None)


def behind(holder: Token, prepositions: Container[str]) -> Iterator[Token]:
    """What stands behind some prepositions that hang on a verb or noun."""
    return (p for c in children(holder) if c.dep_ == "prep" and c.lower_ in prepositions for p in children(c))
