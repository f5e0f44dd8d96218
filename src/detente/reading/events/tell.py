"""Which acts a story tells: those that no other takes up, and those below an operator that takes them as given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from detente.language.patterns import NOTHING, Lexicon
from detente.language.words import act_words
from detente.model import Guess, Mention, SpeechAct
from detente.reading.events.act import Act
from detente.reading.events.answers import with_answers
from detente.reading.events.beside import with_doers
from detente.reading.events.completing import complete
from detente.reading.events.compose import by_convention, same_codes
from detente.reading.events.dealings import Dealings, codes
from detente.reading.events.gates import gates
from detente.reading.events.guessed import with_guesses
from detente.reading.events.letters import without_letters
from detente.reading.events.offstage import off_stage
from detente.reading.events.parties import Parties
from detente.reading.events.reader import Reader
from detente.reading.events.roles import MEDIATION
from detente.reading.events.syntax import ceased, child, hanging_on, is_verb, lemma, likened, negated, preps
from detente.reading.mended import days_of_their_own
from detente.reading.text import children

# Of these one telling is enough: who meets is met.
SYMMETRIC = frozenset(("CONSULT", "AGREE", "COOPERATE", "SUPPORT", "RETREAT"))
# Operators that take the act below them for a fact: a demand that is refused was made, a raid that is condemned took
# place.
PRESUPPOSING = frozenset(("refuse", "accuse", "welcome"))
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
        "advocate",
    )
)
# What is put to somebody, who then may refuse it.
PUT = frozenset((("propose",), ("commit",)))
# What is asked of somebody, who may ignore it.
ASKED = frozenset((("demand",), ("request",)))
# What a measure takes or comes into.
FORCE = frozenset(("effect", "force"))
# What is so for long where it is told in the present of who does it: "the force that fights the rebels".
LASTING = frozenset(("ASSAULT", "MOBILIZE", "AID", "COERCE"))
# Before what a paper or talks are about.
ABOUT = frozenset(("on", "about"))
# Before how long something stays.
SO_LONG = frozenset(("until", "till", "for", "through"))
# Parts of speech that an act may hang on.
HEADS = frozenset(("VERB", "NOUN", "PROPN", "ADJ", "AUX", "ADV"))


def read_acts(
    doc: Doc,
    mentions: tuple[Mention, ...],
    lexicon: Lexicon,
    speech: Sequence[SpeechAct] = (),
    guesses: Sequence[Guess] = (),
) -> tuple[Act, ...]:
    """All acts that a parsed story tells, in the order of their heads. `guesses`: those that a model sees."""
    parties = Parties.of_doc(doc, mentions)
    facts = in_sentences(doc, parties, lexicon, guesses)
    whole = complete(facts, doc, Dealings(facts, parties, speech), lexicon)
    return tuple(by_convention(a) for a in whole if not only_said(a))  # whom a pact is with, its wording may tell


def in_sentences(doc: Doc, parties: Parties, lexicon: Lexicon, guesses: Sequence[Guess]) -> list[Act]:
    """The acts with those parties that their own sentences name."""
    reader = Reader(parties, lexicon)
    acts = [act for token in doc if is_head(token) and (act := reader.act(token)) is not None]
    below = subordinate(acts)
    facts = [f for a in acts if a.head.i not in below and is_told(a) and not names(a, parties) for f in told(a)]
    facts += put_to_refusers(acts)
    facts = with_answers(with_doers(facts), doc, reader.roles, lexicon)
    facts = with_guesses(facts, guesses, doc, parties, lexicon)
    told_of = [a for act in facts if act.type != NOTHING and not answered(act, facts, lexicon) for a in by_day(act)]
    return off_stage(without_letters(told_of), doc)


def by_day(act: Act) -> Iterable[Act]:
    """The act, apart for each party that has a day of its own: "visit Egypt on Sunday and Jordan on Monday"."""
    later = days_of_their_own(act.head.doc)
    apart = [m for m in act.target if m.root in later] if later else []
    first = tuple(m for m in act.target if m not in apart)
    yield act.with_(target=first) if apart and first else act
    if first:
        yield from (at_noun(act, m) for m in apart)


def at_noun(act: Act, party: Mention) -> Act:
    """The same act done to one of its parties, set off by that party's name."""
    inner = at_noun(act.inner, party) if act.inner is not None else None
    return act.with_(head=act.head.doc[party.root], target=(party,), inner=inner, about=None, used=())


def is_head(token: Token) -> bool:
    """Whether an act may hang on a word: also on "(it was a cruel) one"."""
    return token.pos_ in HEADS or (token.dep_ == "attr" and token.lower_ == "one")


def answered(deed: Act, facts: Sequence[Act], lexicon: Lexicon) -> bool:
    """Whether a deed is the wording of a charge that is turned down to whoever made it: "denied Peru's claim that its
    jets had bombed a village" tells of the denial alone."""
    clauses = (t for t in (deed.head, *deed.head.ancestors) if t.dep_ in ("acl", "ccomp") and is_verb(t))
    told_so = (t.head for t in clauses if child(t, "nsubj", "nsubjpass") is not None)
    charges = {noun.i for noun in told_so if lemma(noun) in lexicon.judging["charges"]}
    return any(a.type == "REJECT" and a.target and not charges.isdisjoint(spoken_of(a)) for a in facts)


def put_to_refusers(acts: Sequence[Act]) -> list[Act]:
    """The demands that others ignore or defy: "ignored an appeal from Ghana to stay" tells of the appeal as well."""
    nouns = {a.head.i: a for a in acts if a.kind == "n" and a.ops[:1] in ASKED and codes(a.source)}
    turned = [(a, nouns[i]) for a in acts if a.type == "REJECT" and not a.ops for i in a.used if i in nouns]
    return [put.with_(target=a.source) for a, put in turned if codes(a.source) - codes(put.source)]


def spoken_of(act: Act) -> set[int]:
    """The objects of an act's verb, and the subjects of a passive one."""
    return {c.i for c in children(act.head) if c.dep_ in ("dobj", "nsubjpass")} | set(act.used)


def told(act: Act) -> Iterable[Act]:
    """The act, and those below it that the story tells as facts of their own: a demand that is refused was made."""
    yield charged(act)
    if act.mutual and act.type not in SYMMETRIC:
        yield act.with_(source=act.target, target=act.source)
    inner: Act | None = act.inner
    outer = act
    while inner is not None:
        if stands_alone(inner, outer):
            others = tuple(m for m in outer.source if not same_codes(m, inner))
            put = outer.ops[0] == "refuse" and inner.ops[:1] in PUT  # to whoever refuses it
            yield inner.with_(target=others) if others and (put or not inner.target) else inner
        outer, inner = inner, inner.inner


def charged(act: Act) -> Act:
    """ "Accused each other of breaking the truce": with what each lays to the other, and not to itself."""
    inner = act.inner if act.mutual and act.ops[:1] == ("accuse",) else None
    own = inner is not None and codes(inner.source) == codes(act.source)
    return act.with_(inner=inner.with_(source=act.target, target=act.source)) if inner is not None and own else act


def is_told(act: Act) -> bool:
    """Whether an act that no other takes up counts by itself: not a noun that names a state, nor the purpose of
    something else
    ("arrived for talks": the talks are still to come); nor what is only likened ("as though we had attacked")."""
    if likened(act.head):
        return False
    if act.kind != "n" or act.ops:
        return True
    for_it = act.head.dep_ == "pobj" and act.head.head.lower_ == "for" and act.type == "CONSULT"
    if act.type == "CONSULT" and is_now(act.head) and "cancellation" not in gates(act.head):
        return False  # "his trip to Washington is on hold"
    full = act.type == "ASSAULT" and act.source and act.target  # "fighting between A and B"
    return bool(act.alone or full or in_force(act.head)) and not for_it


def only_said(act: Act) -> bool:
    """Whether a verb only says who somebody is, or what a paper is about."""
    return on_paper(act.head) or (act.type in LASTING and stands(act.head))


def stands(verb: Token) -> bool:
    """Whether a clause only says who somebody is, by what he always does: "the force that fights the rebels"."""
    subject = child(verb, "nsubj")
    plain = verb.dep_ == "relcl" and verb.tag_ in ("VBZ", "VBP") and child(verb, "aux", "neg") is None
    return plain and subject is not None and subject.tag_ in ("WDT", "WP")


def on_paper(verb: Token) -> bool:
    """Whether a gerund only says what a paper or talks are about: "signed a pact with Mali on closing the border"."""
    prep = verb.head
    if verb.tag_ != "VBG" or verb.dep_ != "pcomp" or prep.lower_ not in ABOUT:
        return False
    above = prep.head
    nouns = [above, *(c for c in children(above) if c.i < prep.i and c.dep_ in ("dobj", "nsubj", "nsubjpass"))]
    return any(lemma(t) in act_words().papers for t in nouns if t.pos_ == "NOUN")


def in_force(noun: Token) -> bool:
    """Whether a noun names what comes or stays in force: "the ban took effect", "the ban on sugar stays in place"."""
    verb, below = noun.head, tuple(preps(noun.head))
    things = [c for c in children(verb) if c.dep_ == "dobj"] + [p for prep, p in below if prep == "into"]
    if noun.dep_ not in ("nsubj", "nsubjpass") or ceased(verb) or negated(verb):
        return False
    if lemma(verb) in act_words().coming_in and any(lemma(t) in FORCE for t in things):
        return True
    stays = any(prep == "in" and lemma(p) in FORCE | {"place"} for prep, p in below)
    as_is = any(lemma(c) in act_words().unchanged for c in children(verb) if c.dep_ in ("oprd", "acomp", "advcl"))
    if noun.dep_ == "nsubjpass":
        return lemma(verb) in act_words().left and (stays or as_is)
    if lemma(verb) == "be":
        return stays
    only_so_long = all(prep in SO_LONG for prep, _ in below)
    return lemma(verb) in act_words().staying and (stays or as_is or only_so_long)


def names(act: Act, parties: Parties) -> bool:
    """Whether a noun is only part of a party's name: "the Greek coast guard vessel"."""
    mention = parties.at.get(act.head.i)
    return act.kind == "n" and mention is not None and mention.kind == "agent" and mention.root != act.head.i


def is_now(noun: Token) -> bool:
    """Whether a noun is the subject of a plain present: what is so now has not taken place."""
    verb = noun.head
    helped = any(c.dep_ == "aux" and c.lower_ in ("has", "have") for c in children(verb))
    return noun.dep_ in ("nsubj", "nsubjpass") and verb.tag_ in ("VBZ", "VBP") and not helped


def stands_alone(inner: Act, outer: Act) -> bool:
    """Whether the inner act has a doer of its own and an operator above that takes it as given."""
    if inner.head is outer.head or inner.kind != "n" or not inner.source or not outer.ops:
        return False
    charged = outer.target if outer.control == "T" else ()  # "blamed Peru for the raid": that Peru did it is the charge
    own = not all(m in (*outer.source, *charged) for m in inner.source)
    return own and outer.ops[0] in PRESUPPOSING


def subordinate(acts: Sequence[Act]) -> set[int]:
    """The tokens whose acts are only what another act is about: what it takes up, the nouns its pattern asked for, what
    is judged without a doer ("the arrests are unacceptable"), and whatever stands in the complement of an operator
    under which nothing is told as done."""
    judged = {act.about.i for act in acts if act.verdict and act.about is not None}
    below = {a.head.i for a in acts if a.head.i in judged and a.kind == "n" and not a.source}
    unplanned = {a.head.head.i for a in acts if a.verdict and a.head.dep_ == "nsubjpass"}  # "no talks were set"
    for act in acts:
        if (act.type == NOTHING and not act.ops) or act.head.i in unplanned:
            below |= {act.head.i} & unplanned
            continue  # "led Berne to recall its consul": what leads to an act leaves it told
        links = act.chain()
        below |= {
            link.about.i for link in links if link.about is not None and link.inner and link.about is not act.head
        }
        below |= {inner.head.i for inner in links[1:] if inner.head is not act.head}
        below |= {i for link in links if link.kind in "vn" for i in link.used if not brought_about(link, i)}
        if act.ops and act.ops[0] in UNREAL and act.about is not None and act.about is not act.head:
            below |= {t.i for t in hanging_on(act.about, apart)}
    return below


def brought_about(act: Act, noun: int) -> bool:
    """Whether a noun is of what others did, which an outsider brought about: "a truce, brokered by Angola, held"."""
    return act.cameo in MEDIATION and act.head.dep_ in ("acl", "relcl", "amod") and act.head.head.i == noun


def apart(token: Token) -> bool:
    """Whether a word heads a clause that tells of its own, not the wording of a document ("a letter demanding ...")."""
    if token.dep_ == "acl" and token.tag_ == "VBG" and lemma(token.head) in act_words().documents:
        return False
    return token.dep_ in ("relcl", "advcl", "acl") or (token.dep_ == "conj" and not one_more(token))


def one_more(verb: Token) -> bool:
    """Whether a bare verb is the next of a list of what is asked for: "demanded that Chile pay and close its camps"."""
    return verb.tag_ == "VB" and verb.head.tag_ in ("VB", "VBD", "VBP") and child(verb, "nsubj", "aux", "mark") is None
