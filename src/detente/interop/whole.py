"""detente's own: JSON lines with whole stories and what was read in them, so that a ledger can be moved.

A line is a story, `{"detente": VERSION, "learned": MOMENT, "reading": {…}}`, or, behind them, a decision by hand,
`{"detente": VERSION, "decision": {…}}`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from detente.errors import MalformedRecord
from detente.interop.kept import Kept, Wanted
from detente.interop.pieces import moment, on_one_line
from detente.interop.records import Format, Found, Written
from detente.interop.table import opened
from detente.ledger import Decision
from detente.model import Reading
from detente.version import __version__


def read(path: Path) -> Iterator[Found]:
    """The stories and decisions of a file."""
    with opened(path) as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield one(number, line.removeprefix(b"\xef\xbb\xbf"))


def one(number: int, line: bytes) -> Found:
    """A line as a reading or a decision, or what is wrong with it."""
    try:
        record = json.loads(line)
        if not isinstance(record, Mapping) or not {"reading", "decision"} & set(record):
            raise MalformedRecord("neither a reading nor a decision of detente")
        if "decision" in record:
            return Found(number, Decision.model_validate_json(json.dumps(record["decision"])))
        reading = Reading.model_validate_json(json.dumps(record["reading"]))
        return Found(number, reading, moment(record.get("learned")))
    except MalformedRecord as wrong:
        return Found(number, wrong)
    except (ValidationError, ValueError, RecursionError) as wrong:
        return Found(number, MalformedRecord(f"no line of detente: {on_one_line(wrong)}"))


def write(kept: Kept, out: BinaryIO) -> Written:
    """A line for each story and, where all is wanted, each decision."""
    done = Written()
    for reading, learned in kept.readings():
        # Pydantic writes the reading: through Python's own numbers and dates the same bytes would not come back.
        body = reading.model_dump_json(by_alias=True)
        out.write(f'{{"detente": "{__version__}", "learned": "{learned}", "reading": {body}}}\n'.encode())
        done.rows += 1
    for decision in kept.ledger.decisions() if kept.wanted == Wanted() else ():
        out.write(f'{{"detente": "{__version__}", "decision": {decision.model_dump_json()}}}\n'.encode())
        done.rows += 1
    return done


WHOLE = Format(
    "detente", "detente's own JSON lines", (), (), (), read, write, known_by=frozenset({"detente", "reading"})
)  # fmt: skip
