"""The other party where a sentence leaves it out: whom the story has the source dealing with.

"Moscow has stopped charter flights" in a story of Russia and Turkey is said against Turkey. The other party is looked for first in the
sentence itself, then with the speaker who tells of the act, then among those whom the source has dealt with in the story, the nearest first.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.model import Mention, Span, SpeechAct
from detente.reading.events.act import Act
from detente.reading.events.parties import Parties

# Types that are always done to somebody. How they were chosen: the rest (AID, COOPERATE, CONSULT, SUPPORT) lost precision on our own stories.
DIRECTED = frozenset(("ASSAULT", "SANCTION", "COERCE", "THREATEN", "REQUEST", "REJECT", "ACCUSE", "MOBILIZE", "CONCEDE", "RETREAT", "AGREE",
                      "SUPPORT", "CONSULT", "PROTEST", "AID", "COOPERATE"))  # fmt: skip
NEARBY = 1500  # characters back: about a dozen sentences


def codes(mentions: Sequence[Mention]) -> frozenset[str]:
    """The codes of mentions."""
    return frozenset(r.code for m in mentions for r in m.refs if r.code)


class Counterparts:
    """Whom each party has dealt with so far, in the order of telling."""

    def __init__(self, parties: Parties, speech: Sequence[SpeechAct] = ()) -> None:
        self.mentions = sorted(parties.roots.values(), key=lambda m: m.start)
        self.speech = speech
        self.dealt: list[tuple[int, frozenset[str], tuple[Mention, ...]]] = []

    def note(self, act: Act) -> None:
        """Remember a full act: each side has dealt with the other."""
        if act.source and act.target:
            self.dealt.append((act.head.idx, codes(act.source), act.target))
            self.dealt.append((act.head.idx, codes(act.target), act.source))

    def complete(self, act: Act) -> Act:
        """The act with its missing target, if the story has one for it."""
        if act.target or not act.source or act.type not in DIRECTED:
            return act
        mine = codes(act.source)
        found = self.in_sentence(act, mine) or self.teller(act, mine) or self.before(act, mine)
        return act.with_(target=found, rule=f"{act.rule} (other party from the story)") if found and mine else act

    def in_sentence(self, act: Act, mine: frozenset[str]) -> tuple[Mention, ...]:
        """The one other party that the sentence names, if it names just one."""
        sent = act.head.sent
        others = [m for m in self.mentions if sent.start_char <= m.start < sent.end_char and codes([m]) and not codes([m]) <= mine]
        distinct = {codes([m]) for m in others if m.kind not in ("place", "place-name", "seat-place")}
        return tuple(m for m in others if codes([m]) in distinct)[:1] if len(distinct) == 1 else ()

    def teller(self, act: Act, mine: frozenset[str]) -> tuple[Mention, ...]:
        """Who tells of the act, where somebody else does."""
        at = Span(start=act.head.idx, end=act.head.idx + 1)
        for said in self.speech:
            who = said.who
            if who is not None and who.code and who.code not in mine and any(c.covers(at) for c in said.content):
                return tuple(m for m in self.mentions if m.start == who.start)[:1]
        return ()

    def before(self, act: Act, mine: frozenset[str]) -> tuple[Mention, ...]:
        """The party that the source dealt with last."""
        for where, whose, other in reversed(self.dealt):
            if whose & mine and not codes(other) <= mine and act.head.idx - where < NEARBY:
                return other
        return ()


def complete(acts: Sequence[Act], parties: Parties, speech: Sequence[SpeechAct] = ()) -> tuple[Act, ...]:
    """The acts in their order, each with its other party as far as the story tells."""
    counterparts = Counterparts(parties, speech)
    done = []
    for act in sorted(acts, key=lambda a: a.head.i):
        counterparts.note(act)
        done.append(counterparts.complete(act))
    return tuple(done)
