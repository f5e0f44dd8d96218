"""Two empty ledgers."""

from __future__ import annotations

import pytest

from detente.ledger import Ledger


@pytest.fixture
def ledger(tmp_path):
    with Ledger.create(tmp_path / "test.ledger") as opened:
        yield opened


@pytest.fixture
def other(tmp_path):
    with Ledger.create(tmp_path / "other.ledger") as opened:
        yield opened
