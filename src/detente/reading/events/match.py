"""Which pattern fits a head, and what fills its parts.

Every pattern of the head's lemma is tried; of those that fit, the one that asks for most and finds most parties is
taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Token

from detente.language.pattern import Part
from detente.language.patterns import NUMBER, Pattern
from detente.language.words import act_words
from detente.reading.events.clauses import Clause, clause, direct_objects, surface
from detente.reading.events.sinking import is_rate, sunk
from detente.reading.events.syntax import child, is_passive, is_verb, lemma, preps, says_more, with_conjuncts
from detente.reading.text import children


@dataclass(slots=True)
class Fill:
    """What a pattern found: the heads of the phrases for each role. `nouns`: heads that fitted a set of nouns."""

    pattern: Pattern
    roles: dict[str, list[Token]] = field(default_factory=dict)
    nouns: list[Token] = field(default_factory=list)
    found: float = 0.0

    def add(self, role: str, tokens: Iterable[Token]) -> None:
        """Note fillers for a role."""
        held = self.roles.setdefault(role, [])
        for token in tokens:
            if token not in held:
                held.append(token)

    def of(self, role: str) -> list[Token]:
        """The fillers of a role."""
        return self.roles.get(role, [])


# How a particle hangs on its verb.
PARTICLE = frozenset(("prt", "prep", "advmod", "acomp", "advcl", "dep"))


def opens_phrase(word: Token, verb: Token) -> bool:
    """Whether a word away from its verb opens a phrase of its own: "called the famine in Yemen a shame" calls nobody
    in.
    """
    return word.dep_ == "prep" and word.i > verb.i + 1 and child(word, "pobj") is not None


def has_particle(head: Token, particle: str) -> bool:
    """Whether the particle belongs to the head, also where the parse makes a preposition or adverb of it."""
    if any(c.lower_ == particle and c.dep_ in PARTICLE and not opens_phrase(c, head) for c in children(head)):
        return True
    after = head.i + 1
    if after < len(head.doc) and head.doc[after].lower_ == particle:
        return True
    # "took the matter of the atoll up with Chad": a noun has no particle of its own.
    return any(
        t.dep_ == "prt" and t.lower_ == particle for o in direct_objects(head) for _, p in preps(o) for t in children(p)
    )


def hanging(tokens: Iterable[Token]) -> list[tuple[str, Token]]:
    """All (preposition, phrase) pairs below the tokens, and below a rate behind them ("ten barrels a day to Cuba")."""
    return [pair for t in tokens for below in (t, *(c for c in children(t) if is_rate(c))) for pair in preps(below)]


def complements(head: Token, nouns: Iterable[Token]) -> Iterator[Token]:
    """Where the act below may stand: infinitives and clauses of the head, then of the matched nouns."""
    for c in children(head):
        purpose = c.dep_ == "advcl" and has_to(c) and mark_of(c) in (None, "for")
        below = c.dep_ in ("xcomp", "ccomp") and mark_of(c) not in BESIDE and not says_more(c)
        if purpose or (below and not is_finding(head, c)):
            yield c
    for noun in nouns:
        for c in children(noun):
            if c.dep_ == "prep" and c.lower_ == "but":  # "no choice but to leave"
                yield from (p for p in children(c) if p.dep_ == "pcomp" and has_to(p))
            below = c.dep_ in ("acl", "ccomp", "xcomp", "relcl")
            if below and (has_to(c) or c.dep_ == "ccomp" or (mark_of(c) == "that" and c.tag_ in ("VB", "VBP"))):
                yield c


# With a clause these say what somebody holds true, with a noun what he does: "concluded talks".
FINDING = frozenset(("conclude", "hold", "submit"))


def is_finding(verb: Token, clause: Token) -> bool:
    """Whether a verb of doing tells what another did: "concluded that Chad had fired" concludes no fire."""
    return clause.dep_ == "ccomp" and lemma(verb) in FINDING and child(clause, "nsubj", "nsubjpass") is not None


# A clause that these open goes along with the act and is not what it is about, whatever the parser takes it for.
BESIDE = frozenset(("as", "while", "after", "before", "because", "although", "though", "since"))


def mark_of(verb: Token) -> str | None:
    """The word that opens a subordinate clause."""
    mark = child(verb, "mark")
    return mark.lower_ if mark is not None else None


def has_to(verb: Token) -> bool:
    """Whether the verb is an infinitive with "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in children(verb))


def counted(noun: Token) -> Iterator[Token]:
    """A noun with those coordinated, and what it counts: "thousands of refugees" are refugees."""
    for t in with_conjuncts(noun):
        yield t
        if lemma(t) in act_words().counting:
            for prep, phrase in preps(t):
                if prep == "of":
                    yield from with_conjuncts(phrase)


WHEN = frozenset(("DATE", "TIME"))
DAY = re.compile(
    r"(?i)^((mon|tues|wednes|thurs|fri|satur|sun)day|(to|yester)day|tomorrow|january|february|march|april|may|june|"
    r"july|august|september|october|november|december|\d+|minutes?|hours?|weeks?|months?|years?|days?|dawn|noon|night|evening|morning)$"
)


def is_day(token: Token) -> bool:
    """Whether a word is a time: "called on Sunday" is no call on anybody."""
    return token.ent_type_ in WHEN and bool(DAY.match(token.lower_))


def is_time(token: Token) -> bool:
    """Whether a phrase says when or how long: "at dawn", "for a fourth day"; those behind it do not belong to it."""
    return token.ent_type_ in WHEN or lemma(token) in ("dawn", "dusk", "night", "day", "week", "weekend", "hour")


def is_that_day(token: Token) -> bool:
    """Whether a word says when: nobody was given "that day"."""
    return token.dep_ == "npadvmod" and any(c.dep_ == "det" and c.lower_ in ("that", "this") for c in children(token))


# Modes of acts by which people are told to leave.
THROWN_OUT = frozenset(("expel", "deport"))


def with_adjective(noun: Token) -> Iterator[str]:
    """A noun with the word before it, as patterns write it: "red_line"."""
    for c in children(noun):
        if c.dep_ in ("amod", "compound") and c.i == noun.i - 1:
            yield f"{lemma(c)}_{lemma(noun)}"


def is_said_to_be(word: Token) -> bool:
    """Whether an adjective says what somebody calls or makes a thing: "declared two envoys undesirable"."""
    return word.pos_ == "ADJ" and word.dep_ in ("ccomp", "oprd") and child(word, "nsubj") is not None


def bare(token: Token) -> tuple[str, ...]:
    """What stands in patterns for a number by itself: "expelled six"."""
    return (NUMBER,) if token.tag_ == "CD" else ()


# What says whose a thing is, which then stands for both: "returned the Chilean ships", "sent Ukraine tanks".
OF_ANOTHER = frozenset(("poss", "nmod", "amod", "compound", "prep", "relcl", "acl"))


class Matcher:
    """Tries the patterns of one head. `frame`: the clause of a verb, or None."""

    def __init__(self, head: Token) -> None:
        self.head = head
        self.frame: Clause | None = clause(head) if is_verb(head) or head.tag_ in ("VBN", "VBG") else None
        self.objects = [t for o in self.frame.objects for t in counted(o)] if self.frame else []
        # "called the vote a farce": an object that is said to be something is not simply acted upon.
        self.says_what_it_is = child(head, "oprd") is not None and child(head, "dobj", "nsubjpass") is not None
        self.own_preps = hanging([head])
        self.all_preps = self.own_preps + hanging(self.objects)

    @cached_property
    def particles(self) -> frozenset[str]:
        """The words that may stand as the verb's particle."""
        return frozenset(c.lower_ for c in children(self.head) if c.dep_ in ("prt", "advmod"))

    @cached_property
    def things(self) -> list[tuple[str, Token]]:
        """The objects, what somebody is called ("called him a liar") or given behind it ("a week"), each behind its
        lemma; what is given also where the parse makes it another name of whom it is given to ("showed the consul the
        door").
        """
        named = [c for c in children(self.head) if c.dep_ in ("oprd", "npadvmod") or is_said_to_be(c)]
        named = [c for c in named if not (is_that_day(c) or (c.dep_ == "npadvmod" and c.i < self.head.i))]
        taken = [c for c in children(self.head) if c.dep_ in ("dobj", "dative")]
        run_on = [c for t in taken for c in children(t) if c.dep_ == "appos" and not c.doc[c.left_edge.i - 1].is_punct]
        said_of = [c for t in named if is_said_to_be(t) for c in children(t) if c.dep_ == "nsubj"]
        things = [*self.objects, *named, *run_on, *said_of]
        return [(word, t) for t in things for word in (lemma(t), *with_adjective(t), *bare(t))]

    def fit(self, pattern: Pattern) -> Fill | None:
        """The fill of a verb's pattern, or None where something that it needs is missing."""
        shape = pattern.shape
        if shape.particle and not has_particle(self.head, shape.particle):
            return None
        if self.says_what_it_is and shape.objects == 1 and not pattern.op:
            return None
        fill = Fill(pattern)
        for part in shape.parts:
            here = self._part(part, fill)
            if not here and part.needed:
                return None
            fill.found += 0.5 * (here and not part.needed)
        # A pattern of two asks for more than one of anybody.
        fill.found += shape.weight + 2 * ("_" in shape.head) + 2 * pattern.two + (pattern.mood is not None)
        return fill

    def _part(self, part: Part, fill: Fill) -> bool:
        if part.place == "subj":
            return self._subject(part, fill)
        if part.role == "E":
            return self._act(part, fill)
        found = self._by_preposition(part, fill) if part.place == "prep" else self._object(part, fill)
        fill.found += 0.5 * found
        return found

    def _subject(self, part: Part, fill: Fill) -> bool:
        doer = self.frame.doer if self.frame else ()
        if part.role == "E" and (self.frame is None or self.frame.passive or child(self.head, "dobj", "xcomp")):
            return False  # "the raid ended the truce": what ends is not what a raid ends
        if part.nouns:
            fit = [d for d in doer if any(lemma(t) in part.nouns for t in counted(d))]
            fill.add(part.role or "S", fit)
            return bool(fit)
        fill.add(part.role, doer)
        return bool(doer) or part.role != "E"

    @cached_property
    def given_time(self) -> list[tuple[str, Token]]:
        """Who is given something without "to", behind his lemma: "gave the envoy a week"."""
        return [(lemma(c), c) for c in children(self.head) if c.dep_ == "dative" and c.pos_ != "ADP"]

    def _object(self, part: Part, fill: Fill) -> bool:
        if part.nouns:
            things = self.things + (self.given_time if fill.pattern.mode in THROWN_OUT else [])
            fit = [t for word, t in things if word in part.nouns]
            if fit == fill.of("T") and not any(c.dep_ in OF_ANOTHER for t in fit for c in children(t)):
                return False  # "sent jets": they are not also whom they were sent to
            fill.nouns += fit
            return bool(fit)
        given = self._receiver(part, fill)
        fill.add(part.role, given)
        return bool(given)

    def _receiver(self, part: Part, fill: Fill) -> list[Token]:
        """The object that is a party: the indirect one where another object is asked for, else the direct one."""
        several = sum(p.place == "obj" or p.role == "E" for p in fill.pattern.shape.parts) > 1
        dative = child(self.head, "dative")
        if dative is not None and dative.pos_ != "ADP" and several:
            return [dative]
        if several and any(p.nouns for p in fill.pattern.shape.parts) and self.frame and self.frame.passive:
            return [t for t in self.frame.objects if not any(lemma(t) in p.nouns for p in fill.pattern.shape.parts)]
        if self.frame and self.frame.objects:
            return list(self.frame.objects)
        below = next((c for c in children(self.head) if c.dep_ in ("ccomp", "xcomp", "oprd")), None)
        bare = below is not None and part.role == "T" and child(below, "aux", "auxpass") is None
        named = ("nsubj",) if bare else ("nsubj", "nsubjpass")  # of "ordered the port closed" the port gets no order
        subject = child(below, *named) if below is not None and several else None
        return [subject] if subject is not None else []

    def _by_preposition(self, part: Part, fill: Fill) -> bool:
        asks_object = bool(fill.nouns or fill.pattern.shape.objects)
        pairs = self.all_preps if asks_object else self.own_preps
        if more := [n for n in [*fill.nouns, *fill.of("X")] if n not in self.objects]:
            pairs = pairs + hanging(more)
        hits = [
            p
            for prep, p in pairs
            if prep in part.preps and not is_verb(p) and (not is_day(p) or lemma(p) in part.nouns)
        ]
        if not hits and part.role:
            hits = [p for prep, p in sunk(self.all_preps) if prep in part.preps and (fill.nouns or prep != "to")][:1]
        if not hits and self._as_particle(part):
            hits = (
                list(self.frame.objects) if self.frame else []
            )  # "shot down the jet": a particle, and the object behind it
        if not hits and part.role and "of" in part.preps:
            hits = owners(fill.nouns)
        if part.nouns:
            hits = [t for p in hits for t in counted(p) if not part.nouns.isdisjoint((lemma(t), *bare(t)))]
            fill.nouns += hits
            return bool(hits)
        fill.add(part.role, [p for n, p in enumerate(hits) if not n or goes_on(p)])
        return bool(hits)

    def _as_particle(self, part: Part) -> bool:
        """Whether what the pattern writes as a preposition stands here as the verb's particle."""
        return not self.particles.isdisjoint(part.preps)

    def _gerund(self) -> list[Token]:
        """What is done right behind the verb's particle: "carried on helping Riga"."""
        below = (c for c in children(self.head) if c.tag_ == "VBG" and c.dep_ in ("xcomp", "advcl", "ccomp"))
        return [c for c in below if c.i == self.head.i + 2]

    def _act(self, part: Part, fill: Fill) -> bool:
        found = list(complements(self.head, fill.nouns))
        if part.preps:
            found = [c for c in found if ("to" in part.preps and has_to(c)) or mark_of(c) in part.preps]
            # No act is done "for the third time".
            found += [p for prep, p in self.all_preps if prep in part.preps and lemma(p) != "time"]
            found += [p for prep, p in hanging(fill.nouns) if prep in part.preps and p not in found]
            if self._as_particle(part):
                found += [t for t in (*self.objects, *self._gerund()) if t not in found]
        elif not fill.nouns:
            taken = [
                t
                for p in fill.pattern.shape.parts
                if p.place == "obj" and p.role in ("T", "X")
                for t in fill.of(p.role)
            ]
            found += [o for o in self.objects if o not in taken]
        fill.add("E", found)
        fill.found += 0.5 * bool(found)
        return bool(found)


def owners(nouns: Iterable[Token]) -> list[Token]:
    """Whose a thing is by the genitive, as good as "of" them: "twisted Chile's arm", "in Chile's court"."""
    return [c for noun in nouns for c in children(noun) if c.dep_ == "poss" and c.pos_ != "PRON"]


def goes_on(phrase: Token) -> bool:
    """Whether a phrase with its preposition goes on with the one before: "met with Iran and then with Iraq"."""
    prep = phrase.head
    return phrase.dep_ == "pobj" and prep.i > 0 and prep.nbor(-1).lower_ in ("and", "then", "later")


class AdjectiveMatcher(Matcher):
    """Tries the patterns of an adjective: its subject is that of the verb it stands under, or the noun it modifies."""

    def __init__(self, head: Token) -> None:
        super().__init__(head)
        governor = head.head
        doer: tuple[Token, ...] = ()
        if child(head, "auxpass") is not None:
            doer = surface(head)  # "was obliged to leave", which the parse takes for a verb
        elif head.dep_ in ("acomp", "attr", "oprd", "conj", "ROOT", "ccomp") and is_verb(governor):
            doer = clause(governor).doer or clause(governor).objects
        elif head.dep_ in ("amod", "relcl", "acl", "appos"):
            doer = (governor,)
        elif head.dep_ == "advmod" and is_verb(governor) and not is_passive(governor):
            doer = surface(governor)  # "the two jointly surveyed the stocks"
        self.frame = Clause(head, False, doer, ())
        self.objects = []
        self.all_preps = self.own_preps
