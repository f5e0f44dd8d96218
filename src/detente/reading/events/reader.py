"""Reads all heads of a story and keeps those that are told as acts between parties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from detente.language.patterns import Lexicon, Pattern
from detente.model import Mention, SpeechAct
from detente.reading.events.act import Act
from detente.reading.events.compose import DOER_FIRST, by_convention, made_of, other_party, same_codes
from detente.reading.events.counterpart import complete
from detente.reading.events.judging import AMOUNTS_TO, judged, judgement
from detente.reading.events.match import AdjectiveMatcher, Fill, Matcher, NounMatcher
from detente.reading.events.mood import moods
from detente.reading.events.parties import Parties
from detente.reading.events.syntax import clause, is_verb, lemma, preps, surface

# Nouns that only count or measure the act behind "of" or "for".
TRANSPARENT = frozenset(
    (
        "series",
        "round",
        "raft",
        "wave",
        "number",
        "string",
        "spate",
        "set",
        "package",
        "kind",
        "type",
        "form",
        "possibility",
        "prospect",
        "risk",
        "need",
        "lack",
        "range",
        "threat",
        "chance",
        "campaign",
        "act",
        "program",
        "programme",
        "policy",
        "process",
        "course",
        "option",
        "use",
        "part",
        "measure",
        "step",
        "effort",
        "total",
        "barrage",
        "hail",
        "volley",
        "spree",
        "host",
        "list",
        "idea",
        "principle",
        "resumption",
        "one",
        "some",
        "all",
        "most",
        "dozen",
        "hundred",
        "half",
        "any",
        "most",
    )
)
# Direction words under which another party of the clause is whom an act is done to, in the order of trust.
TOWARDS = ("against", "on", "at", "with", "toward", "towards", "to", "over", "from", "into", "in", "by", "of", "for")
# Kinds of mention that are places before they are parties, words that only say where, and acts that are done to places.
PLACES = frozenset(("place", "place-name", "seat-place"))
LOCATIVE = frozenset(("in", "at", "on", "over", "from", "of"))
TERRITORIAL = frozenset(("ASSAULT", "MOBILIZE", "RETREAT", "AID"))
# A word that judges outweighs whatever else its noun may tell of: a "hostile act" is named, not told.
WORDS_TELL = 8.0
# Acts done with one's own forces: whose they are, he does it.
OWN_FORCES = frozenset(("MOBILIZE", "RETREAT", "AID"))
# Words that the tokenizer takes apart, as the tables write them.
HYPHENATED = {
    "cease-fire": "ceasefire",
    "counter-attack": "counterattack",
    "counter-offensive": "counteroffensive",
    "walk-out": "walkout",
    "pull-out": "pullout",
    "sit-in": "sit-in",
    "build-up": "buildup",
    "stand-off": "standoff",
    "call-up": "call-up",
    "co-operation": "cooperation",
    "co-operate": "cooperate",
    "air-strike": "airstrike",
    "show-down": "showdown",
    "fire-fight": "firefight",
    "de-escalation": "de-escalation",
    "saber-rattling": "saber-rattling",
    "sabre-rattling": "saber-rattling",
    "break-off": "break-off",
    "cut-off": "cutoff",
    "pull-back": "pullback",
    "hand-over": "handover",
    "take-over": "takeover",
    "crack-down": "crackdown",
    "re-open": "reopen",
    "re-establish": "reestablish",
    "test-fire": "test-fire",
    "cyber-attack": "cyberattack",
    "tear-gas": "tear-gas",
    "ill-treat": "ill-treat",
}
# A judgement outweighs whatever else the verb may mean ("call", "describe").
JUDGED = 6.5
# Types whose object is what another did.
BLAMING = frozenset(("ACCUSE", "REJECT", "SUPPORT", "PROTEST"))
# Operators that leave an act what it is: the rule that is named is the act's own.
PASSING = frozenset(("do", "undergo", "may", "oblige"))

# "agreed that prices were high" undertakes nothing.
# "called for sanctions against Belarus" asks nobody by name: it is said against Belarus.
ASKING = frozenset(("request", "demand", "propose"))
# "declined to comment" refuses nobody anything.
KEEPING_SILENT = frozenset(("refuse", "fail", "will not", "not"))
UNDERTAKING = frozenset(("commit", "plan", "will"))


def hyphenated(head: Token) -> str:
    """The lemma of a head, with what a hyphen joins to it: "cease-fire", "counter-attack", "walk-out"."""
    word = lemma(head)
    if head.i < 2 or head.nbor(-1).text != "-" or head.nbor(-1).whitespace_ or head.nbor(-2).whitespace_:
        return word
    return HYPHENATED.get(f"{head.nbor(-2).lower_}-{word}", word)


def gerund_noun(head: Token) -> bool:
    """Whether an -ing form stands where a noun stands."""
    return head.tag_ == "VBG" and head.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "attr")


def finite(clause_head: Token | None) -> bool:
    """Whether the word heads a finite clause."""
    return clause_head is not None and is_verb(clause_head) and clause_head.tag_ in ("VBD", "VBZ", "VBP")


class Reader:
    """Interprets heads of one document, each once."""

    def __init__(self, doc: Doc, parties: Parties, lexicon: Lexicon) -> None:
        self.doc = doc
        self.parties = parties
        self.lexicon = lexicon
        self.memo: dict[int, Act | None] = {}
        self.bare: dict[int, Act | None] = {}

    def act(self, head: Token, depth: int = 0) -> Act | None:
        """The act that `head` sets off, with the mood it is told in, or None."""
        if head.i not in self.memo:
            self.memo[head.i] = None
            plain = self.plain(head, depth)
            self.memo[head.i] = self.in_mood(plain) if plain is not None else None
        return self.memo[head.i]

    def in_mood(self, act: Act) -> Act:
        """The act under the auxiliaries of its own head."""
        for mood in reversed(moods(act.head)):
            if mood == "oblige" and (demanded := self.demanded(act)) is not None:
                return demanded
            type_, cameo = made_of(self.lexicon.compose, mood, act)
            act = act.with_(type=type_, cameo=cameo, inner=act, about=act.head, ops=(mood, *act.ops))
        return act

    def demanded(self, act: Act) -> Act | None:
        """ "Moscow says Israel must stop": what somebody says that another must do is asked of that other."""
        above = act.head.head
        if act.head.dep_ != "ccomp" or not is_verb(above) or not act.source:
            return None
        speakers = self.who(surface(above)[0], act.source)
        type_, cameo = made_of(self.lexicon.compose, "demand", act)
        if not speakers:
            return None
        return act.with_(
            type=type_,
            cameo=cameo,
            source=speakers,
            target=act.source,
            inner=act,
            about=act.head,
            ops=("demand", *act.ops),
        )

    def plain(self, head: Token, depth: int) -> Act | None:
        """The best act of `head` without its auxiliaries."""
        if depth > 7:
            return None
        best: Act | None = self.judged(head)
        for fill in self.fills(head):
            act = self.filled(head, fill, depth)
            if act.type is not None and (best is None or act.score > best.score):
                best = act
        return best or self.through(head, depth)

    def judged(self, head: Token) -> Act | None:
        """ "Called the raid barbaric": blame, praise or denial, by the word that is used."""
        found = judgement(head, self.lexicon)
        thing = judged(head) if found is not None else None
        if found is None:
            return None
        sort, word = found
        charge = thing is not None and lemma(thing) in self.lexicon.judging["charges"]
        type_, cameo, rule = AMOUNTS_TO["bad" if sort == "untrue" and not charge else sort]
        source = self.who(clause(head).doer)
        act = Act(rule, "v", type_, cameo, head, source, (), about=thing, score=JUDGED)
        return act.with_(target=self.whom([thing], act, 0) if thing is not None else ())

    def fills(self, head: Token) -> Iterable[Fill]:
        """Every pattern of the head that fits."""
        word = hyphenated(head)
        if head.pos_ == "PROPN" and (head.i in self.parties.at or head.ent_type_ in ("DATE", "TIME")):
            return  # "the Monetary Fund", "March 14": names tell of no act
        verbs, nouns, adjectives = (
            t.get(word) for t in (self.lexicon.verbs, self.lexicon.nouns, self.lexicon.adjectives)
        )
        verbal = is_verb(head) or head.tag_.startswith("VB")
        if verbal and not verbs and word.endswith("e") and head.lower_ == f"{word}d":
            verbs = self.lexicon.verbs.get(word[:-1])  # "cordoned", whose lemma was guessed as "cordone"
        if verbs and (verbal or not nouns) and (verbal or head.dep_ == "ROOT"):
            yield from self._fit(Matcher(head), verbs)
        if nouns is None and gerund_noun(head):
            nouns = self.lexicon.nouns.get(head.lower_)  # "shelling", whose lemma is the verb's
        if verbal and (manner := self.with_manner(head, word)):
            yield from self._fit(Matcher(head), manner)
        if nouns_of_two := self.compounds(head, word):
            yield from self._fit(NounMatcher(head), nouns_of_two)
        if nouns and (head.pos_ in ("NOUN", "PROPN") or not verbal or gerund_noun(head)):
            yield from self._fit(NounMatcher(head), nouns)
        adjectives = adjectives or self.lexicon.adjectives.get(head.lower_)
        if adjectives and head.pos_ in ("ADJ", "VERB", "ADV"):
            yield from self._fit(AdjectiveMatcher(head), adjectives)

    def with_manner(self, head: Token, word: str) -> tuple[Pattern, ...]:
        """Patterns of a verb with the adverb before or after it, written `sharply_attack` in the tables."""
        found: tuple[Pattern, ...] = ()
        for c in head.children:
            if c.dep_ == "advmod":
                found += self.lexicon.verbs.get(f"{c.lower_}_{word}", ())
        return found

    def compounds(self, head: Token, word: str) -> tuple[Pattern, ...]:
        """Patterns of a noun with its modifier, written `war_game` in the tables."""
        found: tuple[Pattern, ...] = ()
        for c in head.children:
            if c.dep_ in ("compound", "amod"):
                found += self.lexicon.nouns.get(f"{lemma(c)}_{word}", ())
        return found

    @staticmethod
    def _fit(matcher: Matcher | NounMatcher, patterns: tuple[Pattern, ...]) -> Iterable[Fill]:
        for pattern in patterns:
            fill = matcher.fit(pattern)
            if fill is not None:
                yield fill

    def filled(self, head: Token, fill: Fill, depth: int) -> Act:
        """The act that a fill stands for, its parties looked up and its inner act read."""
        p = fill.pattern
        act = Act(
            rule=p.rule,
            kind=p.kind,
            type=p.type,
            cameo=p.cameo,
            head=head,
            source=self.who(fill.of("S")),
            target=(),
            score=fill.found,
            both=p.both,
            mode=p.mode,
            contexts=p.contexts,
            status=p.status,
            control=p.control,
            alone=p.alone,
            says=p.says,
            used=tuple(n.i for n in fill.nouns),
        )
        if p.says:
            return self.spoken(act)
        act = self.inside(act, fill, depth) if fill.of("E") or p.op else act
        target = self.whom(fill.of("T"), act, depth)
        if (
            fill.nouns
            and target
            and all(m.kind in PLACES for m in target)
            and any(self.parties.owned(n) for n in fill.nouns)
        ):
            target = self.who(fill.nouns, act.source) or target  # "Croatian towns in Bosnia" are Croatian
        act = act.with_(target=target or act.target)
        if not act.target and act.about is None and act.type in BLAMING and fill.of("T"):
            act = act.with_(about=fill.of("T")[0])  # "condemned the invasion": whose it was, the story may say
        if p.op:
            act = self.composed(act, p)
        act = self.completed(act, fill)
        if p.type == "CONSULT" and not p.op and self.called_a_thing(fill):
            act = act.with_(type=None)
        if p.target == "person" and not all(r.person or r.role for m in act.target for r in m.refs):
            act = act.with_(type=None)
        if p.by == "person" and not all(r.person or r.role for m in act.source for r in m.refs):
            act = act.with_(type=None)
        act = act.with_(score=act.score + self.directness(fill, act) + 0.5 * bool(act.source))
        return act.with_(source=act.target, target=act.source) if p.flip else act

    def spoken(self, act: Act) -> Act:
        """A speaker's word for what another did, where the speaker is the subject of the clause above; else the speech decides later."""
        act, at = act.with_(score=WORDS_TELL), act.head
        while at.head.i != at.i:
            if at.dep_ == "ccomp" and is_verb(at.head):
                speaker = self.who(surface(at.head)[0], act.source)
                return act.with_(source=speaker, target=act.source) if speaker and act.source else act
            at = at.head
        return act

    def called_a_thing(self, fill: Fill) -> bool:
        """Whether a thing stands where one who is met, phoned or received should: "called the measures childish"."""
        asked = [t for t in fill.of("T") if t.dep_ in ("dobj", "nsubjpass") and t.pos_ in ("NOUN", "PROPN")]
        return any(self.parties.direct(t) is None and not self.parties.owned(t) for t in asked)

    def directness(self, fill: Fill, act: Act) -> float:
        """How surely the other party is the one that the pattern asks for: itself named, its owner named, or found elsewhere."""
        if not act.target:
            return 0.0
        asked = fill.of("T")
        if any(self.parties.direct(t) is not None for t in asked):
            return 1.0
        return 0.7 if not asked or any(self.parties.owned(t) for t in asked) else 0.3

    def who(self, tokens: Iterable[Token], less: Iterable[Mention] = ()) -> tuple[Mention, ...]:
        """The parties of several phrases, less those that are no other party than `less`."""
        skip = frozenset(r.code for m in less for r in m.refs if r.code)
        found: tuple[Mention, ...] = ()
        for t in tokens:
            found += tuple(m for m in self.parties.of(t, skip=skip) if m not in found)
        return found

    def whom(self, tokens: list[Token], act: Act, depth: int) -> tuple[Mention, ...]:
        """The parties of the phrase that an act is directed at: behind "the raid", whoever carried it out."""
        for t in tokens:
            if act.type in ("ACCUSE", "REJECT", "PROTEST") and self.parties.direct(t) is None and t.pos_ == "NOUN":
                below = self.act(t, depth + 1)
                if below is not None and below.source and not same_codes(below.source[0], act):
                    return below.source
        return self.not_merely_there(self.who(tokens, act.source), tokens, act)

    def not_merely_there(self, found: tuple[Mention, ...], tokens: list[Token], act: Act) -> tuple[Mention, ...]:
        """Less the places of a phrase, unless the act is done to a place or the place itself is what the pattern asks for."""
        if act.type in TERRITORIAL:
            return found
        direct = {t.i for t in tokens}
        return tuple(m for m in found if m.kind not in PLACES or m.root in direct)

    def inside(self, act: Act, fill: Fill, depth: int) -> Act:
        """The act with the act below it, if one can be read."""
        for token in fill.of("E"):
            inner = self.act(token, depth + 1)
            if inner is not None:
                inner = self.controlled(inner, act, self.who(fill.of("T")))
                known = (
                    0.3 * inner.score if inner.kind == "n" else 0.0
                )  # "launched a scathing attack": what the noun says counts
                return act.with_(inner=inner, about=token, score=act.score + 1 + known)
        return act.with_(about=next(iter(fill.of("E")), None))

    @staticmethod
    def controlled(inner: Act, outer: Act, given: tuple[Mention, ...]) -> Act:
        """The inner act with its missing doer taken from the outer one."""
        if inner.source and inner.kind == "v" and outer.control != "T":
            return inner
        doer = given if outer.control == "T" and given else outer.source
        if inner.kind == "v" and given and outer.control == "T":
            return inner.with_(source=doer)
        if inner.source or not doer or (outer.control == "T" and not given):
            return inner  # who asks for something is not the one to do it
        return inner.with_(source=doer)

    def composed(self, act: Act, pattern: Pattern) -> Act:
        """The act that the operator makes of the one below it."""
        op = pattern.op or ""
        if op in ASKING and not act.target and act.inner is not None and act.inner.target and not act.inner.source:
            op = "call-against" if made_of(self.lexicon.compose, "call-against", act.inner)[0] else op
        type_, cameo = made_of(self.lexicon.compose, op, act.inner)
        if type_ is None and pattern.type and act.inner is None:
            type_, cameo = pattern.type, pattern.cameo
        mode = act.inner.mode if act.inner is not None and type_ == act.inner.type else act.mode
        contexts = act.contexts or (act.inner.contexts if act.inner is not None else ())
        if act.inner is not None and type_ == act.inner.type and op in PASSING:
            act = act.with_(rule=act.inner.rule)
        if op == "contest" and act.inner is not None:
            # Neither side's claim is the story's: what they argue about stands as alleged, between its own parties.
            return (
                act.inner.with_(ops=(op, *act.inner.ops), status="alleged", score=act.score)
                if type_
                else act.with_(type=None)
            )
        made = act.with_(
            type=type_, cameo=cameo, ops=(op, *(act.inner.ops if act.inner else ())), mode=mode, contexts=contexts
        )
        if op == "undergo":
            done_by = act.target or (act.inner.source if act.inner is not None else ())
            done_by = tuple(m for m in done_by if m not in act.source)
            return made.with_(source=done_by, target=act.source)
        if (
            op in KEEPING_SILENT
            and act.inner is None
            and act.about is not None
            and lemma(act.about) in self.lexicon.silent
        ):
            return made.with_(type=None)
        if op in UNDERTAKING and act.inner is None and not act.target and finite(act.about):
            return made.with_(type=None)
        if act.inner is None and act.about is not None and not made.target:
            made = made.with_(target=self.loosely(act.about, op, made))
        return other_party(op, made, act.inner)

    def loosely(self, about: Token, op: str, act: Act) -> tuple[Mention, ...]:
        """Whom an act that could not be read concerns: who is to do it where the operator asks somebody, else whoever it names."""
        phrases: list[Token] = []
        if is_verb(about):
            frame = clause(about)
            phrases = [*frame.doer, *frame.objects] if op in DOER_FIRST else [*frame.objects, *frame.doer]
        else:
            phrases = [about]
        phrases += [p for _, p in preps(about)]
        for phrase in phrases:
            if found := self.who([phrase], act.source):
                return found
        return ()

    def completed(self, act: Act, fill: Fill) -> Act:
        """A missing other party found elsewhere in the clause, or in a subject that names two."""
        if not act.target and act.source and act.type is not None:
            act = act.with_(target=self.towards(act, fill) or self.owners(act, fill))
        if not act.source and act.type in OWN_FORCES and fill.nouns:
            act = act.with_(
                source=self.who(fill.nouns, act.target)
            )  # "Turkish air defences were put on alert": by Turkey
        if act.both and not act.source and not act.target:
            act = act.with_(source=self.who([*fill.nouns, *fill.of("X")]))  # "relations between A and B were restored"
        if act.both and not act.source and (len(act.target) > 1 or any(len(m.refs) > 1 for m in act.target)):
            act = self.split(act.with_(source=act.target, target=()))  # "a pact between A and B was signed"
        if not act.target and (act.both or any(each_other(c) for c in act.head.children)):
            act = self.split(act)
        return act

    def towards(self, act: Act, fill: Fill) -> tuple[Mention, ...]:
        """A party under a preposition of direction in the same clause."""
        pairs = list(preps(act.head))
        for noun in [*fill.nouns, *fill.of("T")]:
            pairs += list(preps(noun))
        for word in TOWARDS:
            for prep, phrase in pairs:
                if prep == word and (found := self.who([phrase], act.source)):
                    here = word in LOCATIVE and act.type not in TERRITORIAL
                    if found := tuple(m for m in found if not here or (m.kind not in PLACES and m.root == phrase.i)):
                        return found
        return ()

    def owners(self, act: Act, fill: Fill) -> tuple[Mention, ...]:
        """Whose the thing is that the act is done to: "accepted Jordan's invitation", "summoned the Chilean envoy"."""
        return self.who(fill.nouns, act.source)

    @staticmethod
    def split(act: Act) -> Act:
        """Two parties in one subject act on each other: the first named is the source."""
        if len(act.source) >= 2:
            return act.with_(source=act.source[:1], target=act.source[1:], mutual=True)
        if len(act.source) == 1 and len(act.source[0].refs) >= 2:
            m = act.source[0]
            first, rest = m.model_copy(update={"refs": m.refs[:1]}), m.model_copy(update={"refs": m.refs[1:]})
            return act.with_(source=(first,), target=(rest,), mutual=True)
        return act

    def through(self, head: Token, depth: int) -> Act | None:
        """The act behind a noun that only counts or measures it ("a raft of sanctions")."""
        if head.pos_ != "NOUN" or lemma(head) not in TRANSPARENT:
            return None
        for prep, phrase in preps(head):
            if prep in ("of", "for") and (found := self.act(phrase, depth + 1)) is not None:
                return found
        return None


def each_other(token: Token) -> bool:
    """Whether the word is "each other" or "one another"."""
    return token.lower_ in ("other", "another") and any(c.lower_ in ("each", "one") for c in token.children)


# Of these one telling is enough: who meets is met.
# Operators that take the act below them for a fact: a demand that is refused was made, a raid that is condemned took place.
PRESUPPOSING = frozenset(("refuse", "accuse", "welcome"))
SYMMETRIC = frozenset(("CONSULT", "AGREE", "COOPERATE", "SUPPORT", "RETREAT"))


def told(act: Act) -> Iterable[Act]:
    """The act, and those below it that the story tells as facts of their own: a demand that is refused was made."""
    yield act
    if act.mutual and act.type not in SYMMETRIC:
        yield act.with_(source=act.target, target=act.source)
    inner: Act | None = act.inner
    outer = act
    while inner is not None:
        if stands_alone(inner, outer):
            others = tuple(m for m in outer.source if not same_codes(m, inner))
            yield inner if inner.target else inner.with_(target=others)
        outer, inner = inner, inner.inner


def is_told(act: Act) -> bool:
    """Whether an act that no other takes up counts by itself: not a noun that names a state, nor the purpose of something else
    ("arrived for talks": the talks are still to come)."""
    if act.kind != "n" or act.ops:
        return True
    for_it = act.head.dep_ == "pobj" and act.head.head.lower_ == "for" and act.type == "CONSULT"
    return act.alone and not for_it


def stands_alone(inner: Act, outer: Act) -> bool:
    """Whether the inner act has a doer of its own and an operator above that takes it as given."""
    if inner.head is outer.head or inner.kind != "n" or not inner.source or not outer.ops:
        return False
    own = not all(m in outer.source for m in inner.source)
    return own and outer.ops[0] in PRESUPPOSING


# Operators under which nothing is told as done: what is agreed to, asked for or refused is still to come.
UNREAL = frozenset(
    (
        "commit",
        "plan",
        "propose",
        "accept",
        "request",
        "demand",
        "threaten",
        "refuse",
        "fail",
        "will",
        "will not",
        "call-against",
    )
)


def subordinate(acts: Sequence[Act]) -> set[int]:
    """The tokens whose acts are only what another act is about: what it takes up, the nouns its pattern asked for, and
    whatever stands in the complement of an operator under which nothing is told as done."""
    below: set[int] = set()
    for act in acts:
        links = act.chain()
        below |= {
            link.about.i for link in links if link.about is not None and link.inner and link.about is not act.head
        }
        below |= {inner.head.i for inner in links[1:] if inner.head is not act.head}
        below |= {i for link in links if link.kind == "v" for i in link.used}
        if act.ops and act.ops[0] in UNREAL and act.about is not None and act.about is not act.head:
            below |= {t.i for t in same_clause(act.about)}
    return below


def same_clause(token: Token) -> Iterable[Token]:
    """A token and what hangs on it, less clauses that tell of their own."""
    yield token
    for c in token.children:
        if c.dep_ not in ("relcl", "advcl", "acl", "conj"):
            yield from same_clause(c)


def read_acts(
    doc: Doc, mentions: tuple[Mention, ...], lexicon: Lexicon, speech: Sequence[SpeechAct] = ()
) -> tuple[Act, ...]:
    """All acts of a parsed story, in the order of their heads; those that only serve as what another is about are left out."""
    parties = Parties.of_doc(doc, mentions)
    reader = Reader(doc, parties, lexicon)
    acts: list[Act] = []
    for token in doc:
        if token.pos_ in ("VERB", "NOUN", "PROPN", "ADJ", "AUX", "ADV"):
            act = reader.act(token)
            if act is not None:
                acts.append(act)
    below = subordinate(acts)
    facts = [f for act in acts if act.head.i not in below and is_told(act) for f in told(act)]
    return tuple(by_convention(a) for a in complete(facts, parties, speech, lexicon))
