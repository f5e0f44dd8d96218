"""Ledgers to test on, filled by hand."""

from datetime import date

import pytest

from detente.ledger import Ledger
from detente.ledger.byhand import HandStory


def told(*events, published="2015-12-02", **story):
    day = date.fromisoformat(published) if published else None
    return HandStory.model_validate({"published": day, "events": events, **story}).reading()


@pytest.fixture
def story():
    """Makes a reading of hand-written events."""
    return told


@pytest.fixture
def ledger(tmp_path):
    with Ledger.create(tmp_path / "test.ledger") as opened:
        yield opened
