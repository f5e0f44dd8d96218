"""REST: events as files in the formats of event data."""

import pytest

from detente.interop.formats import FORMATS
from detente.server.api.exports import LEFT_OUT

API = "/api/v1/export"
WRITTEN = [name for name, one in FORMATS.items() if one.write and name != "parquet"]


def test_the_formats_say_what_they_cannot_hold(client):
    found = {one["name"]: one for one in client.get(API).json()}
    assert {"gdelt-2", "icews", "polecat", "csv", "detente"} <= set(found)
    assert "ucdp-ged" not in found
    assert found["gdelt-2"]["losses"]
    assert found["detente"]["losses"] == []


@pytest.mark.parametrize("name", WRITTEN)
def test_every_format_is_given_as_the_command_writes_it(client, ledger_file, name, tmp_path):
    from detente.api_ledger import Ledger

    given = client.get(f"{API}/{name}")
    assert given.status_code == 200
    assert f"events.{name}" in given.headers["content-disposition"]
    with Ledger.open(ledger_file, read_only=True) as ledger:
        done = ledger.export(name, tmp_path / "file")
    assert given.content == (tmp_path / "file").read_bytes()
    assert given.content
    assert given.headers[LEFT_OUT] == str(sum(done.left_out.values()))
    assert client.get(f"{API}/{name}", headers={"If-None-Match": given.headers["etag"]}).status_code == 304


def test_events_are_chosen_and_too_many_refused(client, ask):
    everything, some = (client.get(f"{API}/csv{query}").text for query in ("", "?between=RUS,TUR&type=SANCTION"))
    assert "met" in everything
    assert "met about the border" not in some
    assert "imports of fruit" in some
    limits = ask().app.state.settings.limits
    narrow = ask(limits=type(limits)(export=1))
    refused = narrow.get(f"{API}/csv")
    assert refused.status_code == 413
    assert refused.json()["error"]["code"] == "too-large"


@pytest.mark.parametrize("path", ["/acled", "/nix", "/csv?type=KISS", "/csv?between=RUS", "/csv?sorce=RUS"])
def test_what_cannot_be_is_refused_by_name(client, path):
    answer = client.get(f"{API}{path}")
    assert answer.status_code in (404, 422)
    assert answer.json()["error"]["message"]
