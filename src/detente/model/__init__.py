"""What passes between the rooms: typed, frozen records. See each module for the meaning and unit of every field."""

from detente.model.actor import OPPOSED, Actor, ActorRef, Mention
from detente.model.article import TELLING, Article, Part, PartKind
from detente.model.base import Record, Span, Stretch
from detente.model.event import (
    GUESSED_BY_MODEL,
    GUESSED_DOER,
    GUESSED_FROM_STORY,
    MODEL_RULE,
    About,
    Because,
    Event,
    Status,
)
from detente.model.guess import Guess
from detente.model.place import Place
from detente.model.reading import Reading
from detente.model.related import Related
from detente.model.speech import Attribution, SpeechAct
from detente.model.when import TimeExpression, When

__all__ = [
    "GUESSED_BY_MODEL",
    "GUESSED_DOER",
    "GUESSED_FROM_STORY",
    "MODEL_RULE",
    "OPPOSED",
    "TELLING",
    "About",
    "Actor",
    "ActorRef",
    "Article",
    "Attribution",
    "Because",
    "Event",
    "Guess",
    "Mention",
    "Part",
    "PartKind",
    "Place",
    "Reading",
    "Record",
    "Related",
    "Span",
    "SpeechAct",
    "Status",
    "Stretch",
    "TimeExpression",
    "When",
]
