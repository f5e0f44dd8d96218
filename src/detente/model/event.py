"""Who did what to whom."""

from __future__ import annotations

from enum import StrEnum

from detente.model.actor import Actor
from detente.model.base import Record, Span
from detente.model.place import Place
from detente.model.speech import Attribution
from detente.model.when import When

# What `because` says of an event that no rule read, and of a party that its sentence does not name: taken from
# elsewhere in the story (of a doer, so), or given by the model.
MODEL_RULE = "model"
GUESSED_FROM_STORY, GUESSED_DOER, GUESSED_BY_MODEL = "from the story", "doer from the story", "by the model"


class Status(StrEnum):
    """What became of the act as coded. A demand that was made has happened, and so has a refusal."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    OFFERED = "offered"
    DEMANDED = "demanded"
    THREATENED = "threatened"
    CONDITIONAL = "conditional"
    DENIED = "denied"
    REFUSED = "refused"
    CALLED_OFF = "called off"
    ALLEGED = "alleged"
    HYPOTHETICAL = "hypothetical"


class About(Record):
    """What a REQUEST, AGREE, REJECT, THREATEN or ACCUSE is about; where that is an act between actors, the act itself.

    It is not an event that happened: the docket lives on it. `what`: lemma of the act's head ("apologize").
    """

    start: int
    end: int
    what: str
    type: str | None = None
    cameo: str | None = None
    source: tuple[Actor, ...] = ()
    target: tuple[Actor, ...] = ()
    date: When | None = None


class Because(Record):
    """The rule or model that made an event, and the words that set it off."""

    start: int
    end: int
    rule: str


class Event(Record):
    """One act as one story tells it. Offsets point into the text of the story.

    `type`: one of PLOVER's 16. `cameo`: the closest CAMEO code. `quad`: 1 verbal cooperation, 2 material cooperation,
    3 verbal conflict, 4 material conflict. `intensity`: on the scale named by `detente.ontology.DEFAULT_SCALE`.
    `date` None: unknown, and `date_open` says why. `place` None: unknown. `because`: "rule AGREE/willing-to-meet" or
    "model ...".
    """

    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str
    quad: int
    intensity: float | None
    status: Status
    source: tuple[Actor, ...]
    target: tuple[Actor, ...]
    attribution: Attribution | None = None
    date: When | None = None
    date_open: str | None = None
    said_on: When | None = None
    place: Place | None = None
    trigger: Span
    evidence: Span
    about: About | None = None
    confidence: float
    because: str

    @property
    def parties(self) -> frozenset[str | None]:
        """The codes of those between whom it is, whoever acts on whom; None among them: somebody without a code."""
        return frozenset(a.code for a in (*self.source, *self.target))
