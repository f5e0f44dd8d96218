"""The dispute of a pair: its docket, its tension, and the answer to "backing down?" for each side, with reasons."""

from detente.dispute.alone import alone
from detente.dispute.course import course, tension
from detente.dispute.dispute import Told, dispute, weigh
from detente.dispute.records import (
    Alone,
    Answer,
    Answered,
    Change,
    Course,
    Dispute,
    Docket,
    Evidence,
    Item,
    Line,
    Pressure,
    Rival,
    Tension,
)

__all__ = [
    "Alone",
    "Answer",
    "Answered",
    "Change",
    "Course",
    "Dispute",
    "Docket",
    "Evidence",
    "Item",
    "Line",
    "Pressure",
    "Rival",
    "Tension",
    "Told",
    "alone",
    "course",
    "dispute",
    "tension",
    "weigh",
]
