"""One verb with what belongs to it: who its subject is, own or inherited, who does it and to whom, passives undone.

The dependency labels are those of spaCy's English models (ClearNLP style).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from spacy.tokens import Token

from detente.language.status import status_cues
from detente.language.words import act_words
from detente.reading.events.syntax import (
    FINITE,
    PART,
    PASSIVE_SUBJECTS,
    RELATIVE,
    SUBJECTS,
    child,
    climb_to_relcl,
    has_aux,
    is_agent,
    is_passive,
    is_verb,
    lemma,
    pobjs,
    preps,
    relative,
    verb_above,
)
from detente.reading.lists import behind_day, fronted
from detente.reading.text import children


@dataclass(frozen=True, slots=True)
class Clause:
    """One verb with what belongs to it. `surface`: the grammatical subject, own or inherited; `doer` and `objects`
    undo passives.
    """

    verb: Token
    passive: bool
    doer: tuple[Token, ...]
    objects: tuple[Token, ...]


# Of how many words an aside may be.
ASIDE = 8

# How far up a subject is looked for.
MOST = 6

# How a clause hangs below the verb that a verb coordinated with it may go on with, and how auxiliaries hang.
UNDER = frozenset(("ccomp", "xcomp", "advcl"))
HELPING = frozenset(("aux", "auxpass"))


def surface(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """The grammatical subject of a verb: its own, else the one that it takes from the clause above."""
    for c in children(verb):
        if c.dep_ in SUBJECTS or c.dep_ in PASSIVE_SUBJECTS:
            if c.lower_ in ("each", "both") and depth <= MOST and (above := inherited(verb, depth)):
                return above  # "the two said, each accusing the other"
            if met_first(c):
                continue
            return by_paper(verb, relative(c, verb), depth)
    if depth > MOST:
        return ()
    if (blame := answering(verb)) is not None:
        return surface(blame, depth + 1)
    return before_aside(verb) or below_helpers(verb) or named_before(verb) or inherited(verb, depth)


def met_first(subject: Token) -> bool:
    """Whether what the parse takes for a subject is the object of a word that opens the sentence, and the subject
    stands behind a comma: "Visiting Riga on Monday, Brende promised".
    """
    first, verb = subject.left_edge, subject.head
    if first.i == subject.i or first.dep_ != "compound" or not first.lower_.endswith("ing") or not first.is_sent_start:
        return False
    return any(c.dep_ == subject.dep_ and c.i > subject.i and c.left_edge.nbor(-1).text == "," for c in children(verb))


def before_aside(verb: Token) -> tuple[Token, ...]:
    """The subject of a verb that an aside parts from it: "Cuba, Washington contends, sent arms", which the parse often
    hangs on the aside.
    """
    doc, first = verb.doc, min((c.i for c in children(verb) if c.dep_ in ("aux", "auxpass", "neg")), default=verb.i)
    if (verb.tag_ not in FINITE and first == verb.i) or first < 4 or doc[first - 1].text != ",":
        return ()
    aside = list(takewhile(lambda t: t.text != ",", reversed(doc[max(0, first - 1 - ASIDE) : first - 1])))
    opens = first - 2 - len(aside)
    known = status_cues()
    telling = known.named("told", "verb") | known.named("allegation", "verb")
    tells = any(is_verb(t) and lemma(t) in telling for t in aside)
    if not tells or opens < 1 or doc[opens].text != "," or doc[opens].sent != verb.sent:
        return ()
    return outermost(doc[opens - 1], opens)


def outermost(token: Token, end: int) -> tuple[Token, ...]:
    """The head of the noun phrase that ends a stretch, if it opens its sentence."""
    while token.head.i < end and token.head.i != token.i:
        token = token.head
    opens = token.left_edge.i == token.sent.start and token.head.i >= end
    return (token,) if opens and token.pos_ in ("NOUN", "PROPN", "PRON") else ()


def named_before(verb: Token) -> tuple[Token, ...]:
    """A subject that the parse takes for part of another word: "Turkey downs jet", "At their urging, Mali agreed"."""
    if verb.tag_ not in FINITE:
        return ()
    part = tuple(c for c in children(verb) if c.dep_ in PART and c.pos_ == "PROPN" and c.i < verb.i)[-1:]
    below = (t for c in children(verb) if c.dep_ == "prep" and c.i < verb.i for t in c.subtree)
    return (verb.dep_ == "ROOT" and part) or tuple(t for t in below if fronted(t) or behind_day(t))[:1]


def below_helpers(verb: Token) -> tuple[Token, ...]:
    """A subject that the parse hangs on "been" instead of on the verb: "Peru has been urging"."""
    helpers = (c for c in children(verb) if c.dep_ in HELPING)
    return tuple(own for helper in helpers for own in children(helper) if own.dep_ in SUBJECTS | PASSIVE_SUBJECTS)[:1]


def inherited(verb: Token, depth: int) -> tuple[Token, ...]:
    """The subject that a verb without one takes from above: coordination, control, participles, relative clauses."""
    head, dep = verb.head, verb.dep_
    if dep in ("xcomp", "ccomp"):
        return controller(head, depth)
    if dep in ("acl", "relcl"):
        return of_noun(verb, depth)
    if dep == "pcomp":
        return under_preposition(head, depth)
    if not is_verb(head) or dep not in ("conj", "advcl", "dep", "prepc", "parataxis"):
        return ()
    if dep == "conj":
        return surface(goes_on_with(verb), depth + 1)
    return behind_preposition(verb) if verb.tag_ in FINITE else surface(head, depth + 1)


def answering(verb: Token) -> Token | None:
    """The verb of blame that a participle answers for, which the parse hangs on the deed: "accused Peru of shelling a
    town, recalling its envoy".
    """
    behind = verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl", "conj", "dep") and lemma(verb) in act_words().replying
    before = verb.nbor(-1).text if verb.i else ""
    if not behind or before != ",":
        return None
    above = (t for t in verb.ancestors if is_verb(t))
    blame = next((t for t in above if lemma(t) in act_words().object_doer or child(t, "nsubj") is not None), None)
    if blame is None or blame == verb.head or child(blame, "dobj") is None or is_passive(blame):
        return None
    return blame if lemma(blame) in act_words().object_doer else None


def goes_on_with(verb: Token) -> Token:
    """The verb that a coordinated one goes on with: the parse's, or one above it if only that is of the same tense.

    "Peru demanded that Chile free the crew and threatened ...": it is Peru that threatened; "flew out to see him and
    travelled on": no purpose was travelling on; "expelled a man who runs an office and shut it": who expelled him did.
    """
    above = verb.head
    if verb.tag_ not in FINITE or (above.tag_ == "VBN" and not has_aux(above, "have")):
        return above
    while past(above) != (verb.tag_ == "VBD") or not finite(above):
        up = verb_above(above.head) if above.dep_ == "relcl" else above.head
        if above.dep_ not in UNDER | {"relcl"} or not is_verb(up) or (above.dep_ == "relcl" and up.i > above.i):
            return verb.head
        above = up
    return above


def finite(verb: Token) -> bool:
    """Whether a verb has a tense, by itself or in its auxiliary: "went", "had gone"."""
    return verb.tag_ in FINITE or any(c.dep_ in HELPING and c.tag_ in FINITE for c in children(verb))


def past(verb: Token) -> bool:
    """Whether that tense is the past."""
    return verb.tag_ == "VBD" or any(c.dep_ in HELPING and c.tag_ == "VBD" for c in children(verb))


def of_noun(verb: Token, depth: int) -> tuple[Token, ...]:
    """The subject of a verb that hangs on a noun: the noun, who issued it, or in a list of verbs that of the first."""
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and child(verb, "dobj") is not None:
        return surface(verb_above(verb.head), depth + 1)  # "has shelved the pipeline, withdrawn students ..."
    if verb.head.lower_ == "each":
        return surface(verb_above(verb.head), depth + 1)  # "the two said, each accusing the other"
    issued = verb.i == verb.head.i + 1 and any(c.ent_type_ and c.dep_ in ISSUER for c in children(verb.head))
    if verb.tag_ == "VB":
        if to_be(verb):
            return (verb.head,)
        owner = child(verb.head, "poss") if lemma(verb.head) in act_words().own_deeds else None
        return (owner,) if owner is not None else ()
    return (verb.head,) if issued else through_document(verb.head, depth)  # "an EU statement criticising Peru"


def by_paper(verb: Token, subject: Token, depth: int) -> tuple[Token, ...]:
    """The subject, or who put forward the paper that says it: "tabled a draft that calls on Chile to leave"."""
    wording = verb.dep_ == "relcl" and subject == verb.head and subject.dep_ == "dobj"
    put = wording and lemma(subject) in act_words().documents and lemma(subject.head) in act_words().tabling
    return (surface(subject.head, depth + 1) or (subject,)) if put else (subject,)


def to_be(verb: Token) -> bool:
    """Whether a headline says what somebody is to do: "India, China to hold talks", which the parse hangs on a name."""
    name = verb.head
    return verb.dep_ in ("relcl", "acl") and name.dep_ == "ROOT" and name.pos_ == "PROPN" and has_aux(verb, "to")


def through_document(noun: Token, depth: int) -> tuple[Token, ...]:
    """The noun, or who issued it where it is a piece of paper."""
    if lemma(noun) in act_words().documents and noun.dep_ in ("dobj", "pobj"):
        governor = noun.head if noun.dep_ == "dobj" else noun.head.head
        if is_verb(governor):
            return surface(governor, depth + 1) or (noun,)
    return (noun,)


# What stands before a piece of paper and says whose it is.
ISSUER = frozenset(("compound", "poss", "amod", "nmod"))


def behind_preposition(verb: Token) -> tuple[Token, ...]:
    """ "strained after Ankara last week shot down ...": the parse took the subject of the clause for what stands behind
    "after".
    """
    for c in children(verb.head):
        if c.dep_ == "prep" and c.i < verb.i and c.lower_ in ("after", "before", "since", "until", "as"):
            for p in pobjs(c):
                if c.i < p.i < verb.i:
                    return (p,)
    return ()


def controller(head: Token, depth: int) -> tuple[Token, ...]:
    """Who does the infinitive below `head`."""
    if not is_verb(head):
        return surface(head.head, depth + 1) if head.dep_ in ("acomp", "attr") and is_verb(head.head) else ()
    obj = child(head, "dobj", "dative")
    if obj is not None and lemma(head) not in act_words().subject_control:
        return (obj,)
    return surface(head, depth + 1)


def under_preposition(prep: Token, depth: int) -> tuple[Token, ...]:
    """Who does the gerund under a preposition."""
    governor = prep.head
    for _ in range(3):  # "unleashed a raft of sanctions, including banning ...": up to the verb
        if is_verb(governor):
            break
        governor = governor.head
    if not is_verb(governor):
        return ()
    obj = child(governor, "dobj", "nsubjpass")
    if obj is not None and doer_is_object(lemma(governor), prep.lower_):
        return (obj,)
    return surface(governor, depth + 1)


def doer_is_object(verb: str, prep: str) -> bool:
    """Whether who is blamed or punished did what stands behind: "suspended Honduras for refusing", not "by"."""
    words = act_words()
    return verb in words.object_doer or (prep == "for" and verb in words.judged_for)


def direct_objects(verb: Token) -> tuple[Token, ...]:
    """Objects of an active verb: its own, the noun that a relative clause hangs on, or a coordinated verb's."""
    own = [c for c in children(verb) if c.dep_ in ("dobj", "attr") and not over_again(c)]
    if own:
        return tuple(climb_to_relcl(verb, c) if c.tag_ in RELATIVE else c for c in own)
    subject = child(verb, "nsubj")
    if verb.dep_ == "relcl" and subject is not None and subject.tag_ not in RELATIVE:
        return (verb.head,)
    for c in children(verb):
        if (
            c.dep_ == "conj"
            and is_verb(c)
            and c.tag_ == verb.tag_
            and child(c, "nsubj") is None
            and not list(preps(verb))
        ):
            return direct_objects(c)
    return ()


def over_again(noun: Token) -> bool:
    """Whether a noun only says how often: "turned it down time and again", "time after time"."""
    behind = noun.nbor(1).lower_ if noun.i + 2 < len(noun.doc) else ""
    return noun.lower_ == "time" and behind in ("and", "after") and noun.nbor(2).lower_ in ("again", "time")


def clause(verb: Token) -> Clause:
    """The clause of a verb, passives undone."""
    passive = is_passive(verb)
    above = surface(verb)
    if not passive:
        return Clause(verb, False, above + as_did(verb), direct_objects(verb))
    carriers = [
        verb,
        *(c for c in children(verb) if c.dep_ == "dobj"),
    ]  # "was denied entry by Ottawa": "by" may hang on the object
    agents = tuple(p for t in carriers for c in children(t) if is_agent(c) for p in pobjs(c))
    if not above and verb.dep_ == "amod":
        above = (verb.head,)
    return Clause(verb, True, agents, above + tuple(c for c in children(verb) if c.dep_ == "dobj"))


def as_did(verb: Token) -> tuple[Token, ...]:
    """Who did the same: "Peru protested, as did Chile"."""
    likewise = (
        c for c in children(verb) if c.dep_ == "advcl" and lemma(c) == "do" and child(c, "dobj", "neg", "prep") is None
    )
    subjects = ((c, child(c, "nsubj")) for c in likewise if c.i and c.nbor(-1).lower_ == "as")
    return tuple(subject for c, subject in subjects if subject is not None and subject.i > c.i)
