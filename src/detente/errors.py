"""The one tree of errors. Every error says what is wrong and what can be done about it.

DetenteError
├── InputError            what was given cannot be read (exit status 1)
│   ├── MissingInput      there is no such file
│   ├── NotAStory         a directory, an empty file, binary, no sentence in it
│   ├── TooLarge          larger than the limit
│   ├── UndecodableText   no encoding fits
│   ├── UnreadLanguage    a language that is not read yet
│   ├── Unreachable       a feed or a page that cannot be fetched, or may not be
│   ├── MalformedRecord   a JSON line without what it needs
│   └── ReaderDied        the process that read the story was killed
├── UsageError            the command's words are wrong (exit status 2)
│   └── BadDate           a date that is no date
├── OutputError           what was asked for cannot be written (exit status 1)
├── LedgerError           the ledger cannot be opened or trusted
│   ├── NotALedger        the file is something else, or damaged
│   ├── LedgerLocked      another process is writing it
│   └── LedgerVersion     written by a newer detente
├── ServiceError          the server does not do what a request asks
│   ├── TokenNeeded       no token, or a wrong one
│   ├── NotAllowed        from another site, under another host's name, or without the page's own mark
│   ├── NotServed         no such address, or not by that method
│   ├── Busy              too many ask at once
│   └── TooSlow           longer than the limit
└── DataError             a data file of detente itself is wrong (a pattern, a cue, a table)
"""

from __future__ import annotations


class DetenteError(Exception):
    """Base of all errors that detente raises on purpose. `code` is stable and meant for programs."""

    code = "error"

    def __init__(self, message: str, *, subject: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.subject = subject

    def __str__(self) -> str:
        return f"{self.subject}: {self.message}" if self.subject else self.message

    def as_json(self) -> dict[str, dict[str, str | None]]:
        """The one JSON shape of an error, on the command line and on REST."""
        return {"error": {"code": self.code, "message": self.message, "subject": self.subject}}


class InputError(DetenteError):
    """What was given cannot be read; the rest goes on."""

    code = "input"


class MissingInput(InputError):
    """There is no such file."""

    code = "missing"


class NotAStory(InputError):
    """A directory, an empty file, a binary file, or a text without a sentence."""

    code = "not-a-story"


class TooLarge(InputError):
    """Larger than the limit for one story."""

    code = "too-large"


class UndecodableText(InputError):
    """No known encoding gives readable text."""

    code = "undecodable"


class UnreadLanguage(InputError):
    """The story is in a language that is not read yet."""

    code = "language"


class Unreachable(InputError):
    """A feed or a page that cannot be fetched, or may not be. `passing`: whether it may be there the next time."""

    code = "unreachable"

    def __init__(self, message: str, *, subject: str | None = None, passing: bool = False) -> None:
        super().__init__(message, subject=subject)
        self.passing = passing


class MalformedRecord(InputError):
    """A line of JSON that is not an object with the fields it needs."""

    code = "malformed"


class ReaderDied(InputError):
    """The process that read the story was killed or ran out of memory, again when it read the story alone."""

    code = "reader-died"


class UsageError(DetenteError):
    """The words of a command or the arguments of a call are wrong."""

    code = "usage"


class BadDate(UsageError):
    """A date that is no date."""

    code = "bad-date"


class OutputError(DetenteError):
    """What was asked for cannot be written: the disk is full, or for reading only."""

    code = "output"


def unwritable(wrong: OSError, path: object) -> DetenteError:
    """The error for a file that cannot be written: of the words where they name no place for it, else of the disk."""
    kind = UsageError if isinstance(wrong, FileNotFoundError | NotADirectoryError | IsADirectoryError) else OutputError
    return kind(f"cannot be written: {wrong.strerror}", subject=str(path))


class LedgerError(DetenteError):
    """The ledger cannot be opened, written or trusted."""

    code = "ledger"


class NotALedger(LedgerError):
    """The file is no ledger, or it is damaged."""

    code = "not-a-ledger"


class LedgerLocked(LedgerError):
    """Another process has the ledger open for writing."""

    code = "ledger-locked"


class LedgerVersion(LedgerError):
    """The ledger was written by a newer version of detente."""

    code = "ledger-version"


class ServiceError(DetenteError):
    """The server does not do what a request asks."""

    code = "service"


class TokenNeeded(ServiceError):
    """The request has no token, or a wrong one."""

    code = "token"


class NotAllowed(ServiceError):
    """The request comes from another site, under another host's name, or without the mark of a page of this server."""

    code = "not-allowed"


class NotServed(ServiceError):
    """There is nothing at this address, or not by this method."""

    code = "not-served"


class Busy(ServiceError):
    """Too many ask at once; the same may be asked again in a while."""

    code = "busy"


class TooSlow(ServiceError):
    """It took longer than the limit: a query, or a body that trickles in."""

    code = "too-slow"


class DataError(DetenteError):
    """A data file that ships with detente, or that a user added, is wrong."""

    code = "data"
