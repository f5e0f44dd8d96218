"""Slips of the parser that show in its own output, put right before anything is read from it.

Lists and clauses joined by "and" look alike: "recalled its envoy from Quito and Chile expelled two diplomats" lists no
Chile behind Quito, and "will visit Egypt on Sunday and Jordan on Monday" no Jordan behind Sunday. What is ordered or
wanted done does nothing itself: "ordered the border reopened". What has been done one after the other is no list of
things: "has closed the port, withdrawn its consul and sent home the crew" names no withdrawn consul.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import takewhile

from spacy.tokens import Doc, Token

from detente.language.words import act_words
from detente.reading.fronted import with_subject
from detente.reading.subjects import HELPING, SUBJECTS, WEEKDAYS, make_subject
from detente.reading.text import those_with

NOUNS = frozenset(("NOUN", "PROPN"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
# How a noun hangs that is no subject.
OBJECTS = frozenset(("dobj", "pobj", "dative", "attr", "conj", "npadvmod"))
# Words of time behind which the second of two visits, talks or trips may stand.
DAYS = frozenset(day.lower() for day in (*WEEKDAYS, "today", "tomorrow", "yesterday"))
SPANS = frozenset(("week", "month", "year", "weekend"))
WHEN = frozenset(("on", "this", "next", "last"))
WHERE = frozenset(("in", "at"))
# Who does this to a deed has it done: "ordered the border reopened", "wants the envoy recalled".
CAUSING = ("order", "want")
# Who says this of a party behind its name blames it: "held the rebels responsible on Monday for the raid".
BLAMED = ("responsible", "accountable", "answerable", "liable", "guilty")
BLAMING = frozenset(("hold", "find", "make", "declare", "pronounce"))
# How far behind a noun its verb or its day is looked for, in words.
REACH = 6
# How far behind a noun the end of an aside is looked for.
LONGEST_ASIDE = 14
# Where a text keeps the second objects of verbs, each with a day of its own.
DAY_OF_ITS_OWN = "day of its own"


def mended(doc: Doc) -> Doc:
    """The parse with subjects and objects that it hangs on the noun before "and" where they belong."""
    for attribute, values, mend in MENDS:
        for word in those_with(doc, attribute, {doc.vocab.strings[value] for value in values}):
            mend(word)
    return doc


def parted(noun: Token) -> None:
    """Hang a noun behind "and" on the verb whose subject it is, or give the second of two visits its own day."""
    if noun.pos_ not in NOUNS or noun.head.i > noun.i:
        return
    verb = behind_aside(noun)
    if verb is not None:
        hang_aside(noun, verb)
    elif noun.head.pos_ in NOUNS:
        verb = subject_of(noun) or behind_opening(noun)
        if verb is None and (first := object_before(noun)) is not None:
            hang_day(noun, first)
    if verb is not None:
        make_subject(noun, verb)


def days_of_their_own(doc: Doc) -> frozenset[int]:
    """The second objects of verbs that have a day of their own behind them: Jordan in "Egypt on Sunday and Jordan on
    Monday"."""
    return frozenset(doc.user_data.get(DAY_OF_ITS_OWN, ()))


def subject_of(noun: Token) -> Token | None:
    """The verb right behind a noun of a list, or behind its day, if it is finite and has no other subject."""
    doc, opens = noun.doc, noun.left_edge.i
    if noun.head.dep_ not in OBJECTS or not opens or doc[opens - 1].dep_ != "cc":
        return None
    behind = doc[noun.i + 1 : min(noun.i + REACH, noun.sent.end)]
    return free_verb(noun, behind, lambda t: helps(t) or t.lower_ == "on" or is_day(t))


def behind_opening(noun: Token) -> Token | None:
    """The verb whose subject is a name that the parse lists with the last one of the phrase before it: "Under a deal
    brokered by Niger, Peru will free ..."."""
    doc, opens = noun.doc, noun.left_edge.i
    if opens < 2 or doc[opens - 1].text != "," or noun.pos_ != "PROPN" or noun.head.dep_ not in OBJECTS:
        return None
    first = doc[noun.sent.start]
    verb, helpers = behind_helpers(noun, doc[noun.i + 1 : min(noun.i + REACH, noun.sent.end)])
    led = first.dep_ == "prep" and first.head == verb and first in noun.ancestors
    free = is_finite(verb, helpers) and not any(c.dep_ in SUBJECTS for c in verb.children)
    return verb if led and free and noun.n_rights == 0 else None


def behind_aside(noun: Token) -> Token | None:
    """The verb whose subject is a noun behind "and" that an aside parts from it: "and Chile, after talks, withdrew"."""
    doc, opens = noun.doc, noun.left_edge.i
    if not opens or doc[opens - 1].dep_ != "cc" or noun.i + 1 == len(doc) or doc[noun.i + 1].text != ",":
        return None
    aside = list(takewhile(lambda t: t.text != ",", doc[noun.i + 2 : min(noun.i + LONGEST_ASIDE, noun.sent.end)]))
    if not aside or aside[0].dep_ == "cc" or any(t.tag_ in FINITE or t.text in ';:"' for t in aside):
        return None
    behind = doc[aside[-1].i + 2 : min(aside[-1].i + 2 + REACH, noun.sent.end)]
    return free_verb(noun, behind)


def helps(word: Token) -> bool:
    """Whether a word may stand between a subject and its verb."""
    return word.dep_ in HELPING


def free_verb(noun: Token, behind: Iterable[Token], between: Callable[[Token], bool] = helps) -> Token | None:
    """The first word behind a noun that does not help a verb, if it is a verb that has no subject yet."""
    verb, helpers = behind_helpers(noun, behind, between)
    return verb if is_free(verb, helpers, noun) else None


def behind_helpers(
    noun: Token, behind: Iterable[Token], between: Callable[[Token], bool] = helps
) -> tuple[Token, list[Token]]:
    """The first word behind a noun that does not help a verb, and those that do; the noun, where all of them do."""
    words = list(behind)
    helpers = list(takewhile(between, words))
    return (words[len(helpers)] if len(helpers) < len(words) else noun), helpers


def hang_aside(noun: Token, verb: Token) -> None:
    """Join a verb to the clause before, and hang what stands between its subject and it on itself."""
    verb.dep_ = "conj" if verb.dep_ == "dep" else verb.dep_
    for word in noun.doc[noun.i + 1 : verb.i]:
        if word.head == verb.head and word.dep_ in ("prep", "advcl", "npadvmod", "advmod", "punct"):
            word.head = verb


def is_finite(verb: Token, helpers: list[Token]) -> bool:
    """Whether a word is a verb that is finite, itself or by what helps it."""
    tensed = next((t for t in helpers if t.dep_ in ("aux", "auxpass")), verb)
    return verb.pos_ in ("VERB", "AUX") and tensed.tag_ in FINITE


def is_free(verb: Token, helpers: list[Token], noun: Token) -> bool:
    """Whether a finite verb joined to the clause before a noun has no subject yet."""
    if not is_finite(verb, helpers):
        return False
    joined = verb.dep_ in ("conj", "dep", "ccomp", "advcl") and verb.head.i < noun.i and verb.head in noun.ancestors
    return joined and not any(c.dep_ in SUBJECTS | {"mark"} for c in verb.children)


def object_before(noun: Token) -> Token | None:
    """The object to which a noun behind a day is joined: "(visit) Egypt on Sunday and Jordan on Monday"."""
    day, doc = noun.head, noun.doc
    if not is_day(day) or is_day(noun) or day_behind(noun) is None:
        return None
    before = doc[day.head.i - 1] if day.dep_ == "pobj" else doc[day.left_edge.i - 1]
    place = before.head
    if doc[noun.i + 1].lower_ in WHERE and before.dep_ == "pobj" and place.lower_ in WHERE:  # "saw him in Rome on ..."
        before = doc[place.i - 1]
    return before if before.pos_ in NOUNS and before.dep_ in OBJECTS and not is_day(before) else None


def is_day(word: Token) -> bool:
    """Whether a word is a day of the week, or ends "this week"."""
    return word.lower_ in DAYS or (word.lower_ in SPANS and word.ent_type_ == "DATE")


def day_behind(noun: Token) -> Token | None:
    """What says when, behind a noun or its place: "on" before its day, or the day itself."""
    words = noun.doc[noun.i + 1 : min(noun.i + REACH, noun.sent.end)]
    near = takewhile(lambda t: t.lower_ in WHEN | WHERE or t.pos_ == "PROPN", words)
    day = next((t for t in near if is_day(t)), None)
    return day if day is None or day.dep_ != "pobj" else day.head


def hang_day(noun: Token, first: Token) -> None:
    """Join a noun to the object before it, with the day behind it."""
    if (day := day_behind(noun)) is not None:
        noun.head = first
        day.head = noun
        noun.doc.user_data.setdefault(DAY_OF_ITS_OWN, set()).add(noun.i)


def done_to(verb: Token) -> None:
    """Make what is to be done passive: "ordered the border reopened", "wants the envoy recalled"."""
    for noun in [c for c in verb.children if c.dep_ in ("ccomp", "dobj") and c.i > verb.i]:
        deed = noun if noun.dep_ == "ccomp" else next((c for c in noun.rights if c.dep_ == "acl"), None)
        if deed is None or deed.tag_ not in ("VBN", "VBD") or deed.lemma_ in act_words().says_which:
            continue
        thing = noun if noun != deed else next((c for c in deed.lefts if c.dep_ == "nsubj"), None)
        helped = any(c.dep_ in ("aux", "auxpass", "mark", "dobj") for c in deed.children)
        if thing is not None and thing.pos_ in NOUNS and thing.i < deed.i and not helped and not goes_on(verb, deed):
            deed.head, deed.dep_, deed.tag_ = verb, "ccomp", "VBN"
            thing.head, thing.dep_ = deed, "nsubjpass"


def says_that(said: Token) -> None:
    """Give a verb its subject that an aside keeps from it: "said Chad, like any state, had a right to fish"."""
    named = next((c for c in said.rights if c.dep_ in ("dobj", "nsubj") and c.pos_ in NOUNS), None)
    told = said.head if said.dep_ == "parataxis" else next((c for c in said.rights if c.dep_ == "ccomp"), said)
    if named is None or not named.i + 1 < told.i or named.nbor().text != ",":
        return
    tensed = next((c for c in told.lefts if c.dep_ in ("aux", "auxpass")), told)
    own = any(c.dep_ in SUBJECTS | {"mark"} for c in told.children)
    led = said.dep_ != "parataxis" or any(c.dep_ in SUBJECTS and c.i < said.i for c in said.children)
    if own or tensed.tag_ not in FINITE or not led:
        return
    if said.dep_ == "parataxis":
        said.head, said.dep_ = (said, "ROOT") if told.dep_ == "ROOT" else (told.head, told.dep_)
        told.head, told.dep_ = said, "ccomp"
    make_subject(named, told)


def goes_on(verb: Token, deed: Token) -> bool:
    """Whether what is ordered stands behind: "ordered men held in Chad to leave", "ordered tanks sent there home"."""
    return any(c.i > deed.i and c.dep_ in ("xcomp", "ccomp", "advmod", "prt") for c in verb.children)


def done_too(deed: Token) -> None:
    """Make a participle in front of a noun what has been done too: "has closed the port, withdrawn its consul and sent
    home the crew". A verb behind it, joined to the first, shows that the list is one of deeds.
    """
    thing, doc = deed.head, deed.doc
    first = next(
        (c for c in thing.lefts if c.dep_ == "nmod" and c.i < deed.i), None
    )  # "closed Port Said, withdrawn ..."
    listed = thing.dep_ in ("appos", "conj") or (thing.dep_ == "dobj" and first is not None)
    if not listed or not deed.i or doc[deed.i - 1].lower_ not in (",", "and"):
        return
    verb = next((t for t in thing.ancestors if t.tag_ == "VBN" and t.i < deed.i), None)
    if verb is None or not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return
    if any(c.dep_ == "conj" and c.i > thing.i and c.tag_ in ("VBN", "VBD") for c in verb.children):
        if first is not None and thing.dep_ == "dobj":
            first.head, first.dep_ = verb, "dobj"
        deed.head, deed.dep_, deed.pos_ = verb, "conj", "VERB"
        thing.head, thing.dep_ = deed, "dobj"


def called(word: Token) -> None:
    """Hang "responsible" behind a noun on the verb, and on the noun what stands between them: "held the rebels (from
    Chad) responsible on Monday for the raid".
    """
    verb = word.head.head if word.dep_ == "amod" else word.head
    noun = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if verb.lemma_ not in BLAMING or noun is None or not noun.i < word.i or word.i - noun.i > REACH:
        return
    between = [c for c in verb.rights if noun.i < c.i < word.i]
    if word.dep_ not in ("amod", "advcl", "oprd", "acomp") or any(c.dep_ != "prep" for c in between):
        return
    word.head, word.dep_ = verb, "oprd"
    for prep in between:
        prep.head = noun


# What is looked at: words whose attribute has one of these values, in this order.
MENDS: tuple[tuple[str, tuple[str, ...], Callable[[Token], None]], ...] = (
    ("DEP", ("conj",), parted),
    ("LEMMA", CAUSING, done_to),
    ("DEP", ("amod",), done_too),
    ("LOWER", BLAMED, called),
    ("LEMMA", ("say",), says_that),
    ("ORTH", WEEKDAYS, with_subject),
)
