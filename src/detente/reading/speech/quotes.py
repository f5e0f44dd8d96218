"""Stretches in quotation marks.

A double mark opens or closes by the spaces around it. A quotation that runs over paragraphs opens anew in each and
closes once, so the open part of one paragraph ends with the paragraph. Single marks count outside of double ones.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc

from detente.reading.text import text_of

PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s)|(?<=[.!?\"])\n")
DOUBLE = re.compile(r"\"|''")
SINGLE_OPEN = re.compile(r"(?<![\w.,!?'\"])'(?=[\w\[(])")
SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…\])-])'(?![\w'])")
# "the workers' rights" also looks like a closing mark: one after punctuation is believed before one after a letter.
SURE_CLOSE = re.compile(r"(?<=[.,!?…])'(?![\w'])")
LONGEST_SINGLE = 600


@dataclass(frozen=True)
class Quote:
    """A quotation: characters with its marks, tokens [`first`, `last`], and whether its closing mark was found."""

    start: int
    end: int
    first: int
    last: int
    closed: bool
    single: bool = False

    @property
    def length(self) -> int:
        """Tokens, marks and all."""
        return self.last - self.first + 1


@dataclass(frozen=True)
class Layout:
    """Where each paragraph and each token begins."""

    starts: list[int]
    tokens: list[int]
    size: int

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that holds the character at `offset`."""
        return bisect_right(self.starts, offset) - 1

    def end(self, offset: int) -> int:
        """Where the paragraph of `offset` ends."""
        number = self.paragraph(offset) + 1
        return self.starts[number] if number < len(self.starts) else self.size

    def token(self, offset: int) -> int:
        """The token at `offset`."""
        return bisect_right(self.tokens, offset) - 1


def layout(doc: Doc) -> Layout:
    """The paragraphs and tokens of `doc` by offset."""
    text = text_of(doc)
    return Layout([0, *(m.end() for m in PARAGRAPH.finditer(text))], [t.idx for t in doc], len(text))


def find_quotes(doc: Doc, page: Layout) -> list[Quote]:
    """All quotations, in order, none inside another."""
    text = text_of(doc)
    found: list[Quote] = []
    for number, start in enumerate(page.starts):
        end = page.starts[number + 1] if number + 1 < len(page.starts) else len(text)
        doubles = _doubles(text, start, end)
        pairs = [(a, b, c, False) for a, b, c in doubles]
        if "'" in text[start:end]:
            pairs += [(a, b, True, True) for a, b in _singles(text, start, end, doubles)]
        found += [_quote(page, *pair) for pair in sorted(pairs)]
    return found


def _quote(page: Layout, start: int, end: int, closed: bool, single: bool) -> Quote:
    return Quote(start, end, page.token(start), page.token(end - 1), closed, single)


def _doubles(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Pairs of double marks between two offsets, with whether the closing one is there."""
    pairs: list[tuple[int, int, bool]] = []
    opened: int | None = None
    for mark in DOUBLE.finditer(text, start, end):
        if opened is None:
            opened = mark.start()
        elif not _opens(text, mark.start(), mark.end()):
            pairs.append((opened, mark.end(), True))
            opened = None
    if opened is not None and _opens(text, opened, opened + 1):
        pairs.append((opened, start + len(text[start:end].rstrip()), False))
    return [p for p in pairs if p[1] - p[0] > 2]


def _opens(text: str, start: int, end: int) -> bool:
    """Whether the mark stands as an opening one: space before it, none after it."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return (before.isspace() or before in "([-–—:") and not after.isspace()


def _singles(text: str, start: int, end: int, doubles: list[tuple[int, int, bool]]) -> list[tuple[int, int]]:
    """Pairs of single marks that lie outside the double ones."""
    pairs: list[tuple[int, int]] = []
    at = start
    while opening := SINGLE_OPEN.search(text, at, end):
        at = opening.end()
        closing = _single_end(text, at, min(end, at + LONGEST_SINGLE))
        if closing and not any(a <= opening.start() < b for a, b, _ in doubles):
            pairs.append((opening.start(), closing))
            at = closing
    return pairs


def _single_end(text: str, start: int, end: int) -> int | None:
    """The end of the single-quoted stretch that begins before `start`."""
    sure = SURE_CLOSE.search(text, start, end)
    likely = SINGLE_CLOSE.search(text, start, end)
    if sure and likely and SINGLE_OPEN.search(text, likely.end(), sure.start()) is None:
        return sure.end()
    return likely.end() if likely else None
