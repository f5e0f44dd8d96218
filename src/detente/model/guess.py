"""An act that a model takes a sentence to tell."""

from __future__ import annotations

from collections.abc import Mapping

from detente.model.base import Record


class Guess(Record):
    """An act that a model sees in a sentence.

    `token`: the number in the text of the word that sets it off; `type`: PLOVER's; `likely`: from 0 to 1, that there is
    an act; `source`, `target`: the words that head the mentions which do it and to which it is done. `types`: how
    likely it is an act of each type, those below .01 left out. `doers`, `done_to`: how likely each mention of its
    sentence, by the word that heads it, does the act, or is whom it is done to.
    """

    token: int
    type: str
    likely: float
    source: tuple[int, ...] = ()
    target: tuple[int, ...] = ()
    types: Mapping[str, float] = {}
    doers: Mapping[int, float] = {}
    done_to: Mapping[int, float] = {}
