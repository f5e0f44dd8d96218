"""The lines of a story as its writer meant them: one paragraph each, wrapped lines joined, with their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

PHYSICAL = re.compile(r"[^\r\n\u2028\u2029]+")
ENDS_SENTENCE = re.compile(r"[.!?:;…][\"”'’)\]»]*$")
WRAP_WIDTH = 100
"""Text wrapped by hand or by a mail program is narrower than this; a paragraph on one line is nearly always wider."""


@dataclass(frozen=True)
class Line:
    """A paragraph or a line of its own: `text` without the white space around it, at [`start`, `end`) of the story."""

    start: int
    end: int
    text: str
    alone: bool = True
    """Whether a blank line, or the story's beginning, stands before it."""

    @cached_property
    def words(self) -> list[str]:
        """Its words, split at white space."""
        return self.text.split()

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return ENDS_SENTENCE.search(self.text) is not None


def lines_of(text: str) -> list[Line]:
    """The story's lines in order. Where the text is wrapped at a width, the lines of one paragraph are joined."""
    blocks = _blocks(text)
    if _is_wrapped(blocks):
        return [line for block in blocks for line in _joined(block, text)]
    return [line for block in blocks for line in block]


def _blocks(text: str) -> list[list[Line]]:
    """Physical lines, grouped by the blank lines between them."""
    blocks: list[list[Line]] = []
    last_end = None
    for found in PHYSICAL.finditer(text):
        body = found.group().strip()
        if not body:
            continue
        start = found.start() + found.group().index(body)
        alone = last_end is None or _blank_between(text[last_end : found.start()])
        line = Line(start, start + len(body), body, alone)
        if alone:
            blocks.append([line])
        else:
            blocks[-1].append(line)
        last_end = found.end()
    return blocks


def _blank_between(gap: str) -> bool:
    return gap.replace("\r\n", "\n").count("\n") + gap.count("\u2029") > 1


def _is_wrapped(blocks: list[list[Line]]) -> bool:
    """Whether most lines that another follows directly break off in the middle of a sentence, at about one width."""
    inner = [line for block in blocks for line in block[:-1]]
    widest = max((len(line.text) for block in blocks for line in block), default=0)
    if not inner or widest > WRAP_WIDTH:
        return False
    full = [line for line in inner if not line.ends_sentence and len(line.text) > 0.6 * widest]
    return widest > 40 and len(full) >= 0.6 * len(inner)


def _joined(block: list[Line], text: str) -> list[Line]:
    """The lines of a block as paragraphs: a line much shorter than the block's widest ends one."""
    widest = max(len(line.text) for line in block)
    out: list[Line] = []
    begin = block[0]
    for line, following in zip(block, [*block[1:], None], strict=True):
        if following is None or len(line.text) < 0.6 * widest:
            out.append(Line(begin.start, line.end, text[begin.start : line.end], begin.alone))
            begin = following or line
    return out
