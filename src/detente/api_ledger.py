"""The ledger of the Python surface: what is kept, together with what is weighed from it.

It stands beside `api` and above both rooms, so that the ledger itself knows nothing of disputes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from detente.dispute import Alone, Dispute, alone
from detente.dispute import dispute as weigh
from detente.errors import InputError
from detente.ledger import Ledger as Kept

if TYPE_CHECKING:
    from detente.interop import Loaded, Wanted, Written


class Ledger(Kept):
    """One ledger file with the disputes that it tells of: `Ledger.open("crisis.duckdb").dispute("RUS", "TUR")`.

    Everything else, and every error, is that of `detente.ledger.Ledger`.
    """

    def dispute(self, a: str, b: str, as_of: date | None = None) -> Dispute:
        """The docket of a pair as of a day: see `detente.dispute.dispute`, for which this is short."""
        return weigh(self, a, b, as_of)

    def alone(self, party: str, as_of: date | None = None) -> Alone:
        """One party and all others as of a day: see `detente.dispute.alone`, for which this is short."""
        return alone(self, party, as_of)

    def export(self, format: str, out: Path | BinaryIO, wanted: Wanted | None = None) -> Written:  # noqa: A002
        """Write events in a format of event data: see `detente.interop.export`, for which this is short."""
        from detente.interop import export

        return export(self, format, out, wanted)

    def load(
        self,
        path: Path,
        format: str | None = None,  # noqa: A002
        refuse: Callable[[InputError], None] | None = None,
    ) -> Loaded:
        """Take a file of event data in: see `detente.interop.load`, for which this is short."""
        from detente.interop import load

        return load(self, path, format, refuse)
