"""REST keeps to its own description, whatever it is asked: schemathesis makes the requests."""

import shutil
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable

from detente.server import Limits, Settings, create_app

schemathesis = pytest.importorskip("schemathesis")
checks = pytest.importorskip("schemathesis.specs.openapi.checks")
TOKEN = "a-token-of-this-test"
HEADERS = {"Authorization": f"Bearer {TOKEN}", "Host": "127.0.0.1"}


@pytest.fixture(scope="module")
def described(first_ledger, tmp_path_factory):
    path = shutil.copy(first_ledger, tmp_path_factory.mktemp("schema") / "x.duckdb")
    limits = replace(Limits(), sql_seconds=5.0)
    app = create_app(Settings(ledger=path, token=TOKEN, limits=limits))
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=HEADERS)


def broken(operation):
    """What goes wrong with an operation, when it is asked sensible things and senseless ones."""
    wrong = []
    for mode in schemathesis.GenerationMode:

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=3, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
        )  # fmt: skip
        def asked(case):
            # A cursor, a code or an id may have the right form and name nothing: that is refused, rightly.
            case.call_and_validate(headers=HEADERS, excluded_checks=[checks.positive_data_acceptance])

        try:
            asked()
        except Unsatisfiable:  # nothing that it could be asked would be wrong
            continue
        except (Exception, BaseExceptionGroup) as error:
            wrong.append(f"{operation.label}: {error}")
    return wrong


def test_every_answer_is_as_described(described):
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > 20
    assert "\n\n".join(words for operation in operations for words in broken(operation)) == ""
