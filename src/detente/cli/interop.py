"""`detente export` and `detente import`: event data in the formats of others."""

from __future__ import annotations

import sys
from pathlib import Path

from detente.api_ledger import Ledger
from detente.cli.output import piped
from detente.cli.run import READ, REFUSED, say
from detente.errors import InputError
from detente.ingest.published import as_date
from detente.interop import Format, Loaded, Wanted, Written, export, load
from detente.interop.formats import named
from detente.show.words import plural
from detente.world.named import code_of

SHOWN = 20
"""Bad rows that are named; of more only their number is told."""

Sides = tuple[str | None, str | None]
Days = tuple[str | None, str | None, str | None]


def export_events(  # noqa: PLR0913, PLR0917 - the words of the command
    path: Path, to: str, out: Path, who: Sides, between: tuple[str, str] | None, types: list[str], days: Days
) -> None:
    """Write; what the format cannot hold, and what was left out for that, goes to standard error."""
    one = named(to)
    source, target = (code and code_of(code) for code in who)
    pair = (code_of(between[0]), code_of(between[1])) if between else None
    kinds = tuple(kind.upper() for kind in types)
    wanted = Wanted(source, target, pair, kinds, *(as_date(day) for day in days))
    with Ledger.open(path, read_only=True) as ledger:
        if str(out) == "-":
            with piped() as stream:
                done = export(ledger, to, stream, wanted)
        else:
            done = export(ledger, to, out, wanted)
    tell_losses(one, done)


def tell_losses(one: Format, done: Written) -> None:
    """What was written, what the format does not hold, what was left out."""
    print(f"detente: {plural(done.rows, 'row')} of {one.title}", file=sys.stderr)
    for reason, count in sorted(done.left_out.items()):
        print(f"detente: left out: {count} with {reason}", file=sys.stderr)
    for loss in one.losses:
        print(f"detente: {one.name} does not hold {loss.facet}: {loss.what}", file=sys.stderr)


def import_events(path: Path, file: Path, from_: str | None) -> int:
    """Read and keep; the exit status. Bad rows and the summary go to standard error."""
    shown = 0

    def refuse(error: InputError) -> None:
        nonlocal shown
        shown += 1
        if shown <= SHOWN:
            say(error)

    with Ledger.open_or_create(path) as ledger:
        done = load(ledger, file, from_, refuse)
    if shown > SHOWN:
        print(f"detente: {file}: {plural(shown - SHOWN, 'more row')} refused", file=sys.stderr)
    for line in summary(done):
        print(f"{path}: {line}", file=sys.stderr)
    return REFUSED if done.refused else READ


def summary(done: Loaded) -> list[str]:
    """What was done, and what was left out by reason."""
    parts = [f"{plural(done.rows, 'row')} of {done.format}", f"{plural(done.events, 'event')} added"]
    parts += [f"{done.known} known already"] if done.known else []
    parts += [plural(done.decisions, "decision")] if done.decisions else []
    parts += [f"{done.refused} refused"] if done.refused else []
    return [", ".join(parts), *(f"{count} left out: {why}" for why, count in sorted(done.left_out.items()))]
