"""The ledger of the Python surface: what is kept, together with what is weighed from it.

It stands beside `api` and above both rooms, so that the ledger itself knows nothing of disputes.
"""

from __future__ import annotations

from datetime import date

from detente.dispute import Dispute
from detente.dispute import dispute as weigh
from detente.ledger import Ledger as Kept


class Ledger(Kept):
    """One ledger file with the disputes that it tells of: `Ledger.open("crisis.duckdb").dispute("RUS", "TUR")`.

    Everything else, and every error, is that of `detente.ledger.Ledger`.
    """

    def dispute(self, a: str, b: str, as_of: date | None = None) -> Dispute:
        """The docket of a pair as of a day: see `detente.dispute.dispute`, for which this is short."""
        return weigh(self, a, b, as_of)
