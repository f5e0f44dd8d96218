"""Pages: self-contained HTML, no other host, no script; light and dark, and made to be printed."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from detente.show import words
from detente.show.spans import paragraphs
from detente.show.table import about

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment

    from detente.dispute import Alone, Dispute
    from detente.model import Reading


@lru_cache(maxsize=2)
def environment(*packages: str) -> Environment:
    """Templates of this package, and before them those of others; everything escaped.

    `packages`: those with a folder `templates` of their own. A name that a template misspells is an error, not a blank.
    """
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    env = Environment(
        loader=ChoiceLoader([PackageLoader(name, "templates") for name in (*packages, "detente.show")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {"parties": words.parties, "when": words.when, "place": words.place, "day": words.day}
    env.filters |= {"according_to": words.according_to, "plain": words.plain}
    env.globals["around"] = words.around
    env.globals["quad_names"] = _quad_names()
    return env


def _quad_names() -> dict[int, str]:
    from detente.ontology import QUAD_NAMES

    return dict(QUAD_NAMES)


def page_of_reading(*readings: Reading) -> str:
    """One page with the given stories one after another: the text with its spans marked, beside it the events."""
    shown = [{"reading": r, "about": about(r), "paragraphs": paragraphs(r)} for r in readings]
    title = (readings[0].article.title or readings[0].article.id) if len(readings) == 1 else f"{len(readings)} stories"
    return environment().get_template("reading.html.j2").render(title=title, stories=shown)


def page_of_dispute(disputes: Dispute | Sequence[Dispute], readings: Sequence[Reading] = ()) -> str:
    """The docket of a pair, as of one day or several: the answer with its evidence, then measures, demands, meetings.

    `readings`: stories to append, so that a line of evidence leads to the words in their story.
    """
    from detente.show.docket import dispute_context

    return environment().get_template("dispute.html.j2").render(**dispute_context(disputes, readings))


def page_of_alone(alone: Alone, readings: Sequence[Reading] = ()) -> str:
    """One party and all others: who presses whom, where it gave way, whom it meets. `readings`: as of a dispute."""
    from detente.show.docket import alone_context

    return environment().get_template("alone.html.j2").render(**alone_context(alone, readings))


def framed(page: str, height: int = 640) -> str:
    """A page inside another page, kept apart from its styles."""
    return (
        f'<iframe srcdoc="{escape(page)}" title="detente" sandbox '
        f'style="width:100%;height:{height}px;border:1px solid #8888"></iframe>'
    )
