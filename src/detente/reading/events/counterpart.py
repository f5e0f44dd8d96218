"""The other party where a sentence leaves it out: "Moscow has stopped charter flights", said of Russia and Turkey.

Rules look in the sentence itself, with the speaker who tells of the act, then among those whom the known party deals
with in the story, the nearest first. What they find is one of the things by which the likeliest party is chosen
(`leftout.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Token

from detente.language.patterns import Lexicon
from detente.language.words import act_words
from detente.model import GUESSED_DOER, Mention
from detente.reading.events.act import Act
from detente.reading.events.answered import ANSWERING, BY_MODEL, FROM_STORY, WRONGS, Answers
from detente.reading.events.clauses import clause, surface
from detente.reading.events.compose import made_of
from detente.reading.events.dealings import PLACES, Dealings, codes, outlawed
from detente.reading.events.roles import MEDIATION
from detente.reading.events.scene import SAID
from detente.reading.events.syntax import child, is_passive, is_verb, lemma, preps
from detente.reading.lists import FEWEST
from detente.reading.text import children, sentence_of

Look = Callable[[Act, frozenset[str]], tuple[Mention, ...]]


# What is said to whom it concerns.
ASKS = frozenset(("REQUEST", "THREATEN"))

# Before a meeting at which something is said to the other.
SITTING = frozenset(("in", "during", "at", "by", "over"))

# Before a meeting from which somebody comes, or in which he speaks.
HELD = frozenset(("after", "following", "during", "at", "in"))

# "Ahead of talks", "out of a meeting", "fresh from a trip".
THROUGH = frozenset(("ahead", "out", "fresh", "back"))


# What an outsider says to both sides where he names neither.
ADDRESSED_TO_ALL = frozenset(("REQUEST", "CONSULT", "ACCUSE"))

# What is said of the rule of an act that is addressed to everybody in a quarrel.
ALL_SIDES = "(all sides of the story)"


# Visits and receptions.
VISIT = frozenset(("042", "043"))


# What two do with each other of which another speaks as "the outcome".
TOGETHER_TYPES = frozenset(("AGREE", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT"))

# Joint exercises, and exercises by which one shows its force.
TOGETHER, SHOWN = "062", "150"

JOINT = frozenset(("joint", "combined", "multinational", "bilateral"))

# What is told in the passive without its doer, because everybody knows.
UNSAID = frozenset(("ASSAULT", "SANCTION", "COERCE", "CONCEDE", "MOBILIZE", "ACCUSE", "THREATEN", "REQUEST"))


def everybody(act: Act) -> bool:
    """Whether an act is addressed to all who quarrel, whoever they are: "urged all sides to talk"."""
    objects = [t for t in (child(act.head, "dobj"), *(p for _, p in preps(act.head))) if t is not None]
    return act.kind == "v" and any(is_everybody(t) for t in objects)


def offers_to_mediate(act: Act) -> bool:
    """Whether an act offers mediation and does not say between whom: between those who quarrel."""
    mediation = any(a.cameo in MEDIATION for a in act.chain())
    return mediation and act.type == "AGREE" and (not codes(act.target) or act.rule.endswith(BY_MODEL))


def is_everybody(noun: Token) -> bool:
    """Whether words mean all who quarrel: "both sides", "the parties to the dispute", "everyone"."""
    words = act_words()
    if noun.lower_ in words.everybody:
        return True
    before = {c.lower_ for c in noun.lefts}
    return lemma(noun) in words.quarrellers and bool(before & words.all_of) and not before & {"third"}


def by_oneself(act: Act, lexicon: Lexicon) -> Act:
    """An exercise that one party holds, with nobody and not jointly, is a show of force: "began exercises at sea"."""
    core = act.chain()[-1]
    if core.type != "COOPERATE" or core.cameo != TOGETHER or codes(act.target) or len(codes(act.source)) != 1:
        return act
    if any(c.lower_ in JOINT for t in (core.head, act.head, *([act.about] if act.about else [])) for c in children(t)):
        return act
    shown = act.with_(type="MOBILIZE", cameo=SHOWN, rule=f"{act.rule} (held by one)", both=False)
    for op in reversed(act.ops):
        type_, cameo = made_of(lexicon.compose, op, shown)
        shown = shown.with_(type=type_, cameo=cameo)
    return shown


def whole(act: Act) -> bool:
    """Whether an act without a target is one that the sentence would have told: where somebody came to, or it was no
    visit ("came down to 110,000 tons"); and whom men of no state attacked ("people killed by suicide bombers").
    Nor does a noun for a party tell of any act: "the Serbian opposition", "border guards".
    """
    if act.target:
        return False
    if act.kind == "n" and any(m.root == act.head.i for m in act.source):
        return True
    attack = act.type == "ASSAULT" and bool(act.source) and all(outlawed(m) for m in act.source)
    return (act.cameo in VISIT and not received_envoy(act.head)) or attack


def received_envoy(verb: Token) -> bool:
    """Whether whoever was received came from a state, named or not: "received Ambassador Kilic"."""
    guest = child(verb, "dobj")
    words = (guest, *(c for c in children(guest) if c.dep_ in ("compound", "appos"))) if guest is not None else ()
    return any(lemma(t) in act_words().sent_by for t in words)


def own_duty(act: Act) -> Act:
    """ "We will have no choice but to act": what one says that one must do oneself one threatens, or only tells."""
    hostile = "will" in act.ops or (act.inner is not None and act.inner.type in WRONGS)
    return act.with_(type="THREATEN" if hostile else None, cameo="130", rule="THREATEN/no-choice")


def attributive(verb: Token) -> bool:
    """Whether a participle only says what sort of thing a noun is for: "a banned party"; not "had frozen funds"."""
    return verb.dep_ == "amod" and not (verb.i and lemma(verb.nbor(-1)) == "have")


def asked_at(act: Act) -> Token | None:
    """The verb of whoever does what he was asked: "withdrew at the request of Kyiv"; None where it is not told so."""
    prep = act.head.head
    told = act.kind == "n" and act.type == "REQUEST" and prep.lower_ == "at" and act.head.dep_ == "pobj"
    return prep.head if told and is_verb(prep.head) else None


class Counterparts(Answers):
    """Finds the parties that sentences leave out, those of answers included."""

    def __init__(self, dealings: Dealings, lexicon: Lexicon) -> None:
        super().__init__(dealings, lexicon)
        self.named = {m.root: codes((m,)) for m in dealings.mentions if codes((m,))}

    def complete(self, act: Act) -> Act:
        """The act with its missing target, if the story has one for it. A noun by itself only names an act: it gets
        none.
        """
        if whole(act):
            return act
        if act.says:
            return self.said_of(act)
        if act.target and not codes(act.source):
            if not self.threatens(act):
                return self.with_doer(act)
            act = act.with_(source=act.target, target=())
        mine = codes(act.source)
        if act.target or not mine:
            return act if act.target else self.sat_in(act)
        if act.kind == "n" and not act.ops and act.cameo not in MEDIATION:
            return self.told_elsewhere(act)
        return self.with_target(act, mine)

    def with_target(self, act: Act, mine: frozenset[str]) -> Act:
        """The act with the party that the sentence, the teller or the story gives for its target, if any does."""
        mine = mine | codes(act.harmed) if act.mood else mine
        if (asked := asked_at(act)) is not None:
            return act.with_(target=tuple(m for m in self.subjects(asked) if codes([m]).isdisjoint(mine)))
        if act.type in ADDRESSED_TO_ALL and not mine & self.principals:
            both = self.both_sides(act)
            if both:
                return act.with_(target=both, rule=f"{act.rule} (both sides of the story)")
        looks: tuple[Look, ...] = (self.in_sentence, self.teller, self.dealt_with)
        if act.type in ANSWERING:
            looks = (self.teller, self.dealt_with, self.in_sentence)
        found = next((f for look in (self.who_did_it, *looks) if (f := look(act, mine))), ())
        return act.with_(target=found, rule=f"{act.rule} {FROM_STORY}") if found else act

    def threatens(self, act: Act) -> bool:
        """ "Peru would be forced to act, its premier said": who says so of his own side means to act."""
        forced = act.type == "THREATEN" and "force" in act.ops and is_passive(act.head)
        return forced and codes(self.teller(act, frozenset())) == codes(act.target)

    def said_of(self, act: Act) -> Act:
        """A speaker's word for what somebody did: it is the speaker who accuses, and the doer who is accused."""
        if act.source and act.target:
            return act
        speaker = self.teller(act, frozenset())
        if not speaker:
            return act.with_(type=None)
        mine = codes(speaker)
        if act.type == "REQUEST" and codes(act.source) == mine:
            act = own_duty(act)
        said = act.with_(source=speaker)
        doer = tuple(m for m in act.source if not codes([m]) <= mine)
        deed = next((t for t in surface(act.head) if act.kind == "v"), None)  # "said the strikes undermined the talks"
        doer = doer or self.who_did_it(act.with_(about=deed), mine) or self.dealt_with(said, mine)
        return act.with_(source=speaker, target=act.target or doer or self.in_sentence(said, mine))

    def charged(self, act: Act) -> Act:
        """ "Iran broke the treaty, Washington said": who says so accuses the one who did; the narrator does not."""
        guessed = self.guessed_blame(act)
        charge = act.charge or (guessed and any(m.root == s.i for m in act.source for s in surface(act.head)))
        speaker = self.teller(act, codes(act.source)) if charge and not act.ops and act.source else ()
        if not speaker:
            return self.blaming_subject(act) if guessed else act
        return act.with_(type="ACCUSE", cameo="112", source=speaker, target=act.source, inner=None, charge=False)

    def guessed_blame(self, act: Act) -> bool:
        """Whether the model takes for blame what a clause tells in words that are none of blame.

        Of its own subject it is: "Cuba said that Washington paid the rioters" blames Washington.
        """
        if act.type != "ACCUSE" or not act.rule.startswith("model") or act.kind != "v":
            return False
        return not any(p.type == "ACCUSE" for p in self.lexicon.verbs.get(lemma(act.head), ()))

    def blaming_subject(self, act: Act) -> Act:
        """ "Putin told Macron that Kyiv had stalled": what the model takes for blame of the listener is of Kyiv."""
        blamed = self.subjects(act.head) if act.head.dep_ == "ccomp" else ()
        apart = codes(blamed).isdisjoint(codes((*act.source, *act.target)))
        return act.with_(target=blamed) if blamed and apart else act

    def defended(self, act: Act) -> Act:
        """ "Will not stand by while Chad is attacked": a threat, but not to Chad."""
        clauses = [c for c in children(act.head) if c.dep_ == "advcl" and is_passive(c)] if act.mood else []
        return act.with_(harmed=tuple(m for c in clauses for m in self.subjects(c))) if clauses else act

    def subjects(self, verb: Token) -> tuple[Mention, ...]:
        """The parties that are subject of a verb, or by whom it is done."""
        who = {t.i for t in (*surface(verb), *(clause(verb).doer if is_passive(verb) else ()))}
        return tuple(m for m in self.mentions if m.root in who and codes((m,)) and m.kind not in PLACES)

    def with_doer(self, act: Act) -> Act:
        """ "The town was shelled again": the doer whom the story has at odds with those it is done to."""
        theirs = codes(act.target)
        if act.kind == "n":
            return self.told_elsewhere(act)
        if act.source or not theirs or act.type not in UNSAID or act.kind != "v" or attributive(act.head):
            return act
        found = self.dealt_with(act, theirs)
        return act.with_(source=found, rule=f"{act.rule} ({GUESSED_DOER})") if found else act

    def told_elsewhere(self, act: Act) -> Act:
        """ "The downing of the jet": the parties that a full telling of such an act has in the story."""
        if guests := self.came_from(act):
            met = act.with_(source=guests)
            ahead = act.head.head.head.lower_ == "ahead"
            return met.with_(type="AGREE", cameo="036", ops=("will",)) if ahead else met
        mine, theirs = codes(act.source), codes(act.target)
        held = act.type == "CONSULT" and theirs and not act.source and act.head.dep_ == "nsubj"
        if held and (host := self.teller(act, theirs)):  # "talks with Chile have made headway, officials in Lima said"
            return act.with_(source=host, rule=f"{act.rule} {FROM_STORY}")
        for full in self.full:
            if full.type == act.type and mine <= codes(full.source) and theirs <= codes(full.target):
                return act.with_(
                    source=act.source or full.source,
                    target=act.target or full.target,
                    rule=f"{act.rule} (as told elsewhere)",
                )
        return act

    def sat_in(self, act: Act) -> Act:
        """ "In a telephone call, X urged Y": the call is theirs; whom one accuses at a meeting need not be there."""
        sitting = act.type == "CONSULT" and act.kind == "n" and lemma(act.head) not in act_words().documents
        if not sitting or act.head.dep_ != "pobj" or act.head.head.lower_ not in SITTING:
            return act
        verb, said = act.head.head.head, SAID - {"AGREE"} if act.mode == "phone" else ASKS
        main = next((f for f in self.full if f.head == verb and (f.mutual or f.type in said)), None)
        one, other = (main.source, main.target) if main is not None else (self.subjects(verb), self.spoken_to(verb))
        return act.with_(source=one, target=other) if one and other else act

    def spoken_to(self, verb: Token) -> tuple[Mention, ...]:
        """Whom somebody tells something: "told the consul by telephone that it was too late"."""
        tells = lemma(verb) in act_words().telling_to
        whom = {c.i for c in children(verb) if c.dep_ in ("dobj", "dative")} if tells else ()
        return tuple(m for m in self.mentions if m.root in whom and codes((m,)))

    def came_from(self, act: Act) -> tuple[Mention, ...]:
        """Who met: "after talks with Lavrov, Kerry said", "ahead of talks", "speaking at a meeting with him"."""
        prep = act.head.head
        if act.type != "CONSULT" or act.source or not codes(act.target) or act.head.dep_ != "pobj":
            return ()
        through = prep.head.lower_ if prep.lower_ in ("of", "from") else ""
        verb = prep.head.head if through in THROUGH else prep.head
        if not (through in THROUGH or prep.lower_ in HELD) or not is_verb(verb):
            return ()
        found = self.subjects(verb)
        return () if codes(found) & codes(act.target) or len(codes(found)) != 1 else found

    def who_did_it(self, act: Act, mine: frozenset[str]) -> tuple[Mention, ...]:
        """ "Condemned the invasion", "demanded a withdrawal": whoever invaded, as the story has told by then."""
        noun = act.about
        if noun is None or noun.pos_ != "NOUN":
            return ()
        types = {p.type for p in self.lexicon.nouns.get(lemma(noun), ())}
        types = types | {"ASSAULT"} if "RETREAT" in types else types
        told = [a for a in self.full if a.head.i < noun.i and not codes(a.source) <= mine]
        if lemma(noun) in act_words().outcomes and (both := self.who_came_to_it(told, mine)):
            return both
        told = [a for a in told if a.type in types]
        named = [a for a in told if lemma(a.head) == lemma(noun)]  # by the same word, before others of its type
        return (named or told)[-1].source if told else ()

    @staticmethod
    def who_came_to_it(told: Sequence[Act], mine: frozenset[str]) -> tuple[Mention, ...]:
        """ "Hailed the outcome", "welcomed the accord": the two who last did something together."""
        last = next((a for a in reversed(told) if (a.mutual or a.both) and a.type in TOGETHER_TYPES), None)
        return () if last is None or codes((*last.source, *last.target)) & mine else (*last.source, *last.target)

    def both_sides(self, act: Act) -> tuple[Mention, ...]:
        """The two sides of the story's quarrel, for what an outsider asks of nobody by name ("urged restraint")."""
        if len(self.principals) != 2 or self.named_other(act):
            return ()
        found = [next((m for m in self.mentions if codes([m]) == {code}), None) for code in sorted(self.principals)]
        return tuple(m for m in found if m is not None) if all(found) else ()

    def to_everybody(self, act: Act) -> Act | None:
        """What an outsider says to "all sides", as said to all who quarrel in the story; None where it is not."""
        sides, mine = self.dealings.sides, codes(act.source)
        known = len(sides) < FEWEST and codes(act.target)  # "both sides" are told already
        mediates = offers_to_mediate(act)
        if not mine or mine & sides or not (mediates or (everybody(act) and not known)):
            return None
        found = [next((m for m in self.mentions if codes([m]) == {code}), None) for code in sorted(sides)]
        all_of_them = tuple(m for m in found if m is not None)
        return act.with_(target=all_of_them, rule=f"{act.rule} {ALL_SIDES}") if found and all(found) else None

    def named_other(self, act: Act) -> bool:
        """Whether the sentence names a party beside the one that acts."""
        mine = codes(act.source)
        return any(m.kind not in PLACES and codes([m]) - mine for m in self.near(act))

    def near(self, act: Act) -> Sequence[Mention]:
        """The mentions in the sentence of an act."""
        sent = sentence_of(act.head)
        return self.dealings.between(sent.start_char, sent.end_char)

    def in_sentence(self, act: Act, mine: frozenset[str]) -> tuple[Mention, ...]:
        """The one other party that the sentence names, if it names just one."""
        others = [m for m in self.near(act) if m.kind not in PLACES and codes([m]) - mine]
        return tuple(others[:1]) if len({codes([m]) for m in others}) == 1 else ()
