"""The codes that data sets have for parties and places, and ours for them.

The tables are `data/countries.csv`, `groups.csv` and `sectors.csv`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from detente.errors import DataError
from detente.interop.records import Party
from detente.model import Actor
from detente.world.gazetteer import fold
from detente.world.groups import groups
from detente.world.organisations import organisations
from detente.world.states import states

GOVERNMENT = "government of "


def data(name: str) -> list[dict[str, str]]:
    """The rows of a table of this package; DataError for one with a row of another width than its header."""
    text = files("detente.interop").joinpath("data", name).read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    if any(None in row or None in row.values() for row in rows):
        raise DataError("a row has more or fewer cells than the header", subject=name)
    return rows


@lru_cache(maxsize=1)
def countries() -> Mapping[str, Mapping[str, str]]:
    """The row of every country by our code."""
    return MappingProxyType({row["code"]: row for row in data("countries.csv")})


@lru_cache(maxsize=8)
def by(column: str) -> Mapping[str, str]:
    """Our code by another, for one column of the table; a cell may hold several."""
    return MappingProxyType({c: code for code, row in countries().items() for c in row[column].split("|") if c})


@lru_cache(maxsize=1)
def by_cameo() -> Mapping[str, str]:
    """Our code of a country by any that CAMEO data has for it."""
    own = {code: code for code in countries()}
    return MappingProxyType({**own, **by("also"), **by("cameo")})


@lru_cache(maxsize=1)
def group_codes() -> Mapping[str, str]:
    """CAMEO's code of a known group by ours."""
    return MappingProxyType({row["code"]: row["cameo"] for row in data("groups.csv")})


@lru_cache(maxsize=1)
def by_group() -> Mapping[str, str]:
    """Our code of an organisation or group by CAMEO's, or by our own where CAMEO has none."""
    own = {code: code for code in (*organisations(), *groups()) if code not in countries()}
    return MappingProxyType({**own, **{cameo: code for code, cameo in group_codes().items()}})


@lru_cache(maxsize=1)
def sectors() -> Mapping[str, str]:
    """Our sector by a code, or by a data set's word for it (folded)."""
    found: dict[str, str] = {}
    for row in data("sectors.csv"):
        for word in (row["code"], *(fold(w) for w in row["words"].split("|") if w)):
            found.setdefault(word, row["sector"])
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def sector_words() -> Mapping[str, str]:
    """The word that is written for a sector of ours."""
    rows = reversed([row for row in data("sectors.csv") if row["words"]])
    return MappingProxyType({row["sector"]: row["words"].split("|")[0] for row in rows})


@lru_cache(maxsize=1)
def by_name() -> Mapping[str, tuple[str, str | None]]:
    """Our code and the sector, if one goes with the name, of countries, organisations and groups by name (folded)."""
    found: dict[str, tuple[str, str | None]] = {}
    for name, code, sector in named():
        found.setdefault(fold(name).removeprefix("the "), (code, sector))
    return MappingProxyType(found)


def named() -> Iterator[tuple[str, str, str | None]]:
    """Every name with its code and sector: what is in the world's tables before lands that are no states there."""
    lands = countries().values()
    own = [(name, row["code"], None) for row in lands for name in (row["name"], *row["names"].split("|")) if name]
    yield from (each for each in own if each[1] in states())
    for state in states().values():
        yield from ((name, state.code, None) for name in state.all_names())
    for organisation in organisations().values():
        yield from ((name, organisation.code, "IGO") for name in organisation.all_names())
    told = {row["code"]: tuple(row["names"].split("|")) for row in data("groups.csv")}
    for group in groups().values():
        names = (*group.all_names(), *told.get(group.code, ()))
        yield from ((name, group.code, group.sector) for name in names if name)
    yield from (each for each in own if each[1] not in states())


@lru_cache(maxsize=20_000)
def lookup(name: str) -> tuple[str | None, str | None]:
    """Code and sector of a party by its name: "Government of Turkey", "Hamas", "Military Forces of Iraq (2014-)".

    (None, None) where the name is of nobody in the tables. What stands in brackets, and behind a colon, is looked at
    last: "Hezbollah (Lebanon)", "IS: Islamic State".
    """
    plain = fold(name).removeprefix("the ")
    if plain in by_name():
        return by_name()[plain]
    for start, sector in PREFIXES.items():
        if plain.startswith(start):
            code, _ = lookup(name.split(" of ", 1)[1] if " of " in name else name[len(start) :])
            return code, (sector if code else None)
    short = name.partition("(")[0].strip()
    parts = (short, *(part.strip() for part in short.split(":"))) if short != name or ":" in name else ()
    return next((found for part in parts if part and part != name and (found := lookup(part))[0]), (None, None))


PREFIXES = {
    GOVERNMENT: "GOV", "military forces of ": "MIL", "police forces of ": "COP", "protesters ": "OPP",
    "rioters ": "OPP", "civilians ": "CVL",
}  # fmt: skip


def country(name: str) -> str | None:
    """Our code of a country by its name or ISO 3166-1 alpha-3 code, None for an unknown one."""
    if name in countries():
        return name
    code, _ = by_name().get(fold(name).removeprefix("the "), (None, None))
    return code if code in countries() else None


def named_in(name: str, land: str) -> tuple[str | None, str | None]:
    """Code and sector of a party by its name and its country's, either of which may be empty.

    A group that is known by name counts before its country, as with us.
    """
    known, sector = lookup(name)
    return known if known and known not in countries() else country(land) or known, sector


def cameo_party(code: str, name: str = "") -> Party | None:
    """A party by CAMEO's code for it, read in threes: "RUSGOV", "IGOUNO", "PSEREBHMS". None for an empty code.

    A group counts before its country, as with us. What stands in no table leaves the party without a code.
    """
    if not code and not name:
        return None
    known, land, sector = by_group().get(code.removeprefix("IGO")), None, None
    for part in (code[i : i + 3] for i in range(0, len(code), 3)):
        known = known or (by_group().get(part) if part not in by_cameo() or land else None)
        land = land or by_cameo().get(part)
        sector = sector or sectors().get(part)
    return Party(name or code, known or land, sector)


def cameo_code(actor: Actor | None) -> tuple[str, str, str, str]:
    """A party as CAMEO writes it: the whole code, that of the country, that of the known group, that of the sector.

    A group without a code of CAMEO's keeps ours, whole.
    """
    if actor is None:
        return "", "", "", ""
    sector = actor.sector or ""
    if (known := countries().get(actor.code or "")) is not None:
        land = known["cameo"]
        return land + sector, land, "", sector
    group = group_codes().get(actor.code or "", actor.code or "")
    return (f"IGO{group}" if actor.code in organisations() else group), "", group, sector
