"""The days of a docket: which one is looked at, which others there are; and the titles of the stories it quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.api_ledger import Ledger

STOPS = 120  # of a replay, at most
REPORTS = """
SELECT DISTINCT reported FROM events
WHERE list_has_all(parties, ?::VARCHAR[]) AND reported IS NOT NULL ORDER BY reported
"""
TITLES = """
SELECT hash, coalesce(title, id) FROM stories
WHERE hash IN (SELECT story FROM events WHERE list_has_any(parties, ?::VARCHAR[]))
"""


@dataclass(frozen=True)
class Replay:
    """The days that a crisis can be replayed over. `days`: those on which something was reported."""

    days: tuple[date, ...]
    at: date | None

    @classmethod
    def of(cls, ledger: Ledger, parties: Sequence[str], at: date | None) -> Replay | None:
        """The days on which something in which all of these have a part was reported; None where there is none."""
        rows = ledger.sql(REPORTS, [list(parties)]).rows
        days = tuple(row[0] for row in rows if isinstance(row[0], date))
        return cls(days, at) if days else None

    @property
    def shown(self) -> date:
        """The day that is looked at: the one asked for, else the last."""
        return self.at or self.days[-1]

    @property
    def before(self) -> date | None:
        """The report before the day that is looked at."""
        return max((d for d in self.days if d < self.shown), default=None)

    @property
    def after(self) -> date | None:
        """The report after it."""
        return min((d for d in self.days if d > self.shown), default=None)

    @property
    def stops(self) -> tuple[date, ...]:
        """Days at which a replay stops: all reports, or of very many an even choice."""
        step = -(-len(self.days) // STOPS)
        return (*self.days[:-1:step], self.days[-1])

    @property
    def slid(self) -> int:
        """The day as the slider has it: a proleptic ordinal within its ends."""
        return min(max(self.shown, self.days[0]), self.days[-1]).toordinal()


def titles(ledger: Ledger, parties: Sequence[str]) -> dict[str, str]:
    """The title, or the name, of each story that tells of one of these."""
    return {str(row[0]): str(row[1]) for row in ledger.sql(TITLES, [list(parties)]).rows}
