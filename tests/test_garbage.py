"""Commands and their workers go through what they hold seldom, and at the end not at all."""

from __future__ import annotations

import subprocess
import sys

ASK = """
import gc, detente.cli, detente.cli.run
gc.set_threshold(700, 10, 10)
detente.cli.run.run = lambda: print(*gc.get_threshold(), gc.get_freeze_count()) or 0
try:
    detente.cli.main()
except SystemExit as end:
    print(end.code, gc.get_freeze_count() > 1000)
"""


def test_a_command_collects_seldom_and_at_its_end_no_more() -> None:
    told = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True).stdout.split("\n")
    assert told[:2] == ["20000 20 100 0", "0 True"]
