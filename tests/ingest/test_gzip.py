"""A gzip archive is read as far as it is sound; what stands behind its end is told from what is damaged in it."""

from __future__ import annotations

import gzip
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import InputError
from detente.ingest import read_article, stories_in
from detente.ingest.gunzip import Gunzipped
from detente.model import Article

OSLO = "Norway closed its embassy in Tripoli on Monday, the foreign minister said."
KIEL = "Denmark and Germany signed a treaty on the fisheries of the Baltic in Kiel on Tuesday."
BEHIND = "holds bytes from byte {:,} on that are no gzip archive: they are not read, and what came before is"
LINE = gzip.compress(json.dumps({"text": OSLO}).encode() + b"\n")
NEXT = gzip.compress(json.dumps({"text": KIEL}).encode() + b"\n")


def found_in(tmp_path, data, name="a.jsonl.gz"):
    file = tmp_path / name
    file.write_bytes(data)
    return [story.text if isinstance(story, Article) else story.message for story in stories_in(file)]


@pytest.mark.parametrize("zeros", [0, 3, 100_000])
def test_zeros_between_and_behind_archives_are_passed_over(tmp_path, zeros):
    assert found_in(tmp_path, LINE + bytes(zeros) + NEXT + bytes(zeros)) == [OSLO, KIEL]


@pytest.mark.parametrize("junk", [b"x", b"\x1f", b"junk" * 50_000, b"junk" + NEXT, b"\x00\x00x"])
@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.txt.gz"])
def test_what_stands_behind_the_end_is_told_and_the_rest_read(tmp_path, junk, name):
    whole = LINE if name == "a.jsonl.gz" else gzip.compress(OSLO.encode())
    begins = len(whole) + junk.startswith(b"\x00") * 2
    assert found_in(tmp_path, whole + junk, name) == [OSLO, BEHIND.format(begins)]


def test_one_story_with_something_behind_it_is_refused_for_that(tmp_path):
    file = tmp_path / "a.txt.gz"
    file.write_bytes(gzip.compress(OSLO.encode()) + b"x")
    with pytest.raises(InputError, match="no gzip archive"):
        read_article(file)


DAMAGED = {
    "the end is missing": LINE + NEXT[:-3],
    "only its beginning": LINE + NEXT[:2],
    "no sort of archive": LINE + b"\x1f\x8bjunk and more of it",
    "the sum": LINE[:-8] + b"sums" + LINE[-4:],
    "the length": LINE[:-4] + b"size",
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_what_is_damaged_is_still_said_to_be(tmp_path, kind):
    *read, error = found_in(tmp_path, DAMAGED[kind])
    assert error.startswith("is an archive that is damaged: ")
    assert read in ([], [OSLO])


@settings(max_examples=80, deadline=None)
@given(
    parts=st.lists(st.tuples(st.binary(max_size=3000), st.integers(0, 50)), min_size=1, max_size=4),
    steps=st.lists(st.integers(1, 900), min_size=1, max_size=5),
)
def test_it_gives_what_the_library_gives(parts, steps):
    packed = b"".join(gzip.compress(data) + bytes(zeros) for data, zeros in parts)

    class Trickle(io.BytesIO):
        def read(self, size=-1, /):
            return super().read(min(size, steps[0]))

    unpacked, found = Gunzipped(Trickle(packed)), b""
    while data := unpacked.read(steps[-1]):
        found += data
    assert (found, unpacked.ended_at) == (gzip.decompress(packed), None)
