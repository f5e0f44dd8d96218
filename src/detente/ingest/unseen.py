"""Characters that cannot be seen: soft hyphens, joiners, marks of direction, byte order marks.

They stand within words ("Nor-way" with a soft hyphen) and around them, and no reader of the story knows of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

UNSEEN = re.compile(
    r"[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
"""What Unicode has as ignorable where it is not drawn, but for letters that are filled in Korean and Khmer."""


def visible(text: str) -> str:
    """The text without what cannot be seen."""
    return text if text.isascii() else UNSEEN.sub("", text)


def places(text: str) -> list[int] | None:
    """Where in `text` each character of `visible(text)` stands; None where that is the same text."""
    if text.isascii() or not UNSEEN.search(text):
        return None
    return [at for at, character in enumerate(text) if not UNSEEN.match(character)]


def restored(found: object, at: Sequence[int]) -> object:
    """The same with every span, a mapping with numbers as `start` and `end`, set back to where it stands by `at`."""
    if isinstance(found, list | tuple):
        return [restored(item, at) for item in found]
    if not isinstance(found, Mapping):
        return found
    out = {name: restored(value, at) for name, value in found.items()}
    start, end = out.get("start"), out.get("end")
    if isinstance(start, int) and isinstance(end, int) and start < end:
        out |= {"start": at[start], "end": at[end - 1] + 1}
    return out


def moved(start: int, end: int, at: Sequence[int]) -> tuple[int, int]:
    """The span of the visible text that one of the whole text is."""
    return bisect_left(at, start), bisect_left(at, end)
