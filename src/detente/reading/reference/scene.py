"""What a story has named so far: parties, and the people and things that are no party but that a pronoun may mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from detente.model import ActorRef, Mention
from detente.reading.lists import fronted
from detente.reading.reference.words import Words, words
from detente.reading.text import children, text_of
from detente.world import World

# How much a place in the clause makes a party the one that is spoken of.
RANK = {"nsubj": 4, "nsubjpass": 4, "csubj": 4, "agent": 3, "dobj": 2, "dative": 2, "poss": 2, "ROOT": 3}
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True)
class Candidate:
    """Somebody or something that may be meant later. No `refs`: it is no party, and whoever means it means no party."""

    root: int
    sentence: int
    rank: int
    refs: tuple[ActorRef, ...]
    kind: str
    human: bool
    plural: bool
    thing: bool = False
    gender: str | None = None

    @property
    def code(self) -> str | None:
        """The code of its one party, None for several or none."""
        return self.refs[0].code if len(self.refs) == 1 else None


@dataclass
class Scene:
    """The text read up to some token.

    `nations`: for each noun the codes that it has somewhere in the story; `homes`: the states of officials whose nation
    the story never says; `named`: the mentions by name of the whole story, by their roots.
    """

    doc: Doc
    world: World
    sentences: list[int]
    seen: list[Candidate] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    nations: dict[str, frozenset[str]] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    named: Mapping[int, Mention] = field(default_factory=dict)

    def parties(self, limit: int, sentences: int = 1000) -> Iterable[Candidate]:
        """Parties named before, nearest first, at most so many sentences back from token `limit`."""
        here = self.sentences[limit]
        for c in reversed(self.seen):
            if here - c.sentence > sentences:
                return
            if c.refs:
                yield c

    def capital_before(self, limit: int) -> str | None:
        """The state in whose capital the sentence before a token tells that something took place."""
        here = self.sentences[limit]
        first = bisect_left(self.sentences, here - 1)
        spots = (t for t in self.doc[first : bisect_left(self.sentences, here)] if is_where(t))
        codes = {code for t in spots if (code := self.world.capitals.get(name_at(t)))}
        return next(iter(codes)) if len(codes) == 1 else None

    def capital_of_clause(self, noun: Token) -> str | None:
        """The state in whose capital a body does something: "In Lima the ministry said", "a spokesman for the army"."""
        while noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ in ("NOUN", "PROPN"):
            noun = noun.head.head
        preps = children(noun.head) if noun.dep_ in SUBJECTS else ()
        spots = (t for prep in preps if prep.i < noun.i for t in children(prep) if is_where(t))
        return next((code for t in spots if (code := self.world.capitals.get(name_at(t)))), None)

    def is_state(self, code: str | None) -> bool:
        """Whether a code is a state's."""
        return code is not None and code in self.world.states

    def add(self, mention: Mention) -> None:
        """A mention joins what has been named."""
        self.seen.append(candidate(self.doc, mention, self.sentences, self.genders))


def is_where(token: Token) -> bool:
    """Whether a word stands behind a preposition of place: "in Oslo"."""
    return token.dep_ == "pobj" and token.head.lower_ in ("in", "at", "outside", "across")


def name_at(token: Token) -> str:
    """A name with the parts before it: "Addis Ababa"."""
    first = next((c.i for c in token.lefts if c.dep_ == "compound"), token.i)
    return str(token.doc[first : token.i + 1].text)


def sentence_numbers(doc: Doc) -> list[int]:
    """For each token the number of its sentence."""
    numbers: list[int] = []
    number = -1
    for token in doc:
        number += token.is_sent_start is True or token.i == 0
        numbers.append(number)
    return numbers


def rank(token: Token) -> int:
    """How much a token is what its clause is about: subject, object, the rest; "In Oslo, the minister said" as well."""
    if fronted(token):
        return RANK["nsubj"]
    if token.dep_ == "conj":
        return rank(token.head)
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return RANK["agent"]
    return RANK.get(token.dep_, 1)


def candidate(doc: Doc, mention: Mention, sentences: list[int], genders: dict[str, str]) -> Candidate:
    """A mention as somebody who may be meant later."""
    root = doc[mention.root]
    first = mention.refs[0] if mention.refs else None
    human = mention.kind in ("person", "office") or bool(
        first and (first.person or first.role or first.name == "counterpart")
    )
    plural = len(mention.refs) > 1 or root.tag_ in ("NNS", "NNPS") or root.lower_ in ("they", "them", "their")
    plural = plural and not (first and first.person and len(mention.refs) == 1)
    weak = mention.kind == "adjective"
    return Candidate(
        root=mention.root,
        sentence=sentences[mention.root],
        rank=0 if weak else rank(root),
        refs=mention.refs,
        kind=mention.kind,
        human=human,
        plural=plural,
        gender=gender(doc, mention, genders) if human else None,
    )


def gender(doc: Doc, mention: Mention, genders: dict[str, str]) -> str | None:
    """m or f where the words or an earlier pronoun say so."""
    person = mention.refs[0].person if mention.refs else None
    if person and person in genders:
        return genders[person]
    women = words().table.women
    said = text_of(doc)[mention.start : mention.end].lower().split() + (person.lower().split() if person else [])
    if any(w in women for w in said):
        return "f"
    return "m" if any(w in ("mr", "mr.", "king", "sheikh", "prince", "emperor", "sultan") for w in said) else None


def bystander(token: Token, sentences: list[int], known: Words) -> Candidate | None:
    """A subject that is no party: a private person, a thing, several things."""
    if token.dep_ not in ("nsubj", "nsubjpass", "conj", "pobj", "dobj") or token.pos_ not in ("NOUN", "PROPN"):
        return None
    human = token.ent_type_ == "PERSON" or token.lemma_ in known.table.humans
    subject = token.dep_ in SUBJECTS
    if not human and not subject:
        return None
    nation = token.tag_ == "NNS" and any(c.dep_ == "amod" and c.ent_type_ == "NORP" for c in token.lefts)
    if human and not subject and not nation and token.ent_type_ != "PERSON":
        return None
    plural = token.tag_ in ("NNS", "NNPS")
    sex = "f" if token.lemma_ in known.table.female else "m" if token.lemma_ in known.table.male else None
    place = rank(token)
    return Candidate(token.i, sentences[token.i], place, (), "bystander", human, plural, thing=not human, gender=sex)


def owner(doc: Doc, mention: Mention, sentences: list[int]) -> Candidate | None:
    """The person inside "Assad's forces", whom a later "he" may mean."""
    last = doc[mention.root]
    name = next((c for c in last.lefts if c.dep_ == "poss" and c.ent_type_ == "PERSON"), None)
    code = mention.refs[0].code if len(mention.refs) == 1 else None
    if name is None or code is None or mention.refs[0].person or name.idx < mention.start:
        return None
    words_of_name = doc[name.left_edge.i : name.i + 1].text
    ref = ActorRef(name=words_of_name, code=code, person=words_of_name)
    return Candidate(name.i, sentences[name.i], RANK["poss"], (ref,), "person", human=True, plural=False)
