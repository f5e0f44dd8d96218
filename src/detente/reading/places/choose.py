"""Which of the places of one name a story means: its neighbours, the countries and regions of the story, its size."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from detente.reading.places.spot import Spot, holds
from detente.world.gazetteer import Entry

# Weights of the evidence, in the measure of log10(inhabitants). Set by hand on the project's own test sentences and
# checked on the half of LGL that is read for errors (docs/evaluation-places.md).
COUNTRY_WEIGHT = 2.2  # the whole story speaks of that country
REGION_WEIGHT = 2.2  # the whole story speaks of that first-level region
NEAR_WEIGHT = 1.6  # other places of the story lie close by
HOME_WEIGHT = 1.0  # the outlet is at home there
ALTERNATE_COST = 1.5  # the name is another spelling
COUNTRY_BONUS = 1.0  # a country is meant rather than a town of its name
FAR = 150.0  # kilometres at which nearness has faded to a third
MOST = 25  # candidates of one name that are looked at
KM_PER_DEGREE = 111.2


@dataclass
class Story:
    """What a story is about, as weights: countries and first-level regions."""

    countries: Counter[str] = field(default_factory=Counter)
    regions: Counter[tuple[str, str]] = field(default_factory=Counter)
    home: str | None = None

    def add(self, entry: Entry, weight: float) -> None:
        """Count a place that is certain enough."""
        if entry.country:
            self.countries[entry.country] += weight  # type: ignore[assignment]
            if entry.admin1 and entry.kind != "country":
                self.regions[entry.country, entry.admin1] += weight  # type: ignore[assignment]

    def support(self, entry: Entry) -> float:
        """How much the story's countries and regions speak for `entry`."""
        score = COUNTRY_WEIGHT * _share(self.countries, entry.country)
        if entry.admin1:
            score += REGION_WEIGHT * _share(self.regions, (entry.country, entry.admin1))
        return score + HOME_WEIGHT * (entry.country == self.home)


def _share(counts: Counter[object] | Counter[str] | Counter[tuple[str, str]], key: object) -> float:
    """Between 0 and 1: the part of the weight on `key`, doubted while there is little of it."""
    total = sum(counts.values())
    return counts[key] / (total + 1.0) if total else 0.0  # type: ignore[index]


def size(entry: Entry) -> float:
    """Prominence on a scale of powers of ten."""
    score = math.log10(entry.population + 500)
    if entry.kind == "country":
        score += COUNTRY_BONUS
    return score - ALTERNATE_COST * entry.alternate


def choose(spots: list[Spot], story: Story) -> None:
    """Set `chosen` of every spot. A name means one place throughout a story, unless words beside it say otherwise."""
    by_name: dict[tuple[str, str], list[Spot]] = {}
    for spot in spots:
        by_name.setdefault((spot.key, spot.qualifier.name if spot.qualifier else ""), []).append(spot)
    _inherit(by_name)
    options = {name: _options(group) for name, group in by_name.items()}
    sure = {name: o[0] for name, o in options.items() if len(o) == 1 or _dominant(o)}
    for name, entry in sure.items():
        story.add(entry, _weight(by_name[name]))
    near = _nearness(options, {n: len(g) for n, g in by_name.items()})
    for name, group in by_name.items():
        best = max(options[name], key=lambda e: size(e) + story.support(e) + near.get(id(e), 0.0))
        for spot in group:
            spot.chosen = best


def _weight(group: list[Spot]) -> float:
    """A place that is named often counts more, but ever less so."""
    return 1.0 + math.log2(len(group))


def _inherit(by_name: dict[tuple[str, str], list[Spot]]) -> None:
    """A name that is once said with its state or country keeps it through the story."""
    qualified = {key: group for (key, holder), group in by_name.items() if holder}
    for (key, holder), group in by_name.items():
        if not holder and key in qualified and group[0].entries[0].kind != "country":
            for spot in group:
                spot.entries = qualified[key][0].entries


def _options(group: list[Spot]) -> list[Entry]:
    """What a name may stand for, the most prominent first, a region that only repeats its town left out."""
    kinds = {s.kind for s in group if s.kind}
    entries = sorted(group[0].entries, key=lambda e: -size(e))[:MOST]
    if kinds & {"region"}:
        wanted = [e for e in entries if e.kind == "region"]
        return wanted or entries
    towns = [e for e in entries if e.kind in ("city", "site")]
    kept = [e for e in entries if not (e.kind == "region" and any(_same_seat(e, t) for t in towns))]
    return kept or entries


def _same_seat(region: Entry, town: Entry) -> bool:
    """Whether a computed region is named after this town of its own."""
    same = region.country == town.country and region.admin1 == town.admin1
    return same and not (region.own and region.level) and town.population * 30 > region.population


def _dominant(options: list[Entry]) -> bool:
    """Whether one reading is so much larger that only strong evidence may turn it."""
    first, second = options[0], options[1]
    return size(first) - size(second) > 1.7 and first.population > 300_000


def _nearness(options: dict[tuple[str, str], list[Entry]], counts: dict[tuple[str, str], int]) -> dict[int, float]:
    """For every reading of every name: how close the other names' readings can be to it."""
    rows = [
        (n, e)
        for n, o in options.items()
        for e in o
        if e.kind in ("city", "site") or (e.kind == "region" and e.level != 1)
    ]
    if len({n for n, _ in rows}) < 2:
        return {}
    names = list(dict.fromkeys(n for n, _ in rows))
    owner = np.array([names.index(n) for n, _ in rows])
    closeness = _closeness([e for _, e in rows])
    weight = np.array([_plausible(e, options[n]) for n, e in rows])
    best = np.zeros((len(rows), len(names)))
    for k in range(len(names)):
        best[:, k] = (closeness[:, owner == k] * weight[owner == k]).max(axis=1)
    best[np.arange(len(rows)), owner] = 0.0
    total = best.sum(axis=1)
    return {id(e): NEAR_WEIGHT * math.log1p(float(t)) for (_, e), t in zip(rows, total, strict=True)}


def _plausible(entry: Entry, others: list[Entry]) -> float:
    """How readily a name is taken for this reading, before anything else is known."""
    return 1.0 / len(others) + (0.3 if entry is others[0] else 0.0)


def _closeness(entries: Iterable[Entry]) -> NDArray[np.float64]:
    """Between 0 and 1 for every pair, by distance on the plane (good enough under a thousand kilometres)."""
    at = np.array([(e.lat, e.lon) for e in entries])
    lat = np.radians(at[:, 0])
    north = at[:, None, 0] - at[None, :, 0]
    east = (at[:, None, 1] - at[None, :, 1]) * np.cos((lat[:, None] + lat[None, :]) / 2)
    faded: NDArray[np.float64] = np.exp(-np.hypot(north, east) * KM_PER_DEGREE / FAR)
    return faded


__all__ = ["Story", "choose", "holds", "size"]
