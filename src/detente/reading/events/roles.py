"""Who fills the roles of a pattern: parties of phrases, the other party of the clause, two in one subject."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from spacy.tokens import Token

from detente.language.words import act_words
from detente.model import Mention
from detente.reading.events.act import MEASURES, Act
from detente.reading.events.clauses import clause, surface
from detente.reading.events.compose import to_another
from detente.reading.events.dealings import PLACES, codes
from detente.reading.events.match import Fill, is_day
from detente.reading.events.match_nouns import BORDERS
from detente.reading.events.parties import Parties
from detente.reading.events.syntax import (
    FINITE,
    child,
    hanging_on,
    has_aux,
    is_passive,
    is_verb,
    lemma,
    preps,
    with_conjuncts,
)
from detente.reading.text import children, sentence_bounds

# Acts that are done to places.
TERRITORIAL = frozenset(("ASSAULT", "MOBILIZE", "RETREAT", "AID"))
# Acts done with one's own forces: whose they are, he does it.
OWN_FORCES = frozenset(("MOBILIZE", "RETREAT", "AID"))
# Acts that are none where they are done to one's own people; with some also to what is one's own ("defended its law").
TO_OWN = frozenset(("SUPPORT",))
TO_OTHERS = TO_OWN | {"ACCUSE", "ASSAULT", "COERCE", "SANCTION", "THREATEN", "PROTEST", "CONCEDE"}
# Types whose target is blamed.
BLAMING = frozenset(("ACCUSE", "REJECT", "PROTEST"))
# What stands before the thing that one is worried about; whoever "questions the independence of a court" blames it.
WORRIED = frozenset(("about", "over", "for", "regarding", "concerning", "against"))
# What a state has in another: who closes or opens one is mostly the state whose it is.
VIOLENT = frozenset(("ASSAULT", "COERCE", "PROTEST"))
MISSIONS = frozenset(("embassy", "consulate", "ambassador"))
# Before the place where a crowd is at home.
HERE = frozenset(("in", "across", "near"))
# Mediation is always between the two who quarrel.
MEDIATION = frozenset(("045", "0451", "038", "039"))
# What two do to each other where no third is named. In our training stories (data/training/stories) readers marked so
# 354 of 424 such acts of listed parties ("Peru and Chile stopped it"), 270 of 282 of those told as two ("both sides").
OF_LISTED = frozenset(("AGREE", "ASSAULT", "CONCEDE", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT"))
OF_TWO = OF_LISTED | {"SANCTION"}
# Before what moved those to act who do: "at their urging", "under pressure from them", "through their mediation".
URGED = frozenset(("at", "under", "through"))
# Before what two negotiate about or work at.
OF_WHAT = frozenset(("on", "over", "about", "of", "for"))
# Before the border that two share, and before its sides.
THEIR_COMMON = frozenset(("their", "common", "shared", "joint", "mutual", "disputed"))
EITHER = frozenset(("either", "both", "each", "opposite"))
# How who does something hangs on its verb.
DOING = frozenset(("nsubj", "agent"))


# Before the house that an envoy is called to.
SUMMONED_TO = frozenset(("to", "into", "before", "at"))


class Roles:
    """Looks parties up for the roles of acts in one story."""

    def __init__(self, parties: Parties) -> None:
        self.parties = parties

    def who(self, tokens: Iterable[Token], less: Iterable[Mention] = ()) -> tuple[Mention, ...]:
        """The parties of several phrases, less those that are no other party than `less`."""
        skip = frozenset(r.code for m in less for r in m.refs if r.code)
        found: tuple[Mention, ...] = ()
        for t in tokens:
            found += tuple(m for m in self.parties.of(t, skip=skip) if m not in found)
        return found

    def not_merely_there(self, found: tuple[Mention, ...], tokens: list[Token], act: Act) -> tuple[Mention, ...]:
        """Less the places of a phrase, unless the act is done to a place or the place itself is what the pattern asks
        for.
        """
        if act.type in TERRITORIAL:
            return found
        direct = {named.i for t in tokens for named in with_conjuncts(t)}
        return tuple(m for m in found if m.kind not in PLACES or m.root in direct)

    def against(self, found: tuple[Mention, ...], act: Act) -> tuple[Mention, ...]:
        """Less those about whose own good somebody is worried: "voiced concern for Peru's unity" blames another."""
        return tuple(m for m in found if not blames_another(act.type, act.head.doc[m.root], act.head))

    def directness(self, fill: Fill, act: Act) -> float:
        """How surely the other party is the one that the pattern asks for: itself named, its owner named, or found
        elsewhere.
        """
        if not act.target:
            return 0.0
        asked = fill.of("T")
        if any(self.parties.direct(t) is not None for t in asked):
            return 1.0
        return 0.7 if not asked or any(self.parties.owned(t) for t in asked) else 0.3

    def called_a_thing(self, fill: Fill) -> bool:
        """Whether a thing stands where one who is met, phoned or received should: "called the measures childish"."""
        asked = [t for t in fill.of("T") if t.dep_ in ("dobj", "nsubjpass") and t.pos_ in ("NOUN", "PROPN")]
        return any(self.parties.direct(t) is None and not self.parties.owned(t) for t in asked)

    def tellers(self, verb: Token, fill: Fill) -> tuple[Mention, ...]:
        """Who tells of a thing and then acts, where the parse makes the thing act: "told Niger that talks had failed
        and closed the border".
        """
        first = verb.head
        behind = verb.dep_ == "conj" and verb.tag_ in FINITE and first.dep_ == "ccomp" and first.i > first.head.i
        if not behind or not is_verb(first.head) or child(verb, "nsubj", "nsubjpass") is not None:
            return ()
        things = all(t.pos_ == "NOUN" and self.parties.at.get(t.i) is None for t in fill.of("S"))
        return self.who(surface(first.head)) if fill.of("S") and things else ()

    def towards(self, act: Act, fill: Fill) -> tuple[Mention, ...]:
        """A party under a preposition of direction in the same clause."""
        pairs = list(preps(act.head))
        for noun in [*fill.nouns, *fill.of("T")]:
            pairs += list(preps(noun))
        doers = {below.i for doer in fill.of("S") for below in doer.subtree} if act.claims else ()
        pairs = [(prep, phrase) for prep, phrase in pairs if phrase.i not in doers]  # "claimed by the rebels in Mali"
        for word in act_words().towards:
            for prep, phrase in pairs:
                if prep in URGED and lemma(phrase) in act_words().urgings:
                    continue
                if act.type == "ASSAULT" and lemma(phrase) in BORDERS and self.owners(act, fill):
                    continue  # "brought down a Sudanese plane at the Libyan border": where, not whom
                if act.both and phrase in fill.nouns:
                    continue  # "returned to the table in Geneva": where it stands, nobody is dealt with
                if prep == word and not is_day(phrase) and (found := self.who([phrase], act.source)):
                    here = word in act_words().locative and (act.type not in TERRITORIAL or act.both)
                    if here and act.both and len(codes(act.source)) > 1:
                        continue  # "the two swapped insults at the UN": on each other
                    if found := tuple(m for m in found if not here or (m.kind not in PLACES and m.root == phrase.i)):
                        return found
        return ()

    def owners(self, act: Act, fill: Fill) -> tuple[Mention, ...]:
        """Whose the thing is that the act is done to: "accepted Jordan's invitation", "summoned the Chilean envoy"."""
        found = self.who(fill.nouns, act.source)
        # "signed a treaty in Geneva": what two do with each other is with nobody for being done there
        return tuple(m for m in found if not act.both or m.kind not in PLACES)

    def makers(self, act: Act, fill: Fill) -> tuple[Mention, ...]:
        """Whose the paper or proposal is that is turned down, whomever it is against: "sank Mali's draft on Chad"."""
        things = [n for n in fill.nouns if self.parties.owned(n)] if act.type == "REJECT" else []
        return self.who((c for n in things for c in children(n) if c.dep_ in ("poss", "amod", "nmod")), act.source)

    def whose_forces(self, act: Act, fill: Fill) -> tuple[Mention, ...]:
        """Whose forces are moved where nobody is said to move them: "Turkish units were put on alert" by Turkey."""
        # The first noun that is somebody's: one behind it may only say where ("on alert along the Syrian border").
        return next((found for noun in fill.nouns if (found := self.who([noun], act.target))), ())

    def completed(self, act: Act, fill: Fill) -> Act:
        """A missing other party found elsewhere in the clause, or in a subject that names two."""
        if act.type == "PROTEST":
            act = self.in_the_street(act, fill)
        if not act.source and (missions := [n for n in fill.nouns if lemma(n) in MISSIONS]):
            act = self.host_and_guest(act, missions)
        act = self.called_in(act, fill)
        if not act.source and act.type in OWN_FORCES:
            entered = [n for n in fill.nouns if lemma(n) in act_words().grounds]
            act = act.with_(source=() if entered else self.whose_forces(act, fill))
            act = act.with_(target=act.target or self.who(entered))  # "those who violated our airspace"
        if not act.target and act.kind == "n" and (act.type == "REQUEST" or act.cameo == "045"):
            act = act.with_(target=self.heeded(act))
        if not act.target and act.source and act.type is not None:
            found = self.makers(act, fill) or self.towards(act, fill) or self.owners(act, fill)
            act = act.with_(target=self.against(found, act))
        of_two = act.both or tied(act, fill)
        if of_two and not act.source and not act.target:
            act = act.with_(
                source=self.who([*dealt_in(act, fill), *fill.of("X")])
            )  # "relations between A and B were restored"
        if of_two and act.inner is not None and act.inner.mutual and not act.source and not act.ops[1:]:
            act = split(act.with_(source=(*act.inner.source, *act.inner.target), target=()))
        led = act.kind == "v" and (bool(fill.of("S")) or not is_passive(act.head))  # its doer only has no code
        several = len(act.target) > 1 or any(len(m.refs) > 1 for m in act.target)
        if of_two and not led and not act.source and several:
            act = split(act.with_(source=act.target, target=()))  # "a pact between A and B was signed"
        between = act.type == "RETREAT" and not act.ops and any(t.head.lower_ == "between" for t in fill.of("S"))
        each = (each_on_other(act) and not self.with_third(act)) or on_what_they_share(act, fill)
        mutual = (of_two and not to_another(act, act.inner)) or between or (each and not on_another(act, fill))
        if not codes(act.target) and (mutual or on_each_other(act.head)):
            act = split(act)
        return act

    def with_third(self, act: Act) -> bool:
        """Whether a third does something in the sentence, to whom two listed then give way: "Libya will free the two,
        and Peru and Chile will lift their bans"."""
        if act.type != "CONCEDE" or len(act.source) < 2:
            return False
        first, end = sentence_bounds(act.head)
        there = (m for i, m in self.parties.roots.items() if first <= i < end and act.head.doc[i].dep_ in DOING)
        return any(m.kind not in PLACES and codes((m,)) and codes((m,)).isdisjoint(codes(act.source)) for m in there)

    def host_and_guest(self, act: Act, missions: Sequence[Token]) -> Act:
        """Whose mission it is, and where: "the Danish embassy in Tripoli was closed" is by Denmark. Of one that will be
        closed nobody knows: its host may be at war with it."""
        if has_aux(act.head, "will", "may", "would"):
            return act
        there = self.who(p for n in missions for prep, p in preps(n) if prep in ("in", "to"))
        owner = tuple(m for m in self.who(missions) if m.kind not in PLACES and not codes((m,)) & codes(there))
        if not owner or not there:
            return act
        if act.type in VIOLENT:  # "a bomb hit the Danish embassy in Tripoli": by nobody named
            return act.with_(target=owner)
        said = act.type in BLAMING  # "Mali's ambassador in Oslo was called to the ministry": by Norway
        return act.with_(source=there, target=owner) if said else act.with_(source=owner, target=there)

    def called_in(self, act: Act, fill: Fill) -> Act:
        """ "Chad's envoy was summoned to the Libyan ministry": by Libya, where nobody else is said to have done it."""
        if act.source or act.type != "ACCUSE" or act.kind != "v" or not is_passive(act.head):
            return act
        envoys = [n for n in fill.nouns if lemma(n) in act_words().messengers]
        to = [p for prep, p in preps(act.head) if prep in SUMMONED_TO and lemma(p) in act_words().ministries]
        by = self.who(to) if envoys else ()
        called = self.who(envoys, by)
        return act.with_(source=by, target=called) if by and called else act

    def heeded(self, act: Act) -> tuple[Mention, ...]:
        """ "At Kenya's urging, the two agreed": they did what was asked of them."""
        verb = act.head.head.head
        if act.head.dep_ != "pobj" or act.head.head.lower_ not in URGED or not is_verb(verb):
            return ()
        return tuple(m for m in self.who(clause(verb).doer, act.source) if m.kind not in PLACES)

    def in_the_street(self, act: Act, fill: Fill) -> Act:
        """Whom a protest is against, and whose people protest: "anti-French rallies were held in Dakar"."""
        nouns = [act.head, *fill.nouns, *fill.of("S")]
        against = next((found for noun in nouns if (found := self.parties.against(noun))), ())
        act = act.with_(target=against or act.target)
        if act.source or not act.target or fill.of("S"):
            return act
        verb = [act.head.head] if act.head.dep_ in ("nsubj", "nsubjpass") else []
        here = [p for at in (act.head, *fill.nouns, *verb) for prep, p in preps(at) if prep in HERE]
        return act.with_(source=tuple(m for m in self.who(here, act.target) if m.kind in PLACES)[:1])

    def of_itself(self, act: Act, fill: Fill) -> bool:
        """Whether the party that a pattern asks for is the doer itself, by its own people or forces."""
        mine = {r.code for m in act.source for r in m.refs}
        asked = [m for t in fill.of("T") if (m := self.parties.direct(t)) is not None]
        return bool(asked) and all({r.code for r in m.refs} <= mine for m in asked)

    def at_target(self, found: tuple[Mention, ...], fill: Fill, act: Act) -> tuple[Mention, ...]:
        """The parties that a pattern asks for; "Croatian towns in Bosnia" are Croatian, forces are the doer's."""
        to = act.type != "AID" or any(t.head.lower_ == "to" for t in fill.of("T"))  # aid in a place goes to the owner
        if act.type in OWN_FORCES and not act.source and to:
            return found  # "Russian troops were deployed near the Ukrainian border"
        owned = any(self.parties.owned(n) for n in fill.nouns)
        if owned and found and all(m.kind in PLACES for m in found):
            return self.who(fill.nouns, act.source) or found
        return found


def one_s_own(act: Act, tokens: Sequence[Token], parties: Parties) -> bool:
    """Whether all that an act is done to is its doer's own: "rose against its president", "defended its record"."""
    if act.type not in TO_OTHERS:
        return False
    named = [m for t in tokens if (m := parties.direct(t)) is not None]
    whose = [codes(parties.of(t)) for t in tokens] if act.type in TO_OWN else [codes((m,)) for m in named]
    return len(whose) == len(tokens) > 0 and all(theirs and theirs <= codes(act.source) for theirs in whose)


def done_at_home(act: Act, fill: Fill, parties: Parties) -> bool:
    """Whether an act strikes only its doer's own people, or a warning is given to them alone: "warned its citizens"."""
    named = fill.of("T")
    warned = act.ops[:1] == ("threaten",) and all(t.i > act.head.i and t.dep_ in ("dobj", "dative") for t in named)
    return (warned if fill.pattern.op else not act.target) and one_s_own(act, named, parties)


def victims(act: Act) -> tuple[Mention, ...]:
    """To whom a deed was done of which somebody is accused: it is not they who did it."""
    accused = act.inner.target if act.inner is not None and act.ops[:1] == ("accuse",) else ()
    return (*act.harmed, *accused)


def blames_another(type_: str | None, party: Token, head: Token) -> bool:
    """Whether an act of blame tells of a party only as the owner of a good that somebody is worried about."""
    if type_ not in BLAMING:
        return False
    between = takewhile(lambda t: t != head and not is_verb(t), party.ancestors)
    return any(lemma(t) in act_words().cared_for and t.head.lower_ in WORRIED for t in between)


def each_on_other(act: Act) -> bool:
    """Whether two who do this and name nobody do it to each other: "the two sides pulled back"."""
    two = len(codes(act.source)) == 2
    mutual = act.type in (OF_TWO if len(act.source) == 1 else OF_LISTED)
    return two and mutual and act.kind == "v" and act.cameo not in MEDIATION


def on_what_they_share(act: Act, fill: Fill) -> bool:
    """Whether two who name nobody else cut or close what two have together: "Peru and Chile cut ties", "the border"."""
    likewise = any(c.lower_ in ("also", "too", "likewise") for c in children(act.head))  # "also cut ties": with a third
    two = len(codes(act.source)) == 2 and act.kind == "v" and not likewise
    cut = act.type in MEASURES and any(lemma(t) in act_words().shared for t in fill.nouns)
    return two and (cut or (act.type == "MOBILIZE" and on_their_border(act.head)))


def on_their_border(verb: Token) -> bool:
    """Whether two face each other: "massed troops along their common border", "on either side of the frontier"; not
    where they say why, for it may be a third: "along their border to stop smugglers"."""
    if any(c.dep_ in ("xcomp", "advcl") for c in children(verb)):
        return False
    below = list(hanging_on(verb, is_verb))
    borders = [t for t in below[1:] if lemma(t) in BORDERS and t.tag_ == "NN"]
    return any(c.lower_ in THEIR_COMMON for t in borders for c in children(t)) or any(
        lemma(t) == "side" and any(c.lower_ in EITHER for c in children(t)) for t in below
    )


def of_its_place(act: Act) -> bool:
    """Whether an attack is only named after where it was, whoever made it: "the Nairobi attacks"."""
    named = act.type == "ASSAULT" and act.kind == "n" and bool(act.source) and not act.target
    return named and all(m.kind in PLACES and act.head.doc[m.root].head == act.head for m in act.source)


def tied(act: Act, fill: Fill) -> bool:
    """Whether what an act is done to is something that two share: "flights between Peru and Chile were halted"."""
    passive = act.kind == "v" and not fill.of("S") and is_passive(act.head)
    return passive and any(c.lower_ == "between" for t in dealt_in(act, fill) for c in children(t))


def dealt_in(act: Act, fill: Fill) -> list[Token]:
    """What an act is done to, and what that is on: "talks on the pipeline (between Peru and Chile)"."""
    shared = [t for t in (act.about, *fill.nouns) if t is not None and lemma(t) not in BORDERS]
    return shared + [p for t in shared for prep, p in preps(t) if prep in OF_WHAT]


def on_another(act: Act, fill: Fill) -> bool:
    """Whether those who stand in a list attack somebody else together: "Peru and Chile killed farmers"."""
    if act.type != "ASSAULT" or act.both or (len(act.source) == 1 and act.source[0].kind in ("nominal", "pronoun")):
        return False
    no_third = act_words().dealt_out | act_words().fired
    return any(lemma(t) not in no_third for t in (*fill.of("T"), *fill.nouns) if t.dep_ in ("dobj", "pobj"))


def on_each_other(head: Token) -> bool:
    """Whether the objects of a verb, or what belongs to them, are "each other": "a ban on each other's grain"."""
    own = [c for c in children(head) if not is_verb(c) and c.dep_ not in ("nsubj", "nsubjpass")]
    return any(each_other(t) for c in own for t in hanging_on(c, is_verb))


def split(act: Act) -> Act:
    """Two parties in one subject act on each other: the first named is the source."""
    if len(act.source) >= 2:
        return act.with_(source=act.source[:1], target=act.source[1:], mutual=True)
    if len(act.source) == 1 and len(act.source[0].refs) >= 2:
        m = act.source[0]
        first, rest = m.model_copy(update={"refs": m.refs[:1]}), m.model_copy(update={"refs": m.refs[1:]})
        return act.with_(source=(first,), target=(rest,), mutual=True)
    return act


def leaves(verb: Token) -> bool:
    """Whether somebody goes away: "to leave", "to get out", "to go home"."""
    after = verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""
    return bool({lemma(verb), f"{lemma(verb)} {after}"} & act_words().leaving)


def says_how(act: Act) -> bool:
    """Whether it is an adverb, so that a verb says what was done: "jointly condemned the raid"."""
    return act.kind == "a" and act.head.dep_ == "advmod"


def of_two(act: Act) -> bool:
    """Whether two do it with each other; what they only have or are together, they do not do."""
    return act.mutual and not (says_how(act) and lemma(act.head.head) in act_words().being)


def each_other(token: Token) -> bool:
    """Whether the word is "each other", "one another", "the other" of "each side blamed the other"."""
    if token.lower_ not in ("other", "another"):
        return False
    subject = next((c for c in children(token.head) if c.dep_ in ("nsubj", "nsubjpass")), None)
    above = token.head.head if subject is None else subject
    each = any(t.lower_ in ("each", "both") for t in (above, *children(above), *children(token.head)))
    return each or any(c.lower_ in ("each", "one") for c in (token.head, *children(token)))
