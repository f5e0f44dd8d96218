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
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import Field, ValidationError

from detente.errors import DataError
from detente.model import Record

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
    expressions: tuple[tuple[re.Pattern[str], frozenset[str]], ...]
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    trim: re.Pattern[str] | None


@dataclass(frozen=True)
class Lexicon:
    """Everything about time that is data. `index`: the rules that may begin with a word (`#`: with a figure)."""

    classes: dict[str, WordClass]
    values: dict[str, dict[str, str | int]]
    rules: tuple[Rule, ...]
    index: dict[str, tuple[tuple[Rule, re.Pattern[str]], ...]]
    lists: dict[str, frozenset[str]]

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
        loaded = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    except (OSError, yaml.YAMLError) as error:
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


def class_starts(name: str, classes: dict[str, WordClass]) -> set[str]:
    """The first words that a member of the class may have."""
    here = classes[name]
    if here.regex:
        return set(here.starts)
    inner = {start for part in here.union for start in class_starts(part, classes)}
    return inner | {first_word(word) for word in spellings(name, classes)}


def first_word(text: str) -> str:
    """The key under which a text's first word is found in the index."""
    match = FIRST.search(text)
    key = match.group().lower() if match else ""
    return "#" if key.isdigit() else "'" if key == "’" else key


class Compiler:
    """Turns rule patterns into expressions, given the classes."""

    def __init__(self, classes: dict[str, WordClass]) -> None:
        self.classes = classes
        self.patterns = {name: class_pattern(name, classes) for name in classes}
        self.starts = {name: class_starts(name, classes) for name in classes}

    def choice(self, body: str) -> tuple[str, set[str]]:
        """One item without glue: its expression and its possible first words."""
        texts, starts = [], set()
        for option in body.split("|"):
            known = CLASS.search(option)
            starts |= self.starts[known.group(1)] if known and known.start() == 0 else {first_word(option)}
            texts.append(self.option(option))
        return (f"(?:{'|'.join(texts)})" if len(texts) > 1 else texts[0]), starts

    def option(self, option: str) -> str:
        """One alternative: a word or a class."""
        known = CLASS.fullmatch(option)
        if not known:
            return word_pattern(option)
        return f"(?P<{known.group(2) or known.group(1)}>{self.patterns[known.group(1)]})"

    def expression(self, pattern: str) -> tuple[re.Pattern[str], frozenset[str]]:
        """The expression for a whole pattern and the first words that it may begin with."""
        text, starts, open_start = "", set[str](), True
        items = [ITEM.match(item) for item in pattern.split()]
        for at, item in enumerate(items):
            assert item is not None
            body, first = self.choice(item["body"])
            glue = GLUE[item["glue"] or ""]
            starts |= first if open_start else set()
            if open_start and item["maybe"]:
                following = items[at + 1]
                text += f"(?:{body}{GLUE[(following['glue'] or '') if following else '']})?"
                continue
            piece = body if open_start else glue + body
            text += f"(?:{piece})?" if item["maybe"] else piece
            open_start = False
        return re.compile(text + END, re.I), frozenset(starts)

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


def make_index(rules: tuple[Rule, ...]) -> dict[str, tuple[tuple[Rule, re.Pattern[str]], ...]]:
    """The rules' expressions by the first word that they may begin with."""
    index: dict[str, list[tuple[Rule, re.Pattern[str]]]] = defaultdict(list)
    for rule in rules:
        for expression, starts in rule.expressions:
            for start in starts:
                index[start].append((rule, expression))
    return {start: tuple(found) for start, found in index.items()}


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
