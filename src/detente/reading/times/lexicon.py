"""Words and rules of time: loaded from `language/english/time/*.yaml`, checked, and compiled to regular expressions.

A rule's pattern is a row of items with spaces between them:

    word          the word itself, in any case; `_` stands for a space inside it
    a|b|{class}   one of these
    {class=name}  a word of a class; what matched is kept under `name` (default: the class's own name)
    item?         may be missing
    -item         a hyphen or a space comes before it; `=item`: nothing comes before it; `,item`: perhaps a comma

Anything wrong in the data raises `DataError` with the file's or rule's name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from typing import Any

from pydantic import Field, ValidationError

from detente.errors import DataError
from detente.model import Record
from detente.tables import load_yaml

FOLDER = files("detente.language.english") / "time"
RULE_FILES = ("calendar", "relative", "durations", "clock")
GLUE = {"-": r"(?: ?[-–—] ?| +)", "=": "", ",": r"(?:,? +)", "": r" +"}
# A number that goes on ("1,500"), a share ("12%") or a word that goes on is not the time it looks like.
END = r"(?!\w)(?!['’]\w\w)(?![.,]\d)(?! ?%)"
ITEM = re.compile(r"(?P<glue>[-=,](?=.))?(?P<body>\S+?)(?P<maybe>\?)?$")
CLASS = re.compile(r"\{(\w+)(?:=(\w+))?\}")
FIRST = re.compile(r"[a-z]+|\d|['’]", re.I)


class WordClass(Record):
    """Words that may stand in one place of a rule, with their meanings; or a regular expression for figures."""

    words: dict[str, str | int] = Field(default_factory=dict)
    regex: str | None = None
    union: tuple[str, ...] = ()
    product: tuple[str, ...] = ()
    case: bool = False
    plural: bool = False
    starts: tuple[str, ...] = ("#",)


class Example(Record):
    """A sentence with the expression in brackets and the value it must have; several brackets, several values."""

    say: str
    value: str | list[str]
    published: str | None = "2015-12-02"


class RuleData(Record):
    """One rule as it stands in the data. See `docs/evaluation-dates.md` for what each field does."""

    name: str
    kind: str
    make: str
    pattern: tuple[str, ...]
    value: str | None = None
    args: dict[str, str | int] = Field(default_factory=dict)
    split: tuple[tuple[str, str], ...] = ()
    pos: tuple[str, ...] = ()
    after: str | None = None
    not_after: str | None = None
    not_before: str | None = None
    trim: str | None = None
    check: str | None = None
    only: str | None = None
    joined: bool = False
    examples: tuple[Example, ...]


@dataclass(frozen=True, eq=False)
class Rule:
    """A rule ready to match: one expression for each of its patterns."""

    data: RuleData
    order: int
    expressions: tuple[tuple[re.Pattern[str], frozenset[tuple[str, str]]], ...]
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    trim: re.Pattern[str] | None


# The words that an expression may begin with, the first and the second, as keys (`key_of`); the second may be any.
Begin = tuple[str, str]
ANY = "*"
Entries = tuple[tuple[Rule, re.Pattern[str]], ...]


@dataclass(frozen=True)
class Lexicon:
    """Everything about time that is data. `index`: the rules that may begin with two words (`#`: a figure)."""

    classes: dict[str, WordClass]
    values: dict[str, dict[str, str | int]]
    rules: tuple[Rule, ...]
    index: dict[Begin, Entries]
    lists: dict[str, frozenset[str]]

    def at(self, text: str, word: re.Match[str]) -> Entries:
        """The rules that may begin at a word of a text, by it and the next."""
        first, second = key_of(word), first_word(text, word.end())
        return self.index.get((first, second)) or self.index.get((first, ANY), ())

    def means(self, name: str, word: str) -> str | int:
        """What `word` means in the class `name`. Raises KeyError where it is not in it."""
        return self.values[name][normal(word)]

    def knows(self, name: str, word: str) -> bool:
        """Whether `word` is in the class `name`."""
        return normal(word) in self.values[name]


def normal(word: str) -> str:
    """A word as the tables keep it: lower case, single spaces, straight apostrophe, no full stop at the end."""
    return " ".join(word.lower().replace("’", "'").replace("-", " ").split()).rstrip(".")


def read_yaml(name: str) -> dict[str, Any]:
    """One data file as a dictionary. Raises `DataError` where it is no YAML mapping."""
    try:
        loaded = load_yaml(FOLDER / f"{name}.yaml")
    except OSError as error:
        raise DataError(f"cannot be read: {error}", subject=f"time/{name}.yaml") from error
    if not isinstance(loaded, dict):
        raise DataError("is not a mapping", subject=f"time/{name}.yaml")
    return loaded


def spellings(name: str, classes: dict[str, WordClass]) -> dict[str, str | int]:
    """The words of a class with their meanings, its unions and products worked out."""
    here = classes[name]
    if here.product:
        left, right = (spellings(part, classes) for part in here.product)
        return {f"{a}-{b}": int(left[a]) + int(right[b]) for a in left for b in right}
    found = dict(here.words)
    for part in here.union:
        found |= spellings(part, classes)
    return found


def word_pattern(word: str) -> str:
    """The expression for one word: `_` is a space, a final `.?` an optional full stop, a hyphen may be a space."""
    stop = r"\.?" if word.endswith(".?") else ""
    escaped = re.escape(word.removesuffix(".?").replace("_", " "))
    return escaped.replace(r"\ ", " +").replace(r"\-", "[- ]").replace("'", "['’]") + stop


def class_pattern(name: str, classes: dict[str, WordClass]) -> str:
    """The expression for any member of a class, longest first."""
    here = classes[name]
    if here.regex:
        return here.regex
    parts = [class_pattern(part, classes) for part in here.union if classes[part].regex]
    words = sorted(spellings(name, classes), key=len, reverse=True)
    text = "|".join([word_pattern(word) for word in words])
    if here.case:
        text = "(?-i:" + "|".join(word_pattern(form) for word in words for form in (word, word.upper())) + ")"
    return "(?:" + "|".join([text, *parts]) + ")"


def class_begins(name: str, classes: dict[str, WordClass]) -> set[Begin]:
    """How a member of the class may begin."""
    here = classes[name]
    if here.regex:
        return {(start, ANY) for start in here.starts}
    inner = {begin for part in here.union for begin in class_begins(part, classes)}
    return inner | {begin_of(word) for word in spellings(name, classes)}


def begin_of(text: str) -> Begin:
    """How a text begins: its first two words, the second empty where there is but one."""
    first, second, *_ = [*(key_of(match) for match in islice(FIRST.finditer(text), 2)), "", ""]
    return first, second if first.isalpha() else ANY


def first_word(text: str, at: int = 0) -> str:
    """The key under which the first word of a text behind `at` is found in the index."""
    match = FIRST.search(text, at)
    return key_of(match) if match else ""


def key_of(word: re.Match[str]) -> str:
    """The key of a word: itself in lower case, one for all figures, one for both apostrophes."""
    key = word.group().lower()
    return "#" if key.isdigit() else "'" if key == "’" else key


class Compiler:
    """Turns rule patterns into expressions, given the classes."""

    def __init__(self, classes: dict[str, WordClass]) -> None:
        self.classes = classes
        self.patterns = {name: class_pattern(name, classes) for name in classes}
        self.begins = {name: class_begins(name, classes) for name in classes}

    def choice(self, body: str) -> tuple[str, set[Begin]]:
        """One item without glue: its expression and how it may begin."""
        texts, begins = [], set[Begin]()
        for option in body.split("|"):
            known = CLASS.fullmatch(option)
            begins |= self.begins[known.group(1)] if known else {begin_of(option)}
            texts.append(self.option(option))
        return (f"(?:{'|'.join(texts)})" if len(texts) > 1 else texts[0]), begins

    def option(self, option: str) -> str:
        """One alternative: a word or a class."""
        known = CLASS.fullmatch(option)
        if not known:
            return word_pattern(option)
        return f"(?P<{known.group(2) or known.group(1)}>{self.patterns[known.group(1)]})"

    def expression(self, pattern: str) -> tuple[re.Pattern[str], frozenset[Begin]]:
        """The expression for a whole pattern and how it may begin."""
        text, begins, open_start = "", set[Begin](), True
        items = [ITEM.match(item) for item in pattern.split()]
        parts = [self.choice(item["body"]) for item in items if item is not None]
        for at, (item, (body, own)) in enumerate(zip(items, parts, strict=True)):
            assert item is not None
            glue = GLUE[item["glue"] or ""]
            if open_start:
                after = seconds(items[at + 1 :], [begins for _, begins in parts[at + 1 :]])
                begins |= {(first, word) for first, second in own for word in ([second] if second else after)}
            if open_start and item["maybe"]:
                following = items[at + 1]
                text += f"(?:{body}{GLUE[(following['glue'] or '') if following else '']})?"
                continue
            piece = body if open_start else glue + body
            text += f"(?:{piece})?" if item["maybe"] else piece
            open_start = False
        return re.compile(text + END, re.I), frozenset(begins)

    def rule(self, data: RuleData, order: int) -> Rule:
        """A rule made ready."""
        try:
            expressions = tuple(self.expression(pattern) for pattern in data.pattern)
        except (KeyError, re.error) as error:
            raise DataError(f"has a pattern that cannot be read: {error}", subject=f"time rule {data.name}") from error
        return Rule(
            data,
            order,
            expressions,
            self.guard(data.after, re.I),
            self.guard(data.not_after),
            self.guard(data.not_before),
            self.guard(data.trim),
        )

    def guard(self, text: str | None, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str] | None:
        """The expression of a condition; a class in braces stands for any of its words."""
        if text is None:
            return None
        return re.compile(re.sub(r"\{([a-z]\w*)\}", lambda m: self.patterns[m.group(1)], text), flags)


def seconds(items: Sequence[re.Match[str] | None], begins: Sequence[set[Begin]]) -> set[str]:
    """The words that may stand first in items of a pattern; any, where none need stand there, or where what stands
    there is joined to what is before or behind it. `begins`: how each item may begin.
    """
    found: set[str] = set()
    for item, after, own in zip(items, [*items[1:], None], begins, strict=False):
        assert item is not None
        joined = item["glue"] == "=" or (after is not None and after["glue"] == "=")
        found |= {ANY} if joined else {first for first, _ in own}
        if not item["maybe"]:
            return found
    return found | {ANY}


def load_rules(compiler: Compiler) -> tuple[Rule, ...]:
    """All rules, in the order of the files. Raises `DataError` for one that does not fit the schema."""
    rules: list[Rule] = []
    for name in RULE_FILES:
        for raw in read_yaml(name)["rules"]:
            try:
                data = RuleData(**raw)
            except ValidationError as error:
                raise DataError(str(error), subject=f"time/{name}.yaml, rule {raw.get('name')}") from error
            rules.append(compiler.rule(data, len(rules)))
    return tuple(rules)


def make_index(rules: tuple[Rule, ...]) -> dict[Begin, Entries]:
    """The rules' expressions by the two words that they may begin with, with those after whose first any may stand."""
    ways = [(rule, expression) for rule in rules for expression, _ in rule.expressions]
    index: defaultdict[Begin, set[int]] = defaultdict(set)
    for number, begins in enumerate(begins for rule in rules for _, begins in rule.expressions):
        for begin in begins:
            index[begin].add(number)
    return {
        (first, second): tuple(ways[n] for n in sorted(found | index.get((first, ANY), set())))
        for (first, second), found in index.items()
    }


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words and rules of English, loaded once a process (about a tenth of a second)."""
    raw = read_yaml("words")
    try:
        classes = {name: WordClass(**body) for name, body in raw["classes"].items()}
    except ValidationError as error:
        raise DataError(str(error), subject="time/words.yaml") from error
    rules = load_rules(Compiler(classes))
    values = {name: meanings(name, classes) for name in classes}
    lists = {name: frozenset(words) for name, words in raw["lists"].items()}
    return Lexicon(classes, values, rules, make_index(rules), lists)


def meanings(name: str, classes: dict[str, WordClass]) -> dict[str, str | int]:
    """The table of a class, under words as `normal` gives them."""
    return {normal(w.removesuffix(".?").replace("_", " ")): value for w, value in spellings(name, classes).items()}
