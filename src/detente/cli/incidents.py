"""`detente incidents`, `merge`, `split` and `undo`: what was taken for one incident, why, and the last word on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from detente.api_ledger import Ledger
from detente.cli.ledgers import PATIENCE
from detente.cli.output import on_record, put_json, put_lines
from detente.errors import UsageError
from detente.ingest.published import as_date
from detente.world.named import code_of

if TYPE_CHECKING:
    from detente.ledger import Decision, Incident, Telling


def show_incidents(path: Path, pair: Sequence[str], as_of: str | None, style: str) -> int:
    """The incidents of a ledger, or of two sides; the exit status."""
    if len(pair) not in (0, 2):
        raise UsageError("name two sides, or none for all incidents", subject=" ".join(pair) or None)
    sides = (code_of(pair[0]), code_of(pair[1])) if pair else None
    with Ledger.open(path, read_only=True) as ledger:
        found = ledger.incidents(between=sides, as_of=as_date(as_of))
    if style == "json":
        put_json([incident.as_json() for incident in found], pretty=True)
    else:
        put_lines(line for incident in found for line in lines_of(incident))
    return 0


def lines_of(incident: Incident) -> Iterator[str]:
    """An incident as lines: what it was, then each telling by its id, with its words and why it joined."""
    who = f"{'+'.join(incident.source) or '?'} > {'+'.join(incident.target) or '?'}"
    yield f"{day_of(incident)}  {who}  {incident.type} {incident.cameo}, {incident.status}; {sources(incident)}"
    why = {merge.telling: merge for merge in incident.merges}
    for telling in incident.tellings:
        yield f"  {telling.id}  {reported(telling)}  {' '.join(telling.evidence.split())}"
        if telling.id in why:
            yield f"    with {why[telling.id].joined}: {why[telling.id].reason}"
    yield ""


def day_of(incident: Incident) -> str:
    """The day or days, as far as they are known."""
    when = incident.date
    if when is None:
        return "undated"
    days = [day.isoformat() if day else "" for day in (when.start, when.end)]
    return days[0] if days[0] == days[1] else "..".join(days)


def sources(incident: Incident) -> str:
    """How many tellings and independent sources."""
    told = len(incident.tellings)
    return f"{told} telling{'s' * (told > 1)}, {incident.sources} source{'s' * (incident.sources > 1)}"


def reported(telling: Telling) -> str:
    """When and where it was reported."""
    day = telling.reported.isoformat() if telling.reported else "no day"
    return f"{day} {telling.outlet}" if telling.outlet else day


def merge_events(path: Path, events: list[str], note: str | None) -> int:
    """Put on record that tellings are one incident; the exit status."""
    with Ledger.open(path, wait=PATIENCE) as ledger:
        put_lines([said(ledger.same(events, note))])
    return 0


def split_event(path: Path, event: str, note: str | None) -> int:
    """Put on record that a telling is of another incident than those it stands with; the exit status."""
    with Ledger.open(path, wait=PATIENCE) as ledger:
        put_lines([said(ledger.apart(event, note))])
    return 0


def undo_decision(path: Path, number: int | None) -> int:
    """Take a decision back; without a number, list those on record. The exit status."""
    with Ledger.open(path, read_only=number is None, wait=PATIENCE) as ledger:
        found = ledger.decisions() if number is None else [ledger.undo(number)]
    put_lines(map(said, found))
    return 0


def said(decision: Decision) -> str:
    """A decision in one line."""
    what = f"{decision.kind} {' '.join(decision.events)}"
    if decision.apart:
        what += f" from {' '.join(decision.apart)}"
    return on_record("decision", decision, "", what)
