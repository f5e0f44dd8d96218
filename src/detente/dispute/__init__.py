"""The dispute of a pair: its docket, its tension, and the answer to "backing down?" for each side, with reasons."""

from detente.dispute.dispute import dispute, weigh
from detente.dispute.records import Answer, Answered, Dispute, Docket, Evidence, Item, Line, Rival, Tension

__all__ = [
    "Answer",
    "Answered",
    "Dispute",
    "Docket",
    "Evidence",
    "Item",
    "Line",
    "Rival",
    "Tension",
    "dispute",
    "weigh",
]
