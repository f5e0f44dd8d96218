"""Files as they come: packed, in other containers, broken; and what imported data is good for."""

from __future__ import annotations

import gzip
import io
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from detente.api_ledger import Ledger
from detente.errors import InputError, MissingInput, UsageError
from detente.interop import FORMATS, codes, export, formats
from detente.interop.records import LeftOut
from detente.ontology import cameo_codes

ICEWS = (Path(__file__).parent / "data" / "icews.tab").read_bytes()


def zipped(*names):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, ICEWS)
    return packed.getvalue()


def by_name(value):
    """What names a case: packed bytes hold the time, so that two processes would call the same case differently."""
    return value if isinstance(value, str) else "content"


@pytest.mark.parametrize(
    ("name", "content"),
    [("e.tab.gz", gzip.compress(ICEWS)), ("e.zip", zipped("e.tab")), ("e.tab", b"\xef\xbb\xbf" + ICEWS)],
    ids=by_name,
)
def test_packed_files(ledger, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    done = Ledger.load(ledger, tmp_path / name)
    assert (done.format, done.events, done.refused) == ("icews", 2, 1)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("e.zip", zipped("a", "b")), ("e.zip", b"PK no zip"), ("e.gz", gzip.compress(ICEWS)[:60]), ("e.csv", b""),
        ("e.csv", b"a,b,c\n1,2,3\n"), ("e.bin", bytes(range(256)) * 9), ("e.parquet", b"PAR1 no"),
    ],
    ids=by_name,
)  # fmt: skip
def test_what_cannot_be_read_says_so(ledger, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError):
        Ledger.load(ledger, tmp_path / name)
    assert ledger.stories() == []


def test_no_file_no_format_and_formats_that_are_only_read(ledger, tmp_path):
    with pytest.raises(MissingInput):
        Ledger.load(ledger, tmp_path / "none.csv")
    with pytest.raises(UsageError, match="gdelt-1, gdelt-2"):
        Ledger.load(ledger, tmp_path / "none.csv", "excel")
    with pytest.raises(UsageError, match="only read; what can be written is"):
        Ledger.export(ledger, "acled", tmp_path / "out.csv")
    with pytest.raises(UsageError, match="cannot be written"):
        export(ledger, "csv", tmp_path / "no" / "out.csv")
    assert list(tmp_path.glob("*.csv")) == []


def test_any_format_in_parquet(ledger, tmp_path):
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = [{
        "GLOBALEVENTID": 5, "SQLDATE": 20151124, "Actor1Code": "TUR", "Actor1CountryCode": "TUR", "Actor2Code": "RUS",
        "Actor2CountryCode": "RUS", "EventCode": "173", "NumMentions": 2, "DATEADDED": 20151125, "ActionGeo_Type": 4,
        "ActionGeo_FullName": "Ankara", "ActionGeo_Lat": 39.9, "ActionGeo_Long": 32.9, "ActionGeo_CountryCode": None,
    }]  # fmt: skip
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "e.parquet")
    assert Ledger.load(ledger, tmp_path / "e.parquet").format.startswith("gdelt")
    (told,) = ledger.events()
    assert (told.event.cameo, told.event.place.name, told.reported) == ("173", "Ankara", date(2015, 11, 25))


def test_parquet_without_its_library(ledger, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for call in (lambda: export(ledger, "parquet", io.BytesIO()), lambda: Ledger.load(ledger, tmp_path / "e.parquet")):
        with pytest.raises(UsageError, match=r"pip install 'detente\[frames\]'"):
            call()


CRISIS = (
    "Event ID\tEvent Date\tSource Name\tSource Country\tCAMEO Code\tTarget Name\tTarget Country\n"
    "1\t2015-11-24\tTurkey\tTurkey\t195\tRussia\tRussian Federation\n"
    "2\t2015-11-28\tRussia\tRussian Federation\t163\tTurkey\tTurkey\n"
    "3\t2015-11-30\tRussia\tRussian Federation\t1121\tTurkey\tTurkey\n"
    "4\t2016-06-27\tTurkey\tTurkey\t055\tRussia\tRussian Federation\n"
    "5\t2016-06-30\tRussia\tRussian Federation\t085\tTurkey\tTurkey\n"
)


def test_imported_data_has_a_docket_tension_and_an_answer(tmp_path):
    (tmp_path / "e.tab").write_text(CRISIS, encoding="utf-8")
    with Ledger.create(tmp_path / "crisis.duckdb") as ledger:
        ledger.load(tmp_path / "e.tab")
        early, late = (ledger.dispute("RUS", "TUR", day) for day in (date(2015, 12, 15), date(2016, 7, 15)))
    (measure,) = early.docket.measures
    assert (measure.cameo, measure.by, measure.first) == ("163", ("RUS",), date(2015, 11, 28))
    assert measure.evidence[0].words.startswith("Russia (RUS) to Turkey (TUR): impose an embargo")
    assert early.tension[0].day == date(2015, 11, 24)
    assert [side.answer for side in early.answers] == ["escalating", "holding"]
    assert [side.answer for side in late.answers] == ["conceding on substance", "conceding on substance"]
    # CAMEO 085 is of lifting and of easing alike, so that is all that can be said.
    assert [measure.state for measure in late.docket.measures] == ["eased"]


def test_rows_that_say_the_same_are_one_incident_and_one_source(ledger, tmp_path):
    head, row = CRISIS.splitlines()[:2]
    (tmp_path / "e.tab").write_text(f"{head}\n{row}\n{row.replace('1', '9', 1)}\n", encoding="utf-8")
    Ledger.load(ledger, tmp_path / "e.tab")
    (incident,) = ledger.incidents()
    assert (len(incident.tellings), incident.sources) == (2, 1)


def test_every_act_has_words_that_can_be_put_down():
    from detente.interop.acts import of_cameo

    for code in cameo_codes():
        if len(code) > 2:
            act = of_cameo(code)
            assert isinstance(act, LeftOut) or (act.cameo == code and act.words.strip() == act.words != "")
            assert code[0] != "0" or of_cameo(code[1:]) == act


def test_every_code_of_ours_is_found_by_its_name_and_by_what_is_written_for_it():
    from detente.model import Actor
    from detente.world.groups import groups
    from detente.world.organisations import organisations
    from detente.world.states import states

    for table in (states(), organisations(), groups()):
        for code, entry in table.items():
            if code == "NAM" and table is not states():  # two parties have this code
                continue
            assert codes.lookup(entry.name)[0] == code
            whole, land, group, _ = codes.cameo_code(Actor(name=entry.name, code=code, start=0, end=1))
            assert codes.cameo_party(whole).code == code
            assert (codes.by_cameo().get(land) if land else codes.by_group().get(group)) == code
    assert set(states()) <= set(codes.countries())


def test_no_number_or_code_is_that_of_two_countries():
    for column in ("cameo", "also", "fips", "gw", "cow"):
        told = [c for row in codes.countries().values() for c in row[column].split("|") if c]
        assert len(told) == len(set(told)) or column == "fips"
    assert len(formats.ALL) == len(FORMATS)
