"""How often the garbage collector goes through a process of ours: seldom, for the tables stay and are a million things.

With Python's own settings it goes through all of them some thirty times while they are loaded, which takes a second of
four, and once more at the end.
"""

from __future__ import annotations

import gc
import sys

# New things that are looked through together, and how often the older ones are: one round in so many of the younger.
THRESHOLDS = (20_000, 20, 100)


def collect_seldom() -> None:
    """Look through new things seldom; for a process of our own only, as it holds for all of it."""
    gc.set_threshold(*THRESHOLDS)


def collect_no_more() -> None:
    """Leave what there is to the end of the process, which takes it back at once; but not what DuckDB holds, whose
    bindings would take it for leaks and say so.
    """
    if "duckdb" not in sys.modules:
        gc.freeze()
