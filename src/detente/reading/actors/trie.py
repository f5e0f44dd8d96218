"""Looking up names of several tokens at a place in a parsed story, the longest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from spacy.language import Language

T = TypeVar("T")


def words_by(nlp: Language) -> Callable[[str], Sequence[str]]:
    """Cuts names as spaCy's tokenizer does. Plain words, nearly all of forty thousand names, need not be asked about:
    no rule cuts a word of letters alone but those that it lists ("cannot"). That saves a second at the start.
    """
    tokenizer = nlp.tokenizer
    listed = frozenset(getattr(tokenizer, "rules", None) or ())

    def words(text: str) -> Sequence[str]:
        plain = text.split(" ")
        if all(word.isascii() and word.isalpha() and word not in listed for word in plain):
            return plain
        return [token.text for token in tokenizer(text)]

    return words


class Trie(Generic[T]):
    """Token sequences with what they stand for; the first entry of a sequence stays. `lower`: keys in lower case."""

    def __init__(
        self, tokenize: Callable[[str], Sequence[str]], entries: Iterable[tuple[str, T]], *, lower: bool = False
    ) -> None:
        self.at: dict[str, dict[int, dict[tuple[str, ...], T]]] = {}
        for text, value in entries:
            words = tuple(word.lower() if lower else word for word in tokenize(text))
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
