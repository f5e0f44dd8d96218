"""REST: lists and what they can be asked by, pages of them, answers that need not be fetched twice, tables."""

import csv
import io
import json

import pytest

from detente.api_ledger import Ledger

API = "/api/v1"


def items(answer):
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def walked(client, path, **query):
    """All records of a list, fetched two at a time."""
    found, cursor = [], None
    while True:
        page = client.get(path, params={**query, "limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        assert len(page["items"]) <= 2
        found += page["items"]
        cursor = page["next"]
        if cursor is None:
            return found


def test_events_are_those_of_the_ledger(client, ledger_file):
    with Ledger.open(ledger_file, read_only=True) as ledger:
        expected = [json.loads(t.model_dump_json(by_alias=True)) for t in ledger.events()]
    assert items(client.get(f"{API}/events")) == expected
    assert len(expected) == 5


@pytest.mark.parametrize(
    ("query", "triggers"),
    [
        ({"source": "rus"}, ["demanded", "banned"]),
        ({"source": "Russia", "target": "Türkiye"}, ["demanded", "banned"]),
        ({"between": " Turkey , Russia", "type": "SANCTION"}, ["banned"]),
        ({"source": " "}, []),
        ({"target": "TUR", "type": "REQUEST"}, ["demanded"]),
        ({"type": ["ASSAULT", "sanction"]}, ["shot down", "downing of", "banned"]),
        ({"between": "USA,TUR"}, ["met"]),
        ({"since": "2015-11-26"}, ["banned", "met"]),
        ({"until": "2015-11-24"}, ["shot down", "downing of"]),
        ({"as_of": "2015-11-30"}, ["shot down", "demanded"]),
        ({"status": "planned"}, []),
        ({"source": "' OR 1=1 --"}, []),
        ({"story": "../../etc/passwd"}, []),
    ],
)
def test_events_by_what_is_asked(client, query, triggers):
    assert [e["trigger"] for e in items(client.get(f"{API}/events", params=query))] == triggers


@pytest.mark.parametrize("path", ["events", "incidents", "stories", "actors", "disputes"])
def test_pages_hold_everything_once(client, path):
    whole = items(client.get(f"{API}/{path}"))
    assert len(whole) >= 2
    assert walked(client, f"{API}/{path}") == whole


def test_a_cursor_holds_when_something_is_added_before_it(writer):
    first = writer.get(f"{API}/events", params={"limit": 2}).json()
    event = first["items"][0]["id"]
    assert writer.post(f"{API}/reviews", json={"event": event, "verdict": "reject", "by": "Ada"}).status_code == 201
    rest = items(writer.get(f"{API}/events", params={"cursor": first["next"]}))
    assert [e["trigger"] for e in rest] == ["downing of", "banned", "met"]


@pytest.mark.parametrize("path", ["events", "incidents", "stories", "disputes", "reviews"])
def test_what_is_no_cursor_never_trips_the_server(client, path):
    for cursor in ("x", "W10", "e30", "WzEsMiwzXQ", "bnVsbA", "WyJhIl0", "WyIyMDE1LTE0LTAxIl0", "🦊", "'"):
        answer = client.get(f"{API}/{path}", params={"cursor": cursor})
        assert answer.status_code == 422
        assert answer.json()["error"]["code"] == "usage"


@pytest.mark.parametrize(
    "query",
    [{"type": "KISS"}, {"between": "RUS"}, {"between": "RUS,RUS"}, {"since": "soon"}, {"limit": 0}, {"limit": 501},
     {"status": "maybe"}, {"sorce": "RUS"}, {"format": "xml"}],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_by_name(client, query):
    answer = client.get(f"{API}/events", params=query)
    assert answer.status_code == 422
    error = answer.json()["error"]
    assert error["code"] in ("usage", "malformed")
    assert error["message"]


def test_incidents_are_merged_and_say_why(client):
    found = items(client.get(f"{API}/incidents", params={"type": "ASSAULT"}))
    assert [(len(i["tellings"]), i["sources"]) for i in found] == [(2, 2)]
    assert found[0]["merges"][0]["reason"]
    assert [i["type"] for i in items(client.get(f"{API}/incidents", params={"since": "2015-11-28"}))] == [
        "SANCTION", "CONSULT",
    ]  # fmt: skip
    assert items(client.get(f"{API}/incidents", params={"status": "denied"})) == []


@pytest.mark.parametrize(
    ("named", "coded"),
    [
        ("/disputes/Russia", "/disputes/RUS"),
        ("/disputes/Russia/Turkey", "/disputes/RUS/TUR"),
        ("/tension/russia/Türkiye", "/tension/RUS/TUR"),
        ("/disputes?actor=Russia", "/disputes?actor=RUS"),
        ("/incidents?between=Russia,Turkey", "/incidents?between=RUS,TUR"),
        ("/export/csv?source=Russia", "/export/csv?source=RUS"),
    ],
)
def test_a_party_goes_by_its_name_too(client, named, coded):
    answer = client.get(API + named)
    assert answer.status_code == 200
    assert answer.content == client.get(API + coded).content
    assert answer.content != client.get(API + coded.replace("RUS", "BRA")).content


def test_disputes_and_tension_as_of_a_day(client):
    pairs = items(client.get(f"{API}/disputes"))
    assert {(p["a"], p["b"]) for p in pairs} == {("RUS", "TUR"), ("TUR", "USA")}
    assert [p["b"] for p in items(client.get(f"{API}/disputes", params={"actor": "usa"}))] == ["USA"]
    early = client.get(f"{API}/disputes/rus/tur", params={"as_of": "2015-11-27"}).json()
    late = client.get(f"{API}/disputes/RUS/TUR").json()
    assert (len(early["docket"]["measures"]), len(late["docket"]["measures"])) == (0, 1)
    assert {a["side"] for a in late["answers"]} == {"RUS", "TUR"}
    course = client.get(f"{API}/tension/RUS/TUR", params={"scale": "icews"}).json()
    assert course["scale"] == "icews"
    assert client.get(f"{API}/tension/RUS/TUR", params={"scale": "x"}).status_code == 422
    assert client.get(f"{API}/disputes/RUS/RUS").status_code == 422


def test_a_party_and_all_others(client):
    found = client.get(f"{API}/disputes/tur").json()
    assert [(p["by"], len(p["demands"]), len(p["measures"])) for p in found["on_it"]] == [("RUS", 1, 1)]
    assert client.get(f"{API}/disputes/TUR", params={"as_of": "2015-11-25"}).json()["on_it"] == []


def test_a_story_with_its_text_events_and_reading(client):
    story = items(client.get(f"{API}/stories"))[0]
    whole = client.get(f"{API}/stories/{story['hash']}").json()
    event = whole["events"][0]
    trigger = event["event"]["trigger"]
    assert whole["text"][trigger["start"] : trigger["end"]] == event["trigger"] == "shot down"
    reading = client.get(f"{API}/stories/{story['hash']}/reading").json()
    assert reading["events"][0] == event["event"]
    for path in (f"{API}/stories/nix", f"{API}/stories/nix/reading"):
        assert client.get(path).json()["error"]["code"] == "missing"


def test_actors(client):
    found = {a["code"]: (a["did"], a["received"]) for a in items(client.get(f"{API}/actors"))}
    assert found == {"RUS": (2, 2), "TUR": (2, 3), "USA": (1, 0)}


def test_one_event_with_its_incident(client):
    for listed in items(client.get(f"{API}/events")):
        found = client.get(f"{API}/events/{listed['id']}").json()
        assert {name: found[name] for name in listed} == listed
        incident = client.get(f"{API}/incidents/{found['incident']}").json()
        assert listed["id"] in {t["id"] for t in incident["tellings"]}
        assert (found["sources"], found["tellings"]) == (incident["sources"], len(incident["tellings"]))


def test_one_incident_by_its_id_and_by_that_of_any_telling(client):
    for listed in items(client.get(f"{API}/incidents")):
        for name in (listed["id"], *(t["id"] for t in listed["tellings"])):
            assert client.get(f"{API}/incidents/{name}").json() == listed


def test_a_rejected_event_is_gone_and_comes_back(writer):
    event = items(writer.get(f"{API}/events"))[0]["id"]
    writer.post(f"{API}/reviews", json={"event": event, "verdict": "reject", "by": "Ada"})
    gone = writer.get(f"{API}/events/{event}")
    assert (gone.status_code, gone.json()["error"]["code"]) == (404, "missing")
    assert "rejected" in gone.json()["error"]["message"]
    writer.delete(f"{API}/reviews/1")
    assert writer.get(f"{API}/events/{event}").json()["trigger"] == "shot down"


def test_incidents_as_of_a_day_come_in_pages_too(client):
    whole = items(client.get(f"{API}/incidents", params={"as_of": "2015-12-02"}))
    assert len(whole) == 3
    assert walked(client, f"{API}/incidents", as_of="2015-12-02") == whole
    early = items(client.get(f"{API}/incidents", params={"as_of": "2015-11-26"}))
    assert [len(i["tellings"]) for i in early] == [1, 1]


@pytest.mark.parametrize(
    "path",
    ["events", "events/{0}", "incidents", "incidents/{0}", "disputes/RUS/TUR", "stories", "labels",
     "sql?query=SELECT 1"],
)  # fmt: skip
def test_what_has_not_changed_need_not_be_fetched(writer, path):
    path = path.format(items(writer.get(f"{API}/events"))[1]["id"])
    first = writer.get(f"{API}/{path}")
    assert first.status_code == 200
    tag = first.headers["etag"]
    again = writer.get(f"{API}/{path}", headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    event = items(writer.get(f"{API}/events"))[0]["id"]
    writer.post(f"{API}/reviews", json={"event": event, "verdict": "reject", "by": "Ada"})
    assert writer.get(f"{API}/{path}", headers={"If-None-Match": tag}).status_code == 200


def test_tables_as_csv(client):
    answer = client.get(f"{API}/events", params={"format": "csv", "limit": 2})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.headers["content-type"].startswith("text/csv")
    assert [(r["source"], r["target"], r["type"], r["start"]) for r in rows] == [
        ("TUR", "RUS", "ASSAULT", "2015-11-24"), ("RUS", "TUR", "REQUEST", "2015-11-25"),
    ]  # fmt: skip
    following = answer.headers["link"]
    assert following.endswith('; rel="next"')
    more = client.get(following[1 : following.index(">")])
    assert len(list(csv.DictReader(io.StringIO(more.text)))) == 2
    by_header = client.get(f"{API}/incidents", headers={"Accept": "text/csv"})
    assert len(list(csv.DictReader(io.StringIO(by_header.text)))) == 4


def test_no_formula_comes_out_as_csv(client):
    answer = client.get(f"{API}/sql", params={"query": "SELECT '=1+1' a, '@x' b, -1 c, '-1' d", "format": "csv"})
    assert answer.text.splitlines()[1] == "'=1+1,'@x,-1,'-1"


@pytest.mark.parametrize("path", ["events", "incidents", "sql"])
def test_tables_as_arrow(client, path):
    pyarrow = pytest.importorskip("pyarrow", reason='the extra "frames" is not installed')
    query = {"query": "SELECT id, reported FROM events"} if path == "sql" else {}
    answer = client.get(f"{API}/{path}", params=query | {"format": "arrow"})
    assert answer.status_code == 200, answer.text
    with pyarrow.ipc.open_stream(answer.content) as stream:
        table = stream.read_all()
    assert table.num_rows == (4 if path == "incidents" else 5)
    assert str(table.schema.field("reported").type).startswith("date32")


def test_the_description_is_openapi_and_on_a_page(client):
    schema = client.get(f"{API}/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    event = schema["components"]["schemas"]["Event"]["properties"]
    assert {"type", "status", "source", "because"} <= set(event)
    page = client.get("/docs", headers={"Accept": "text/html"})
    assert page.status_code == 200
    for path in schema["paths"]:
        assert path in page.text


def test_an_unknown_address_and_method_have_the_one_shape(client):
    for answer, status in ((client.get(f"{API}/nix"), 404), (client.put(f"{API}/events"), 405)):
        assert answer.status_code == status
        assert set(answer.json()["error"]) == {"code", "message", "subject"}
    assert client.put(f"{API}/events").headers["allow"] == "GET"
