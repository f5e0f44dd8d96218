"""`detente annotate`, `detente relate`, `detente answer`: JSON lines in, JSON lines out, one for each."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from detente.api import annotate, answer, relate
from detente.cli.output import lines_of, put_json
from detente.cli.run import Tally, readers
from detente.errors import InputError
from detente.ingest import id_of, record_of

Record = dict[str, object]


def annotate_lines(path: Path, layers: str, workers: int) -> int:
    """One line out for each in, in order; the exit status. `workers`: processes that read, 0 for one per core."""
    refused = False
    with readers(workers) as reader:
        for record in annotate(lines_of(path), names_in(layers), reader=reader):
            refused |= "error" in record
            put_json(record)
    return int(refused)


def annotate_frames(source: Path, out: Path, layers: str) -> int:
    """Parquet or JSON lines to a folder of Parquet files, by Daft; the exit status. The summary is said at the end."""
    from detente.scale import annotate_files

    done = annotate_files(str(source), str(out), names_in(layers))
    print(f"{out}: {done.records} records annotated, {done.refused} of them refused", file=sys.stderr)
    return int(done.refused > 0)


def names_in(layers: str) -> list[str]:
    """The names in a list with commas."""
    return [name.strip() for name in layers.split(",") if name.strip()]


def relate_lines(path: Path) -> int:
    """What one party does to the other, a line out for each in, in order; the exit status."""
    return _each_line(path, relate)


def answer_lines(path: Path) -> int:
    """How far each side of an account gave way, a line out for each in, in order; the exit status."""
    return _each_line(path, answer)


def _each_line(path: Path, work: Callable[[Record], Record]) -> int:
    tally = Tally()
    for number, line in enumerate(lines_of(path), 1):
        put_json(_worked(work, line, number, tally))
    return tally.status


def _worked(work: Callable[[Record], Record], line: bytes, number: int, tally: Tally) -> Record:
    name = None
    try:
        record = record_of(line, number)
        name = id_of(record)
        return work(record)
    except InputError as error:
        tally.count(error)
        return {"id": name, **error.as_json()}
