"""Days behind a clause that says what a thing is, behind a bare participle, and of what one is blamed for."""

from __future__ import annotations

from datetime import date

import pytest

import detente

DAY = date(2016, 3, 10)


@pytest.mark.parametrize(
    ("text", "type_", "day"),
    [
        ("Commandos from Peru seized the island that lies off the coast of Chile on Monday.", "ASSAULT", "2016-03-07"),
        ("Chad shelled the road that links Niger's capital with the coast on Tuesday.", "ASSAULT", "2016-03-08"),
        ("Kenya signed the treaty that takes effect on Monday with Somalia.", "SUPPORT", "None"),
        ("Britain blames Syria for the use of gas in a suburb on March 4.", "ACCUSE", "None"),
        ("Ghana blamed Togo on Monday for the raid.", "ACCUSE", "2016-03-07"),
    ],
)
def test_whose_day_it_is(text: str, type_: str, day: str) -> None:
    events = detente.read(text, published=DAY).events
    assert [str(e.date and e.date.start) for e in events if e.type == type_] == [day]


def test_what_is_received_in_return_is_of_the_same_day() -> None:
    text = "Iran handed over three sailors to Oman on Friday and received in return two divers whom Muscat had jailed."
    days = {str(e.date and e.date.start) for e in detente.read(text, published=DAY).events if e.type == "CONCEDE"}
    assert days == {"2016-03-04"}


def test_a_demand_is_not_of_the_day_on_which_it_is_turned_down() -> None:
    events = detente.read("Chile on Monday rejected Peru's demand for an apology.", published=DAY).events
    assert {e.type: str(e.date and e.date.start) for e in events} == {"REJECT": "2016-03-07", "REQUEST": "None"}
