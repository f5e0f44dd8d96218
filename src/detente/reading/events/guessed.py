"""Acts as rules and model see them together: what only one of the two sees, and where they differ.

The bounds were chosen on the stories that may be read for errors; figures on those that may not are in docs/model.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Token

from detente.language.patterns import NOTHING, Lexicon
from detente.language.words import act_words
from detente.model import Guess, Mention
from detente.ontology import PLAINEST
from detente.reading.events.act import MEASURES, Act
from detente.reading.events.athome import asking
from detente.reading.events.clauses import clause, direct_objects, surface
from detente.reading.events.dealings import codes
from detente.reading.events.gates import gates
from detente.reading.events.lookup import hyphenated
from detente.reading.events.mood import moods
from detente.reading.events.operators import silent
from detente.reading.events.parties import Parties
from detente.reading.events.phrases import words
from detente.reading.events.roles import OF_LISTED, blames_another, on_each_other, one_s_own, split, victims
from detente.reading.events.scene import SAID, where
from detente.reading.events.syntax import at_home, child, has_aux, is_verb, lemma, likened
from detente.reading.text import sentence_bounds

RULE = "model/minilm-events"
# How likely an act must be to be taken where no rule reads one, with both parties in its sentence and with one, and
# where no pattern knows the verb: low, since how likely its event is a fact is weighed later (`credible.py`).
BOTH, ONE, UNKNOWN = 0.35, 0.45, 0.7
# From here on the model may say of what type a plain act of the rules is, or who the parties are that they miss.
TYPE, FILL = 0.5, 0.5
# How near, in tokens, a guess may stand to an act of the rules to be the same telling.
NEAR = 4
# Tokens before and behind the head of an act at which the model may see it too.
AROUND = (-1, 0, 1, 2)


# Operators of verbs that say nothing by themselves of what is done ("repeated", "tried").
VAGUE = frozenset(("repeat", "attempt"))
# What two may do with each other in words of no pattern; what is hostile is mostly done to a third.
KINDLY = OF_LISTED - {"ASSAULT"}


def with_guesses(
    acts: Sequence[Act], guesses: Sequence[Guess], doc: Doc, parties: Parties, lexicon: Lexicon
) -> list[Act]:
    """The acts of rules and model: types settled, missing parties filled in, those that only the model finds added.

    Without guesses, the acts of the rules as they are.
    """
    if not guesses:
        return list(acts)
    seen = {g.token: act_of(g, doc, parties, lexicon) for g in guesses}
    sights = {g.token: g for g in guesses}
    kept = Kept([held(typed(act, seen.get(act.head.i)), sights) for act in acts if not unseen(act, seen)])
    for found in seen.values():
        same = kept.same(found)
        for n in same:
            kept.acts[n] = filled(kept.acts[n], found)
        if not same and likely_enough(found, lexicon) and not one_s_own(found, direct_objects(found.head), parties):
            kept.add(found)
    return sorted(kept.acts, key=lambda act: act.head.i)


class Kept:
    """Acts by the tokens that they rest on or stand near, so that a guess is held against those around it only."""

    def __init__(self, acts: Sequence[Act]) -> None:
        self.acts: list[Act] = []
        self.around: defaultdict[int, set[int]] = defaultdict(set)
        for act in acts:
            self.add(act)

    def add(self, act: Act) -> None:
        """Keep one more."""
        for token in words_of(act).union(range(act.head.i - NEAR, act.head.i + NEAR + 1)):
            self.around[token].add(len(self.acts))
        self.acts.append(act)

    def same(self, found: Act) -> list[int]:
        """The numbers of those acts that tell the same as a guess."""
        return [n for n in sorted(self.around[found.head.i]) if same_telling(found, self.acts[n])]


def likely_enough(found: Act, lexicon: Lexicon) -> bool:
    """Whether an act that no rule reads is taken. A noun mostly comes back to an act that the story tells elsewhere."""
    if found.kind == "n" or likened(found.head) or only_says_who(found.head):
        return False
    below = child(found.head, "xcomp") if lemma(found.head) == "have" else None
    if below is not None and has_aux(below, "to"):
        return False  # "would have to close its camps": what is told is the closing
    if found.type == "REJECT" and (left := child(found.head, "xcomp")) is not None and silent(left, lexicon):
        return False  # "declined to say whether Sweden had asked"
    known = any(p.op not in VAGUE for p in lexicon.verbs.get(lemma(found.head), ()))
    if found.kind == "v" and not known and found.score < UNKNOWN:
        return False
    if found.source and found.target:
        return found.score >= BOTH
    return found.score >= ONE and bool(found.source or found.target)


def unseen(act: Act, seen: Mapping[int, Act]) -> bool:
    """Whether the model sees nothing where the rules read a plain act: mostly a word in another meaning."""
    if act.claims or act.verdict or act.says or act.mood or act.sure or (act.mutual and on_each_other(act.head)):
        return False  # what somebody says in words that can mean nothing else
    if act.kind == "v" and act.type in MEASURES and not (act.source or act.target):
        return False  # "the border was closed": by whom, the story may have just told
    if act.kind == "n" and act.type == "CONSULT" and "cancellation" in gates(act.head):
        return False  # "the visit is off"
    if any(i in seen and seen[i].type == act.type for i in act.used):
        return False  # "is on an official visit": it sees the noun
    return act.inner is None and not any(act.head.i + near in seen for near in AROUND)


def held(act: Act, sights: Mapping[int, Guess]) -> Act:
    """The act with what the model sees there, and how likely it holds an act to be there."""
    here = [near for offset in AROUND if (near := sights.get(act.head.i + offset)) is not None]
    below = [near for a in act.chain()[1:] if (near := sights.get(a.head.i)) is not None]
    told = (*here, *below) if act.ops[:1] == ("announce",) else here  # "announced that it would": what, stands below
    return act.with_(likely=max((g.likely for g in told), default=0.0), sights=(*here, *below))


def typed(act: Act, found: Act | None) -> Act:
    """The act with the type that the model gives its word; what operators made of an act stays."""
    if (
        found is None
        or act.type in (None, NOTHING)
        or act.inner is not None
        or found.type == act.type
        or found.score < TYPE
    ):
        return act
    if (
        act.used
        or act.exact
        or act.verdict
        or act.says
        or act.mood
        or act.sure
        or (act.kind in ("v", "n") and of_one_meaning(act.head))
    ):
        return act  # a pattern that asked for its noun too ("raised tariffs") is surer than the model
    if (act.type, found.type) == ("CONSULT", "AGREE") and act.kind == "v":
        return act  # "Lavrov, Kerry meet": whether it is to come, the tense tells
    if (act.type, found.type) == ("ASSAULT", "ACCUSE"):
        return act  # "said that Iran had invaded Iraq": who says it, the attribution tells
    if act.mode == "visit" and (found.type in ("SUPPORT", "SANCTION") or called_on(act)):
        return act  # "Lavrov welcomed Kerry in Moscow", "stopped over in Peking": whoever is there has come
    return found.with_(source=act.source or found.source, target=act.target or found.target)


def of_one_meaning(verb: Token) -> bool:
    """Whether a verb, or it with the word behind it, can mean one act only: "castigated", "hit out", "ticked off"."""
    words = act_words().one_meaning
    behind = verb.nbor().lower_ if verb.i + 1 < len(verb.doc) else ""
    return hyphenated(verb) in words or f"{lemma(verb)} {behind}" in words


def called_on(visit: Act) -> bool:
    """Whether somebody called on a person, and asked for nothing: "called on the premier"."""
    return lemma(visit.head) == "call" and any(r.person or r.role for m in visit.target for r in m.refs)


def filled(act: Act, found: Act) -> Act:
    """An act of the rules with the parties that they did not find in its sentence and the model did."""
    if act.kind == "n" and not act.ops and not act.source and not act.target:
        return act  # "the sanctions": whose they are, the story's own telling of them says
    if found.score < FILL or act.rule == RULE or act.type != found.type or act.mutual or act.both or act.verdict:
        return act
    source = act.source or less(not_where(no_judge(led_by(found.source, act), act), act), act.target)
    target = act.target or less(found.target, (*act.source, *victims(act)))
    changed = source != act.source or target != act.target
    return act.with_(source=source, target=target, rule=f"{act.rule} (party by the model)") if changed else act


def led_by(mentions: tuple[Mention, ...], act: Act) -> tuple[Mention, ...]:
    """Those of the mentions who may have done an act: where its subject is a thing, only whose it is."""
    subjects = clause(act.head).doer if act.kind == "v" else asking(act.head)
    things = {t.i for subject in subjects if subject.pos_ == "NOUN" for t in subject.subtree}
    return tuple(m for m in mentions if not things or m.root in things)


def no_judge(mentions: tuple[Mention, ...], act: Act) -> tuple[Mention, ...]:
    """Those of the mentions of a deed who do not judge it: "Peru condemned the killing of a Chadian envoy"."""
    verb = act.head.head
    if act.kind != "n" or act.head.dep_ != "dobj" or lemma(verb) not in act_words().passing_judgement:
        return mentions
    judges = {t.i for t in surface(verb)}
    return tuple(m for m in mentions if m.root not in judges)


def not_where(mentions: tuple[Mention, ...], act: Act) -> tuple[Mention, ...]:
    """Those of the mentions of an attack that do not say where it was: "was assassinated in Tehran" by nobody named."""
    return tuple(m for m in mentions if act.type != "ASSAULT" or not where(m, act.head.doc))


def less(mentions: tuple[Mention, ...], others: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Mentions of parties that the others do not name."""
    taken = {r.code for m in others for r in m.refs}
    return tuple(m for m in mentions if not {r.code for r in m.refs} <= taken)


def act_of(guess: Guess, doc: Doc, parties: Parties, lexicon: Lexicon) -> Act:
    """A guess as an act."""
    head = doc[guess.token]
    doers, done_to = ([i for i in side if not parties.called_after(doc[i])] for side in (guess.source, guess.target))
    blamed = [i for i in done_to if not blames_another(guess.type, doc[i], head)]
    if guess.type in SAID:  # "protested at a conference in Sweden"
        blamed = [i for i in blamed if i in parties.roots and (at_home(doc[i]) or not where(parties.roots[i], doc))]
    kind = "v" if is_verb(head) else "n" if head.pos_ in ("NOUN", "PROPN") else "a"
    found = Act(
        rule=RULE,
        kind=kind,
        type=guess.type,
        cameo=cameo_of(guess.type, head, kind, lexicon),
        head=head,
        source=mentions(doers, done_to, parties),
        target=mentions(blamed, doers, parties),
        ops=("will",) if guess.type == "AGREE" and to_come(head, kind, lexicon) else (),
        score=guess.likely,
        likely=guess.likely,
        sights=(guess,),
    )
    return between_two(found)


def between_two(found: Act) -> Act:
    """ "Ghana and Togo parted without a result": a guess with the same two on both sides is of each on the other."""
    two = codes(found.source)
    if len(two) != 2 or found.type not in KINDLY or codes(found.target) != two:
        return found
    firsts = {min(codes((m,))): m for m in reversed(found.source) if len(codes((m,))) == 1}
    sides = tuple(sorted(firsts.values(), key=lambda m: m.start)) if len(firsts) == 2 else found.source[:1]
    return split(found.with_(source=sides, target=()))


def to_come(head: Token, kind: str, lexicon: Lexicon) -> bool:
    """Whether a word tells of what is to come, by its mood or its meaning: "will gather", "due to", "set to"."""
    if moods(head)[:1] == ("will",):
        return True
    said_of = kind == "a" or head.tag_ == "VBN"
    return said_of and any(p.op == "will" for p in lexicon.adjectives.get(lemma(head), ()))


def mentions(tokens: Sequence[int], others: Sequence[int], parties: Parties) -> tuple[Mention, ...]:
    """The mentions that these tokens head, with all in one list with them unless some of it are `others`; none of those
    that are no parties to an act (`parties.messenger`).
    """
    found: dict[int, Mention] = {}
    for i in (i for i in tokens if i in parties.roots):
        listed = {m.root: m for m in parties.lists.get(i, ())}
        found.update({i: parties.roots[i]} if listed.keys() & set(others) else listed or {i: parties.roots[i]})
    return tuple(found.values())


def cameo_of(type_: str, head: Token, kind: str, lexicon: Lexicon) -> str:
    """The code that the rules give the word where it means an act of this type; else the type's own."""
    table = {"v": lexicon.verbs, "n": lexicon.nouns, "a": lexicon.adjectives}[kind]
    return next((p.cameo for p in table.get(lemma(head), ()) if p.type == type_ and p.cameo), PLAINEST[type_])


def words_of(act: Act) -> set[int]:
    """The tokens that an act rests on."""
    about = {act.about.i} if act.about is not None else set()
    about |= {act.head.head.i} if act.kind == "a" and act.head.dep_ == "acomp" else set()  # "(go) unpunished"
    return {a.head.i for a in act.chain()} | set(act.used) | about


def same_telling(one: Act, other: Act) -> bool:
    """Whether two acts rest on the same words: the same head, one below the other, or of one type near each other."""
    if one.head.i in words_of(other) or on_paper(one.head, other.head) or tells_of(one.head, other.head):
        return True
    if other.kind == "n" and other.type == "CONSULT" and runs_on(other.head, one.head):
        return True
    near = one.type == other.type and abs(one.head.i - other.head.i) <= NEAR
    return near and sentence_bounds(one.head) == sentence_bounds(other.head)


def runs_on(talks: Token, verb: Token) -> bool:
    """Whether a verb only says how talks are getting on: "the talks have made progress"."""
    return talks.dep_ == "nsubj" and talks.head.i == verb.i and lemma(verb) in act_words().running


def on_paper(verb: Token, wording: Token) -> bool:
    """Whether a verb only says that a paper was made, whose wording tells the act: "adopted a motion imposing ..."."""
    paper = wording.head
    return wording.dep_ in ("acl", "relcl") and lemma(paper) in act_words().documents and paper.head.i == verb.i


def tells_of(saying: Token, verb: Token) -> bool:
    """Whether a word only says what the verb below it tells: "hinted that it might lift the ban"."""
    return verb.dep_ == "ccomp" and verb.head.i == saying.i and lemma(saying) in words("told", "verb")


def only_says_who(participle: Token) -> bool:
    """Whether a participle only says whose a shot or a thing is: "a rocket launched by Hamas hit a school"."""
    noun = participle.head
    if participle.dep_ != "acl" or participle.tag_ != "VBN":
        return False
    return lemma(noun) in act_words().fired or lemma(participle) in act_words().held
