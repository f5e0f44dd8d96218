"""What the makers of values share: the value with its reason, and what words mean."""

from __future__ import annotations

from typing import NamedTuple

from detente.reading.times.lexicon import lexicon

NO_DAY = "the story has no day of publication to count from"
NO_ANCHOR = "nothing in the text says from when to count"
NO_SUCH_DAY = "the calendar has no such day"


class Value(NamedTuple):
    """A TIMEX3 value, or None and why it stays open."""

    value: str | None
    why: str | None = None


def means(name: str, word: str) -> str:
    """The meaning of a word in a class, as text."""
    return str(lexicon().means(name, word))


def number(word: str) -> str:
    """A number in figures, or X for "several"."""
    if word[:1].isdigit():
        return f"{float(word):g}"
    for name in ("n", "a", "vague"):
        if lexicon().knows(name, word):
            return means(name, word)
    return "X"
