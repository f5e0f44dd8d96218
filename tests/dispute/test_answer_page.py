"""The page that explains the answer says what the data says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_tables_are_those_of_the_data():
    command = [sys.executable, "-m", "tools.answer_tables", "--check"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    page = (ROOT / "docs" / "explanation-answer.md").read_text(encoding="utf-8")
    assert "<!-- table: signs -->\n| sign |" in page
