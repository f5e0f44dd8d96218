"""SQL over REST reads the ledger and nothing else, and is ended when it takes too much."""

import time
from dataclasses import replace

import pytest

from detente.errors import UsageError
from detente.ledger.asking import Query, answer

API = "/api/v1"
REFUSED = [
    "SELECT * FROM read_csv('/etc/passwd')", "SELECT * FROM read_text('/etc/passwd')", "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM glob('/etc/*')", "SELECT * FROM read_blob('/etc/passwd')", "SELECT getenv('HOME')",
    "FROM sniff_csv('/etc/passwd')", "SELECT * FROM query('FROM read_text(''/etc/passwd'')')",
    "COPY events TO '{folder}/stolen.csv'", "COPY (SELECT 1) TO '{folder}/stolen.csv'", "LOAD httpfs",
    "EXPORT DATABASE '{folder}/stolen'", "ATTACH '{folder}/stolen.duckdb'", "INSTALL httpfs", "PRAGMA database_list",
    "CALL pragma_version()", "SET enable_external_access = true", "RESET memory_limit", "DELETE FROM events",
    "DROP TABLE stories", "CHECKPOINT", "CREATE TABLE x (a INTEGER)", "INSERT INTO reviews SELECT * FROM reviews",
    "SELECT 1; DELETE FROM events", "SELECT 1; SELECT 2", "WITH x AS (DELETE FROM events RETURNING *) SELECT * FROM x",
    "SELEC", "SELECT nothing", "--", "SELECT * FROM secret", "SELECT * FROM sqlite_scan('/etc/passwd', 'x')", "VACUUM",
    "BEGIN", "EXPLAIN ANALYZE SELECT 1",
]  # fmt: skip


def asked(client, query, **more):
    return client.post(f"{API}/sql", json={"query": query, **more})


@pytest.mark.parametrize("arrow", [False, True])
@pytest.mark.parametrize("query", REFUSED)
def test_no_query_reaches_files_writes_or_changes_settings(ledger_file, query, arrow):
    before = ledger_file.read_bytes()
    secret = [{"a": 1}]  # a name of this process, which DuckDB would look up if it were let
    words = query.format(folder=ledger_file.parent)
    with pytest.raises(UsageError) as refused:
        answer(Query(str(ledger_file), words, rows=9, bytes=10**6, memory=10**9, arrow=arrow))
    assert "root:" not in str(refused.value)
    assert ledger_file.read_bytes() == before
    assert [file.name for file in ledger_file.parent.iterdir()] == [ledger_file.name]
    assert secret


@pytest.mark.parametrize("query", ["SELECT * FROM read_text('/etc/passwd')", "DELETE FROM events", "SELEC"])
def test_a_refused_query_has_the_one_shape(client, query):
    for found in (asked(client, query), client.get(f"{API}/sql", params={"query": query})):
        assert (found.status_code, found.json()["error"]["code"]) == (422, "usage")


def test_values_come_as_json(client):
    query = (
        "SELECT DATE '2015-11-24' a, 1.5::DECIMAL(4, 2) b, 'NaN'::DOUBLE c, [DATE '2015-11-24'] d, {'x': NULL} e, "
        "170141183460469231731687303715884105727::HUGEINT f, '\\xAA'::BLOB g, INTERVAL 1 DAY h, "
        "TIMESTAMP '2015-11-24 10:00' i"
    )
    found = asked(client, query).json()
    assert found["columns"] == list("abcdefghi")
    assert found["types"][0] == "DATE"
    assert found["rows"][0][:6] == ["2015-11-24", 1.5, None, ["2015-11-24"], {"x": None}, 2**127 - 1]
    assert found["rows"][0][6] == "aa"
    assert found["rows"][0][8] == "2015-11-24T10:00:00"


def test_rows_are_limited_and_it_says_so(client):
    found = asked(client, "SELECT * FROM range(100000)", limit=3).json()
    assert (found["rows"], found["more"]) == ([[0], [1], [2]], True)
    whole = asked(client, "SELECT * FROM range(3)", limit=3).json()
    assert (len(whole["rows"]), whole["more"]) == (3, False)
    assert asked(client, "SELECT 1", limit=10**6).status_code == 422


@pytest.mark.parametrize("kind", ["json", "csv", "arrow"])
def test_a_query_that_never_ends_is_ended(ask, settings, kind):
    client = ask(limits=replace(settings.limits, sql_seconds=1.5))
    began = time.monotonic()
    found = asked(client, "SELECT count(*) FROM range(100000000000) a, range(1000000) b", format=kind)
    assert (found.status_code, found.json()["error"]["code"]) == (408, "too-slow")
    assert time.monotonic() - began < 5
    assert client.get(f"{API}/events").status_code == 200


def test_a_query_that_wants_all_memory_or_bytes_is_refused(ask, settings):
    client = ask(limits=replace(settings.limits, sql_memory=200_000_000, sql_bytes=1_000_000))
    for query in ("SELECT list(range) FROM range(300000000)", "SELECT repeat('x', 4000000000)"):
        assert asked(client, query).status_code in (408, 413, 422), query
    found = asked(client, "SELECT repeat('x', 2000000)")
    assert (found.status_code, found.json()["error"]["code"]) == (413, "too-large")
    assert asked(client, "SELECT 1").json()["rows"] == [[1]]


def test_what_a_query_reads_is_what_was_kept(writer):
    count = "SELECT count(*) FROM events"
    assert asked(writer, count).json()["rows"] == [[5]]
    event = writer.get(f"{API}/events").json()["items"][0]["id"]
    writer.post(f"{API}/reviews", json={"event": event, "verdict": "reject", "by": "Ada"})
    assert writer.get(f"{API}/sql", params={"query": count}).json()["rows"] == [[4]]
