"""`detente serve`: REST and the web pages over one ledger, until it is stopped."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import InputError, MissingInput, UsageError

if TYPE_CHECKING:
    from detente.server import Settings

SHORTEST = 16
"""Characters of a token: fewer may be guessed."""


def serve_ledger(path: Path, host: str, port: int, token_file: Path | None) -> int:
    """Serve; the exit status. `UsageError` where the extra is missing, or the address cannot be had."""
    try:
        from detente.server.serving import serve
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("fastapi", "starlette", "uvicorn", "multipart", "anyio"):
            raise
        raise UsageError('the server is not installed: pip install "detente[server]"', subject=error.name) from error
    serve(settings_of(path, host, port, token_file), lambda settings: announce(settings, token_file))
    return 0


def settings_of(path: Path, host: str, port: int, token_file: Path | None) -> Settings:
    """The settings; without a file for it the token is made anew."""
    from detente.server import Settings

    if not path.exists():
        raise MissingInput("there is no such ledger: adding a story begins one", subject=str(path))
    if token_file is None:
        return Settings(ledger=path, host=host, port=port)
    return Settings(ledger=path, host=host, port=port, token=token_in(token_file))


def token_in(file: Path) -> str:
    """The token in a file, without the white space around it."""
    try:
        token = file.read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise MissingInput("there is no such file", subject=str(file)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the token cannot be read: {error}", subject=str(file)) from error
    if len(token) < SHORTEST or not token.isascii() or not token.replace("-", "").replace("_", "").isalnum():
        raise UsageError(f"a token has {SHORTEST} letters, digits, - or _ at least", subject=str(file))
    return token


def announce(settings: Settings, token_file: Path | None) -> None:
    """Say where the server is. A token that was made for this run is in the address; one of a file is not shown."""
    if token_file is None:
        where = f"{settings.address}/?token={settings.token}"
        how = "The token in it lets you write; without it, this machine may read."
        if not settings.local:
            how = "The token in it is needed to read and to write. What is sent is not encrypted."
    else:
        where, how = settings.address, f"The token is the one in {token_file}."
    print(f"detente: serving {settings.ledger}\n{where}\n{how} Ctrl-C stops it.", file=sys.stderr, flush=True)
