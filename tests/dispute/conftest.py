"""Disputes to test on, written by hand."""

from datetime import date

import pytest
import yaml

from detente.dispute import dispute
from detente.ledger import Ledger
from detente.ledger.byhand import HandStory


@pytest.fixture
def weighed():
    """Weighs stories written as YAML: a list of `{published, events}`."""

    def weigh(text, a, b, as_of=None):
        stories = yaml.safe_load(text) if isinstance(text, str) else text
        with Ledger.in_memory() as ledger:
            ledger.add_many(HandStory.model_validate({"id": f"s{i}"} | s).reading() for i, s in enumerate(stories))
            return dispute(ledger, a, b, date.fromisoformat(as_of) if as_of else None)

    return weigh
