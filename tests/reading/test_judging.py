"""What somebody calls an act: blame, praise, or a denial."""

from __future__ import annotations

from datetime import date

import pytest

from detente import read


@pytest.mark.parametrize(
    ("judged", "type_"),
    [
        ("called the decision an act of violence", "ACCUSE"),
        ("described the steps as regrettable", "ACCUSE"),
        ("described Chile's move as an attempted distraction", "ACCUSE"),
        ("called the offer an encouraging step", "SUPPORT"),
        ("termed the report a malicious invention", "REJECT"),
        ("called the decision a matter of routine", None),
        ("described the mine as an act of nature", None),
    ],
)
def test_the_word_that_something_is_called_decides(judged: str, type_: str | None) -> None:
    reading = read(
        f"Chile closed the strait to Peru on Monday. Peru's foreign minister {judged}.", published=date(2015, 12, 2)
    )
    found = [e for e in reading.events if [a.code for a in e.source] == ["PER"]]
    assert [(e.type, e.target[0].code) for e in found] == ([(type_, "CHL")] if type_ else [])
