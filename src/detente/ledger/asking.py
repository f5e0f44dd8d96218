"""One query in a process of its own, which may take so much memory, so many rows and so much time, and no more.

A query can be made to run for ever, or to build one value larger than the machine, in ways that a database does not
watch; a process can be ended. It opens the ledger for reading, with access to files off and its settings locked, and is
told everything on standard input:

echo '{"path": "x.duckdb", "query": "SELECT 1", "rows": 10, "bytes": 1000, "memory": 500000000, "arrow": false}' |
  python -m detente.ledger.asking
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from detente.errors import DetenteError, LedgerLocked, TooLarge, TooSlow, UsageError
from detente.ledger.store import Database

KINDS: dict[str, type[DetenteError]] = {kind.code: kind for kind in (UsageError, LedgerLocked, TooLarge)}
ENVIRONMENT = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "SYSTEMROOT", "VIRTUAL_ENV")
BESIDE = 2_500_000_000
"""Bytes of address space that Python and its libraries take beside the query: measured 1.9 GB, nearly all untouched."""
AT_ONCE = 500


@dataclass(frozen=True)
class Query:
    """One query and what it may cost. `rows`, `bytes`: of the answer; `memory`: bytes; `arrow`: as Arrow's IPC."""

    path: str
    query: str
    rows: int
    bytes: int
    memory: int
    arrow: bool = False


def ask(query: Query, seconds: float) -> bytes:
    """The answer: JSON `{"columns", "types", "rows", "more"}`, or a stream of Arrow's IPC.

    `UsageError` for a query that is no single SELECT or is wrong, `TooSlow` after so many seconds, `TooLarge` where it
    needs more memory or bytes, `LedgerLocked` while another process writes.
    """
    environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", __name__], input=json.dumps(asdict(query)).encode(), capture_output=True,
            timeout=seconds, env=environment, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise TooSlow(f"the query took longer than {seconds:g} seconds: ask for less") from None
    if done.returncode == 0:
        return done.stdout
    raise failure(done.stderr)


def failure(words: bytes) -> DetenteError:
    """The error that the process gave, or that of one that was ended for its hunger."""
    try:
        told = json.loads(words.splitlines()[-1])["error"]
        return KINDS[told["code"]](told["message"], subject=told["subject"])
    except (IndexError, KeyError, TypeError, ValueError):
        return TooLarge("the query needs more memory than a query may take: ask for less")


def answer(query: Query) -> bytes:
    """The answer, in this process."""
    from detente.ledger.looking import selecting

    with selecting(query.query):
        db = Database(Path(query.path), read_only=True)
        with db.transaction(reading=True) as cursor:
            for setting in (f"memory_limit = '{query.memory // 2}B'", "threads = 2", "max_temp_directory_size = '0B'"):
                cursor.execute(f"SET {setting}")
            cursor.execute("SET lock_configuration = true")
            return of_arrow(cursor, query) if query.arrow else of_json(cursor, query)


def of_arrow(cursor: Any, query: Query) -> bytes:
    """The first rows as a stream of Arrow's IPC."""
    import pyarrow

    table = cursor.sql(f"SELECT * FROM ({query.query.rstrip().rstrip(';')}\n) LIMIT {query.rows:d}").to_arrow_table()
    if table.nbytes > query.bytes:
        raise TooLarge(f"the answer has more than {query.bytes / 1_000_000:g} MB: ask for less")
    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())


def of_json(cursor: Any, query: Query) -> bytes:
    """The first rows as JSON, and whether there are more."""
    result = cursor.execute(query.query)
    columns = [(str(column[0]), str(column[1])) for column in result.description or ()]
    rows: list[str] = []
    size, more = 0, False
    for row in fetched(result):
        if more := len(rows) == query.rows:
            break
        line = json.dumps([plain(value) for value in row], ensure_ascii=False, default=str)
        size += len(line)
        if size > query.bytes:
            raise TooLarge(f"the answer has more than {query.bytes / 1_000_000:g} MB: ask for less")
        rows.append(line)
    head = {"columns": [name for name, _ in columns], "types": [kind for _, kind in columns], "more": more}
    return (json.dumps(head)[:-1] + ', "rows": [' + ", ".join(rows) + "]}").encode("utf-8", "replace")


def fetched(result: Any) -> Iterator[tuple[Any, ...]]:
    """The rows, some at a time."""
    while rows := result.fetchmany(AT_ONCE):
        yield from rows


def plain(value: Any) -> Any:
    """A value as JSON has it: days and times in ISO 8601, bytes in hexadecimal digits, no number that is none."""
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return float(value) if isinstance(value, Decimal) else value


def bounded(memory: int) -> None:
    """Let this process have so much memory for the query; on systems that cannot, DuckDB's own limit holds."""
    try:
        import resource
    except ImportError:  # Windows
        return
    most = memory + BESIDE
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Answer what stands on standard input; the exit status."""
    query = Query(**json.load(sys.stdin))
    bounded(query.memory)
    try:
        sys.stdout.buffer.write(answer(query))
    except DetenteError as error:
        print(json.dumps(error.as_json()), file=sys.stderr)
        return 1
    except MemoryError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
