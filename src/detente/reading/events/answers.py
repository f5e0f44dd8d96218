"""Short answers: "Oslo said no", "He declined", "Brazil would not", "Nonsense, said the minister".

To whom they are given the story has just told (`Counterparts.replied`); where it has not, they tell of nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from detente.language.patterns import Lexicon
from detente.reading.events.act import Act
from detente.reading.events.phrases import words
from detente.reading.events.roles import Roles
from detente.reading.events.syntax import child, is_verb, lemma, preps
from detente.reading.text import children, those_with

# Type and CAMEO code of what an answer comes to, by the list of `judging.yaml` that holds its word.
COMES_TO = {"saying_no": ("REJECT", "120"), "declining": ("REJECT", "120"), "untrue": ("REJECT", "120")}
YES = ("AGREE", "030")
# What may stand beside "he declined" without saying what.
ASIDE = frozenset(("nsubj", "advmod", "punct", "npadvmod", "cc", "conj", "aux", "mark", "advcl", "neg"))
# Before a word that is the whole of an answer: "a flat no", "utter nonsense".
BEFORE = frozenset(("det", "amod", "compound", "advmod"))
# How many words such a word has before it at most.
FEW = 2


def with_answers(acts: Sequence[Act], doc: Doc, roles: Roles, lexicon: Lexicon) -> list[Act]:
    """The acts and the short answers of a story, but for those that a pattern has read already."""
    read = {i for act in acts for i in (act.head.i, *act.used)}
    return [*acts, *(a for a in short_answers(doc, roles, lexicon) if a.head.i not in read)]


def short_answers(doc: Doc, roles: Roles, lexicon: Lexicon) -> Iterator[Act]:
    """Every short answer by a party."""
    names, strings = lexicon.short_answers, doc.vocab.strings
    said = {word.i for word in those_with(doc, "LEMMA", {strings[word] for word in names})}
    for word in (doc[i] for i in sorted(said.union(t.i for t in those_with(doc, "TAG", {strings["MD"]})))):
        name = names.get(lemma(word), "")
        if not name and word.tag_ != "MD":
            continue
        found = bare(word) if name in ("", "declining") else whole_of(word, lexicon.judging["answers"])
        source = roles.who(found[1]) if found is not None else ()
        if found is not None and source:
            type_, cameo = COMES_TO.get(name or "declining", YES)
            rule, used = f"{type_}/{'denied' if name == 'untrue' else 'answered'}-in-short", (word.i,)
            yield Act(rule, "v", type_, cameo, found[0], source, (), verdict=True, used=used)


def bare(word: Token) -> tuple[Token, Iterable[Token]] | None:
    """A verb of refusing that says not what, or "would not", with its subject; None where the word is neither."""
    subject, no = child(word, "nsubj"), child(word, "neg") is not None
    if word.tag_ == "MD" and subject is None and word.dep_ == "ccomp":  # "Brazil would not, diplomats said"
        subject = next((c for c in children(word.head) if c.dep_ == "nsubj" and c.i < word.i), None)
    refuses = no and lemma(word) in ("will", "would") if word.tag_ == "MD" else word.tag_ in ("VBD", "VBN") and not no
    return (word, [subject]) if refuses and subject is not None and all_aside(word) else None


def all_aside(verb: Token) -> bool:
    """Whether nothing hangs on a verb that would say what is refused."""
    return all(c.dep_ in ASIDE and (c.dep_ != "advcl" or c.tag_ == "VBG") for c in children(verb))


def whole_of(word: Token, answers: frozenset[str]) -> tuple[Token, Iterable[Token]] | None:
    """The verb of what is said in one word, and who says so: "said no", "its answer was no"."""
    verb, inside = word.head, [t for t in word.subtree if not t.is_punct]
    if not is_verb(verb) or any(t.i > word.i or (t != word and t.dep_ not in BEFORE) for t in inside):
        return None
    if len(inside) > FEW + 1 or not ends_there(word):
        return None
    subject = next((c for c in children(verb) if c.dep_ == "nsubj" and c != word), None)
    if subject is None or child(verb, "neg", "ccomp") is not None:
        return None
    if lemma(verb) == "be" and word.dep_ in ("attr", "acomp"):
        owners = [c for c in children(subject) if c.dep_ == "poss"] + [p for _, p in preps(subject)]
        return (verb, owners) if lemma(subject) in answers else None
    return (verb, [subject]) if lemma(verb) in words("told", "verb") | answers else None


def ends_there(word: Token) -> bool:
    """Whether a stop stands behind a word, and no other word of what is said before it."""
    doc, first = word.doc, word.left_edge
    behind = word.i + 1 >= len(doc) or doc[word.i + 1].is_punct or doc[word.i + 1].is_space
    opens = first.is_sent_start or first.nbor(-1).is_punct or first.nbor(-1) == word.head
    return behind and bool(opens or first.nbor(-1).dep_ == "advmod")
