"""A party is found by whatever it is called."""

import pytest

from detente.world.named import code_of


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("RUS", "RUS"), ("tur", "TUR"), (" Russia ", "RUS"), ("u.s.", "USA"), ("Britain", "GBR"), ("Türkiye", "TUR"),
        ("european union", "EU"), ("Kurds", "KURDS"), ("UAE", "ARE"), ("", ""),
    ],
)  # fmt: skip
def test_codes_and_names_lead_to_the_code(typed: str, code: str) -> None:
    assert code_of(typed) == code


def test_what_the_tables_do_not_know_is_left_as_a_code() -> None:
    """A ledger may hold codes that were imported from elsewhere."""
    assert code_of("Ruritania") == "RURITANIA"
