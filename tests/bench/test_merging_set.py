"""The floor of merging on the project's own set, and that the set is what it says it is."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bench import merging  # noqa: E402


@pytest.fixture(scope="module")
def cases():
    return {part: merging.load(part) for part in merging.PARTS}


def test_the_set_is_large_and_of_all_kinds(cases):
    every = [case for part in cases.values() for case in part]
    assert len({case["id"] for case in every}) == len(every) >= 150
    assert {case["kind"] for case in every} == {"same", "not same", "hard", "cluster"}


@pytest.mark.parametrize("part", merging.PARTS)
def test_floor(cases, part):
    found = merging.figures(merging.measure(case) for case in cases[part])
    assert found["pair F1"] >= merging.FLOOR
    assert found["B-cubed F1"] >= merging.FLOOR


def test_figures_can_be_bad():
    """Two of one and one of another, all three put together, then all kept apart."""
    truth = {"1": "a", "2": "a", "3": "b"}
    together = merging.Score("x", "same", truth, dict.fromkeys(truth, "i"), {})
    apart = merging.Score("x", "same", truth, {t: t for t in truth}, {})
    found = merging.figures([together])
    assert (found["pair precision"], found["pair recall"]) == (pytest.approx(1 / 3), 1)
    assert found["B-cubed precision"] == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    assert merging.figures([apart])["pair F1"] == 0
    assert merging.figures([apart])["B-cubed recall"] == pytest.approx((0.5 + 0.5 + 1) / 3)
