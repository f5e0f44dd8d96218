"""The command line. It calls and shows; it computes nothing."""

from __future__ import annotations

from detente.garbage import collect_no_more, collect_seldom
from detente.threads import keep_to_one


def main() -> None:
    """Run `detente`: exit status 0 all read, 1 some refused, 2 the command's words are wrong."""
    keep_to_one()
    collect_seldom()
    from detente.cli.run import run

    status = run()
    collect_no_more()
    raise SystemExit(status)
