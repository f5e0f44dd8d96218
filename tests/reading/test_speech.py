"""Who says what: marked passages, nesting, quotations over paragraphs, and which attributions an event rests on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from detente.errors import DataError
from detente.model import Span, SpeechAct
from detente.reading.parse import parse
from detente.reading.speech import attribute, find_speech, outermost
from detente.reading.speech.cues import Entry, entries, merged, phrases

OPEN = {"[": "source", "<": "cue", "{": "content"}
CLOSE = {"]": "source", ">": "cue", "}": "content"}
PASSAGES = yaml.safe_load(Path(__file__).with_name("speech_passages.yaml").read_text(encoding="utf-8"))
NOT_YET = PASSAGES.pop("not_yet")
STANCES = {"denials": "denies", "doubts": "doubts", "demands": "demands", "hopes": "hopes"}
BLOCKS = [b for f in ("verbs.yaml", "nouns.yaml", "adjectives.yaml") for b in entries(f)]
EXAMPLES = [e for b in BLOCKS for e in b.examples] + [e for p in phrases() for e in p.examples]


@dataclass(frozen=True)
class Marked:
    """Plain text and the characters of each role."""

    text: str
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


def read_marks(marked: str) -> Marked:
    """The text without its marks [source] <cue> {content}, and what they marked."""
    roles: dict[str, set[int]] = {"source": set(), "cue": set(), "content": set()}
    inside: set[str] = set()
    text: list[str] = []
    for char in marked:
        if char in OPEN:
            inside.add(OPEN[char])
        elif char in CLOSE:
            inside.discard(CLOSE[char])
        else:
            for role in inside:
                roles[role].add(len(text))
            text.append(char)
    content = roles["content"] - roles["source"] - roles["cue"]
    return Marked("".join(text), frozenset(roles["source"]), frozenset(roles["cue"]), frozenset(content))


def characters(spans: tuple[Span, ...]) -> set[int]:
    return {i for s in spans for i in range(s.start, s.end)}


def fits(act: SpeechAct, want: Marked, closeness: float = 0.75) -> bool:
    """Whether an attribution has the marked source, cue and content (`closeness`: of the content)."""
    content, source = characters(act.content), characters(act.source)
    same = len(content & want.content) / max(1, len(content | want.content))
    right_source = bool(source & want.source) if want.source else True
    return same >= closeness and right_source and bool(characters(act.cue) & want.cue)


def read(text: str) -> tuple[SpeechAct, ...]:
    return find_speech(parse(text))


def words(spans: tuple[Span, ...], text: str) -> str:
    return " ".join(s.of(text) for s in spans)


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_in_the_cue_files_are_read_as_marked(example):
    want = read_marks(example)
    acts = read(want.text)
    assert any(fits(a, want) for a in acts), acts


@pytest.mark.parametrize(("kind", "passage"), [(k, p) for k, group in PASSAGES.items() for p in group])
def test_passages_are_read_as_marked(kind, passage):
    want = read_marks(passage)
    found = [a for a in read(want.text) if fits(a, want)]
    assert found, [(words(a.source, want.text), a.verb, words(a.content, want.text)) for a in read(want.text)]
    if kind in STANCES:
        assert found[0].stance == STANCES[kind]


@pytest.mark.parametrize("passage", NOT_YET)
@pytest.mark.xfail(strict=True, reason="the parse goes wrong here")
def test_passages_that_are_not_read_yet(passage):
    want = read_marks(passage)
    assert any(fits(a, want) for a in read(want.text))


QUIET = [
    "The convoy left the town at noon.",
    "Two ships collided in the strait and one of them sank.",
    "The army crossed the river and took the bridge.",
    "A strong wind blew from the sea all night.",
    "The museum has a room of old maps.",
    'The so-called "peace bridge" was blown up on Friday.',
    "The two delegations ate lunch together.",
    "Fighting went on in the eastern suburbs.",
]


@pytest.mark.parametrize("text", QUIET)
def test_a_sentence_in_which_nobody_speaks_gives_nothing(text):
    assert read(text) == ()


def test_nested_speech_gives_the_inner_act_inside_the_outer_one():
    text = "The minister said that Moscow had denied that its troops crossed the border."
    acts = read(text)
    assert [a.verb for a in acts] == ["say", "deny"]
    assert [a.verb for a in outermost(acts)] == ["say"]


def test_an_event_rests_on_the_innermost_attribution_first():
    text = "The minister said that Moscow had denied that its troops crossed the border."
    trigger = Span(start=text.index("crossed"), end=text.index("crossed") + 7)
    assert [a.verb for a in attribute(trigger, trigger, read(text))] == ["deny", "say"]


def test_an_event_outside_every_content_rests_on_nobody():
    text = "Turkey shot down the jet. Moscow said the pilot was alive."
    trigger = Span(start=text.index("shot"), end=text.index("shot") + 9)
    assert attribute(trigger, trigger, read(text)) == ()


def test_the_cue_itself_is_not_part_of_what_it_says():
    text = "The council condemned the attack."
    trigger = Span(start=text.index("condemned"), end=text.index("condemned") + 9)
    assert attribute(trigger, trigger, read(text)) == ()


def test_a_quotation_that_goes_on_in_the_next_paragraph_has_the_same_speaker():
    text = (
        '"We waited at the bridge for two days," said Colonel Anton Reva.\n\n'
        '"Nobody came to relieve us, and so we blew it up and left."\n\nThe road is still closed.'
    )
    by = [words(a.source, text) for a in read(text) if "blew it up" in words(a.content, text)]
    assert by
    assert "Reva" in by[0]


def test_a_quotation_opened_anew_in_each_paragraph_is_closed_once():
    text = (
        'The envoy said: "We came in peace and we were met with stones.\n\n"We shall not come again, and they know it."'
    )
    acts = [a for a in read(text) if a.verb == "say"]
    assert {words(a.source, text) for a in acts} == {"The envoy"}
    assert "come again" in " ".join(words(a.content, text) for a in acts)


def test_two_speakers_in_one_paragraph_keep_their_own_words():
    text = '"They shot first," said the general. "That is a lie," the mayor answered.'
    pairs = {(words(a.source, text), words(a.content, text)) for a in read(text)}
    assert any(s == "the general" and "shot first" in c and "lie" not in c for s, c in pairs)
    assert any(s == "the mayor" and "lie" in c and "shot" not in c for s, c in pairs)


def test_what_was_quoted_is_kept_apart_from_what_was_reported():
    text = 'The minister said the raid was "an act of piracy" that would be answered.'
    (act,) = read(text)
    assert words(act.quoted, text) == '"an act of piracy"'


def test_negation_turns_the_stance():
    assert read("The ministry did not say whether the pilot was alive.")[0].stance == "doubts"
    assert read("Officials do not believe that the truce will last.")[0].stance == "denies"


def test_curly_quotes_and_offsets_point_into_the_story_as_given():
    text = "“Our patience is not endless,” the sultan said."
    (act,) = read(text)
    assert act.content[0].of(text).startswith("“Our patience")
    assert words(act.source, text) == "the sultan"


def test_one_lemma_may_not_have_two_stances_for_one_frame():
    blocks = [Entry(cues=("hope",), frames=("clause",), stance=s, examples=("x",)) for s in ("hopes", "denies")]
    with pytest.raises(DataError, match="two stances"):
        merged(blocks)


def test_an_empty_text_has_no_speech():
    assert read("") == ()


def test_who_lets_a_thing_be_known_says_it():
    for text in (
        "The ministry let it be known that the port would stay shut.",
        "The ministry made it known that it was.",
    ):
        assert words(read(text)[0].source, text) == "the ministry".capitalize()
