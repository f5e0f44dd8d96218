"""Which verb an expression of time belongs to, in the parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from detente.model import Span, TimeExpression
from detente.reading.text import children, sentence_bounds
from detente.reading.times.lexicon import lexicon

INSIDE_NOUN = frozenset({"nummod", "amod", "compound", "poss", "npadvmod", "nmod"})
NOUNS = frozenset({"NOUN", "PROPN"})
VERBS = frozenset({"VERB", "AUX"})
# Clauses that share the time of the verb above them: "began shelling on Monday", "On Monday they met and signed".
SHARING = frozenset({"xcomp", "pcomp"})
# Words that set the act of one clause before or after that of another.
LINKS = frozenset({"after", "before"})
# Words before what came before the act of the clause, and before what is judged in it.
EARLIER = frozenset({"after", "following", "over", "despite"})
JUDGED = frozenset({"for", "at", "against", "over"})
# Words that end an expression counted from a day of the story: such a one is never part of a noun's phrase.
FROM_THERE = frozenset({"earlier", "later", "before", "after", "ago"})
# Words that open a clause of the same time as the one above it.
MEANWHILE = frozenset({"while", "as", "when"})
# What may stand between a verb of saying and its day, and in how many words.
SMALL = frozenset(("on", "the", "late", "early", "in", "at", "of", "'s"))
PLACES = frozenset(("GPE", "FAC"))
BETWEEN = 6
NAMES = frozenset({"PERSON", "GPE", "ORG", "NORP"})


@dataclass(frozen=True)
class Placed:
    """An expression of time in the parse. `verb`: whose clause it stands in. `nouns`: those it passes on the way up;
    `noun`: the one whose phrase it is a part of ("Monday's meeting"), and so dates, if any. `prep`: the word before it;
    `last`: its last word.
    """

    time: TimeExpression
    root: Token
    verb: Token | None
    nouns: tuple[int, ...]
    noun: Token | None
    prep: str
    last: int


def place(doc: Doc, time: TimeExpression) -> Placed | None:
    """Where an expression stands; None where the parse has no word for it."""
    span = doc.char_span(time.start, time.end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    verb, nouns, noun = climb(span.root)
    if noun is not None and stands_free(doc, span.start, span.end, noun):
        noun = None
    before = doc[span.start - 1].lower_ if span.start else ""
    if before in ("the", "late", "early") and span.start > 1:
        before = doc[span.start - 2].lower_
    saying = beside_saying(doc, span.start)
    return Placed(
        time, span.root, saying or verb, () if saying else nouns, None if saying else noun, before, span.end - 1
    )


def climb(token: Token) -> tuple[Token | None, tuple[int, ...], Token | None]:
    """From a word up to its verb: the verb, the nouns passed, and the noun that the word is a modifier of."""
    nouns: list[int] = []
    owner: Token | None = None
    here = token
    while here.head.i != here.i:
        above = here.head
        if above.pos_ in VERBS and not stands(above):
            return above, tuple(nouns), owner
        if above.pos_ in NOUNS:
            tight = here.dep_ in INSIDE_NOUN or here.lower_ == "of"
            part = above.lemma_.lower() in lexicon().lists["parts"]
            if owner is None and ((tight and not nouns and not part) or is_aside(above)):
                owner = above
            nouns.append(above.i)
        here = above
    return (here if here.pos_ in VERBS else None), tuple(nouns), owner


def stands(verb: Token) -> bool:
    """Whether a relative clause says what a thing is, and so has no day of its own: "the building that houses it"."""
    plain = verb.dep_ == "relcl" and verb.tag_ in ("VBZ", "VBP") and not any(c.dep_ == "aux" for c in children(verb))
    return plain and verb.lemma_.lower() in lexicon().lists["standing"]


def is_aside(noun: Token) -> bool:
    """Whether a noun tells beside the clause what somebody or something is ("Maehara, minister since Friday, said")."""
    return noun.dep_ == "appos" and noun.pos_ == "NOUN"


def stands_free(doc: Doc, start: int, end: int, noun: Token) -> bool:
    """Whether an expression that the parse hangs on a noun goes with the verb all the same: "Two days earlier Sedat
    Onal called", "In mid-March Putin began".
    """
    if doc[end - 1].lower_ in FROM_THERE:
        return True
    opens = all(t.pos_ in ("ADP", "DET", "ADV", "PUNCT", "SPACE") for t in doc[sentence_bounds(doc[start])[0] : start])
    owned = end < len(doc) and doc[end].tag_ == "POS"
    bare = noun.pos_ == "PROPN" and noun.i >= end and doc[start - 1].pos_ == "ADP"  # not "in the January Accord"
    return opens and not owned and (noun.ent_type_ in NAMES or bare)


def before_when(token: Token) -> int | None:
    """The place of the word before "when", for a verb in a clause that this word opens ("on June 18, when Iran barred
    the way").
    """
    here = token
    while here.dep_ in ("conj", "xcomp") and here.head.i != here.i:
        here = here.head
    word = next((c for c in children(here) if c.lower_ == "when" and c.i < here.i), None)
    if word is None or not word.i or here.dep_ not in ("advcl", "relcl", "acl", "ccomp"):
        return None
    return word.i - 2 if word.nbor(-1).is_punct and word.i > 1 else word.i - 1


def beside_saying(doc: Doc, start: int) -> Token | None:
    """The verb of saying right before an expression ("said on Wednesday"): the time is that of the saying. What may
    stand between is where it was said, and to whom ("told reporters in Lima on Monday").
    """
    at = start - 1
    while at >= 0 and start - at <= BETWEEN and is_between(doc[at]):
        at -= 1
    if (
        at >= 0
        and doc[at].pos_ == "VERB"
        and doc[at].tag_ != "VBG"
        and is_saying(doc[at])
        and not doc[at].is_sent_start
    ):
        return doc[at]
    return None


def is_between(token: Token) -> bool:
    """Whether a word may stand between a verb of saying and its day."""
    if token.lower_ in SMALL or token.ent_type_ in PLACES:
        return True
    return (
        token.dep_ in ("dobj", "dative") and token.i > 0 and is_saying(token.nbor(-1)) and token.head == token.nbor(-1)
    )


def is_saying(token: Token) -> bool:
    """Whether a verb is one of saying."""
    return token.lemma_.lower() in lexicon().lists["saying"]


def head_of(doc: Doc, span: Span) -> Token | None:
    """The head of a stretch of text; of "offer that it turned down" the verb, which has its own time."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    if found is None or not len(found):
        return None
    last = found[-1] if found[-1].pos_ in VERBS else None
    own = last is not None and last.dep_ == "relcl" and last.head.i == found.root.i and has_subject(last)
    return last if own else found.root


def clause_of(token: Token) -> Token | None:
    """The verb of the clause that a word stands in; the word itself if it is that verb."""
    return token if token.pos_ in VERBS else climb(token)[0]


def below(verb: Token) -> Iterator[Token]:
    """The verbs that complete a verb without a subject of their own ("willing to meet", "insists on holding")."""
    for child in children(verb):
        if child.dep_ in ("xcomp", "pcomp", "acomp") or (
            child.dep_ == "prep" and child.lower_ in ("on", "to", "of", "about")
        ):
            if child.pos_ in VERBS and not has_subject(child):
                yield child
            yield from below(child)


def above(verb: Token) -> Iterator[tuple[Token, bool]]:
    """The verbs above that share their time with this one, and whether only a time before them counts (after "and")."""
    here, first_only = verb, False
    while here.head.i != here.i:
        head = here.head
        if here.dep_ == "conj" and head.pos_ in VERBS:
            first_only = True
        elif not (
            here.dep_ in SHARING
            or alongside(here)
            or (here.dep_ == "prep" and head.pos_ in (*VERBS, "ADJ"))
            or here.pos_ == "ADJ"
        ):
            return
        here = head
        if here.pos_ in VERBS:
            if is_saying(here) and not first_only:
                return
            yield here, first_only


def alongside(verb: Token) -> bool:
    """Whether a verb tells what goes with the act above it: "expelled him on Monday, accusing Iran", "as he received
    the king".
    """
    if verb.dep_ != "advcl":
        return False
    mark = next((c.lower_ for c in children(verb) if c.dep_ in ("mark", "advmod") and c.i < verb.i), None)
    return mark in MEANWHILE or (mark is None and verb.tag_ == "VBG" and not has_subject(verb))


def went_there(verb: Token) -> Token | None:
    """The verb of the clause that names the place of which a clause tells what was done there: "On Monday he was in
    Oslo, where he met the king".
    """
    plain = verb.dep_ == "relcl" and verb.tag_ == "VBD" and any(c.lower_ == "where" for c in children(verb))
    return climb(verb.head)[0] if plain else None


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in children(verb))


def linked(verb: Token) -> tuple[Token, Token] | None:
    """The word "after" or "before" and the main verb, for a verb in a clause that this word opens."""
    here = verb
    for _ in range(3):
        marks = [child for child in children(here) if child.dep_ in ("mark", "advmod")]
        word = next((t for t in ([here.head] if here.dep_ == "pcomp" else marks) if t.lower_ in LINKS), None)
        if word is not None:
            main = clause_of(here.head)
            return (word, main) if main is not None and main.i != here.i else None
        if here.dep_ not in ("conj", "xcomp"):
            return None
        here = here.head
    return None


def told_before(noun: Token) -> Token | None:
    """The word by which a noun tells what came before the act of its clause ("recalled him over the killing", "after
    the seizure of a ship", "in response to a raid", "condemned the bombing"); None where it tells no such thing.
    """
    lists = lexicon().lists
    if noun.pos_ not in NOUNS or noun.lemma_.lower() in lists["sittings"]:
        return None
    above = noun.head
    if noun.dep_ == "dobj" or (noun.dep_ == "pobj" and above.lower_ in JUDGED):
        verb = above if noun.dep_ == "dobj" else above.head
        if verb.pos_ in VERBS and verb.lemma_.lower() in lists["judging"]:
            return above
    if noun.dep_ != "pobj":
        return None
    moved = above.lower_ in ("to", "for", "at", "of") and above.head.lemma_.lower() in lists["answers"]
    return above if moved or above.lower_ in EARLIER else None


def links_below(verb: Token) -> Iterator[tuple[Token, Token]]:
    """The word "after" or "before" with the verb of each clause that such a word opens below a verb."""
    for child in children(verb):
        if child.pos_ in VERBS and child.dep_ == "advcl" and (link := linked(child)) and link[1].i == verb.i:
            yield link[0], child
        elif child.dep_ == "prep" and child.lower_ in LINKS:
            yield from ((child, inner) for inner in children(child) if inner.dep_ == "pcomp")
