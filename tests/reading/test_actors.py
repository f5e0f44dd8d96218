"""Finding parties: sentences of our own with every mention that is expected, and the ways in which names mislead."""

from datetime import date
from itertools import pairwise, zip_longest
from pathlib import Path

import pytest
import yaml

import detente
from detente.model import Mention
from detente.reading.actors import find_mentions
from detente.reading.parse import parse
from detente.world import World

WORLD = World.load()
CASES = yaml.safe_load((Path(__file__).parent / "actors.yaml").read_text(encoding="utf-8"))["sentences"]
DAY = date(2015, 12, 2)


def mentions(text: str, day: date | None = DAY) -> tuple[Mention, ...]:
    return find_mentions(parse(text), WORLD, day)


def line(text: str, mention: Mention) -> str:
    first = mention.refs[0]
    codes = "+".join(ref.code or "-" for ref in mention.refs)
    shown = (
        text[mention.start : mention.end],
        mention.kind,
        codes,
        first.sector or "-",
        first.role or "-",
        first.person or "-",
    )
    return " | ".join(shown)


def fits(have: str | None, want: str | None) -> bool:
    """Whether a mention is the one expected; "*" stands for any one field."""
    if have is None or want is None:
        return False
    pairs = zip_longest(have.split(" | "), want.split(" | "))
    return all(w in {"*", h} for h, w in pairs)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_sentence_has_exactly_the_mentions_expected(case: dict) -> None:
    found = [line(case["text"], m) for m in mentions(case["text"], case.get("day", DAY))]
    assert [want if fits(have, want) else have for have, want in zip_longest(found, case["mentions"])] == case[
        "mentions"
    ]


def test_root_is_a_token_of_the_mention() -> None:
    for case in CASES:
        doc = parse(case["text"])
        for m in find_mentions(doc, WORLD, DAY):
            assert m.start <= doc[m.root].idx < m.end


def test_mentions_come_in_order_and_do_not_overlap() -> None:
    for case in CASES:
        found = mentions(case["text"])
        assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(("day", "role"), [(date(2010, 5, 1), "prime minister"), (date(2015, 12, 2), "president")])
def test_one_name_holds_the_office_of_the_day(day: date, role: str) -> None:
    [erdogan] = mentions("Erdogan spoke on Monday.", day)
    assert (erdogan.refs[0].code, erdogan.refs[0].role) == ("TUR", role)


def test_diacritics_make_no_difference() -> None:
    [plain], [spelt] = mentions("Mevlut Cavusoglu resigned."), mentions("Mevlüt Çavuşoğlu resigned.")
    assert plain.refs == spelt.refs


def test_a_surname_is_never_found_inside_a_word() -> None:
    assert not any(m.kind == "person" for m in mentions("The ambassador left the embassy."))


def test_apposition_makes_one_party_of_both_mentions() -> None:
    person, office, *_ = mentions("Ivan Petrenko, the Ukrainian foreign minister, arrived late.", None)
    assert person.refs == office.refs
    assert (person.refs[0].code, person.refs[0].role, person.refs[0].person) == (
        "UKR",
        "foreign minister",
        "Ivan Petrenko",
    )


def test_an_unknown_person_keeps_the_title_when_named_by_surname_later() -> None:
    first, later = mentions("Israeli Colonel Dan Harel resigned. Harel had served for years.")
    assert first.refs == later.refs


@pytest.mark.parametrize("short", ["al-Gharyani", "Al-Gharyani"])
def test_a_name_with_a_particle_is_cut_to_its_surname_with_it(short: str) -> None:
    first, later = mentions(f"Libyan Foreign Minister Mahmoud al-Gharyani left. {short} had been ill.")
    assert first.refs == later.refs
    assert later.start == 50


def test_lower_case_us_is_a_pronoun() -> None:
    assert mentions("They told us to leave.") == ()


def test_a_text_without_a_day_means_those_in_office_in_the_year_that_it_names_most() -> None:
    bush = [
        m
        for m in mentions("In 1990 Bush sent U.S. troops. In 1991 Bush called Iraq; in 1990 he had not.", None)
        if m.refs
    ]
    assert {m.refs[0].person for m in bush if m.kind == "person"} == {"George H.W. Bush"}
    bush = [m for m in mentions("In 2003 Bush sent U.S. troops to Iraq.", None) if m.refs]
    assert {m.refs[0].person for m in bush if m.kind == "person"} == {"George W. Bush"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Greece and Turkey quarrelled. Simitis refused: Greece would not discuss it.", True),
        ("Peru and Turkey quarrelled. Simitis refused: Peru would not discuss it.", False),
    ],
)
def test_a_surname_that_the_parser_takes_for_a_common_noun_is_known_by_its_country(text: str, found: bool) -> None:
    assert any(m.kind == "person" for m in mentions(text, date(1996, 2, 1))) is found


def test_everyday_words_are_no_surnames_where_they_are_no_names() -> None:
    assert not any(m.kind == "person" for m in mentions("Israel ended its talks. Begin with Egypt.", date(1979, 2, 1)))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Al-Shabaab gunmen attacked a base on Friday.", "SHABAB"),
        ("Al-Shabaab claimed the bombing.", "SHABAB"),
        ("Al Shabaab attacked a convoy near Baidoa.", "SHABAB"),
        ("Al-Qa'ida warned the government.", "ALQAEDA"),
        ("Asa'ib Ahl al-Haq fired rockets at the base.", "AAH"),
        ("Asaib Ahl Al-Haq fired rockets at the base.", "AAH"),
        ("Ansar Al Sharia claimed the raid.", "ANSARSHARIA"),
        ("Kataib Hezbollah fired rockets at the base.", "KATAIB"),
        ("The People's Protection Units shelled the town.", "YPG"),
    ],
)
def test_a_group_is_no_person_however_its_arabic_name_is_written(text: str, code: str) -> None:
    assert {ref.code for m in mentions(text) for ref in m.refs if ref.code} == {code}


def test_a_person_whose_name_begins_with_an_article_stays_one() -> None:
    assert any(m.kind == "person" for m in mentions("Al-Moualem, the Syrian foreign minister, left on Monday."))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Emirates summoned Iran's envoy. Sheikh Abdullah wants the islands back.", "ARE"),
        ("Qatar wrote to Iran. Sheikh Mohammed asked Iran for talks.", None),
        ("Bahrain expelled Iran's envoy. Sheikh Rashid bin Abdullah Al Khalifa was angry.", "BHR"),
        ("Kuwait protested. Sheikh Salem Al Jarrah Al Sabah spoke. Sheikh Salem was angry.", "KWT"),
        ("Saudi Arabia protested to Canada. Prince Mohammed wants an apology.", "SAU"),
        ("India freed a man. Sheikh Hasina thanked India.", "BGD"),
        ("Iran spoke. Sheikh Rashid bin Abdullah Al Khalifa was angry.", None),
        ("Sheikh Abdullah bin Ali Al Thani left for Sweden, Qatar said.", "QAT"),
    ],
)
def test_one_of_a_ruling_house_is_known_by_a_given_name_or_by_the_house(text: str, code: str | None) -> None:
    [*_, last] = [m for m in mentions(text, date(2015, 12, 2)) if m.kind == "person"]
    assert last.refs[0].code == code


def test_a_small_word_taken_for_a_person_at_the_end_of_a_text_is_none() -> None:
    text = "Norway recalled its ambassador from Russia on Tuesday, the foreign ministry in Oslo said. c7"
    reading = detente.read(text, published=date(2031, 3, 6))
    assert [e.type for e in reading.events] == ["SANCTION"]
