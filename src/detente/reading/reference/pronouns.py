"""Pronouns: he, she, it, they and their possessives, and each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from spacy.tokens import Token

from detente.language.words import act_words
from detente.model import ActorRef
from detente.reading.reference.addressed import addressed
from detente.reading.reference.pairs import two_who
from detente.reading.reference.scene import RANK, SUBJECTS, Candidate, Scene
from detente.reading.reference.words import Pronoun, Words, words
from detente.reading.text import children

# How far back a pronoun reaches, in sentences; how much a sentence of distance weighs against the place in the clause.
REACH = 2
DISTANCE = 3
# What a party named outright has before a body or a thing of it ("Ankara" before "the Russian plane").
NAMED = 1.5
# What a subject of a subordinate clause loses against that of the main clause, once the sentence is over.
ASIDE = 1.5
# How many of those named last may stand right before a pronoun.
SEEN = 6
# From which rank on somebody is what his clause is about.
SUBJECT = RANK["nsubj"]
REFLEXIVE = ("self", "selves")
# What an object told of before has in a clause that goes back to it: "freed three sailors. The gunmen had seized them".
LIKE = 2.5
# What a word may be by which a part of things is counted.
PARTS = frozenset({"NUM", "PRON", "ADJ", "DET"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj", "attr", "agent"})
Answer = tuple[tuple[ActorRef, ...], str]


def third_person(
    token: Token, scene: Scene, known: Words, ahead: list[Candidate], shut: frozenset[str]
) -> Answer | None:
    """The party that a pronoun of the third person means, with the rule; None where that is not clear.

    `ahead`: parties later in the same sentence, for "In his speech, Putin said". `shut`: names that it cannot mean.
    """
    possessive = token.tag_ == "PRP$" or token.dep_ == "poss"
    asked = (known.possessives if possessive else known.pronouns).get(token.lower_)
    asked = asked or known.pronouns.get(token.lower_) or known.possessives.get(token.lower_)
    if possessive and asked is not None and asked.human == "no" and token.head.lower_ in known.table.idle_its:
        return None
    if asked is None or (asked.human == "no" and not possessive and _is_empty_it(token, known)):
        return None
    shut = shut | _co_arguments(token, scene)
    doers = _doers(token, scene)
    fitting = [
        c for c in _nearby(token, scene) if not _is_doer(c, doers, scene) and _fits(c, token, asked, scene, shut)
    ]
    if (own := _spoken_for(token, asked, scene)) is not None:
        fitting.append(own)
    if (faced := addressed(token, fitting, known)) is not None and faced.refs:
        return faced.refs, f"pronoun {token.lower_}: whom the verb is addressed to"
    best = _best(token, scene, fitting)
    later = _ahead(token, asked, scene, ahead, shut)
    if later is not None and (best is None or best.sentence < scene.sentences[token.i]):
        return later.refs, f"pronoun {token.lower_}: the subject that follows"
    both = two_who(token, scene, known) if best is None or not best.refs or best.rank < SUBJECT else None
    if both is not None or best is None or not best.refs:
        return both or _whose(token, best, scene)
    _remember(best, asked, scene)
    return best.refs, f"pronoun {token.lower_}: nearest fitting party"


def _whose(token: Token, best: Candidate | None, scene: Scene) -> Answer | None:
    """Whose the things are that something is on or against: "Chilean apples ... the ban on them"."""
    if best is None or not best.thing or token.dep_ != "pobj" or token.head.head.pos_ != "NOUN":
        return None
    owners = (scene.named.get(c.i) for c in scene.doc[best.root].lefts if c.dep_ in ("amod", "poss"))
    refs = next((m.refs for m in owners if m is not None and len(m.refs) == 1 and m.refs[0].code), ())
    return (refs, f"pronoun {token.lower_}: whose the things are") if refs else None


def _spoken_for(token: Token, asked: Pronoun, scene: Scene) -> Candidate | None:
    """The group or organisation for which somebody speaks: "the Hamas spokesman said it had fired rockets"."""
    clause = token.head
    while clause.dep_ in ("conj", "xcomp", "aux") and clause.head.i != clause.i:
        clause = clause.head
    if asked.human != "no" or token.dep_ not in SUBJECTS or clause.dep_ != "ccomp":
        return None
    for c in reversed(scene.seen[-SEEN:]):
        root = scene.doc[c.root]
        if root.dep_ == "nsubj" and root.head == clause.head and c.human and c.code and not scene.is_state(c.code):
            ref = ActorRef(name=scene.world.name_of(c.code) or c.code, code=c.code)
            return replace(c, refs=(ref,), kind="name", human=False)
    return None


def beside(token: Token, scene: Scene) -> Answer | None:
    """The party to which "and" joins what is its: "called on Serbia and its allies", not those of whoever calls."""
    noun, doc = token.head, token.doc
    joined = token.lower_ == "its" and noun.dep_ == "conj" and token.i and doc[token.i - 1].lower_ == "and"
    if not joined or doc[token.i + 1].lower_ == "own":
        return None
    near = (c for c in reversed(scene.seen[-SEEN:]) if c.root == noun.head.i and c.kind in ("name", "seat"))
    named = next((c for c in near if len(c.refs) == 1), None)
    return (named.refs, "pronoun its: the party that stands before it") if named is not None else None


def _co_arguments(token: Token, scene: Scene) -> frozenset[str]:
    """The persons that grammar keeps apart from the pronoun, however else the sentence calls them.

    In "Obama met his colleague and urged him", "his" is Obama too and does not bring him back.
    """
    here = scene.sentences[token.i]
    apart = (c for c in reversed(scene.seen) if c.sentence == here and c.human and _bound(scene.doc[c.root], token))
    return frozenset(r.person for c in apart if token.dep_ != "poss" for r in c.refs if r.person)


def _doers(token: Token, scene: Scene) -> frozenset[str | None]:
    """The codes of who does something to the pronoun: in "The FARC had kidnapped them" they are not the FARC, nor the
    rebels of its country.
    """
    if token.dep_ == "poss" or (token.dep_ in SUBJECTS and not _is_told_to(token)) or token.lower_.endswith(REFLEXIVE):
        return frozenset()
    here, root_of = scene.sentences[token.i], scene.doc
    near = takewhile(lambda c: c.sentence == here, reversed(scene.seen))
    codes = {c.code for c in near if c.code and _is_subject_above(root_of[c.root], token)}
    return frozenset(codes)


def _is_doer(c: Candidate, doers: frozenset[str | None], scene: Scene) -> bool:
    """Whether a party is one of those who act, or stands for the rebels of a state where they are its armed group."""
    rebels = bool(c.refs) and all(r.sector == "REB" for r in c.refs)
    states = {scene.world.state_of(code) for code in doers if code in scene.world.groups} if rebels else set()
    return c.code is not None and (c.code in doers or c.code in states)


def _nearby(token: Token, scene: Scene) -> Iterator[Candidate]:
    """What was named before, up to `REACH` sentences back, and pairs joined by "and"."""
    here = scene.sentences[token.i]
    for c in reversed(scene.seen):
        if here - c.sentence > REACH:
            return
        yield c
    return


def _fits(c: Candidate, token: Token, asked: Pronoun, scene: Scene, shut: frozenset[str]) -> bool:
    """Whether a candidate has the number, the kind and a place that the pronoun allows."""
    if c.root == token.i or any(r.name in shut or (r.person and r.person in shut) for r in c.refs):
        return False
    if not _right_kind(c, asked, scene) or _threatens(scene.doc[c.root], token):
        return False
    return not _bound(scene.doc[c.root], token)


def _threatens(root: Token, pronoun: Token) -> bool:
    """Whether a party makes a threat that the pronoun is to heed: "A threatened to attack B if it refused"."""
    clause = pronoun.head
    conditional = any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "until") for c in children(clause))
    if not conditional or pronoun.dep_ not in SUBJECTS or root.dep_ not in SUBJECTS:
        return False
    return root.head.lemma_ in words().table.threats and root.head in (clause.head, clause.head.head)


def _right_kind(c: Candidate, asked: Pronoun, scene: Scene) -> bool:
    if asked.gender == "f" and not c.human and scene.doc[c.root].lower_ in words().table.ships:
        return bool(c.refs)
    if asked.human == "yes":
        return c.human and not c.plural and (c.gender is None or c.gender == asked.gender)
    if asked.human == "no":
        return not c.human and not c.plural and (c.thing or _is_body(c, scene))
    return c.plural or _is_many(c, scene)


def _is_many(c: Candidate, scene: Scene) -> bool:
    """Whether one name stands for many people: an armed group, an army, the police."""
    return len(c.refs) == 1 and not c.human and (c.code in scene.world.groups or c.refs[0].sector in ("MIL", "COP"))


def _is_body(c: Candidate, scene: Scene) -> bool:
    """Whether a candidate is one state, organisation, group or body: what "it" may mean."""
    return len(c.refs) == 1 and c.kind != "person"


def _bound(root: Token, pronoun: Token) -> bool:
    """Whether grammar keeps the two apart: two arguments of one verb, or the pronoun inside the party's own phrase."""
    if root.left_edge.i <= pronoun.i <= root.right_edge.i and pronoun.i < root.i:
        return True
    if _is_whom(root, pronoun):
        return True
    if pronoun.dep_ == "poss":
        return _is_taken_from(root, pronoun)
    if pronoun.lower_.endswith(REFLEXIVE) or pronoun.dep_ not in ARGUMENTS:
        return False
    root = _first_listed(root)
    if _verb_of(root) == _verb_of(pronoun) and root.dep_ in ARGUMENTS:
        return True
    return (pronoun.dep_ not in SUBJECTS or _is_told_to(pronoun)) and _is_subject_above(root, pronoun)


def _first_listed(root: Token) -> Token:
    """The first of a list of parties: of "Lukashenko and Sargsyan thanked him" he is neither."""
    while root.dep_ == "conj" and root.head.pos_ in ("NOUN", "PROPN"):
        root = root.head
    return root


def _is_told_to(pronoun: Token) -> bool:
    """Whether a pronoun is subject of an infinitive only, and object of the verb above: "wants it to withdraw"."""
    verb = pronoun.head
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in children(verb))
    return to and verb.dep_ in ("ccomp", "xcomp") and not any(c.dep_ == "mark" for c in children(verb))


def _is_whom(root: Token, pronoun: Token) -> bool:
    """ "Saddam, whom he met": the one to whom "whom" goes back is not the subject of that clause."""
    if pronoun.dep_ not in SUBJECTS:
        return False
    clause = pronoun.head
    while clause.dep_ in ("xcomp", "ccomp", "conj", "aux") and clause.dep_ != "ROOT":
        clause = clause.head
    whom = clause.dep_ == "relcl" and any(t.lower_ in ("whom", "whose") and t.i < pronoun.i for t in clause.subtree)
    return whom and clause.head == root


def _is_subject_above(root: Token, pronoun: Token) -> bool:
    """Whether a party is the subject that the pronoun's verb takes over.

    In "Obama met Putin and urged him", he is not Obama.
    """
    while root.dep_ in ("appos", "compound"):
        root = root.head
    if root.dep_ not in SUBJECTS:
        return False
    verb = root.doc[_verb_of(pronoun)]
    verb = verb.head if pronoun.dep_ in SUBJECTS else verb
    for _ in range(4):
        if verb == root.head:
            return True
        if verb.dep_ not in ("conj", "xcomp", "advcl") or any(c.dep_ in SUBJECTS for c in children(verb)):
            return False
        verb = verb.head
    return False


def _is_taken_from(root: Token, possessive: Token) -> bool:
    """Whether a party does something hostile to the thing owned, which is then another's: "Japan seized its ship"; or
    comes to ground that is another's: "two Russian jets entered its airspace".
    """
    noun = _whole(possessive.head)
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in words().table.hostile_verbs:
        return _does(root, verb)
    return _is_entered(noun) and _does(root, noun.doc[_verb_of(noun)])


def _whole(noun: Token) -> Token:
    """What stands for a part of things in its clause: "two" in "two of its trawlers"; else the noun itself."""
    of = noun.dep_ == "pobj" and noun.head.lower_ == "of"
    return noun.head.head if of and noun.head.head.pos_ in PARTS else noun


def _does(root: Token, verb: Token) -> bool:
    """Whether a party is subject of a verb, also of a relative clause: "a jet that entered its airspace"."""
    subject = next((c for c in children(verb) if c.dep_ == "nsubj"), None)
    if verb.dep_ == "relcl" and verb.head == root:
        return subject is not None and subject.tag_ in ("WDT", "WP")
    return subject == root


def _is_entered(noun: Token) -> bool:
    """Whether a noun is ground that somebody comes into: "entered (its) airspace", "flew into (its) zone"."""
    verb, known = noun.doc[_verb_of(noun)], words().table
    if noun.lemma_.lower() not in known.grounds or verb.lemma_ not in known.entering:
        return False
    return noun.dep_ == "dobj" or (noun.dep_ == "pobj" and not any(c.dep_ == "dobj" for c in children(verb)))


def _verb_of(token: Token) -> int:
    head = token.head
    while head.dep_ in ("prep", "agent") and head.head != head:
        head = head.head
    return int(head.i)


def _best(token: Token, scene: Scene, fitting: list[Candidate]) -> Candidate | None:
    """The most salient: the same sentence before the last, subjects before objects, the nearer of equals."""
    if not fitting:
        return None
    here, now = max(c.sentence for c in fitting), scene.sentences[token.i]
    subject = token.dep_ in SUBJECTS or token.dep_ == "poss"
    back = token.dep_ == "dobj" and any(c.dep_ == "aux" and c.lower_ == "had" for c in children(token.head))

    def salience(c: Candidate) -> tuple[float, int]:
        named = NAMED if token.dep_ == "poss" and c.kind in ("name", "seat") else 0
        root = scene.doc[c.root]
        aside = ASIDE if _is_aside(root) and (c.sentence < now or _is_past(root.head, token)) else 0
        like = LIKE * (back and c.sentence < now and scene.doc[c.root].dep_ == "dobj")
        return c.rank + named + like + (subject and c.rank >= 4) - aside - DISTANCE * (here - c.sentence), c.root

    return max(fitting, key=salience)


def _is_aside(root: Token) -> bool:
    """Whether a party is the subject of a clause that only adds to the sentence: "... as long as Assad rules it", or
    of one that says what is done to him: "would have Assad tried".
    """
    verb = root.head
    helped = any(c.dep_ in ("aux", "auxpass") for c in children(verb))
    done_to = verb.dep_ == "ccomp" and verb.tag_ == "VBN" and not helped
    return root.dep_ in SUBJECTS and (verb.dep_ in ("advcl", "relcl", "acl") or done_to)


def _is_past(clause: Token, token: Token) -> bool:
    """Whether a clause inside the sentence is over before a word: "the plan that Niger drafted, and it ..."."""
    return clause.i > clause.head.i and clause.right_edge.i < token.i


def _ahead(
    token: Token, asked: Pronoun, scene: Scene, ahead: list[Candidate], shut: frozenset[str]
) -> Candidate | None:
    """The main subject after a fronted phrase or clause with a pronoun: "Before he left, Obama ..."."""
    main = token.sent.root
    for c in ahead:
        root = scene.doc[c.root]
        follows = root.dep_ in SUBJECTS and root.head == main and c.root > token.i
        parted = follows and (scene.doc[root.left_edge.i - 1].text == "," or _fronted(token, main))
        if parted and _fits(c, token, asked, scene, shut):
            return c
    return None


def _fronted(pronoun: Token, main: Token) -> bool:
    """Whether a pronoun owns what a sentence begins with: "In his speech on Monday Obama ..."; at whose request Obama
    did so, another is.
    """
    noun, phrase = pronoun.head, pronoun.head.head
    own = pronoun.dep_ == "poss" and noun.lemma_ not in act_words().urgings
    return own and phrase.dep_ == "prep" and phrase.head == main and phrase.i == main.sent.start


def _remember(best: Candidate, asked: Pronoun, scene: Scene) -> None:
    """A person once called "she" stays a woman."""
    person = best.refs[0].person
    if asked.gender and person and len(best.refs) == 1:
        scene.genders[person] = asked.gender


def _is_empty_it(token: Token, known: Words) -> bool:
    """Whether "it" names no party: "it is clear that", "make it hard", "deny it"."""
    verb = token.head
    if token.dep_ == "expl":
        return True
    if token.dep_ == "nsubjpass":
        return verb.lemma_ in known.table.thing_verbs or _has_clause(verb)
    made = verb.i == token.i + 1 and verb.tag_ in ("VBN", "JJ") and verb.head.lemma_ in known.table.thing_verbs
    if made:
        return True
    if token.dep_ in SUBJECTS:
        minded = any(c.dep_ == "acomp" and c.lemma_ in known.table.minded for c in children(verb))
        return verb.lemma_ in known.table.empty_it and _has_clause(verb) and not minded
    return verb.lemma_ in known.table.thing_verbs


def _has_clause(verb: Token) -> bool:
    """Whether what "it" stands for comes later: "it is hard to say", "it seems that"."""
    below = [*children(verb), *(g for c in children(verb) if c.dep_ in ("acomp", "attr") for g in children(c))]
    return any(c.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "relcl", "acl") and c.i > verb.i for c in below)


def each_other(token: Token, scene: Scene) -> Answer | None:
    """Both parties for "each other" and "one another"."""
    doc = scene.doc
    pair = (token.lower_, doc[token.i + 1].lower_) if token.i + 1 < len(doc) else ("", "")
    if pair not in (("each", "other"), ("one", "another")):
        return None
    for c in scene.parties(token.i, 1):
        if len(c.refs) > 1:
            return c.refs, "reciprocal: both parties"
    return None
