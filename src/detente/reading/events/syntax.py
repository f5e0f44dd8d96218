"""What the parse says of single words: lemmas, verbs, passives, negations, what hangs on which preposition.

The dependency labels are those of spaCy's English models (ClearNLP style). Subjects and clauses are in `clauses.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from spacy.tokens import Span, Token

from detente.language.words import act_words
from detente.reading.lists import fronted
from detente.reading.text import children, once, sentence_of

SUBJECTS = frozenset(("nsubj", "csubj"))

PASSIVE_SUBJECTS = frozenset(("nsubjpass", "csubjpass"))

# How a name hangs on a word that it is a part of.
PART = frozenset(("compound", "nmod", "npadvmod"))

RELATIVE = frozenset(("WDT", "WP", "WP$"))

# "hopes" and "raped" whose lemma was cut to "hop" and "rap": one syllable that would have doubled its consonant.
SHORT = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxy]$")


def lemma(token: Token) -> str:
    """The lower-case lemma of a token; all of a story are made when the first is asked for."""
    known: list[str] | None = token.doc.user_data.get("lemmas")
    if known is None:
        known = token.doc.user_data["lemmas"] = [mended(t.lemma_, t.lower_) for t in token.doc]
    return known[token.i]


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
    return frozenset(word for t in sent for word in (t.lower_, lemma(t)))


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these labels."""
    for c in children(token):
        if c.dep_ in deps:
            return c
    return None


def has_aux(verb: Token, *lemmas: str) -> bool:
    """Whether the verb has one of these auxiliaries."""
    return any(c.dep_ in ("aux", "auxpass") and lemma(c) in lemmas for c in children(verb))


def is_verb(token: Token) -> bool:
    """Whether the token is used as a verb."""
    return token.pos_ in ("VERB", "AUX")


def verb_above(token: Token) -> Token:
    """The verb that a word is or hangs below, or the last word above it."""
    while not is_verb(token) and token.head.i != token.i:
        token = token.head
    return token


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive: with "be" or "get", or as a bare participle after a noun or clause."""
    for c in children(verb):
        if c.dep_ in ("nsubjpass", "auxpass", "csubjpass"):
            return True
        if c.dep_ in SUBJECTS:
            return in_headline(verb)
    if verb.tag_ != "VBN" or has_aux(verb, "have"):
        return told_too(verb)
    if verb.dep_ == "conj" and is_verb(verb.head):
        return is_passive(verb.head)
    if verb.dep_ in ("acl", "advcl", "amod", "oprd"):
        return child(verb, "dobj") is None
    return child(verb, "agent") is not None


def told_too(verb: Token) -> bool:
    """Whether a past form goes on with a passive, and says what was said to the same one: "was summoned and warned of
    consequences", "was called in and handed a note"; the parse takes it for an active one.
    """
    goes_on = verb.dep_ == "conj" and verb.tag_ == "VBD" and any(c.dep_ == "auxpass" for c in children(verb.head))
    if not goes_on or lemma(verb) not in act_words().spoken_to:
        return False
    objects = [c for c in children(verb) if c.dep_ in ("dobj", "dative", "aux", "prt")]
    return all(c.dep_ == "dobj" and c.pos_ == "NOUN" and lemma(c) in act_words().documents for c in objects)


# Behind a headline's participle: "Nurses freed in Libya".
BY_OR_WHERE = frozenset(("by", "in", "at", "near", "off", "from", "over", "after"))


def in_headline(verb: Token) -> bool:
    """Whether a bare past form ends no sentence and has no object: what a headline says was done to its subject."""
    if verb.dep_ != "ROOT" or verb.tag_ not in ("VBN", "VBD") or verb.i + 1 >= len(verb.doc):
        return False
    bare = not any(c.dep_ in ("dobj", "aux", "auxpass", "prt", "xcomp", "ccomp", "conj") for c in children(verb))
    ends = sentence_of(verb)[-1]
    return (
        bare
        and lemma(verb) not in act_words().occurring
        and verb.nbor(1).lower_ in BY_OR_WHERE
        and ends.text[-1:].isalnum()
    )


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


FINITE = frozenset(("VBD", "VBZ", "VBP"))


def with_conjuncts(token: Token) -> Iterator[Token]:
    """A noun and the nouns coordinated with it."""
    waiting = [token]
    for t in waiting:
        yield t
        waiting += [c for c in children(t) if c.dep_ == "conj" and not is_verb(c) and not fronted(c)]


def is_agent(token: Token) -> bool:
    """Whether the word is the "by" of a passive."""
    return token.dep_ == "agent" or (token.dep_ == "prep" and token.lower_ == "by")


def pobjs(prep: Token) -> Iterator[Token]:
    """What stands behind a preposition."""
    for c in children(prep):
        if c.dep_ in ("pobj", "pcomp"):
            so_called = called_what(c) if c.dep_ == "pcomp" and is_agent(prep) else c
            yield relative(c, c.head.head) if c.tag_ in RELATIVE else so_called


def called_what(clause: Token) -> Token:
    """What "what" is called: the shell in "by what Chad says was a shell", the men in "by what it called its men"."""
    inner = child(clause, "ccomp") or clause
    if not any(t.lower_ == "what" for c in (clause, inner) for t in children(c)):
        return clause
    behind = (t for c in children(inner) if c.lower_ == "as" for t in children(c) if t.dep_ == "pobj")
    return child(inner, "attr", "oprd") or next(behind, clause)


def preps(token: Token, depth: int = 0) -> Iterator[tuple[str, Token]]:
    """Every (preposition, phrase head) below a token; "out of X" gives both words, and so is "by"."""
    if token.dep_ == "relcl" and any(c.lower_ == "where" for c in children(token)):
        yield from ((prep, token.head) for prep in IN_WHICH)  # "Riga, where the alliance has stationed tanks"
    for c in children(token):
        if c.dep_ in ("prep", "agent", "dative", "prt", "advmod", "mark") and c.pos_ in (
            "ADP",
            "SCONJ",
            "ADV",
            "VERB",
            "PART",
        ):
            for p in pobjs(c):
                yield c.lower_, p
            yield from ((k.lower_, p) for k in children(c) if k.dep_ == "conj" for p in pobjs(k))  # "and to Iran"
            if depth < 2:
                dated = any(k.ent_type_ in ("DATE", "TIME") for k in pobjs(c))  # "on Monday in Rome": not on Rome
                for lower, p in preps(c, depth + 1):
                    yield lower, p
                    if depth == 0 and not dated:
                        yield c.lower_, p
        elif c.dep_ == "conj" and c.pos_ == "ADP":
            yield from ((c.lower_, p) for p in pobjs(c))  # "with Iraq and then with Iran"


# What "where" stands for.
IN_WHICH = ("in", "at")


def hanging_on(token: Token, left_out: Callable[[Token], bool]) -> Iterator[Token]:
    """A token and what hangs on it, less words that are `left_out` with all that hangs on them."""
    yield token
    for c in children(token):
        if not left_out(c):
            yield from hanging_on(c, left_out)


# What stands before somebody of whom the story has told.
KNOWN = frozenset(("the", "this", "that", "these", "those", "both"))


def is_new(noun: Token) -> bool:
    """Whether a noun is of somebody of whom the story has not told: "smugglers", not "the smugglers"."""
    return not any(c.lower_ in KNOWN or c.dep_ == "poss" for c in children(noun))


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
    """Whether the verb itself is negated, also before an aside: "had not, as of Friday, recalled its envoy"."""
    for c in children(token):
        if c.dep_ == "neg" or (c.lower_ in ("never", "neither") and c.dep_ in ("advmod", "cc", "preconj")):
            return True
    return negated_before_aside(token)


HELPERS = frozenset(("have", "do", "be", "will", "would", "can", "could", "may", "might", "should", "must"))
# Of how many words an aside between "not" and its verb may be.
ASIDE = 10


def negated_before_aside(verb: Token) -> bool:
    """Whether commas part a verb from its "not", where the parse hangs that on the auxiliary alone."""
    if not verb.i or verb.nbor(-1).text != "," or not is_verb(verb):
        return False
    before = (t for t in reversed(verb.doc[max(1, verb.i - 1 - ASIDE) : verb.i - 1]) if t.text == ",")
    opens = next(before, None)
    return opens is not None and opens.nbor(-1).dep_ == "neg" and lemma(opens.nbor(-1).head) in HELPERS


def ceased(verb: Token) -> bool:
    """Whether a verb tells of what is done no more: "no longer sells", "issues no more visas", "not ... any more"."""
    if NO_MORE.isdisjoint(once(verb, "words", words_in)):
        return False
    return any(word.lower_ in NO_MORE and _no_more(word, verb) for c in children(verb) for word in (c, *children(c)))


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
    marks = [c for c in children(head) if c.lower_ in ("if", "though") and c.dep_ in ("mark", "advmod")]
    return any(mark.i and mark.nbor(-1).lower_ == "as" for mark in marks)


def says_more(verb: Token) -> bool:
    """Whether a clause with "which" says more of all that was told: "killed him, Riga said, which Minsk denied"."""
    which = next((c for c in children(verb) if c.lower_ == "which" and c.dep_ in ("dobj", "nsubj", "nsubjpass")), None)
    return which is not None and which.i > 0 and which.nbor(-1).text == ","
