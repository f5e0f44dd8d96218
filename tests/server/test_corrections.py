"""REST: what people correct is kept with who and when, can be undone, and every list and docket follows."""

import json

import pytest

API = "/api/v1"


@pytest.fixture
def ids(client):
    return {e["trigger"]: e["id"] for e in client.get(f"{API}/events").json()["items"]}


def said(writer, event, verdict, **more):
    answer = writer.post(f"{API}/reviews", json={"event": event, "verdict": verdict, "by": "Ada", **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def triggers(client, **query):
    return [e["trigger"] for e in client.get(f"{API}/events", params=query).json()["items"]]


def test_a_rejected_event_is_gone_and_comes_back(writer, ids):
    made = said(writer, ids["banned"], "reject", note="a rumour")
    assert (made["by"], made["note"], made["said"]["type"], made["undone"]) == ("Ada", "a rumour", "SANCTION", None)
    assert made["made"]
    assert "banned" not in triggers(writer)
    assert writer.get(f"{API}/disputes/RUS/TUR").json()["docket"]["measures"] == []
    story = made["story"]
    assert [e["type"] for e in writer.get(f"{API}/stories/{story}/reading").json()["events"]] == ["ASSAULT", "SANCTION"]
    assert writer.delete(f"{API}/reviews/{made['n']}").json()["undone"]
    assert "banned" in triggers(writer)
    assert len(writer.get(f"{API}/disputes/RUS/TUR").json()["docket"]["measures"]) == 1
    assert [r["n"] for r in writer.get(f"{API}/reviews").json()["items"]] == [1]


def test_a_changed_event_and_party(writer, ids):
    said(writer, ids["met"], "change", change={"status": "planned", "date": None, "target": [{"code": "SYR"}]})
    (event,) = writer.get(f"{API}/events", params={"target": "SYR"}).json()["items"]
    assert (event["event"]["status"], event["event"]["date"], event["event"]["because"]) == (
        "planned", None, "by hand: review 1",
    )  # fmt: skip
    said(writer, ids["met"], "change", actor="source.0", party={"code": "GBR"})
    assert triggers(writer, between="GBR,SYR") == ["met"]
    (first, second) = writer.get(f"{API}/reviews", params={"event": ids["met"]}).json()["items"]
    assert first["change"] == {"status": "planned", "date": None, "target": [{"code": "SYR"}]}
    assert second["party"] == {"code": "GBR"}


@pytest.mark.parametrize(
    "wrong",
    [{"verdict": "maybe"}, {"by": ""}, {"verdict": "change"}, {"verdict": "change", "change": {"nix": 1}},
     {"verdict": "change", "change": {"type": "KISS"}}, {"event": "x"}, {"actor": "source.9"},
     {"verdict": "change", "change": {"source": [{"name": "x", "start": 0, "end": 10**9}]}}, {"note": "x" * 3000}],
)  # fmt: skip
def test_what_cannot_be_is_refused(writer, ids, wrong):
    answer = writer.post(f"{API}/reviews", json={"event": ids["met"], "verdict": "accept", "by": "Ada", **wrong})
    assert answer.status_code == 422
    assert writer.get(f"{API}/reviews").json()["items"] == []


def test_merge_split_and_undo(writer, ids):
    made = writer.post(f"{API}/decisions/merge", json={"events": [ids["met"], ids["banned"]], "by": "Ada"}).json()
    assert (made["kind"], made["by"]) == ("merge", "Ada")
    tellings = [len(i["tellings"]) for i in writer.get(f"{API}/incidents").json()["items"]]
    assert sorted(tellings) == [1, 2, 2]
    assert writer.post(f"{API}/decisions/split", json={"event": ids["shot down"], "by": "Bo"}).status_code == 201
    assert len(writer.get(f"{API}/incidents").json()["items"]) == 4
    for number in (1, 2):
        assert writer.delete(f"{API}/decisions/{number}").status_code == 200
    assert len(writer.get(f"{API}/incidents").json()["items"]) == 4
    assert [d["by"] for d in writer.get(f"{API}/decisions").json()["items"]] == ["Ada", "Bo"]
    assert writer.delete(f"{API}/decisions/1").status_code == 422
    assert writer.delete(f"{API}/decisions/7").status_code == 422


def test_labelled_data_comes_out_as_json_lines(writer, ids):
    said(writer, ids["met"], "reject")
    writer.post(f"{API}/decisions/merge", json={"events": [ids["shot down"], ids["banned"]], "by": "Ada"})
    answer = writer.get(f"{API}/labels")
    event, merge = (json.loads(line) for line in answer.text.splitlines())
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    trigger = event["said"]["trigger"]
    assert event["text"][trigger["start"] : trigger["end"]] == "met"
    assert (event["verdict"], event["now"], event["by"]) == ("reject", None, "Ada")
    assert [e["id"] for e in merge["events"]] == [ids["shot down"], ids["banned"]]


def test_a_story_is_read_and_kept_once(writer):
    story = {"id": "n", "text": "Turkey closed its border with Syria on Friday.", "published": "2016-01-04"}
    first, second = (writer.post(f"{API}/stories", json=story).json() for _ in range(2))
    assert (first["done"]["added"], second["done"]["known"]) == (["n"], ["n"])
    assert first["story"] == second["story"]
    kept = writer.get(f"{API}/stories/{first['story']}").json()
    assert kept["text"] == story["text"]
    read = writer.post(f"{API}/read", json=story).json()
    assert [e["event"] for e in kept["events"]] == read["events"]
    assert writer.post(f"{API}/stories", json={"text": "Привет, как дела? Это новости дня."}).status_code == 422


def test_reading_without_keeping(client):
    text = "Turkey shot down a Russian warplane on Tuesday. Moscow banned Turkish fruit."
    found = client.post(f"{API}/annotate", json={"stories": [{"id": "a", "text": text}, {"id": "b", "text": " "}],
                                                 "layers": ["events"]}).json()  # fmt: skip
    assert [set(one) for one in found] == [{"id", "events"}, {"id", "error"}]
    related = client.post(
        f"{API}/relate",
        json={"text": text, "source": [{"start": 0, "end": 6}], "target": [{"start": 19, "end": 26}]},
    ).json()
    assert related["type"] == found[0]["events"][0]["type"] == "ASSAULT"
    assert set(client.post(f"{API}/answer", json={"text": text}).json()["sides"]) == {"RUS", "TUR"}
    assert len(client.get(f"{API}/stories").json()["items"]) == 3
