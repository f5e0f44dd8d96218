"""Names are cut as spaCy's tokenizer cuts them, also where it is not asked."""

from __future__ import annotations

import pytest

from detente.reading.actors.trie import words_by
from detente.reading.parse import english


@pytest.mark.parametrize(
    "name", ["United Arab Emirates", "Cannot", "Gonna Id", "U.S.", "Al-Qaeda", "Côte d'Ivoire", "Two  Spaces", ""]
)
def test_a_name_is_cut_as_the_tokenizer_cuts_it(name: str) -> None:
    assert list(words_by(english())(name)) == [token.text for token in english().make_doc(name)]
