"""Names of places and what each of them may stand for.

Four tables, all in `world/data` (sources and licences: SOURCES-places.md beside this file):

- `places.tsv.gz`: towns and first- and second-level regions of GeoNames, a line a name, sorted by folded name;
- `places-countries.csv`: countries, with neighbours and the words for their people;
- `places-borders.csv`: about the middle of the line between two neighbours;
- `places-own.csv`: what GeoNames' excerpt lacks or news uses otherwise: regions in the news, waters, lines, bases,
  sites, states with their newspaper abbreviations, other names of countries. It is meant to be edited; its rows win.

The large table stays one block of bytes in memory (18 MB) and is searched, so that loading takes a tenth of a second.
"""

from __future__ import annotations

import csv
import gzip
import math
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from detente.errors import DataError

DATA = Path(__file__).parent / "data"
SHORT = {"saint": "st", "mount": "mt", "fort": "ft", "sainte": "ste"}
DROPPED = re.compile(r"[.'‘’ʼʻ`´]")
PARTED = re.compile(r"[^\w]+")
LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae"}
)
KINDS = frozenset({"city", "site", "region", "border", "water", "country", "continent"})
# Prominence of a hand-written row without a count, and of a country by name: as if so many people lived there.
DEFAULT_SIZE = 1_000_000
# A place that was written down by hand is worth at least this: it is in the news.
OWN_SIZE = 20_000
# A hand-written region replaces the computed one of the same name whose middle lies within this distance.
SAME_REGION_KM = 900.0
EARTH_KM = 6371.0
# Every so many lines of the large table a key is kept for the first step of the search.
STRIDE = 64


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name as the gazetteer files it: lower case, no accents, dots or apostrophes, "st" for "Saint"."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.translate(LETTERS))
        name = "".join(c for c in name if not unicodedata.combining(c))
    words = PARTED.sub(" ", DROPPED.sub("", name.lower())).split()
    return " ".join(SHORT.get(w, w) for w in words)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a name may stand for.

    `kind`: city, site, region, border, water, country or continent. `country`: ISO 3166-1 alpha-3, "" where none (a
    sea). `admin1`: GeoNames' code of the first-level region (two letters in the United States), "" where unknown.
    `lat`, `lon`: WGS84 degrees, for extended things a representative point. `population`: inhabitants, or prominence in
    the same measure. `geonames`: GeoNames id or None. `alternate`: another spelling or language; `short`: one that is
    the beginning of the name. `level`: 1 or 2 for a first- or second-level region, else 0. `own`: written by hand.
    """

    name: str
    kind: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    geonames: int | None = None
    alternate: bool = False
    short: bool = False
    level: int = 0
    own: bool = False


def km(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    r = math.radians
    h = math.sin(r(b_lat - a_lat) / 2) ** 2
    h += math.cos(r(a_lat)) * math.cos(r(b_lat)) * math.sin(r(b_lon - a_lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


@dataclass(frozen=True, slots=True)
class Country:
    """A country: ISO codes, a representative point (degrees, or None), people, neighbours and words for its people."""

    iso3: str
    iso2: str
    name: str
    point: tuple[float, float] | None
    population: int
    neighbours: tuple[str, ...]
    people: tuple[str, ...]
    capital: str


class Gazetteer:
    """Looks names up. Use `Gazetteer.load()`, which reads the tables once a process."""

    def __init__(
        self,
        blob: bytes,
        countries: dict[str, Country],
        own: Iterable[tuple[tuple[str, ...], str, Entry]],
        borders: dict[frozenset[str], tuple[float, float]],
    ) -> None:
        self._blob = blob
        self._keys, self._starts = _index(blob)
        self.countries = countries
        self._borders = borders
        self.abbreviations: dict[str, Entry] = {}
        self._own: dict[str, list[Entry]] = {}
        for names, abbreviations, entry in own:
            self._add(names, abbreviations, entry)
        self._postal = {e.admin1: e for e in self.abbreviations.values() if e.country == "USA"}
        self._postal |= {e.admin1: e for rows in self._own.values() for e in rows if _is_state(e)}
        self.people = {fold(word): c.iso3 for c in countries.values() for word in c.people if " " not in word}
        self._cached = lru_cache(maxsize=20_000)(self._find)

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> Gazetteer:
        """The gazetteer that ships with detente (about 0.15 s, 30 MB)."""
        blob = gzip.decompress((DATA / "places.tsv.gz").read_bytes())
        countries = {c.iso3: c for c in _read_countries(DATA / "places-countries.csv")}
        own = list(_country_rows(countries)) + list(_read_own(DATA / "places-own.csv", countries))
        return cls(blob, countries, own, _read_borders(DATA / "places-borders.csv"))

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Everything that `name` may stand for, the most prominent first; empty where it is unknown."""
        return self._cached(fold(name))

    def lookup_folded(self, key: str) -> tuple[Entry, ...]:
        """`lookup` for a name that is folded already."""
        return self._cached(key)

    def state_by_code(self, code: str) -> Entry | None:
        """The American state of a postal code in capitals ("TX")."""
        return self._postal.get(code)

    def border(self, a: str, b: str) -> tuple[float, float] | None:
        """A point about the middle of the line between two countries (alpha-3); None where they have none listed."""
        return self._borders.get(frozenset((a, b)))

    def point_of_country(self, code: str) -> tuple[float, float] | None:
        """A representative point of a country: hand-set where the factbook's lies far from others' choice."""
        country = self.countries.get(code)
        return country.point if country else None

    def _add(self, names: tuple[str, ...], abbreviations: str, entry: Entry) -> None:
        for name in names:
            rows = self._own.setdefault(fold(name), [])
            if not any(r.kind == entry.kind == "country" and r.country == entry.country for r in rows):
                rows.append(entry)
        for short in filter(None, abbreviations.split("|")):
            self.abbreviations[fold(short)] = entry
        country = self.countries.get(entry.country)
        if entry.kind == "country" and country and fold(country.name) in map(fold, names):
            self.countries[entry.country] = replace(country, point=(entry.lat, entry.lon))

    def _find(self, key: str) -> tuple[Entry, ...]:
        own = self._own.get(key, [])
        rows = [r for r in self._rows(key) if not any(_covers(o, r) for o in own)]
        return tuple(sorted([*own, *rows], key=lambda e: -e.population))

    def _rows(self, key: str) -> Iterator[Entry]:
        if not key:
            return
        block = max(bisect_right(self._keys, key.encode()) - 1, 0)
        # Equal keys may begin before the block whose first key they are.
        while block and self._keys[block] == key.encode():
            block -= 1
        at = self._blob.find(b"\n" + key.encode() + b"\t", self._starts[block], self._end(key, block))
        while at >= 0:
            end = self._blob.index(b"\n", at + 1)
            yield _entry(self._blob[at + 1 : end].decode().split("\t"))
            at = end if self._blob.startswith(key.encode() + b"\t", end + 1) else -1

    def _end(self, key: str, block: int) -> int:
        after = bisect_right(self._keys, key.encode())
        return self._starts[after] if after < len(self._starts) else len(self._blob)


def _is_state(entry: Entry) -> bool:
    return entry.country == "USA" and entry.level == 1


def _covers(own: Entry, row: Entry) -> bool:
    """Whether a hand-written entry stands for the same thing as one of the large table."""
    if not own.country and own.kind == "region":
        return row.kind == "region" and km(own.lat, own.lon, row.lat, row.lon) < SAME_REGION_KM
    if own.country != row.country or own.kind == "country":
        return own.kind == "country" and own.country == row.country and row.kind == "region" and row.level == 1
    far = km(own.lat, own.lon, row.lat, row.lon)
    if row.kind == "region":
        return (own.kind == "region" and far < SAME_REGION_KM and row.level == 1) or far < 60
    return own.kind in ("city", "site") and far < 40


def _index(blob: bytes) -> tuple[list[bytes], list[int]]:
    """The key and offset of every so-many-th line (offset of the newline before it)."""
    starts = [m.start() for m in re.finditer(rb"\n(?:[^\n]*\n){%d}" % (STRIDE - 1), blob)]
    starts = [s for s in starts if s + 1 < len(blob)]
    return [blob[s + 1 : blob.index(b"\t", s + 1)] for s in starts], starts


def _entry(f: list[str]) -> Entry:
    """A line of the large table."""
    key, name, country, admin1, lat, lon, population, number, kind = f
    level = int(kind[6]) if kind.startswith("region") else 0
    plain = "region" if level else "city"
    where = (float(lat), float(lon), int(population), int(number) if number else None)
    other = kind.endswith("*")
    return Entry(name, plain, country, admin1, *where, other, other and fold(name).startswith(key + " "), level)


def _read_countries(path: Path) -> Iterator[Country]:
    with path.open(encoding="utf-8", newline="") as f:
        for r in csv.DictReader(f):
            point = (float(r["lat"]), float(r["lon"])) if r["lat"] else None
            words = (tuple(r["neighbours"].split()), tuple(filter(None, r["people"].split("|"))))
            yield Country(r["iso3"], r["iso2"], r["name"], point, int(r["population"]), *words, r["capital"])


def _read_borders(path: Path) -> dict[frozenset[str], tuple[float, float]]:
    with path.open(encoding="utf-8", newline="") as f:
        return {frozenset((r["a"], r["b"])): (float(r["lat"]), float(r["lon"])) for r in csv.DictReader(f)}


def _country_rows(countries: dict[str, Country]) -> Iterator[tuple[tuple[str, ...], str, Entry]]:
    """Every country under its own name."""
    for c in countries.values():
        lat, lon = c.point or (0.0, 0.0)
        size = max(c.population, DEFAULT_SIZE)
        yield (c.name,), "", Entry(c.name, "country", c.iso3, "", lat, lon, size, own=True)


def _read_own(path: Path, countries: dict[str, Country]) -> Iterator[tuple[tuple[str, ...], str, Entry]]:
    """The hand-written rows: names, abbreviations, and the entry."""
    with path.open(encoding="utf-8", newline="") as f:
        for number, r in enumerate(csv.DictReader(f), 2):
            if r["precision"] not in KINDS or not r["names"]:
                raise DataError(f"line {number}: needs a name and one of {sorted(KINDS)}", subject=path.name)
            known = countries.get(r["country"])
            size = int(r["size"] or max(known.population if known else 0, DEFAULT_SIZE))
            names = tuple(r["names"].split("|"))
            # Waters and lines have no people; their names are seldom anything else.
            size = DEFAULT_SIZE if r["precision"] in ("water", "border") else max(size, OWN_SIZE)
            where = (r["country"], r["admin1"], float(r["lat"]), float(r["lon"]), size)
            yield names, r["abbreviations"], Entry(names[0], r["precision"], *where, level=_level(r), own=True)


def _level(row: dict[str, str]) -> int:
    """A region that carries a first-level code of its own country is a first-level region."""
    return 1 if row["precision"] == "region" and row["admin1"] and row["country"] != "GBR" else 0
