"""What the parse says of one clause: who is its subject, what its objects are, what hangs on which preposition.

The dependency labels are those of spaCy's English models (ClearNLP style).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from spacy.tokens import Span, Token

from detente.language.status import status_cues
from detente.language.words import act_words
from detente.reading.text import once, sentence_of

SUBJECTS = frozenset(("nsubj", "csubj"))
PASSIVE_SUBJECTS = frozenset(("nsubjpass", "csubjpass"))
# How a name hangs on a word that it is a part of.
PART = frozenset(("compound", "nmod", "npadvmod"))
RELATIVE = frozenset(("WDT", "WP", "WP$"))


@dataclass(frozen=True, slots=True)
class Clause:
    """One verb with what belongs to it. `surface`: the grammatical subject, own or inherited; `doer` and `objects`
    undo passives.
    """

    verb: Token
    passive: bool
    doer: tuple[Token, ...]
    objects: tuple[Token, ...]


# "hopes" and "raped" whose lemma was cut to "hop" and "rap": one syllable that would have doubled its consonant.
SHORT = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxy]$")


def lemma(token: Token) -> str:
    """The lower-case lemma of a token."""
    return mended(token.lemma_, token.lower_)


@lru_cache(maxsize=20_000)
def mended(word: str, form: str) -> str:
    """The lemma that the parser gives a lower-case form, in lower case, mended where it is known to be wrong."""
    word = word.lower()
    word = act_words().lemmas.get(word, word)
    if SHORT.match(word) and form in (word + "es", word + "ed", word + "ing"):
        return word + "e"
    return word


def words_in(sent: Span) -> frozenset[str]:
    """The words of a sentence, as they stand and as lemmas."""
    forms = [(t.lower_, t.lemma_) for t in sent]
    return frozenset(word for form, found in forms for word in (form, mended(found, form)))


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these labels."""
    for c in token.children:
        if c.dep_ in deps:
            return c
    return None


def has_aux(verb: Token, *lemmas: str) -> bool:
    """Whether the verb has one of these auxiliaries."""
    return any(c.dep_ in ("aux", "auxpass") and lemma(c) in lemmas for c in verb.children)


def is_verb(token: Token) -> bool:
    """Whether the token is used as a verb."""
    return token.pos_ in ("VERB", "AUX")


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive: with "be" or "get", or as a bare participle after a noun or clause."""
    for c in verb.children:
        if c.dep_ in ("nsubjpass", "auxpass", "csubjpass"):
            return True
        if c.dep_ in SUBJECTS:
            return in_headline(verb)
    if verb.tag_ != "VBN" or has_aux(verb, "have"):
        return False
    if verb.dep_ == "conj" and is_verb(verb.head):
        return is_passive(verb.head)
    if verb.dep_ in ("acl", "advcl", "amod", "oprd"):
        return child(verb, "dobj") is None
    return child(verb, "agent") is not None


# Of how many words an aside may be.
ASIDE = 8

# Behind a headline's participle: "Nurses freed in Libya".
BY_OR_WHERE = frozenset(("by", "in", "at", "near", "off", "from", "over", "after"))


def in_headline(verb: Token) -> bool:
    """Whether a bare past form ends no sentence and has no object: what a headline says was done to its subject."""
    if verb.dep_ != "ROOT" or verb.tag_ not in ("VBN", "VBD") or verb.i + 1 >= len(verb.doc):
        return False
    bare = not any(c.dep_ in ("dobj", "aux", "auxpass", "prt", "xcomp", "ccomp", "conj") for c in verb.children)
    ends = sentence_of(verb)[-1]
    return (
        bare
        and lemma(verb) not in act_words().occurring
        and verb.nbor(1).lower_ in BY_OR_WHERE
        and ends.text[-1:].isalnum()
    )


# How far up a subject is looked for.
MOST = 6


def surface(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """The grammatical subject of a verb: its own, else the one that it takes from the clause above."""
    for c in verb.children:
        if c.dep_ in SUBJECTS or c.dep_ in PASSIVE_SUBJECTS:
            if c.lower_ in ("each", "both") and depth <= MOST and (above := inherited(verb, depth)):
                return above  # "the two said, each accusing the other"
            return (relative(c, verb),)
    if depth > MOST:
        return ()
    if (blame := answering(verb)) is not None:
        return surface(blame, depth + 1)
    return before_aside(verb) or below_helpers(verb) or named_before(verb) or inherited(verb, depth)


def before_aside(verb: Token) -> tuple[Token, ...]:
    """The subject of a verb that an aside parts from it: "Cuba, Washington contends, sent arms", which the parse often
    hangs on the aside.
    """
    doc, first = verb.doc, min((c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg")), default=verb.i)
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
    part = tuple(c for c in verb.children if c.dep_ in PART and c.pos_ == "PROPN" and c.i < verb.i)[-1:]
    below = (t for c in verb.children if c.dep_ == "prep" and c.i < verb.i for t in c.subtree)
    return (verb.dep_ == "ROOT" and part) or tuple(t for t in below if fronted(t))[:1]


def fronted(noun: Token) -> bool:
    """Whether a noun behind a comma is a subject that the parse adds to a phrase before it: "With Peru, Mali met"."""
    listed = noun.dep_ in ("conj", "appos") and noun.head.dep_ == "pobj"
    if not listed or not noun.left_edge.i or noun.left_edge.nbor(-1).text != ",":
        return False
    at = noun.head
    while at.dep_ in ("pobj", "prep"):
        at = at.head
    subject = any(c.dep_ in SUBJECTS or c.dep_ in PASSIVE_SUBJECTS for c in at.children)
    return at.tag_ in FINITE and noun.i < at.i and not subject


def below_helpers(verb: Token) -> tuple[Token, ...]:
    """A subject that the parse hangs on "been" instead of on the verb: "Peru has been urging"."""
    helpers = (c for c in verb.children if c.dep_ in ("aux", "auxpass"))
    return tuple(own for helper in helpers for own in helper.children if own.dep_ in SUBJECTS | PASSIVE_SUBJECTS)[:1]


def relative(subject: Token, verb: Token) -> Token:
    """The noun behind "who", "which" or "that"; else the token itself."""
    if subject.tag_ in RELATIVE or (subject.lower_ == "that" and verb.dep_ == "relcl"):
        return verb.head if verb.dep_ in ("relcl", "acl") else climb_to_relcl(verb, subject)
    return subject


def climb_to_relcl(verb: Token, otherwise: Token) -> Token:
    """The head noun of the relative clause in which `verb` is coordinated or embedded."""
    at = verb
    for _ in range(4):
        if at.dep_ == "relcl":
            return at.head
        if at.dep_ not in ("conj", "ccomp", "xcomp"):
            break
        at = at.head
    return otherwise


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

    "Peru demanded that Chile free the crew and threatened ...": it is Peru that threatened.
    """
    above = verb.head
    if verb.tag_ not in FINITE or above.tag_ == "VBN":
        return above
    while (above.tag_ == "VBD") != (verb.tag_ == "VBD") or above.tag_ not in FINITE:
        if above.dep_ not in ("ccomp", "xcomp") or not is_verb(above.head):
            return verb.head
        above = above.head
    return above


def of_noun(verb: Token, depth: int) -> tuple[Token, ...]:
    """The subject of a verb that hangs on a noun: the noun, who issued it, or in a list of verbs that of the first."""
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and child(verb, "dobj") is not None:
        return surface(above_noun(verb.head), depth + 1)  # "has shelved the pipeline, withdrawn students ..."
    if verb.head.lower_ == "each":
        return surface(above_noun(verb.head), depth + 1)  # "the two said, each accusing the other"
    issued = verb.i == verb.head.i + 1 and any(c.ent_type_ and c.dep_ in ISSUER for c in verb.head.children)
    if verb.tag_ == "VB":
        if to_be(verb):
            return (verb.head,)
        owner = child(verb.head, "poss") if lemma(verb.head) in act_words().own_deeds else None
        return (owner,) if owner is not None else ()
    return (verb.head,) if issued else through_document(verb.head, depth)  # "an EU statement criticising Peru"


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


FINITE = frozenset(("VBD", "VBZ", "VBP"))
# What stands before a piece of paper and says whose it is.
ISSUER = frozenset(("compound", "poss", "amod", "nmod"))


def above_noun(noun: Token) -> Token:
    """The verb that a noun belongs to, or the noun."""
    at = noun
    while not is_verb(at) and at.head.i != at.i:
        at = at.head
    return at


def behind_preposition(verb: Token) -> tuple[Token, ...]:
    """ "strained after Ankara last week shot down ...": the parse took the subject of the clause for what stands behind
    "after".
    """
    for c in verb.head.children:
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


def with_conjuncts(token: Token) -> Iterator[Token]:
    """A noun and the nouns coordinated with it."""
    waiting = [token]
    for t in waiting:
        yield t
        waiting += [c for c in t.children if c.dep_ == "conj" and not is_verb(c) and not fronted(c)]


def direct_objects(verb: Token) -> tuple[Token, ...]:
    """Objects of an active verb: its own, the noun that a relative clause hangs on, or a coordinated verb's."""
    own = [c for c in verb.children if c.dep_ in ("dobj", "attr", "oprd") and c.dep_ != "oprd"]
    if own:
        return tuple(climb_to_relcl(verb, c) if c.tag_ in RELATIVE else c for c in own)
    subject = child(verb, "nsubj")
    if verb.dep_ == "relcl" and subject is not None and subject.tag_ not in RELATIVE:
        return (verb.head,)
    for c in verb.children:
        if (
            c.dep_ == "conj"
            and is_verb(c)
            and c.tag_ == verb.tag_
            and child(c, "nsubj") is None
            and not list(preps(verb))
        ):
            return direct_objects(c)
    return ()


def clause(verb: Token) -> Clause:
    """The clause of a verb, passives undone."""
    passive = is_passive(verb)
    above = surface(verb)
    if not passive:
        return Clause(verb, False, above + as_did(verb), direct_objects(verb))
    carriers = [
        verb,
        *(c for c in verb.children if c.dep_ == "dobj"),
    ]  # "was denied entry by Ottawa": "by" may hang on the object
    agents = tuple(p for t in carriers for c in t.children if is_agent(c) for p in pobjs(c))
    if not above and verb.dep_ == "amod":
        above = (verb.head,)
    return Clause(verb, True, agents, above + tuple(c for c in verb.children if c.dep_ == "dobj"))


def as_did(verb: Token) -> tuple[Token, ...]:
    """Who did the same: "Peru protested, as did Chile"."""
    likewise = (
        c for c in verb.children if c.dep_ == "advcl" and lemma(c) == "do" and child(c, "dobj", "neg", "prep") is None
    )
    subjects = ((c, child(c, "nsubj")) for c in likewise if c.i and c.nbor(-1).lower_ == "as")
    return tuple(subject for c, subject in subjects if subject is not None and subject.i > c.i)


def is_agent(token: Token) -> bool:
    """Whether the word is the "by" of a passive."""
    return token.dep_ == "agent" or (token.dep_ == "prep" and token.lower_ == "by")


def pobjs(prep: Token) -> Iterator[Token]:
    """What stands behind a preposition."""
    for c in prep.children:
        if c.dep_ in ("pobj", "pcomp"):
            yield relative(c, c.head.head) if c.tag_ in RELATIVE else c


def preps(token: Token, depth: int = 0) -> Iterator[tuple[str, Token]]:
    """Every (preposition, phrase head) below a token; "out of X" gives both words, and so is "by"."""
    for c in token.children:
        if c.dep_ in ("prep", "agent", "dative", "prt", "advmod", "mark") and c.pos_ in (
            "ADP",
            "SCONJ",
            "ADV",
            "VERB",
            "PART",
        ):
            for p in pobjs(c):
                yield c.lower_, p
            yield from ((k.lower_, p) for k in c.children if k.dep_ == "conj" for p in pobjs(k))  # "and to Iran"
            if depth < 2:
                for lower, p in preps(c, depth + 1):
                    yield lower, p
                    if depth == 0:
                        yield c.lower_, p
        elif c.dep_ == "conj" and c.pos_ == "ADP":
            yield from ((c.lower_, p) for p in pobjs(c))  # "with Iraq and then with Iran"


def hanging_on(token: Token, left_out: Callable[[Token], bool]) -> Iterator[Token]:
    """A token and what hangs on it, less words that are `left_out` with all that hangs on them."""
    yield token
    for c in token.children:
        if not left_out(c):
            yield from hanging_on(c, left_out)


# What stands before somebody of whom the story has told.
KNOWN = frozenset(("the", "this", "that", "these", "those", "both"))


def is_new(noun: Token) -> bool:
    """Whether a noun is of somebody of whom the story has not told: "smugglers", not "the smugglers"."""
    return not any(c.lower_ in KNOWN or c.dep_ == "poss" for c in noun.children)


# Prepositions that say where something is.
WHERE = frozenset(("in", "near", "off", "inside", "outside", "at", "around", "across", "within", "along", "over"))
INSIDE = frozenset(("amod", "compound", "nmod", "poss", "appos", "conj"))


def says_where(token: Token) -> bool:
    """Whether a word belongs to a phrase of place: "near Aden", "in the Iraqi city", "off the coast of Somalia"."""
    at = token
    while at.dep_ in INSIDE or (at.dep_ == "pobj" and at.head.lower_ == "of"):
        at = at.head
        at = at.head if at.lower_ == "of" else at
    return at.dep_ == "pobj" and at.head.lower_ in WHERE


def at_home(token: Token) -> bool:
    """Whether a place is where somebody belongs: "militants based in Pakistan"."""
    return token.dep_ == "pobj" and token.head.head.lower_ == "based"


def negated(token: Token) -> bool:
    """Whether the verb itself is negated."""
    for c in token.children:
        if c.dep_ == "neg" or (c.lower_ in ("never", "neither") and c.dep_ in ("advmod", "cc", "preconj")):
            return True
    return False


def ceased(verb: Token) -> bool:
    """Whether a verb tells of what is done no more: "no longer sells", "issues no more visas", "not ... any more"."""
    if NO_MORE.isdisjoint(once(verb, "words", words_in)):
        return False
    return any(word.lower_ in NO_MORE and _no_more(word, verb) for c in verb.children for word in (c, *c.children))


NO_MORE = frozenset(("longer", "more", "anymore"))


def _no_more(word: Token, verb: Token) -> bool:
    """Whether a word is the "more" of "no more", the "longer" of "no longer", or ends what is negated ("anymore")."""
    if word.lower_ == "anymore":
        return negated(verb)
    before = word.nbor(-1).lower_ if word.i else ""
    if word.dep_ not in ("advmod", "amod"):
        return False
    return before == "no" or (before == "any" and word.dep_ == "advmod" and negated(verb))


def likened(head: Token) -> bool:
    """Whether a clause begins with "as if" or "as though": what it tells did not happen."""
    marks = [c for c in head.children if c.lower_ in ("if", "though") and c.dep_ in ("mark", "advmod")]
    return any(mark.i and mark.nbor(-1).lower_ == "as" for mark in marks)
