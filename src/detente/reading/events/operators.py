"""What becomes of an act under an operator of the tables: its type, and who is asked, refused or promised."""

from __future__ import annotations

from spacy.tokens import Token

from detente.language.patterns import NOTHING, Lexicon, Pattern
from detente.language.words import act_words
from detente.model import Mention
from detente.reading.events.act import MEASURES, Act
from detente.reading.events.clauses import clause, surface
from detente.reading.events.compose import DOER_FIRST, keys, made_of, other_party
from detente.reading.events.dealings import codes
from detente.reading.events.match import Fill, is_day
from detente.reading.events.mood import auxiliaries, day_fixed
from detente.reading.events.phrases import has_proviso, words
from detente.reading.events.roles import Roles
from detente.reading.events.syntax import child, is_verb, lemma, negated, preps
from detente.reading.text import children

# Operators that leave an act what it is: the rule that is named is the act's own.
PASSING = frozenset(("do", "undergo", "elicit", "may", "oblige", "repeat"))
# "called for sanctions against Belarus" asks nobody by name: it is said against Belarus.
ASKING = frozenset(("request", "demand", "propose"))
# Of this nothing comes.
UNSAID = "nothing"
# What one orders one's own people to do, one does; of another it is a demand: "ordered Chile to free the crew".
GIVING = frozenset(("CONCEDE", "RETREAT"))
# Who agrees on these decides on them: "the ministers agreed sanctions against Belarus".
TAKEN = MEASURES | {"MOBILIZE"}
# Operators that tell of what is to come.
TO_COME = frozenset(("will", "plan"))
# Who has not announced a plan has refused nobody anything.
UNANNOUNCED = ("announce", "plan")
# To do this to what another does is to take the other's side: "backed Mali's complaint against Algeria".
BACKING = frozenset(("back", "approve"))
# What is done to harm another, and those who decide on it by approving it.
WRONGS = MEASURES | {"ASSAULT"}
ASSEMBLIES = frozenset(("IGO", "LEG"))
# How a name hangs that stands before a noun: "Mali sanctions", "Syria air strikes".
BEFORE = frozenset(("compound", "nmod"))
# By these the clause behind "insisted that" is told as a fact.
FACTUAL_AUXILIARIES = frozenset(("are", "were", "have", "will", "would", "do"))
# "declined to comment" refuses nobody anything.
KEEPING_SILENT = frozenset(("refuse", "fail", "will not", "not"))
# What was imposed or begun is lifted or stopped by whoever did that, where nobody else is named.
ENDING = frozenset(("stop", "lift", "end", "run-out"))
# "agreed that prices were high" undertakes nothing.
UNDERTAKING = frozenset(("commit", "plan", "will"))


def composed(act: Act, pattern: Pattern, lexicon: Lexicon, roles: Roles) -> Act:
    """The act that the operator of a pattern makes of the one below it."""
    inner, op = act.inner, "refuse" if stays_away(act) else operator(act, pattern, lexicon)
    type_, cameo = made_under(lexicon, op, inner)
    if type_ == "THREATEN" and inner is not None and undertaken(act, inner):
        type_, cameo = pattern.type, pattern.cameo
    if type_ is None and pattern.type and inner is None:
        type_, cameo = pattern.type, pattern.cameo
    if op == "contest" and inner is not None:
        return contested(act, inner) if type_ else act.with_(type=None)
    made = under(act, inner, op, type_, cameo)
    if op == "deny" and (accusers := roles.who(as_charged(act.head), act.source)):
        deed = () if act.about is None else (act.about.i,)
        return made.with_(target=accusers, inner=None, used=deed)
    if op in ("undergo", "elicit"):
        return suffered(act, made)
    if inner is not None:
        nothing = keeps_open(op, inner, lexicon) or spares(op, made, inner)
        return made.with_(type=NOTHING) if nothing else other_party(op, made, inner)
    if says_nothing(act, op, lexicon):
        return made.with_(type=None)
    if act.about is not None and not made.target:
        made = made.with_(target=loosely(act.about, op, made, roles))
    return made


def as_charged(verb: Token) -> tuple[Token, ...]:
    """Who had said so: "denied arming them, as Washington had charged"."""
    said = (c for c in children(verb) if c.dep_ == "advcl" and lemma(c) in words("allegation", "verb"))
    return next((surface(c) for c in said if any(m.lower_ == "as" for m in children(c))), ())


def made_under(lexicon: Lexicon, op: str, inner: Act | None) -> tuple[str | None, str]:
    """What an operator makes of an act; a measure to come whose day is fixed stays one: "will ban trade from May 1"."""
    if op == "assert":
        return NOTHING, ""
    if op == "not" and inner is not None and (inner.ops[:2] == UNANNOUNCED or merely_was_not(inner)):
        return None, ""
    announced = inner is not None and op in TO_COME and inner.type in MEASURES
    if announced and inner is not None and day_fixed(inner.head) and not has_proviso(inner.head):
        return inner.type, inner.cameo
    return made_of(lexicon.compose, op, inner)


def merely_was_not(inner: Act) -> bool:
    """Whether the writer only tells that kind words to nobody named were not said: "He did not apologise"."""
    plain = inner.type == "SUPPORT" and not inner.ops and not inner.target and inner.head.dep_ == "ROOT"
    return plain and any(c.lower_ == "did" for c in children(inner.head))


def undertaken(act: Act, inner: Act) -> bool:
    """Whether what is promised strikes people of no state, and so threatens nobody: "to crack down on smugglers"."""
    if lemma(act.head) not in act_words().promising or codes(inner.target) or not is_verb(inner.head):
        return False
    return bool(clause(inner.head).objects) or any(prep in ("on", "against") for prep, _ in preps(inner.head))


def others(act: Act) -> bool:
    """Whether an act is aimed at somebody else than its doer."""
    return bool(codes(act.target) - codes(act.source))


def told_of_another(act: Act) -> bool:
    """Whether the act below has a doer of its own who is another: "backed Mali's complaint"."""
    theirs = codes(act.inner.source) if act.inner is not None else frozenset()
    return bool(theirs) and theirs.isdisjoint(codes(act.source))


def operator(act: Act, pattern: Pattern, lexicon: Lexicon) -> str:
    """The operator of a pattern; a call for punishment that asks nobody is said against whom it is to strike."""
    op, inner = pattern.op or "", act.inner
    if op == "repeat":
        return UNSAID if told_of_another(act) else op  # "repeated that Chile had asked for help": he did not ask
    if op == "cancel" or (op == "demand" and asserts(act)):
        return called_off(act) if op == "cancel" else asserted(act)
    if op == "commit" and inner is not None and inner.type in TAKEN and lemma(act.head) == "agree":
        return "decide"
    if op in ("do", "welcome", "advocate") and inner is not None and inner.kind == "n":
        return approving(act, inner, op)
    if op == "order" and inner is not None and inner.type in GIVING and others(act):
        return "demand"
    return call_against(act, op, lexicon) if op in ASKING else op


def approving(act: Act, inner: Act, op: str) -> str:
    """The operator of what is done or welcomed that a noun names: who backs Mali's complaint sides with Mali, who
    welcomes sanctions on Mali does not, nor does a state that backs them; an assembly that backs them takes them.
    """
    theirs = told_of_another(act) and not named_after(inner)
    wrong = inner.type in WRONGS and bool(codes(inner.target) or named_after(inner))
    if op == "advocate":
        return "welcome" if theirs else op if wrong else UNSAID
    if op == "welcome":
        return "relish" if wrong and not theirs else op
    if lemma(act.head) not in BACKING:
        return op
    assembly = any(r.sector in ASSEMBLIES for m in act.source for r in m.refs)
    return "welcome" if theirs else "advocate" if wrong and not assembly and lemma(act.head) == "back" else op


def named_after(deed: Act) -> bool:
    """Whether a deed has no other party than a name before its noun, which is whom it strikes: "Mali sanctions"."""
    doc = deed.head.doc
    before = [doc[m.root] for m in deed.source]
    named = not deed.target and bool(before) and deed.type in WRONGS
    return named and all(t.dep_ in BEFORE and t.tag_ == "NNP" and deed.head in t.ancestors for t in before)


def stays_away(act: Act) -> bool:
    """Whether somebody chooses not to meet others: "decided not to attend the talks", "chose not to come"."""
    if lemma(act.head) not in act_words().choosing or act.about is None or not negated(act.about):
        return False
    below = act.inner.inner if act.inner is not None else None
    return lemma(act.about) in act_words().attending if below is None else below.type == "CONSULT"


def called_off(act: Act) -> str:
    """The operator of calling something off: who puts off what another asks for refuses it ("shelved Serbia's bid")."""
    if act.inner is None or act.inner.type != "REQUEST":
        return "cancel"
    return "refuse" if told_of_another(act) else "disinvite" if lemma(act.inner.head) == "invitation" else "cancel"


def call_against(act: Act, op: str, lexicon: Lexicon) -> str:
    """The operator of asking, or of a call that asks nobody for something to be done to somebody."""
    inner = act.inner
    own = op == "propose" and inner is not None and codes(inner.source) <= codes(act.source)  # "proposed expelling it"
    if act.target or inner is None or not inner.target or (inner.source and not own):
        return op
    return "call-against" if made_of(lexicon.compose, "call-against", inner)[0] else op


def asserts(act: Act) -> bool:
    """Whether what is insisted on is told as a fact and not asked for: "insisted that Peru had fired first"."""
    said = child(act.head, "ccomp") if lemma(act.head) in act_words().insisting else None
    return said is not None and not auxiliaries(said) & words("oblige", "auxiliary") and is_fact(said)


def is_fact(verb: Token) -> bool:
    """Whether a clause is in the indicative; a bare plural ("that they leave") may be asked for as well."""
    helping = [c for c in children(verb) if c.dep_ in ("aux", "auxpass")]
    first = min([verb, *helping], key=lambda t: t.i)
    return first.tag_ in ("VBD", "VBZ") or first.lower_ in FACTUAL_AUXILIARIES


def asserted(act: Act) -> str:
    """The operator of an insistence on a fact: another's wrong is charged, one's own act stands; what would be kind of
    another ("that a withdrawal came first") is asked for all the same; the rest says nothing.
    """
    inner = act.inner
    if inner is None:
        return "assert"
    if codes(inner.source) <= codes(act.source):
        return "do"
    return "accuse" if "conf" in keys(inner) else "demand"


def under(act: Act, inner: Act | None, op: str, type_: str | None, cameo: str) -> Act:
    """The act with its new type, and with what it takes over from the act below."""
    made = act.with_(type=type_, cameo=cameo, ops=(op, *(inner.ops if inner else ())))
    if inner is None:
        return made
    same = type_ == inner.type
    rule = inner.rule if same and op in PASSING else act.rule
    return made.with_(rule=rule, mode=inner.mode if same else act.mode, contexts=act.contexts or inner.contexts)


def contested(act: Act, inner: Act) -> Act:
    """What two argue about: neither side's claim is the story's, it stands as alleged, between its own parties."""
    return inner.with_(ops=("contest", *inner.ops), status="alleged", score=act.score)


def suffered(act: Act, made: Act) -> Act:
    """ "Came under attack from X": the subject is whom it is done to."""
    done_by = act.target or (act.inner.source if act.inner is not None else ())
    return made.with_(source=tuple(m for m in done_by if m not in act.source), target=act.source)


def ended(act: Act, fill: Fill) -> Act:
    """ "Ghana's embargo ended", "the siege by the Serbs was lifted": by whoever did it, if nobody else is named."""
    inner = act.inner
    if act.ops[:1] == () or act.ops[0] not in ENDING or fill.of("S") or inner is None or act.kind != "v":
        return act
    if negated(act.head) or any(prep == "in" and p.pos_ == "NOUN" and not is_day(p) for prep, p in preps(act.head)):
        return act.with_(type=None) if act.ops[0] in ("end", "run-out") else act
    if act.source or not inner.source or inner.kind != "n":
        return act
    return act.with_(source=inner.source, target=inner.target, mutual=inner.mutual)


def says_nothing(act: Act, op: str, lexicon: Lexicon) -> bool:
    """Whether what stands below an operator makes no act of it."""
    if act.about is None:
        return False
    if op in KEEPING_SILENT and silent(act.about, lexicon):
        return True
    return op in UNDERTAKING and not act.target and finite(act.about)


def keeps_open(op: str, inner: Act, lexicon: Lexicon) -> bool:
    """ "Refused to rule out talks": whoever will not exclude a thing neither does it nor refuses it."""
    return op in KEEPING_SILENT and inner.ops[:1] == ("refuse",) and silent(inner.head, lexicon)


def spares(op: str, act: Act, inner: Act) -> bool:
    """ "Refused to condemn Chad", "failed to attack it": who does not harm another has done nothing to him."""
    own = (inner.kind == "v" or op == "fail") and codes(inner.source) <= codes(act.source)
    return op in ("refuse", "fail") and own and "conf" in keys(inner)


def silent(verb: Token, lexicon: Lexicon) -> bool:
    """Whether who refuses to do this only says nothing: "declined to comment", "refused to be drawn"."""
    return not lexicon.silent.isdisjoint((lemma(verb), verb.lower_))


def finite(clause_head: Token | None) -> bool:
    """Whether the word heads a finite clause."""
    return clause_head is not None and is_verb(clause_head) and clause_head.tag_ in ("VBD", "VBZ", "VBP")


def controlled(inner: Act, outer: Act, given: tuple[Mention, ...]) -> Act:
    """The inner act with its missing doer taken from the outer one."""
    asked = outer.control == "T"
    if inner.mutual and codes(inner.target) <= codes(given):
        return inner  # "accused each other of breaking the truce": each of the two is in it already
    if inner.kind == "v" and (asked and given):
        return inner.with_(source=given)
    if inner.source or (asked and not given):
        return inner  # who asks for something is not the one to do it
    doer = given if asked else outer.source
    return inner.with_(source=doer) if doer else inner


def loosely(about: Token, op: str, act: Act, roles: Roles) -> tuple[Mention, ...]:
    """Whom an act that could not be read concerns: who is to do it where somebody is asked, else whoever it names."""
    phrases: list[Token] = [about]
    if is_verb(about):
        frame = clause(about)
        phrases = [*frame.doer, *frame.objects] if op in DOER_FIRST else [*frame.objects, *frame.doer]
    phrases += [p for _, p in preps(about)]
    return next((found for p in phrases if (found := roles.who([p], act.source))), ())


def said_below(act: Act) -> Act:
    """ "Its reactor is designed to make bombs, Oman said": who says what the act below tells says it of the design."""
    return act.with_(source=act.inner.source) if act.inner is not None and act.inner.says else act
