"""What the news tells in words of its own: verdicts on deeds, charges without blame, standing conditions."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
of = import_module("reading_told").added


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ('"The arrest of our sailors is unacceptable," Chilean minister Ana Rojas said.', ("ACCUSE", "CHL", "PER")),
        ("Chile said that the detention of Chilean fishermen was an unacceptable step.", ("ACCUSE", "CHL", "PER")),
        ('"The genocide in Sudan is unacceptable," Chilean President Gabriel Boric said.', ("ACCUSE", "CHL", "SDN")),
        ('"It is wrong for Peru to hold civilians," Chilean minister Ana Rojas said.', ("ACCUSE", "CHL", "PER")),
        ("Chile said it was inappropriate that Oman prejudged the inquiry.", ("ACCUSE", "CHL", "OMN")),
        ("Oman's envoy said it was irresponsible of Chile to close the strait.", ("ACCUSE", "OMN", "CHL")),
        ("Oman said that Chile had shown contempt for the treaty.", ("ACCUSE", "OMN", "CHL")),
        ("Oman says that Chile's reactor is designed to make nuclear weapons.", ("ACCUSE", "OMN", "CHL")),
        ("Peru insists that its nuclear programme is entirely peaceful.", ("REJECT", "PER", "CHL")),
        ('"Our nuclear activities are peaceful," Peru\'s foreign minister said.', ("REJECT", "PER", "CHL")),
    ],
)
def test_a_verdict_on_a_deed_blames_who_did_it_or_where(sentence: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in of(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Red Dawn is a banned organisation in Chile.",
        "The banned movement has bases in Peru.",
        "The final wording was endorsed by all 34 members of the Organization of American States.",
        "The draft was approved by the Chilean cabinet on Tuesday.",
        "At the request of President Gabriel Boric, Chilean ships turned back.",
        "The talks are meant to keep Chile from building nuclear weapons.",
        "Chile's president said that it would never build nuclear weapons.",
    ],
)
def test_what_only_is_so_or_is_one_s_own_is_no_act(sentence: str) -> None:
    assert of(sentence) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "A spokesman said Chile would leave the hall if the Peruvian president insulted Chile in his speech.",
        '"We will leave if Peru\'s president denies the report," the Chilean spokesman said.',
        "Chile's minister would fly home if Peru's president mocked Chile again, she said.",
    ],
)
def test_what_somebody_would_answer_has_not_been_said(sentence: str) -> None:
    assert not {kind for kind, source, _ in of(sentence) if source == "PER"}


def test_what_somebody_phones_another_to_say_is_said() -> None:
    assert ("SUPPORT", "OMN", "PER") in of("Oman's sultan phoned Peru's president to congratulate him.")
