"""Where names and nouns for parties stand in a story, before anything is decided about them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc, Token

from detente.reading.actors.lexicon import Lexicon, Noun, Shared
from detente.reading.actors.names import OTHER, Entry, Names, unaspirated
from detente.world import World
from detente.world.people import fold

# What may stand inside a token between two names: hyphens, strokes, and brackets before a dash.
INNER = re.compile(r"[-/)]+")
# Before the name of one's father.
FATHERS = frozenset(("bin", "ibn", "bint", "ben"))
YEAR = re.compile(r"(?:19[4-9]|20\d)\d")


@dataclass(slots=True, eq=False)
class Hit:
    """A name at tokens `start` to `end` (exclusive). `used`: it belongs to a larger phrase or was put aside.

    `leads`: "US-led"; `joined`: by a hyphen to the name before; `acts`: "UN-brokered"; `place`: "the Kuwaiti border";
    `opposed`: "anti-Israeli".
    """

    start: int
    end: int
    entry: Entry
    codes: tuple[str, ...]
    used: bool = False
    leads: bool = False
    joined: bool = False
    acts: bool = False
    place: bool = False
    opposed: bool = False


@dataclass(slots=True, eq=False)
class NounHit:
    """An agent noun or office at tokens `start` to `end`; `head` is the token that heads it."""

    start: int
    end: int
    head: int
    noun: Noun
    used: bool = False
    via: NounHit | None = None
    hits: list[Hit] = field(default_factory=list)


@dataclass(slots=True)
class Found:
    """All hits of a story, with lookups by token. `year`: the middle of the one that a text without a day is about."""

    doc: Doc
    words: list[str]
    hits: list[Hit]
    nouns: list[NounHit]
    hit_at: dict[int, Hit]
    noun_at: dict[int, NounHit]
    capitals: frozenset[int]
    world: World
    lexicon: Lexicon
    day: date | None
    year: date | None

    def name_of(self, code: str) -> str:
        """The usual name of a party."""
        return self.world.name_of(code) or code


def scan(doc: Doc, names: Names, day: date | None = None) -> Found:
    """Finds names (longest first, left to right) and, where no name stands, nouns for parties."""
    words = [unaspirated(t.text if t.text.isascii() else fold(t.text)) for t in doc]
    capitals = shouting(doc)
    hits = list(name_hits(doc, words, names, capitals))
    hit_at = {i: h for h in hits for i in range(h.start, h.end)}
    noun_hits = find_nouns(doc, names, hit_at)
    noun_at = {i: n for n in noun_hits for i in range(n.start, n.end)}
    year = None if day else year_told(words)
    found = Found(doc, words, hits, noun_hits, hit_at, noun_at, capitals, names.world, names.lexicon, day, year)
    settle_shared(found, names)
    return found


def year_told(words: list[str]) -> date | None:
    """The middle of the year that a text names most, of several the last; None where it names none."""
    years = Counter(word for word in words if YEAR.fullmatch(word))
    return date(int(max(years, key=lambda year: (years[year], year))), 7, 1) if years else None


def shouting(doc: Doc) -> frozenset[int]:
    """Tokens of sentences that are written in capitals."""
    loud: set[int] = set()
    for sentence in doc.sents:
        letters = [t for t in sentence if t.is_alpha]
        if len(letters) > 2 and sum(t.is_upper for t in letters) > 0.7 * len(letters):
            loud.update(range(sentence.start, sentence.end))
    return frozenset(loud)


def name_hits(doc: Doc, words: list[str], names: Names, capitals: frozenset[int]) -> list[Hit]:
    """The names in the story, none overlapping another."""
    hits: list[Hit] = []
    i, size = 0, len(words)
    while i < size:
        found = names.exact.match(words, i)
        if found is None and words[i] == "The":
            words[i] = "the"
            found = names.exact.match(words, i)
        if found is not None and words[i] == "the" and (longer := names.exact.match(words, i + 1)):
            found = None if longer[0] > found[0] else found  # "the Commonwealth of Independent States"
        if found is None and i in capitals:
            found = names.shouted.match(words, i)
        if found is not None and found[1].kind == "surname" and doc[i].lower_ in names.lexicon.nouns:
            found = None
        if found is not None and found[1].kind == "person" and goes_on(words, found[0]):
            found = None
        if found is None and len(words[i]) > 3 and INNER.search(words[i]) and words[i][0].isalpha():
            hit = hyphened(words[i], i, names)
        else:
            hit = half(doc, i, names) if found is None else Hit(i, found[0], found[1], found[1].codes)
        if hit is not None and hit.entry.kind == "other" and hit.end - hit.start == 1 and not hit.codes:
            hit = None
        if hit is None:
            i += 1
            continue
        hits.append(hit)
        i = hit.end
    return hits


def goes_on(words: list[str], end: int) -> bool:
    """Whether a person's name has more to it: "Sheikh Abdullah" in "Sheikh Abdullah bin Ali" is somebody else's."""
    return end < len(words) and words[end] in FATHERS


def half(doc: Doc, i: int, names: Names) -> Hit | None:
    """ "Sino" before a hyphen."""
    entry = names.halves.get(doc[i].lower_)
    if entry is None or i + 1 >= len(doc) or doc[i + 1].text != "-" or doc[i].whitespace_:
        return None
    return Hit(i, i + 1, entry, entry.codes)


def hyphened(word: str, i: int, names: Names) -> Hit | None:
    """A token with a hyphen or stroke inside, left whole after a full stop: "U.S.-led", "U.S./UK"."""
    first, *more = (part for part in INNER.split(word) if part)
    known = [entry for part in (first, *more) if (entry := names.single.get(part)) is not None and entry.codes]
    if not known or known[0] is not names.single.get(first):
        return None
    codes = tuple(dict.fromkeys(code for entry in known for code in entry.codes))
    if "--" in word:
        return Hit(i, i + 1, Entry("name", codes, name=known[0].name), codes)
    if len(known) > 1:
        return Hit(i, i + 1, Entry("adjective", codes, name=word), codes)
    words = names.lexicon.words
    if more and more[-1] in words.led | words.acting:
        leads = more[-1] in words.led
        return Hit(i, i + 1, Entry("adjective", codes, name=known[0].name), codes, leads=leads, acts=not leads)
    return Hit(i, i + 1, OTHER, (), used=True)


def find_nouns(doc: Doc, names: Names, hit_at: dict[int, Hit]) -> list[NounHit]:
    """Agent nouns and offices that do not overlap a name."""
    lower = [t.lower_ for t in doc]
    found: list[NounHit] = []
    i = 0
    while i < len(lower):
        match = None if i in hit_at else names.nouns.match(lower, i)
        if match is None or any(k in hit_at for k in range(i, match[0])):
            i += 1
            continue
        end, noun = match
        head = head_of(doc, i, end)
        if is_noun(doc[head]) or end - i > 1 or (noun.role and doc[head].is_title):
            found.append(NounHit(i, end, head, noun))
        i = end
    return found


def head_of(doc: Doc, start: int, end: int) -> int:
    """The token that heads a wording: before "of" or "for", else the last ("commander-in-chief": its first)."""
    for i in range(start + 1, end):
        if doc[i].lower_ in {"of", "for", "in"}:
            return i - 2 if doc[i - 1].text == "-" and i - 2 >= start else i - 1
    return end - 1


def is_noun(token: Token) -> bool:
    """Whether the parser takes the token for a noun."""
    return token.pos_ in {"NOUN", "PROPN"}


def settle_shared(found: Found, names: Names) -> None:
    """Decides what names that several parties share mean in this story."""
    shared = {s.name: s for s in names.lexicon.words.shared}
    concerned = [h for h in found.hits if h.entry.name in shared or found.words[h.start] in shared]
    if not concerned:
        return
    text = f" {' '.join(found.words)} "
    for hit in concerned:
        words = " ".join(found.words[hit.start : hit.end])
        if words in shared:
            code = choose(shared[words], text)
            hit.codes = (code,) if code else ()
            hit.used = hit.used or code is None


def choose(shared: Shared, text: str) -> str | None:
    """The code that a shared name has in this story."""
    for choice in shared.choices:
        if any(f" {w} " in text for w in choice.words) and not any(f" {w} " in text for w in choice.unless):
            return choice.code
    return shared.default
