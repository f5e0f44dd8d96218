"""What a story shows of each party that an act may be meant for, or done by, where its sentence names none.

These are the features of `leftout.py`: plain facts about a candidate, each between 0 and 1.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from detente.model import Mention
from detente.reading.events.act import Act
from detente.reading.events.dealings import PLACES, QUARREL, Dealings, codes

ANSWERS = frozenset(("REJECT", "AGREE", "CONCEDE", "RETREAT", "SUPPORT"))
ASKS = frozenset(("REQUEST", "ACCUSE", "THREATEN"))
Features = dict[str, float]


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be the party left out, by codes; nobody, where there are none."""

    codes: frozenset[str]
    mentions: tuple[Mention, ...]
    features: Mapping[str, float]


class Scene:
    """Who is named where in a story, and who deals with whom."""

    def __init__(self, doc: Doc, dealings: Dealings) -> None:
        self.dealings = dealings
        self.starts = [s.start_char for s in doc.sents]
        self.named: dict[str, list[Mention]] = {}
        for m in dealings.mentions:
            for code in codes([m]):
                self.named.setdefault(code, []).append(m)
        self.acts = sorted(dealings.acts, key=lambda a: a.head.i)

    def sentence(self, offset: int) -> int:
        """The number of the sentence that a character stands in."""
        return bisect_right(self.starts, offset) - 1

    def candidates(self, act: Act, doer: bool, ruled: frozenset[str]) -> Iterator[Candidate]:
        """Nobody first, then each party of the story that the act does not name, then the two principals together.

        `doer`: whether the source is sought, else the target. `ruled`: whom the rules would take.
        """
        known = codes(act.target if doer else act.source)
        yield Candidate(frozenset(), (), nobody(act, doer, ruled))
        kind, here = f"{act.type} {'doer' if doer else 'target'}", self.sentence(act.head.idx)
        dealt: Counter[str] = Counter()
        for group, weight in self.dealings.weights(act, known).items():
            dealt.update({code: weight / len(group) for code in group})
        most = max(dealt.values(), default=0.0)
        for code in sorted(set(self.named) - known):
            near = self.nearest(code, act)
            found = self.of_party(code, act, known, here) | {
                "dealt with": dealt[code] / most if dealt[code] else 0.0,
                "dealt with most": float(dealt[code] > 0.0 and dealt[code] == most),
                "by the rules": float(ruled == {code}),
                "among those by the rules": float(code in ruled and len(ruled) > 1),
            }
            yield Candidate(frozenset((code,)), (near,), crossed(found, kind))
        both = self.dealings.principals
        if len(both) == 2 and not known & both and both <= set(self.named):
            mentions = tuple(self.nearest(code, act) for code in sorted(both))
            yield Candidate(both, mentions, crossed({"both sides": 1.0, "by the rules": float(ruled == both)}, kind))

    def nearest(self, code: str, act: Act) -> Mention:
        """The mention of a party that stands nearest before an act, else the first; rather one of it alone."""
        alone = [m for m in self.named[code] if codes([m]) == {code}] or self.named[code]
        before = [m for m in alone if m.start <= act.head.idx]
        return before[-1] if before else alone[0]

    def of_party(self, code: str, act: Act, known: frozenset[str], here: int) -> Features:
        """What speaks for one party by itself."""
        places = [(self.sentence(m.start), m) for m in self.named[code]]
        before = [n for n, m in places if m.start < act.head.idx]
        total = sum(m.start < act.head.idx for m in self.dealings.mentions)
        inside = [m for n, m in places if n == here]
        there = [m for n, m in places if n == here - 1]
        principals = self.dealings.principals
        return {
            "named just before": 1.0 / (1.0 + here - max(before)) if before else 0.0,
            "named only later": float(not before and not inside),
            "share of names": len(before) / total if total else 0.0,
            "share of all names": len(places) / max(1, len(self.dealings.mentions)),
            "named first": float(any(n == 0 for n, _ in places)),
            "in the sentence": float(any(m.kind not in PLACES for m in inside)),
            "in the sentence as a place": float(bool(inside) and all(m.kind in PLACES for m in inside)),
            "in the sentence before": float(bool(there)),
            "tells of it": float(code in codes(self.dealings.teller(act, known))),
            "organisation": float(any(r.sector == "IGO" for _, m in places for r in m.refs if r.code == code)),
            "armed group": float(any(r.sector == "REB" for _, m in places for r in m.refs if r.code == code)),
            "principal": float(code in principals),
            "the other principal": float(code in principals and bool(known & principals)),
            **self.of_acts(code, act, known),
        }

    def of_acts(self, code: str, act: Act, known: frozenset[str]) -> Features:
        """What the acts before tell of a party and the one that is known."""
        before = [a for a in self.acts if a.head.i < act.head.i]
        last = before[-1] if before else None
        towards = [a for a in before if code in codes(a.source) and codes(a.target) & known]
        back = [a for a in before if code in codes(a.target) and codes(a.source) & known]
        return {
            "did the act before": float(last is not None and code in codes(last.source)),
            "was done the act before": float(last is not None and code in codes(last.target)),
            "did the like": float(any(a.type == act.type for a in towards)),
            "was done the like": float(any(a.type == act.type for a in back)),
            "quarrelled": float(any(a.type in QUARREL for a in (*towards, *back))),
            "asked before": float(bool(towards) and towards[-1].type in ASKS and act.type in ANSWERS),
            "acted last": float(bool(towards) and (not back or towards[-1].head.i > back[-1].head.i)),
        }


def nobody(act: Act, doer: bool, ruled: frozenset[str]) -> Features:
    """What speaks for leaving the party out."""
    kind = f"{act.type} {'doer' if doer else 'target'}"
    return {
        "nobody": 1.0,
        f"nobody: {kind}": 1.0,
        f"nobody: {act.kind}": 1.0,
        "nobody: by the rules": float(not ruled),
        "nobody: under an operator": float(bool(act.ops)),
        "nobody: by the model": float(act.rule.startswith("model")),
        "nobody: passive": float(any(c.dep_ in ("nsubjpass", "auxpass") for c in act.head.children)),
    }


def crossed(found: Features, kind: str) -> Features:
    """The features once for all types of act and once for this one: whom it is done to shows in other things."""
    return found | {f"{name}: {kind}": value for name, value in found.items()}
