"""What refuses in other words than "not": "under no circumstances", "agree to nothing", "there will be no talks",
"offered no apology", "talks are out of the question".

The words are data (`intents`, `no_matter`, `needless`, `beyond` of `language/<iso>/acts.yaml`).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.language.status import status_cues
from detente.language.words import act_words
from detente.reading.events.syntax import child, lemma, negated
from detente.reading.text import children

# What has not come about yet: of what is past, "signed no treaty" refuses nobody anything.
OPEN = frozenset(("will", "would", "shall", "can", "could", "wo", "ca", "'ll", "'d"))
NO = frozenset(("no", "neither"))
# Behind a verb, before what it takes: "agree to no truce".
TAKEN = frozenset(("to", "on", "with", "in", "of", "for"))


def in_no_way(verb: Token) -> bool:
    """Whether a verb is denied as a whole: "will under no circumstances leave", "on no account"."""
    nouns = (p for c in children(verb) if c.dep_ in ("prep", "advmod") for p in children(c) if p.dep_ == "pobj")
    return any(lemma(p) in act_words().never and naught(p) for p in nouns)


def of_nothing(verb: Token) -> bool:
    """Whether what is to be done is done to nothing: "will accept no mediation", "would consent to nothing", "no
    meeting is planned".
    """
    return (is_open(verb) or arranges(verb)) and any(nothing(noun) for noun in taken(verb))


def arranges(verb: Token) -> bool:
    """Whether a passive tells what is planned, which is to come: "was arranged"."""
    return lemma(verb) in act_words().arranging and child(verb, "nsubjpass") is not None


def taken(verb: Token) -> Iterator[Token]:
    """The objects of a verb, also behind a preposition, and the subject of a passive."""
    for c in children(verb):
        if c.dep_ in ("dobj", "nsubjpass"):
            yield c
        elif c.dep_ == "prep" and c.lower_ in TAKEN:
            yield from (p for p in children(c) if p.dep_ == "pobj")


def nothing(noun: Token) -> bool:
    """ "Nothing", "no truce"."""
    return noun.lower_ == "nothing" or naught(noun)


def naught(noun: Token) -> bool:
    """Whether a noun says that there is nothing of it; "lost no time" and "made no secret of it" say the opposite."""
    no = any(c.dep_ in ("det", "neg") and c.lower_ in NO for c in children(noun))
    return no and lemma(noun) not in act_words().no_matter


def without(verb: Token) -> str:
    """What "no" before its object makes of an act: "has no intention of meeting them" is "not"; what one does with
    nothing ("offered no apology", "let no lorry pass") is "none": a refusal and what merely was not are told alike.
    """
    clause = child(verb, "ccomp")
    noun = child(verb, "dobj") or (child(clause, "nsubj") if clause is not None and lemma(verb) == "let" else None)
    if noun is None or not naught(noun):
        return ""
    return "not" if lemma(noun) in act_words().intents else "none"


def there_is_no(noun: Token) -> Token | None:
    """The verb of "there is no NOUN", or of "there is nothing"."""
    verb = noun.head
    there = lemma(verb) == "be" and child(verb, "expl") is not None and noun.dep_ in ("attr", "nsubj")
    return verb if there and nothing(noun) else None


def needless(head: Token) -> Token | None:
    """The noun of which there is none for the act: "no need for talks", "nothing to discuss"; where there is "nothing
    to stop them", it may well come.
    """
    above = head.head
    noun = above.head if above.dep_ == "prep" and head.dep_ in ("pobj", "pcomp") else above
    if noun.lower_ == "nothing" and (noun != above or lemma(head) in act_words().stopping):
        return None  # "there is nothing in the treaty" refuses none
    return noun if noun.i < head.i and lemma(noun) in act_words().needless else None


def not_ours(head: Token) -> Token | None:
    """The verb of "it is not for us to free him", "not up to Peru to decide": the act is left to others."""
    above = head.head
    if lemma(above) != "be" or head.i < above.i or not negated(above):
        return None
    left = any(c.dep_ == "mark" and c.lower_ == "for" for c in children(head))
    return above if left or any(c.lower_ == "up" and above.i < c.i < head.i for c in children(above)) else None


def is_open(verb: Token) -> bool:
    """Whether a verb tells of what is to come or may come."""
    return any(c.dep_ == "aux" and c.lower_ in OPEN for c in children(verb))


def beyond(verb: Token) -> bool:
    """Whether what is said of the subject is that it will not be: "is out of the question", "remains unthinkable"."""
    if lemma(verb) not in ("be", "remain") or negated(verb):
        return False
    behind = [t for t in verb.doc[verb.i + 1 : verb.i + 7] if not only_stresses(t)]
    return any(" ".join(t.lower_ for t in behind).startswith(words) for words in act_words().beyond)


def only_stresses(word: Token) -> bool:
    """Whether an adverb leaves what is said as it is: "simply out of the question", not "hardly out of" it."""
    plain = word.tag_ == "RB" and word.lower_ not in act_words().weakening
    return plain and not status_cues().of("adverb", word.lower_)
