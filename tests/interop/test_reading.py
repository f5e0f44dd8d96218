"""Rows as the data sets have them, each kind of oddity once, and what becomes of them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from detente.interop import load
from detente.interop.gdelt import FIRST, SECOND
from detente.interop.ged import COLUMNS as GED

GDELT = {
    "GLOBALEVENTID": "410412347", "SQLDATE": "20151124", "MonthYear": "201511", "Year": "2015",
    "FractionDate": "2015.8904", "Actor1Code": "TURMIL", "Actor1Name": "TURKISH", "Actor1CountryCode": "TUR",
    "Actor1Type1Code": "MIL", "Actor2Code": "RUS", "Actor2Name": "RUSSIA", "Actor2CountryCode": "RUS",
    "IsRootEvent": "1", "EventCode": "195", "EventBaseCode": "195", "EventRootCode": "19", "QuadClass": "4",
    "GoldsteinScale": "-10", "NumMentions": "10", "NumSources": "2", "NumArticles": "10", "AvgTone": "-5.2",
    "ActionGeo_Type": "5", "ActionGeo_FullName": "Hatay, Hatay, Turkey", "ActionGeo_CountryCode": "TU",
    "ActionGeo_Lat": "36.2", "ActionGeo_Long": "36.1", "DATEADDED": "20151125", "SOURCEURL": "http://example.org/1",
}  # fmt: skip


def sample(name):
    return (Path(__file__).parent / "data" / name).read_text(encoding="utf-8")


def gdelt(columns, **changes):
    row = GDELT | changes
    return "\t".join(row.get(name, "") for name in columns) + "\n"


@pytest.fixture
def taken(ledger, tmp_path):
    """What a file of these words gives: the tellings, the count, what was refused."""

    def take(words, format=None, name="events.txt"):  # noqa: A002
        file = tmp_path / name
        file.write_bytes(words if isinstance(words, bytes) else words.encode())
        refused = []
        done = load(ledger, file, format, refused.append)
        assert ledger.verify().sound
        return ledger.events(), done, [error.message for error in refused]

    return take


@pytest.mark.parametrize(
    ("columns", "added", "known"),
    [(FIRST[:57], "20151125", "gdelt-1"), (FIRST, "20151125", "gdelt-1"), (SECOND, "20151125081500", "gdelt-2")],
)
def test_gdelt_of_57_58_and_61_columns(taken, columns, added, known):
    (told,), done, _ = taken(gdelt(columns, DATEADDED=added))
    event = told.event
    assert done.format == known
    assert (event.type, event.cameo, event.status) == ("ASSAULT", "195", "happened")
    assert [(a.code, a.sector, a.name) for a in (*event.source, *event.target)] == [
        ("TUR", "MIL", "TURKISH"), ("RUS", None, "RUSSIA"),
    ]  # fmt: skip
    assert event.date.start == event.date.end == date(2015, 11, 24)
    # In a historical file the 57th column is the last; in the others the day of adding comes before the address.
    assert told.reported == date(2015, 11, 25)
    assert (event.place.name, event.place.country, event.place.precision) == ("Hatay, Hatay, Turkey", "TUR", "region")
    assert event.because.startswith("import GDELT")
    assert event.because.endswith("CAMEO 195")


def test_gdelt_under_a_header_and_between_commas(taken):
    row = [GDELT.get(name, "") for name in SECOND]
    words = ",".join(SECOND) + "\n" + ",".join(f'"{cell}"' for cell in row) + "\n"
    (told,), done, _ = taken(words, name="gdelt.csv")
    assert (done.format, told.event.cameo, told.event.place.lat) == ("gdelt-2", "195", 36.2)


def test_the_middle_of_a_country_is_no_place(taken):
    (told,), *_ = taken(gdelt(SECOND, ActionGeo_Type="1", ActionGeo_FullName="Turkey"))
    assert told.event.place is None


def test_what_is_declared_is_planned_and_dated_by_the_day_it_was_said(taken):
    (told,), *_ = taken(gdelt(SECOND, EventCode="036"))
    event = told.event
    assert (event.type, event.status, event.date) == ("AGREE", "planned", None)
    assert event.said_on.start == date(2015, 11, 24)
    assert event.attribution.who.code == "TUR"
    assert "not the one that it is for" in event.date_open


def test_groups_and_countries_under_their_old_codes(taken):
    tellings, *_ = taken(
        gdelt(SECOND, Actor1Code="PSEREBHMS", Actor1CountryCode="PSE", Actor1KnownGroupCode="HMS", Actor2Code="ROM",
              Actor2CountryCode="ROM")
    )  # fmt: skip
    assert [a.code for t in tellings for a in (*t.event.source, *t.event.target)] == ["HAMAS", "ROU"]


def test_bad_rows_are_named_by_number_and_the_rest_goes_on(taken):
    words = (
        gdelt(SECOND, EventCode="999") + gdelt(SECOND, SQLDATE="20159999") + "only\tthree\tcells\n" + gdelt(SECOND)
        + gdelt(SECOND, ActionGeo_Lat="north") + gdelt(SECOND, GLOBALEVENTID="") + gdelt(SECOND, EventCode="010")
        + gdelt(SECOND, Actor1Code="", Actor1Name="", Actor2Code="", Actor2Name="")
    )  # fmt: skip
    tellings, done, refused = taken(words, "gdelt-2")
    assert len(tellings) == 1
    assert refused == [
        "no CAMEO code: 999", "no date: 20159999", "3 cells where 61 belong", "actiongeolat is no number: north",
        "no globaleventid",
    ]  # fmt: skip
    assert (done.rows, done.refused, done.events) == (8, 5, 1)
    assert done.left_out == {"CAMEO 01 (statements) has no PLOVER type": 1, "nobody is named": 1}


def test_a_row_whose_cells_are_shifted_is_refused(taken):
    """Not read by the columns of another: decimal commas, a cell too few."""
    header, first, second, *_ = sample("acled.csv").splitlines()
    place = "35.5,35.8"
    words = [header, first.replace(place, "35,5,35,8"), first.replace(place, "35.5"), first + ",,", second]
    tellings, done, refused = taken("\n".join(words))
    assert refused == ["21 cells where 19 belong", "18 cells where 19 belong"]
    assert [t.event.place.name for t in tellings] == ["Latakia", "Ankara"]
    assert (done.rows, done.refused) == (4, 2)


def test_a_row_without_a_header_has_one_of_the_numbers_of_cells_there_are(taken):
    whole, old = gdelt(SECOND), gdelt(FIRST, GLOBALEVENTID="7", Actor1Code="GRC", Actor1CountryCode="GRC")
    tellings, done, refused = taken(whole + whole.replace("\n", "\tx\n") + old, "gdelt-2")
    assert refused == ["62 cells where 61 belong"]
    assert {t.event.place.name for t in tellings} == {"Hatay, Hatay, Turkey"}
    assert done.events == 2


def test_the_same_row_again_changes_nothing(taken):
    taken(gdelt(SECOND))
    tellings, done, _ = taken(gdelt(SECOND) * 3 + gdelt(SECOND, GLOBALEVENTID="7"), name="more.txt")
    assert (len(tellings), done.added, done.known) == (2, 1, 3)


def test_mentions_are_further_tellings(taken, ledger):
    taken(gdelt(SECOND, DATEADDED="20151124000000"))
    mention = "410412347\t20151124000000\t20151126081500\t1\tbbc.co.uk\thttp://bbc.co.uk/1\t2\t10\t20\t30\t1\t80\t4000\t-5\t\t\n"
    tellings, done, _ = taken(mention + mention.replace("410412347", "5"), name="mentions.csv")
    assert (done.format, done.events) == ("gdelt-mentions", 1)
    assert done.left_out == {"the event is not in the ledger: import GDELT's events first": 1}
    assert [(t.outlet, t.reported, t.event.confidence) for t in tellings] == [
        ("GDELT 2.0", date(2015, 11, 24), 0.6), ("bbc.co.uk", date(2015, 11, 26), 0.8),
    ]  # fmt: skip
    (incident,) = ledger.incidents()
    assert len(incident.tellings) == 2
    assert len(ledger.incidents(as_of=date(2015, 11, 25))[0].tellings) == 1


def test_icews_with_ids_that_are_not_unique_two_ways_of_days_and_codes_that_lost_their_zero(taken):
    (first, second), done, refused = taken(sample("icews.tab"))
    assert done.format == "icews"
    assert refused == ["no CAMEO code: 13y"]
    assert [(a.code, a.sector) for a in (*first.event.source, *first.event.target)] == [("TUR", "GOV"), ("RUS", None)]
    assert (first.event.place.name, first.event.place.country) == ("Hatay", "TUR")
    assert first.trigger == "Use conventional military force"
    assert second.event.date.start == date(2015, 11, 26)
    assert (second.event.type, second.event.cameo) == ("REQUEST", "020")
    assert [a.code for a in (*second.event.source, *second.event.target)] == ["HAMAS", "UN"]
    assert second.event.place is None


@pytest.mark.parametrize("intensity", ["Intensity", "Event Intensity"])
def test_polecat_under_either_name_of_its_intensity(taken, intensity):
    tellings, done, refused = taken(sample("polecat.tab").replace("Intensity", intensity))
    second, first = tellings
    assert (done.format, refused) == ("polecat", [])
    event = first.event
    assert (event.type, event.mode, event.cameo, event.contexts) == (
        "CONSULT",
        "visit",
        "042",
        ("diplomatic", "military"),
    )
    assert [(a.code, a.sector) for a in event.source] == [("RUS", "GOV"), ("CHN", "GOV")]
    assert (event.place.precision, event.place.geonames) == ("city", 323786)
    assert (first.outlet, first.reported) == ("Tass", date(2023, 5, 2))
    assert second.event.place is None
    assert [a.code for a in (*second.event.source, *second.event.target)] == ["UKR", "RUS"]


def test_phoenix_without_a_header_and_with_one(taken):
    daily = (
        "1000_2\t20151124\t2015\t11\t24\tTURMIL\tTUR\tMIL\t\tRUS\tRUS\t\t\t195\t19\t4\t-10\tISSUE,1\t36.2\t36.1\tHatay\tTurkey"
        "\tHatay\t5_1\thttp://example.org/1;http://example.org/2\treuters;bbc\n"
    )
    (told,), done, _ = taken(daily)
    assert done.format == "phoenix"
    assert [(a.code, a.sector) for a in (*told.event.source, *told.event.target)] == [("TUR", "MIL"), ("RUS", None)]
    assert (told.outlet, told.event.place.country) == ("reuters", "TUR")
    headed = (
        "eventid,story_date,year,month,day,source,source_root,source_agent,target,target_root,target_agent,code,root_code,"
        "quad_class,goldstein,lat,lon,placename,statename,countryname\n"
        "NYT_1,11/25/1985,1985,11,25,RUSGOV,RUS,GOV,USAGOV,USA,GOV,043,04,1,2.8,,,,,\n"
    )
    tellings, done, refused = taken(headed, name="historical.csv")
    assert (done.format, refused) == ("phoenix", [])
    assert (tellings[0].event.type, tellings[0].event.date.start) == ("CONSULT", date(1985, 11, 25))


PLOVER = {
    "id": "X-1", "date": "2016-12-12", "source": [{"actorText": "Hungarian", "code": "HUN", "sector": "GOV"}],
    "target": [{"actorText": "Tokyo", "code": "JPN"}], "event": "AGREE", "eventText": "agreed to cooperate",
    "context": "", "mode": "", "text": "Hungary agreed to cooperate with Tokyo.",
}  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        json.dumps(PLOVER) + "\n" + json.dumps(PLOVER | {"id": "X-2", "target": "", "recipient": ["JPN"]}),
        json.dumps([PLOVER, PLOVER | {"id": "X-2", "source": "HUNGOV"}], indent=1),
    ],
)
def test_plover_in_lines_or_in_a_list(taken, words):
    tellings, done, refused = taken(words, name="events.json")
    assert (done.format, refused, len(tellings)) == ("plover", [], 2)
    assert all(t.event.source[0].code == "HUN" and t.event.source[0].sector == "GOV" for t in tellings)
    assert all(t.event.target[0].code == "JPN" for t in tellings)
    assert tellings[0].trigger == "agreed to cooperate"
    assert "Hungary agreed to cooperate with Tokyo." in tellings[0].evidence


def test_plover_that_is_broken_in_the_middle(taken):
    words = "\n".join([json.dumps(PLOVER), '{"id": "X-2", "event":', json.dumps(PLOVER | {"id": "X-3"}), "7"])
    tellings, _, refused = taken(words, "plover")
    assert refused == ["no JSON", "no JSON object"]
    assert len(tellings) == 2


GED_ROW = {
    "id": "9", "type_of_violence": "1", "side_a": "Government of Syria", "side_b": "IS", "gwnoa": "652", "gwnob": "",
    "where_prec": "1", "where_coordinates": "Palmyra town", "latitude": "34.55", "longitude": "38.28",
    "country": "Syria", "date_prec": "2",
    "date_start": "2015-05-20 00:00:00.000", "date_end": "2015-05-22 00:00:00.000", "best": "12",
    "source_date": "2015-05-25;2015-05-23", "source_headline": "Clashes near Palmyra",
}  # fmt: skip


@pytest.mark.parametrize("header", [True, False])
def test_ucdp_ged(taken, header):
    rows = [GED_ROW, GED_ROW | {"id": "10", "where_prec": "6", "type_of_violence": "3", "side_b": "Civilians"}]
    words = (",".join(GED) + "\n") * header + "".join(",".join(r.get(c, "") for c in GED) + "\n" for r in rows)
    (first, second), done, refused = taken(words)
    assert (done.format, refused) == ("ucdp-ged", [])
    assert [(a.code, a.sector) for a in (*first.event.source, *first.event.target)] == [("SYR", "GOV"), ("ISIL", "REB")]
    assert (first.event.date.start, first.event.date.end) == (date(2015, 5, 20), date(2015, 5, 22))
    assert (first.event.place.name, first.event.place.country) == ("Palmyra town", "SYR")
    assert first.reported == date(2015, 5, 23)
    assert "12 dead" in first.evidence
    assert second.event.place is None
    assert second.event.target[0].sector == "CVL"


def test_acled(taken):
    (first, second), done, refused = taken(sample("acled.csv"))
    assert (done.format, refused) == ("acled", ["no sub-event type: Duel"])
    assert done.left_out == {"“Other”: no kind of act": 1}
    assert [(a.code, a.sector) for a in (*first.event.source, *first.event.target)] == [("TUR", "MIL"), ("RUS", "MIL")]
    assert first.reported == first.event.date.start == date(2015, 11, 24)
    assert "Su-24, was shot down" in first.evidence
    # The second actor is the one who used the force, the day is the middle of a month, and the place is a region's.
    assert [(a.code, a.sector) for a in second.event.source] == [("TUR", "COP")]
    assert [(a.code, a.sector) for a in second.event.target] == [("TUR", "OPP")]
    assert second.event.date.precision == "month"
    assert second.event.place.precision == "region"
