"""What a story shows of each party that an act may be meant for, or done by, where its sentence names none.

These are the features of `leftout.py`: plain facts about a candidate, each between 0 and 1.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from spacy.tokens import Doc

from detente.model import Mention
from detente.reading.events.act import Act
from detente.reading.events.clauses import clause
from detente.reading.events.dealings import PLACES, QUARREL, Dealings, codes, outlawed
from detente.reading.events.roles import blames_another, victims
from detente.reading.events.syntax import says_where
from detente.reading.text import children, of_nobody, sentence_of

ANSWERS = frozenset(("REJECT", "AGREE", "CONCEDE", "RETREAT", "SUPPORT"))
ASKS = frozenset(("REQUEST", "ACCUSE", "THREATEN"))
# Acts of words, which are said in a place and not to it.
SAID = frozenset(("ACCUSE", "AGREE", "REJECT", "REQUEST", "THREATEN"))
Features = dict[str, float]


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be the party left out, by codes; nobody, where there are none."""

    codes: frozenset[str]
    mentions: tuple[Mention, ...]
    features: Mapping[str, float]


class Named:
    """The places where a story names one party, in the order of the text. `sentences`: their numbers."""

    def __init__(self, code: str, mentions: Sequence[Mention], sentences: Sequence[int]) -> None:
        self.mentions, self.sentences = mentions, sentences
        self.starts = [m.start for m in mentions]
        self.alone = [m for m in mentions if codes([m]) == {code}] or mentions
        self.alone_starts = [m.start for m in self.alone]
        sectors = {r.sector for m in mentions for r in m.refs if r.code == code}
        self.organisation, self.armed_group = "IGO" in sectors, "REB" in sectors

    def before(self, offset: int) -> int:
        """How many of them stand before a character."""
        return bisect_left(self.starts, offset)

    def within(self, sentence: int) -> Sequence[Mention]:
        """Those in one sentence."""
        return self.mentions[bisect_left(self.sentences, sentence) : bisect_right(self.sentences, sentence)]

    def nearest(self, offset: int) -> Mention:
        """The one that stands nearest before a character, else the first; rather one of the party alone."""
        return self.alone[max(0, bisect_right(self.alone_starts, offset) - 1)]


@dataclass
class Dealt:
    """What one party does to another. `places`: of these acts among all, in order; `first`: by type, of the first."""

    places: list[int] = field(default_factory=list)
    first: dict[str | None, int] = field(default_factory=dict)

    def last(self, here: int) -> int:
        """The place of the last before `here`, -1 where there is none."""
        return self.places[n - 1] if (n := bisect_left(self.places, here)) else -1

    def any_of(self, types: Container[str | None], here: int) -> bool:
        """Whether an act of one of these types stands before `here`."""
        return any(first < here for type_, first in self.first.items() if type_ in types)


def dealt(acts: Sequence[Act]) -> Mapping[tuple[str, str], Dealt]:
    """What each party does to each other in these acts, by the two codes."""
    found: defaultdict[tuple[str, str], Dealt] = defaultdict(Dealt)
    for place, act in enumerate(acts):
        for pair in product(codes(act.source), codes(act.target)):
            found[pair].places.append(place)
            found[pair].first.setdefault(act.type, place)
    return found


class Scene:
    """Who is named where in a story, and who deals with whom."""

    def __init__(self, doc: Doc, dealings: Dealings) -> None:
        self.dealings = dealings
        self.starts = [s.start_char for s in doc.sents]
        mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        for m in dealings.mentions:
            for code in codes([m]):
                mentions[code].append(m)
        self.named = {c: Named(c, found, [self.sentence(m.start) for m in found]) for c, found in mentions.items()}
        self.acts = sorted(dealings.acts, key=lambda a: a.head.i)
        self.heads = [a.head.i for a in self.acts]
        self.dealt = dealt(self.acts)

    def sentence(self, offset: int) -> int:
        """The number of the sentence that a character stands in."""
        return bisect_right(self.starts, offset) - 1

    def apart(self, first: Act, second: Act) -> int:
        """How many sentences end between two acts."""
        return self.sentence(second.head.idx) - self.sentence(first.head.idx)

    def candidates(self, act: Act, doer: bool, ruled: frozenset[str]) -> Iterator[Candidate]:
        """Nobody first, then each party of the story that the act does not name, then the two principals together.

        `doer`: whether the source is sought, else the target. `ruled`: whom the rules would take.
        """
        known = codes(act.target if doer else act.source)
        kind, tellers = f"{act.type} {'doer' if doer else 'target'}", codes(self.dealings.teller(act, known))
        yield Candidate(frozenset(), (), nobody(act, kind, ruled))
        shares: Counter[str] = Counter()
        for group, weight in self.dealings.weights(act, known).items():
            shares.update({code: weight / len(group) for code in group})
        most = max(shares.values(), default=0.0)
        there = self.only_there(act) if doer or act.type in SAID else frozenset()
        blames = self.dealings.blamed.get(act.head.i, frozenset())
        out = self.worried_for(act) | there | (blames if doer else codes(victims(act)) | self.met_beside(act))
        for code in sorted(set(self.named) - known - out):
            found = self.of_party(code, act, known, tellers) | {
                "dealt with": shares[code] / most if shares[code] else 0.0,
                "dealt with most": float(shares[code] > 0.0 and shares[code] == most),
                "by the rules": float(ruled == {code}),
                "among those by the rules": float(code in ruled and len(ruled) > 1),
            }
            yield Candidate(frozenset((code,)), (self.named[code].nearest(act.head.idx),), crossed(found, kind))
        both = self.dealings.principals
        if len(both) == 2 and not known & both and both <= set(self.named):
            mentions = tuple(self.named[code].nearest(act.head.idx) for code in sorted(both))
            yield Candidate(both, mentions, crossed({"both sides": 1.0, "by the rules": float(ruled == both)}, kind))

    def worried_for(self, act: Act) -> frozenset[str]:
        """Whose own good an act of blame is told with: "voiced concern for the safety of Peru" does not blame Peru."""
        sent, doc = sentence_of(act.head), act.head.doc
        inside = self.dealings.between(sent.start_char, sent.end_char)
        return codes([m for m in inside if blames_another(act.type, doc[m.root], act.head)])

    def met_beside(self, act: Act) -> frozenset[str]:
        """Whom one who blames or threatens has only met: "the president, with whom Peru's premier spoke, charged"."""
        if act.type not in ("ACCUSE", "THREATEN") or act.kind != "v":
            return frozenset()
        asides = {c.i for t in clause(act.head).doer for c in children(t) if c.dep_ == "relcl"}
        met = [a for a in self.acts if a.head.i in asides and a.type == "CONSULT"] if asides else []
        return codes([m for a in met for m in (*a.source, *a.target)])

    def only_there(self, act: Act) -> frozenset[str]:
        """Who is not meant, being named only as a place: "killed in Tehran", "rebels freed two in Spain", "protested at
        a meeting in Sweden".
        """
        strangers = act.kind == "v" and any(of_nobody(t) for t in clause(act.head).doer)
        if act.type not in SAID | {"ASSAULT"} and not strangers and not any(outlawed(m) for m in act.source):
            return frozenset()
        sent, doc = sentence_of(act.head), act.head.doc
        told = self.dealings.between(0, sent.end_char)
        return codes([m for m in told if where(m, doc)]) - codes([m for m in told if not where(m, doc)])

    def of_party(self, code: str, act: Act, known: frozenset[str], tellers: frozenset[str]) -> Features:
        """What speaks for one party by itself."""
        named, here = self.named[code], self.sentence(act.head.idx)
        before, total = named.before(act.head.idx), bisect_left(self.dealings.starts, act.head.idx)
        inside, there = named.within(here), named.within(here - 1)
        principals = self.dealings.principals
        return {
            "named just before": 1.0 / (1.0 + here - named.sentences[before - 1]) if before else 0.0,
            "named only later": float(not before and not inside),
            "share of names": before / total if total else 0.0,
            "share of all names": len(named.mentions) / max(1, len(self.dealings.mentions)),
            "named first": float(named.sentences[0] == 0),
            "in the sentence": float(any(m.kind not in PLACES for m in inside)),
            "in the sentence as a place": float(bool(inside) and all(m.kind in PLACES for m in inside)),
            "in the sentence before": float(bool(there)),
            "tells of it": float(code in tellers),
            "organisation": float(named.organisation),
            "armed group": float(named.armed_group),
            "principal": float(code in principals),
            "the other principal": float(code in principals and bool(known & principals)),
            **self.of_acts(code, act, known),
        }

    def of_acts(self, code: str, act: Act, known: frozenset[str]) -> Features:
        """What the acts before tell of a party and the one that is known."""
        here = bisect_left(self.heads, act.head.i)
        before = self.acts[here - 1] if here else None
        towards = [self.dealt[code, other] for other in known if (code, other) in self.dealt]
        back = [self.dealt[other, code] for other in known if (other, code) in self.dealt]
        last, last_back = (max((d.last(here) for d in sort), default=-1) for sort in (towards, back))
        return {
            "did the act before": float(before is not None and code in codes(before.source)),
            "was done the act before": float(before is not None and code in codes(before.target)),
            "did the like": float(any(d.any_of((act.type,), here) for d in towards)),
            "was done the like": float(any(d.any_of((act.type,), here) for d in back)),
            "quarrelled": float(any(d.any_of(QUARREL, here) for d in (*towards, *back))),
            "asked before": float(last >= 0 and self.acts[last].type in ASKS and act.type in ANSWERS),
            "acted last": float(last >= 0 and (last_back < 0 or self.heads[last] > self.heads[last_back])),
        }


def where(mention: Mention, doc: Doc) -> bool:
    """Whether a mention only says where something is."""
    return mention.kind in PLACES and says_where(doc[mention.root])


def nobody(act: Act, kind: str, ruled: frozenset[str]) -> Features:
    """What speaks for leaving the party out; `kind`: its type, and which party is sought."""
    return {
        "nobody": 1.0,
        f"nobody: {kind}": 1.0,
        f"nobody: {act.kind}": 1.0,
        "nobody: by the rules": float(not ruled),
        "nobody: under an operator": float(bool(act.ops)),
        "nobody: by the model": float(act.rule.startswith("model")),
        "nobody: passive": float(any(c.dep_ in ("nsubjpass", "auxpass") for c in children(act.head))),
    }


def crossed(found: Features, kind: str) -> Features:
    """The features once for all types of act and once for this one: whom it is done to shows in other things."""
    told = {name: value for name, value in found.items() if value}
    return told | {f"{name}: {kind}": value for name, value in told.items()}
