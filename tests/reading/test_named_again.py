"""An act without a day has the one that a noun gives by which the story names it."""

from __future__ import annotations

from datetime import date

import pytest

from detente import read


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Angela Merkel phoned her Japanese colleague. During Friday's talk she spoke of the sea.", "2016-03-04"),
        ("Rousseff met her Peruvian colleague in Cusco. The talks on Tuesday lasted an hour.", "2016-03-08"),
        ("Chilean jets bombed a Peruvian port. Monday's raid was the first in a year.", "2016-03-07"),
        ("Kenya imposed a ban on Ugandan milk, which took effect on Monday.", "2016-03-07"),
        ("Merkel met Abe. Monday's meeting of Peru and Chile was a failure.", None),
        ("Chad announced sanctions against Niger that will enter into force on April 2.", None),
    ],
)
def test_a_noun_gives_the_day(text: str, day: str | None) -> None:
    first = read(text, published=date(2016, 3, 10)).events[0]
    assert (first.date and str(first.date.start)) == day
