"""The words of a telling without the names of its parties."""

from __future__ import annotations

import detente
from detente.dispute.acts import without_parties

STORY = "On Monday Peru accused Chile of a raid near Tacna."


def test_names_of_parties_are_left_out_and_what_is_asked_for_stays_in_place() -> None:
    event = next(e for e in detente.read(STORY).events if e.type == "ACCUSE")
    whole = without_parties(STORY, event, 0, 0, len(STORY))
    assert whole == STORY.replace("Peru", " " * 4).replace("Chile", " " * 5)
    assert without_parties(STORY, event, 0, 12, 25) == whole[12:25]
    assert without_parties(STORY[3:], event, 3, 0, 99) == whole[3:]
    assert not without_parties(STORY, event, 0, 30, 20)
