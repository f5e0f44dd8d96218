"""Tables in Markdown, and the pages of the documents that hold them between marks."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

Tables = Mapping[str, Callable[[], str]]


def table(head: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """A table; what a cell holds stays in it."""
    cells = [[str(cell).replace("|", "\\|").replace("\n", " ") for cell in row] for row in (head, *rows)]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return "\n".join([lines[0], "|" + "---|" * len(head), *lines[1:]]) + "\n"


def marked(kind: str) -> re.Pattern[str]:
    """What stands between `<!-- kind: name -->` and `<!-- end -->`."""
    return re.compile(rf"(<!-- {kind}: ([\w-]+) -->\n).*?(<!-- end -->)", re.S)


def filled(text: str, kind: str, tables: Tables) -> str:
    """A page with its tables written anew."""
    return marked(kind).sub(lambda m: m[1] + tables[m[2]]() + m[3], text)


def kept_up(pages: Mapping[Path, str], words: Sequence[str]) -> int:
    """Write pages, or with `--check` among the words name those that are not as they should be: exit status 1."""
    stale = [page for page, text in pages.items() if not page.exists() or page.read_text(encoding="utf-8") != text]
    if "--check" in words:
        for page in stale:
            print(f"{page.name} is not what it is made from", file=sys.stderr)
        return 1 if stale else 0
    for page in stale:
        page.write_text(pages[page], encoding="utf-8")
    return 0
