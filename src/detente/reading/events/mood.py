"""What auxiliaries make of an act: will, must, may, not. What stands further above it, `gates.py` tells."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Token

from detente.language.words import act_words
from detente.reading.events.called_for import called_for
from detente.reading.events.clauses import to_be
from detente.reading.events.nothing import in_no_way, of_nothing, without
from detente.reading.events.phrases import has_proviso, inverted, phrases_near, words
from detente.reading.events.syntax import (
    ceased,
    child,
    hanging_on,
    has_aux,
    is_verb,
    lemma,
    negated,
)
from detente.reading.text import children, of_token, sentence_bounds, sentence_of

PRESENT = frozenset(("VBZ", "VBP"))
# How a day hangs on the word before it: "from Friday", "starting Friday".
DATED = frozenset(("pobj", "npadvmod", "dobj"))

# Verbs that open what is then told in "would", beside those of saying.
THREATENING = frozenset(("threaten", "decree", "order"))
# By these, or with these before them, subjects are not told of but supposed.
SUPPOSED = frozenset(("a", "an", "any", "such", "this", "that", "which", "one", "nobody", "what", "anyone", "anything"))
# With these "would" tells of what has come since: "would later visit Chad".
LATER = frozenset(("later", "eventually", "subsequently", "ultimately", "often", "sometimes"))


def auxiliaries(verb: Token) -> set[str]:
    """Lower-case forms of the verb's auxiliaries; a coordinated verb shares those of the first."""
    own = {c.lower_ for c in children(verb) if c.dep_ == "aux"}
    return own if own or leading(verb) == verb else auxiliaries(leading(verb))


def predicate(head: Token) -> Token | None:
    """The verb whose auxiliaries say how a head is told: itself, or the one that an adjective stands under."""
    if is_verb(head):
        return head
    return head.head if head.dep_ in ("acomp", "attr") and is_verb(head.head) else None


def moods(head: Token) -> tuple[str, ...]:
    """The operators that auxiliaries make, outermost first: will, oblige, may, not. Of nouns only under "be"."""
    return of_token(head, "moods", _moods)


def _moods(head: Token) -> tuple[str, ...]:
    verb = predicate(head)
    if verb is None:
        return ()
    out = mood_of(verb, auxiliaries(verb))
    if ceased(verb):
        return (out, "stop") if out in ("may", "oblige") else ("stop",)
    no = "not" if negated(verb) or in_no_way(verb) or of_nothing(verb) else without(verb)
    if no:
        return (out + " not",) if out in ("will", "may") else (out, no) if out else (no,)
    return (out,) if out else ()


def mood_of(verb: Token, aux: set[str]) -> str:
    """The operator of a verb with these auxiliaries, or nothing."""
    if called_for(verb) is not None:
        return "oblige"
    if aux & words("would", "auxiliary") and not wants_of(verb):
        return "will" if would_is_will(verb) else "may"
    if aux & words("future", "auxiliary") or to_come(verb, aux) or later(verb):
        return "will"
    if (aux & words("necessary", "auxiliary") and not inverted(verb)) or had_better(verb, aux):
        return "oblige"
    if obliged(verb):
        return "oblige"
    return "may" if aux & words("possible", "auxiliary") else ""


def had_better(verb: Token, aux: set[str]) -> bool:
    """ "Had better leave"."""
    better = any(c.lower_ == "better" and c.i < verb.i for c in children(verb))
    return better and verb.tag_ in ("VB", "VBP", "VBD") and bool(aux & {"had", "'d"})


def wants_of(verb: Token) -> bool:
    """ "Would like Rome to pay": what somebody wants of another, said politely."""
    return lemma(verb) in ("like", "love", "prefer") and child(verb, "dobj") is not None


def would_is_will(verb: Token) -> bool:
    """Whether "would" only sets "will" back into the past: somebody tells it, or it hangs on what is still open."""
    if "have" in auxiliaries(verb):
        return False
    if has_proviso(verb) or verb.dep_ == "advcl" or goes_on_telling(verb):
        return True
    at = verb
    for _ in range(4):
        up = at.head
        if up.i == at.i or at.dep_ == "relcl":
            return False
        if at.dep_ == "conj" and up.dep_ == "ccomp" and has_that(at) and has_that(up):
            return True
        if at.dep_ in ("ccomp", "acl") and (up.pos_ == "NOUN" or lemma(up) in words("told", "verb")):
            return lemma(up) not in words("fear", "verb")
        at = up
    return False


def goes_on_telling(verb: Token) -> bool:
    """Whether a main clause goes on with what somebody has just said, or with what is agreed: "'It is over,' Lima said.
    The curbs would be eased by May", "Under the pact, Peru would reopen the port".
    """
    first = verb.head if verb.dep_ == "conj" and is_verb(verb.head) else verb
    subject = child(verb, "nsubj", "nsubjpass") or child(first, "nsubj", "nsubjpass")
    bare = lemma(verb) in act_words().being_so and child(verb, "auxpass") is None
    if (
        first.dep_ != "ROOT"
        or bare
        or subject is None
        or is_supposed(subject)
        or LATER & {c.lower_ for c in children(verb)}
    ):
        return False
    if any(c.lower_ == "under" for c in children(first)):
        return True
    start = sentence_bounds(verb)[0]
    while start and verb.doc[start - 1].is_space:
        start -= 1
    telling = words("told", "verb") | THREATENING
    return start > 0 and any(is_verb(t) and lemma(t) in telling for t in sentence_of(verb.doc[start - 1]))


def has_that(verb: Token) -> bool:
    """Whether a clause opens with "that": the second of two such is said by whoever says the first."""
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in children(verb))


def is_supposed(subject: Token) -> bool:
    """Whether of what a word names it is only supposed what it would do: "such a move", "any attack", "it"."""
    return subject.lower_ in SUPPOSED or any(c.lower_ in SUPPOSED for c in children(subject) if c.i < subject.i)


def to_come(verb: Token, aux: set[str]) -> bool:
    """Whether an infinitive tells of what is to come: "is (expected) to meet", a headline's "X to meet Y"."""
    if "to" not in aux:
        return False
    verb = leading(verb)
    head = verb.head
    if verb.dep_ == "ROOT" or to_be(verb):
        return True
    if verb.dep_ == "xcomp":
        if lemma(head) == "be":
            return True
        known = lemma(head) in words("to come", "verb") or lemma(head) in words("to come", "adjective")
        return known and (child(head, "auxpass") is not None or head.pos_ == "ADJ" or lemma(head) == "go")
    if verb.dep_ == "ccomp" and lemma(head) not in words("told", "verb"):
        return False  # "wants Berlin to pay", "allowed him to meet her": no headline's "X to meet Y", somebody says
    return verb.dep_ in ("relcl", "ccomp", "acl") and child(verb, "nsubj", "nsubjpass") is not None


def later(verb: Token) -> bool:
    """Whether a verb in the present is said of a time to come: "arrives tomorrow", "is visiting next week"."""
    present = verb.tag_ in PRESENT or (verb.tag_ == "VBG" and auxiliaries(verb) & {"is", "are", "'s", "'re"})
    if not present:
        return False
    found = {c.category for c, _ in phrases_near(verb)}
    return "later" in found or ("weekday" in found and lemma(verb) in words("scheduled", "verb"))


def day_fixed(verb: Token) -> bool:
    """Whether the clause of a verb names the day from which it holds: "from July 4", "on Friday", "next week"."""
    if any(c.category == "later" for c, _ in phrases_near(verb)):
        return True
    inside = islice(hanging_on(verb, apart), 1, None)
    dated = (t for t in inside if t.dep_ in DATED and is_fixed(t) and t.head.lower_ in act_words().from_then)
    return any(t.i > verb.i or verb.dep_ == "ROOT" for t in dated)  # "said on Monday it would ban": said then


def is_fixed(token: Token) -> bool:
    """Whether a word names a day of the calendar: "Friday", "January (1)", "tomorrow"."""
    return token.ent_type_ in ("DATE", "TIME") and token.lower_ in act_words().calendar


def apart(token: Token) -> bool:
    """Whether a word heads a clause that tells of its own: "firms that traded on Monday", not "starting Monday"."""
    return is_verb(token) and token.lower_ not in act_words().from_then


def bare(verb: Token) -> bool:
    """Whether a verb may be an infinitive: "cut" and "shut" are taken for past tenses."""
    return verb.tag_ == "VB" or (verb.tag_ == "VBD" and lemma(verb) == verb.lower_)


def leading(verb: Token) -> Token:
    """The first of a list of bare verbs: "is to meet them, sign a pact and free the crew"."""
    while verb.dep_ == "conj" and bare(verb) and is_verb(verb.head) and child(verb, "aux", "nsubj") is None:
        verb = verb.head
    return verb


def obliged(verb: Token) -> bool:
    """Whether an infinitive stands under "have to" or "need to", or the verb itself says so: "owes them an apology"."""
    if lemma(verb) in words("owing", "verb"):
        return True
    verb = leading(verb)
    above = verb.head
    got = lemma(above) == "get" and has_aux(above, "have")  # "has got to stop"
    needed = got or lemma(above) in words("necessary", "verb")
    return verb.dep_ == "xcomp" and needed and not yet(above)


def will_have_to(head: Token) -> bool:
    """ "Will have to close its border", "would be compelled to": what one will be obliged to do is to come."""
    verb = leading(head)
    return verb.dep_ == "xcomp" and not auxiliaries(verb.head).isdisjoint(words("future", "auxiliary") | {"would"})


def yet(verb: Token) -> bool:
    """ "has yet to meet": the act has not taken place."""
    return any(c.lower_ == "yet" for c in children(verb))
