"""All names of parties as one lookup, made from the world's tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from detente.reading.actors.lexicon import Lexicon, Noun, english
from detente.reading.actors.trie import Trie, words_by
from detente.reading.parse import english as pipeline
from detente.world import Person, State, World
from detente.world.people import fold

# Surnames of a few people in office that news nearly always means as a day or month.
CALENDAR = frozenset(
    (
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "may",
        "march",
        "april",
        "june",
        "july",
        "august",
        "january",
        "february",
        "september",
        "october",
        "november",
        "december",
        "day",
    )
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for.

    `kind`: name (a state, organisation, group), adjective, both (an acronym that is name and adjective: "US", "UN"),
    people ("Turks"), city (a capital), seat (a building), person, surname, other (a longer name that is no party).
    """

    kind: str
    codes: tuple[str, ...] = ()
    sector: str | None = None
    people: tuple[Person, ...] = ()
    name: str = ""
    group: bool = False


OTHER = Entry("other")
# The Arabic article inside a name, which agencies write in four ways.
ARTICLE = re.compile(r"\b[Aa]l[- ](?=[A-Z])")
# What stands for an Arabic letter inside a name, written by some and not by others ("Qa'ida"); no "'s".
INNER_APOSTROPHE = re.compile(r"(?<=[a-z])['’](?=[a-rt-z]|s[a-z])")


class Names:
    """The lookups over one world and one language. `exact` keeps case, `shouted` is for sentences in capitals."""

    def __init__(self, world: World, lexicon: Lexicon, tokenize: Callable[[str], Sequence[str]]) -> None:
        self.world = world
        self.lexicon = lexicon
        self._tokenize = tokenize
        self._entries = [(unaspirated(fold(text)), entry) for text, entry in all_entries(world, lexicon)]
        self.exact: Trie[Entry] = Trie(tokenize, self._entries)
        self.nouns: Trie[Noun] = Trie(tokenize, noun_entries(lexicon), lower=True)
        self.halves = {w: Entry("adjective", (c,) if c else (), name=w) for w, c in lexicon.words.halves.items()}
        self.single = {words[0]: e for f in self.exact.at.values() for words, e in f.get(1, {}).items()}

    @cached_property
    def shouted(self) -> Trie[Entry]:
        """The lookup for sentences in capitals, made when the first of them is read."""
        return Trie(self._tokenize, shouted(self._entries))


def noun_entries(lexicon: Lexicon) -> Iterator[tuple[str, Noun]]:
    """Every wording, and capitalised too: the tokenizer keeps "Gen." whole and splits "gen."."""
    for text, noun in lexicon.nouns.items():
        yield text, noun
        if "." in text:
            yield text.title(), noun


def shouted(entries: list[tuple[str, Entry]]) -> Iterator[tuple[str, Entry]]:
    """The names in capitals, without those that are everyday words then ("US" stays: headlines name it often)."""
    for text, entry in entries:
        if text.upper() not in {
            "WHO",
            "IS",
            "CAR",
            "SO",
            "TO",
            "AN",
            "NO",
            "IN",
            "HE",
            "SHE",
            "WE",
            "MAY",
            "WILL",
            "ALL",
            "LET",
        }:
            yield text.upper(), entry


def all_entries(world: World, lexicon: Lexicon) -> Iterator[tuple[str, Entry]]:
    """Every name with its entry; of two entries of one name the earlier counts."""
    yield from ((text, OTHER) for text in lexicon.words.not_party)
    for both in lexicon.words.both:
        yield from ((text, Entry("name", both.codes, name=text)) for text in both.words)
    for shared in lexicon.words.shared:
        if not shared.default:
            yield shared.name, Entry(shared.kind, name=shared.name)
    for state in world.states.values():
        yield from state_entries(state, lexicon)
    for organisation in world.organisations.values():
        yield from party_entries(
            organisation.code, organisation.name, organisation.all_names(), organisation.adjectives, "IGO"
        )
        yield from (
            (seat, Entry("city", (organisation.code,), "IGO", name=organisation.name)) for seat in organisation.seats
        )
    for group in world.groups.values():
        yield from party_entries(group.code, group.name, group.all_names(), group.adjectives, group.sector)
    yield from person_entries(world)


def state_entries(state: State, lexicon: Lexicon) -> Iterator[tuple[str, Entry]]:
    """A state's names, adjectives, peoples, capitals and seats."""
    code = (state.code,)
    adjectives = set(state.adjectives)
    for text in state.all_names():
        yield text, Entry("both" if text in adjectives else "name", code, name=state.name)
    for text in state.adjectives:
        yield text, Entry("adjective", code, name=state.name)
    for text in state.peoples:
        yield text, Entry("people", code, name=state.name)
    for text in state.capital:
        if text not in lexicon.words.no_seat:
            yield text, Entry("city", code, "GOV", name=state.name)
    for seat in state.seats:
        yield (
            seat.name,
            Entry("name" if seat.body else "seat", code, seat.sector, name=seat.name if seat.body else state.name),
        )


def party_entries(
    code: str, name: str, names: tuple[str, ...], adjectives: tuple[str, ...], sector: str | None
) -> Iterator[tuple[str, Entry]]:
    """An organisation's or group's names and adjectives."""
    group = sector != "IGO"
    for text in names:
        entry = Entry("both" if text in adjectives else "name", (code,), sector, name=name, group=group)
        yield from ((spelling, entry) for spelling in spellings(text))
    for text in adjectives:
        yield text, Entry("adjective", (code,), sector, name=name, group=group)


def spellings(text: str) -> tuple[str, ...]:
    """A name with its Arabic articles in every way of writing them: "Ansar al-Sharia", "Ansar Al Sharia"."""
    return tuple(dict.fromkeys((text, *(ARTICLE.sub(article, text) for article in ("al-", "Al-", "al ", "Al ")))))


def unaspirated(text: str) -> str:
    """A name without the apostrophes inside its words: "Asa'ib" is "Asaib", "People's" stays."""
    return INNER_APOSTROPHE.sub("", text)


def person_entries(world: World) -> Iterator[tuple[str, Entry]]:
    """Full names, then short names."""
    for text, found in world.people.by_name.items():
        yield text, Entry("person", people=tuple(found), name=text)
    for text, found in world.people.by_surname.items():
        if text.lower() in CALENDAR:
            continue
        yield text, Entry("surname", people=tuple(found), name=text)


@lru_cache(maxsize=2)
def names(world: World) -> Names:
    """The lookups for a world, made once."""
    return Names(world, english(), words_by(pipeline()))
