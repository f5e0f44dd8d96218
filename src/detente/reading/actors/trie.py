"""Looking up names of several tokens at a place in a parsed story, the longest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from spacy.tokens import Doc

T = TypeVar("T")


class Trie(Generic[T]):
    """Token sequences with what they stand for; the first entry of a sequence stays. `lower`: keys in lower case."""

    def __init__(
        self, tokenize: Callable[[str], Doc], entries: Iterable[tuple[str, T]], *, lower: bool = False
    ) -> None:
        self.at: dict[str, dict[int, dict[tuple[str, ...], T]]] = {}
        for text, value in entries:
            words = tuple(token.lower_ if lower else token.text for token in tokenize(text))
            if words:
                self.at.setdefault(words[0], {}).setdefault(len(words), {}).setdefault(words, value)
        for first, lengths in self.at.items():
            self.at[first] = dict(sorted(lengths.items(), reverse=True))

    def match(self, words: Sequence[str], i: int) -> tuple[int, T] | None:
        """The longest entry that begins at `i`: the index after its last token, and its value."""
        lengths = self.at.get(words[i]) if i < len(words) else None
        if lengths is None:
            return None
        for length, entries in lengths.items():
            found = entries.get(tuple(words[i : i + length]))
            if found is not None:
                return i + length, found
        return None
