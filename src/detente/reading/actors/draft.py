"""Mentions in the making: parties that several mentions share and that grow as the story introduces them."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from detente.model.actor import ActorRef, Mention


@dataclass(slots=True, eq=False)
class Party:
    """A party that may still learn its code, role or name from another mention."""

    name: str
    code: str | None = None
    sector: str | None = None
    role: str | None = None
    person: str | None = None
    known: bool = False

    def ref(self) -> ActorRef:
        """The party as it stands now."""
        return ActorRef(name=self.name, code=self.code, sector=self.sector, role=self.role, person=self.person)


@dataclass(slots=True, eq=False)
class Draft:
    """A mention at tokens `start` to `end`, `root` its head."""

    start: int
    end: int
    root: int
    parties: list[Party]
    kind: str
    because: str

    def mention(self, doc: Doc) -> Mention:
        """The finished record, at characters."""
        last = doc[self.end - 1]
        article = doc[self.start].lower_ == "the" and self.end - self.start > 1
        return Mention(
            start=doc[self.start + article].idx,
            end=last.idx + len(last.text),
            root=self.root,
            refs=tuple(party.ref() for party in self.parties),
            kind=self.kind,
            because=self.because,
        )
