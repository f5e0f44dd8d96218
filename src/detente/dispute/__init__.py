"""The dispute of a pair: its docket, its tension, and the answer to "backing down?" for each side, with reasons."""

from detente.dispute.course import course, tension
from detente.dispute.dispute import Told, dispute, weigh
from detente.dispute.records import (
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
    "course",
    "dispute",
    "tension",
    "weigh",
]
