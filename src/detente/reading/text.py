"""The text of a parsed story, and what stands at a place of it, found without asking the whole story."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar, cast

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from detente.model import Stretch

T = TypeVar("T")
# Characters that are looked up together: about three sentences.
BLOCK = 500


def text_of(doc: Doc) -> str:
    """The text of a parsed story; spaCy joins it anew at every call, here it is joined once."""
    if "text" not in doc.user_data:
        doc.user_data["text"] = doc.text
    return cast("str", doc.user_data["text"])


def once(head: Token, what: str, make: Callable[[Words], T]) -> T:
    """Something about a token's sentence, made when it is first asked for. `what`: its name among all such things."""
    kept = head.doc.user_data.setdefault(what, {})
    starts = head.doc.user_data.get("sentences")
    if starts is None:
        starts = [sent.start for sent in head.doc.sents for _ in range(len(sent))]
        head.doc.user_data["sentences"] = starts
    start = starts[head.i]
    if start not in kept:
        kept[start] = make(head.sent)
    return cast("T", kept[start])


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
