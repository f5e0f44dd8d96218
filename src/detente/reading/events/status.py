"""What became of an act: from the operators that made it, the mood and clause it is told in, and who tells it how.

`tellings` gives the acts that the record may show for one that was read: a deed denied, a meeting called off, a deed of
which somebody is accused by nobody in particular. `status_of` gives the status of an act as coded. The cues are data
(`language/<iso>/status.yaml`).
"""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from detente.language.words import act_words
from detente.model import GUESSED_FROM_STORY, Attribution, Mention, Status
from detente.reading.events.act import MEASURES, Act
from detente.reading.events.called_for import called_for
from detente.reading.events.gates import first_of, gates, name_of, told_as_fact
from detente.reading.events.mood import auxiliaries, moods, predicate, yet
from detente.reading.events.nothing import arranges
from detente.reading.events.operators import TO_COME
from detente.reading.events.phrases import has_proviso, phrases_near, words
from detente.reading.events.syntax import called_what, child, has_aux, is_passive, is_verb, lemma
from detente.reading.text import children

DEEDS = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "AID", "COOPERATE", "SANCTION", "RETREAT", "CONCEDE"))
# Types that can be under way; an act of speech is done when it is said.
LASTING = DEEDS - {"CONCEDE"} | {"CONSULT"}
# What can be denied as a deed.
DONE = DEEDS | {"CONSULT", "SUPPORT", "AGREE"}
# Operators that leave it open who acts: of "talks will be held" the parties of the talks.
PASSING = frozenset(
    ("do", "will", "may", "plan", "announce", "decide", "resume", "undergo", "elicit", "will not", "may not")
)
# Deeds that only the side that suffered them tells of are that side's word; measures on paper are known to all.
DISPUTED = frozenset(("ASSAULT", "COERCE", "MOBILIZE"))
HOSTILE_WORDS = frozenset(("THREATEN", "REJECT", "REQUEST", "ACCUSE"))
# What is not told as a fact.
UNREAL = frozenset(
    (
        "condition",
        "question",
        "possible",
        "doubt",
        "wish",
        "deliberation",
        "fear",
        "prevention",
        "preparation",
        "purpose",
        "unreal",
    )
)
# What a noun is not made unreal by: "apologised to end the war" leaves the war what it is.
ONLY_VERBS = frozenset(("purpose", "unreal", "question"))
# Operators of saying: what stands below them is what is said, and may be ever so open.
SAID = frozenset(("request", "demand", "propose", "threaten", "accuse", "call-against", "advocate"))
# Acts that, not done, are no refusal: nobody asked.
NO_REFUSAL = frozenset(("AID", "CONSULT", "COOPERATE"))


# --- which acts the record may show ---------------------------------------------------------------------------------


def tellings(act: Act, attribution: Attribution | None) -> tuple[Act, ...]:
    """The acts that the record may show for `act`: mostly the act itself.

    For the denial of a deed it is that deed, `denied`; for a meeting cancelled by nobody in particular that meeting,
    `called off`; for an accusation by nobody in particular what it is about, `alleged`, and for a claim that somebody
    did something both; for what nobody who has a code says or expects, that which is said.
    """
    inner, outer = act.inner, act.ops[0] if act.ops else ""
    if outer == "refuse" and turns_down_reports(act):
        return () if GUESSED_FROM_STORY in act.rule or not act.target else (act,)
    if inner is None:
        return (_meeting(act),)
    if outer in ("deny", "accuse"):
        return _denied(act, inner) if outer == "deny" else _alleged(act, inner)
    return _negated(act, inner, outer, attribution) or _plainly(act, inner, attribution)


def _negated(act: Act, inner: Act, outer: str, attribution: Attribution | None) -> tuple[Act, ...]:
    """What somebody says not to have been done, or is called off; nothing where it is neither."""
    if outer in ("not", "may not") and attribution is not None:
        return (_not_so(act),)
    if outer == "demand" and inner.ops[:1] == ("not",) and inner.head.dep_ == "ccomp" and reports_past(inner.head):
        return (_not_so(inner),)  # "insists that it has never armed them"
    if outer == "cancel" and inner.type in ("CONSULT", "AGREE") and _by_nobody(act):
        return (_to_come(inner),)
    return ()


def _plainly(act: Act, inner: Act, attribution: Attribution | None) -> tuple[Act, ...]:
    """The act itself, if it has a doer; else the act below: "talks will be held", "an envoy warns that"."""
    if act.source:
        return (_meeting(act),)
    below: Act | None = inner
    while below is not None and not (below.source and below.target) and below.ops[:1] and below.ops[0] in PASSING:
        below = below.inner
    if act.ops[:1] and act.ops[0] in PASSING and below is not None and below.source and below.target:
        return (_meeting(act.with_(source=below.source, target=below.target, both=below.both)),)
    return tellings(inner, attribution)


def _not_so(act: Act) -> Act:
    """The deed of which somebody says that it was not done; the act itself where that is no deed of the past."""
    inner = act.inner
    if inner is not None and ("plan" in inner.ops or arranges(act.head)):
        return act  # "said it had no plans to meet him": what one says not to intend is refused
    if inner is None or act.type not in (None, "REJECT") or inner.type not in DONE or not reports_past(act.head):
        return act
    return inner.with_(status=Status.DENIED.value)


def _denied(act: Act, inner: Act) -> tuple[Act, ...]:
    """The deed that its doer denies; a charge that is denied stays a charge rejected."""
    deed = deed_below(inner)
    if deed is None:
        return (act,)
    deed = deed.with_(
        source=deed.source or act.source, target=deed.target or _less(act.target, deed.source or act.source)
    )
    return (deed.with_(status=Status.DENIED.value),) if deed.source and deed.target else (act,)


def deed_below(act: Act | None) -> Act | None:
    """The first deed in an act and those below it: of nouns only force, since "denied them aid" is a refusal."""
    chain = act.chain() if act is not None else ()
    return next((a for a in chain if a.type in (DISPUTED if a.kind == "n" else DONE)), None)


def _less(mentions: tuple[Mention, ...], others: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return tuple(m for m in mentions if m not in others)


def turns_down_reports(act: Act) -> bool:
    """ "rejected reports that it had bombed": what is turned down is word of a deed."""
    below = next((c for c in children(act.head) if c.dep_ == "dobj"), None)
    return below is not None and lemma(below) in words("report", "noun") and child(below, "acl", "ccomp") is not None


def reports_past(head: Token) -> bool:
    """Whether a verb tells of what is past: "had not shelled", "did not shell", "was never shelled"."""
    return is_verb(head) and (
        has_aux(head, "have", "do") or any(c.lower_ in ("was", "were") for c in children(head)) or head.tag_ == "VBD"
    )


def _by_nobody(act: Act) -> bool:
    return not act.source or (is_passive(act.head) and child(act.head, "agent") is None)


def _to_come(act: Act) -> Act:
    """A meeting as the AGREE that it still was, called off."""
    return act.with_(type="AGREE", cameo="036", status=Status.CALLED_OFF.value)


def _meeting(act: Act) -> Act:
    """A meeting that is called off, put off or will not take place; or one that the verb above sets in the future."""
    deepest = act.chain()[-1]
    if act.type not in ("CONSULT", "AGREE") or deepest.kind != "n":
        return act
    found = gates(deepest.head)
    off = "cancellation" in found and (not act.ops or first_of(deepest.head).dep_ in ("nsubj", "nsubjpass"))
    if off or ({"taking place", "negation"} <= found and will(deepest.head)):
        return _to_come(act)
    if act.type == "CONSULT" and not act.ops and not found & UNREAL and will(act.head):
        return act.with_(type="AGREE", cameo="036", ops=("will",))
    return act


def will(noun: Token) -> bool:
    """Whether the verb that a noun is subject or object of tells of what is to come."""
    noun = first_of(noun)
    while noun.dep_ == "pobj" and noun.head.head.pos_ == "NOUN":
        noun = first_of(noun.head.head)
    verb = noun.head
    if not is_verb(verb) or noun.dep_ not in ("nsubj", "nsubjpass", "dobj"):
        return False
    below = child(verb, "xcomp")
    return any(m.startswith("will") for v in (verb, below) if v is not None for m in moods(v))


def _alleged(act: Act, inner: Act) -> tuple[Act, ...]:
    """What somebody is said to have done: alone where nobody accuses, beside the accusation where it is a claim."""
    told = inner.with_(status=Status.ALLEGED.value)
    known = inner.type in DEEDS and bool(inner.source or act.target)
    if known and not inner.source:
        told = told.with_(source=act.target)
    if known and told.target and is_passive(act.head) and child(act.head, "agent") is None:
        return (told,)
    clause = inner.head.dep_ == "ccomp" and inner.source and inner.target
    if known and clause and inner.head.i < act.head.i:
        return (told,)  # "Peru shelled a Chilean village, Chile charged": the deed, on one party's word
    return (act, told) if known and clause else (act,)


# --- status ---------------------------------------------------------------------------------------------------------


def status_of(act: Act, attribution: Attribution | None) -> Status | None:
    """The status of an act as coded, or None where the story does not tell it as an act at all."""
    if act.status in (Status.DENIED, Status.CALLED_OFF, Status.ALLEGED):
        return Status(act.status)
    if act.verdict:
        return Status.HAPPENED  # whoever read it has looked at what stands around it
    shut = gates(act.head)
    if unreal(act, shut) and not declared_wish(act, shut, attribution):
        return Status.HYPOTHETICAL
    if "negation" in shut or never_done(act):
        return None
    return Status.CONDITIONAL if hangs(act) else vouched(act, shut, attribution) or plain(act, shut)


def declared_wish(act: Act, shut: frozenset[str], attribution: Attribution | None) -> bool:
    """ "Said that it wished to mend relations": a friendly intent that its holder declares is more than a wish."""
    who = attribution.who if attribution is not None else None
    if act.type != "AGREE" or shut & UNREAL or who is None or who.code is None or "may" in act.ops:
        return False
    return any(r.code == who.code for m in act.source for r in m.refs)


def vouched(act: Act, shut: frozenset[str], attribution: Attribution | None) -> Status | None:
    """`denied` or `alleged`, where somebody says that it was not so, or only a party that it was."""
    if attribution is not None and told_as_fact(act.head):
        attribution = None
    if act.type in DISPUTED and blamed(act.head):
        return Status.ALLEGED
    denies = attribution is not None and attribution.how in words("denial", "verb") and act.kind != "n"
    if "denial" in shut or denies:
        return Status.DENIED
    return Status.ALLEGED if shut & {"hearsay", "allegation"} or word_of_a_party(act, attribution) else None


def blamed(verb: Token) -> bool:
    """ "Were killed in a raid that Ankara blamed on Syria": whose deed it was is only said."""
    by = child(verb, "agent")
    if by is not None and any(c.dep_ == "pcomp" and called_what(c) != c for c in children(by)):
        return True  # "were killed by what Ankara says was a Syrian bomb"
    nouns = [*children(verb), *(p for c in children(verb) if c.dep_ in ("prep", "agent") for p in children(c))]
    return is_verb(verb) and any(c.dep_ == "relcl" and lemma(c) == "blame" for noun in nouns for c in children(noun))


def never_done(act: Act) -> bool:
    """ "has not sent aid": what was not done is no refusal, as long as nobody speaks of refusing; nor what one
    "has yet to" do.
    """
    if lemma(act.head) == "have" and act.about is not None and yet(act.head):
        return True
    return (
        bool(act.ops)
        and act.ops[0] in ("not", "none")
        and act.type == "REJECT"
        and act.inner is not None
        and act.inner.type in NO_REFUSAL
    )


def unreal(act: Act, shut: frozenset[str]) -> bool:
    """Whether an act is only possible, wished for, feared, asked about."""
    if act.kind == "n" and not act.ops:
        return bool(shut & (UNREAL - ONLY_VERBS))
    if act.ops[:1] == ("demand",) and called_for(act.head) is not None:
        return False
    if only_may(act) or shut & UNREAL or only_needed(act.head):
        return True
    if (
        act.ops[:1] == ("plan",)
        and act.inner is not None
        and act.inner.kind == "n"
        and act.inner.source not in ((), act.source)
    ):
        return True  # "prepares for an attack by ..."
    kind, name = name_of(act.head)
    wishes = any(name in words(c, kind) for c in ("wish", "deliberation", "possible", "doubt"))
    return wishes and bool(set(act.ops) & (TO_COME | {"commit"})) and not about_itself(act)


def only_may(act: Act) -> bool:
    """Whether the act itself may or must be; "warned Chile that it could face sanctions" was said all the same."""
    own = takewhile(lambda op: op not in SAID, act.ops)
    return not {"may", "oblige"}.isdisjoint(own)


def only_needed(head: Token) -> bool:
    """ "Called it crucial that they talk": what is said to be needed is not said to be done."""
    if head.tag_ not in ("VB", "VBP") or not any(c.dep_ == "mark" and c.lower_ == "that" for c in children(head)):
        return False
    return any(lemma(t) in act_words().needed for t in (head.head, *children(head.head)))


def about_itself(act: Act) -> bool:
    """Whether the word that wishes is at the same time the deed."""
    return act.inner is None


def hangs(act: Act) -> bool:
    """Whether something friendly, or a deed still to come, hangs on something else. A threat was made in any case."""
    if act.type != "AGREE" and not (act.ops[:1] and act.ops[0] in TO_COME and act.type not in HOSTILE_WORDS):
        return False
    return has_proviso(*(a.head for a in act.chain()))


def word_of_a_party(act: Act, attribution: Attribution | None) -> bool:
    """Whether only a party vouches for the act: with a word of allegation, or a side for what it suffered."""
    if attribution is None or act.kind == "n":
        return False
    if attribution.how in words("allegation", "verb") and act.ops[:1] not in (("accuse",), ("deny",)):
        return True
    who = attribution.who
    if who is None or who.code is None or act.type not in DISPUTED or attribution.stance != "asserts":
        return False
    return any(r.code == who.code for m in act.target for r in m.refs)


def plain(act: Act, shut: frozenset[str]) -> Status:
    """The status of an act that is told as such."""
    if act.status is not None:
        return Status(act.status)
    if act.type == "AGREE":
        return agreed(act)
    if act.type in ("AID", "COOPERATE") and offers(act) and is_verb(act.head):
        return Status.OFFERED
    if (act.ops and act.ops[0] in TO_COME and act.type not in HOSTILE_WORDS) or to_begin(act):
        return Status.PLANNED
    if act.type in LASTING and going_on(act, shut):
        return Status.ONGOING
    return Status.HAPPENED


def to_begin(act: Act) -> bool:
    """Whether a measure is announced: "announced it will freeze them from May", "the ban will take effect in May"."""
    if act.type not in MEASURES:
        return False
    if act.kind != "n":
        return "will" in act.ops and set(act.ops[: act.ops.index("will")]) <= {"announce"}
    return not act.ops and name_of(first_of(act.head).head)[1] in act_words().coming_in and will(act.head)


def agreed(act: Act) -> Status:
    """A meeting or visit to come is planned, and so is what somebody will do; a promise that was made has happened."""
    deepest = act.chain()[-1]
    if "commit" in act.ops and any(offers(a) for a in act.chain()):
        return Status.OFFERED
    if deepest.type == "CONSULT" or (act.ops and act.ops[0] in TO_COME | {"decide", "announce"}):
        return Status.PLANNED
    return Status.HAPPENED


def offers(act: Act) -> bool:
    """Whether the head of an act is a word of offering."""
    kind, name = name_of(act.head)
    return name in words("offer", kind)


def going_on(act: Act, shut: frozenset[str]) -> bool:
    """Whether the act is still under way: in the progressive, with "still" or "continue to", or as what remains."""
    verb = predicate(act.head) or act.head.head
    if not is_verb(verb):
        return False
    now = auxiliaries(verb)
    if (
        act.kind != "n"
        and is_verb(act.head)
        and verb.tag_ == "VBG"
        and (now & {"is", "are", "'s", "'re"} or ("been" in now and now & {"has", "have"}))
    ):
        return True
    lasts = (
        "lasting" in shut
        or name_of(act.head)[1] in words("lasting", "verb")
        or any(c.category == "lasting" for c, _ in phrases_near(act.head))
    )
    return lasts and present(act.head)


def present(head: Token) -> bool:
    """Whether the clause of a head, or the verb that it hangs on, stands in the present."""
    at = head
    for _ in range(4):
        if at.tag_ in ("VBZ", "VBP"):
            return True
        if at.tag_ == "VBD":
            return False
        if any(c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBZ", "VBP") for c in children(at)):
            return True
        at = at.head
    return False
