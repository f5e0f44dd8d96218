"""People with the offices they held, and finding them by full name or surname on a given day.

The tables `people*.csv` hold one row for each term of office. A person is one code and one name with all their terms.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

from detente.model.base import Record
from detente.world.load import data_folder, first_day, items, last_day, rows, sector

COLUMNS = ("code", "name", "aliases", "office", "sector", "start", "end", "source")
FAMILY_FIRST = frozenset({"CHN", "PRK", "KOR", "TWN", "VNM", "VDR", "KHM", "SGP", "HKG"})
PARTICLES = frozenset(
    {
        "al",
        "el",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ben",
        "ibn",
        "abu",
        "le",
        "la",
    }
)
SUFFIXES = frozenset({"jr.", "jr", "sr.", "ii", "iii", "iv", "v", "vi", "xvi", "xii"})
# How long after a term a short name still means its holder: ministers stay in the news.
LINGER = timedelta(days=365)


class Term(Record):
    """One term of office, first and last day inclusive; None: not known, or not over."""

    office: str
    sector: str | None
    start: date | None
    end: date | None

    def covers(self, day: date, slack: timedelta = timedelta(0)) -> bool:
        """Whether the office was held on `day`, give or take `slack`."""
        return (self.start is None or self.start - slack <= day) and (self.end is None or day <= self.end + slack)


class Person(Record):
    """A human being in public office. `aliases`: other spellings and short names."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()

    def term_at(self, day: date | None, office: str | None = None) -> Term | None:
        """The term held on `day` (the latest begun); without a day, or with `office`, the latest that fits."""
        fitting = [t for t in self.terms if office is None or t.office == office]
        held = fitting if day is None else [t for t in fitting if t.covers(day)]
        return max(held, key=lambda t: t.start or date.min) if held else None

    def around(self, day: date) -> bool:
        """Whether the person held any office on `day` or within a year of it."""
        return any(term.covers(day, LINGER) for term in self.terms)


def fold(text: str) -> str:
    """The text without diacritics: "Çavuşoğlu" and "Cavusoglu" are one name."""
    if text.isascii():
        return text
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return plain.translate(str.maketrans("ıøØłŁđĐæÆßəƏ", "ioOlLdDaAsaA"))


def without_particle(surname: str) -> str:
    """A surname less the particle that a hyphen ties to it: "al-Assad" is "Assad"."""
    head, _, tail = surname.partition("-")
    return tail if tail and head.lower() in PARTICLES else surname


def surnames(name: str, code: str) -> Iterator[str]:
    """The short names that a full name may be cut to ("al-Assad": "Assad"; "de Gaulle"; "Xi Jinping": "Xi")."""
    parts = [p for p in name.split() if p.lower() not in SUFFIXES]
    if len(parts) < 2:
        return
    if code in FAMILY_FIRST or ("-" in parts[-1][:-1] and parts[-1].split("-")[-1].islower()):
        yield parts[0]
    if code in {"CHN", "TWN", "VNM"} and len(parts[0]) < 7:
        return
    last = parts[-1]
    yield without_particle(last)
    if parts[-2].lower() in PARTICLES and len(parts) > 2:
        yield f"{parts[-2]} {last}"


def read_rows() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every row of every table of people, with where it stands."""
    for file in sorted(data_folder().iterdir(), key=lambda f: f.name):
        if file.name.startswith("people") and file.name.endswith(".csv"):
            for row in rows(file.name, COLUMNS):
                yield f"{file.name}: {row['name']}, {row['office']}", row


def term(row: Mapping[str, str], subject: str) -> Term:
    """The term that a row holds."""
    return Term(
        office=row["office"].lower(),
        sector=sector(row["sector"], subject),
        start=first_day(row["start"], subject),
        end=last_day(row["end"], subject),
    )


class People:
    """Everybody, by full name, by short name, by office."""

    def __init__(self, everybody: Iterable[Person]) -> None:
        self.all = tuple(everybody)
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        self.by_surname: dict[str, list[Person]] = defaultdict(list)
        self.by_given: dict[str, list[Person]] = defaultdict(list)
        self.by_office: dict[tuple[str, str], list[Person]] = defaultdict(list)
        for person in self.all:
            self.add(person)

    def add(self, person: Person) -> None:
        """Enters one person in the indexes."""
        full = {fold(n) for n in (person.name, *person.aliases) if " " in n or "-" in n[:-1]} | {fold(person.name)}
        short = {fold(n) for n in person.aliases if " " not in n}
        short |= {fold(s) for n in (person.name, *person.aliases) for s in surnames(n, person.code)}
        for name in full:
            self.by_name[name].append(person)
        for name in short:
            self.by_surname[name].append(person)
        self.by_given[fold(person.name).split()[0]].append(person)
        for office in {t.office for t in person.terms}:
            self.by_office[person.code, office].append(person)

    def named(self, name: str, day: date | None = None) -> tuple[Person, ...]:
        """Those of this full name, with or without diacritics; of several, those in office around `day`."""
        return narrowed(self.by_name.get(fold(name), ()), day)

    def of_surname(self, name: str, day: date | None = None) -> tuple[Person, ...]:
        """Those whom this short name may mean: in office on `day`, else within a year of it, else nobody.

        Without a day everybody of that name.
        """
        found = self.by_surname.get(fold(name), ())
        if day is None:
            return tuple(found)
        held = tuple(p for p in found if p.term_at(day))
        return held or tuple(p for p in found if p.around(day))

    def of_given(self, name: str, day: date) -> tuple[Person, ...]:
        """Those of this given name who are in office on `day`: "Sheikh Mohammed"."""
        return tuple(p for p in self.by_given.get(fold(name), ()) if p.term_at(day))

    def holders(self, code: str, office: str, day: date | None = None) -> tuple[Person, ...]:
        """Who held the office on `day`; without a day everybody who ever did."""
        found = self.by_office.get((code, office), ())
        return tuple(p for p in found if day is None or any(t.office == office and t.covers(day) for t in p.terms))


def narrowed(found: Iterable[Person], day: date | None) -> tuple[Person, ...]:
    """Of several people of one name those around `day`, if there are any."""
    everybody = tuple(found)
    near = tuple(p for p in everybody if day and p.around(day))
    return near or everybody


@lru_cache(maxsize=1)
def people() -> People:
    """Everybody in the tables."""
    terms: dict[tuple[str, str], list[Term]] = defaultdict(list)
    aliases: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for subject, row in read_rows():
        key = (row["code"], row["name"])
        terms[key].append(term(row, subject))
        aliases[key].update(dict.fromkeys(items(row["aliases"])))
    return People(Person(code=c, name=n, aliases=tuple(aliases[c, n]), terms=tuple(t)) for (c, n), t in terms.items())
