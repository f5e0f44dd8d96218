"""The language's words for parties: offices, ranks, agent nouns, and the words around names that change their meaning.

Read from `language/english/titles.yaml` and `agents.yaml`, checked by schema. Raises DataError where an entry is wrong.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from importlib import resources

import yaml
from pydantic import Field, ValidationError

from detente.errors import DataError
from detente.model.base import Record


class Office(Record):
    """An office: `role` as it stands in ActorRef, every wording in lower case, `code` of the only party that has it."""

    role: str
    sector: str
    words: tuple[str, ...]
    code: str | None = None


class Agents(Record):
    """Nouns for people and bodies that act. `alone`: a party without a nation too; `weak`: only with one."""

    sector: str
    words: tuple[str, ...]
    alone: bool = False
    weak: bool = False


class Choice(Record):
    """What a shared name means where one of `words` and none of `unless` stands in the story. `code` None: no party."""

    code: str | None
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()


class Shared(Record):
    """A name that several parties share."""

    name: str
    default: str | None
    kind: str = "name"
    choices: tuple[Choice, ...]


class Both(Record):
    """Words that name several parties at once."""

    words: tuple[str, ...]
    codes: tuple[str, ...]


class Titles(Record):
    """`titles.yaml`."""

    offices: tuple[Office, ...]
    honorifics: frozenset[str]
    royal: dict[str, frozenset[str]]
    houses: dict[str, str]
    fillers: frozenset[str]
    former: frozenset[str]
    party_tags: dict[str, str]
    serving: tuple[str, ...]
    within: frozenset[str]
    state_bodies: frozenset[str]
    plain_words: frozenset[str]
    everyday: frozenset[str]


class Words(Record):
    """`agents.yaml`. Each field is explained there."""

    agents: tuple[Agents, ...]
    backed: frozenset[str]
    run: frozenset[str]
    run_things: frozenset[str]
    led: frozenset[str]
    prefixes: frozenset[str]
    halves: dict[str, str | None]
    after: frozenset[str]
    after_lower: frozenset[str]
    acting: frozenset[str]
    places_after: frozenset[str]
    places_before: frozenset[str]
    before: frozenset[str]
    not_party: tuple[str, ...]
    locative: frozenset[str]
    going_verbs: frozenset[str]
    going_nouns: frozenset[str]
    reaching_verbs: frozenset[str]
    giving_nouns: frozenset[str]
    relation_nouns: frozenset[str]
    some: frozenset[str]
    no_seat: frozenset[str]
    ships: dict[str, frozenset[str]]
    ship_letters: dict[str, str]
    peoples: frozenset[str]
    at_home: frozenset[str]
    at_seat: frozenset[str]
    shared_bodies: frozenset[str]
    shared: tuple[Shared, ...]
    both: tuple[Both, ...]

    @cached_property
    def ship_sector(self) -> dict[str, str]:
        """The sector of each class of ships."""
        return {word: sector for sector, words in self.ships.items() for word in words}


class Noun(Record):
    """One wording of an agent noun or an office. `head`: index of its head among its tokens."""

    words: str
    sector: str
    role: str | None = None
    code: str | None = None
    alone: bool = False
    plural: bool = False


class Lexicon(Record):
    """Everything of this language that the search for parties needs."""

    titles: Titles
    words: Words
    nouns: dict[str, Noun] = Field(default_factory=dict)


def plural(words: str) -> str:
    """The plural of an office: of its head, which stands before "of" or at the end."""
    head, of, rest = words.partition(" of ")
    if head.endswith("man"):
        head = head[:-3] + "men"
    elif head.endswith("woman"):
        head = head[:-5] + "women"
    elif head.endswith("y") and head[-2] not in "aeo":
        head = head[:-1] + "ies"
    else:
        head += "s"
    return head + of + rest


def nouns(titles: Titles, words: Words) -> dict[str, Noun]:
    """Every wording with what it says; where both have it, an agent noun wins over the plural of an office."""
    found: dict[str, Noun] = {}
    for office in titles.offices:
        for form in office.words:
            noun = Noun(words=form, sector=office.sector, role=office.role, code=office.code)
            found.setdefault(form, noun)
            found.setdefault(plural(form), noun.model_copy(update={"words": plural(form), "plural": True}))
    for entry in words.agents:
        for form in entry.words:
            many = form.endswith(("s", "men", "people", "police"))
            before = found.get(form)  # "students" stand in a list of those alone and in one of those with a nation
            alone = entry.alone or (before is not None and before.alone and before.sector == entry.sector)
            noun = Noun(words=form, sector=entry.sector, alone=alone, plural=many)
            if form in found and (entry.sector in {"GOV", "LEG"} or not found[form].plural):
                noun = found[form].model_copy(update={"alone": entry.alone, "plural": found[form].plural})
            found[form] = noun
    return found


def read(name: str) -> object:
    """One data file of the language."""
    text = resources.files("detente.language.english").joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@lru_cache(maxsize=1)
def english() -> Lexicon:
    """English, read once a process."""
    try:
        titles, words = Titles.model_validate(read("titles.yaml")), Words.model_validate(read("agents.yaml"))
    except ValidationError as error:
        raise DataError(str(error), subject="titles.yaml, agents.yaml") from error
    return Lexicon(titles=titles, words=words, nouns=nouns(titles, words))
