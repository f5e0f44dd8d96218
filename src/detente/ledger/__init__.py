"""The ledger: keeps stories and what was read in them, merges reports of one incident, knows what was known when."""

from detente.ledger.ledger import Ledger
from detente.ledger.records import (
    Added,
    Fault,
    Incident,
    Merge,
    Refusal,
    Story,
    Table,
    Telling,
    Verification,
)

__all__ = ["Added", "Fault", "Incident", "Ledger", "Merge", "Refusal", "Story", "Table", "Telling", "Verification"]
