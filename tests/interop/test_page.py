"""The page on formats says what the formats say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from detente.interop import FORMATS
from detente.interop.flat import KIND, columns

ROOT = Path(__file__).parents[2]


def test_the_tables_of_the_page_are_those_of_the_code():
    """If this fails for a good reason: `python -m tools.interop_tables`."""
    command = [sys.executable, "-m", "tools.interop_tables", "--check"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def test_every_format_is_on_the_page():
    page = (ROOT / "docs" / "interop.md").read_text(encoding="utf-8")
    assert [name for name in FORMATS if f"| `{name}` |" not in page] == []


def test_columns_with_a_type_are_there():
    assert set(KIND) <= set(columns())
