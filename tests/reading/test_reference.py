"""What pronouns and nouns that point back mean, on passages with the word in brackets."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from detente.model import Mention
from detente.reading.actors import find_mentions
from detente.reading.parse import parse
from detente.reading.reference import resolve
from detente.reading.reference.words import words
from detente.reading.speech import find_speech
from detente.world import World

PASSAGES = yaml.safe_load(Path(__file__).with_name("reference_passages.yaml").read_text(encoding="utf-8"))
NOT_YET = PASSAGES.pop("not_yet")


def read(text: str) -> tuple[Mention, ...]:
    doc = parse(text)
    world = World.load()
    return resolve(doc, find_mentions(doc, world, None), world, speech=find_speech(doc))


def meant(marked: str) -> tuple[str | None, ...]:
    """The codes of the mention whose words end where the bracketed words end."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    here = [m for m in read(text) if start <= m.start and m.end == end and m.kind != "adjective"]
    return tuple(dict.fromkeys(r.code for m in here[:1] for r in m.refs))


@pytest.mark.parametrize(("passage", "codes"), [tuple(p) for group in PASSAGES.values() for p in group])
def test_passages_point_back_to_the_marked_party(passage, codes):
    want = set() if codes == "-" else set(codes.split())
    assert {c for c in meant(passage) if c} == want


@pytest.mark.parametrize(("passage", "codes"), [tuple(p) for p in NOT_YET])
@pytest.mark.xfail(strict=True, reason="the listener is meant")
def test_passages_that_are_not_read_right_yet(passage, codes):
    assert {c for c in meant(passage) if c} == set(codes.split())


def of(text: str, words_: str) -> Mention:
    """The mention with these words."""
    return next(m for m in read(text) if text[m.start : m.end] == words_)


def test_a_pronoun_keeps_the_person_not_only_the_state():
    assert of("Sergei Lavrov flew home. He gave no reason.", "He").refs[0].person == "Sergei Lavrov"


def test_a_counterpart_has_the_office_of_whoever_he_is_the_counterpart_of():
    ref = of("Russian Foreign Minister Sergei Lavrov met his Turkish counterpart.", "his Turkish counterpart").refs[0]
    assert (ref.code, ref.sector, ref.role) == ("TUR", "GOV", "foreign minister")


def test_a_counterpart_who_was_named_before_is_that_person():
    text = (
        "Turkish Foreign Minister Mevlut Cavusoglu was angry. Russian Foreign Minister Sergei Lavrov spoke first. "
        "Sergei Lavrov then met his Turkish counterpart."
    )
    assert of(text, "his Turkish counterpart").refs[0].person == "Mevlut Cavusoglu"


def test_we_in_a_quotation_is_the_state_and_i_is_the_person():
    text = '"We are ready, and I am ready," Sergei Lavrov said.'
    assert of(text, "We").refs[0].person is None
    assert of(text, "We").refs[0].code == "RUS"
    assert of(text, "I").refs[0].person == "Sergei Lavrov"


def test_without_speech_a_we_stays_open():
    doc = parse('"We are ready," Sergei Lavrov said.')
    mentions = find_mentions(doc, World.load(), None)
    assert all(m.kind != "pronoun" for m in resolve(doc, mentions, World.load()))


def test_a_quoted_he_is_not_the_one_who_says_it():
    text = 'Vladimir Putin spoke on Friday. "He is mistaken," Barack Obama said.'
    assert of(text, "He").refs[0].code == "RUS"


def test_both_leaders_are_the_two_persons():
    text = "Vladimir Putin met Recep Tayyip Erdogan. The two leaders shook hands."
    assert {r.person for r in of(text, "The two leaders").refs} == {"Vladimir Putin", "Recep Tayyip Erdogan"}


def test_the_army_of_the_story_keeps_its_sector():
    ref = of("Turkish jets hit the camp. The army said no civilians were hurt.", "The army").refs[0]
    assert (ref.code, ref.sector) == ("TUR", "MIL")


def test_an_official_whose_nation_nobody_names_does_not_serve_whom_he_asks():
    told = "Two Chinese ships sailed near the islets on Monday. Tokyo was angry. "
    text = told + "Economy Minister Jiro Okabe asked China on Tuesday to call them back."
    assert of(text, "Economy Minister Jiro Okabe").refs[0].code == "JPN"


def test_mentions_that_were_there_stay_and_stand_in_the_order_of_the_text():
    text = "Turkey shot down the plane. It said the plane had crossed the border."
    found = read(text)
    assert [text[m.start : m.end] for m in found] == ["Turkey", "It"]
    assert found[0].kind == "name"


def test_every_answer_says_why():
    text = "Russia and Turkey fell out. The two countries recalled their envoys. It was Turkey that spoke first."
    assert all(m.because for m in read(text))


def test_the_title_can_hold_the_antecedent():
    text = "Turkey closes its airspace\n\nThe government gave no reason on Friday."
    ref = next(m for m in read(text) if text[m.start : m.end].endswith("government")).refs[0]
    assert ref.code == "TUR"


def test_an_empty_text_has_no_mentions():
    assert read("") == ()


def test_the_words_are_loaded_once():
    assert words() is words()


@pytest.mark.parametrize(
    ("marked", "code"),
    [
        ("Mali told France to leave. It wants [it] to withdraw its soldiers.", "FRA"),
        ("Chad ended cooperation with France and asked [it] to withdraw its soldiers.", "FRA"),
        ("Colombian rebels released four Brazilian engineers. The FARC had kidnapped [them] in March.", "BRA"),
        ("The FARC freed two Venezuelan soldiers on Monday. The rebels had captured [them] in April.", "VEN"),
        ("Chinese police released two Canadian aid workers. They had held [them] for a month.", "CAN"),
        ("Somali pirates freed three Danish sailors. The gunmen had seized [them] in May.", "DNK"),
        ("Somali gunmen attacked two Kenyan soldiers. Ethiopian troops arrested [them].", "SOM"),
        ("Kurdish rebels fled. Turkish troops arrested [them].", "KURDS"),
    ],
)
def test_a_pronoun_is_none_of_those_who_do_something_to_it(marked: str, code: str) -> None:
    assert meant(marked) == (code,)
