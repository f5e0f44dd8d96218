"""The parts of a story, known for what they are by their form and by the cues of the language.

Order matters: what has a mark of its own (a credit, an agency line, a dateline) is known anywhere; the rest by where it
stands: the title first, between the title and the first paragraph of the body the deck, the byline and the captions.
What has no mark is body: a sentence wrongly left out is lost, and one wrongly kept seldom has an event in it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from detente.ingest.cues import StoryCues
from detente.ingest.dateline import Dateline, dateline_of
from detente.ingest.lines import Line, lines_of
from detente.ingest.published import is_about_publication, published_in
from detente.model import Part, PartKind

TITLE_WORDS, DECK_WORDS = 30, 60
BYLINE_WORDS, CAPTION_WORDS, AGENCY_WORDS, PAGE_WORDS = 14, 14, 40, 14
SENTENCE_WORDS = 4
LONGEST = 1000
"""Longest lines of each kind, in words; each leaves room above the longest that a style guide allows. A line with
fewer than SENTENCE_WORDS words opens no body, one of more than LONGEST characters is nothing but body."""

CREDIT = re.compile(
    r"[(\[](?:[^()\[\]]*\b(?i:photo|picture|image|photograph|credit|handout|courtesy)\b[^()\[\]]*"  # (Photo: N. N.)
    r"|[A-Z][^()\[\]]{1,50}/[A-Z][^()\[\]]{1,40})[)\]]\W*$"  # (N. N./Agency)
    r"|[|©]\s*[A-Z][\w .&/-]{1,50}$"  # ... | Agency
)
# A lone name of one to three words in brackets, after a dash or in capitals: who sent the story.
SIGNATURE = re.compile(
    r"^(?:[-–—]+\s*[A-Z][\w./& -]{1,40}|\([A-Z][\w./& -]{1,40}\)|/[A-Z][\w. -]{1,30}/|[A-Z][A-Z./& -]{1,30})$"
)
NAME = re.compile(r"^[A-ZÀ-Þ][\w.'’-]*(?: (?:[A-ZÀ-Þ][\w.'’-]*|de|da|van|von|bin|al|el|of|and|in|,)){1,7}\s*,?$")
PAST = re.compile(r"^[a-z]{3,}ed$")
BARE = "\"“”'‘’.,;:!?()[]…"


@dataclass(frozen=True)
class Layout:
    """The parts in order, and the day of publication that the page itself names."""

    parts: tuple[Part, ...]
    published: date | None = None
    dateline_day: date | None = None


def layout_of(text: str, cues: StoryCues, title: str | None = None) -> Layout:
    """The parts of `text`. `title`: the title, where it is known and may stand in the text as its first line."""
    lines = lines_of(text)
    kinds = [_by_mark(line, cues) if len(lines) > 1 else None for line in lines]
    datelines = [None if kind else _dateline_at(line, cues) for line, kind in zip(lines, kinds, strict=True)]
    first = _mark_title(lines, kinds, datelines, title)
    body = _first_of_body(lines, kinds, datelines, first, cues)
    _mark_head(lines, kinds, range(first + 1, body), cues)
    _mark_rest(lines, kinds, body, cues)
    parts = [
        part for line, kind, dated in zip(lines, kinds, datelines, strict=True) for part in _parts(line, kind, dated)
    ]
    return Layout(tuple(parts), _published(lines[:body], cues), next((d.day for d in datelines if d and d.day), None))


def _dateline_at(line: Line, cues: StoryCues) -> Dateline | None:
    return dateline_of(line.text, cues) if len(line.words) > 5 else None


def _by_mark(line: Line, cues: StoryCues) -> PartKind | None:
    """What a line is wherever it stands, None where it has no mark."""
    size = len(line.words)
    if size > DECK_WORDS or len(line.text) > LONGEST:
        return None
    if is_about_publication(line.text, cues):
        return PartKind.OTHER
    if size <= PAGE_WORDS and not _is_running(line) and cues.page.takes(line.text):
        return PartKind.OTHER
    if size <= AGENCY_WORDS and _is_agency_line(line, cues):
        return PartKind.AGENCY
    if CREDIT.search(line.text) or (cues.caption.takes(line.text) and _is_captioned(line, cues)):
        return PartKind.CAPTION
    return None


def _is_running(line: Line) -> bool:
    return line.text.endswith((".", "!", ".”", '."')) and len(line.words) > 5


def _is_agency_line(line: Line, cues: StoryCues) -> bool:
    return cues.agency.takes(line.text) and (len(line.words) <= BYLINE_WORDS or line.text.startswith(("(", "[", "©")))


def _is_captioned(line: Line, cues: StoryCues) -> bool:
    """A word such as "pictured" in the middle of a long sentence with a verb of its own is no caption."""
    return not line.ends_sentence or len(line.words) <= CAPTION_WORDS or cues.caption.takes(" ".join(line.words[:4]))


def _mark_title(
    lines: list[Line], kinds: list[PartKind | None], datelines: list[Dateline | None], title: str | None
) -> int:
    """Mark the title. Its index, or -1 where the story begins without one."""
    wanted = " ".join(title.split()).casefold() if title else None
    for i, line in enumerate(lines):
        if wanted and " ".join(line.words).casefold() == wanted:
            kinds[i] = PartKind.TITLE
            return i
        if kinds[i] is not None or _opens_like_byline(line):
            continue
        if not wanted and datelines[i] is None and i + 1 < len(lines) and _is_titlelike(line):
            kinds[i] = PartKind.TITLE
            return i
        return -1
    return -1


def _opens_like_byline(line: Line) -> bool:
    return line.text.lower().startswith("by ") and len(line.words) <= BYLINE_WORDS and not line.ends_sentence


def _is_titlelike(line: Line) -> bool:
    """A short line that is no full sentence with its point, or one with Nearly All Its Words Capitalised."""
    words = [word for word in line.words if word[:1].isalpha()]
    if not words or len(line.words) > TITLE_WORDS:
        return False
    capitals = sum(word[0].isupper() for word in words if len(word) > 3)
    long_words = sum(len(word) > 3 for word in words)
    return not line.text.endswith((".", ".”", '."', ";", ",")) or (long_words >= 4 and capitals >= 0.8 * long_words)


def _first_of_body(
    lines: list[Line], kinds: list[PartKind | None], datelines: list[Dateline | None], title: int, cues: StoryCues
) -> int:
    """The first line of the body: one with a dateline, or a full sentence that is no deck above the byline."""
    deck = None
    for i in range(title + 1, len(lines)):
        if datelines[i]:
            return i
        if kinds[i] is None and _is_full_sentence(lines[i]):
            if title < 0 or deck is not None or not _is_deck(lines[i + 1 :], kinds[i + 1 :], datelines[i + 1 :], cues):
                return i
            deck = i
    return title + 1 if deck is None else deck


def _is_full_sentence(line: Line) -> bool:
    return line.ends_sentence and len(line.words) >= SENTENCE_WORDS


def _is_deck(
    after: list[Line], kinds: list[PartKind | None], datelines: list[Dateline | None], cues: StoryCues
) -> bool:
    """Whether a sentence under the title is a deck: a byline or a dateline comes before the next full sentence."""
    for line, kind, dated in zip(after, kinds, datelines, strict=True):
        if dated or (kind is None and _is_byline(line, cues)):
            return True
        if _is_full_sentence(line):
            return False
    return False


def _mark_head(lines: list[Line], kinds: list[PartKind | None], head: range, cues: StoryCues) -> None:
    """Between title and body: byline, captions, deck."""
    counts = Counter(line.text for line in lines)
    has_byline = False
    for i in head:
        if kinds[i] in (PartKind.CAPTION, PartKind.OTHER):
            continue
        line = lines[i]
        if not has_byline and _is_byline(line, cues):
            kinds[i], has_byline = PartKind.BYLINE, True
        elif kinds[i] is None:
            repeated = counts[line.text] > 1
            bare = _is_noun_phrase(line, cues)
            kinds[i] = PartKind.CAPTION if repeated or bare else PartKind.DECK
    if not has_byline:
        _mark_bare_name(lines, kinds, head, counts)


def _mark_bare_name(lines: list[Line], kinds: list[PartKind | None], head: range, counts: Counter[str]) -> None:
    """A name alone, right before the body, once: who wrote it."""
    for i in reversed(head):
        if kinds[i] is PartKind.OTHER:
            continue
        if kinds[i] is PartKind.CAPTION and counts[lines[i].text] == 1 and _is_bare_name(lines[i]):
            kinds[i] = PartKind.BYLINE
        return


def _is_bare_name(line: Line) -> bool:
    return len(line.words) in (2, 3) and all(word[:1].isupper() for word in line.words) and not CREDIT.search(line.text)


def _is_byline(line: Line, cues: StoryCues) -> bool:
    """Opens with "by", names work done in a newsroom, or is a name that ends with a comma or a signature."""
    words = line.words
    if len(words) > BYLINE_WORDS or (line.ends_sentence and not line.text.endswith(",")):
        return False
    if cues.byline.opens_line(line.text):
        return _names_a_writer(words[1:], cues)
    low = {word.strip(BARE).lower() for word in words}
    verbless = not any(word in cues.finite for word in low)
    return (bool(low & cues.byline.roles) and verbless) or line.text.endswith(",") or bool(SIGNATURE.match(line.text))


def _names_a_writer(words: list[str], cues: StoryCues) -> bool:
    """Whether the words after "by" begin with a name or with work in a newsroom, and not with a day."""
    rest = [word.strip(BARE) for word in words if word.lower() not in ("our", "the", "a", "from", "staff")]
    if not rest or rest[0].lower() in cues.weekdays or cues.month(rest[0]):
        return False
    return rest[0][:1].isupper() or any(word.lower() in cues.byline.roles for word in rest)


def _is_noun_phrase(line: Line, cues: StoryCues) -> bool:
    """A short line without a finite verb that can be seen: names and small words, with no point at its end."""
    words = line.words
    if not 1 < len(words) <= CAPTION_WORDS or line.ends_sentence:
        return False
    inner = [word.strip(BARE) for word in words[1:]]
    return not any(_may_be_verb(word, cues) for word in inner if word)


def _may_be_verb(word: str, cues: StoryCues) -> bool:
    """A form of a common verb, a word in -ed, or a small-letter word in -s, which is a verb as often as a plural."""
    if word.lower() in cues.finite or PAST.match(word):
        return True
    small = word[0].islower() and word.lower() not in cues.link_words
    return small and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))


def _mark_rest(lines: list[Line], kinds: list[PartKind | None], body: int, cues: StoryCues) -> None:
    """After the head: a repeated line or a noun phrase alone is a caption, a signature at the end an agency line."""
    counts = Counter(line.text for line in lines)
    last = len(lines) - 1
    for i in range(body, len(lines)):
        line = lines[i]
        if kinds[i] is not None:
            continue
        if i == last > 0 and SIGNATURE.match(line.text) and len(line.words) <= 4:
            kinds[i] = PartKind.AGENCY
        elif i >= last - 1 and i > body and _is_byline(line, cues) and cues.byline.opens_line(line.text):
            kinds[i] = PartKind.BYLINE
        elif _is_repeated(line, counts) or (i > body and NAME.match(line.text) and _is_noun_phrase(line, cues)):
            kinds[i] = PartKind.CAPTION


def _is_repeated(line: Line, counts: Counter[str]) -> bool:
    return counts[line.text] > 1 and not line.ends_sentence and len(line.words) <= DECK_WORDS


def _parts(line: Line, kind: PartKind | None, dateline: Dateline | None) -> list[Part]:
    if kind is None and dateline:
        border = line.start + dateline.length
        return [
            Part(kind=PartKind.DATELINE, start=line.start, end=border),
            Part(kind=PartKind.BODY, start=border, end=line.end),
        ]
    return [Part(kind=kind or PartKind.BODY, start=line.start, end=line.end)]


def _published(lines: list[Line], cues: StoryCues) -> date | None:
    days = (published_in(line.text, cues) for line in lines)
    return next((day for day in days if day), None)
