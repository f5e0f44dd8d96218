"""The ledger: keeps stories and what was read in them, merges reports of one incident, knows what was known when."""

from detente.ledger.ledger import Ledger
from detente.ledger.records import (
    Added,
    Correction,
    Decision,
    Fault,
    Incident,
    Merge,
    Refusal,
    Story,
    Table,
    Telling,
    Verification,
)

__all__ = [
    "Added",
    "Correction",
    "Decision",
    "Fault",
    "Incident",
    "Ledger",
    "Merge",
    "Refusal",
    "Story",
    "Table",
    "Telling",
    "Verification",
]
