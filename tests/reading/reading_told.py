"""What a text is read to tell, as the tests of acts ask it."""

from __future__ import annotations

from datetime import date

import detente


def told(text: str, published: date = date(2031, 6, 30)) -> set[tuple[str, str, str]]:
    """The types of a text's events, each with the codes of its two sides."""
    reading = detente.read(text, published=published)
    return {(e.type, s.code or "", t.code or "") for e in reading.events for s in e.source for t in e.target}
