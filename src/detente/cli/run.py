"""Running a command: what it refuses goes to standard error by name and reason, and into the exit status."""

from __future__ import annotations

import os
import sys

from detente.errors import DetenteError, UsageError

READ, REFUSED, WRONG_WORDS, INTERRUPTED = 0, 1, 2, 130


def run(arguments: list[str] | None = None) -> int:
    """The exit status of one command. No traceback is shown unless DETENTE_DEBUG is set."""
    from detente.cli.app import app

    try:
        app(args=arguments, prog_name="detente")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else READ
    except KeyboardInterrupt:
        return INTERRUPTED
    except DetenteError as error:
        say(error)
        return WRONG_WORDS if isinstance(error, UsageError) else REFUSED
    except Exception as error:
        if os.environ.get("DETENTE_DEBUG"):
            raise
        print(
            f"detente: a fault in detente itself: {type(error).__name__}: {error} (DETENTE_DEBUG=1 shows where)",
            file=sys.stderr,
        )
        return REFUSED
    return READ


def say(error: DetenteError) -> None:
    """One line on standard error: `detente: FILE: message`."""
    print(f"detente: {_one_line(str(error))}", file=sys.stderr)


def _one_line(words: str) -> str:
    """Without line ends and control characters: a file's name may hold anything."""
    return "".join(char if char.isprintable() else " " for char in words)


class Tally:
    """How many were refused, for the exit status."""

    def __init__(self) -> None:
        self.refused = 0

    def refuse(self, error: DetenteError) -> None:
        """Say why, and remember it."""
        self.refused += 1
        say(error)

    @property
    def status(self) -> int:
        """0 all read, 1 some refused."""
        return REFUSED if self.refused else READ
