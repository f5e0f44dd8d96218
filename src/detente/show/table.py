"""A reading as text for a terminal, 80 columns or more, readable without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.show import words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table

    from detente.model import Event, Reading

UNKNOWN = "not said"
STYLES = {1: "cyan", 2: "green", 3: "yellow", 4: "red"}
HEADINGS = ("", "who → whom", "what", "when", "where", "according to")
SHARES = (0, 24, 12, 13, 12, 14)
"""Parts of the line that each column gets, in columns of a line of 80 beside the number."""


def print_reading(reading: Reading, console: Console) -> None:
    """The story's ledger page: title, day, then one row an event and below it the words that it rests on."""
    from rich.text import Text

    article = reading.article
    console.print(Text(article.title or f"Story {article.id}", style="bold"))
    console.print(Text(about(reading), style="dim"))
    console.print()
    if not reading.events:
        console.print("  No event was found in this story.\n")
        return
    console.print(_row(HEADINGS, console, "dim"))
    for number, event in enumerate(reading.events, 1):
        console.print(_row(_cells(number, event), console, "", STYLES.get(event.quad, "")))
        console.print(_quoted(event, reading))
    console.print()


def about(reading: Reading) -> str:
    """The line under the title: the day, the outlet, how much was found."""
    article = reading.article
    if article.published:
        published = words.day(article.published) + (
            "" if article.published_from == "given" else f" ({article.published_from})"
        )
    else:
        published = "day of publication not known"
    found = f"{len(reading.events)} event{'' if len(reading.events) == 1 else 's'}"
    return " · ".join(part for part in (published, article.outlet, found) if part)


def _cells(number: int, event: Event) -> tuple[str, ...]:
    return (
        str(number),
        f"{words.parties(event.source)} → {words.parties(event.target)}",
        f"{event.type} {event.status.value}",
        words.when(event.date) or UNKNOWN,
        words.place(event.place) or UNKNOWN,
        words.according_to(event.attribution) or "the story",
    )


def _row(cells: tuple[str, ...], console: Console, style: str, accent: str = "") -> Table:
    """One line of columns whose widths depend on the console alone, so that all rows stand under each other."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=3, justify="right")
    room = console.width - 3 - len(cells)
    for share in SHARES[1:]:
        table.add_column(width=max(8, room * share // sum(SHARES)), overflow="fold")
    table.add_row(*(Text(cell, style=accent if at == 2 else style) for at, cell in enumerate(cells)))
    return table


def _quoted(event: Event, reading: Reading) -> Padding:
    """The words below a row, indented, the trigger in bold."""
    from rich.padding import Padding
    from rich.text import Text

    before, core, after = words.around(event, reading)
    text = Text.assemble("“", before.lstrip(), (core, "bold"), after.rstrip(), "”", style="dim")
    return Padding(text, (0, 0, 1, 4))
