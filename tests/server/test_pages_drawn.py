"""What the pages draw: the map with its places, and the network of who acts on whom."""

from __future__ import annotations

import math
import re
from importlib import import_module
from itertools import pairwise

import pytest

pytest.importorskip("fastapi", reason='the extra "server" is not installed')

from detente.api_ledger import Ledger
from detente.server import Settings
from detente.server.pages.network import Tie, nodes, ties
from detente.server.pages.worldmap import Spot, drawn, equal_earth, outlines

made = import_module("server_made")
SHOT, TOKEN, HTML, asking, told = made.SHOT, made.TOKEN, made.HTML, made.asking, made.told


def spot(name="Ankara", lat=39.9, lon=32.9, kind="city", acts=1):
    return Spot(name, "TUR", lat, lon, kind, acts, f"/places/{name}")


def test_a_region_is_drawn_as_a_ring_and_a_town_as_a_dot():
    made = drawn([spot(), spot("Hatay", 36.4, 36.2, "region")])
    assert made.count('class="spot"') == 1
    assert made.count('class="area"') == 1
    ring = float(re.search(r'class="area".*? r="([\d.]+)"', made)[1])
    dot = float(re.search(r'class="spot".*? r="([\d.]+)"', made)[1])
    assert ring > 2 * dot


def placed(path, *where):
    """What the page of places says of a ledger whose acts happened there."""
    reading = told(SHOT)
    event = reading.events[0]
    at = {"start": event.trigger.start, "end": event.trigger.end}
    events = tuple(type(event).model_validate(event.as_json() | {"place": place | at}) for place in where)
    with Ledger.create(path) as ledger:
        ledger.add(reading.model_copy(update={"events": events}))
    return asking(Settings(ledger=path, token=TOKEN), **HTML).get("/places").text


def test_a_country_is_named_and_not_drawn(tmp_path):
    syria, homs = (
        {"name": "Syria", "country": "SYR", "precision": "country"},
        {"name": "Homs", "lat": 34.7, "lon": 36.7},
    )
    text = placed(tmp_path / "l.duckdb", syria, homs)
    assert "a country: its middle is no place" in text
    assert len(re.findall(r'class="(?:spot|area)"', text)) == 1


def test_a_town_and_the_region_of_its_name_are_two_places(tmp_path):
    homs = {"name": "Homs", "country": "SYR", "lat": 34.7, "lon": 36.7}
    text = placed(tmp_path / "l.duckdb", homs, homs | {"precision": "region"})
    assert re.findall(r'<circle class="(spot|area)"', text) == ["area", "spot"]
    assert sorted(re.findall(r"</td><td>(city|region)</td>", text)) == ["city", "region"]


def test_the_projection_is_equal_earth():
    """Values of the paper by Šavrič and others: the equator is 2·2.70663 wide, the poles 0.59247 of that."""
    assert equal_earth(180, 0)[0] == pytest.approx(2.70663, abs=1e-4)
    assert -equal_earth(0, 90)[1] == pytest.approx(1.31737, abs=1e-4)
    assert equal_earth(180, 90)[0] / equal_earth(180, 0)[0] == pytest.approx(0.5925, abs=1e-3)


def test_no_outline_leaps_across_the_map():
    """A country that crosses the date line is drawn on both ends, not as a band from one to the other."""
    steps = [abs(b[0] - a[0]) for ring in outlines() for a, b in pairwise(ring)]
    assert len(steps) > 5000
    assert max(steps) < math.radians(25)


def test_names_on_the_map_do_not_lie_over_each_other():
    made = drawn([spot(f"Town {n}", 39 + n / 100, 32 + n / 100) for n in range(20)])
    boxes = [(float(x), float(y)) for x, y in re.findall(r'class="name" x="([\d.]+)" y="([\d.]+)"', made)]
    assert 1 <= len(boxes) < 20
    assert all(abs(a[1] - b[1]) >= 16 for n, a in enumerate(boxes) for b in boxes[:n] if abs(a[0] - b[0]) < 40)


def test_the_network_is_the_same_every_time(reader):
    assert reader.get("/network").text == reader.get("/network").text
    found = [Tie("A", "B", 5, 0, 0, 0, None), Tie("C", "D", 0, 0, 0, 9, None), Tie("B", "C", 1, 0, 1, 0, None)]
    assert nodes(found) == nodes(found[::-1])
    assert sorted(nodes(found)) == ["A", "B", "C", "D"]
    assert [tie.kind for tie in found] == ["friendly", "hostile", "mixed"]


def test_ties_of_an_actor_are_its_own(ledger_file):
    from detente.server.pages.asked import Asked

    with Ledger.open(ledger_file, read_only=True) as ledger:
        assert {(t.source, t.target) for t in ties(ledger, Asked(actor="USA"))} == {("USA", "TUR")}
        assert sum(t.acts for t in ties(ledger, Asked(type="SANCTION"))) == 1
