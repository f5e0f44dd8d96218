"""How an act is told: will, must, may, not, if, in order to. The cues are data (`language/<iso>/status.yaml`)."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.events.syntax import child, is_verb, lemma, negated

FUTURE = frozenset(("will", "would", "shall", "'ll", "wo"))
OBLIGE = frozenset(("must", "should", "ought"))
POSSIBLE = frozenset(("may", "might", "could", "can", "ca"))
# "is to meet", "is due/set/expected/scheduled/going to meet"
TO_COME = frozenset(("due", "set", "expect", "schedule", "go", "slate", "bind", "poise", "plan", "likely", "about", "ready"))
# Verbs that leave the infinitive below them a fact.
IMPLICATIVE = frozenset(
    ("begin", "start", "continue", "manage", "help", "come", "proceed", "keep", "resume", "cease", "happen", "stop", "remain", "go",
     "dare", "choose", "see", "rush", "move", "include", "involve", "hear", "use", "combine", "join", "work")
)  # fmt: skip
CONDITIONS = frozenset(("if", "unless", "should", "provided", "whether", "lest"))


def auxiliaries(verb: Token) -> set[str]:
    """Lower-case forms of the verb's auxiliaries; a coordinated verb shares those of the first."""
    own = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if not own and verb.dep_ == "conj" and is_verb(verb.head) and verb.tag_ in ("VB",):
        return auxiliaries(verb.head)
    return own


def moods(head: Token) -> tuple[str, ...]:
    """The operators that auxiliaries make, outermost first: will, oblige, may, not. Only for verbs."""
    verb = head
    if not is_verb(head):
        if head.dep_ not in ("acomp", "attr") or not is_verb(head.head):
            return ()
        verb = head.head
    aux = auxiliaries(verb)
    out: list[str] = []
    if aux & FUTURE or to_come(verb, aux):
        out.append("will")
    elif aux & OBLIGE or obliged(verb):
        out.append("oblige")
    elif aux & POSSIBLE:
        out.append("may")
    if negated(verb):
        out = ["will not"] if "will" in out else ["may not"] if "may" in out else [*out, "not"]
    return tuple(out)


def to_come(verb: Token, aux: set[str]) -> bool:
    """Whether an infinitive tells of something to come: "is to meet", "is expected to meet", "X to meet Y" of a headline."""
    if "to" not in aux:
        return False
    head = verb.head
    if verb.dep_ == "ROOT":
        return True
    if verb.dep_ == "xcomp":
        if lemma(head) == "be":
            return True
        return lemma(head) in TO_COME and (child(head, "auxpass") is not None or head.pos_ == "ADJ" or lemma(head) == "go")
    return verb.dep_ in ("relcl", "ccomp", "acl") and child(verb, "nsubj", "nsubjpass") is not None


def obliged(verb: Token) -> bool:
    """Whether an infinitive stands under "have to" or "need to"."""
    return verb.dep_ == "xcomp" and lemma(verb.head) in ("have", "need", "ought")


def gates(head: Token) -> frozenset[str]:
    """What stands between the head and the sentence's claim: if, purpose, unreal, not, without."""
    found: set[str] = set()
    at = head
    for _ in range(12):
        gate = _gate(at)
        if gate:
            found.add(gate)
        if at.head.i == at.i or gate == "stop":
            break
        at = at.head
        if is_verb(at) and negated(at) and at.i != head.i:
            found.add("not")
    return frozenset(found)


def _gate(at: Token) -> str | None:
    marks = {c.lower_ for c in at.children if c.dep_ in ("mark", "advmod")}
    if at.dep_ in ("advcl", "ccomp", "pcomp") and marks & CONDITIONS:
        return "if"
    if at.dep_ in ("advcl", "acl", "relcl") and is_verb(at) and any(c.dep_ == "aux" and c.lower_ == "to" for c in at.children):
        return "purpose"
    if at.dep_ == "xcomp" and is_verb(at.head) and lemma(at.head) not in IMPLICATIVE and lemma(at.head) not in ("be",):
        return None if "to" not in {c.lower_ for c in at.children if c.dep_ == "aux"} else "unreal"
    if at.dep_ == "pcomp" and at.head.lower_ == "without":
        return "not"
    return None
