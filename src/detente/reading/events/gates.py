"""How an act is told by what stands above it: if, in order to, feared, denied ... The cues are data (`status.yaml`).

`gates`: the categories of the cues that reach a head, on the way from the head up to the root, until a clause begins
that is told as a fact of its own (a relative clause, "after ...", a participle). What its own auxiliaries make of it,
`mood.py` tells.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.language.status import Cue, StatusCues, status_cues
from detente.reading.events.clauses import goes_on_with
from detente.reading.events.mood import PRESENT, auxiliaries, to_come, would_is_will, yet
from detente.reading.events.nothing import NO, beyond, naught, of_nothing, without
from detente.reading.events.phrases import opens_condition, phrases_near, words
from detente.reading.events.syntax import FINITE, ceased, child, is_passive, is_verb, lemma, negated, says_more
from detente.reading.text import children, of_token, sentence_of

# How far up a cue may stand; deeper nesting than this was not met in the labelled clauses.
HEIGHT = 12
COMPLEMENTS = frozenset(("xcomp", "ccomp", "acl", "dobj", "pcomp", "pobj", "attr", "advcl", "oprd", "relcl", "csubj"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
PREDICATES = frozenset(("acomp", "attr", "oprd", "xcomp", "prt", "advmod", "ccomp"))
# What these open is told as a fact whatever becomes of the clause above.
FACTUAL = frozenset(
    ("after", "because", "since", "as", "when", "while", "before", "until", "though", "although", "whereas", "where")
)
FACTUAL_PREPOSITIONS = frozenset(("after", "since", "for", "following", "upon", "over", "despite", "before"))
# "is expected to", "is feared to have": the passive says how the act is told, not what somebody expects or fears.
RAISING = frozenset(("to come", "hearsay"))
SAYING = frozenset(("told", "allegation", "hearsay", "denial"))
NOBODY = frozenset(("nobody", "none", "nothing", "neither"))
UNCERTAIN = frozenset(("would", "could", "might", "may", "'d"))
# Marks behind which another clause begins.
PARTING = frozenset((":", ";"))
INDEFINITE = frozenset(("a", "an", "any", "another", "further", "such"))


def gates(head: Token) -> frozenset[str]:
    """The categories of the cues that reach a head, with `negation`, `question`, `purpose` and `unreal` (an infinitive
    under a verb that does not say whether it came to it)."""
    return of_token(head, "gates", _gates)


def _gates(head: Token) -> frozenset[str]:
    verbal = is_verb(head) or head.tag_ in ("VBG", "VBN")
    return frozenset(_verb_gates(head) if verbal else _noun_gates(head))


def told_as_fact(head: Token) -> bool:
    """Whether the head lies in a clause told as a fact inside another: "a day after they shot it down, he said"."""
    at = head
    for _ in range(HEIGHT):
        if _told_as_fact(at):
            return True
        if at.head.i == at.i or (is_verb(at.head) and lemma(at.head) in words("told", "verb")):
            return False
        at = at.head
    return False


def _verb_gates(head: Token) -> set[str]:
    found = {c.category for c, _ in phrases_near(head) if c.category == "hearsay"}
    at = head
    for _ in range(HEIGHT):
        found |= _of_clause(at)
        if _told_as_fact(at):
            return found
        up = goes_on_with(at) if at.dep_ == "conj" and is_verb(at) else at.head
        if up.i == at.i:
            return found | _question(at)
        if says_more(at):
            return found
        if behind_colon(at, up):
            return found | (_above(at, up) - {"negation", "hearsay"})
        found |= _above(at, up)
        at = up
    return found


def behind_colon(at: Token, up: Token) -> bool:
    """ "Nothing was heard of it: Bolivia broke off ties": what stands before a colon denies nothing behind it."""
    opens = at.left_edge
    marked = up.i < opens.i and (opens.text in PARTING or opens.nbor(-1).text in PARTING)
    return marked and at.dep_ in ("ccomp", "parataxis", "dep", "conj")


def _of_clause(at: Token) -> set[str]:
    """What the words beside a head say of it: adverbs, adjectives, marks, "no"."""
    cues = status_cues()
    found: set[str] = set()
    for c in children(at):
        word = c.lower_
        never = c.dep_ == "advmod" and word in ("once", "ever") and child(c, "neg")
        if never or (c.dep_ == "det" and word in NO):
            found.add("negation")
        elif c.dep_ in ("advmod", "npadvmod", "dep", "amod", "neg"):
            for cue in (*cues.of("adverb", word), *cues.of("adjective", word)):
                if ("noun" if c.dep_ == "amod" else "clause") in cue.governs:
                    found.add(cue.category)
        elif c.dep_ in ("nsubj", "nsubjpass", "dobj") and not (ceased(at) or without(at) or of_nothing(at)):
            found |= {"negation"} if word in NOBODY or naught(c) else set()
    may_open = at.dep_ in ("advcl", "ccomp", "pcomp", "ROOT", "acl", "relcl", "conj", "csubj") and opens_condition(at)
    if may_open or still_open(at):
        found.add("condition")
    if at.dep_ == "conj" and any(c.lower_ == "nor" for c in children(at.head)):
        found.add("negation")
    return found


def still_open(verb: Token) -> bool:
    """ "Vowed more raids until Peru withdraws": what others wait for, told in the present, has not come about."""
    waits = verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("until", "till") for c in children(verb))
    return waits and (verb.tag_ in PRESENT or any(c.dep_ == "aux" and c.tag_ in PRESENT for c in children(verb)))


def _told_as_fact(at: Token) -> bool:
    """Whether the clause of a head is told as a fact, whatever the clause above it says."""
    if at.dep_ == "relcl":
        return at.tag_ in FINITE or any(c.dep_ in ("aux", "auxpass") and c.lower_ != "to" for c in children(at))
    if at.dep_ in ("acl", "amod"):
        return at.tag_ in ("VBN", "VBG") and not any(
            c.lower_ in ("to", "that") and c.dep_ in ("aux", "mark") for c in children(at)
        )
    if at.dep_ == "advcl":
        return _beside(at) or any(c.lower_ in FACTUAL for c in children(at) if c.dep_ in ("mark", "advmod"))
    if at.dep_ == "pcomp":
        return at.head.lower_ in FACTUAL_PREPOSITIONS
    if at.dep_ == "conj":
        return any(c.dep_ == "cc" and c.lower_ in status_cues().terminators for c in children(at.head))
    return False


def _beside(verb: Token) -> bool:
    """Whether a bare participle tells of its own beside the clause: "accused by Delhi of spying, Islamabad denied"."""
    return verb.tag_ == "VBN" and child(verb, "mark", "aux", "auxpass", "advmod", "nsubj") is None


def _question(root: Token) -> set[str]:
    """A sentence that asks whether, not why or how."""
    sent = sentence_of(root)
    if sent[-1].text != "?":
        return set()
    return set() if any(t.lower_ in ("why", "how") for t in sent) else {"question"}


def _above(at: Token, up: Token) -> set[str]:
    """What the word above makes of a verb below it."""
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in children(at))
    if at.dep_ in ("pcomp", "pobj") or up.pos_ == "ADP" or up.dep_ == "prep":
        return {c.category for c in status_cues().of("preposition", _preposition(up))} or _by_preposition(up)
    found = {c.category for c in _cues_of(up, "complement", "verb", at)} if at.dep_ in COMPLEMENTS else set()
    found = found & RAISING or found
    if (
        at.dep_ == "ccomp" and at.i < up.i
    ):  # a clause before the verb is one that somebody says, or only stands beside it
        found &= SAYING
    if at.dep_ == "csubj" and auxiliaries(up) & UNCERTAIN:
        found.add("possible")
    if "report" in found:
        found.add("denial" if lemma(up.head) in words("rebuttal", "verb") else "hearsay")
    if at.dep_ in ("xcomp", "ccomp") and infinitive and not found and is_verb(up) and lemma(up) != "be":
        found.add("unreal")
    if at.dep_ in ("advcl", "acl", "relcl") and infinitive and not found and not to_come(at, {"to"}):
        found.add("purpose")
    if is_verb(up) and at.dep_ in ("xcomp", "ccomp", "dobj") and (negated(up) or yet(up)):
        found.add("negation")
    if (
        is_verb(up)
        and (at.dep_ in ("xcomp", "dobj") or (at.tag_ == "VB" and at.dep_ == "ccomp"))
        and auxiliaries(up) & (UNCERTAIN | {"can"})
        and not would_is_will(up)
    ):
        found.add("possible")
    return found


def _preposition(prep: Token) -> str:
    """A preposition with the word that makes it one: "instead of", "rather than"."""
    before = prep.nbor(-1).lower_ + " " if prep.i and prep.lower_ in ("of", "than") else ""
    return before + prep.lower_


def _by_preposition(prep: Token) -> set[str]:
    """What the word before a preposition makes of the gerund behind it: "kept from attacking"."""
    return {c.category for c in _cues_of(prep.head, "complement", "verb", prep) if c.preps and prep.lower_ in c.preps}


def name_of(governor: Token) -> tuple[str, str]:
    """The kind of a word above, and its lemma with its particle."""
    kind = "verb" if is_verb(governor) else "adjective" if governor.pos_ in ("ADJ", "ADV") else "noun"
    particle = child(governor, "prt")
    return kind, f"{lemma(governor)} {particle.lower_}" if particle is not None else lemma(governor)


def _cues_of(up: Token, reach: str, takes: str, below: Token) -> list[Cue]:
    """The cues that the word above stands for and that reach this kind of act from there."""
    cues = status_cues()
    kind, name = name_of(up)
    found = list(cues.of(kind, name) or cues.of(kind, name.split()[0]))
    if kind == "verb" and lemma(up) in words("copula", "verb") | {"be"}:
        found += [
            cue for c in children(up) if c.dep_ in PREDICATES and c is not below for cue in _as_predicate(c, cues)
        ]
    return [c for c in found if reach in c.governs and takes in c.takes and _voice(c, up)]


def _as_predicate(word: Token, cues: StatusCues) -> tuple[Cue, ...]:
    return cues.of("adjective", lemma(word)) or cues.of("adverb", word.lower_)


def _voice(cue: Cue, verb: Token) -> bool:
    return cue.passive is None or cue.passive == is_passive(verb)


# --- nouns ----------------------------------------------------------------------------------------------------------


def _noun_gates(head: Token) -> set[str]:
    """A noun names an act, mostly as a fact: only what governs it directly can say otherwise."""
    found = _of_clause(head)
    at = first_of(head)
    for _ in range(4):
        up, reach, prep = _edge(at)
        if up is None:
            return found
        hits = {c.category for c in _cues_of(up, reach, "noun", at) if _takes(c, prep)}
        found |= hits
        if is_verb(up):
            return found | _through_verb(at, up, reach, hits)
        if hits or up.pos_ not in ("NOUN", "ADJ"):
            return found
        at = first_of(up)
    return found


def _takes(cue: Cue, prep: str | None) -> bool:
    """Whether a cue reaches a noun behind a preposition (None: without one): verbs only behind those that they name."""
    return prep is None or prep in cue.preps or (not cue.preps and cue.kind != "verb")


def first_of(noun: Token) -> Token:
    """The first of coordinated nouns."""
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    return noun


def _edge(at: Token) -> tuple[Token | None, str, str | None]:
    """The word above a noun, how the noun hangs on it, and the preposition between them."""
    up = at.head
    if at.dep_ in ("pobj", "pcomp"):
        return (up.head, "complement", up.lower_) if up.head.i != up.i else (None, "", None)
    if at.dep_ in SUBJECTS:
        return up, "subject", None
    if at.dep_ in ("dobj", "attr", "ccomp", "xcomp", "oprd", "compound", "dative"):
        return up, "complement", None
    return None, "", None


def _through_verb(at: Token, up: Token, reach: str, hits: set[str]) -> set[str]:
    """What the mood of the verb above says of a noun: "an attack would ...", "will not take place"."""
    found: set[str] = set()
    unsaid = hits & {"taking place", "lasting", "to come"} and negated(up)
    if unsaid or (reach == "subject" and beyond(up)):
        found.add("negation")
    open_ = not any(c.dep_ in ("det", "poss") and c.lower_ not in INDEFINITE for c in children(at))
    if open_ and reach == "subject" and auxiliaries(up) & UNCERTAIN and not would_is_will(up):
        found.add("possible")
    return found
