"""Who deals with whom in a story, how near by, and which two quarrel most."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from detente.model import Mention, Span, SpeechAct
from detente.reading.events.act import Act
from detente.reading.events.parties import Parties
from detente.reading.text import ByPlace, children

# How far back and forth in the text dealings count: after this many characters one counts a third. Tried on half of
# the crisis histories that may be read: 800, 1500 and 3000 gave the same to a point.
REACH = 1500.0
# What is told later counts less than what was told before.
LATER = 0.5
# An organisation is seldom whom a blow or a threat is meant for, unless it is named.
ORGANISATION = 0.3
QUARREL = frozenset(("ASSAULT", "SANCTION", "COERCE", "THREATEN", "REJECT", "ACCUSE", "MOBILIZE", "CONCEDE", "RETREAT"))
# Clauses that stand beside what somebody says: "X said Y should stop, while Z warned ..."
CONTRASTING = frozenset(("while", "whereas", "although", "though"))
# Kinds of mention that are places before they are parties.
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


def sides(acts: Sequence[Act], both: frozenset[str]) -> frozenset[str]:
    """The two that quarrel most with those who stand beside one of them in it: all five of four against one."""
    quarrels = [a for a in acts if a.type in QUARREL and codes(a.source) & both and codes(a.target) & both]
    return both.union(*(codes(m) for a in quarrels for m in (a.source, a.target) if not organisation(m)))


class Dealings:
    """The acts of a story by the parties that they tie together.

    `full`: acts with a coded party on either side. `principals`: the two that quarrel most, if a pair stands out.
    `sides`: these and who stands beside them.
    `blamed`: who blames somebody unnamed for a deed, by its word ("Peru condemned the attack on Chile").
    """

    def __init__(self, acts: Sequence[Act], parties: Parties, speech: Sequence[SpeechAct] = ()) -> None:
        self.acts = acts
        self.mentions = sorted(parties.roots.values(), key=lambda m: m.start)
        self.starts = [m.start for m in self.mentions]
        self.speech = ByPlace(speech, lambda said: said.content)
        self.principals = principals(acts)
        self.sides = sides(acts, self.principals)
        self.blamed = {a.about.i: codes(a.source) for a in acts if a.harmed and a.about is not None}
        self.full = [a for a in acts if codes(a.source) and codes(a.target)]
        self.pairs = [
            (act.head.idx, act.type in QUARREL, codes(mine), theirs, codes(theirs))
            for act in acts
            if act.source and act.target
            for mine, theirs in ((act.source, act.target), (act.target, act.source))
        ]

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that begin in a stretch of the text."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def weights(self, act: Act, mine: frozenset[str]) -> dict[frozenset[str], float]:
        """How much the known parties of an act deal with others, near by first; in a quarrel rather with those that
        they quarrel with.
        """
        found: dict[frozenset[str], float] = {}
        for where, quarrel, whose, other, others in self.pairs:
            if whose.isdisjoint(mine) or not others.isdisjoint(mine):
                continue
            distance = act.head.idx - where
            weight = (1.0 if distance >= 0 else LATER) / (1.0 + 2.0 * abs(distance) / REACH)
            if act.type in QUARREL:
                weight *= (ORGANISATION if organisation(other) else 1.0) * (1.5 if quarrel else 1.0)
            found[others] = found.get(others, 0.0) + weight
        return found

    def dealt_with(self, act: Act, mine: frozenset[str]) -> tuple[Mention, ...]:
        """The party that the known ones deal with most."""
        weights = self.weights(act, mine)
        if not weights:
            return ()
        best = max(weights, key=lambda c: (weights[c], sorted(c)))
        return next(o for _, _, whose, o, others in self.pairs if others == best and whose & mine)

    def teller(self, act: Act, mine: frozenset[str]) -> tuple[Mention, ...]:
        """Who tells of the act, where somebody else does."""
        if any(c.dep_ == "mark" and c.lower_ in CONTRASTING for c in children(act.head)):
            return ()
        at = Span(start=act.head.idx, end=act.head.idx + 1)
        for said in self.speech.near(at):
            who = said.who
            if who is not None and who.code and who.code not in mine and any(c.covers(at) for c in said.content):
                return tuple(self.between(who.start, who.start + 1)[:1])
        return ()
