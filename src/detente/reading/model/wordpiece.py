"""Cuts text into the pieces of BERT's uncased vocabulary: plain words, then the longest known pieces."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

UNKNOWN = "[UNK]"
# A longer word is nothing that the vocabulary's makers cut.
LONGEST_WORD = 100
# What counts as a sign by itself although Unicode calls it a symbol.
ASCII_SIGNS = frozenset("$+<=>^`|~")


def is_sign(char: str) -> bool:
    """Whether a character stands by itself: punctuation, and what else is on a keyboard."""
    return char in ASCII_SIGNS or unicodedata.category(char).startswith("P")


def is_ideograph(char: str) -> bool:
    """Whether a character is Chinese, of which each is a word."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or "\uf900" <= char <= "\ufaff"


def plain(text: str) -> str:
    """The text in small letters without accents and control characters."""
    kept = (" " if c.isspace() else c for c in text if c.isspace() or not unicodedata.category(c).startswith("C"))
    parts = unicodedata.normalize("NFD", "".join(kept).lower())
    return "".join(c for c in parts if unicodedata.category(c) != "Mn")


def words(text: str) -> Iterator[str]:
    """Words and signs of a text."""
    word = ""
    for char in plain(text):
        alone = is_sign(char) or is_ideograph(char)
        if (alone or char.isspace()) and word:
            yield word
            word = ""
        if alone:
            yield char
        elif not char.isspace():
            word += char
    if word:
        yield word


def pieces(word: str, vocabulary: Mapping[str, int]) -> list[int]:
    """Numbers of the longest known pieces that make up a word, or of the unknown word."""
    found, start = [], 0
    if len(word) > LONGEST_WORD:
        return [vocabulary[UNKNOWN]]
    while start < len(word):
        mark = "##" if start else ""
        end = next((e for e in range(len(word), start, -1) if mark + word[start:e] in vocabulary), None)
        if end is None:
            return [vocabulary[UNKNOWN]]
        found.append(vocabulary[mark + word[start:end]])
        start = end
    return found


def tokenize(text: str, vocabulary: Mapping[str, int]) -> list[int]:
    """Numbers of all pieces of a text, without marks for begin and end."""
    return [piece for word in words(text) for piece in pieces(word, vocabulary)]
