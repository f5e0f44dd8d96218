"""The mood in which the head of an act is told: that of its own auxiliaries, or of the verb that it stands under."""

from __future__ import annotations

from spacy.tokens import Token

from detente.language.words import act_words
from detente.reading.events.act import Act
from detente.reading.events.mood import moods, predicate
from detente.reading.events.phrases import opens_condition
from detente.reading.events.syntax import has_aux, is_verb, lemma
from detente.reading.text import children

# Verbs that leave it to somebody above whether something is: "will not allow it to go unpunished".
LETTING = frozenset(("let", "allow", "permit", "leave"))


def in_its_mood(mood: str | None, head: Token) -> bool:
    """Whether a head stands in the mood in which alone its words mean the act: "will pay", "will not tolerate"."""
    if mood is None:
        return True
    if mood == "tried":
        return has_aux(head, "to") or head.tag_ == "VBG"
    found = moods(head) or let(head)
    if mood == "if":
        return found in (("will",), ("may",)) and any(opens_condition(c) for c in children(head) if c.dep_ == "advcl")
    if mood == "will":
        return found in (("will",), ("oblige",))
    return bool(found) and found[-1].split()[-1] in ("not", "none", "stop")


def let(head: Token) -> tuple[str, ...]:
    """The mood of whoever lets it be or comes to it: "will not let it go unanswered", "will come to regret it"."""
    verb = predicate(head)
    above = verb.head if verb is not None and verb.dep_ in ("ccomp", "xcomp", "advcl") else head
    comes = lemma(above) in act_words().coming_to and has_aux(head, "to")
    lets = lemma(above) in LETTING and above.i != head.i and (verb is None or verb.dep_ != "advcl")
    return moods(above) if comes or lets else ()


def moods_of(act: Act) -> tuple[str, ...]:
    """The operators of an act's auxiliaries; "would not hesitate to attack" tells of what will be done."""
    found = moods(act.head) or on_the_way(act)
    if found == ("may",) and wording(act):
        return ()
    if act.ops[:1] != ("hesitate",):
        return found
    return ("will",) if found in (("will not",), ("may not",)) else ()


def wording(act: Act) -> bool:
    """Whether an act is what a paper says: "tabled a draft that would require Chile to leave" asks it to."""
    paper = act.head.head
    said = act.head.dep_ == "relcl" and act.type in ("REQUEST", "ACCUSE", "THREATEN")
    return said and lemma(paper) in act_words().documents and lemma(paper.head) in act_words().tabling


def on_the_way(act: Act) -> tuple[str, ...]:
    """ "Will go to see Saddam", "is coming to both capitals": a meeting that somebody is on his way to is to come."""
    head = act.head
    if act.type != "CONSULT" or not is_verb(head):
        return ()
    helpers = {c.lower_ for c in children(head) if c.dep_ == "aux"}
    if head.tag_ == "VBG" and lemma(head) in act_words().going and helpers & {"is", "are", "'s", "'re"}:
        return ("will",)
    if head.dep_ in ("xcomp", "advcl") and "to" in helpers and lemma(head.head) in act_words().going:
        return moods(head.head)
    return ()
