"""Running a command: what it refuses goes to standard error by name and reason, and into the exit status."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from contextlib import AbstractContextManager, suppress
from typing import TYPE_CHECKING, TextIO

from detente.errors import DetenteError, UsageError, unwritable

if TYPE_CHECKING:
    from detente.api import Reader

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


def readers(workers: int, keeps: bool = False) -> AbstractContextManager[Reader]:
    """What reads many stories, in so many processes; of one that dies a line is said. `keeps`: whether this process
    writes a ledger meanwhile.
    """
    from detente.scale import reader

    return reader(workers, lambda words: print(f"detente: {words}", file=sys.stderr), keeps)


class Tally:
    """How many were refused and why, for the exit status and the summary.

    `report`: where each is also written, a line of JSON as soon as it is refused.
    """

    def __init__(self, report: TextIO | None = None) -> None:
        self.report = report
        self.why: Counter[str] = Counter()

    def refuse(self, error: DetenteError) -> None:
        """Say why, and remember it."""
        self.count(error)
        say(error)

    def count(self, error: DetenteError) -> None:
        """Remember what is said elsewhere."""
        self.why[error.code] += 1
        if self.report is not None:
            try:
                print(json.dumps(error.as_json(), ensure_ascii=False), file=self.report, flush=True)
            except OSError as wrong:
                with suppress(OSError):  # what could not be written is tried once more
                    self.report.close()
                raise unwritable(wrong, self.report.name) from wrong

    @property
    def refused(self) -> int:
        """How many."""
        return self.why.total()

    @property
    def status(self) -> int:
        """0 all read, 1 some refused."""
        return REFUSED if self.refused else READ

    def summary(self) -> str:
        """How many for which reason, the commonest first: `3 refused (2 not-a-story, 1 language)`."""
        reasons = ", ".join(f"{count} {code}" for code, count in self.why.most_common())
        return f"{self.refused} refused ({reasons})"
