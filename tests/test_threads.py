"""Commands and their workers keep to one thread, but never against what somebody has set."""

from __future__ import annotations

import os

import pytest

from detente.threads import NAMES, keep_to_one


def test_one_thread_where_nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES[1:]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(NAMES[0], "3")
    keep_to_one()
    assert [os.environ[name] for name in NAMES] == ["3", "1", "1"]
