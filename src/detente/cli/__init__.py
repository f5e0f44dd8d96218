"""The command line. It calls and shows; it computes nothing."""

from __future__ import annotations

import os


def main() -> None:
    """Run `detente`: exit status 0 all read, 1 some refused, 2 the command's words are wrong."""
    # The matrices of one sentence are too small for several threads, which then only wait for one another.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    from detente.cli.run import run

    raise SystemExit(run())
