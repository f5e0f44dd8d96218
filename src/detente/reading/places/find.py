"""The places that a story names."""

from __future__ import annotations

from spacy.tokens import Doc

from detente.model import Mention, Place, Stretch
from detente.reading.places import cues
from detente.reading.places.borders import Borders
from detente.reading.places.choose import Story, choose
from detente.reading.places.spot import Spot, Spotter
from detente.reading.text import ByPlace, text_of
from detente.world.gazetteer import Entry, Gazetteer, fold

# Kinds of mentions that are parties: their words act, they are nowhere.
PARTY = frozenset({"seat", "name", "agent", "adjective", "person", "office"})
# A mention of a party says less about where the story plays than a named place does.
MENTION_WEIGHT = 0.5


def find_places(
    doc: Doc, mentions: tuple[Mention, ...] = (), *, outlet: str | None = None, plain: bool = False
) -> tuple[Place, ...]:
    """Every place that the story names, in the order of the text, none overlapping.

    `mentions`: who is named; words that stand for a party are left out. `outlet`: the paper or agency; its home counts
    a little. `plain`: every name by itself, those of parties too and no lines between countries, as benchmarks do it.
    Countries and continents carry no coordinates; see `country_point`.
    """
    gazetteer, file = Gazetteer.load(), cues.load()
    spots = Spotter(doc, gazetteer, file.cues).spots()
    story = Story(home=_home(outlet, file.outlets))
    _note_peoples(doc, mentions, story, gazetteer)
    choose(spots, story)
    text = text_of(doc)
    found = [_place(doc, text, s) for s in spots if s.chosen]
    if plain:
        return tuple(found)
    lines = list(Borders(doc, gazetteer, file.cues).find())
    taken = ByPlace[Stretch]([*(m for m in mentions if m.kind in PARTY), *lines], lambda record: (record,))
    kept = [p for p in found if not any(other.start < p.end and p.start < other.end for other in taken.near(p))]
    return tuple(sorted([*kept, *lines], key=lambda p: p.start))


def country_point(code: str) -> tuple[float, float] | None:
    """A representative point (degrees) of a country, for drawing and for benchmarks; never the place of an event."""
    return Gazetteer.load().point_of_country(code)


def representative_point(place: Place) -> tuple[float, float] | None:
    """A point (degrees) to draw a place at: its own, or for a country or continent a conventional middle."""
    if place.lat is not None and place.lon is not None:
        return place.lat, place.lon
    if place.precision == "country":
        return country_point(place.country or "")
    wide = next((e for e in Gazetteer.load().lookup(place.name) if e.kind == "continent"), None)
    return (wide.lat, wide.lon) if wide else None


def _place(doc: Doc, text: str, spot: Spot) -> Place:
    entry = spot.chosen
    assert entry is not None
    start, last = doc[spot.start].idx, doc[spot.end - 1]
    end = last.idx + len(last)
    extended = entry.kind in ("country", "continent")
    return Place(
        name=text[start:end],
        start=start,
        end=end,
        country=entry.country or None,
        lat=None if extended else entry.lat,
        lon=None if extended else entry.lon,
        precision=_precision(spot, entry),
        geonames=entry.geonames,
    )


def _precision(spot: Spot, entry: Entry) -> str:
    """What the name stands for: a town's may stand for the land around it, by the words beside it."""
    kind = spot.kind if spot.kind and (spot.kind == "site" or entry.kind in ("city", "site")) else entry.kind
    return "region" if kind in ("area", "continent") else kind


def _home(outlet: str | None, outlets: dict[str, str]) -> str | None:
    """The country of the outlet, from a part of its name."""
    if outlet is None:
        return None
    name = fold(outlet)
    known = sorted((k for k in outlets if f" {fold(k)} " in f" {name} "), key=len)
    return outlets[known[-1]] if known else None


def _note_peoples(doc: Doc, mentions: tuple[Mention, ...], story: Story, gazetteer: Gazetteer) -> None:
    """Count the countries whose people or parties the story names."""
    for token in doc:
        code = gazetteer.people.get(token.lower_) if token.text[:1].isupper() else None
        if code:
            story.add(code, "", MENTION_WEIGHT)
    codes = [r.code for m in mentions for r in m.refs if r.code in gazetteer.countries]
    for code in codes:
        story.add(str(code), "", MENTION_WEIGHT / 2)
