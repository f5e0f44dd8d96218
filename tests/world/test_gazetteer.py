"""The gazetteer finds places by any of their names and says what they are."""

from __future__ import annotations

import csv
import gzip
import time
from collections import Counter
from pathlib import Path

import pytest

from detente.errors import DataError
from detente.world.gazetteer import DATA, KINDS, Gazetteer, _read_own, fold, km


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("São Tomé", "sao tome"),
        ("St. Louis", "st louis"),
        ("Saint Louis", "st louis"),
        ("Nagorno-Karabakh", "nagorno karabakh"),
        ("Côte d’Ivoire", "cote divoire"),
        ("U.S.", "us"),
        ("Łódź", "lodz"),
        ("Iğdır", "igdir"),
    ],
)
def test_names_are_folded_the_same_however_they_are_written(name: str, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("name", "country", "kind", "point"),
    [
        ("Belgrade", "SRB", "city", (44.8, 20.5)),
        ("Kiev", "UKR", "city", (50.5, 30.5)),
        ("Kyiv", "UKR", "city", (50.5, 30.5)),
        ("Deir ez-Zor", "SYR", "city", (35.3, 40.1)),
        ("Crimea", "UKR", "region", (45.3, 34.4)),
        ("Licking County", "USA", "region", (40.1, -82.5)),
        ("Louisiana", "USA", "region", (31.0, -92.0)),
        ("North Kivu", "COD", "region", (-0.8, 29.0)),
        ("Guangdong", "CHN", "region", (23.4, 113.5)),
        ("Strait of Hormuz", "", "water", (26.6, 56.3)),
        ("Incirlik", "TUR", "site", (37.0, 35.4)),
        ("Turkey", "TUR", "country", (39.0, 35.0)),
        ("Burma", "MMR", "country", (21.5, 96.5)),
        ("The Hague", "NLD", "city", (52.1, 4.3)),
    ],
)
def test_the_most_prominent_reading_of_a_name_comes_first(
    gazetteer: Gazetteer, name: str, country: str, kind: str, point: tuple[float, float]
) -> None:
    entries = gazetteer.lookup(name)
    assert [(e.country, e.kind) for e in entries if e.kind == kind][:1] == [(country, kind)]
    first = next(e for e in entries if e.kind == kind)
    assert km(first.lat, first.lon, *point) < 60


def test_every_paris_is_known(gazetteer: Gazetteer) -> None:
    states = {e.admin1 for e in gazetteer.lookup("Paris") if e.country == "USA"}
    assert {"TX", "TN", "IL", "KY"} <= states


def test_an_unknown_name_gives_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Zzyzxville-on-Nowhere") == ()
    assert gazetteer.lookup("") == ()


def test_every_line_of_the_large_table_can_be_found(gazetteer: Gazetteer) -> None:
    lines = gzip.decompress((DATA / "places.tsv.gz").read_bytes()).decode().splitlines()[1:]
    assert lines == sorted(lines, key=lambda s: s.split("\t")[0])
    count = Counter(line.split("\t")[0] for line in lines)
    for line in lines[::97]:
        key, name, country = line.split("\t")[:3]
        rows = list(gazetteer._rows(key))
        assert any((r.name, r.country) == (name, country) for r in rows), key
        assert len(rows) == count[key]


def test_hand_written_rows_are_complete_and_on_earth() -> None:
    with (DATA / "places-own.csv").open(encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            assert row["precision"] in KINDS, row
            assert -90 <= float(row["lat"]) <= 90, row
            assert -180 <= float(row["lon"]) <= 180, row
            assert row["country"] == "" or len(row["country"]) == 3, row


def test_a_wrong_row_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "own.csv"
    bad.write_text("names,abbreviations,precision,country,admin1,lat,lon,size\nAtlantis,,myth,,,0,0,1\n")
    with pytest.raises(DataError, match="line 2"):
        list(_read_own(bad, {}))


def test_loading_is_quick() -> None:
    begun = time.process_time()
    Gazetteer.load.__wrapped__(Gazetteer)
    assert time.process_time() - begun < 2.0  # 0.15 s on an idle laptop; leaves room for a crowded machine


def test_every_country_has_a_point_near_its_capital(gazetteer: Gazetteer) -> None:
    for country in gazetteer.countries.values():
        if country.point and country.population > 5_000_000:
            towns = [e for e in gazetteer.lookup(country.capital) if e.country == country.iso3]
            # Vladivostok-sized countries: a capital may lie 3,000 km from the middle of Russia.
            assert all(km(*country.point, t.lat, t.lon) < 4500 for t in towns[:1]), country.name
