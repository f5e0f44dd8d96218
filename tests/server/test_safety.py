"""Attempts to break in: by token, by another site or host, by size, by patience, by markup, paths and SQL."""

import socket
import time

import pytest

from detente.server import Settings
from detente.server.access import mark_of

TOKEN = "a-token-of-this-test"
API = "/api/v1"
STORY = {"text": "Turkey shot down a Russian warplane on Tuesday."}
MERGE = {"events": ["a:0", "b:0"], "by": "Eve"}
WRITES = [
    ("POST", "/stories", STORY),
    ("POST", "/reviews", {"event": "a:0", "verdict": "reject", "by": "Eve"}),
    ("DELETE", "/reviews/1", None),
    ("POST", "/decisions/merge", MERGE),
    ("POST", "/decisions/split", {"event": "a:0", "by": "Eve"}),
    ("DELETE", "/decisions/1", None),
]


def code(answer):
    return answer.status_code, answer.json()["error"]["code"]


def cookie(settings, value=TOKEN):
    return {"Cookie": f"detente-{settings.port}={value}"}


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
def test_nobody_writes_without_the_token(ask, settings, method, path, body):
    wrong = [
        {}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}, {"Authorization": "Bearer "},
        {"Authorization": TOKEN}, {"Authorization": f"Bearer {TOKEN[:-1]}"}, cookie(settings, "wrong"),
        {"Cookie": f"detente_token={TOKEN}"}, {"X-CSRF-Token": mark_of(settings)},
    ]  # fmt: skip
    before = settings.ledger.read_bytes()
    for headers in wrong:
        assert code(ask(headers).request(method, API + path, json=body)) == (401, "token"), headers
    assert settings.ledger.read_bytes() == before


def test_the_cookie_alone_does_not_write(ask, settings):
    """Another site can make a browser send it; it cannot read the mark of the forms."""
    method, path, body = WRITES[1]
    for headers in ({}, {"X-CSRF-Token": "wrong"}, {"X-CSRF-Token": ""}):
        assert code(ask(cookie(settings) | headers).request(method, API + path, json=body)) == (403, "not-allowed")
    passed = ask(cookie(settings) | {"X-CSRF-Token": mark_of(settings)}).request(method, API + path, json=body)
    assert code(passed) == (422, "usage")  # there is no such event: it came as far as the ledger


def test_the_mark_goes_with_the_token(settings):
    other = Settings(ledger=settings.ledger)
    assert mark_of(other) != mark_of(settings)
    assert TOKEN not in mark_of(settings)
    assert TOKEN not in repr(settings)


def test_a_browser_gets_its_cookie_from_the_address_that_was_printed(client, settings):
    answer = client.get(f"/search?q=x&token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=x")
    given = answer.headers["set-cookie"].lower()
    for part in (f"detente-{settings.port}={TOKEN}", "httponly", "samesite=strict", "path=/"):
        assert part in given
    assert "set-cookie" not in client.get("/?token=wrong").headers
    assert code(client.get("/?token=wrong")) == (401, "token")
    elsewhere = client.get(f"//evil.example/?token={TOKEN}").headers["location"]
    assert elsewhere.startswith("/")
    assert not elsewhere.startswith("//")


@pytest.mark.parametrize("path", [f"{API}/events", f"{API}/openapi.json", "/docs", "/", "/nix"])
def test_beyond_this_machine_nothing_is_read_without_the_token(ask, settings, path):
    assert ask(host="0.0.0.0").get(path).status_code == 401
    assert ask({"Authorization": "Bearer wrong"}, host="0.0.0.0").get(path).status_code == 401
    for headers in ({"Authorization": f"Bearer {TOKEN}"}, cookie(settings)):
        assert ask(headers, host="0.0.0.0").get(path).status_code in (200, 404)


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8731", "127.0.0.1.evil.example", "localhost.evil", "", "[::2]"]
)
def test_a_name_that_is_not_ours_is_not_answered(client, host):
    """A page may have its own name lead to 127.0.0.1, and then read as if it were of this server."""
    assert code(client.get(f"{API}/events", headers={"Host": host})) == (403, "not-allowed")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:9", "[::1]:8731", "LOCALHOST.", "localhost:8731"])
def test_our_own_names_are_answered(client, host):
    assert client.get(f"{API}/events", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:9999"}, {"Origin": ""},
     {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}],
)  # fmt: skip
def test_a_page_of_another_site_changes_nothing(writer, headers):
    answer = writer.post(f"{API}/reviews", json=WRITES[1][2], headers=headers)
    assert code(answer) == (403, "not-allowed")


def test_a_page_of_another_site_reads_nothing_of_rest(client):
    for site, mode in (("cross-site", "no-cors"), ("same-site", "cors"), ("cross-site", "navigate")):
        headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode}
        assert code(client.get(f"{API}/sql?query=SELECT 1", headers=headers)) == (403, "not-allowed")
    own = {"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8731"}
    assert client.get(f"{API}/events", headers=own).status_code == 200


@pytest.mark.parametrize("path", [f"{API}/events", f"{API}/nix", "/nix", "/docs", "/static/nix.js", "/?token=wrong"])
def test_every_answer_forbids_what_pages_do_not_need(client, path):
    headers = client.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


def test_a_fault_tells_nothing_and_has_the_headers_too(client, monkeypatch):
    monkeypatch.setattr(client.app.state.store, "reading", None)
    answer = client.get(f"{API}/actors")
    assert code(answer) == (500, "fault")
    assert "Traceback" not in answer.text
    assert "content-security-policy" in answer.headers


OUT = [
    "/static/../settings.py", "/static/%2e%2e/settings.py", "/static/..%2fsettings.py", "/static//etc/passwd",
    "/static/..\\settings.py", f"{API}/stories/..%2f..%2fetc%2fpasswd",
]  # fmt: skip


@pytest.mark.parametrize("path", OUT)
def test_no_path_leads_out(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "dataclass" not in answer.text
    assert "root:" not in answer.text


def test_a_long_body_is_refused_declared_or_not(writer):
    big = b'{"text": "' + b"x" * 5_000_000
    assert code(writer.post(f"{API}/stories", content=big)) == (413, "too-large")
    assert code(writer.post(f"{API}/stories", content=iter([big[:1_000_000]] * 6))) == (413, "too-large")
    assert code(writer.post(f"{API}/read", content=b"{}", headers={"Content-Length": "-1"}))[0] == 413


@pytest.mark.parametrize("path", ["/stories", "/read", "/answer"])
def test_a_story_that_would_take_minutes_to_read_is_refused(writer, path):
    assert code(writer.post(API + path, json={"text": "Turkey shot down a plane. " * 5000})) == (413, "too-large")


@pytest.mark.parametrize("kind", ["text", "file"])
def test_nor_is_it_read_on_a_page(writer, kind):
    words = "Turkey shot down a plane. " * 5000
    sent = {"data": {"text": words}} if kind == "text" else {"files": {"file": ("a.txt", words.encode())}}
    began = time.monotonic()
    assert "100,000 characters" in writer.post("/read", headers={"Accept": "text/html"}, **sent).text
    assert time.monotonic() - began < 5


def test_stories_that_would_take_minutes_together_are_refused(client):
    stories = [{"text": "Turkey shot down a plane. " * 3500}] * 5
    assert code(client.post(f"{API}/annotate", json={"stories": stories})) == (413, "too-large")


def test_too_many_stories_at_once_are_refused(client):
    answer = client.post(f"{API}/annotate", json={"stories": [STORY] * 51})
    assert code(answer) == (413, "too-large")


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'{"text": 1}', b'{"text": "x", "nix": 1}', b"\xff\xfe", b"[" * 100_000]
)
def test_a_malformed_body_is_refused_in_the_one_shape(writer, body):
    for path in ("/stories", "/read", "/annotate", "/relate", "/answer", "/reviews", "/sql"):
        answer = writer.post(API + path, content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code in (400, 422), (path, answer.text[:200])
        assert set(answer.json()["error"]) == {"code", "message", "subject"}


def answered(port, *pieces, pause=0.05, most=5.0):
    """What a server says to bytes sent piece by piece, and after how many seconds it hung up."""
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=most) as line:
        for piece in pieces:
            try:
                line.sendall(piece)
            except OSError:
                break
            time.sleep(pause)
        found = b""
        try:
            while more := line.recv(65536):
                found += more
        except (TimeoutError, ConnectionError):
            pass
    return found, time.monotonic() - began


def test_a_body_that_trickles_in_is_given_up(listening):
    port = listening(body_seconds=0.4)
    head = (
        f"POST {API}/read HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
    )
    found, took = answered(port, head.encode(), *[b"x"] * 30)
    assert found.startswith(b"HTTP/1.1 408"), found
    assert b"too-slow" in found
    assert took < 4


def test_a_head_that_trickles_in_is_given_up(listening, monkeypatch):
    monkeypatch.setattr("detente.server.serving.PATIENCE", 0.4)
    found, took = answered(listening(), b"GET / HTTP/1.1\r\n", *[b"X: y\r\n"] * 30)
    assert found == b""
    assert took < 4


def test_what_breaks_off_does_no_harm(listening):
    port = listening()
    for words in (b"GET", b"\x00" * 100, b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\nabc"):
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(words)
    found, _ = answered(port, f"GET {API}/actors HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
    assert found.startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.9.9.9"])
def test_local_is_what_only_this_machine_reaches(tmp_path, host):
    assert Settings(ledger=tmp_path, host=host).local


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.1", "example.org", ""])
def test_all_else_is_not_local(tmp_path, host):
    assert not Settings(ledger=tmp_path, host=host).local
