"""Every rule of time is shown by sentences of its own, which stand beside it in the data."""

from __future__ import annotations

import re
from datetime import date

import pytest

from detente.errors import DataError
from detente.model import TimeExpression
from detente.reading.parse import parse
from detente.reading.times import find_times
from detente.reading.times.lexicon import Compiler, Example, RuleData, WordClass, lexicon

EXAMPLES = [(rule.data.name, example) for rule in lexicon().rules for example in rule.data.examples]
# Rules of which every example would only repeat another's.
SHOWN_ELSEWHERE = {"current", "former", "so-far", "count-back-noun"}


def marked(say: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence without its brackets, and where they stood."""
    text, spans = "", []
    for number, piece in enumerate(re.split(r"[\[\]]", say)):
        if number % 2:
            spans.append((len(text), len(text) + len(piece)))
        text += piece
    return text, spans


def read(example: Example) -> tuple[str, tuple[TimeExpression, ...], list[tuple[int, int]]]:
    text, spans = marked(example.say)
    day = date.fromisoformat(example.published) if example.published else None
    return text, find_times(parse(text), day), spans


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{name}-{i}" for i, (name, _) in enumerate(EXAMPLES)])
def test_the_words_in_brackets_have_the_value_that_the_data_gives(name: str, example: Example) -> None:
    text, times, spans = read(example)
    values = [example.value] if isinstance(example.value, str) else example.value
    found = {(t.start, t.end): t.value for t in times}
    assert {span: found.get(span) for span in spans} == dict(zip(spans, values, strict=True)), f"{name}: {text}"


def test_every_rule_has_an_example() -> None:
    bare = {rule.data.name for rule in lexicon().rules if not rule.data.examples}
    assert bare == SHOWN_ELSEWHERE


@pytest.mark.parametrize(
    "text",
    [
        "They lost 1900 soldiers and 1800 guns.",
        "The fall of the city ended the war.",
        "They may march on the capital.",
        "The 1,500 men held three quarters of the town.",
        "It cost $1990 and weighed 1999 pounds.",
    ],
)
def test_words_that_only_look_like_times_are_left_alone(text: str) -> None:
    assert find_times(parse(text), date(2015, 12, 2)) == ()


def test_a_pattern_with_an_unknown_class_is_refused_with_the_name_of_its_rule() -> None:
    data = RuleData(name="odd", kind="day", make="date", pattern=("{nosuch}",), examples=())
    with pytest.raises(DataError, match="odd"):
        Compiler({"month": WordClass(words={"May": 5})}).rule(data, 0)
