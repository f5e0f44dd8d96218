"""A terminal that words of stories cannot steer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.segment import Segment

from detente.show.words import harmless

if TYPE_CHECKING:
    from rich.console import ConsoleOptions, RenderableType


class Guarded(Console):
    """A console that draws every character of what it is given and obeys none: colours are its own."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The segments of what is drawn, their words made harmless."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(harmless(segment.text), segment.style)
