"""The stylesheet that the site shares with the pages of `detente.show`, and that of one story."""

from __future__ import annotations

from fastapi import APIRouter, Response

router = APIRouter()
SHARED = ("page.css", "event.css", "story.css")
MOST = 2000  # events of a story that light up their words


@router.get("/pages/theme.css")
def theme() -> Response:
    """Colours, type and the cards of events, as `detente read --format html` has them."""
    from detente.show.html import environment

    return css("\n".join(environment().get_template(name).render() for name in SHARED))


@router.get("/pages/marks-{count}.css")
def marks(count: int) -> Response:
    """For a story of so many events: going to an event lights up its words, without a script."""
    rule = "main:has(#e{0}:is(:hover, :target)) .text .e{0} {{ box-shadow: 0 0 0 2px var(--ink); }}"
    return css("\n".join(rule.format(n) for n in range(1, min(max(count, 0), MOST) + 1)))


def css(text: str) -> Response:
    """A stylesheet that a browser keeps for an hour."""
    return Response(text, media_type="text/css", headers={"Cache-Control": "private, max-age=3600"})
