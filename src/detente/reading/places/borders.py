"""Lines between two countries: "the Turkish-Syrian border", "its border with Syria", "the border between A and B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from detente.model import Place
from detente.reading.places.cues import Cues
from detente.reading.text import text_of
from detente.world.gazetteer import Gazetteer, fold

NAME = r"(?:(?:North|South|Saudi|Czech|New|Sri|Sierra|Ivory|United|El|Costa|Burkina) )?(?:(?:[A-Z]\.){2,}|[A-Z]\w+)"
PAIR = re.compile(rf"({NAME})\s?(?:[-–—/]|\band\b)\s?({NAME})(?:'s|s')?\s*$")
ONE = re.compile(rf"({NAME})(?:'s|s')?\s*$")
WITH = re.compile(rf"\s+(?:with|to)\s+(?:the\s+)?({NAME})")
BETWEEN = re.compile(rf"\s+between\s+(?:the\s+)?({NAME})\s+and\s+(?:the\s+)?({NAME})")
# Words between a pair of names and the word for the line: "the Turkish-Syrian land border".
BEFORE_WORD = re.compile(r"(?:\s*(?:land|common|shared|joint|sea|maritime|southern|northern|eastern|western))+\s*$")


class Borders:
    """Finds the borders that a story names."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer, cues: Cues) -> None:
        self.doc, self.gazetteer, self.cues = doc, gazetteer, cues
        self.text = text_of(doc)

    def find(self) -> Iterator[Place]:
        """Every border between two countries that can be told; one whose sides stay open is left out."""
        for token in self.doc:
            if token.lower_ in self.cues.border_words:
                place = self._between(token) or self._pair(token) or self._with(token) or self._one(token)
                if place:
                    yield place

    def _between(self, word: Token) -> Place | None:
        found = BETWEEN.match(self.text, word.idx + len(word))
        sides = found and self._sides(found[1], found[2])
        return self._place(word.idx, found.end(), *sides) if found and sides else None

    def _pair(self, word: Token) -> Place | None:
        left, cut = self._left(word)
        found = PAIR.search(left)
        sides = found and self._sides(found[1], found[2])
        return self._place(cut + found.start(), word.idx + len(word), *sides) if found and sides else None

    def _with(self, word: Token) -> Place | None:
        """The other side stands after "with"; this side is the owner, or the last country named that it touches."""
        found = WITH.match(self.text, word.idx + len(word))
        other = self.code(found[1]) if found else None
        if not found or not other:
            return None
        return self._place(word.idx, found.end(), self._touching(word, other), other)

    def _one(self, word: Token) -> Place | None:
        """ "The Syrian border": one side is named, the other is the last country named that it touches."""
        left, cut = self._left(word)
        found = ONE.search(left)
        side = self.code(found[1]) if found else None
        if not found or not side:
            return None
        return self._place(cut + found.start(), word.idx + len(word), side, self._touching(word, side))

    def _left(self, word: Token) -> tuple[str, int]:
        """The sentence's text up to the word, without adjectives in between, and where it begins in the story."""
        start = word.sent.start_char
        return BEFORE_WORD.sub(" ", self.text[start : word.idx]), start

    def _touching(self, word: Token, other: str) -> str | None:
        """The country named last before the word in its sentence that has a border with `other`."""
        named = [c for t in word.sent if t.i < word.i and (c := self.code(t.text)) and c != other]
        touching = [c for c in named if self.gazetteer.border(c, other)]
        return touching[-1] if touching else None

    def _sides(self, a: str, b: str) -> tuple[str, str] | None:
        first, second = self.code(a), self.code(b)
        return (first, second) if first and second and first != second else None

    def code(self, name: str) -> str | None:
        """The country that a name or an adjective stands for."""
        if not name[:1].isupper():
            return None
        key = fold(name)
        named = next((e.country for e in self.gazetteer.lookup_folded(key) if e.kind == "country"), None)
        return named or self.gazetteer.people.get(key)

    def _place(self, start: int, end: int, a: str | None, b: str | None) -> Place:
        point = self.gazetteer.border(a, b) if a and b else None
        lat, lon = point or (None, None)
        only = (a or b) if not (a and b) else None
        return Place(
            name=self.text[start:end], start=start, end=end, country=only, lat=lat, lon=lon, precision="border"
        )
