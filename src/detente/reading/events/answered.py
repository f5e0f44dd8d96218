"""What answers another act of the story: to whom a refusal, a denial, a verdict, a like measure is addressed."""

from __future__ import annotations

from collections.abc import Container

from detente.language.patterns import Lexicon
from detente.language.words import act_words
from detente.model import GUESSED_BY_MODEL, GUESSED_FROM_STORY, Mention
from detente.reading.events.act import MEASURES, Act
from detente.reading.events.dealings import PLACES, Dealings, codes
from detente.reading.events.roles import TERRITORIAL
from detente.reading.events.scene import Scene
from detente.reading.events.syntax import child, is_passive, lemma
from detente.reading.text import children

# What is said of the rule of an act whose other party its sentence does not name.
FROM_STORY = f"(other party {GUESSED_FROM_STORY})"
# What is said of the rule of an act whose party the model gave.
BY_MODEL = f"(party {GUESSED_BY_MODEL})"
# A charge is denied to whoever made it, not to whoever else stands in the sentence.
ANSWERING = frozenset(("REJECT",))
# What those who suffer it complain of.
WRONGS = frozenset(("ASSAULT", "SANCTION", "COERCE", "MOBILIZE"))
# What "the decision" or "this ruling" may also be.
PRESSURE = frozenset(("ACCUSE", "REQUEST", "THREATEN", "REJECT"))
# Types of answers by which one takes what another offers or asks for, or does not.
YIELDING = ANSWERING | {"AGREE", "CONCEDE"}
# Nouns that name what somebody said, as lists of `judging.yaml`, by the types of acts that they come back to.
SAYINGS = {
    "charges": frozenset(("ACCUSE",)),
    "demands": frozenset(("REQUEST", "THREATEN")),
    "offers": frozenset(("AGREE", "AID", "REQUEST")),
}
# What is done about another's words; how many letters a word shares with the verb that it is made of ("decision").
ON_WORDS = frozenset(("ACCUSE", "SUPPORT"))
STEM = 4
# An ultimatum.
ULTIMATUM = "139"
# How many sentences before an answer that may have been said.
ANSWERED_WITHIN = 3


class Answers:
    """Finds whom an act answers, from what the story has just told."""

    def __init__(self, dealings: Dealings, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.dealings = dealings
        self.mentions, self.full, self.principals = dealings.mentions, dealings.full, dealings.principals
        self.teller, self.dealt_with = dealings.teller, dealings.dealt_with

    def answered(self, act: Act, scene: Scene) -> tuple[Mention, ...]:
        """ "Rejected the claim", "accepted the offer": whoever made the last one, to them if to anybody."""
        if word := self.whose_word(act, scene):
            return word
        mine, types = codes(act.source), self.answers_to(act)
        if not types or act.kind == "n" or act.says or not mine or (act.target and not act.rule.endswith(BY_MODEL)):
            return ()
        to_them = self.just_told(act, types, scene, of=mine)
        return to_them or (() if act.target else self.just_told(act, types, scene))

    def whose_word(self, act: Act, scene: Scene) -> tuple[Mention, ...]:
        """ "Welcomed the offer": who has just offered something, whatever that was, if nobody else is named."""
        noun = child(act.head, "dobj") if act.type in ON_WORDS and act.kind == "v" else None
        if noun is None or act.target or not any(c.lower_ in ("the", "that", "this") for c in children(noun)):
            return ()
        put = any(lemma(noun) in self.lexicon.judging[name] for name in SAYINGS)
        if not put and lemma(noun) not in act_words().steps | act_words().own_deeds:
            return ()
        mine, stem = codes(act.source), lemma(noun)[:STEM]
        before = [a for a in self.dealings.acts if a.head.i < act.head.i and scene.apart(a, act) <= ANSWERED_WITHIN]
        said = [a for a in before if lemma(a.head)[:STEM] == stem and codes(a.source) - mine]
        return said[-1].source if said else ()

    def answers_to(self, act: Act) -> frozenset[str]:
        """The types of acts that one answers by what it says that it answers: "the claim", "the offer", "it"."""
        things = [act.about, *(act.head.doc[i] for i in act.used), child(act.head, "dobj")]
        noun = next((t for t in things if t is not None and t is not act.head), None)
        taken = lemma(act.head) in self.lexicon.judging["answering"]
        if noun is None or act.type not in (YIELDING if taken else ANSWERING):
            return frozenset()
        if taken and (noun.lower_ == "it" or noun.i in act.used):
            return SAYINGS["offers"] | SAYINGS["demands"]
        return frozenset(
            k for name, kinds in SAYINGS.items() for k in kinds if lemma(noun) in self.lexicon.judging[name]
        )

    def likewise(self, act: Act) -> tuple[Mention, ...]:
        """ "Peru cut its ties with Chad and Chile recalled its envoy": from Chad as well."""
        mine = codes(act.source)
        if act.type not in MEASURES or act.kind != "v" or codes(act.target) or not mine:
            return ()
        other = next((f for f in self.full if f.head == act.head.head and f.type == act.type), None)
        if other is None or mine & codes((*other.source, *other.target)) or self.teller(act, mine):
            return ()
        return other.target

    def done_there(self, act: Act, scene: Scene) -> tuple[Mention, ...]:
        """ "Halted further deployments there": in the last place told of, the sentence before or the same one."""
        there = act.type in TERRITORIAL and any(c.lower_ == "there" and c.dep_ == "advmod" for c in children(act.head))
        if not there or not codes(act.source) or codes(act.target):
            return ()
        before = (m for m in reversed(self.dealings.between(0, act.head.idx)) if m.kind in PLACES)
        spot = next((m for m in before if not codes([m]) <= codes(act.source)), None)
        near = spot is not None and scene.sentence(act.head.idx) - scene.sentence(spot.start) <= 1
        return (spot,) if spot is not None and near else ()

    def denied_to(self, act: Act, scene: Scene) -> tuple[Mention, ...]:
        """ "Denied that it had shelled the town": whoever has just accused the one who denies, if anybody has."""
        mine = codes(act.source)
        if act.ops[:1] != ("deny",) or act.type != "REJECT" or not mine:
            return ()
        return self.just_told(act, {"ACCUSE"}, scene, of=mine) or self.told_of(act, scene)

    def told_of(self, act: Act, scene: Scene) -> tuple[Mention, ...]:
        """Who has just told of a wrong that one denies: "Peru said Chile had bombed a village. Chile denied it"."""
        mine, before = codes(act.source), [a for a in self.dealings.acts if a.head.i < act.head.i]
        wrongs = [a for a in before if a.type in WRONGS and codes(a.source) & mine]
        near = [a for a in wrongs if scene.apart(a, act) <= ANSWERED_WITHIN]
        return self.teller(near[-1], mine) if near else ()

    def judged(self, act: Act, scene: Scene) -> Act:
        """ "It is a lie," "this is a crime": said of what another has just done to the speaker, or of nothing known."""
        act = act.with_(source=act.source or self.teller(act, frozenset()))
        if not act.source:
            return act.with_(type=None)
        if act.target:
            return act
        if act.rule.endswith("-in-short"):
            return self.replied(act, scene)
        deed = act.about is not None and lemma(act.about) in self.lexicon.judging["deeds"]
        types = {"ACCUSE"} if act.type == "REJECT" else WRONGS | PRESSURE if deed else WRONGS
        found = self.just_told(act, types, scene, of=codes(act.source)) or self.who_harmed(act)
        if not found and act.about is not None and lemma(act.about) in act_words().steps:
            found = self.just_told(act, types, scene)
        return act.with_(target=found, rule=f"{act.rule} {FROM_STORY}") if found else act.with_(type=None)

    def replied(self, act: Act, scene: Scene) -> Act:
        """ "Peru said no", "he declined": to whoever has just put something to them, if anybody has."""
        denies, mine = act.rule.endswith("denied-in-short"), codes(act.source)
        types = SAYINGS["charges"] if denies else SAYINGS["offers"] | SAYINGS["demands"]
        last = self.last_told(act, types, scene, of=mine)
        asked = last.source if last is not None and last.ops[:1] != ("will",) else ()  # "will visit" asks nobody
        found = asked or (self.told_of(act, scene) if denies else ())
        return act.with_(target=found, type=act.type if found else None, rule=f"{act.rule} {FROM_STORY}")

    def who_harmed(self, act: Act) -> tuple[Mention, ...]:
        """Who is blamed for a deed by nobody named: whom the victims quarrel with, or the place where it was done."""
        mine, victims = codes(act.source), codes(act.harmed)
        if victims and victims.isdisjoint(mine) and all(m.kind in PLACES for m in act.harmed):
            return act.harmed
        found = self.dealt_with(act, victims) if victims else ()
        return found if codes(found).isdisjoint(mine) else ()

    def taken_by(self, act: Act, scene: Scene) -> Act | None:
        """ "The offer was turned down": by those to whom the last one was made, just before."""
        types = frozenset() if codes(act.source) or act.target or act.kind == "n" else self.answers_to(act)
        last = self.last_told(act, types, scene) if types else None
        if last is None or not codes(last.target) or not is_passive(act.head):
            return None
        return act.with_(source=last.target, target=last.source, rule=f"{act.rule} {FROM_STORY}")

    def taken_back(self, act: Act) -> Act | None:
        """ "The deadline has been lifted": by whoever set it, for those to whom it was set, as the story has told."""
        if act.type != "CONCEDE" or act.kind != "v" or not is_passive(act.head):
            return None
        nouns = [act.head.doc[i] for i in act.used]
        if {lemma(n) for n in nouns}.isdisjoint(act_words().terms | self.lexicon.judging["demands"]):
            return None
        mine = codes((*act.source, *act.target))
        if mine and not any(c.dep_ == "poss" for n in nouns for c in children(n)):
            return None
        term = any(lemma(n) in ("deadline", "ultimatum") for n in nouns)
        before = (a for a in reversed(self.full) if a.head.i < act.head.i and a.type in SAYINGS["demands"])
        put = (a for a in before if not term or a.cameo == ULTIMATUM)
        last = next((a for a in put if mine <= codes(a.source)), None)
        if last is None:
            return None
        return act.with_(source=last.source, target=last.target, rule=f"{act.rule} (as told elsewhere)")

    def just_told(
        self, act: Act, types: Container[str | None], scene: Scene, of: frozenset[str] = frozenset()
    ) -> tuple[Mention, ...]:
        """Who, other than its doer, did the last act of these types just before one. `of`: only one done to them."""
        last = self.last_told(act, types, scene, of)
        return last.source if last is not None else ()

    def last_told(
        self, act: Act, types: Container[str | None], scene: Scene, of: frozenset[str] = frozenset()
    ) -> Act | None:
        """The last act of these types just before one, by others than its doer. `of`: only one done to them."""
        mine, before = codes(act.source), (a for a in self.dealings.acts if a.head.i < act.head.i)
        told = [a for a in before if a.type in types and codes(a.source) - mine and (not of or codes(a.target) & of)]
        told = [a for a in told if lemma(a.head) not in self.lexicon.judging["answering"]]
        return told[-1] if told and scene.apart(told[-1], act) <= ANSWERED_WITHIN else None
