"""The record of one act as it stands in a sentence, before it becomes an event."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from detente.model import Guess, Mention

# Types of act that are done by saying something.
SAID = frozenset(("SUPPORT", "ACCUSE", "REQUEST", "THREATEN", "REJECT"))
# Types of measures: what is taken against another, short of force and of moving it.
MEASURES = frozenset(("SANCTION", "COERCE"))


@dataclass(frozen=True)
class Weighed:
    """How likely a party is that a sentence leaves out: itself, nobody, and the likeliest of the others.

    `ruled`: whether the rules take it too; `doer`: whether it is whoever did the act.
    """

    share: float
    nobody: float
    other: float
    ruled: bool
    doer: bool


@dataclass(frozen=True)
class Act:
    """One head that a pattern fits.

    `head`: the word that sets it off. `about`: the head of the act below, `inner`: that act if it could be read. `ops`:
    the operators that made it what it is, outermost first. `score`: how much of the pattern was asked for and found.
    `kind`: v, n or a. `status`: fixed by a pattern, or None. `alone`: whether the act counts where no verb takes it up.
    `mutual`: whether each of the two does it to the other. `says`: whether it is a speaker's word for what its `source`
    did. `charge`: whether it is an accusation where another tells of it. `claims`: whether it says who made an attack
    told elsewhere. `mood`: the mood in which alone its words mean it ("will not tolerate"). `sure`: whether those mean
    nothing else. `verdict`: whether somebody says what a thing is ("it is a lie"). `used`: the nouns that its pattern
    asked for, which tell of no act of their own. `exact`: whether its verb asked for a particle or an adverb ("cut
    off", "forcibly return"). `harmed`: to whom the deed was done for which it blames somebody unnamed. `likely`: how
    sure the model is that there is an act, if it was asked; `sights`: what it sees there. `weighed`: how the party was
    found that its sentence leaves out, if it was.
    """

    rule: str
    kind: str
    type: str | None
    cameo: str
    head: Token
    source: tuple[Mention, ...]
    target: tuple[Mention, ...]
    about: Token | None = None
    inner: Act | None = None
    ops: tuple[str, ...] = ()
    score: float = 0.0
    both: bool = False
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    status: str | None = None
    control: str = "S"
    alone: bool = True
    mutual: bool = False
    says: bool = False
    charge: bool = False
    claims: bool = False
    mood: str | None = None
    sure: bool = False
    verdict: bool = False
    used: tuple[int, ...] = ()
    exact: bool = False
    harmed: tuple[Mention, ...] = ()
    likely: float | None = None
    sights: tuple[Guess, ...] = ()
    weighed: Weighed | None = None

    def chain(self) -> tuple[Act, ...]:
        """This act and those below it."""
        return (self, *(self.inner.chain() if self.inner is not None else ()))

    def with_(self, **changes: object) -> Act:
        """The same act with some fields changed."""
        made = object.__new__(Act)
        made.__dict__.update(self.__dict__, **changes)  # a third of the time that dataclasses.replace takes
        return made
