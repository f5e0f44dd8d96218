"""What a story says, read."""

from __future__ import annotations

from detente.model.actor import Mention
from detente.model.article import Article
from detente.model.base import Record
from detente.model.event import Event
from detente.model.place import Place
from detente.model.speech import SpeechAct
from detente.model.when import TimeExpression


class Reading(Record):
    """A story with everything that was read in it, in the order of the text. `version`: of the detente that read it."""

    article: Article
    events: tuple[Event, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    places: tuple[Place, ...] = ()
    attributions: tuple[SpeechAct, ...] = ()
    version: str = ""

    def words(self, start: int, end: int) -> str:
        """The story's own words at these offsets."""
        return self.article.text[start:end]
