"""Whether an act that a pattern reads is told by its word at all: papers, sorts of parties, blows in words."""

from __future__ import annotations

from spacy.tokens import Token

from detente.language.patterns import Pattern
from detente.language.words import act_words
from detente.model import Mention
from detente.reading.events.act import Act
from detente.reading.events.clauses import surface
from detente.reading.events.compose import is_state
from detente.reading.events.gates import name_of
from detente.reading.events.match import Fill
from detente.reading.events.mood import moods
from detente.reading.events.roles import Roles
from detente.reading.events.syntax import child, is_passive, is_verb, lemma
from detente.reading.text import children

# Sectors of those who attack with arms and not with words.
ARMED = frozenset(("MIL", "REB"))
# Whom a state warns of another: organisations and parliaments.
AUDIENCES = frozenset(("IGO", "LEG"))
# What stands beside the verb that it hangs on.
BESIDE = frozenset(("advcl", "acl", "conj", "dep"))


def tells_itself(paper: Token) -> bool:
    """Whether what a paper says stands behind it and is the act: "a resolution imposing (that imposes) an embargo"."""
    participles = (c for c in children(paper) if c.dep_ == "acl" and c.tag_ == "VBG")
    subjects = (child(c, "nsubj") for c in children(paper) if c.dep_ == "relcl" and is_verb(c))
    says = any(participles) or any(s is not None and s.tag_ == "WDT" for s in subjects)
    return lemma(paper) in act_words().documents and says


def of_their_sort(act: Act, p: Pattern) -> bool:
    """Whether the parties are persons or states where the pattern is of such alone."""
    if p.target == "state" and not (act.target and is_state(act.target)):
        return False
    return (p.target != "person" or human(act.target)) and (p.by != "person" or human(act.source))


def human(mentions: tuple[Mention, ...]) -> bool:
    """Whether there are mentions, all of persons or office holders: "Lavrov saw Kerry", not "villagers saw smoke"."""
    return bool(mentions) and all(r.person or r.role for m in mentions for r in m.refs)


def stands(act: Act) -> bool:
    """Whether what two have with each other is told, and no act: "they have close ties", "has a treaty with Peru"."""
    had = act.inner if act.ops[:1] == ("do",) and lemma(act.head) == "have" else None
    return had is not None and had.kind == "n" and had.type == "SUPPORT" and act.head.tag_ in ("VBZ", "VBP")


def befalls(act: Act) -> bool:
    """Whether people died of what befell them: "the jet crashed, killing nine"; a bomber who crashes kills."""
    verb, above = act.head, act.head.head
    beside = act.type == "ASSAULT" and verb.tag_ == "VBG" and verb.dep_ in BESIDE and above.i < verb.i
    if not beside or name_of(above)[1] not in act_words().mishaps or not is_verb(above):
        return False
    rebels = any(r.sector == "REB" for m in act.source for r in m.refs)
    by_itself = child(above, "dobj") is None and not is_passive(above)  # "a torpedo sank the ship, killing nine"
    return by_itself and not rebels


def of_third(act: Act, fill: Fill, roles: Roles) -> Act:
    """ "Warned the UN that Iran's missiles were a danger": who only hears it is not threatened; Iran is accused."""
    if act.ops[:1] != ("threaten",) or not act.target:
        return act
    if any(r.sector not in AUDIENCES for m in act.target for r in m.refs):
        return act
    told = [e for e in fill.of("E") if moods(e)[:1] != ("oblige",)]  # "warned NATO that Chad must not join"
    said = [t for e in told for t in (surface(e) if is_verb(e) else (e,))]
    third = roles.who(said, (*act.source, *act.target))
    return act.with_(type="ACCUSE", cameo="110", target=third, sure=True) if third else act


def in_words(act: Act) -> Act:
    """ "Attacked Chile for breaking its word": blame, if it is for a deed and no soldier strikes; else no act."""
    if lemma(act.head) not in act_words().blows:
        return act
    armed = any(r.sector in ARMED for m in act.source for r in m.refs)
    if armed or act.about is None or act.about.dep_ != "pcomp":
        return act.with_(type=None)
    return act.with_(used=(*act.used, act.about.i))
