"""The command line. It calls and shows; it computes nothing."""

from __future__ import annotations


def main() -> None:
    """Run `detente`: exit status 0 all read, 1 some refused, 2 the command's words are wrong."""
    from detente.cli.run import run

    raise SystemExit(run())
