"""The tables of states, organisations, groups and people hold together."""

from collections import defaultdict
from datetime import date

import pytest

from detente.errors import DataError
from detente.world import World
from detente.world.load import first_day, last_day, sector
from detente.world.people import People, Person, Term, fold, surnames

WORLD = World.load()
GONE = {"YUG", "CSK", "DDR", "VDR", "YMD"}
GIVEN = (
    "UN NATO EU AU OAS LAS OSCE OIC ASEAN ECOWAS GCC CIS IAEA ICJ ICC IMF "
    "WORLDBANK WTO OPCW IGAD COMMONWEALTH NAM COE SADC ICRC"
)


def test_there_are_the_states_of_the_world() -> None:
    assert len(WORLD.states) >= 200
    assert GONE | {"TWN", "PSE", "XKX", "ESH", "VAT", "SSD", "TLS"} <= WORLD.states.keys()
    assert all(len(code) == 3 and code.isupper() for code in WORLD.states)


def test_there_are_organisations_and_groups_with_the_codes_in_use() -> None:
    assert set(GIVEN.split()) <= WORLD.organisations.keys()
    assert {"HEZBOLLAH", "HAMAS", "TALIBAN", "ALQAEDA", "ISIL", "PKK", "POLISARIO"} <= WORLD.groups.keys()
    assert len(WORLD.organisations) >= 80
    assert len(WORLD.groups) >= 150


def test_codes_are_shared_only_by_namibia_and_the_non_aligned() -> None:
    tables = [set(WORLD.states), set(WORLD.organisations), set(WORLD.groups)]
    shared = {code for i, one in enumerate(tables) for other in tables[i + 1 :] for code in one & other}
    assert shared == {"NAM"}


def test_no_name_belongs_to_two_parties() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for table in (WORLD.states, WORLD.organisations, WORLD.groups):
        for code, entry in table.items():
            for name in (*entry.all_names(), *entry.adjectives):
                owners[name].add(code)
    for code, state in WORLD.states.items():
        for name in (*state.peoples, *(s.name for s in state.seats)):
            owners[name].add(code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


def test_every_code_that_a_table_points_to_exists() -> None:
    members = {m for o in WORLD.organisations.values() for m in o.members}
    homes = {g.state for g in WORLD.groups.values() if g.state}
    assert members <= set(WORLD.codes)
    assert homes <= set(WORLD.states)
    assert {p.code for p in WORLD.people.all} <= set(WORLD.codes)


def test_terms_of_office_begin_before_they_end() -> None:
    wrong = [(p.name, t.office) for p in WORLD.people.all for t in p.terms if t.start and t.end and t.start > t.end]
    assert wrong == []


def test_states_that_are_gone_say_until_when() -> None:
    assert all(WORLD.states[code].end for code in GONE)


def test_members_and_names() -> None:
    assert "TUR" in WORLD.members("NATO")
    assert "DZA" in WORLD.members("LAS")
    assert WORLD.members("RUS") == ()
    assert WORLD.name_of("RUS") == "Russia"
    assert WORLD.name_of("nothing") is None
    assert WORLD.state_of("HEZBOLLAH") == "LBN"


@pytest.mark.parametrize(
    ("day", "name"),
    [(date(2015, 12, 2), "Barack Obama"), (date(2017, 6, 1), "Donald Trump"), (date(2005, 1, 1), "George W. Bush")],
)
def test_the_holder_of_an_office_changes_with_the_day(day: date, name: str) -> None:
    [person] = WORLD.people_at("USA", "president", day)
    assert fold(person.name) == name


def test_a_surname_means_who_is_in_office_that_day() -> None:
    father = Person(
        code="USA",
        name="George Bush",
        terms=(Term(office="president", sector="GOV", start=date(1989, 1, 20), end=date(1993, 1, 20)),),
    )
    son = Person(
        code="USA",
        name="George W. Bush",
        terms=(Term(office="president", sector="GOV", start=date(2001, 1, 20), end=date(2009, 1, 20)),),
    )
    both = People([father, son])
    assert both.of_surname("Bush", date(1990, 1, 1)) == (father,)
    assert both.of_surname("Bush", date(2005, 1, 1)) == (son,)
    assert both.of_surname("Bush") == (father, son)
    assert both.of_surname("Bush", date(1975, 1, 1)) == ()


@pytest.mark.parametrize(
    ("name", "code", "short"),
    [
        ("Bashar al-Assad", "SYR", "Assad"),
        ("Xi Jinping", "CHN", "Xi"),
        ("Charles de Gaulle", "FRA", "de Gaulle"),
        ("Ban Ki-moon", "UN", "Ban"),
        ("Angela Merkel", "DEU", "Merkel"),
    ],
)
def test_a_full_name_is_cut_to_the_name_in_use(name: str, code: str, short: str) -> None:
    assert short in set(surnames(name, code))


def test_days_of_the_table() -> None:
    assert first_day("1991", "x") == date(1991, 1, 1)
    assert last_day("1991", "x") == date(1991, 12, 31)
    assert last_day("1992-02", "x") == date(1992, 2, 29)
    assert last_day("", "x") is None


def test_a_wrong_cell_is_refused_by_name() -> None:
    with pytest.raises(DataError, match="no date"):
        first_day("199x", "row")
    with pytest.raises(DataError, match="no sector"):
        sector("XYZ", "row")
