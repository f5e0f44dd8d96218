"""The date of an act is the time of its own clause, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from detente.model import Span
from detente.reading.parse import parse
from detente.reading.times import date_event, done_now, find_times, said_on

DAY = date(2015, 12, 2)
NO_TIME = "no time is named in its clause"


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def dated(text: str, trigger: str, planned: bool = False, day: date | None = DAY) -> tuple[str, str | None, str | None]:
    """Precision, first and last day as text; an open date has the reason instead of the precision."""
    doc = parse(text)
    when, why = date_event(doc, at(text, trigger), Span(start=0, end=len(text)), find_times(doc, day), day, planned)
    if when is None:
        assert why
        return why, None, None
    assert when.from_ is not None
    return when.precision, when.start.isoformat() if when.start else None, when.end.isoformat() if when.end else None


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        (
            "Iran recalled him on Monday, a day after Oman had shelled it.",
            "shelled",
            ("day", "2015-11-29", "2015-11-29"),
        ),
        (
            "Iran shut the port on Monday, the morning after Oman shelled it.",
            "shelled",
            ("day", "2015-11-29", "2015-11-29"),
        ),
        (
            "The ferry went down on Monday after Oman had shelled it.",
            "shelled",
            ("day", "2015-11-30", "2015-11-30"),
        ),
        (
            "Iran shut the port on Monday, shortly after Oman had shelled it.",
            "shelled",
            ("day", "2015-11-30", "2015-11-30"),
        ),
        ("In 1998, after Oman had shelled the port, Iran shut it.", "shelled", ("year", "1998-01-01", "1998-12-31")),
        (
            "Iran shut the port on Monday, hours after Oman had shelled it.",
            "shelled",
            ("day", "2015-11-30", "2015-11-30"),
        ),
        (
            "Iran shut the port on Monday, three days after the shelling of its fleet.",
            "shelling",
            ("day", "2015-11-27", "2015-11-27"),
        ),
        (
            "Iran recalled him after last week's shelling of its fleet.",
            "shelling",
            ("week", "2015-11-23", "2015-11-29"),
        ),
        (
            "Iran put off a trip after Oman's shelling of its fleet on November 24.",
            "put off",
            ("after", "2015-11-24", None),
        ),
        (
            "Three days before Oman shelled it, Iran shut the port on Monday.",
            "shelled",
            ("day", "2015-12-03", "2015-12-03"),
        ),
        (
            "Two weeks after Oman shelled it, Iran shut the port on Monday.",
            "shelled",
            ("week", "2015-11-13", "2015-11-19"),
        ),
        (
            "Iran shut the port on Monday, two months after Oman shelled it.",
            "shelled",
            ("month", "2015-09-01", "2015-09-30"),
        ),
        ("Iran shut the port on Monday after Oman shelled it.", "shelled", ("before", None, "2015-11-30")),
        (
            "Iran shut the port on Monday, 5000000 weeks after Oman shelled it.",
            "shelled",
            ("before", None, "2015-11-30"),
        ),
    ],
)
def test_a_length_before_after_tells_how_far_apart_two_acts_lie(
    text: str, trigger: str, expected: tuple[str, str | None, str | None]
) -> None:
    assert dated(text, trigger) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "planned", "expected"),
    [
        ("Iran shelled the port on Monday.", "shelled", False, ("day", "2015-11-30", "2015-11-30")),
        ("On Monday, Iran shelled the port and sank two ships.", "sank", False, ("day", "2015-11-30", "2015-11-30")),
        ("Iran last week shelled the port.", "shelled", False, ("week", "2015-11-23", "2015-11-29")),
        ("The envoys will meet in Oslo on Thursday and Friday.", "meet", True, ("day", "2015-12-03", "2015-12-04")),
        ("The envoys met in Oslo from 12 to 14 May 1992.", "met", False, ("day", "1992-05-12", "1992-05-14")),
        ("Iran agreed Tuesday to meet the envoys on Friday.", "agreed", True, ("day", "2015-12-04", "2015-12-04")),
        ("Iran agreed Tuesday to meet the envoys on Friday.", "agreed", False, ("day", "2015-12-01", "2015-12-01")),
        ("Iran must withdraw by Sunday.", "withdraw", True, ("before", None, "2015-12-06")),
        ("Iran has held the ships since October.", "held", False, ("after", "2015-10-01", None)),
        ("Iran failed to release the crew on Monday.", "release", False, ("day", "2015-11-30", "2015-11-30")),
        ("The army began shelling the port on Monday.", "shelling", False, ("day", "2015-11-30", "2015-11-30")),
        ("Iran denounced Monday's attack on its port.", "attack", False, ("day", "2015-11-30", "2015-11-30")),
        ("Iran hailed the envoys on Monday and gave them a list.", "gave", False, ("day", "2015-11-30", "2015-11-30")),
    ],
)
def test_an_act_has_the_time_of_its_own_clause(
    text: str, trigger: str, planned: bool, expected: tuple[str, str | None, str | None]
) -> None:
    assert dated(text, trigger, planned) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "planned", "expected"),
    [
        ("The siege ended on Monday when Iran lifted it.", "lifted", False, ("day", "2015-11-30", "2015-11-30")),
        ("On Monday in Oslo, where he met the king, he was calm.", "met", False, ("day", "2015-11-30", "2015-11-30")),
        ("He left on Monday for Oslo, where Iran had shut it.", "shut", False, (NO_TIME, None, None)),
        ("In Monday's call he blamed Iran and thanked Oman.", "thanked", False, ("day", "2015-11-30", "2015-11-30")),
        ("They have waited since Monday, when Iran shut it.", "shut", False, ("day", "2015-11-30", "2015-11-30")),
        (
            "Iran fired on and seized two Omani ships near Muscat on Monday.",
            "fired on",
            False,
            ("day", "2015-11-30", "2015-11-30"),
        ),
        (
            "Iran would not receive the envoy while both were in Paris on Monday.",
            "receive",
            False,
            ("day", "2015-11-30", "2015-11-30"),
        ),
        (
            "Iran expelled the envoy on Monday, accusing Oman of lying.",
            "accusing",
            False,
            ("day", "2015-11-30", "2015-11-30"),
        ),
        (
            "In Monday's conversation Rouhani condemned the raid.",
            "condemned",
            False,
            ("day", "2015-11-30", "2015-11-30"),
        ),
        (
            "The council, in a resolution passed last Tuesday, demanded their release.",
            "demanded",
            False,
            ("day", "2015-11-24", "2015-11-24"),
        ),
        (
            "Oman had its envoy recalled shortly after midnight on Monday.",
            "recalled",
            False,
            ("day", "2015-11-30", "2015-11-30"),
        ),
        ("In Muscat on Monday Iran offered to send ships.", "offered", True, ("day", "2015-11-30", "2015-11-30")),
        ("The sanctions take effect on Friday.", "take", False, ("day", "2015-12-04", "2015-12-04")),
        (
            "Rouhani, minister since Monday, condemned the raid.",
            "condemned",
            False,
            ("no time is named in its clause", None, None),
        ),
        (
            "Iran asked Oman to leave the port by Friday.",
            "asked",
            False,
            ("no time is named in its clause", None, None),
        ),
        (
            "Crowds sacked the embassy on Nov. 28, and on Monday two ships left the port.",
            "sacked",
            False,
            ("day", "2015-11-28", "2015-11-28"),
        ),
        (
            "Iran was halting its raids, the morning after Oman had shelled it on Monday.",
            "shelled",
            False,
            ("day", "2015-11-30", "2015-11-30"),
        ),
    ],
)
def test_times_that_stand_in_another_clause_or_noun_phrase(
    text: str, trigger: str, planned: bool, expected: tuple[str, str | None, str | None]
) -> None:
    assert dated(text, trigger, planned) == expected


def test_the_time_of_the_saying_is_not_that_of_what_is_said() -> None:
    text = "The minister said Wednesday he was willing to meet the envoy this week."
    assert dated(text, "willing to meet", planned=True) == ("week", "2015-11-30", "2015-12-06")
    text = "The minister said on Tuesday that Iran had seized a ship."
    assert dated(text, "seized")[1:] == (None, None)


def test_a_clause_with_after_sets_a_bound() -> None:
    text = "Iran recalled its envoy on Monday, after Iraq had earlier scrapped a visit."
    assert dated(text, "scrapped") == ("before", None, "2015-11-30")
    assert dated(text, "recalled") == ("day", "2015-11-30", "2015-11-30")


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Iran has rejected the demand.", "rejected"),
        ("Iran condemned last year's raid.", "condemned"),
        ("The sanctions that were imposed in May angered Iran, which closed the strait.", "closed"),
    ],
)
def test_the_day_of_the_report_never_stands_in_for_an_unknown_date(text: str, trigger: str) -> None:
    assert dated(text, trigger)[1:] == (None, None)


def test_a_date_still_to_come_is_not_that_of_what_has_happened() -> None:
    assert dated("Iran scrapped the visit planned for Friday.", "scrapped")[1:] == (None, None)


def test_without_a_day_of_publication_a_weekday_gives_no_date_but_a_reason() -> None:
    why, first, last = dated("Iran shelled the port on Monday.", "shelled", day=None)
    assert "publication" in why
    assert first is None
    assert last is None


@pytest.mark.parametrize(
    ("text", "cue", "day"),
    [
        ("The minister said Wednesday he would meet the envoy on Friday.", "said", date(2015, 12, 2)),
        ("On Tuesday the minister said that Iran would wait.", "said", date(2015, 12, 1)),
        (
            "Asked by a reporter on Monday what he wanted, the minister said nothing would change.",
            "said",
            date(2015, 11, 30),
        ),
        ("The minister said Iran had seized a ship on Monday.", "said", None),
        ("The minister said Iran would wait.", "said", None),
    ],
)
def test_a_saying_has_the_time_that_stands_beside_it(text: str, cue: str, day: date | None) -> None:
    doc = parse(text)
    when = said_on(doc, at(text, cue), find_times(doc, DAY), DAY)
    assert (when.start if when else None) == day


@pytest.mark.parametrize(
    ("text", "trigger", "now"),
    [
        ("Iran said on Monday that it was closing the port.", "closing", True),
        ("Iran said on Monday that it had rejected the note.", "rejected", False),
        ("Iran said on Monday that it rejected the note.", "rejected", None),
    ],
)
def test_whether_an_act_goes_on_while_it_is_told(text: str, trigger: str, now: bool | None) -> None:
    assert done_now(parse(text), at(text, trigger)) is now


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Ghana gave Togo until Friday to pull back.", "gave", None),
        ("On Monday Ghana shut the border until Friday.", "shut", "2015-11-30"),
        ("A day after Kenya gave Mali until May to leave, it offered talks on Tuesday.", "gave", "2015-11-30"),
    ],
)
def test_the_end_of_a_term_is_not_the_day_on_which_it_was_set(text: str, trigger: str, expected: str | None) -> None:
    assert dated(text, trigger)[1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Iran recalled its envoy on Monday over the shelling of its fleet.",
        "Iran shut the port on Monday in retaliation for the shelling of its fleet.",
        "Iran condemned on Monday the shelling of its fleet.",
    ],
)
def test_what_moved_somebody_to_act_was_done_before_that_day(text: str) -> None:
    assert dated(text, "shelling")[1:] == (None, None)


def test_talks_after_which_somebody_acts_are_of_the_same_day() -> None:
    assert dated("Iran and Oman signed a pact on Monday after talks in Muscat.", "talks")[1] == "2015-11-30"


def test_a_day_still_to_come_bounds_nothing_that_has_happened() -> None:
    text = "Iran will receive the Omani envoy on Friday after Oman had sought the meeting for weeks."
    assert dated(text, "sought")[1:] == (None, None)
