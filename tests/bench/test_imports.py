"""Every measurement can be started: what it takes from the project is still there (mypy looks at `detente` only)."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

NAMES = sorted(file.stem for file in Path(__file__).parents[2].glob("bench/[a-z]*.py"))


@pytest.mark.parametrize("name", NAMES)
def test_imports(name: str) -> None:
    assert import_module(f"bench.{name}").__doc__
