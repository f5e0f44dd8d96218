"""Plots of what is measured."""

import re

from bench.curves import Curve, Plot


def across(most):
    """The figures below a plot whose points go so far."""
    svg = Plot("T", "workers", "stories a second", "made for a test", [Curve("c", [(1, 10), (most, 20)])]).svg()
    return [figure for y, figure in re.findall(r'y="([\d.]+)" text-anchor="middle">([\d,]+)<', svg)]


def test_every_figure_across_stands_once():
    assert across(2) == ["0", "1", "2"]
    assert across(20_000) == ["0", "5,000", "10,000", "15,000", "20,000"]


def test_a_plot_says_what_it_shows_and_where_it_is_from():
    svg = Plot("T", "workers", "stories <a second>", "made for a test", [Curve("c", [(1, 10)])]).svg()
    assert "stories &lt;a second&gt;" in svg
    assert "made for a test" in svg
