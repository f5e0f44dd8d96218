"""Finding the words of time in a text, in one pass, before any of them is given a value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pydantic import ValidationError
from spacy.tokens import Doc, Span

from detente.errors import DataError
from detente.model import Record
from detente.reading.text import text_of
from detente.reading.times.checks import CHECKS
from detente.reading.times.lexicon import Entries, Rule, lexicon, read_yaml

# Where an expression may begin: at a word, a figure or the apostrophe of '89, not inside an amount or a longer number.
BEGIN = re.compile(r"(?<![\w$£€#&])(?<!\d[.,:/])(?<![$£€] )(?:[A-Za-z]+|\d+|['’](?=\d))")
BEFORE = 28
AFTER = 60


@dataclass(frozen=True)
class Found:
    """Words that a rule takes for a time. `inner`: another that it leans on ("the night of" leans on "18 April")."""

    start: int
    end: int
    rule: Rule
    groups: dict[str, str]
    inner: Found | None = None
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """What sort of expression the rule says it is."""
        return self.rule.data.kind


class JoinData(Record):
    """Two sorts of expression that make one when only `glue` lies between them."""

    left: tuple[str, ...]
    glue: str
    right: tuple[str, ...]
    keep: str
    only_years: bool = False
    only_days: bool = False


@lru_cache(maxsize=1)
def joins() -> tuple[tuple[JoinData, re.Pattern[str]], ...]:
    """The joins of `joins.yaml`, checked and compiled. Raises `DataError`."""
    try:
        data = [JoinData(**raw) for raw in read_yaml("joins")["joins"]]
    except ValidationError as error:
        raise DataError(str(error), subject="time/joins.yaml") from error
    return tuple((one, re.compile(one.glue)) for one in data)


def matches(doc: Doc, narrative: bool) -> list[Found]:
    """All expressions of time, in order, none overlapping another; ranges are split into their ends."""
    text = text_of(doc)
    scanner = Scanner(doc, text, narrative)
    found = list(scanner.scan(0, len(text), joined=True))
    joined = join_all(text, found)
    kept: list[Found] = []
    for one in joined:
        if one.rule.data.joined and one.inner is None:
            kept += scanner.scan(one.start, one.end, joined=False)
        else:
            kept += split(one)
    return kept


@dataclass(frozen=True)
class Scanner:
    """One pass over a text. `narrative`: whether rules only for narratives, or those only for news, take part."""

    doc: Doc
    text: str
    narrative: bool

    def scan(self, start: int, end: int, *, joined: bool) -> Iterator[Found]:
        """The longest match at each word, from left to right; with `joined` also those that count only in company."""
        known, reached = lexicon(), start
        for word in BEGIN.finditer(self.text, start, end):
            entries = known.at(self.text, word) if word.start() >= reached else ()
            best = self.longest(word.start(), end, entries, joined) if entries else None
            if best:
                yield best
                reached = best.end

    def longest(self, at: int, end: int, entries: Entries, joined: bool) -> Found | None:
        """The longest match of any rule at `at` whose conditions hold; the earlier rule where two are as long."""
        best: tuple[int, int, Rule, re.Match[str]] | None = None
        text = self.text
        for rule, expression in entries:
            if not self.takes_part(rule, joined):
                continue
            match = expression.match(text, at)
            if not match or match.end() > end or (best and (match.end(), -rule.order) <= best[:2]):
                continue
            if holds(self.doc, text, match, rule):
                best = match.end(), -rule.order, rule, match
        return as_found(best[2], best[3]) if best else None

    def takes_part(self, rule: Rule, joined: bool) -> bool:
        """Whether a rule is for this sort of text and this pass."""
        other = "news" if self.narrative else "narrative"
        return (joined or not rule.data.joined) and rule.data.only != other


def as_found(rule: Rule, match: re.Match[str]) -> Found:
    """A match as a record, its edges trimmed where the rule says so."""
    start, end = match.span()
    if rule.trim and (extra := rule.trim.search(match.group())):
        start, end = (start + extra.end(), end) if extra.start() == 0 else (start, end - len(extra.group()))
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    spans = {name: match.span(name) for name in groups} if rule.data.split else {}
    return Found(start, end, rule, groups, spans=spans)


def holds(doc: Doc, text: str, match: re.Match[str], rule: Rule) -> bool:
    """Whether the words around the match, its part of speech and the rule's check allow it."""
    start, end = match.span()
    before = text[max(0, start - BEFORE) : start]
    if rule.not_before and rule.not_before.match(text, end, end + AFTER):
        return False
    if rule.after and not rule.after.search(before):
        return False
    if rule.not_after and rule.not_after.search(before):
        return False
    if not rule.data.pos and not rule.data.check:
        return True
    span = doc.char_span(start, end, alignment_mode="expand")
    return span is not None and fits(span, match, rule)


def fits(span: Span, match: re.Match[str], rule: Rule) -> bool:
    """Whether the parse agrees: the last word's part of speech, and the rule's own check."""
    if rule.data.pos and span[-1].pos_ not in (*rule.data.pos, "PUNCT", "NUM"):
        return False
    return rule.data.check is None or CHECKS[rule.data.check](span, match)


def join_all(text: str, found: list[Found]) -> list[Found]:
    """Neighbours that make one expression, joined from the right ("late" + ("the night of" + "3 May"))."""
    done: list[Found] = []
    for one in reversed(found):
        joined = join(text, one, done[-1]) if done else None
        if joined:
            done[-1] = joined
        else:
            done.append(one)
    return done[::-1]


def join(text: str, left: Found, right: Found) -> Found | None:
    """The two as one, if a join allows it."""
    between = text[left.end : right.start]
    if len(between) > 12:
        return None
    for data, glue in joins():
        if (
            left.kind in data.left
            and right.kind in data.right
            and glue.fullmatch(between)
            and allowed(data, left, right)
        ):
            return combine(data, left, right)
    return None


def combine(data: JoinData, left: Found, right: Found) -> Found:
    """One expression from two: the kept one, widened, with the other inside unless that is a mere modifier."""
    if left.kind == "modifier":
        mark = right.inner or (right if right.rule.data.joined else None)
        return replace(right, start=left.start, inner=mark)
    kept, other = (left, right) if data.keep == "left" else (right, left)
    return replace(kept, start=left.start, end=right.end, inner=other)


def allowed(data: JoinData, left: Found, right: Found) -> bool:
    """Whether the units fit: a month needs a year beside it, a part of a day needs a day."""
    if left.inner is not None and left.kind not in ("modifier", "part", "count"):
        return False
    if right.kind == "unit" and data.only_years:
        return unit_of(right) == "Y" and "year" not in left.groups
    if right.kind == "unit" and left.kind in ("daypart", "clock", "half", "quarter"):
        return unit_of(right) == ("D" if left.kind in ("daypart", "clock") else "Y")
    if data.only_days and left.kind == "unit":
        return unit_of(left) == "D"
    return not (left.kind == "quarter" and "year" in left.groups)


def unit_of(one: Found) -> str | int:
    """The code of the unit that an expression names."""
    if "one_unit" in one.groups:
        return lexicon().means("one_unit", one.groups["one_unit"])
    return one.rule.data.args.get("unit", "")


def split(one: Found) -> list[Found]:
    """A range as its two ends, each with what it shares with the other; anything else as it is."""
    if not one.rule.data.split:
        return [one]
    return [part for number, names in enumerate(one.rule.data.split) if (part := end_of(one, number, names))]


SECOND = {"d2": "day", "m2": "month", "y2": "year", "year2": "year2"}


def end_of(one: Found, number: int, names: tuple[str, str]) -> Found | None:
    """One end of a range: from the group `names[0]` to the group `names[1]`, or to what there is of it."""
    spans = one.spans
    if names[0] not in spans:
        return None
    own = {name: value for name, value in one.groups.items() if name not in SECOND}
    if number:
        own |= {SECOND[name]: value for name, value in one.groups.items() if name in SECOND}
    last = names[1] if names[1] in spans else max(spans, key=lambda name: spans[name][1])
    start = spans[names[0]][0]
    return replace(one, start=start, end=spans[last][1], groups=own, inner=None)
