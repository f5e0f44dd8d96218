"""`detente tension`: the course of a pair's tension as a plot, an SVG file or figures."""

from __future__ import annotations

from pathlib import Path

from detente.cli.output import put_json, show
from detente.dispute import tension
from detente.errors import unwritable
from detente.ingest.published import as_date
from detente.ledger import Ledger
from detente.ontology import DEFAULT_SCALE
from detente.version import __version__
from detente.world.named import code_of


def show_tension(  # noqa: PLR0913, PLR0917 - the words of the command
    path: Path, pair: tuple[str, str], scale: str | None, as_of: str | None, svg: Path | None, figures: bool
) -> int:
    """Draw or print; the exit status. UsageError or OutputError where the SVG file cannot be written."""
    with Ledger.open(path, read_only=True) as ledger:
        course = tension(ledger, code_of(pair[0]), code_of(pair[1]), scale or DEFAULT_SCALE, as_date(as_of))
    if svg is not None:
        from detente.show.plot import svg as drawing

        try:
            svg.write_text(drawing(course, f"{path.name}, read by detente {__version__}"), encoding="utf-8")
        except OSError as wrong:
            raise unwritable(wrong, svg) from wrong
    if figures:
        put_json(course.as_json(), pretty=True)
    else:
        from detente.show.plot import print_course

        show(lambda console: print_course(course, console))
    return 0
