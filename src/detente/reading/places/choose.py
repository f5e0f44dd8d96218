"""Which of the places of one name a story means: its neighbours, the countries and regions of the story, its size."""

from __future__ import annotations

import math
from collections import defaultdict
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
SHORT_COST = 0.7  # the name is the beginning of a longer one ("Santiago" for "Santiago de Cuba")
COUNTRY_BONUS = 1.0  # a country is meant rather than a town of its name
SECOND_LEVEL_COST = 1.0  # a county or district, which counts its towns' people, is less known than they are
DOUBT = 1.0  # as much weight again on nothing known: one hint alone counts half
FAR = 150.0  # kilometres at which nearness has faded to a third
MOST = 25  # candidates of one name that are looked at
KM_PER_DEGREE = 111.2


@dataclass
class Story:
    """What a story is about, as weights: countries and first-level regions."""

    home: str | None = None
    total: float = 0.0
    countries: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    regions: defaultdict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))

    def add(self, country: str, admin1: str, weight: float) -> None:
        """Count a place that is certain enough, or a people or party."""
        self.total += weight
        self.countries[country] += weight
        if admin1:
            self.regions[country, admin1] += weight

    def support(self, entry: Entry, own: tuple[Entry, float] | None = None) -> float:
        """How much the story's countries and regions speak for `entry`; `own`: what its name added, and how much.

        A name does not speak for itself: what it added is left out.
        """
        same, weight = own or (entry, 0.0)
        total, here = self.total - weight, self.countries[entry.country] - weight * (same.country == entry.country)
        score = COUNTRY_WEIGHT * here / (total + DOUBT)
        region = self.regions[entry.country, entry.admin1] if entry.admin1 else 0.0
        if region:
            region -= weight * (
                same.country == entry.country and same.admin1 == entry.admin1 and same.kind != "country"
            )
            score += REGION_WEIGHT * region / (total + DOUBT)
        return score + HOME_WEIGHT * (entry.country == self.home)


def size(entry: Entry) -> float:
    """Prominence on a scale of powers of ten."""
    score = math.log10(entry.population + 500)
    if entry.kind == "country":
        score += COUNTRY_BONUS
    if entry.level == 2:
        score -= SECOND_LEVEL_COST
    if entry.alternate:
        score -= SHORT_COST if entry.short else ALTERNATE_COST
    return score


def choose(spots: list[Spot], story: Story) -> None:
    """Set `chosen` of every spot. A name means one place throughout a story, unless words beside it say otherwise."""
    by_name: dict[tuple[str, str], list[Spot]] = {}
    for spot in spots:
        by_name.setdefault((spot.key, spot.qualifier.name if spot.qualifier else ""), []).append(spot)
    _inherit(by_name)
    options = {name: _options(group) for name, group in by_name.items()}
    sure = {name: o[0] for name, o in options.items() if len(o) == 1 or _dominant(o)}
    for name, entry in sure.items():
        if entry.country:
            story.add(entry.country, "" if entry.kind == "country" else entry.admin1, _weight(by_name[name]))
    near = _nearness(options, {n: len(g) for n, g in by_name.items()})
    for name, group in by_name.items():
        own = (sure[name], _weight(group)) if name in sure and sure[name].country else None
        best = max(options[name], key=lambda e: size(e) + story.support(e, own) + near.get(id(e), 0.0))
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
