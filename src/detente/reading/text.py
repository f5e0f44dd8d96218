"""The text of a parsed story, and what stands at a place of it, found without asking the whole story."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from typing import Generic, TypeVar

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from detente.language.words import act_words
from detente.model import Stretch

T = TypeVar("T")
# Characters that are looked up together: about three sentences.
BLOCK = 500


def text_of(doc: Doc) -> str:
    """The text of a parsed story; spaCy joins it anew at every call, here it is joined once."""
    if "text" not in doc.user_data:
        doc.user_data["text"] = doc.text
    known: str = doc.user_data["text"]
    return known


def children(token: Token) -> Sequence[Token]:
    """What hangs on a token, in the order of the text; spaCy makes it anew at every call, here it is made once."""
    known: list[list[Token]] | None = token.doc.user_data.get("children")
    if known is None:
        known = [[] for _ in token.doc]
        for below in token.doc:
            if below.head.i != below.i:
                known[below.head.i].append(below)
        token.doc.user_data["children"] = known
    return known[token.i]


def those_with(doc: Doc, attribute: str, values: Container[int]) -> list[Token]:
    """The tokens whose attribute ("LEMMA") has one of some values, which are given as spaCy's numbers of strings."""
    return [doc[i] for i, value in enumerate(doc.to_array(attribute).tolist()) if value in values]


def once(head: Token, what: str, make: Callable[[Words], T]) -> T:
    """Something about a token's sentence, made when it is first asked for. `what`: its name among all such things."""
    kept: dict[tuple[int, int], T] = head.doc.user_data.setdefault(what, {})
    bounds = sentence_bounds(head)
    if bounds not in kept:
        kept[bounds] = make(sentence_of(head))
    return kept[bounds]


def of_token(token: Token, what: str, make: Callable[[Token], T]) -> T:
    """Something about a token, made when it is first asked for. `what`: its name among all such things."""
    kept: dict[int, T] = token.doc.user_data.setdefault(what, {})
    if token.i not in kept:
        kept[token.i] = make(token)
    return kept[token.i]


def sentence_bounds(token: Token) -> tuple[int, int]:
    """The first token of a token's sentence, and the one behind its last; spaCy looks for them anew at every call."""
    known: list[tuple[int, int]] | None = token.doc.user_data.get("sentences")
    if known is None:
        known = [bounds for s in token.doc.sents for bounds in [(s.start, s.end)] * len(s)]
        token.doc.user_data["sentences"] = known
    return known[token.i]


def sentence_of(token: Token) -> Words:
    """The sentence of a token."""
    first, end = sentence_bounds(token)
    return token.doc[first:end]


class ByPlace(Generic[T]):
    """Records by where they stand in the text. `spans`: the stretches of a record."""

    def __init__(self, records: Iterable[T], spans: Callable[[T], Iterable[Stretch]]) -> None:
        self.spans = spans
        self.records: list[T] = []
        self.blocks: dict[int, dict[int, T]] = {}
        for record in records:
            self.add(record)

    def add(self, record: T) -> None:
        """Add one more record."""
        for span in self.spans(record):
            for block in range(span.start // BLOCK, span.end // BLOCK + 1):
                self.blocks.setdefault(block, {})[len(self.records)] = record
        self.records.append(record)

    def near(self, span: Stretch) -> list[T]:
        """All records that share a character with a stretch, in the order in which they were given, and some others."""
        found: dict[int, T] = {}
        for block in range(span.start // BLOCK, span.end // BLOCK + 1):
            found |= self.blocks.get(block, {})
        return [found[n] for n in sorted(found)]


def of_nobody(doer: Token) -> bool:
    """Whether a word is for men of whom nobody knows whose they are: "gunmen in Mali" are not Mali's."""
    words = act_words()
    known_by = {c.lower_ for c in children(doer) if c.dep_ == "amod"}
    return doer.lemma_.lower() in words.unknown_men or not known_by.isdisjoint(words.unknown_by)
