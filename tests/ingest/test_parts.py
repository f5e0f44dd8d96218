"""The parts of a story are known for what they are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from detente.ingest import article_from_text
from detente.ingest.cues import story_cues
from detente.ingest.dateline import dateline_of
from detente.ingest.lines import lines_of
from detente.ingest.parts import layout_of
from detente.ingest.published import is_about_publication
from detente.model import PartKind

HEADS = yaml.safe_load((Path(__file__).parent / "heads.yaml").read_text(encoding="utf-8"))


def text_and_parts(head: dict) -> tuple[str, list[tuple[str, str]]]:
    between, text, expected = head.get("between", "\n\n"), "", []
    for kind, words in head["parts"]:
        joined = words.startswith("+")
        text += words[1:] if joined else (between if text else "") + words
        expected.append((kind, words.removeprefix("+")))
    return text, expected


@pytest.mark.parametrize("head", HEADS, ids=[head["name"] for head in HEADS])
def test_each_line_is_known_for_what_it_is(head):
    text, expected = text_and_parts(head)
    article = article_from_text(text)
    assert [(part.kind.value, part.span().of(text)) for part in article.parts] == expected
    if "published" in head:
        assert article.published == head["published"]
        assert article.published_from == head.get("published_from")


def test_at_least_fifteen_heads():
    assert len({head["name"] for head in HEADS}) >= 15


@pytest.mark.parametrize("group", ["caption", "agency", "page"])
def test_examples_of_the_cues(group):
    cues = story_cues()
    entry = getattr(cues, group)
    assert all(entry.takes(line) for line in entry.examples)
    kind = {"caption": PartKind.CAPTION, "agency": PartKind.AGENCY, "page": PartKind.OTHER}[group]
    for line in entry.examples:
        assert kind in kinds_after_a_body(line), line
    for line in entry.counter_examples:
        assert kind not in kinds_after_a_body(line), line


def kinds_after_a_body(line: str) -> list[PartKind]:
    body = "The minister said on Monday that the border would stay closed until the talks began."
    return [part.kind for part in layout_of(f"Border stays closed\n\n{body}\n\n{line}\n\n{body}", story_cues()).parts]


def test_examples_of_bylines():
    cues = story_cues()
    for line in cues.byline.examples:
        assert PartKind.BYLINE in kinds_under_a_title(line), line
    for line in cues.byline.counter_examples:
        assert PartKind.BYLINE not in kinds_under_a_title(line), line


def kinds_under_a_title(line: str) -> list[PartKind]:
    body = "The minister said on Monday that the border would stay closed until the talks began."
    return [part.kind for part in layout_of(f"Border stays closed\n\n{line}\n\n{line} {body}", story_cues()).parts]


def test_examples_of_lines_about_publication():
    cues = story_cues()
    assert all(is_about_publication(line, cues) for line in cues.published.examples)
    assert not any(is_about_publication(line, cues) for line in cues.published.counter_examples)


@pytest.mark.parametrize(
    ("paragraph", "length"),
    [
        ("MOSCOW/ANKARA (Harbour News) - Russia said", 31),
        ("WASHINGTON -- The envoy left", 14),
        ("NEW DELHI, 3 May 2001: India said", None),
        ("The 3 May talks - the first in years - failed", None),
        ("GENEVA", None),
    ],
)
def test_datelines(paragraph, length):
    found = dateline_of(paragraph, story_cues())
    if length is None and paragraph.startswith("NEW"):
        assert found is not None
        assert found.day == date(2001, 5, 3)
    else:
        assert (found.length if found else None) == length


def test_wrapped_lines_are_one_paragraph():
    text = (
        "The foreign ministers of the two countries met on Thursday for the first\n"
        "time since the border was closed, and agreed to meet again in the spring,\n"
        "an official of the host country said.\n"
        "\n"
        "Neither would say what had been spoken of behind the closed doors of the\n"
        "palace.\n"
    )
    assert len(lines_of(text)) == 2


def test_a_given_title_is_found_in_the_text():
    text = "The ambassador leaves.\n\nThe ambassador left the capital on Monday, the ministry said."
    article = article_from_text(text, title="The ambassador leaves.")
    assert article.parts[0].kind is PartKind.TITLE
    assert article.kind_at(5) is PartKind.TITLE


def test_a_given_title_that_is_not_in_the_text_makes_no_part():
    article = article_from_text("The ambassador left the capital on Monday.", title="Envoy gone")
    assert article.title == "Envoy gone"
    assert [part.kind for part in article.parts] == [PartKind.BODY]


@given(st.text(alphabet=st.sampled_from("abcAB .,-–()/\n\r:©19\u00a0'\""), max_size=300))
def test_parts_never_overlap_and_leave_out_only_white_space(text):
    layout = layout_of(text, story_cues())
    at = 0
    for part in layout.parts:
        assert part.start >= at
        assert not text[at : part.start].strip()
        assert part.start < part.end
        at = part.end
    assert not text[at:].strip()
