"""A headline has the day of what it heads, and nothing else gives it one."""

from __future__ import annotations

from datetime import date

import pytest

from detente import read
from detente.model import Event

DAY = date(2015, 12, 2)


def headline(title: str, lead: str) -> Event:
    """The one act of the title."""
    reading = read(f"{title}\n\nOSLO, Dec 2 (Fjord News) - {lead}\n", published=DAY)
    (found,) = [e for e in reading.events if e.trigger.end <= len(title)]
    return found


@pytest.mark.parametrize(
    ("title", "lead", "day"),
    [
        ("Chile attacks Peru", "Chilean jets bombed a Peruvian port on Monday.", "2015-11-30"),
        ("Chile attacks Peru", "Smoke rose over the Peruvian capital on Monday.", "2015-11-30"),
        ("Chile attacks Peru", "Chile said on Tuesday that its jets had done their duty.", None),
        ("Chile accuses Peru of spying", "Chile said on Tuesday that Peru had sent spies.", "2015-12-01"),
        ("Chile attacks Peru", "Smoke rose over the Peruvian capital.", None),
    ],
)
def test_the_first_sentence_dates_the_headline(title: str, lead: str, day: str | None) -> None:
    when = headline(title, lead).date
    assert (when and str(when.start)) == day


def test_what_is_said_on_meeting_somebody_has_the_day_of_the_meeting() -> None:
    text = (
        "Peru's president met the Chilean envoy on Monday. Receiving the Chilean envoy, Peru's president praised Chile."
    )
    days = {str(e.date.start) for e in read(text, published=DAY).events if e.type == "SUPPORT" and e.date is not None}
    assert days == {"2015-11-30"}
