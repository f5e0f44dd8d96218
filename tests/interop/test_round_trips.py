"""What goes out in a format and comes in again is what went out, less what the format says that it loses."""

from __future__ import annotations

import io
import sys
from datetime import date, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from detente.interop import FACETS, FORMATS, Wanted, export, load
from detente.ledger import Ledger
from detente.model import Status
from detente.ontology import MODES, PLOVER_TYPES, cameo_codes

sys.path.insert(0, str(Path(__file__).parent))
made = import_module("interop_made")
held, reading_of = made.held, made.reading_of

WRITTEN = [one for one in FORMATS.values() if one.write and one.read and one.name != "gdelt-mentions"]
SPACED = [one for one in WRITTEN if one.losses]
PARTIES = [
    {"code": "RUS", "name": "Moscow", "sector": "GOV"}, {"code": "TUR", "name": "Türkiye's gunners", "sector": "MIL"},
    {"code": "ROU", "name": "Romania", "sector": None}, {"code": "PSE", "name": "police", "sector": "COP"},
    {"code": "USA", "name": "John Kerry", "sector": "GOV", "person": "John Kerry", "role": "secretary of state"},
    {"code": "UN", "name": "United Nations", "sector": "IGO"},
    {"code": "MERCOSUR", "name": "Mercosur", "sector": "IGO"},
    {"code": "HEZBOLLAH", "name": "Hezbollah", "sector": "REB"}, {"code": "M23", "name": "M23", "sector": "REB"},
    {"code": None, "name": "gunmen", "sector": "REB"},
    {"code": None, "name": "two “unknown”\tmen", "sector": None},
]  # fmt: skip
PLACES = [
    {"name": "Hatay", "country": "TUR", "lat": 36.2, "lon": 36.1625, "precision": "region"},
    {"name": "Sukhumi", "country": "GEO", "lat": 43.0015, "lon": 41.0234, "precision": "city", "geonames": 578534},
    {"name": "Niš", "country": "SRB", "lat": 43.32, "lon": 21.9, "precision": "city"},
    {"name": "Texas", "country": "USA", "lat": 31.25, "lon": -99.25, "precision": "region"},
    {"name": "Dover", "country": "USA", "lat": -0.5, "lon": 0.0, "precision": "site"},
    {"name": "Black Sea", "country": None, "precision": "water"},
    {"name": "Syria", "country": "SYR", "precision": "country"},
]  # fmt: skip
DAY = st.dates(date(1990, 1, 1), date(2030, 12, 31))
DAYS = st.one_of(
    DAY.map(lambda d: (d, d)),
    DAY.map(lambda d: (d.replace(day=1), (d.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1))),
    DAY.map(lambda d: (d.replace(month=1, day=1), d.replace(month=12, day=31))),
    st.tuples(DAY, st.integers(1, 20)).map(lambda t: (t[0], t[0] + timedelta(days=t[1]))),
    DAY.map(lambda d: (None, d)), DAY.map(lambda d: (d, None)), st.none(),
)  # fmt: skip
CODES = [code.code for code in cameo_codes().values() if code.plover and len(code.code) > 2]


@st.composite
def readings(draw):
    code = draw(st.sampled_from(CODES))
    kind = draw(st.sampled_from([cameo_codes()[code].plover, cameo_codes()[code].plover, *PLOVER_TYPES]))
    source = draw(st.lists(st.sampled_from(PARTIES), max_size=2, unique_by=lambda p: p["name"]))
    target = draw(
        st.lists(st.sampled_from(PARTIES), min_size=0 if source else 1, max_size=2, unique_by=lambda p: p["name"])
    )
    place = draw(st.none() | st.sampled_from(PLACES))
    return reading_of(
        code, tuple(source), tuple(target), draw(DAYS), draw(DAYS), draw(st.sampled_from(list(Status))), place,
        draw(st.sampled_from([None, *MODES.get(kind, ())])), draw(st.sampled_from([(), ("military", "diplomatic")])),
        kind, reported=draw(st.none() | DAY), url=draw(st.sampled_from([None, "http://example.org/a?b=c&d"])),
        outlet=draw(st.sampled_from([None, "Example Wire"])), words=draw(st.sampled_from(["fired", "„sagte“, “ja”"])),
        about=draw(st.sampled_from([None, "to say sorry"])), by=draw(st.sampled_from([None, PARTIES[0]])),
    )  # fmt: skip


def through(readings, one, folder):
    """The facets before and after; None where the ledger takes several of the readings for one incident."""
    file = Path(folder) / f"events.{one.name}{'.parquet' if one.name == 'parquet' else ''}"
    with Ledger.in_memory() as before, Ledger.in_memory() as after:
        before.add_many(readings)
        if len(before.incidents()) < len(before.events()):
            return None
        export(before, one.name, file)
        refused = []
        load(after, file, one.name, refused.append)
        assert refused == []
        assert after.verify().sound
        return held(before, one), held(after, one)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("trips")


@pytest.mark.parametrize("one", WRITTEN, ids=lambda one: one.name)
def test_what_is_not_declared_lost_comes_back(one, folder):
    @settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(st.lists(readings(), min_size=5, max_size=9, unique_by=lambda r: r.article.hash))
    def check(several):
        found = through(several, one, folder)
        assume(found)
        before, after = found
        kept = [name for name in FACETS if name in one.holds()]
        assert sorted(repr([row[f] for f in kept]) for row in before) == sorted(
            repr([row[f] for f in kept]) for row in after
        )

    check()


FULL = {
    "source": tuple(PARTIES[:2]), "target": (PARTIES[4],), "mode": "aerial", "contexts": ("military",),
    "about": "to say sorry", "by": PARTIES[0], "url": "http://example.org/1", "outlet": "Example Wire",
    "title": "A headline",
}  # fmt: skip
RICH = [
    reading_of("195", **FULL, place=PLACES[4], day=(date(2015, 11, 20), date(2015, 11, 25))),
    reading_of("196", **(FULL | {"source": PARTIES[5:6]}), status="denied", kind="COERCE"),
    reading_of("036", PARTIES[:1], PARTIES[7:8], (date(2015, 12, 3),) * 2, (date(2015, 12, 1),) * 2, "planned"),
    reading_of("1121", PARTIES[:1], PARTIES[1:2], place=PLACES[6]),
]


@pytest.mark.parametrize("one", SPACED, ids=lambda one: one.name)
def test_what_is_declared_lost_is_lost(one, folder):
    """A loss that is none would frighten for nothing."""
    changed = set()
    for reading in RICH:
        with Ledger.in_memory() as alone:
            alone.add(reading)
            whole = held(alone, FORMATS["detente"])
        _, after = through([reading], one, folder)
        for facet in FACETS:
            if [row[facet] for row in whole] != [row[facet] for row in after]:
                changed.add(facet)
    assert {loss.facet for loss in one.losses} - changed == set()


def test_every_loss_is_of_a_facet_and_told_once():
    for one in FORMATS.values():
        lost = [loss.facet for loss in one.losses]
        assert set(lost) <= set(FACETS)
        assert len(lost) == len(set(lost))


@pytest.mark.parametrize("name", ["detente", "plover", "parquet"])
def test_a_ledger_can_be_moved(name, folder, ledger, other):
    """Stories, readings and the moments of learning are the same, and in our own format decisions too."""
    if name == "parquet":
        pytest.importorskip("pyarrow")
    ledger.add_many(RICH)
    ledger.same([t.id for t in ledger.events()][:2], "looks like one")
    file = Path(folder) / f"moved-{name}.{name}"
    export(ledger, name, file)
    load(other, file)
    stories = [s.hash for s in ledger.stories()]
    assert [s.hash for s in other.stories()] == stories
    assert [other.reading(s) for s in stories] == [ledger.reading(s) for s in stories]
    query = "SELECT story, learned FROM readings ORDER BY story"
    assert other.sql(query).rows == ledger.sql(query).rows
    if name == "detente":
        assert other.decisions() == ledger.decisions()
        assert [i.model_dump() for i in other.incidents()] == [i.model_dump() for i in ledger.incidents()]
        load(other, file)
        assert len(other.decisions()) == 1


def test_stories_without_events_are_moved_too(ledger, other, folder):
    ledger.add(RICH[0].model_copy(update={"events": ()}))
    file = Path(folder) / "bare.jsonl"
    export(ledger, "detente", file)
    assert load(other, file).added == 1


@pytest.mark.parametrize("one", [f for f in FORMATS.values() if f.write], ids=lambda one: one.name)
def test_the_same_bytes_each_time_in_any_order_of_adding(one, ledger, other, folder):
    if one.name == "parquet":
        pytest.importorskip("pyarrow")
    moment = date(2024, 5, 1)
    ledger.add_many(RICH, moment_of(moment))
    other.add_many(reversed(RICH), moment_of(moment))
    first, second, third = io.BytesIO(), io.BytesIO(), io.BytesIO()
    export(ledger, one.name, first)
    export(ledger, one.name, second)
    export(other, one.name, third)
    assert first.getvalue() == second.getvalue() == third.getvalue() != b""


def moment_of(day):
    return datetime.combine(day, datetime.min.time())


def test_only_what_is_wanted(ledger, folder):
    ledger.add_many(RICH)
    out = io.BytesIO()
    assert export(ledger, "csv", out, Wanted(between=("RUS", "TUR"), types=("ACCUSE",))).rows == 1
    assert export(ledger, "detente", io.BytesIO(), Wanted(target="HEZBOLLAH")).rows == 1
    assert export(ledger, "csv", io.BytesIO(), Wanted(as_of=date(2015, 12, 1))).rows == 0
    assert export(ledger, "csv", io.BytesIO(), Wanted(since=date(2015, 11, 26), until=date(2015, 12, 31))).rows == 1


@pytest.mark.parametrize("one", [f for f in FORMATS.values() if f.write], ids=lambda one: one.name)
def test_the_same_bytes_however_many_are_in_memory(one, ledger, monkeypatch):
    if one.name == "parquet":
        pytest.skip("its rows are written in groups of so many")
    ledger.add_many(RICH)
    whole, by_ones = io.BytesIO(), io.BytesIO()
    export(ledger, one.name, whole)
    monkeypatch.setattr("detente.interop.kept.AT_ONCE", 1)
    export(ledger, one.name, by_ones)
    assert whole.getvalue() == by_ones.getvalue() != b""
