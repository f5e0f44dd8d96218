"""Who: a party as the story names it, resolved to a code."""

from __future__ import annotations

from detente.model.base import Record, Span


class ActorRef(Record):
    """Whom a mention stands for, wherever it stands.

    `code`: ISO 3166-1 alpha-3 for a state with its government, people and soldiers; a short code for an organisation or
    armed group (`UN`, `NATO`, `HEZBOLLAH`); None where the party is named but belongs to no code ("gunmen").
    `sector`: GOV, MIL, COP, OPP, REB, CVL, MED, BUS, LEG, JUD, SPY, IGO, NGO, or None. `role`: the office, in lower
    case. `person`: the full name of a human being, where one is meant.
    """

    name: str
    code: str | None = None
    sector: str | None = None
    role: str | None = None
    person: str | None = None


class Actor(ActorRef):
    """An `ActorRef` at its place in the story."""

    start: int
    end: int

    def span(self) -> Span:
        """The place of the name in the text."""
        return Span(start=self.start, end=self.end)

    def ref(self) -> ActorRef:
        """The party without its place."""
        return ActorRef(**self.model_dump(exclude={"start", "end"}))

    @classmethod
    def at(cls, ref: ActorRef, start: int, end: int) -> Actor:
        """The party `ref`, named at these offsets."""
        return cls(**dict(ref), start=start, end=end)


OPPOSED = "opposed"
"""The kind of a name behind "anti-": whom something is against, in "anti-Turkish slogans"."""


class Mention(Record):
    """One place in the story that stands for one party or several ("both leaders").

    `start`, `end`: characters; `root`: index of the spaCy token that heads the mention. `kind`: how it refers:
    `name`, `person`, `office`, `adjective` ("Turkish" before a noun that is no agent), `agent` ("Turkish troops"),
    `seat` (a capital or building for its government), `pronoun`, `nominal` ("the minister", "the two sides").
    `because` names the data entry or rule that resolved it.
    """

    start: int
    end: int
    root: int
    refs: tuple[ActorRef, ...]
    kind: str
    because: str

    def span(self) -> Span:
        """The place of the mention in the text."""
        return Span(start=self.start, end=self.end)

    def actors(self) -> tuple[Actor, ...]:
        """The parties that this mention stands for, each at this place."""
        return tuple(Actor.at(ref, self.start, self.end) for ref in self.refs)
