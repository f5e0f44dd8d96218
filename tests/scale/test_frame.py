"""A frame of Daft is annotated as one process annotates it."""

from __future__ import annotations

import json
from datetime import date

import pytest

from detente.api import annotate
from detente.errors import InputError, MissingInput, UsageError
from detente.scale import annotate_files, annotate_frame

daft = pytest.importorskip("daft", reason="the extra scale is not installed")

DAY = date(2031, 3, 5)
TEXTS = ["Norway recalled its ambassador from Russia on Tuesday.", "", "Chad accused Sudan of arming rebels.", None]


def test_a_frame_gives_what_annotate_gives(tmp_path):
    ids = [f"story-{n}" for n in range(len(TEXTS))]
    rows = daft.from_pydict({"id": ids, "body": TEXTS, "published": [DAY] * len(TEXTS), "weight": [1, 2, 3, 4]})
    rows.write_parquet(str(tmp_path / "in"))
    frame = daft.read_parquet(str(tmp_path / "in"))
    found = annotate_frame(frame, "body", layers=["events", "times"]).to_pydict()
    records = [
        {"id": i, "published": str(DAY)} | ({} if t is None else {"text": t}) for i, t in zip(ids, TEXTS, strict=True)
    ]
    alone = list(annotate(records, ["events", "times"]))
    assert [json.loads(line) for line in found["annotation"]] == alone
    assert [code is None for code in found["error"]] == [True, False, True, False]
    assert found["weight"] == [1, 2, 3, 4]
    assert "2031-03-04" in found["annotation"][0]


def test_what_cannot_be_read_is_named(tmp_path):
    with pytest.raises(MissingInput):
        annotate_files(str(tmp_path / "none.parquet"), str(tmp_path / "out"))
    (tmp_path / "bad.parquet").write_bytes(b"no parquet at all")
    with pytest.raises(InputError, match=r"bad\.parquet"):
        annotate_files(str(tmp_path / "bad.parquet"), str(tmp_path / "out"))
    with pytest.raises(UsageError, match="no column 'words'"):
        annotate_frame(daft.from_pydict({"text": ["A"]}), "words")
    with pytest.raises(UsageError, match="layer"):
        annotate_frame(daft.from_pydict({"text": ["A"]}), layers=["mood"])
    with pytest.raises(UsageError, match="already"):
        annotate_frame(daft.from_pydict({"text": ["A"], "error": [None]}))
