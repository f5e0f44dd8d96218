"""The ledger: keeps stories and what was read in them, merges reports of one incident, knows what was known when."""

from detente.ledger.ledger import Ledger
from detente.ledger.records import (
    Added,
    Change,
    Correction,
    Decision,
    Dyad,
    Fault,
    Incident,
    Merge,
    Party,
    Placed,
    Refusal,
    Review,
    Story,
    Table,
    Telling,
    Verdict,
    Verification,
)

__all__ = [
    "Added",
    "Change",
    "Correction",
    "Decision",
    "Dyad",
    "Fault",
    "Incident",
    "Ledger",
    "Merge",
    "Party",
    "Placed",
    "Refusal",
    "Review",
    "Story",
    "Table",
    "Telling",
    "Verdict",
    "Verification",
]
