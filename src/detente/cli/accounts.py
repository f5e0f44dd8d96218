"""`detente answer`: accounts of crises in, how far each side gave way out; JSON lines, one for each."""

from __future__ import annotations

from pathlib import Path

from detente.api import answer
from detente.cli.output import lines_of, put_json
from detente.cli.run import Tally
from detente.errors import InputError
from detente.ingest import id_of, record_of
from detente.ingest.decode import LIMIT


def answer_lines(path: Path) -> int:
    """One line out for each in, in order; the exit status."""
    tally = Tally()
    for number, line in enumerate(lines_of(path, 2 * LIMIT), 1):
        put_json(_answered(line, number, tally))
    return tally.status


def _answered(line: bytes, number: int, tally: Tally) -> dict[str, object]:
    name = None
    try:
        record = record_of(line, number)
        name = id_of(record)
        return answer(record)
    except InputError as error:
        tally.refused += 1
        return {"id": name, **error.as_json()}
