"""Who appears in a story: a name with its title becomes a person of the tables, or one whom the story introduces."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from detente.reading.actors.draft import Party
from detente.reading.actors.hits import Found, Hit
from detente.reading.actors.lexicon import Noun
from detente.reading.actors.royals import bearers, house, of_given_name
from detente.reading.actors.titles import Before
from detente.world import Person, World
from detente.world.people import fold, surnames, without_particle

# Of two people of one surname in office, a bare surname means the one in the earliest of these offices.
HEADS = (
    "president",
    "prime minister",
    "chancellor",
    "king",
    "queen",
    "general secretary",
    "supreme leader",
    "chairman",
    "secretary of state",
    "foreign minister",
    "secretary-general",
    "pope",
    "crown prince",
    "emir",
    "sultan",
    "shah",
)


# After these a surname that the name finder takes for a place is one.
WHERE = frozenset({"in", "near", "to", "toward", "towards", "at", "from", "around", "outside", "into", "of"})


@dataclass(slots=True)
class Cast:
    """Who appears in a story: full names and short names with their parties."""

    found: Found
    full: dict[str, Party] = field(default_factory=dict)
    short: dict[str, Party] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    codes: frozenset[str] = frozenset()

    def introduce(self, name: str, party: Party) -> None:
        """Keeps a party under its name and the short names that it may be cut to."""
        self.full[fold(name)] = party
        for short in surnames(fold(name), party.code or ""):
            self.short.setdefault(short, party)

    def of_short(self, name: str) -> Party | None:
        """Whoever was introduced with this surname: "Al-Gharyani" as well as "Gharyani"; no name of several words."""
        short = self.short.get(fold(name)) or self.short.get(fold(without_particle(name)))
        return short if " " not in name else None

    def of_given(self, name: str, states: frozenset[str]) -> Party | None:
        """The one of these states whom the story has introduced by a full name that begins with this given name."""
        first = f"{fold(name)} "
        found = {id(p): p for full, p in self.full.items() if full.startswith(first) and p.code in states}
        return next(iter(found.values())) if len(found) == 1 else None

    def introduce_known(self, person: Person, party: Party) -> None:
        """Keeps a person from the tables under every name that the tables have."""
        for name in (person.name, *person.aliases):
            if " " in name:
                self.introduce(name, party)
            else:
                self.short.setdefault(fold(name), party)


def titled(left: Before) -> tuple[Noun | None, tuple[str, ...]]:
    """The office nearest to the name, and the codes of the nearest country."""
    offices = [n.noun for n in left.nouns if n.noun.role] or [n.noun for n in left.nouns]
    return (offices[0] if offices else None), next((h.codes for h in left.hits), ())


def identify(cast: Cast, name: str, left: Before, hit: Hit | None) -> tuple[Party, str]:
    """The party that a name with its title stands for, and why."""
    noun, codes = titled(left)
    known = cast.full.get(fold(name)) or cast.of_short(name)
    if known is not None and not (codes and known.code and known.code not in codes):
        enrich(known, noun, codes, left)
        return known, f"introduced {known.name}"
    several, given = candidates(cast, name, hit), name.rsplit(maxsplit=1)[-1]
    states = bearers(cast.found, left, hit) if " " not in name or hit is not None else frozenset()
    if states:
        if (introduced := cast.of_given(given, states)) is not None:
            return introduced, f"introduced {introduced.name}"
        several = of_given_name(cast.found, given, states) or (several if hit is not None else ())
    person = pick(cast, several, noun, codes)
    if person is not None:
        party = cast.full.get(fold(person.name)) or of_person(person, cast.found.day, noun, left.former)
        cast.introduce_known(person, party)
        cast.introduce(name, party)
        cast.short.setdefault(fold(name), party)
        return party, f"people: {person.name}"
    if not codes and noun is not None and len({p.code for p in several}) == 1:
        codes = (several[0].code,)  # "President Bush": whichever of the two, he is American
    codes = codes or house(cast.found, name)
    party = unknown(name, noun, codes, left, cast.found.world)
    cast.introduce(name, party)
    cast.short.setdefault(fold(name), party)
    return party, f"title: {noun.words}" if noun else "name"


def candidates(cast: Cast, name: str, hit: Hit | None) -> tuple[Person, ...]:
    """Whom the tables know under this name: in full, by short name, or by surname and first letter."""
    people = cast.found.world.people
    found = people.named(name, cast.found.day) or (hit.entry.people if hit is not None else ())
    if found or hit is not None:
        return tuple(p for p in found if serves(p, cast))
    if " " not in name:
        return people.of_surname(name, cast.found.day)
    first, last = name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1]
    same = people.of_surname(last, cast.found.day)
    return tuple(p for p in same if fold(p.name)[:3] == fold(first)[:3])


def serves(person: Person, cast: Cast) -> bool:
    """Whether a person may stand for the party in the tables: an organisation only has those who serve it just then."""
    day, world = cast.found.day, cast.found.world
    return day is None or person.code in world.states or person.code in world.groups or person.around(day)


def pick(cast: Cast, people: tuple[Person, ...], noun: Noun | None, codes: tuple[str, ...]) -> Person | None:
    """The one of several people who fits the country and the office of the title, and the story's company."""
    if codes:
        people = tuple(p for p in people if p.code in codes or holds_for(p, codes))
    if noun is not None and noun.role and len(people) > 1:
        people = tuple(p for p in people if p.term_at(cast.found.day, noun.role)) or people
    if noun is not None and noun.code and not codes:
        people = tuple(p for p in people if p.code == noun.code or p.term_at(None, noun.role))
    return single(cast, people)


def holds_for(person: Person, codes: tuple[str, ...]) -> bool:
    """Whether a person of another nationality serves this organisation ("un envoy")."""
    return any(t.office.startswith(c.lower() + " ") or t.sector == "IGO" for t in person.terms for c in codes)


def single(cast: Cast, people: tuple[Person, ...]) -> Person | None:
    """One person out of several: the only one, the only one whose country is in the story, the only head among them."""
    if len(people) > 1:
        people = tuple(p for p in people if p.code in cast.codes) or people
    if len(people) > 1 and cast.found.year is not None:
        people = tuple(p for p in people if p.around(cast.found.year)) or people
    if len(people) > 1:
        for office in HEADS:
            heads = [p for p in people if p.term_at(cast.found.day, office)]
            if heads:
                return heads[0] if len(heads) == 1 else None
    return people[0] if len(people) == 1 else None


def of_person(person: Person, day: date | None, noun: Noun | None, former: bool) -> Party:
    """A person from the tables as a party, with the office of the day."""
    role = noun.role if noun else None
    term = (role and person.term_at(day, role)) or person.term_at(day)
    sector = term.sector if term else None
    if term is None and noun is not None and not former:
        sector = noun.sector
    shown = f"former {role}" if former and role else (term.office if term else role)
    return Party(person.name, person.code, sector, shown, person.name, known=True)


def unknown(name: str, noun: Noun | None, codes: tuple[str, ...], left: Before, world: World) -> Party:
    """A person whom the tables do not know, with what the title says."""
    role = noun.role if noun else None
    sector = noun.sector if noun else None
    if not codes and noun is not None and noun.code:
        codes = (noun.code,)
    if codes and sector == "GOV" and codes[0] in world.groups:
        sector = world.groups[codes[0]].sector
    elif codes and sector == "GOV" and codes[0] in world.organisations and codes[0] not in world.states:
        sector = "IGO"
    shown = f"former {role}" if left.former and role else role
    return Party(name, codes[0] if codes else None, None if left.former else sector, shown, name)


def enrich(party: Party, noun: Noun | None, codes: tuple[str, ...], left: Before) -> None:
    """Adds what a later title says to a person who was introduced without it."""
    if party.known:
        return
    party.code = party.code or (codes[0] if codes else None)
    if noun is not None and not left.former:
        party.role = party.role or noun.role
        party.sector = party.sector or noun.sector
