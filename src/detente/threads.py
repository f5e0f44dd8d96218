"""How many threads numpy is to use: set before it is imported, in the environment of the commands and their workers."""

from __future__ import annotations

import os

NAMES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def keep_to_one() -> None:
    """One thread, where nobody has set another number: the matrices of one sentence are too small for several, which
    then only wait for one another.
    """
    for name in NAMES:
        os.environ.setdefault(name, "1")
