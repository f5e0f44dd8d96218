"""Reads the heads of a story as acts: pattern, parties, the act below, the mood it is told in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Token

from detente.language.patterns import NOTHING, Lexicon, Pattern
from detente.language.words import act_words
from detente.model import Mention
from detente.reading.events.act import Act
from detente.reading.events.behalf import spoken_for
from detente.reading.events.called_for import quoted, told_with
from detente.reading.events.clauses import clause, surface
from detente.reading.events.compose import less, made_of, same_codes
from detente.reading.events.dealings import codes
from detente.reading.events.headlines import addressed, speaker
from detente.reading.events.judging import (
    POINTING,
    amounts_to,
    by_itself,
    judged,
    judgement,
    points,
    spots,
    told_by,
    told_of,
    verdict,
)
from detente.reading.events.lookup import fills
from detente.reading.events.match import THROWN_OUT, Fill
from detente.reading.events.meant import befalls, in_words, of_their_sort, of_third, stands, tells_itself
from detente.reading.events.mood import moods, predicate, will_have_to
from detente.reading.events.nothing import arranges
from detente.reading.events.operators import GIVING, PASSING, composed, controlled, ended, made_under, said_below
from detente.reading.events.or_else import or_else
from detente.reading.events.parties import Parties
from detente.reading.events.partners import with_partners
from detente.reading.events.phrases import opens_condition, words
from detente.reading.events.roles import BLAMING, Roles, done_at_home, leaves, of_its_place, of_two, says_how, victims
from detente.reading.events.ruling import refusal, ruled_out
from detente.reading.events.sent_out import senders
from detente.reading.events.solidarity import stood_by
from detente.reading.events.starting import has_to_do, says_its_purpose, started
from detente.reading.events.syntax import hanging_on, is_new, is_passive, is_verb, lemma, negated, preps
from detente.reading.events.told_in import in_its_mood, moods_of
from detente.reading.text import children

# How deep acts may stand in one another before reading stops.
DEEPEST = 7
# A word that judges outweighs whatever else its noun may tell of: a "hostile act" is named, not told.
WORDS_TELL = 8.0
# A judgement outweighs whatever else the verb may mean ("call", "describe").
JUDGED = 6.5
# What somebody asks of his own people, he decides: "ordered its navy back".
ASKING = frozenset(("order", "demand", "request"))
# Types that nobody does to himself.
HOSTILE = frozenset(("ASSAULT", "COERCE", "SANCTION", "THREATEN"))
# What is said to who rules where a deed was done.
ANSWERABLE = frozenset(("ACCUSE", "REQUEST"))
# Before the state in which a deed by nobody named was done.
HERE = ("in", "inside", "across", "from")
# Types whose object is what another did.
JUDGING = BLAMING | {"SUPPORT"}


class Reader:
    """Interprets heads of one document, each once."""

    def __init__(self, parties: Parties, lexicon: Lexicon) -> None:
        self.parties = parties
        self.lexicon = lexicon
        self.roles = Roles(parties)
        self.memo: dict[int, Act | None] = {}

    def act(self, head: Token, depth: int = 0) -> Act | None:
        """The act that `head` sets off, with the mood it is told in, or None."""
        if head.i not in self.memo:
            self.memo[head.i] = None
            plain = self.told_to(head, self.plain(head, depth))
            found = self.at_whom(self.in_mood(plain)) if plain is not None else self.bare_demand(head)
            self.memo[head.i] = or_else(head, self.act) or found
        return self.memo[head.i]

    def in_mood(self, act: Act) -> Act:
        """The act under the auxiliaries of its own head."""
        if act.verdict:
            return act
        if act.type == NOTHING or act.mood:
            return (act.ops == ("end",) and self.bare_demand(act.head)) or act
        if act.ops[:1] == ("hesitate",) and not negated(act.head):
            return act.with_(type=None)
        for told in reversed(moods_of(act)):
            if told == "oblige" and (demanded := self.demanded(act)) is not None:
                return demanded
            mood = "will" if told == "oblige" and will_have_to(act.head) else told
            type_, cameo = made_under(self.lexicon, mood, act)
            refuses = type_ == "REJECT" and not act.source and (mood != "not" or arranges(act.head))
            act = self.refused(act) if refuses else act
            act = act.with_(type=type_, cameo=cameo, inner=act, about=act.head, ops=(mood, *act.ops))
        return act

    def at_whom(self, act: Act) -> Act:
        """A threat with whom it is meant for, where only what it hangs on says so: "will leave unless Peru pays"."""
        if act.type != "THREATEN" or act.says or codes(act.target):
            return act
        hung = (c for a in act.chain() for c in children(a.head) if c.dep_ == "advcl" and opens_condition(c))
        return act.with_(target=next((who for c in hung if (who := self.roles.who(surface(c), act.source))), ()))

    def refused(self, act: Act) -> Act:
        """ "No concessions will be made to Chad, Sudan said", "no meeting with Chad is planned": what nobody is named
        for, whoever says so will not do.
        """
        verb = predicate(act.head)
        saying = told_with(verb) if verb is not None else None
        said_by = self.roles.who(surface(saying), act.target) if saying is not None else ()
        return act.with_(source=said_by, both=False, mutual=False) if saying is not None else act

    def bare_demand(self, head: Token) -> Act | None:
        """ "Ankara said Yerevan should mend its ways": a demand, whatever it is that should be done."""
        if not is_verb(head) or moods(head) != ("oblige",):
            return None
        doer = self.roles.who(surface(head))
        nothing_known = Act("REQUEST/must", "v", None, "", head, doer, ())
        return self.demanded(nothing_known) if doer or lemma(head) in act_words().stopping else None

    def told_to(self, head: Token, act: Act | None) -> Act | None:
        """ "Greece to Turkey: pull out": a demand, whatever it is that is to be done."""
        pair = addressed(head)
        says, told = [self.roles.who([t]) for t in pair] if pair is not None else ((), ())
        if not codes(says) or not codes(told):
            return act
        below = (act or Act("REQUEST/must", "v", None, "", head, told, ())).with_(source=told)
        type_, cameo = made_of(self.lexicon.compose, "demand", below)
        made = Act("REQUEST/told-to", "v", type_, cameo, head, says, told, about=head, score=JUDGED)
        return made.with_(inner=below, ops=("demand", *below.ops))

    def demanded(self, act: Act) -> Act | None:
        """ "Moscow says Israel must stop": what somebody says that another must do is asked of that other."""
        at = act.head.head if act.head.dep_ == "xcomp" and lemma(act.head.head) in ("need", "get", "have") else act.head
        act = act if act.source else act.with_(source=self.ruling_there(act))
        label, saying = speaker(at), told_with(at)
        cited = quoted(saying) if saying is not None else None
        named = [who for who in (label, cited) if who is not None][:1]
        who = named or (surface(saying) if saying is not None else ())
        if not act.source and (saying is None or lemma(saying) not in words("told", "verb")):
            return None
        speakers = self.roles.who(who, act.source)
        type_, cameo = made_of(self.lexicon.compose, "demand", act)
        if not speakers:
            return None
        return act.with_(
            type=type_,
            cameo=cameo,
            source=speakers,
            target=(*act.source, *act.target) if act.mutual else act.source,
            inner=act,
            about=act.head,
            both=False,
            mutual=False,
            ops=("demand", *act.ops),
        )

    def plain(self, head: Token, depth: int) -> Act | None:
        """The best act of `head` without its auxiliaries."""
        if depth > DEEPEST or self.parties.is_people(head):
            return None
        best: Act | None = self.judged(head) or self.verdict(head)
        for fill in fills(head, self.lexicon, self.parties):
            act = self.filled(head, fill, depth) if in_its_mood(fill.pattern.mood, head) else None
            if act is not None and act.type is not None and (best is None or act.score > best.score):
                best = act
        best = best or self.through(head, depth)
        out = ruled_out(head) if best is not None else None
        return best if best is None or out is None else refusal(best, self.said_by(told_by(out)), self.lexicon)

    def said_by(self, saying: Token | None) -> tuple[Mention, ...]:
        """Who is the subject of a verb of saying, if there is one."""
        return self.roles.who(surface(saying)) if saying is not None else ()

    def judged(self, head: Token) -> Act | None:
        """ "Called the raid barbaric": blame, praise or denial, by the word that is used."""
        found = judgement(head, self.lexicon)
        charges = self.lexicon.judging["charges"]
        thing = judged(head, charges) if found is not None else None
        if found is None or self.turned_down(head, thing):
            return None
        sort, word = found
        said = thing or next((c for c in children(word) if c.dep_ == "det"), word)  # "called this untrue"
        charge = said.lower_ in POINTING or lemma(said) in charges
        type_, cameo, rule = amounts_to(sort, charge)
        source = self.roles.who(clause(head).doer)
        elsewhere = charge and said.pos_ == "NOUN" and not self.roles.who([said])  # the charge is told there
        used = (word.i, said.i) if elsewhere else (word.i,)
        act = Act(rule, "v", type_, cameo, head, source, (), about=thing, score=JUDGED, used=used)
        return act.with_(target=self.whom([thing], act, 0) if thing is not None else ())

    def turned_down(self, verb: Token, thing: Token | None) -> bool:
        """ "Dismissed the offer as a trick": who says so of what another offers or asks for turns it down."""
        words = self.lexicon.judging
        put = thing is not None and lemma(thing) in words["offers"] | words["demands"]
        return put and lemma(verb) in words["answering"]

    def verdict(self, head: Token) -> Act | None:
        """ "It is a lie," Rwanda said of the charge: blame or denial, by what somebody says that a thing is."""
        found = verdict(head, self.lexicon)
        if found is None:
            return None
        sort, thing, clause_head = found
        saying = told_by(clause_head)
        speakers = self.said_by(saying)
        alone = saying is None and by_itself(clause_head, thing, self.lexicon)
        if not (speakers or alone):
            return None
        pointing = thing.lower_ in POINTING
        charge = pointing or lemma(thing) in self.lexicon.judging["charges"]
        thing = (told_of(saying) or thing) if saying is not None and points(thing, self.lexicon) else thing
        type_, cameo, rule = amounts_to(sort, charge)
        act = Act(rule, "v", type_, cameo, head, speakers, (), about=thing, score=WORDS_TELL, verdict=True)
        if alone and pointing:
            return act
        return act.with_(target=self.responsible(thing, act), harmed=self.harmed([thing], 0))

    def responsible(self, thing: Token, act: Act) -> tuple[Mention, ...]:
        """Whose an act is that somebody judges: who did it, not whom it was done to ("the killing of Poles")."""
        if is_verb(thing):
            return self.roles.who(surface(thing), act.source)
        below = self.act(thing, 1)
        here = HERE if below is not None and below.type in HOSTILE else ()  # "the killings in Chad are a crime"
        if below is not None and (below.source or below.target):
            where = [p for prep, p in spots(thing) if prep in here] if not below.source else []
            return tuple(m for m in below.source if not same_codes(m, act)) or self.roles.who(where, act.source)
        named = self.parties.direct(thing) is not None or self.parties.owned(thing)
        by = [p for prep, p in spots(thing) if prep in ("of", "by", *here)]
        return self.whom([thing], act, 0) if named else self.roles.who(by, act.source)

    def filled(self, head: Token, fill: Fill, depth: int) -> Act:
        """The act that a fill stands for, its parties looked up and its inner act read."""
        p = fill.pattern
        act = started(head, fill, self.doers(head, fill, depth))
        if p.says:
            return self.spoken(self.aimed(act, fill, depth))
        if fill.of("E") or p.op:
            act = self.inside(act, fill, depth)
        act = self.aimed(act, fill, depth)
        if p.op:
            own = p.op in ASKING and self.roles.of_itself(act, fill)
            act = ended(composed(act, replace(p, op="decide") if own else p, self.lexicon, self.roles), fill)
            act = of_third(act if act.source else said_below(act), fill, self.roles)
        act = with_partners(self.roles.completed(self.taken_back(act, fill, depth), fill), self.roles)
        unborne = act.type == "THREATEN" and bool(act.mood)  # "will not tolerate attacks on Niger"
        if unborne or (act.type in BLAMING and act.ops[:1] != ("relish",)):
            harmed = self.harmed((*fill.of("T"), *fill.of("E"), *(fill.nouns if unborne else ())), depth)
            act = less(act.with_(harmed=harmed), harmed)
        if p.op == "allow" and (meant := self.not_let(act, fill)) is not None:
            return meant
        if p.mode in THROWN_OUT and not act.source:
            act = self.thrown_out(act.with_(source=self.left(fill, act)), fill)
        if stands(act) or befalls(act):
            return act.with_(type=NOTHING)
        if p.op == "accuse" and p.kind == "v":
            act = stood_by(in_words(self.accused(act, fill)), fill.of("T"), self.roles)
        act = self.laid_to(act)
        if has_to_do(act) or of_its_place(act) or not self.allowed(act, p, fill):
            act = act.with_(type=None)
        act = act.with_(score=act.score + self.roles.directness(fill, act) + 0.5 * bool(act.source))
        return act.with_(source=act.target, target=act.source) if p.flip else act

    def laid_to(self, act: Act) -> Act:
        """An accusation or a demand with who rules where a deed was done, if nobody else is named for it."""
        if act.type not in ANSWERABLE or codes(act.target):
            return act
        return act.with_(target=self.ruling_there(act) or act.target)

    def ruling_there(self, act: Act) -> tuple[Mention, ...]:
        """Who is blamed for what is done to people at home: "condemned the arrests in Chad", "an end to the purge"."""
        told = (t for a in act.chain() for t in (a.about, a.head) if t is not None and t.pos_ == "NOUN")
        deeds = act_words().misrule | (act_words().bloodshed if act.type != "ACCUSE" else frozenset())
        deed = next((t for t in told if lemma(t) in deeds), None)
        if deed is None:
            return ()
        behind = deed.right_edge.i + 1  # a parse may hang "in Chad" on the verb
        beside = (p for _, p in preps(deed.head) if p.head.i == behind)
        spot = [p for p in (*(p for _, p in spots(deed)), *beside) if p.head.lower_ in HERE[:3]]
        people = (self.parties.at.get(p.head.head.i) for p in spot)  # "students in Chad" are Chad's
        return self.roles.who(spot, act.source) or tuple(m for m in people if m is not None and codes((m,)))

    def not_let(self, act: Act, fill: Fill) -> Act | None:
        """ "Will not let it go unpunished": what that means, and by whom; None where something is let."""
        said_of = (c for verb in fill.of("E") for c in children(verb) if c.dep_ == "acomp")
        told = next((a for a in map(self.act, said_of) if a is not None and a.mood), None)
        if told is None:
            return None
        return told.with_(head=act.head, kind="v", source=act.source, target=(), says=False, used=(told.head.i,))

    def accused(self, act: Act, fill: Fill) -> Act:
        """Less the victim of the deed: "accused smugglers of firing on a Chilean patrol" does not accuse Chile."""
        named = [t for t in fill.of("T") if t.pos_ != "PRON"]
        if not named or codes(self.roles.who(named)):
            return act
        others = any(self.roles.who(t.subtree, act.source) for t in fill.of("E"))
        if others and all(self.unheard_of(t) for t in named):
            return act.with_(type=NOTHING)
        return less(act, victims(act))

    def harmed(self, deeds: Iterable[Token], depth: int) -> tuple[Mention, ...]:
        """To whom deeds were done that nobody is said to have done: "condemned the attack on Morocco"."""
        nouns = (t for t in deeds if t.pos_ == "NOUN" and self.parties.direct(t) is None)
        told = (self.act(t, depth + 1) for t in nouns)
        return tuple(m for a in told if a is not None and a.type in HOSTILE and not a.source for m in a.target)

    def unheard_of(self, noun: Token) -> bool:
        """Whether men of no state are new to the story and nobody's: "rebels", not "militants based in Chad"."""
        named = self.parties.direct(noun)
        bodies = named is not None and any(r.sector not in ("REB", "CVL") for r in named.refs)
        beside = hanging_on(noun, lambda t: t.lower_ in ("of", "for"))
        owned = any(m is not named and codes((m,)) for t in beside if (m := self.parties.roots.get(t.i)))
        return noun.pos_ == "NOUN" and is_new(noun) and not bodies and not owned

    def doers(self, head: Token, fill: Fill, depth: int) -> tuple[Mention, ...]:
        """Who does it; of "the bombing of Iran's consulate killed nine" not Iran, to whom the bombing was done."""
        found = self.roles.who(fill.of("S")) or self.roles.tellers(head, fill)
        if fill.pattern.kind == "v" and not codes(found):
            found = self.roles.who(senders(head)) or found
        if found and fill.pattern.kind == "v" and (others := spoken_for(head)) is not None:
            return self.roles.who([others]) or found
        for subject in fill.of("S") if fill.pattern.kind == "v" else ():
            told = self.act(subject, depth + 1) if subject.pos_ == "NOUN" else None
            if told is not None and told.type in HOSTILE and (told.source or (found and told.target)):
                found = tuple(m for m in found if m not in (*told.target, *told.source)) + told.source
        return found

    def taken_back(self, act: Act, fill: Fill, depth: int) -> Act:
        """ "The siege by the Serbs was lifted": by those whose siege it was, if nobody else is named."""
        if act.type not in GIVING or act.source or fill.of("S") or act.kind != "v" or not is_passive(act.head):
            return act
        nouns = (t for t in fill.nouns if t.pos_ == "NOUN" and not negated(act.head))
        told = (self.act(t, depth + 1) for t in nouns)
        theirs = next((a for a in told if a is not None and a.type in HOSTILE and a.source), None)
        return act if theirs is None else act.with_(source=theirs.source, target=act.target or theirs.target)

    def aimed(self, act: Act, fill: Fill, depth: int) -> Act:
        """The act with the party that its pattern asks for, or with the thing that stands in its place."""
        found = self.roles.at_target(self.whom(fill.of("T"), act, depth), fill, act)
        act = act.with_(target=found or act.target)
        if not act.target and act.about is None and act.type in JUDGING and fill.of("T"):
            return act.with_(about=fill.of("T")[0])  # "condemned the invasion": whose it was, the story may say
        return act

    def left(self, fill: Fill, act: Act) -> tuple[Mention, ...]:
        """Who throws out those that are told to leave, if only that is said: "was told to leave Chad"."""
        return self.roles.who([o for verb in fill.of("E") if is_verb(verb) for o in clause(verb).objects], act.target)

    def thrown_out(self, act: Act, fill: Fill) -> Act:
        """ "Two Cuban envoys were expelled from Chad": by Chad, where nobody else is said to have done it."""
        passive = act.kind == "v" and not act.source and not fill.of("S") and is_passive(act.head)
        away = [p for prep, p in preps(act.head) if prep == "from"]
        away += [t for t in fill.of("T") if t.head.lower_ == "of" and t.head.head.lower_ == "out"]
        by = self.roles.who(away) if passive else ()
        thrown = [*fill.nouns, *(t for t in fill.of("T") if t not in away)]
        return act.with_(source=by, target=self.roles.who(thrown, by)) if by else act

    def allowed(self, act: Act, p: Pattern, fill: Fill) -> bool:
        """Whether the parties are of the sort that the pattern wants."""
        if act.inner is not None and act.inner.says and p.op in PASSING:
            return False  # "said Chile would have to pay a price": the speaker's word stands by itself
        papers = [act.head] if p.kind == "n" and not fill.of("T") else fill.of("T") if not p.op else []
        told = says_how(act) and self.act(act.head.head) is not None  # "jointly condemned the raid"
        if (p.two and (told or not of_two(act))) or any(t.pos_ == "NOUN" and tells_itself(t) for t in papers):
            return False
        unleft = p.mode in THROWN_OUT and any(is_verb(t) and not leaves(t) for t in fill.of("E"))
        if unleft or (p.op == "plan" and says_its_purpose(act.head)):
            return False
        if p.type == "CONSULT" and not p.op and self.roles.called_a_thing(fill):
            return False
        if p.kind == "v" and done_at_home(act, fill, self.parties):
            return False
        return of_their_sort(act, p)

    def spoken(self, act: Act) -> Act:
        """A speaker's word for what another did, if the speaker is subject of the clause above; else the speech
        decides.
        """
        act, at = act.with_(score=WORDS_TELL), act.head
        if act.target:
            return act
        while at.head.i != at.i:
            if at.dep_ == "ccomp" and is_verb(at.head):
                speaker = self.roles.who(surface(at.head), act.source)
                if act.mood == "will" and not speaker and self.roles.who(surface(at.head)):
                    return act.with_(type=NOTHING)  # "said that he would pay a fair price": he threatens nobody
                if speaker and act.source:
                    return act.with_(source=speaker, target=act.source)
                if speaker and any(t.lower_ in ("those", "ones", "one") for t in surface(act.head)):
                    return act.with_(source=speaker, says=False)  # "those who did it will pay": who, the story knows
                break
            at = at.head
        return act.with_(type=NOTHING) if act.type == "SUPPORT" else act  # "we have the right": nobody else says so

    def whom(self, tokens: list[Token], act: Act, depth: int) -> tuple[Mention, ...]:
        """The parties of the phrase that an act is directed at: behind "the raid", whoever carried it out."""
        for t in tokens:
            if act.type in BLAMING and self.parties.direct(t) is None and t.pos_ == "NOUN":
                below = self.act(t, depth + 1)
                if below is not None and below.source and not same_codes(below.source[0], act):
                    return self.roles.against(below.source, act)
                if self.harmed([t], depth):
                    return ()  # whose it was, the story may say
        return self.roles.not_merely_there(self.roles.against(self.roles.who(tokens, act.source), act), tokens, act)

    def inside(self, act: Act, fill: Fill, depth: int) -> Act:
        """The act with the act below it, if one can be read."""
        for token in fill.of("E"):
            inner = self.act(token, depth + 1) or self.said_of(token, depth)
            if inner is not None and inner.type != NOTHING and not inner.verdict:
                inner = controlled(inner, act, self.roles.who(fill.of("T")))
                # "launched a scathing attack": what the noun says counts
                known = 0.3 * inner.score if inner.kind == "n" else 0.0
                return act.with_(inner=inner, about=token, score=act.score + 1 + known)
        return act.with_(about=next(iter(fill.of("E")), None))

    def said_of(self, verb: Token, depth: int) -> Act | None:
        """ "(Promised that it would not) go unanswered": the word behind a plain verb that a mood makes an act."""
        behind = [c for c in children(verb) if c.dep_ == "acomp"] if is_verb(verb) else []
        return next((a for c in behind if (a := self.act(c, depth + 1)) is not None and a.mood), None)

    def through(self, head: Token, depth: int) -> Act | None:
        """The act behind a noun that only counts or measures it ("a raft of sanctions")."""
        if head.pos_ != "NOUN" or lemma(head) not in act_words().transparent:
            return None
        for prep, phrase in preps(head):
            if prep in ("of", "for") and (found := self.act(phrase, depth + 1)) is not None:
                return found
        return None
