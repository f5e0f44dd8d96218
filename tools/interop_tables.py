"""Puts the tables of docs/interop.md into the page: what each format holds, loses and leaves aside, and our columns.

python -m tools.interop_tables            writes the page
python -m tools.interop_tables --check    exit status 1 where the page is stale

They are made from what the formats say of themselves (`detente.interop.FORMATS`), which the tests hold them to.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from tools.pages import filled, kept_up, table

from detente.interop import FACETS, FORMATS
from detente.interop.flat import columns

PAGE = Path(__file__).parents[1] / "docs" / "interop.md"
WRITTEN = [one for one in FORMATS.values() if one.write]


def formats() -> str:
    """The formats, with what can be done with each."""

    def ways(read: object, write: object) -> str:
        return "read and written" if read and write else "only read" if read else "only written"

    return table(
        ("`--to`, `--from`", "data", ""), ((f"`{f.name}`", f.title, ways(f.read, f.write)) for f in FORMATS.values())
    )


def facets() -> str:
    """What passes through each format that is written."""
    spread = [one for one in WRITTEN if one.losses]
    rows = [
        (f"{name}: {what}", *("yes" if name in one.holds() else "" for one in spread)) for name, what in FACETS.items()
    ]
    return table(("what an event holds", *(f"`{one.name}`" for one in spread)), rows)


def losses() -> str:
    """Each loss in words, the formats that share it together."""
    told: dict[tuple[str, str], list[str]] = {}
    for one in WRITTEN:
        for loss in one.losses:
            told.setdefault((loss.facet, loss.what), []).append(f"`{one.name}`")
    rows = sorted(told.items(), key=lambda item: list(FACETS).index(item[0][0]))
    return table(("lost", "what becomes of it", "in"), ((f, what, ", ".join(names)) for (f, what), names in rows))


def aside() -> str:
    """What is in files of others and is not read."""
    return "".join(f"- `{one.name}`: {'; '.join(one.aside)}.\n" for one in FORMATS.values() if one.aside)


def flat() -> str:
    """The columns of our own table."""
    return table(("column", "meaning"), ((f"`{name}`", what) for name, what in columns().items()))


TABLES: dict[str, Callable[[], str]] = {
    "formats": formats, "facets": facets, "losses": losses, "aside": aside, "columns": flat,
}  # fmt: skip


def main(words: list[str]) -> int:
    """Write the page, or compare it."""
    return kept_up({PAGE: filled(PAGE.read_text(encoding="utf-8"), "interop", TABLES)}, words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
