"""The other party where a sentence leaves it out: whom the story has the source dealing with.

"Moscow has stopped charter flights" in a story of Russia and Turkey is said against Turkey. The other party is looked
for first in the
sentence itself, then with the speaker who tells of the act, then among those whom the source has dealt with in the
story, the nearest first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from detente.language.patterns import Lexicon
from detente.model import Mention, Span, SpeechAct
from detente.reading.events.act import Act
from detente.reading.events.parties import Parties
from detente.reading.events.syntax import lemma

Look = Callable[[Act, frozenset[str]], tuple[Mention, ...]]

# Types that are always done to somebody. How they were chosen: the rest (AID, COOPERATE, CONSULT, SUPPORT) lost
# precision on our own stories.
DIRECTED = frozenset(
    (
        "ASSAULT",
        "SANCTION",
        "COERCE",
        "THREATEN",
        "REQUEST",
        "REJECT",
        "ACCUSE",
        "MOBILIZE",
        "CONCEDE",
        "RETREAT",
        "AGREE",
        "SUPPORT",
        "CONSULT",
        "PROTEST",
        "AID",
        "COOPERATE",
    )
)
# How far back and forth in the text dealings count: after this many characters one counts a third. Tried on half of
# the crisis histories
# that may be read: 800, 1500 and 3000 gave the same to a point.
REACH = 1500.0
# What is told later counts less than what was told before.
LATER = 0.5
# An organisation is seldom whom a blow or a threat is meant for, unless it is named.
ORGANISATION = 0.3
QUARREL = frozenset(("ASSAULT", "SANCTION", "COERCE", "THREATEN", "REJECT", "ACCUSE", "MOBILIZE", "CONCEDE", "RETREAT"))
# A charge is denied to whoever made it, not to whoever else stands in the sentence.
ANSWERING = frozenset(("REJECT",))
# What an outsider says to both sides where he names neither.
ADDRESSED_TO_ALL = frozenset(("REQUEST", "CONSULT", "ACCUSE"))
# Visits and receptions.
VISIT = frozenset(("042", "043"))
# Mediation is always between the two who quarrel.
MEDIATION = frozenset(("045", "0451", "038", "039"))
# Clauses that stand beside what somebody says: "X said Y should stop, while Z warned ..."
CONTRASTING = frozenset(("while", "whereas", "although", "though"))
# What is told in the passive without its doer, because everybody knows.
UNSAID = frozenset(("ASSAULT", "SANCTION", "COERCE", "CONCEDE", "MOBILIZE", "ACCUSE", "THREATEN", "REQUEST"))
PLACES = frozenset(("place", "place-name", "seat-place"))


def codes(mentions: Sequence[Mention]) -> frozenset[str]:
    """The codes of mentions."""
    return frozenset(r.code for m in mentions for r in m.refs if r.code)


def organisation(mentions: Sequence[Mention]) -> bool:
    """Whether the mentions stand for an international organisation."""
    return any(r.sector == "IGO" for m in mentions for r in m.refs)


def outlawed(mention: Mention) -> bool:
    """Whether a mention stands for armed men of no state."""
    return bool(mention.refs) and all(r.sector == "REB" for r in mention.refs)


def whole(act: Act) -> bool:
    """Whether an act without a target is one that the sentence would have told: where somebody came to, or it was no
    visit ("came down to 110,000 tons"); and whom men of no state attacked ("people killed by suicide bombers").
    """
    if act.target:
        return False
    attack = act.type == "ASSAULT" and bool(act.source) and all(outlawed(m) for m in act.source)
    return act.cameo in VISIT or attack


def principals(acts: Sequence[Act]) -> frozenset[str]:
    """The two parties that quarrel most in a story; empty where no pair stands out."""
    pairs: dict[frozenset[str], int] = {}
    for act in acts:
        if act.type in QUARREL and not organisation(act.source) and not organisation(act.target):
            for a in codes(act.source):
                for b in codes(act.target) - {a}:
                    pairs[frozenset((a, b))] = pairs.get(frozenset((a, b)), 0) + 1
    best = max(pairs, key=lambda p: (pairs[p], sorted(p)), default=frozenset())
    return best if pairs.get(best, 0) >= 2 else frozenset()


class Counterparts:
    """Who deals with whom in a story, and where."""

    def __init__(
        self, acts: Sequence[Act], parties: Parties, speech: Sequence[SpeechAct] = (), lexicon: Lexicon | None = None
    ) -> None:
        self.lexicon = lexicon
        self.mentions = sorted(parties.roots.values(), key=lambda m: m.start)
        self.speech = speech
        self.principals = principals(acts)
        self.full = [a for a in acts if codes(a.source) and codes(a.target)]
        self.dealings = [
            (act.head.idx, act.type in QUARREL, codes(mine), theirs)
            for act in acts
            if act.source and act.target
            for mine, theirs in ((act.source, act.target), (act.target, act.source))
        ]

    def complete(self, act: Act) -> Act:
        """The act with its missing target, if the story has one for it. A noun by itself only names an act: it gets
        none.
        """
        if whole(act):
            return act
        if act.says:
            return self.said_of(act)
        if act.target and not codes(act.source):
            return self.with_doer(act)
        mine = codes(act.source)
        if not act.target and mine and act.kind == "n" and not act.ops and act.cameo not in MEDIATION:
            return self.told_elsewhere(act)
        if act.target or not mine or act.type not in DIRECTED:
            return act
        return self.with_target(act, mine)

    def with_target(self, act: Act, mine: frozenset[str]) -> Act:
        """The act with the party that the sentence, the teller or the story gives for its target, if any does."""
        if act.type in ADDRESSED_TO_ALL and not mine & self.principals:
            both = self.both_sides(act)
            if both:
                return act.with_(target=both, rule=f"{act.rule} (both sides of the story)")
        looks: tuple[Look, ...] = (self.in_sentence, self.teller, self.dealt_with)
        if act.type in ANSWERING:
            looks = (self.teller, self.dealt_with, self.in_sentence)
        found = next((f for look in (self.who_did_it, *looks) if (f := look(act, mine))), ())
        return act.with_(target=found, rule=f"{act.rule} (other party from the story)") if found else act

    def said_of(self, act: Act) -> Act:
        """A speaker's word for what somebody did: it is the speaker who accuses, and the doer who is accused."""
        if act.source and act.target:
            return act
        speaker = self.teller(act, frozenset())
        if not speaker:
            return act.with_(type=None)
        mine = codes(speaker)
        doer = tuple(m for m in act.source if not codes([m]) <= mine) or self.dealt_with(
            act.with_(source=speaker), mine
        )
        return act.with_(source=speaker, target=doer)

    def with_doer(self, act: Act) -> Act:
        """ "The town was shelled again": the doer whom the story has at odds with those it is done to."""
        theirs = codes(act.target)
        if act.kind == "n":
            return self.told_elsewhere(act)
        if act.source or not theirs or act.type not in UNSAID or act.kind != "v":
            return act
        found = self.dealt_with(act, theirs)
        return act.with_(source=found, rule=f"{act.rule} (doer from the story)") if found else act

    def told_elsewhere(self, act: Act) -> Act:
        """ "The downing of the jet": the parties that a full telling of such an act has in the story.

        "In a telephone call, X urged Y": the call is theirs.
        """
        if act.type == "CONSULT" and not act.source and not act.target and act.head.dep_ == "pobj":
            main = next((f for f in self.full if f.head == act.head.head.head), None)
            if main is not None and act.head.head.lower_ in ("in", "during", "at", "by"):
                return act.with_(source=main.source, target=main.target)
        mine, theirs = codes(act.source), codes(act.target)
        for full in self.full:
            if full.type == act.type and mine <= codes(full.source) and theirs <= codes(full.target):
                return act.with_(
                    source=act.source or full.source,
                    target=act.target or full.target,
                    rule=f"{act.rule} (as told elsewhere)",
                )
        return act

    def who_did_it(self, act: Act, mine: frozenset[str]) -> tuple[Mention, ...]:
        """ "Condemned the invasion", "demanded a withdrawal": whoever invaded, as the story has told by then."""
        noun = act.about
        if noun is None or noun.pos_ != "NOUN" or self.lexicon is None:
            return ()
        types = {p.type for p in self.lexicon.nouns.get(lemma(noun), ())}
        types = types | {"ASSAULT"} if "RETREAT" in types else types
        told = [a for a in self.full if a.type in types and a.head.i < noun.i and not codes(a.source) <= mine]
        return told[-1].source if told else ()

    def both_sides(self, act: Act) -> tuple[Mention, ...]:
        """The two sides of the story's quarrel, for what an outsider asks of nobody by name ("urged restraint")."""
        if len(self.principals) != 2 or self.named_other(act):
            return ()
        found = [next((m for m in self.mentions if codes([m]) == {code}), None) for code in sorted(self.principals)]
        return tuple(m for m in found if m is not None) if all(found) else ()

    def named_other(self, act: Act) -> bool:
        """Whether the sentence names a party beside the one that acts."""
        sent, mine = act.head.sent, codes(act.source)
        inside = [m for m in self.mentions if sent.start_char <= m.start < sent.end_char and m.kind not in PLACES]
        return any(codes([m]) - mine for m in inside)

    def in_sentence(self, act: Act, mine: frozenset[str]) -> tuple[Mention, ...]:
        """The one other party that the sentence names, if it names just one."""
        sent = act.head.sent
        inside = [m for m in self.mentions if sent.start_char <= m.start < sent.end_char and m.kind not in PLACES]
        others = [m for m in inside if codes([m]) - mine]
        return tuple(others[:1]) if len({codes([m]) for m in others}) == 1 else ()

    def teller(self, act: Act, mine: frozenset[str]) -> tuple[Mention, ...]:
        """Who tells of the act, where somebody else does."""
        if any(c.dep_ == "mark" and c.lower_ in CONTRASTING for c in act.head.children):
            return ()
        at = Span(start=act.head.idx, end=act.head.idx + 1)
        for said in self.speech:
            who = said.who
            if who is not None and who.code and who.code not in mine and any(c.covers(at) for c in said.content):
                return tuple(m for m in self.mentions if m.start == who.start)[:1]
        return ()

    def dealt_with(self, act: Act, mine: frozenset[str]) -> tuple[Mention, ...]:
        """The party that the source deals with most, near by first; in a quarrel rather one that it quarrels with."""
        weights: dict[frozenset[str], float] = {}
        seen: dict[frozenset[str], tuple[Mention, ...]] = {}
        for where, quarrel, whose, other in self.dealings:
            if not whose & mine or codes(other) & mine:
                continue
            distance = act.head.idx - where
            weight = (1.0 if distance >= 0 else LATER) / (1.0 + 2.0 * abs(distance) / REACH)
            if act.type in QUARREL:
                weight *= (ORGANISATION if organisation(other) else 1.0) * (1.5 if quarrel else 1.0)
            weights[codes(other)] = weights.get(codes(other), 0.0) + weight
            seen.setdefault(codes(other), other)
        return seen[max(weights, key=lambda c: (weights[c], sorted(c)))] if weights else ()


def complete(
    acts: Sequence[Act], parties: Parties, speech: Sequence[SpeechAct] = (), lexicon: Lexicon | None = None
) -> tuple[Act, ...]:
    """The acts in their order, each with its other party as far as the story tells."""
    counterparts = Counterparts(acts, parties, speech, lexicon)
    return tuple(counterparts.complete(act) for act in sorted(acts, key=lambda a: a.head.i))
