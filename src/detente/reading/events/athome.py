"""Acts that concern nobody else in the story, although another party stands in it: a state's own affairs.

"The Senate passed a farm bill", "a court convicted the mayor": whoever the state quarrels with is not meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from detente.language.words import act_words
from detente.model import Mention
from detente.reading.events.act import Act
from detente.reading.events.clauses import clause
from detente.reading.events.dealings import PLACES, codes
from detente.reading.events.match import counted
from detente.reading.events.syntax import hanging_on, is_new, is_verb, lemma, preps
from detente.reading.text import children

# Sectors whose people and bodies mostly act at home: police, courts, parliaments, the opposition, civilians.
HOME = frozenset(("COP", "JUD", "LEG", "OPP", "CVL"))
# What is said of another's elections and resignations is said to that other.
SAID_OF_ANOTHER = frozenset(("ACCUSE", "PROTEST", "REJECT", "REQUEST", "SUPPORT", "THREATEN"))
# Before those whom something is used against.
AGAINST = frozenset(("against", "at", "on"))
# Before what a meeting is about.
TOPIC = frozenset(("on", "about", "over"))
# Clauses beside the one that an act stands in.
BESIDE = frozenset(("conj", "advcl", "parataxis", "dep"))
# Whose the thing is that somebody acts on: his own.
OWN = frozenset(("its", "his", "her", "their"))


def concerns_nobody(act: Act, others: Sequence[Mention]) -> bool:
    """Whether no other party of the story is meant by an act that names but one. `others`: those of its sentence."""
    if (not codes(act.source) and asking(act.head)) or of_rumours(act):
        return True
    if codes(act.target):
        return False
    return sums_up(act) or in_session(act) or (at_home(act) and not named_beside(act, others))


def of_rumours(act: Act) -> bool:
    """Whether it is what is only said that somebody denies: "denied the reports"; of no party, nobody is refuted."""
    return act.ops[:1] == ("deny",) and any(lemma(t) in act_words().hearsay for t in clause(act.head).objects)


def in_session(act: Act) -> bool:
    """Whether an organisation's own members meet: "the council met in Geneva", "will hold talks on Sudan"."""
    if act.type not in ("AGREE", "CONSULT") or not act.source:
        return False
    met = act.kind == "v" and lemma(act.head) in act_words().sitting
    below = act.chain()[-1]
    held = below.kind == "n" and below.type == "CONSULT" and any(prep in TOPIC for prep, _ in preps(below.head))
    return (met or held) and all(r.sector == "IGO" and not r.person for m in act.source for r in m.refs)


def at_home(act: Act) -> bool:
    """Whether an act with no other party in its sentence is one of a state's own affairs."""
    if decided_alone(act) or vetoed(act) or sheltering(act) or any(owned(t) for t in objects(act)):
        return True
    return bool(act.source) and by_own_bodies(act) and on_own(act)


def named_beside(act: Act, others: Sequence[Mention]) -> bool:
    """Whether the clause of an act names a party beside the one that acts."""
    tokens, mine = {t.i for t in hanging_on(act.head, stands_beside)}, codes(act.source)
    return any(m.root in tokens and m.kind not in PLACES and codes([m]) - mine for m in others)


def sums_up(act: Act) -> bool:
    """Whether a participle only says what the act before it comes to: "withdrew, ending a decade-long mission"."""
    head = act.head
    behind = head.dep_ in ("advcl", "acl", "conj", "dep") and head.tag_ == "VBG" and head.head.i < head.i
    more = any(c.dep_ in ("mark", "prep", "prt") for c in children(head))  # "breaking off relations" is an act
    return behind and lemma(head) in act_words().summing and not more


def asking(noun: Token) -> tuple[Token, ...]:
    """Who asks where something is done "at the request of creditors"; nobody else does."""
    at = noun.pos_ == "NOUN" and noun.dep_ == "pobj" and noun.head.lower_ == "at"
    return tuple(phrase for prep, phrase in preps(noun) if prep == "of") if at else ()


def stands_beside(token: Token) -> bool:
    """Whether a word heads a clause beside the one that it hangs on: "resigned, and Norway welcomed it"."""
    return token.dep_ in BESIDE and is_verb(token)


def decided_alone(act: Act) -> bool:
    """Whether it is what a state does for itself: "announced his resignation", "postponed the election"."""
    words = act_words()
    if act.head.pos_ != "NOUN" and lemma(act.about or act.head) in words.home_deeds:
        return act.type != "REQUEST"
    if act.type == "SUPPORT" and any(lemma(t) in words.own_papers for t in objects(act)):
        return True
    below = clause(act.about).objects if act.about is not None and is_verb(act.about) else ()
    if act.type == "AGREE" and any(lemma(t) in words.home_things for t in below):
        return True  # "promised to raise wages"
    said = act.type in SAID_OF_ANOTHER
    return not said and any(lemma(t) in words.home_matters for t in (act.head, *objects(act)))


def sheltering(act: Act) -> bool:
    """Whether it is people of no nation whom somebody takes in: "is hosting 200,000 refugees"."""
    people = list(objects(act)) if act.type == "AID" else []
    return bool(people) and all(lemma(t) in act_words().sheltered for p in people for t in counted(p))


def vetoed(act: Act) -> bool:
    """Whether a head of state vetoes a law at home: "the president vetoed it" ("Russia vetoed it" may be abroad)."""
    offices = all(lemma(act.head.doc[m.root]) in act_words().home_things for m in act.source)
    what = {lemma(t) for t in objects(act)}
    return lemma(act.head) == "veto" and offices and bool(what & {"it", "law", "measure", *act_words().home_things})


def owned(noun: Token) -> bool:
    """Whether a noun, or what stands behind it, is called the doer's own: "the trial of its former president"."""
    below = (noun, *(p for _, p in preps(noun)))
    return any(lemma(t) in act_words().home_things and any(c.lower_ in OWN for c in children(t)) for t in below)


def by_own_bodies(act: Act) -> bool:
    """Whether courts, parliaments, parties and the like do it: "the Peruvian police", "India's ruling party"."""
    doers = clause(act.head).doer if act.kind == "v" else ()
    led = bool(doers) and all(lemma(t) in act_words().home_bodies for t in doers)
    return all(own_body(m, act.head.doc[m.root], led) for m in act.source)


def own_body(mention: Mention, root: Token, led: bool) -> bool:
    """Whether a mention is of a body that mostly acts at home. `led`: whether one stands behind it as subject."""
    if any(r.sector == "IGO" for r in mention.refs):
        return False  # "the African Union"
    words = {lemma(root), *(lemma(c) for c in children(root) if c.dep_ == "compound")}
    return led or bool(words & act_words().home_bodies) or all(r.sector in HOME for r in mention.refs)


def on_own(act: Act) -> bool:
    """Whether it is done to one's own: "the mayor", "two activists", "the case against the former premier", or is used
    against them: "fired tear gas at strikers".
    """
    used_on = (p for prep, p in preps(act.head) if prep in AGAINST)
    return any(of_home(t) or case_of_own(t, act.head) for t in (*objects(act), *used_on))


def of_home(noun: Token) -> bool:
    """Whether a noun is of what a state has of its own, or of people who come new into the story without a nation."""
    words = act_words()
    return lemma(noun) in words.home_things or (is_new(noun) and lemma(noun) in words.home_people)


def case_of_own(noun: Token, verb: Token) -> bool:
    """Whether a noun is a case that a state has with its own: "an inquiry into wiretaps"."""
    return lemma(noun) in act_words().home_cases and any(of_home(p) for _, p in (*preps(noun), *preps(verb)))


def objects(act: Act) -> Iterator[Token]:
    """What an act is done to or is about, as its sentence has it."""
    if act.about is not None and act.about is not act.head:
        yield act.about
    elif act.kind == "v":
        yield from clause(act.head).objects
