"""What people decide on the pages: who may, and what becomes of events and incidents."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

pytest.importorskip("fastapi", reason='the extra "server" is not installed')

from detente.api_ledger import Ledger

made = import_module("server_made")
form, words = made.form, made.words


def test_who_has_no_token_sees_no_form_that_writes(reader, allowed, ids):
    for path in (f"/incidents/{ids[0]}", f"/events/{ids[1]}"):
        assert 'method="post"' not in reader.get(path).text
        assert 'method="post"' in allowed.get(path).text
        assert "with its token" in words(reader.get(path))


WRITES = (
    "/events/{1}/review", "/events/{1}/party", "/incidents/{0}/accept",
    "/incidents/{0}/split", "/incidents/{0}/merge", "/decisions/1/undo", "/reviews/1/undo",
    "/read/add",
)  # fmt: skip


@pytest.mark.parametrize("path", WRITES)
def test_nothing_is_written_without_the_token_and_the_mark(reader, allowed, ledger_file, ids, path):
    data = {"verdict": "reject", "by": "Eve", "event": ids[1], "back": ids[0], "actor": "source.0",
            "text": "Norway recalled its envoy."}  # fmt: skip
    assert reader.post(path.format(*ids), data=data).status_code == 401
    assert allowed.post(path.format(*ids), data=data).status_code == 403
    assert allowed.post(path.format(*ids), data=data | {"csrf": "wrong"}).status_code == 403
    with Ledger.open(ledger_file, read_only=True) as ledger:
        assert (ledger.reviews(), ledger.decisions(), len(ledger.stories())) == ([], [], 3)


def test_an_event_is_changed_rejected_and_restored(allowed, ids):
    event = f"/events/{ids[1]}"
    data = {"csrf": form(allowed.get(event)), "by": "Ada", "note": "seen on film"}
    change = {"verdict": "change", "status": "alleged", "target": "RUS, a pilot", "start": "2015-11-23", "end": "",
              "precision": "day", "place": "Ankara"}  # fmt: skip
    assert allowed.post(f"{event}/review", data=data | change).headers["location"] == event
    said = words(allowed.get(event))
    wanted = ("alleged · corrected by hand", "a pilot", "23 Nov 2015", "Ankara (TUR)", "changed by Ada", "seen on film")
    for part in wanted:
        assert part in said
    assert "as it was read ASSAULT happened" in said
    assert "corrected by hand" in words(allowed.get(f"/stories/{ids[2]}"))
    allowed.post(f"{event}/review", data=data | {"verdict": "reject"})
    assert "rejected by hand : it counts no more" in words(allowed.get(event)).replace("hand:", "hand :")
    assert "rejected by hand, and counts no more" in words(allowed.get(f"/stories/{ids[2]}"))
    allowed.post("/reviews/2/undo", data=data)
    allowed.post("/reviews/1/undo", data=data)
    assert "ASSAULT happened" in words(allowed.get(event)).replace("ASSAULT  happened", "ASSAULT happened")


def test_only_what_was_changed_in_the_form_is_kept(allowed, ledger_file, ids):
    event = f"/events/{ids[1]}"
    page = allowed.get(event)
    same = {"type": "ASSAULT", "status": "happened", "source": "TUR", "target": "RUS", "start": "2015-11-24",
            "end": "2015-11-24", "precision": "day", "place": ""}  # fmt: skip
    data = same | {"csrf": form(page), "by": "Ada", "verdict": "change"}
    assert "nothing in the form is other" in words(allowed.post(f"{event}/review", data=data))
    allowed.post(f"{event}/review", data=data | {"status": "alleged"})
    with Ledger.open(ledger_file, read_only=True) as ledger:
        (review,) = ledger.reviews()
    assert review.change.model_fields_set == {"status"}


def test_tellings_are_split_and_merged_by_hand(allowed, ids):
    incident = f"/incidents/{ids[0]}"
    page = allowed.get(incident)
    data = {"csrf": form(page), "by": "Ada", "note": "two planes"}
    second = re.findall(r'name="event" value="([^"]+)"', page.text)[-1]
    assert allowed.post(f"{incident}/split", data=data | {"event": second}).status_code == 303
    assert "1 telling in 1 story" in words(allowed.get(f"/incidents/{second}", follow_redirects=True))
    assert allowed.post(f"{incident}/merge", data=data).status_code == 422
    assert allowed.post(f"{incident}/merge", data=data | {"other": second}).status_code == 303
    whole = words(allowed.get(f"/incidents/{second}", follow_redirects=True))
    assert "2 tellings" in whole
    assert "by Ada" in whole
    allowed.post("/decisions/2/undo", data=data | {"back": ids[0]})
    allowed.post("/decisions/1/undo", data=data | {"back": ids[0]})
    assert "2 tellings" in words(allowed.get(incident, follow_redirects=True))
